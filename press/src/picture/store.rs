//! What was developed, kept from build to build.
//!
//! A print is a folder named by its key, with its files and `print.json`. It is made under
//! another name and renamed when it is whole, so a build that was killed leaves nothing that
//! looks like a print.

use super::flaw::Flaw;
use super::print::Print;
use crate::write::is_name;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

const CARD: &str = "print.json";

/// A folder of prints.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    /// Whether what is there is taken for what it says that it is.
    is_trusted: bool,
    next: AtomicU64,
}

impl Store {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.into(), is_trusted: true, next: AtomicU64::new(0) }
    }

    /// A store to which somebody else may have written: all of its prints are made anew.
    pub(super) fn of_strangers(folder: &Path) -> Self {
        Self { is_trusted: false, ..Self::new(folder) }
    }

    /// A print that is there, whole. What names a file elsewhere is none of ours.
    pub(super) fn get(&self, key: &str) -> Option<Print> {
        if !is_name(key) || !self.is_trusted {
            return None;
        }
        let folder = self.folder.join(key);
        let print: Print = serde_json::from_slice(&fs::read(folder.join(CARD)).ok()?).ok()?;
        let is_file = |file: &Path| fs::symlink_metadata(file).is_ok_and(|it| it.is_file());
        let whole =
            print.files.iter().all(|it| is_name(&it.name) && is_file(&folder.join(&it.name)));
        (whole && print.key == key).then_some(print)
    }

    /// Where a print's file is.
    pub(super) fn file(&self, key: &str, name: &str) -> PathBuf {
        self.folder.join(key).join(name)
    }

    /// Keeps a print with its files' contents. A whole one that another build has put there
    /// meanwhile stays: somebody may be copying its files, and a key stands for one content.
    pub(super) fn put(&self, print: &Print, contents: &[(String, Vec<u8>)]) -> Result<(), Flaw> {
        let making = self.aside(&print.key);
        self.make(&making, print, contents).map_err(|error| {
            let _ = fs::remove_dir_all(&making);
            Flaw::NotKept(error.to_string())
        })
    }

    fn make(
        &self,
        making: &Path,
        print: &Print,
        contents: &[(String, Vec<u8>)],
    ) -> std::io::Result<()> {
        fs::create_dir_all(making)?;
        for (name, content) in contents {
            fs::write(making.join(name), content)?;
        }
        fs::write(making.join(CARD), serde_json::to_vec(print)?)?;
        let place = self.folder.join(&print.key);
        let Err(in_the_way) = fs::rename(making, &place) else { return Ok(()) };
        if self.get(&print.key).is_some() {
            return fs::remove_dir_all(making);
        }
        // What is there is not whole. It goes by its name, at once, so that no other build
        // sees half of it go.
        let broken = self.aside(&print.key);
        fs::rename(&place, &broken).map_err(|_| in_the_way)?;
        let _ = fs::remove_dir_all(&broken).or_else(|_| fs::remove_file(&broken));
        match fs::rename(making, &place) {
            Err(_) if self.get(&print.key).is_some() => fs::remove_dir_all(making),
            other => other,
        }
    }

    /// A name that no print has and no other build uses.
    fn aside(&self, key: &str) -> PathBuf {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.folder.join(format!(".{key}-{}-{number}", std::process::id()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::print::{PrintFile, Purpose};

    const KEY: &str = "0123456789abcdef";

    fn put(folder: &Path, content: &str) {
        let file = PrintFile {
            name: "400.webp".into(),
            width: 400,
            height: 300,
            media_type: "image/webp".into(),
            purpose: Purpose::Width,
        };
        let print = Print { key: KEY.into(), size: (400, 300), files: vec![file], stand_in: None };
        Store::new(folder).put(&print, &[("400.webp".into(), content.into())]).unwrap();
    }

    fn kept(folder: &Path) -> String {
        fs::read_to_string(Store::new(folder).file(KEY, "400.webp")).unwrap()
    }

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_whole_print_of_another_build_stays() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "first");
        put(folder.path(), "second");
        assert_eq!((kept(folder.path()).as_str(), entries(folder.path())), ("first", 1));
    }

    #[cfg(unix)]
    #[test]
    fn a_print_that_names_what_lies_elsewhere_is_none() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "first");
        let store = Store::new(folder.path());
        assert!(store.get(KEY).is_some());
        assert!(store.get("../x").is_none());
        let (card, file) = (store.file(KEY, CARD), store.file(KEY, "400.webp"));
        let text = fs::read_to_string(&card).unwrap();
        fs::write(folder.path().join("secret"), "").unwrap();
        fs::write(&card, text.replace("400.webp", "../secret")).unwrap();
        assert!(store.get(KEY).is_none());
        fs::write(&card, text).unwrap();
        fs::remove_file(&file).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", &file).unwrap();
        assert!(store.get(KEY).is_none());
    }

    #[test]
    fn a_print_that_is_not_whole_is_replaced() {
        for damage in ["400.webp", CARD] {
            let folder = tempfile::tempdir().unwrap();
            put(folder.path(), "first");
            fs::remove_file(folder.path().join(KEY).join(damage)).unwrap();
            put(folder.path(), "second");
            assert_eq!((kept(folder.path()).as_str(), entries(folder.path())), ("second", 1));
        }
    }

    #[test]
    fn a_file_in_the_place_of_a_print_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(KEY), "").unwrap();
        put(folder.path(), "second");
        assert_eq!((kept(folder.path()).as_str(), entries(folder.path())), ("second", 1));
    }
}
