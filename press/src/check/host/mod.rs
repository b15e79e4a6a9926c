//! What hosts can hold and what they do with it. The numbers are those of the hosts'
//! documentation, which is named beside each.

mod cloudflare;
mod s3;

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

/// <https://docs.netlify.com/deploy/deploy-overview/>
const NETLIFY_FILES_A_FOLDER: usize = 54_000;

/// <https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>
const GITHUB_BYTES: u64 = 1_000_000_000;

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
                found.extend(cloudflare::files(tree));
                for file in [cloudflare::HEADERS, cloudflare::REDIRECTS] {
                    if tree.has(file) {
                        found.extend(cloudflare::rules(file, &tree.text(file)?));
                    }
                }
                found.extend(below_a_path(tree));
            }
            Self::Netlify => {
                found.extend(crowded_folders(tree));
                found.extend(below_a_path(tree));
            }
            Self::Github => found.extend(github(tree)),
            Self::S3 => {
                found.extend(s3::long_keys(tree));
                if tree.has("_headers") {
                    found.extend(s3::long_headers(&tree.text("_headers")?));
                }
                found.push(s3::no_folders());
            }
            Self::Plain => {
                found.extend(long_names(tree));
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

fn long_names(tree: &Tree) -> Vec<Diagnostic> {
    let longest = |path: &str| path.split('/').map(str::len).max().unwrap_or_default();
    let long = tree.files().filter(|(path, _)| longest(path) > NAME_BYTES);
    long.map(|(path, _)| {
        let message = format!("its name, or that of its folder, has more than {NAME_BYTES} bytes");
        error(path, message).help("Give the story a shorter slug.")
    })
    .collect()
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

    /// What is said of an edition with so many files of one byte in one folder.
    fn crowded(count: usize) -> Vec<Diagnostic> {
        let files: Vec<String> = (0..count).map(|number| format!("a/{number}")).collect();
        crowded_folders(&Tree::made_of(files.iter().map(|path| (path.as_str(), 1)), "/"))
    }

    #[test]
    fn netlify_holds_54_000_files_in_a_folder() {
        assert_eq!(crowded(54_000), []);
        let [found] = &crowded(54_001)[..] else { panic!("one folder is too full") };
        assert!(found.message().contains("54001 files in one folder"), "{}", found.message());
    }

    #[test]
    fn github_holds_a_gigabyte() {
        let weighs = |bytes| {
            let found = github(&Tree::made_of([("film.mp4", bytes)], "/"));
            found.iter().any(|it| it.message().contains("GitHub Pages takes 1,000"))
        };
        assert!(!weighs(1_000_000_000));
        assert!(weighs(1_000_000_001));
    }

    #[test]
    fn a_name_on_a_server_has_255_bytes() {
        let of = |bytes: usize| {
            let path = format!("2026/{}/index.html", "a".repeat(bytes));
            long_names(&Tree::made_of([(path.as_str(), 1)], "/"))
        };
        assert_eq!(of(255), []);
        assert_eq!(of(256).len(), 1);
    }
}
