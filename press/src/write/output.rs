//! Where an edition's files go.
//!
//! An [`Output`] either writes plainly into a folder, as it does into Trunk's, or it *owns* the
//! folder. Then the edition that stands there is not touched until the new one is whole:
//!
//! - [`ledger`] knows every file of the standing edition by its hash, and what each unit of
//!   the edition was made from. A file that would be the same is not written, and keeps its
//!   time; a unit made from the same is not even made.
//! - New and changed files go into a folder beside the edition.
//! - [`swap`] makes a second whole tree of the files that stay (as hard links) and the new
//!   ones, and exchanges it with the edition in one step.
//!
//! A build that fails, is killed, or finds the disk full leaves the edition as it was.
//!
//! Under `trunk serve` the folder is Trunk's, and press *keeps* its own files in it: by the same
//! ledger, but the new files are put in place one by one when all of them are made.

mod inside;
mod ledger;
mod mark;
mod owned;
mod standing;
mod swap;

use inside::is_inside;
pub(crate) use inside::is_name;
pub use ledger::{OldUnit, Print, Unit};
pub use mark::Mark;
pub(crate) use mark::{hash, length_and_time};
pub use owned::{OutputError, note_edition};
pub use standing::Look;

use owned::Owned;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The folder that the edition is written to, and a count of what is in it.
#[derive(Debug)]
pub struct Output {
    /// Where files are written: the edition's folder, or one beside it.
    root: PathBuf,
    owned: Option<Owned>,
    /// The files that this build has written.
    files: Mutex<HashMap<String, Mark>>,
}

