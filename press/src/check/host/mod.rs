//! What hosts can hold and what they do with it. The numbers are those of the hosts'
//! documentation, which is named beside each.

mod cloudflare;
mod netlify;
mod s3;

use super::{CheckError, Tree, warning};
use crate::diagnostic::{Diagnostic, Diagnostics};
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
                // It looks for the nearest 404.html above what is missing.
                found.extend(below_a_path(tree, "its _headers and _redirects"));
            }
            Self::Netlify => {
                found.extend(netlify::crowded_folders(tree));
                if tree.has(netlify::REDIRECTS) {
                    found.extend(netlify::redirects(&tree.text(netlify::REDIRECTS)?));
                }
                found.extend(below_a_path(tree, "its _headers, _redirects and 404.html"));
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

/// What hosts look for at the top of what they are given, and nowhere else.
fn below_a_path(tree: &Tree, at_the_top: &str) -> Option<Diagnostic> {
    let base = tree.base().as_str();
    (base != "/").then(|| {
        let message = format!(
            "the edition is made for {base}, and this host serves the folder it is given at /"
        );
        warning("press::check::host", "index.html", message).help(format!(
            "Put the edition into the folder {} of what you publish, and {at_the_top} beside that \
             folder.",
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
