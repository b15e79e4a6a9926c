use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The folder that the edition is written to, and a count of what went there.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    files: AtomicU64,
    bytes: AtomicU64,
}

/// What has been written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many files.
    pub files: u64,
    /// How many bytes in them.
    pub bytes: u64,
}

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "could not {action} {path}: {source}. Check that there is room and that you may write there."
)]
pub struct WriteError {
    /// What was being done: `write`, `copy`, `create the folder`.
    pub action: &'static str,
    /// To which file.
    pub path: PathBuf,
    /// Why not.
    pub source: io::Error,
}

impl Output {
    /// Writes below a folder, which need not exist.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), files: AtomicU64::new(0), bytes: AtomicU64::new(0) }
    }

    /// Writes a file; `path` is relative, with `/` between folders.
    ///
    /// # Errors
    /// When the file or its folder could not be written.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> Result<(), WriteError> {
        let content = content.as_ref();
        let file = self.ready(path)?;
        fs::write(&file, content).map_err(error("write", &file))?;
        self.count(content.len() as u64);
        Ok(())
    }

    /// Copies a file.
    ///
    /// # Errors
    /// When it could not be read or written.
    pub fn copy(&self, source: &Path, path: &str) -> Result<(), WriteError> {
        let file = self.ready(path)?;
        let bytes = fs::copy(source, &file).map_err(error("copy", source))?;
        self.count(bytes);
        Ok(())
    }

    /// Where a file is, or would be.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    /// Whether a file is there already, from an earlier build.
    pub fn holds(&self, path: &str) -> bool {
        self.path(path).is_file()
    }

    /// What has been written so far.
    pub fn tally(&self) -> Tally {
        Tally {
            files: self.files.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }

    /// The file's whole path, its folder made.
    fn ready(&self, path: &str) -> Result<PathBuf, WriteError> {
        let file = self.path(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(error("create the folder", folder))?;
        }
        Ok(file)
    }

    fn count(&self, bytes: u64) {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}

fn error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_path_buf();
    move |source| WriteError { action, path, source }
}
