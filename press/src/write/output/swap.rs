//! Two trees that change places.

use super::inside::{Ground, is_inside};
use super::ledger::Ledger;
use super::mark::Mark;
use super::owned::remove_all;
use super::{WriteError, copy_content, error};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many files one core links before it looks for more work.
const ONE_BY_ONE: usize = 512;

/// An edition, and the folder beside it with the second tree.
pub(super) struct Trees<'a> {
    pub(super) edition: &'a Path,
    pub(super) beside: &'a Path,
}

impl Trees<'_> {
    fn tree(&self) -> PathBuf {
        self.beside.join("tree")
    }

    /// Makes the second tree the new edition: `files` are all of it, `changed` those that lie
    /// in `new/`, and by the paths `apart` it differs from the edition that stands.
    pub(super) fn ready(
        &self,
        files: &Ledger,
        changed: &HashMap<String, Mark>,
        apart: &BTreeSet<&str>,
    ) -> Result<(), WriteError> {
        let tree = self.tree();
        if !self.edition.exists() {
            // Nothing stands, so everything is new.
            remove_all(&tree).map_err(error("empty", &tree))?;
            return fs::rename(self.beside.join("new"), &tree).map_err(error("write", &tree));
        }
        let mut behind = match self.behind() {
            Some(behind) => behind,
            None => {
                self.second(files)?;
                BTreeSet::new()
            }
        };
        behind.extend(apart.iter().map(|path| (*path).to_owned()));
        let mut ground = Ground::of(&tree);
        if !behind.iter().all(|path| ground.leads_to(path)) {
            // Somebody has put a link into the tree: what is written below would lie elsewhere.
            let list = self.beside.join("behind");
            forget(&list).map_err(error("remove", &list))?;
            self.second(files)?;
            behind = apart.iter().map(|path| (*path).to_owned()).collect();
        }
        // Written first: until the next build is through, these are the paths not to be trusted.
        self.note_behind(&behind)?;
        // First what goes: it may be a file where a folder is to be, or the other way round.
        let gone = || behind.iter().filter(|path| files.find(path).is_none());
        for path in gone() {
            let place = tree.join(path);
            forget(&place).map_err(error("remove", &place))?;
        }
        gone().for_each(|path| prune(&tree, path));
        let here = || behind.par_iter().filter(|path| files.find(path).is_some());
        let folders: BTreeSet<&Path> = behind
            .iter()
            .filter(|path| files.find(path).is_some())
            .filter_map(|path| Path::new(path).parent())
            .collect();
        for folder in folders {
            let folder = tree.join(folder);
            fs::create_dir_all(&folder).map_err(error("create the folder", &folder))?;
        }
        let new = self.beside.join("new");
        here().try_for_each(|path| {
            let place = tree.join(path);
            let put = if changed.contains_key(path) {
                fs::rename(new.join(path), &place)
            } else {
                forget(&place).and_then(|()| link(&self.edition.join(path), &place))
            };
            put.map_err(error("write", &place))
        })
    }

    /// Lets the second tree and the edition change places.
    pub(super) fn exchange(&self, apart: &BTreeSet<&str>) -> Result<(), WriteError> {
        let tree = self.tree();
        let failed = |source| WriteError { action: "replace", path: self.edition.into(), source };
        if !self.edition.exists() {
            let behind = self.beside.join("behind");
            forget(&behind).map_err(error("write", &behind))?;
            return fs::rename(&tree, self.edition).map_err(failed);
        }
        trade(&tree, self.edition, &self.beside.join("old")).map_err(failed)?;
        self.note_behind(&apart.iter().map(|path| (*path).to_owned()).collect())
    }

    /// Sees that there is a second tree: a whole copy of the edition in hard links where there
    /// is none to be trusted.
    pub(super) fn second(&self, files: &Ledger) -> Result<(), WriteError> {
        let tree = self.tree();
        if self.behind().is_some() {
            return Ok(());
        }
        remove_all(&tree).map_err(error("empty", &tree))?;
        fs::create_dir_all(&tree).map_err(error("create the folder", &tree))?;
        let places: Vec<usize> =
            (0..files.len()).filter(|place| files.mark(*place).is_some()).collect();
        // Paths of one folder stand beside each other.
        places.par_chunks(ONE_BY_ONE).try_for_each(|places| {
            let mut ready = None;
            for path in places.iter().map(|place| files.path(*place)) {
                let (from, to) = (self.edition.join(path), tree.join(path));
                let folder = Path::new(path).parent();
                if let Some(folder) = folder.filter(|_| ready != folder) {
                    let folder = tree.join(folder);
                    fs::create_dir_all(&folder).map_err(error("create the folder", &folder))?;
                }
                ready = folder;
                match link(&from, &to) {
                    // A new file: it comes from `new/`.
                    Err(_) if !from.is_file() => {}
                    linked => linked.map_err(error("link", &to))?,
                }
            }
            Ok(())
        })?;
        self.note_behind(&BTreeSet::new())
    }

    /// The paths by which the second tree differs from the edition; none when it is not there
    /// or not to be trusted.
    fn behind(&self) -> Option<BTreeSet<String>> {
        let paths = fs::read(self.beside.join("behind")).ok()?;
        let paths: BTreeSet<String> = postcard::from_bytes(&paths).ok()?;
        let is_tree = fs::symlink_metadata(self.tree()).is_ok_and(|it| it.is_dir());
        (is_tree && paths.iter().all(|path| is_inside(path))).then_some(paths)
    }

    fn note_behind(&self, paths: &BTreeSet<String>) -> Result<(), WriteError> {
        let (part, file) = (self.beside.join("part"), self.beside.join("behind"));
        postcard::to_stdvec(paths)
            .map_err(io::Error::other)
            .and_then(|bytes| fs::write(&part, bytes))
            .and_then(|()| fs::rename(&part, &file))
            .map_err(error("write", &file))
    }
}

