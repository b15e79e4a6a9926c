//! The app's files of the builds before: a reader with yesterday's page still finds them.

use crate::write::{Output, WriteError, copy_whole, is_name, write_whole};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Of how many builds the files stay, this one among them.
const BUILDS: usize = 3;

/// Which builds' files are in the folder: the names of each, newest build first.
const LIST: &str = "builds.json";

/// The folder outside the edition in which the files are kept, and what will be in it.
pub(super) struct Kept<'a> {
    folder: &'a Path,
    /// The names of the files of each build, newest first: this one, and those before it.
    builds: Vec<BTreeSet<String>>,
    /// The files of those before it that are in this edition, too.
    old: BTreeSet<String>,
}

impl<'a> Kept<'a> {
    /// Puts the files of the builds before this one into the edition. Of this one nothing is
    /// kept yet: it may still fail.
    ///
    /// `files` are the names of the files with a hash in their name, which lie in the edition
    /// already. A build with the same files as the last counts as the same.
    ///
    /// # Errors
    /// When a file could not be copied.
    pub(super) fn add_to(
        output: &Output,
        folder: &'a Path,
        files: &BTreeSet<String>,
    ) -> Result<Self, WriteError> {
        let list = std::fs::read_to_string(folder.join(LIST)).unwrap_or_default();
        // A list that cannot be read costs the old files and nothing else.
        let mut builds: Vec<BTreeSet<String>> = serde_json::from_str(&list).unwrap_or_default();
        builds.retain(|build| build != files && build.iter().all(|name| is_name(name)));
        builds.insert(0, files.clone());
        builds.truncate(BUILDS);
        let mut old = BTreeSet::new();
        for name in builds.iter().flatten().filter(|name| !files.contains(*name)) {
            let kept = folder.join(name);
            if fs::symlink_metadata(&kept).is_ok_and(|it| it.is_file()) {
                output.copy(&kept, name)?;
                old.insert(name.clone());
            }
        }
        Ok(Self { folder, builds, old })
    }

    /// The names of the files of the builds before this one that are in the edition.
    pub(super) fn old(&self) -> &BTreeSet<String> {
        &self.old
    }

    /// Keeps the files of this build, whose edition stands, and lets those go that are too old.
    ///
    /// # Errors
    /// When a file could not be copied.
    pub(super) fn keep(&self, edition: &Path) -> Result<(), WriteError> {
        for name in self.builds.first().into_iter().flatten() {
            copy_whole(&edition.join(name), &self.folder.join(name))?;
        }
        let list = serde_json::to_string(&self.builds).unwrap_or_default();
        write_whole(&self.folder.join(LIST), list)?;
        let there = std::fs::read_dir(self.folder).into_iter().flatten().flatten();
        for file in there {
            let name = file.file_name().to_string_lossy().into_owned();
            if name != LIST && !self.builds.iter().any(|build| build.contains(&name)) {
                // What cannot be removed takes room and does no harm.
                let _ = std::fs::remove_file(file.path());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of earlier builds is in an edition whose own file is `name`.
    fn build(room: &Path, name: &str) -> Vec<String> {
        let edition = room.join(format!("edition-{name}"));
        let output = Output::new(&edition);
        output.write(name, format!("content of {name}")).unwrap();
        let files = BTreeSet::from([name.to_owned()]);
        let folder = room.join("kept");
        let kept = Kept::add_to(&output, &folder, &files).unwrap();
        for name in kept.old() {
            let content = std::fs::read_to_string(edition.join(name)).unwrap();
            assert_eq!(content, format!("content of {name}"));
        }
        kept.keep(&edition).unwrap();
        kept.old().iter().cloned().collect()
    }

    #[test]
    fn the_files_of_three_builds_stay() {
        let room = tempfile::tempdir().unwrap();
        let build = |name| build(room.path(), name);
        assert_eq!(build("wake-1.js"), [""; 0]);
        assert_eq!(build("wake-2.js"), ["wake-1.js"]);
        assert_eq!(build("wake-2.js"), ["wake-1.js"], "the same build again");
        assert_eq!(build("wake-3.js"), ["wake-1.js", "wake-2.js"]);
        assert_eq!(build("wake-4.js"), ["wake-2.js", "wake-3.js"]);
        assert!(!room.path().join("kept/wake-1.js").exists());
        // Back to an older one.
        assert_eq!(build("wake-2.js"), ["wake-3.js", "wake-4.js"]);
    }

    #[test]
    fn a_list_that_names_what_lies_elsewhere_is_thrown_away() {
        let room = tempfile::tempdir().unwrap();
        build(room.path(), "wake-1.js");
        std::fs::write(room.path().join("secret"), "content of ../secret").unwrap();
        for name in ["../secret", "/etc/hostname", ".."] {
            let list = serde_json::json!([[name]]).to_string();
            std::fs::write(room.path().join("kept").join(LIST), list).unwrap();
            assert_eq!(build(room.path(), "wake-2.js"), [""; 0], "{name}");
        }
        assert!(room.path().join("secret").is_file());
    }

    #[test]
    fn a_list_that_cannot_be_read_begins_anew() {
        let room = tempfile::tempdir().unwrap();
        build(room.path(), "wake-1.js");
        std::fs::write(room.path().join("kept").join(LIST), "[[1").unwrap();
        assert_eq!(build(room.path(), "wake-2.js"), [""; 0]);
        assert_eq!(build(room.path(), "wake-3.js"), ["wake-2.js"]);
    }
}
