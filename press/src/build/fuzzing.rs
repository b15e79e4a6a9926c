//! The list of earlier builds, as somebody may have written it.

use super::kept::Kept;
use crate::write::Output;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Puts the files of earlier builds into an edition, by a list of their names.
pub(crate) fn builds(room: &Path, list: &[u8]) {
    let (folder, edition) = (room.join("kept"), room.join("edition"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("builds.json"), list).unwrap();
    fs::write(folder.join("wake-1.js"), "one").unwrap();
    let output = Output::new(&edition);
    output.write("wake-2.js", "two").unwrap();
    let kept = Kept::add_to(&output, &folder, &BTreeSet::from(["wake-2.js".into()])).unwrap();
    kept.keep(&edition).unwrap();
    for path in output.paths() {
        assert!(path == "wake-2.js" || path == "wake-1.js" || path == "builds.json", "{path}");
    }
}
