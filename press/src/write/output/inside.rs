//! Paths that stay where they belong: those that an edition's files have, and those that were kept
//! from the last build. What is kept beside an edition may have come with the repository.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Whether a path with `/` between folders leads into the folder that it is relative to.
pub(crate) fn is_inside(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..");
    path.split('/').all(is_name) && !path.contains(['\\', '\0'])
}

/// Whether it is the name of a file in that folder.
pub(crate) fn is_name(name: &str) -> bool {
    is_inside(name) && !name.contains('/')
}

/// Folders that are known to be folders, and not links to others.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    root: &'a Path,
    known: HashSet<PathBuf>,
}

impl<'a> Ground<'a> {
    pub(super) fn of(root: &'a Path) -> Self {
        Self { root, known: HashSet::new() }
    }

    /// Whether the way from the root to a file goes through folders alone, as far as there are any.
    pub(super) fn leads_to(&mut self, path: &str) -> bool {
        let mut folder = self.root.to_path_buf();
        let Some((folders, _)) = path.rsplit_once('/') else { return true };
        for name in folders.split('/') {
            folder.push(name);
            if self.known.contains(&folder) {
                continue;
            }
            match fs::symlink_metadata(&folder) {
                Ok(it) if it.is_symlink() => return false,
                Ok(_) => {
                    self.known.insert(folder.clone());
                }
                Err(_) => return true,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_its_folder() {
        for path in ["a", "a/b.html", "2026/é/..a", "a/...", "{x}/~"] {
            assert!(is_inside(path), "{path}");
        }
        for path in [
            "", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", "./a", "a/.", "a\\b", "..\\a",
            "a\0",
        ] {
            assert!(!is_inside(path), "{path}");
        }
        assert!(is_name("a.js") && !is_name("a/b.js") && !is_name(".."));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_folder() {
        let room = tempfile::tempdir().unwrap();
        fs::create_dir_all(room.path().join("a/b")).unwrap();
        std::os::unix::fs::symlink("/tmp", room.path().join("a/c")).unwrap();
        let mut ground = Ground::of(room.path());
        for (path, leads) in
            [("x", true), ("a/b/x", true), ("a/d/e/x", true), ("a/c/x", false), ("a/c/d/x", false)]
        {
            assert_eq!(ground.leads_to(path), leads, "{path}");
        }
    }
}
