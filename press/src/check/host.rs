//! What hosts can hold and what they do with it. The numbers are those of the hosts'
//! documentation, which is named beside each.

use super::{CheckError, Tree, warning};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::paths;
use std::collections::BTreeMap;

/// A host that editions are published on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Host {
    /// Cloudflare Pages.
    Cloudflare,
    /// Netlify.
    Netlify,
    /// GitHub Pages.
    Github,
    /// Amazon S3 with CloudFront before it.
    S3,
    /// A server for files: nginx, Caddy, Apache.
    Plain,
}

/// <https://developers.cloudflare.com/pages/platform/limits/>
mod cloudflare {
    pub(super) const FILES: usize = 20_000;
    pub(super) const FILES_PAID: usize = 100_000;
    pub(super) const FILE_BYTES: u64 = 25 * 1024 * 1024;
    pub(super) const HEADER_RULES: usize = 100;
    pub(super) const HEADER_LINE: usize = 2_000;
    pub(super) const REDIRECT_RULES: usize = 2_000;
    pub(super) const REDIRECT_LINE: usize = 1_000;
}

/// <https://docs.netlify.com/deploy/deploy-overview/>
const NETLIFY_FILES_A_FOLDER: usize = 54_000;

/// <https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>
const GITHUB_BYTES: u64 = 1_000_000_000;

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
const S3_KEY_BYTES: usize = 1_024;

/// The longest name of a file, in bytes, on the file systems that servers have.
const NAME_BYTES: usize = 255;

impl Host {
    /// Says what would break on the host.
    pub(super) fn look(self, tree: &Tree) -> Result<Diagnostics, CheckError> {
        let mut found = Diagnostics::new();
        if !tree.has("404.html") {
            found.push(self.missing_page());
        }
        found.extend(same_but_for_case(tree));
        if self != Self::Plain {
            found.extend(compressed_beforehand(tree));
        }
        match self {
            Self::Cloudflare => {
                found.extend(cloudflare_files(tree));
                found.extend(cloudflare_rules(tree)?);
                found.extend(below_a_path(tree));
            }
            Self::Netlify => {
                found.extend(crowded_folders(tree));
                found.extend(below_a_path(tree));
            }
            Self::Github => found.extend(github(tree)),
            Self::S3 => {
                found.extend(long_paths(tree, S3_KEY_BYTES, |path| path));
                found.push(no_folders(tree));
            }
            Self::Plain => {
                found.extend(long_paths(tree, NAME_BYTES, longest_name));
            }
        }
        Ok(found)
    }

    fn missing_page(self) -> Diagnostic {
        let message = match self {
            Self::Cloudflare => {
                "without a 404.html Cloudflare Pages answers every missing address with the \
                 front page"
            }
            _ => "there is no page to answer with where there is nothing",
        };
        error("404.html", message).help("Build the edition again: press writes it.")
    }
}

fn error(file: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("press::check::host", file, message)
}

/// Files for servers of one's own.
fn compressed_beforehand(tree: &Tree) -> Option<Diagnostic> {
    tree.has("index.html.br").then(|| {
        let message = "compressed files lie beside the files, and this host compresses by itself";
        warning("press::check::host", "index.html.br", message)
            .help("Build without NEWSPRINT_PRECOMPRESS: every file counts three times.")
    })
}

/// Two paths that some hosts and many editors' machines hold for one.
fn same_but_for_case(tree: &Tree) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (path, _) in tree.files().filter(|(path, _)| !path.ends_with("page.json")) {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            let message = format!("it differs from {other} in capital letters alone");
            let fault = warning("press::check::same_but_for_case", path, message);
            found
                .push(fault.help("Some hosts and file systems keep only one. Rename one of them."));
        }
    }
    found
}

