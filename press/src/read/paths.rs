//! Paths as links write them: `/` between folders, percent-encoded, with `.` and `..`.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What cannot stand in the path of a URL as it is (<https://url.spec.whatwg.org/#path-percent-encode-set>),
/// and what would be read as something else: `%` and `\`.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// The path of a reference without query and fragment, and with its escapes undone.
pub(crate) fn decoded(reference: &str) -> Cow<'_, str> {
    let end = reference.find(['?', '#']).unwrap_or(reference.len());
    percent_decode_str(&reference[..end]).decode_utf8_lossy()
}

/// A fragment with its escapes undone.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

/// A path as it stands in a URL.
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, ESCAPED).to_string()
}

/// Follows a path from a folder, both below the same top; a leading `/` starts at the top.
/// `None` when it leads out of it.
pub(crate) fn join(folder: &str, path: &str) -> Option<String> {
    let base = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A name with each letter and its marks in one (Unicode's NFC): what looks alike is one name.
/// Apple's systems and some archives write the names of files apart.
pub(crate) fn composed(name: &str) -> Cow<'_, str> {
    match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => name.into(),
        _ => name.nfc().collect::<String>().into(),
    }
}

/// A file by its path below a folder, in whatever form the disk has its name.
pub(crate) fn on_disk(folder: &Path, path: &str) -> PathBuf {
    let file = folder.join(path);
    if path.is_ascii() || file.exists() {
        return file;
    }
    let mut at = folder.to_path_buf();
    for part in path.split('/') {
        let forms = [part.to_owned(), part.nfd().collect(), part.nfc().collect()];
        let mut forms = forms.iter().map(|form| at.join(form));
        // Some names are written in part apart and in part not.
        let mixed = || {
            let names = std::fs::read_dir(&at).ok()?.flatten();
            let mut same = names.filter(|it| {
                it.file_name().to_str().is_some_and(|name| composed(name) == composed(part))
            });
            same.next().map(|entry| entry.path())
        };
        match forms.find(|form| form.exists()).or_else(mixed) {
            Some(found) => at = found,
            None => return file,
        }
    }
    at
}

/// The folder that a path lies in: empty at the top.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The scheme of a reference that has one: `https` of `https://x`.
pub(crate) fn scheme(reference: &str) -> Option<&str> {
    let (scheme, _) = reference.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then_some(scheme)
}

/// Whether a reference leads to another host.
pub(crate) fn is_remote(reference: &str) -> bool {
    reference.starts_with("//") || scheme(reference).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_paths() {
        assert_eq!(join("a/b", "../c/./d.md").as_deref(), Some("a/c/d.md"));
        assert_eq!(join("a/b", "/c/").as_deref(), Some("c"));
        assert_eq!(join("a", "../../x"), None);
        assert_eq!(folder("a/b.md"), "a");
        assert_eq!(folder("b.md"), "");
    }

    #[test]
    fn finds_a_file_in_any_form_of_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let (nfc, nfd, mixed) = ("\u{fc}b\u{e9}", "u\u{308}be\u{301}", "u\u{308}b\u{e9}");
        assert_eq!(composed(nfd), nfc);
        assert_eq!(composed(mixed), nfc);
        for form in [nfc, nfd, mixed] {
            let here = folder.path().join(form.len().to_string());
            std::fs::create_dir_all(here.join(form)).unwrap();
            std::fs::write(here.join(form).join(format!("{form}.md")), form).unwrap();
            for asked in [nfc, nfd, mixed] {
                let found = on_disk(&here, &format!("{asked}/{asked}.md"));
                assert_eq!(std::fs::read_to_string(&found).unwrap(), form, "{found:?}");
            }
        }
        assert_eq!(on_disk(folder.path(), "ü/x"), folder.path().join("ü/x"));
    }

    #[test]
    fn escapes_what_must_be() {
        assert_eq!(encoded("a b/日本%.jpg"), "a%20b/%E6%97%A5%E6%9C%AC%25.jpg");
        assert_eq!(encoded("/{env.HOME}/^`"), "/%7Benv.HOME%7D/%5E%60");
        assert_eq!(decoded("a%20b.jpg?x#y"), "a b.jpg");
    }

    #[test]
    fn knows_a_scheme() {
        assert_eq!(scheme("JavaScript:x"), Some("JavaScript"));
        assert_eq!(scheme("/a:b"), None);
        assert_eq!(scheme("a/b:c"), None);
    }
}
