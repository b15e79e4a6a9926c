//! The folder of an edition that press owns, and what is kept beside it.
//!
//! Beside the edition `dist/` lies `.newsprint/dist/`:
//!
//! | `ledger` | what stood in the edition when all of it was last written down |
//! | `ledger.since` | what is otherwise since; of another `ledger` it says nothing |
//! | `ledger.new` | what will be the one or the other, once the trees are exchanged |
//! | `tree/` | a second tree, which is the edition but for the paths in `behind` |
//! | `behind` | see there; without this file the tree is not to be trusted |
//! | `new/` | the files of a build that is under way |
//! | `made` | says that another has put an edition there: Trunk, with what press has made |
//! | `lock` | held by the build that is under way |

use super::ledger::{Ledger, Unit, since};
use super::mark::Mark;
use super::standing::{Look, Standing};
use super::{WriteError, error, swap};
use crate::write::write_whole;
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// By these an edition is known that no ledger tells of, as after a build that was killed.
const OF_AN_EDITION: [&str; 2] = ["behind", MADE];

/// Says that Trunk puts an edition there.
const MADE: &str = "made";

/// The ledger of the edition that is to stand.
const NEXT: &str = "ledger.new";

/// An edition's folder, the edition that stands there, and what this build changes.
#[derive(Debug)]
pub(super) struct Owned {
    folder: PathBuf,
    beside: PathBuf,
    /// Whether all that stands in the folder is press's, and is replaced as a whole.
    whole: bool,
    standing: Standing,
    units: Mutex<HashMap<String, Unit>>,
    /// Holds the lock until it is dropped.
    _lock: File,
}

/// Why a folder cannot hold an edition.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// There is something else in it.
    #[error(
        "{0} holds files that are no edition, and a build replaces the whole folder. Empty it, or \
         name another with --output."
    )]
    Foreign(PathBuf),
    /// It has no name, or is the root of a disk.
    #[error("{0} cannot hold an edition: a build replaces the whole folder. Name one below it.")]
    Nameless(PathBuf),
    /// Something beside it cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Owned {
    pub(super) fn open(folder: &Path, look: Look) -> Result<Self, OutputError> {
        // Of a link the folder that it leads to, not the link, is replaced.
        let real = fs::canonicalize(folder);
        let folder = real.as_deref().unwrap_or(folder);
        let beside = beside(folder).ok_or_else(|| OutputError::Nameless(folder.into()))?;
        let lock = lock(&beside)?;
        swap::recover(folder, &beside).map_err(error("restore", folder))?;
        let staging = beside.join("new");
        remove_all(&staging).map_err(error("empty", &staging))?;
        let ledger = standing(folder, &beside);
        if ledger.is_none() && is_foreign(folder, &beside).map_err(error("read", folder))? {
            return Err(OutputError::Foreign(folder.into()));
        }
        let standing = Standing::look(ledger.unwrap_or_default(), folder, look);
        let folder = folder.into();
        Ok(Self { folder, beside, whole: true, standing, units: Mutex::default(), _lock: lock })
    }

    /// A folder in which only the files that the ledger in `beside` tells of are press's.
    pub(super) fn keeping(folder: &Path, beside: &Path, look: Look) -> Result<Self, OutputError> {
        let lock = lock(beside)?;
        let staging = beside.join("new");
        remove_all(&staging).map_err(error("empty", &staging))?;
        let ledger = Ledger::read(&beside.join("ledger")).unwrap_or_default();
        let standing = Standing::look(ledger, folder, look);
        let (folder, beside) = (folder.into(), beside.into());
        Ok(Self { folder, beside, whole: false, standing, units: Mutex::default(), _lock: lock })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn staging(&self) -> PathBuf {
        self.beside.join("new")
    }

    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    pub(super) fn note(&self, key: &str, unit: Unit) {
        self.units.lock().unwrap_or_else(PoisonError::into_inner).insert(key.into(), unit);
    }

    /// Puts the new edition in the place of the old one. `new` are the files that it has
    /// besides those that stay.
    pub(super) fn finish(&self, new: &HashMap<String, Mark>) -> Result<(), WriteError> {
        let units = std::mem::take(&mut *self.units.lock().unwrap_or_else(PoisonError::into_inner));
        let ledger = self.standing.next(new, &units);
        let mut apart: BTreeSet<&str> = self.standing.leaving().collect();
        apart.extend(new.keys().map(String::as_str));
        let write = |file: &Path| {
            let part = self.beside.join("part");
            ledger.write(&part).map_err(error("write", &part))?;
            fs::rename(&part, file).map_err(error("write", file))
        };
        let now = ledger.file(&self.beside.join("ledger"));
        if !self.whole {
            swap::put(&self.folder, &self.staging(), &ledger, &apart)?;
            self.clear();
            return write(&now);
        }
        let trees = swap::Trees { edition: &self.folder, beside: &self.beside };
        if apart.is_empty() && self.folder.is_dir() {
            if !units.is_empty() {
                write(&now)?;
            }
            return trees.second(&ledger);
        }
        let next = self.beside.join(NEXT);
        trees.ready(&ledger, new, &apart)?;
        write(&next)?;
        trees.exchange(&apart)?;
        self.clear();
        fs::rename(&next, &now).map_err(error("write", &now))
    }

    /// Removes the folders that the new files have left. What cannot be removed now is removed
    /// by the next build.
    fn clear(&self) {
        let _ = remove_all(&self.staging());
    }
}