fn cloudflare_files(tree: &Tree) -> Vec<Diagnostic> {
    use cloudflare::{FILE_BYTES, FILES, FILES_PAID};
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

fn cloudflare_rules(tree: &Tree) -> Result<Vec<Diagnostic>, CheckError> {
    use cloudflare::{HEADER_LINE, HEADER_RULES, REDIRECT_LINE, REDIRECT_RULES};
    let mut found = Vec::new();
    let mut look = |file: &str, most: usize, longest: usize, rule: fn(&str) -> bool| {
        if !tree.has(file) {
            return Ok(());
        }
        let text = tree.text(file)?;
        let rules = text.lines().filter(|line| rule(line)).count();
        if rules > most {
            let message = format!("{rules} rules; Cloudflare Pages reads {most}");
            found.push(error(file, message).help(
                "Those behind them are passed over. The pages of moved addresses still lead on.",
            ));
        }
        if let Some(line) = text.lines().find(|line| line.len() > longest) {
            let start: String = line.chars().take(40).collect();
            let message = format!("the line “{start}…” has more than {longest} characters");
            found.push(error(file, message).help("Cloudflare Pages passes it over."));
        }
        Ok(())
    };
    look("_headers", HEADER_RULES, HEADER_LINE, |line| line.starts_with(['/', 'h']))?;
    look("_redirects", REDIRECT_RULES, REDIRECT_LINE, |line| {
        !line.trim().is_empty() && !line.starts_with('#')
    })?;
    Ok(found)
}

fn crowded_folders(tree: &Tree) -> Vec<Diagnostic> {
    let counted = entries(tree.files().map(|(path, _)| path));
    let crowded = counted.into_iter().filter(|(_, count)| *count > NETLIFY_FILES_A_FOLDER);
    crowded
        .map(|(folder, count)| {
            let message = format!(
                "{count} files in one folder; Netlify takes {NETLIFY_FILES_A_FOLDER} at most"
            );
            error(folder, message).help("Choose a permalink with more folders in newsprint.toml.")
        })
        .collect()
}

/// How many files and folders each folder holds.
fn entries<'a>(files: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for path in files {
        let (mut entry, mut new) = (path, true);
        while new && !entry.is_empty() {
            let folder = paths::folder(entry);
            new = !folders.contains_key(folder);
            *folders.entry(folder).or_default() += 1;
            entry = folder;
        }
    }
    folders
}

/// Hosts that read `_headers` and `_redirects` look for them at the top.
fn below_a_path(tree: &Tree) -> Option<Diagnostic> {
    let base = tree.base().as_str();
    (base != "/").then(|| {
        let message = format!(
            "the edition is made for {base}, and this host serves the folder it is given at /"
        );
        warning("press::check::host", "index.html", message).help(format!(
            "Put the edition into the folder {} of what you publish, and its _headers and \
             _redirects beside that folder.",
            base.trim_matches('/')
        ))
    })
}

fn github(tree: &Tree) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let bytes: u64 = tree.files().map(|(_, size)| size).sum();
    if bytes > GITHUB_BYTES {
        let message = format!("{} MB; GitHub Pages takes 1,000", bytes / 1_000_000);
        found.push(error(".", message).help("Publish elsewhere, or keep pictures elsewhere."));
    }
    let base = tree.base().as_str();
    let on_github = tree.url().is_some_and(|url| {
        let host = url.split("://").last().and_then(|rest| rest.split('/').next());
        host.is_some_and(|host| host.ends_with(".github.io"))
    });
    if tree.url().is_some() && !on_github && base != "/" {
        let message =
            format!("the edition is made for {base}, but a domain of your own serves it at /");
        found.push(
            warning("press::check::host", "index.html", message)
                .help("Build it without PUBLIC_URL, unless the domain is your account's."),
        );
    }
    found.push(
        warning("press::check::host", "_headers", "GitHub Pages sends no headers of yours").help(
            "What pages may load stands in the pages too and holds. That nobody frames them, and \
             that hashed files are kept for ever, does not.",
        ),
    );
    found
}

fn no_folders(tree: &Tree) -> Diagnostic {
    let message = "S3 knows files and no folders: it finds no page at an address by itself";
    warning("press::check::host", "index.html", message).help(format!(
        "Set up CloudFront with the function in .newsprint/hosting, and {}404.html as the answer \
         where there is nothing.",
        tree.base().as_str()
    ))
}

fn long_paths(tree: &Tree, most: usize, part: fn(&str) -> &str) -> Vec<Diagnostic> {
    let long = tree.files().filter(|(path, _)| part(path).len() > most);
    long.map(|(path, _)| {
        let message = format!("its name has more than {most} bytes");
        error(path, message).help("Give the story a shorter slug.")
    })
    .collect()
}

fn longest_name(path: &str) -> &str {
    path.split('/').max_by_key(|name| name.len()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_counts_once_in_the_one_above_it() {
        let files = ["a/b/1", "a/b/2", "a/c/1", "a/3", "4"];
        let counted: Vec<_> = entries(files.into_iter()).into_iter().collect();
        assert_eq!(counted, [("", 2), ("a", 3), ("a/b", 2), ("a/c", 1)]);
    }
}
