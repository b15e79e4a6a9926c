//! What earlier builds found out of files that a page shows or that are published as they are.
//!
//! A newsroom has ten thousand photographs, and from one build to the next hardly one of them
//! changes. To read them all would take longer than all else. So what came of a file is kept with
//! its length and time, and a file that still has both is not opened. One that was written a
//! moment ago is opened at every build: it may be written again without a later time.

use crate::columns::{self, Sum};
use crate::eye::is_settled;
use crate::picture::Remark;
use crate::write::length_and_time;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Goes up whenever the form changes; what is kept in an older one is passed over.
const FORM: u32 = 1;

/// A file's length and time.
pub(crate) type Stamp = (u64, u64);

/// Files, each with what is known of it as long as it keeps its length and time.
#[derive(Debug)]
pub struct Register {
    /// Where it is kept.
    file: PathBuf,
    /// A hash of everything besides the files by which it was found out.
    by: Sum,
    is_trusted: bool,
    /// What earlier builds found out, by path.
    old: FxHashMap<String, Entry>,
    /// What this one found out.
    new: Mutex<FxHashMap<String, Entry>>,
}

/// What is known of a file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Entry {
    stamp: Stamp,
    /// A picture's width and height in CSS pixels.
    pub(crate) size: Option<(u32, u32)>,
    /// What came of a picture, when nothing was wrong with it.
    pub(crate) printed: Option<Printed>,
    /// As what it is published.
    pub(crate) published: Option<Published>,
}

/// What came of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Printed {
    /// The name of its print; none for what press does not develop.
    pub(crate) key: Option<String>,
    pub(crate) remarks: Vec<Remark>,
}

/// As what a file is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Published {
    /// The hash of what is published, as in a mark.
    pub(crate) hash: [u8; 16],
    /// In bytes.
    pub(crate) length: u64,
    pub(crate) remarks: Vec<Remark>,
}

impl Register {
    /// A register of nothing, so that every file is opened.
    pub(crate) fn empty(file: &Path, by: Sum) -> Self {
        let old = FxHashMap::default();
        Self { file: file.into(), by, is_trusted: false, old, new: Mutex::default() }
    }

    /// Whether what was kept from build to build is taken for true.
    pub(crate) fn is_trusted(&self) -> bool {
        self.is_trusted
    }

    /// Reads what was kept in a file. What was found out by another press or other settings is
    /// nothing.
    pub(crate) fn read(file: &Path, by: Sum) -> Self {
        let old = kept(file, by).unwrap_or_default();
        Self { file: file.into(), by, is_trusted: true, old, new: Mutex::default() }
    }

    /// A file's length and time, when that time is past enough to tell one writing from the next.
    /// To be asked before the file is opened.
    pub(crate) fn stamp(&self, file: &Path) -> Option<Stamp> {
        let metadata = std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file)?;
        Some(length_and_time(&metadata)).filter(|(_, time)| is_settled(*time))
    }

    /// What is known of a file with this length and time.
    pub(crate) fn known<T>(
        &self,
        file: &Path,
        stamp: Option<Stamp>,
        of: impl Fn(&Entry) -> Option<T>,
    ) -> Option<T> {
        let (stamp, path) = (stamp?, file.to_str()?);
        let fits = |entry: &&Entry| entry.stamp == stamp;
        self.old.get(path).filter(fits).and_then(&of).or_else(|| {
            let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
            new.get(path).filter(fits).and_then(&of)
        })
    }

    /// Enters what was found out of a file that had this length and time before.
    pub(crate) fn enter(&self, file: &Path, stamp: Option<Stamp>, found: impl FnOnce(&mut Entry)) {
        let (Some(stamp), Some(path)) = (stamp, file.to_str()) else { return };
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = new.entry(path.into()).or_default();
        if entry.stamp != stamp {
            let old = self.old.get(path).filter(|entry| entry.stamp == stamp);
            *entry = old.cloned().unwrap_or(Entry { stamp, ..Entry::default() });
        }
        found(entry);
    }

    /// Keeps what is known of the files that are still there, if anything was found out.
    ///
    /// # Errors
    /// When the file cannot be written. That costs the next build time and nothing else.
    pub(crate) fn keep(&self) -> std::io::Result<()> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        if new.is_empty() {
            return Ok(());
        }
        let mut all: BTreeMap<&str, &Entry> = BTreeMap::new();
        all.extend(self.old.iter().chain(new.iter()).map(|(path, entry)| (path.as_str(), entry)));
        all.retain(|path, _| Path::new(path).is_file());
        let head = postcard::to_stdvec(&(FORM, self.by)).map_err(std::io::Error::other)?;
        let entries = postcard::to_stdvec(&all).map_err(std::io::Error::other)?;
        columns::replace(&self.file, &[&head, &entries])
    }
}

fn kept(file: &Path, by: Sum) -> Option<FxHashMap<String, Entry>> {
    let (_, [head, entries]) = columns::read(file)?;
    let head: (u32, Sum) = postcard::from_bytes(&head).ok()?;
    (head == (FORM, by)).then(|| postcard::from_bytes(&entries).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    #[test]
    fn what_is_known_of_a_file_holds_as_long_as_its_length_and_time() {
        let folder = tempfile::tempdir().unwrap();
        let (kept, file) = (folder.path().join("kept"), folder.path().join("a"));
        let write = |content: &str, ago: u64| {
            std::fs::write(&file, content).unwrap();
            let time = SystemTime::now() - Duration::from_secs(ago);
            std::fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        };
        let read = |by| Register::read(&kept, [by; 32]);
        let size = |register: &Register| register.known(&file, register.stamp(&file), |it| it.size);
        let enter = |register: &Register, to| {
            register.enter(&file, register.stamp(&file), |it| it.size = Some(to));
        };
        write("one", 0);
        let register = read(0);
        enter(&register, (1, 1));
        assert_eq!(size(&register), None, "written a moment ago");
        write("one", 60);
        enter(&register, (1, 1));
        assert_eq!(size(&register), Some((1, 1)));
        register.keep().unwrap();
        assert_eq!(size(&read(0)), Some((1, 1)));
        assert_eq!(size(&read(1)), None, "by another press");
        write("longer", 60);
        assert_eq!(size(&read(0)), None);
        write("two", 30);
        let register = read(0);
        assert_eq!(size(&register), None);
        enter(&register, (2, 2));
        assert_eq!(size(&register), Some((2, 2)));
        register.keep().unwrap();
        assert_eq!(size(&read(0)), Some((2, 2)));
        // Of a file that is gone nothing is kept.
        std::fs::remove_file(&file).unwrap();
        let other = folder.path().join("kept");
        register.enter(&other, Some((1, 1)), |it| it.size = Some((3, 3)));
        register.keep().unwrap();
        assert_eq!(read(0).old.keys().collect::<Vec<_>>(), [other.to_str().unwrap()]);
    }
}
