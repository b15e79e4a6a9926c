//! How a file is known again.

use serde::{Deserialize, Serialize};
use std::fs::{File, Metadata};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// A file's hash, and the length and time by which it is seen that nobody has changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The first half of the content's BLAKE3 hash.
    pub hash: [u8; 16],
    /// In bytes.
    pub length: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub time: u64,
}

impl Mark {
    /// The mark of a file whose hash is known.
    pub(super) fn of(metadata: &Metadata, hash: [u8; 16]) -> Self {
        let (length, time) = length_and_time(metadata);
        Self { hash, length, time }
    }

    /// Whether a file is as it was.
    pub(super) fn fits(&self, file: &Path) -> bool {
        std::fs::metadata(file)
            .is_ok_and(|it| it.is_file() && length_and_time(&it) == (self.length, self.time))
    }
}

/// Looks at the files of a folder, each by its path below it: the way to the folder itself is
/// gone once, not a quarter of a million times.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) struct Eye(Option<File>);

#[cfg(any(target_os = "linux", target_os = "macos"))]
impl Eye {
    pub(super) fn new(folder: &Path) -> Self {
        Self(File::open(folder).ok())
    }

    /// Whether a file is as its mark says.
    pub(super) fn sees(&self, path: &str, mark: &Mark) -> bool {
        use rustix::fs::{AtFlags, FileType, statat};
        let Some(stat) = self.0.as_ref().and_then(|it| statat(it, path, AtFlags::empty()).ok())
        else {
            return false;
        };
        let nanoseconds =
            i128::from(stat.st_mtime) * 1_000_000_000 + i128::from(stat.st_mtime_nsec);
        FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile
            && u64::try_from(stat.st_size) == Ok(mark.length)
            && u64::try_from(nanoseconds).unwrap_or_default() == mark.time
    }
}

/// Looks at the files of a folder.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) struct Eye(std::path::PathBuf);

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
impl Eye {
    pub(super) fn new(folder: &Path) -> Self {
        Self(folder.into())
    }

    /// Whether a file is as its mark says.
    pub(super) fn sees(&self, path: &str, mark: &Mark) -> bool {
        mark.fits(&self.0.join(path))
    }
}

/// A file's length and time, as in [`Mark`].
pub(crate) fn length_and_time(metadata: &Metadata) -> (u64, u64) {
    let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = time.and_then(|time| u64::try_from(time.as_nanos()).ok());
    (metadata.len(), time.unwrap_or_default())
}

pub(super) fn hash(content: &[u8]) -> [u8; 16] {
    half(blake3::hash(content))
}

/// The hash of a file, and its length, without holding it in memory.
pub(super) fn hash_of(file: &Path) -> io::Result<([u8; 16], u64)> {
    let mut hasher = blake3::Hasher::new();
    let length = io::copy(&mut File::open(file)?, &mut hasher)?;
    Ok((half(hasher.finalize()), length))
}

fn half(hash: blake3::Hash) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash.as_bytes()[..16]);
    half
}
