//! Looking at many files of one folder.

use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// File systems keep times to some milliseconds, the coarsest to two seconds.
const SETTLED: Duration = Duration::from_secs(2);

/// Whether a file's time, in nanoseconds since 1970, is past enough to tell one writing from the
/// next.
pub(crate) fn is_settled(time: u64) -> bool {
    let written = UNIX_EPOCH + Duration::from_nanos(time);
    written.elapsed().is_ok_and(|age| age > SETTLED)
}

/// Looks at the files below a folder, each by its path there: the way to the folder itself is
/// gone once, not a quarter of a million times.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[derive(Debug)]
pub(crate) struct Eye(Option<std::fs::File>);

#[cfg(any(target_os = "linux", target_os = "macos"))]
impl Eye {
    pub(crate) fn new(folder: &Path) -> Self {
        Self(std::fs::File::open(folder).ok())
    }

    /// A file's length and time, as in a mark; none when there is no such file.
    pub(crate) fn length_and_time(&self, path: &str) -> Option<(u64, u64)> {
        use rustix::fs::{AtFlags, FileType, statat};
        let stat = statat(self.0.as_ref()?, path, AtFlags::empty()).ok()?;
        let nanoseconds =
            i128::from(stat.st_mtime) * 1_000_000_000 + i128::from(stat.st_mtime_nsec);
        let is_file = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
        let length = u64::try_from(stat.st_size).ok().filter(|_| is_file)?;
        Some((length, u64::try_from(nanoseconds).unwrap_or_default()))
    }
}

/// Looks at the files below a folder.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
#[derive(Debug)]
pub(crate) struct Eye(std::path::PathBuf);

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
impl Eye {
    pub(crate) fn new(folder: &Path) -> Self {
        Self(folder.into())
    }

    /// A file's length and time, as in a mark; none when there is no such file.
    pub(crate) fn length_and_time(&self, path: &str) -> Option<(u64, u64)> {
        let metadata = std::fs::metadata(self.0.join(path)).ok().filter(|it| it.is_file())?;
        Some(crate::write::length_and_time(&metadata))
    }
}