/// What an edition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many files.
    pub files: u64,
    /// How many bytes in them.
    pub bytes: u64,
    /// How many of the files were written, because they are new or have changed.
    pub written: u64,
    /// How many bytes in those.
    pub written_bytes: u64,
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
    /// Writes below a folder, which need not exist, file by file.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), owned: None, files: Mutex::default() }
    }

    /// Owns a folder: what stands there is replaced as a whole by [`finish`](Self::finish),
    /// and not touched before.
    ///
    /// # Errors
    /// When the folder holds something that is no edition, or what is kept beside it cannot be
    /// read or written.
    pub fn owning(folder: &Path, look: Look) -> Result<Self, OutputError> {
        let owned = Owned::open(folder, look)?;
        Ok(Self { root: owned.staging(), owned: Some(owned), files: Mutex::default() })
    }

    /// Keeps track, in `beside`, of what it has written into a folder that is another's as well:
    /// only what differs is written, file by file, when all is made.
    ///
    /// # Errors
    /// When what is kept beside it cannot be read or written.
    pub fn keeping(folder: &Path, beside: &Path, look: Look) -> Result<Self, OutputError> {
        let owned = Owned::keeping(folder, beside, look)?;
        Ok(Self { root: owned.staging(), owned: Some(owned), files: Mutex::default() })
    }

    /// Writes a file; `path` is relative, with `/` between folders. Of two files with the same
    /// path the later one counts.
    ///
    /// # Errors
    /// When the file or its folder could not be written.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> Result<(), WriteError> {
        let content = content.as_ref();
        let path = within(path)?;
        let length = content.len() as u64;
        let hash = self.owned.is_some().then(|| hash(content));
        if self.stays(path, length, hash) {
            return Ok(());
        }
        let whole = self.root.join(path);
        let failed = |source| error("write", &whole)(source);
        let mut file = create(&whole)?;
        file.write_all(content).map_err(failed)?;
        let mark = Mark::of(&file.metadata().map_err(failed)?, hash.unwrap_or_default());
        self.enter(path, mark);
        Ok(())
    }

    /// Copies a file, and tells its hash and length where they had to be known.
    ///
    /// # Errors
    /// When it could not be read or written.
    pub fn copy(&self, source: &Path, path: &str) -> Result<Option<([u8; 16], u64)>, WriteError> {
        let path = within(path)?;
        let mut read = None;
        if self.owned.is_some() {
            let (hash, length) = mark::hash_of(source).map_err(error("copy", source))?;
            if self.stays(path, length, Some(hash)) {
                return Ok(Some((hash, length)));
            }
            read = Some((hash, length));
        }
        let whole = self.root.join(path);
        let failed = |source| error("copy", &whole)(source);
        let mut content = File::open(source).map_err(error("copy", source))?;
        io::copy(&mut content, &mut create(&whole)?).map_err(failed)?;
        let hash = read.map(|(hash, _)| hash).unwrap_or_default();
        let mark = Mark::of(&fs::metadata(&whole).map_err(failed)?, hash);
        self.enter(path, mark);
        Ok(read)
    }

    /// Takes over or copies a file whose name is made of its content: what has the name and the
    /// length is the same, and neither of the two has to be read.
    ///
    /// # Errors
    /// When it could not be read or written.
    pub fn take(&self, source: &Path, path: &str) -> Result<(), WriteError> {
        let name = within(path)?;
        let standing = self.owned.as_ref().map(Owned::standing);
        if let Some((standing, (place, mark))) = standing.and_then(|it| Some((it, it.file(name)?)))
            && fs::metadata(source).is_ok_and(|it| it.len() == mark.length)
            && !self.files().contains_key(name)
        {
            standing.tick(place, true);
            return Ok(());
        }
        self.copy(source, path).map(drop)
    }

    /// Where a file of this edition is at the moment, or would be.
    pub fn path(&self, path: &str) -> PathBuf {
        let path = path.trim_start_matches('/');
        match &self.owned {
            Some(owned) if !self.files().contains_key(path) => owned.folder().join(path),
            _ => self.root.join(path),
        }
    }

    /// The folder of the edition, where its files are when it is finished.
    pub fn folder(&self) -> &Path {
        self.owned.as_ref().map_or(&self.root, Owned::folder)
    }

    /// Whether nothing is to be seen of this edition before it is whole.
    pub fn is_owned(&self) -> bool {
        self.owned.is_some()
    }

    /// What a unit of the standing edition was made from, if all its files are there.
    pub fn unit(&self, key: &str) -> Option<OldUnit<'_>> {
        self.owned.as_ref()?.standing().unit(key)
    }

    /// Takes a unit over from the standing edition as it is.
    pub fn keep(&self, unit: &OldUnit<'_>) {
        if let Some(owned) = &self.owned {
            owned.standing().keep(unit);
        }
    }

    /// Notes what a unit was made from. Its files have been written.
    pub fn note(&self, key: &str, unit: Unit) {
        if let Some(owned) = &self.owned {
            owned.note(key, unit);
        }
    }

    /// The paths of the files that the edition holds so far, sorted; in a folder that is not
    /// owned with those that others have put there.
    pub fn paths(&self) -> Vec<String> {
        if let Some(owned) = &self.owned {
            let staying = owned.standing().staying().map(|(path, _)| path.to_owned());
            let mut paths: Vec<_> = staying.chain(self.files().keys().cloned()).collect();
            paths.sort_unstable();
            return paths;
        }
        let entries = walkdir::WalkDir::new(&self.root).into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
            let path = entry.path().strip_prefix(&self.root).ok()?;
            Some(path.to_string_lossy().replace('\\', "/"))
        });
        let mut paths: Vec<_> = files.collect();
        paths.sort_unstable();
        paths
    }

    /// Takes a file over from the standing edition, as long as the one that it was made from
    /// has not changed; whether that could be done.
    pub fn keep_beside(&self, source: &str, path: &str) -> bool {
        let standing = self.owned.as_ref().map(Owned::standing);
        let Some((standing, (place, _))) = standing.and_then(|it| Some((it, it.file(path)?)))
        else {
            return false;
        };
        let stays = !self.files().contains_key(source);
        standing.tick(place, stays);
        stays
    }

    /// What the edition holds so far.
    pub fn tally(&self) -> Tally {
        let new = self.files();
        let staying = self.owned.iter().flat_map(|owned| owned.standing().staying());
        let written_bytes = new.values().map(|mark| mark.length).sum();
        let mut tally = Tally { files: 0, bytes: 0, written: new.len() as u64, written_bytes };
        for mark in staying.map(|(_, mark)| mark).chain(new.values().copied()) {
            tally.files += 1;
            tally.bytes += mark.length;
        }
        tally
    }

    /// Puts the edition in the place of the one that stands, when it is owned.
    ///
    /// # Errors
    /// When that cannot be done. The edition that stood is still there.
    pub fn finish(&self) -> Result<(), WriteError> {
        match &self.owned {
            Some(owned) => owned.finish(&self.files()),
            None => Ok(()),
        }
    }

    /// Takes back what was written so far.
    pub fn withdraw(&self) {
        for path in self.files().drain().map(|(path, _)| path) {
            // What stays behind is written over by the next try, or seen by nobody.
            let _ = fs::remove_file(self.root.join(path));
        }
    }

    fn files(&self) -> MutexGuard<'_, HashMap<String, Mark>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the standing edition has this very file; then it is this edition's, too.
    pub(super) fn stays(&self, path: &str, length: u64, hash: Option<[u8; 16]>) -> bool {
        let path = path.trim_start_matches('/');
        let Some((owned, hash)) = self.owned.as_ref().zip(hash) else { return false };
        let Some((place, mark)) = owned.standing().file(path) else { return false };
        let same = (mark.length, mark.hash) == (length, hash);
        // Of two files with one path the later counts.
        owned.standing().tick(place, same);
        if same && self.files().remove(path).is_some() {
            // One that stays behind is passed over: only what is new is taken from there.
            let _ = fs::remove_file(self.root.join(path));
        }
        same
    }

    /// Enters a file that was written.
    fn enter(&self, path: &str, mark: Mark) {
        self.files().insert(path.into(), mark);
    }
}

/// A path in the edition as one that is relative to its folder: what wants to be written outside
/// of it is refused, wherever the path has come from.
fn within(path: &str) -> Result<&str, WriteError> {
    let path = path.trim_start_matches('/');
    let outside = || io::Error::new(io::ErrorKind::InvalidInput, "it lies outside of the edition");
    if is_inside(path) { Ok(path) } else { Err(error("write", Path::new(path))(outside())) }
}

/// Opens a file to be written, which all may read and nobody may run, whatever the file may be
/// that it is a copy of. Its folder is made only where there is none: it is there for every file
/// but the first in it.
fn create(file: &Path) -> Result<File, WriteError> {
    match plain_file(file) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).map_err(error("create the folder", folder))?;
            }
            plain_file(file).map_err(error("write", file))
        }
        created => created.map_err(error("write", file)),
    }
}

/// Opens a new file with the mode 0644 (less what the umask takes from it).
pub(super) fn plain_file(file: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    options.open(file)
}

/// Copies a file's content into a new file, or one that is there. Other than by `fs::copy` the mode
/// does not come along: an executable or a set-uid file of an author's is published as any other.
pub(super) fn copy_content(source: &Path, file: &Path) -> io::Result<()> {
    io::copy(&mut File::open(source)?, &mut plain_file(file)?).map(drop)
}

pub(super) fn error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_path_buf();
    move |source| WriteError { action, path, source }
}

#[cfg(test)]
mod tests;
