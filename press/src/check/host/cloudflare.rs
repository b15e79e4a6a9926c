//! Cloudflare Pages: <https://developers.cloudflare.com/pages/platform/limits/>, and for the rules
//! <https://developers.cloudflare.com/pages/configuration/redirects/#per-file>.

use super::{Tree, error, warning};
use crate::diagnostic::Diagnostic;
use crate::write::hosting::redirects;

pub(super) const HEADERS: &str = "_headers";
pub(super) const REDIRECTS: &str = "_redirects";

const FILES: usize = 20_000;
const FILES_PAID: usize = 100_000;
const FILE_BYTES: u64 = 25 * 1024 * 1024;
const HEADER_RULES: usize = 100;
const HEADER_LINE: usize = 2_000;
const PLAIN_REDIRECTS: usize = 2_000;
const REDIRECTS_FROM_FIRST_PATTERN: usize = 100;
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
    let longest = match file {
        HEADERS => {
            let count = text.lines().filter(|line| line.starts_with(['/', 'h'])).count();
            if count > HEADER_RULES {
                let message = format!("{count} rules; Cloudflare Pages reads {HEADER_RULES}");
                found.push(error(file, message).help("Those behind them are passed over."));
            }
            HEADER_LINE
        }
        _ => {
            found.extend(redirects(file, text));
            REDIRECT_LINE
        }
    };
    if let Some(line) = text.lines().find(|line| line.chars().count() > longest) {
        let start: String = line.chars().take(40).collect();
        let message = format!("the line “{start}…” has more than {longest} characters");
        found.push(error(file, message).help("Cloudflare Pages passes it over."));
    }
    found
}

/// Redirects that are too many: the plain ones up to the first with a “*” or a placeholder, and all
/// from that one on.
fn redirects(file: &str, text: &str) -> Vec<Diagnostic> {
    let rules: Vec<&str> = text.lines().filter_map(counted).collect();
    let plain = rules.iter().take_while(|from| !redirects::is_pattern(from)).count();
    let behind = rules.len() - plain;
    let mut found = Vec::new();
    if plain > PLAIN_REDIRECTS {
        let message = format!("{plain} redirects; Cloudflare Pages reads {PLAIN_REDIRECTS}");
        let fault = warning("press::check::host", file, message);
        // The pages at the old addresses are there.
        found.push(fault.help(
            "Those behind them are passed over. The pages of moved addresses still lead on.",
        ));
    }
    if behind > REDIRECTS_FROM_FIRST_PATTERN {
        let message = format!(
            "{behind} redirects from the first with a “*” or a placeholder on; Cloudflare Pages \
             reads {REDIRECTS_FROM_FIRST_PATTERN} of those"
        );
        found.push(error(file, message).help(
            "The others are passed over, plain ones too: in public/_redirects put the plain ones \
             first.",
        ));
    }
    found
}

/// Where a rule leads from, if Cloudflare takes it for one: not when it is too long, has a
/// condition behind its status, or names a host, as Netlify's rules may.
fn counted(line: &str) -> Option<&str> {
    let words = line.split_whitespace().take_while(|word| !word.starts_with('#')).count();
    let fits = line.chars().count() <= REDIRECT_LINE && (2..=3).contains(&words);
    redirects::from(line).filter(|from| fits && !from.starts_with("https://"))
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
    fn reads_2_000_redirects_and_100_from_the_first_pattern_on() {
        let text = |plain: usize, behind: usize| {
            let behind = "/a/* /b/:splat\n/plain/ /d/\n".repeat(behind / 2);
            format!("# Ours: /*\n\n{}{behind}", "/old/12:30/ /new/ 301\n".repeat(plain))
        };
        assert_eq!(rules(REDIRECTS, &text(2_000, 100)), []);
        let found = rules(REDIRECTS, &text(2_001, 102));
        let expected = [
            ("2001 redirects; Cloudflare Pages reads 2000", false),
            (
                "102 redirects from the first with a “*” or a placeholder on; Cloudflare Pages \
                 reads 100 of those",
                true,
            ),
        ];
        assert_eq!(said(&found), expected);
        // One pattern at the top, and all that follow count with it.
        let found = rules(REDIRECTS, &format!("/:year/x/ /x/\n{}", text(100, 0)));
        assert!(found[0].message().starts_with("101 redirects from the first"), "{found:?}");
        // These it does not take for rules: what is behind them are plain ones still.
        let none = "https://old.example/* /:splat\n/* /en/ 302 Language=en\n/*\n";
        assert_eq!(rules(REDIRECTS, &format!("{none}{}", text(2_000, 100))), []);
        let long = format!("/{} /b/ 301\n", "a".repeat(1_000));
        assert!(rules(REDIRECTS, &long)[0].message().contains("more than 1000 characters"));
    }
}
