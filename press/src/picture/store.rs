//! What was developed, kept from build to build.
//!
//! A print is a folder named by its key, with its files and `print.json`. It is made under
//! another name and renamed when it is whole, so a build that was killed leaves nothing that
//! looks like a print.

use super::flaw::Flaw;
use super::print::Print;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

const CARD: &str = "print.json";

/// A folder of prints.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    next: AtomicU64,
}

impl Store {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.into(), next: AtomicU64::new(0) }
    }

    /// A print that is there, whole.
    pub(super) fn get(&self, key: &str) -> Option<Print> {
        let folder = self.folder.join(key);
        let print: Print = serde_json::from_slice(&fs::read(folder.join(CARD)).ok()?).ok()?;
        let whole = print.files.iter().all(|file| folder.join(&file.name).is_file());
        (whole && print.key == key).then_some(print)
    }

    /// Where a print's file is.
    pub(super) fn file(&self, key: &str, name: &str) -> PathBuf {
        self.folder.join(key).join(name)
    }

    /// Keeps a print with its files' contents.
    pub(super) fn put(&self, print: &Print, contents: &[(String, Vec<u8>)]) -> Result<(), Flaw> {
        let failed = |error: std::io::Error| Flaw::NotKept(error.to_string());
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let making = self.folder.join(format!(".{}-{}-{number}", print.key, std::process::id()));
        let place = self.folder.join(&print.key);
        let make = || {
            fs::create_dir_all(&making)?;
            for (name, content) in contents {
                fs::write(making.join(name), content)?;
            }
            fs::write(making.join(CARD), serde_json::to_vec(print)?)?;
            if fs::rename(&making, &place).is_err() {
                // One that is not whole, or another build's, is in the way.
                fs::remove_dir_all(&place)?;
                fs::rename(&making, &place)?;
            }
            Ok(())
        };
        make().map_err(|error| {
            let _ = fs::remove_dir_all(&making);
            failed(error)
        })
    }
}
