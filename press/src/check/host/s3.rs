//! Amazon S3 with CloudFront before it.

use super::{Tree, error, warning};
use crate::diagnostic::Diagnostic;

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
const KEY_BYTES: usize = 1_024;

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html>
const HEADER_CHARACTERS: usize = 1_783;

/// Files whose key, which begins with the path that the edition is hosted under, is too long.
pub(super) fn long_keys(tree: &Tree) -> Vec<Diagnostic> {
    let folder = tree.base().as_str().len() - 1;
    let long = tree.files().filter(|(path, _)| folder + path.len() > KEY_BYTES);
    long.map(|(path, _)| {
        let message = format!("its key in the bucket has more than {KEY_BYTES} bytes");
        error(path, message).help("Give the story a shorter slug.")
    })
    .collect()
}

/// Headers that CloudFront does not take. What it is set up with says the same as `_headers`.
pub(super) fn long_headers(text: &str) -> Vec<Diagnostic> {
    let headers = text.lines().skip(1).take_while(|line| line.starts_with(' '));
    let headers = headers.filter_map(|line| line.trim().split_once(": "));
    let long = headers.filter(|(_, value)| value.len() > HEADER_CHARACTERS);
    long.map(|(name, _)| {
        let message = format!(
            "{name} has more than {HEADER_CHARACTERS} characters, which CloudFront refuses"
        );
        error("_headers", message).help("Name fewer hosts under [embeds].")
    })
    .collect()
}

pub(super) fn no_folders() -> Diagnostic {
    let message = "S3 knows files and no folders: it finds no page at an address by itself";
    warning("press::check::host", "index.html", message)
        .help("Put CloudFront before it: cloudfront-setup.sh in .newsprint/hosting does it.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_1024_bytes_with_the_path_before_it() {
        let of = |bytes: usize, base: &str| {
            let path = "é".repeat(bytes / 2);
            long_keys(&Tree::made_of([(path.as_str(), 1)], base))
        };
        assert_eq!(of(1_024, "/"), []);
        assert_eq!(of(1_026, "/").len(), 1);
        assert_eq!(of(1_018, "/paper/"), []);
        assert_eq!(of(1_020, "/paper/").len(), 1);
    }

    #[test]
    fn a_header_has_1783_characters() {
        let of = |count: usize| {
            let policy = "a".repeat(count);
            let own = "b".repeat(9_000);
            long_headers(&format!("/*\n  Content-Security-Policy: {policy}\n/own\n  X-A: {own}\n"))
        };
        assert_eq!(of(1_783), []);
        let [found] = &of(1_784)[..] else { panic!("one header is too long") };
        assert!(
            found.message().starts_with("Content-Security-Policy has more"),
            "{}",
            found.message()
        );
    }
}
