//! How a file is known again.

use crate::eye::Eye;
use std::fs::{File, Metadata};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// A file's hash, and the length and time by which it is seen that nobody has changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The first half of the content's BLAKE3 hash.
    pub hash: [u8; 16],
    /// In bytes.
    pub length: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub time: u64,
}

impl Mark {
    /// The mark as it is kept.
    pub(super) fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&self.hash);
        bytes[16..24].copy_from_slice(&self.length.to_le_bytes());
        bytes[24..].copy_from_slice(&self.time.to_le_bytes());
        bytes
    }

    /// A mark that was kept.
    pub(super) fn of_bytes(bytes: &[u8; 32]) -> Self {
        let (mut hash, mut length, mut time) = ([0; 16], [0; 8], [0; 8]);
        hash.copy_from_slice(&bytes[..16]);
        length.copy_from_slice(&bytes[16..24]);
        time.copy_from_slice(&bytes[24..]);
        Self { hash, length: u64::from_le_bytes(length), time: u64::from_le_bytes(time) }
    }

    /// The mark of a file whose hash is known.
    pub(super) fn of(metadata: &Metadata, hash: [u8; 16]) -> Self {
        let (length, time) = length_and_time(metadata);
        Self { hash, length, time }
    }

    /// Whether a file of a folder is as it was.
    pub(super) fn is_seen(&self, path: &str, eye: &Eye) -> bool {
        eye.length_and_time(path) == Some((self.length, self.time))
    }

    /// Whether a file has the content that it had. Its time is looked at, too: a file that stays has
    /// the one that is noted.
    pub(super) fn is_of(&self, file: &Path) -> bool {
        self.fits(file) && hash_of(file).is_ok_and(|it| it == (self.hash, self.length))
    }

    /// Whether a file is as it was.
    pub(super) fn fits(&self, file: &Path) -> bool {
        std::fs::metadata(file)
            .is_ok_and(|it| it.is_file() && length_and_time(&it) == (self.length, self.time))
    }
}

/// A file's length and time, as in [`Mark`].
pub(crate) fn length_and_time(metadata: &Metadata) -> (u64, u64) {
    let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = time.and_then(|time| u64::try_from(time.as_nanos()).ok());
    (metadata.len(), time.unwrap_or_default())
}

/// The hash of a content, as in [`Mark`].
pub(crate) fn hash(content: &[u8]) -> [u8; 16] {
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