/// Puts the files of `new` in place one by one, and takes away what is no more: of the paths
/// `apart` those that `files` does not have.
pub(super) fn put(
    folder: &Path,
    new: &Path,
    files: &Ledger,
    apart: &BTreeSet<&str>,
) -> Result<(), WriteError> {
    let mut ground = Ground::of(folder);
    if let Some(path) = apart.iter().find(|path| !ground.leads_to(path)) {
        let is_link = io::Error::new(io::ErrorKind::InvalidInput, "a folder above it is a link");
        return Err(error("write", &folder.join(path))(is_link));
    }
    let (here, gone): (Vec<&str>, Vec<&str>) =
        apart.iter().partition(|path| files.find(path).is_some());
    for path in gone {
        let place = folder.join(path);
        forget(&place).map_err(error("remove", &place))?;
        prune(folder, path);
    }
    let moved = move_whole(new, folder);
    let first = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
    here.par_iter().filter(|path| !moved.contains(&first(path))).try_for_each(|path| {
        let (from, to) = (new.join(path), folder.join(path));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(error("create the folder", folder))?;
        }
        // Another disk has to be copied to.
        fs::rename(&from, &to).or_else(|_| copy(&from, &to)).map_err(error("write", &to))
    })
}

/// Moves folders that are not there yet as they are, and tells which: a first build has nothing
/// else.
fn move_whole(new: &Path, folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(new).into_iter().flatten().flatten();
    let whole = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let moved = whole.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let place = folder.join(&name);
        let is_new = fs::symlink_metadata(&place).is_err();
        (is_new && fs::rename(entry.path(), place).is_ok()).then_some(name)
    });
    moved.collect()
}

/// Lets two folders change places in one step; where the system cannot, in two, with the third
/// path for the moment between.
fn trade(new: &Path, standing: &Path, old: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, new, CWD, standing, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // File systems that do not know how.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            Err(error) => return Err(error.into()),
        }
    }
    fs::rename(standing, old)?;
    if let Err(error) = fs::rename(new, standing) {
        fs::rename(old, standing)?;
        return Err(error);
    }
    fs::rename(old, new)
}

/// Ends what a build that was killed between the two steps of [`trade`] has begun.
pub(super) fn recover(edition: &Path, beside: &Path) -> io::Result<()> {
    let old = beside.join("old");
    if !old.is_dir() {
        return Ok(());
    }
    if edition.exists() {
        // Only its name was still to be changed. It is not worth keeping.
        forget(&beside.join("behind"))?;
        return fs::remove_dir_all(old);
    }
    fs::rename(old, edition)
}

/// A second name for a file; where the file system has no hard links, a copy with its time.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(error),
        Err(_) => copy(from, to),
    }
}

/// Copies a file with its time.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    copy_content(from, to)?;
    let time = fs::metadata(from)?.modified()?;
    fs::File::options().write(true).open(to)?.set_modified(time)
}

/// Removes a file, if it is there. A folder of that name is no such file.
fn forget(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if fs::symlink_metadata(file).is_ok_and(|it| !it.is_dir()) => Err(error),
        _ => Ok(()),
    }
}

/// Removes the folders that a file has left empty.
fn prune(tree: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(empty) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        if fs::remove_dir(tree.join(empty)).is_err() {
            return;
        }
        folder = empty.parent();
    }
}