/// Makes the folder beside an edition, and waits until no other build uses it.
fn lock(beside: &Path) -> Result<File, WriteError> {
    fs::create_dir_all(beside).map_err(error("create the folder", beside))?;
    let lock = beside.join("lock");
    File::create(&lock).and_then(|file| file.lock().map(|()| file)).map_err(error("lock", &lock))
}

/// The ledger of the edition that stands. Where a build was killed about the moment of the
/// exchange there are two: the new one is right when a file by which they differ says so.
fn standing(folder: &Path, beside: &Path) -> Option<Ledger> {
    let now = beside.join("ledger");
    let old = Ledger::read(&now);
    let file = beside.join(NEXT);
    let since = old.as_ref().and_then(|old| Some((old.read_since(&file)?, since(&now))));
    let Some((new, now)) = since.or_else(|| Some((Ledger::read(&file)?, now))) else { return old };
    let before = |path: &str| old.as_ref().and_then(|it| it.mark(it.find(path)?));
    let witness = new.files().find(|(path, mark)| before(path) != Some(*mark));
    let exchanged = match witness {
        Some((path, mark)) => mark.fits(&folder.join(path)),
        // Only files that are no more tell them apart.
        None => old
            .iter()
            .flat_map(Ledger::files)
            .all(|(path, _)| new.find(path).is_some() || !folder.join(path).exists()),
    };
    if exchanged {
        // Should this fail, the next build comes to the same end.
        let _ = fs::rename(&file, now);
        return Some(new);
    }
    let _ = fs::remove_file(&file);
    old
}

/// Notes that another puts an edition into a folder, which a build that owns it may then replace.
///
/// # Errors
/// When that cannot be written.
pub fn note_edition(folder: &Path) -> Result<(), WriteError> {
    let real = fs::canonicalize(folder).or_else(|_| std::path::absolute(folder));
    let Some(beside) = beside(real.as_deref().unwrap_or(folder)) else { return Ok(()) };
    write_whole(&beside.join(MADE), "press has made the edition that stands here.\n")
}

/// The folder beside an edition's; none for one without a name.
fn beside(folder: &Path) -> Option<PathBuf> {
    let name = folder.file_name()?;
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    Some(parent.join(".newsprint").join(name))
}

/// Whether a folder holds something that press knows nothing of. What is in it says nothing: it may
/// be another's copy of an edition, with more beside it.
fn is_foreign(folder: &Path, beside: &Path) -> io::Result<bool> {
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let is_known = OF_AN_EDITION.iter().any(|name| beside.join(name).is_file());
    Ok(entries.next().is_some() && !is_known)
}

/// Removes a folder with all in it, if it is there.
pub(super) fn remove_all(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
