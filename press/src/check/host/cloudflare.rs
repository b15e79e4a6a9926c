//! Cloudflare Pages: <https://developers.cloudflare.com/pages/platform/limits/>, and for the rules
//! <https://developers.cloudflare.com/pages/configuration/redirects/#per-file>.

use super::{Tree, error, warning};
use crate::diagnostic::Diagnostic;

pub(super) const HEADERS: &str = "_headers";
pub(super) const REDIRECTS: &str = "_redirects";

const FILES: usize = 20_000;
const FILES_PAID: usize = 100_000;
const FILE_BYTES: u64 = 25 * 1024 * 1024;
const HEADER_RULES: usize = 100;
const HEADER_LINE: usize = 2_000;
const PLAIN_REDIRECTS: usize = 2_000;
const REDIRECTS_WITH_PLACEHOLDERS: usize = 100;
const REDIRECT_LINE: usize = 1_000;

pub(super) fn files(tree: &Tree) -> Vec<Diagnostic> {
    let count = tree.files().count();
    let mut found: Vec<_> = tree
        .files()
        .filter(|(_, size)| *size > FILE_BYTES)
        .map(|(path, size)| {
            let message = format!("it has {} MiB; Cloudflare Pages takes 25", size / 1024 / 1024);
            error(path, message).help("Put it elsewhere, for example into R2, and link to it.")
        })
        .collect();
    if count > FILES_PAID {
        let message = format!("{count} files; Cloudflare Pages takes {FILES_PAID} at most");
        found.push(error(".", message).help("Publish on a server of your own, or on S3."));
    } else if count > FILES {
        let message = format!("{count} files; Cloudflare's free plan takes {FILES}");
        found.push(warning("press::check::host", ".", message).help("It needs a paid plan."));
    }
    found
}

/// What is passed over of a file of rules.
pub(super) fn rules(file: &str, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (longest, counted) = if file == HEADERS {
        let rules = text.lines().filter(|line| line.starts_with(['/', 'h'])).count();
        (HEADER_LINE, vec![(rules, HEADER_RULES, "rules")])
    } else {
        let rules = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let from = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
        let (dynamic, plain): (Vec<_>, Vec<_>) =
            rules.map(from).partition(|from| from.contains('*') || from.contains("/:"));
        let kinds = [
            (plain.len(), PLAIN_REDIRECTS, "redirects"),
            (dynamic.len(), REDIRECTS_WITH_PLACEHOLDERS, "redirects with a “*” or a placeholder"),
        ];
        (REDIRECT_LINE, kinds.to_vec())
    };
    for (count, most, what) in counted {
        if count > most {
            let message = format!("{count} {what}; Cloudflare Pages reads {most}");
            found.push(match file {
                HEADERS => error(file, message).help("Those behind them are passed over."),
                // The pages at the old addresses are there.
                _ => warning("press::check::host", file, message).help(
                    "Those behind them are passed over. The pages of moved addresses still lead on.",
                ),
            });
        }
    }
    if let Some(line) = text.lines().find(|line| line.chars().count() > longest) {
        let start: String = line.chars().take(40).collect();
        let message = format!("the line “{start}…” has more than {longest} characters");
        found.push(error(file, message).help("Cloudflare Pages passes it over."));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn of_many(count: usize) -> Vec<Diagnostic> {
        let paths: Vec<String> = (0..count).map(|number| number.to_string()).collect();
        files(&Tree::made_of(paths.iter().map(|path| (path.as_str(), 1)), "/"))
    }

    fn said(found: &[Diagnostic]) -> Vec<(&str, bool)> {
        found.iter().map(|it| (it.message(), it.severity() == Severity::Error)).collect()
    }

    #[test]
    fn holds_20_000_files_for_nothing_and_100_000_for_money() {
        assert_eq!(of_many(20_000), []);
        let found = of_many(20_001);
        assert_eq!(said(&found), [("20001 files; Cloudflare's free plan takes 20000", false)]);
        let found = of_many(100_001);
        assert_eq!(said(&found), [("100001 files; Cloudflare Pages takes 100000 at most", true)]);
    }

    #[test]
    fn holds_no_file_of_more_than_25_mebibytes() {
        let of = |bytes| files(&Tree::made_of([("film.mp4", bytes)], "/"));
        assert_eq!(of(25 * 1024 * 1024), []);
        assert_eq!(said(&of(25 * 1024 * 1024 + 1)).len(), 1);
    }

    #[test]
    fn reads_100_rules_of_headers() {
        let text = |count: usize| "/*\n  X-A: 1\n  X-B: 2\n".repeat(count);
        assert_eq!(rules(HEADERS, &text(100)), []);
        let found = rules(HEADERS, &text(101));
        assert_eq!(said(&found), [("101 rules; Cloudflare Pages reads 100", true)]);
        let long = format!("/*\n  X-A: {}\n", "é".repeat(2_000));
        assert!(rules(HEADERS, &long)[0].message().contains("more than 2000 characters"));
    }

    #[test]
    fn reads_2_000_redirects_and_100_with_placeholders() {
        let text = |plain: usize, dynamic: usize| {
            let dynamic = "/a/* /b/:splat\n/c/:year/ /d/\n".repeat(dynamic / 2);
            format!("# Ours\n\n{}{dynamic}", "/old/a:b/ /new/ 301\n".repeat(plain))
        };
        assert_eq!(rules(REDIRECTS, &text(2_000, 100)), []);
        let found = rules(REDIRECTS, &text(2_001, 102));
        let expected = [
            ("2001 redirects; Cloudflare Pages reads 2000", false),
            ("102 redirects with a “*” or a placeholder; Cloudflare Pages reads 100", false),
        ];
        assert_eq!(said(&found), expected);
        let long = format!("/{} /b/ 301\n", "a".repeat(1_000));
        assert!(rules(REDIRECTS, &long)[0].message().contains("more than 1000 characters"));
    }
}
