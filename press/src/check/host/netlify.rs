//! Netlify.

use super::{Tree, error, warning};
use crate::diagnostic::Diagnostic;
use crate::read::paths;
use crate::write::hosting::redirects;
use std::collections::BTreeMap;

pub(super) const REDIRECTS: &str = "_redirects";

/// <https://docs.netlify.com/deploy/deploy-overview/>
const FILES_A_FOLDER: usize = 54_000;

/// From here on its documentation advises against single rules: a deploy might fail
/// (<https://docs.netlify.com/manage/routing/redirects/overview/>).
const MANY_REDIRECTS: usize = 10_000;

pub(super) fn crowded_folders(tree: &Tree) -> Vec<Diagnostic> {
    let counted = entries(tree.files().map(|(path, _)| path));
    let crowded = counted.into_iter().filter(|(_, count)| *count > FILES_A_FOLDER);
    crowded
        .map(|(folder, count)| {
            let message =
                format!("{count} files in one folder; Netlify takes {FILES_A_FOLDER} at most");
            error(folder, message).help("Choose a permalink with more folders in newsprint.toml.")
        })
        .collect()
}

/// Redirects that are too many.
pub(super) fn redirects(text: &str) -> Option<Diagnostic> {
    let count = text.lines().filter_map(redirects::from).count();
    (count >= MANY_REDIRECTS).then(|| {
        let message = format!(
            "{count} redirects; with {MANY_REDIRECTS} or more Netlify may refuse what you publish"
        );
        warning("press::check::host", REDIRECTS, message).help(
            "Say more with fewer rules of your own in public/_redirects, with a “*”. Those of moved \
             addresses can be deleted before you publish: the pages there lead on.",
        )
    })
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
    fn netlify_advises_against_10_000_redirects() {
        let of = |count: usize| redirects(&format!("# Ours\n{}", "/a /b 301\n".repeat(count)));
        assert_eq!(of(9_999), None);
        let message = of(10_000).unwrap().message().to_owned();
        assert!(message.starts_with("10000 redirects; "), "{message}");
    }
}
