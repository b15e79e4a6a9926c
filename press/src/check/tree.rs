use super::CheckError;
use newsprint::edition::Base;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The files of a built edition.
#[derive(Clone, Debug)]
pub struct Tree {
    root: PathBuf,
    /// Each file's path below the root, with `/` between folders, and its size in bytes.
    files: BTreeMap<String, u64>,
    /// The path that the edition is hosted under.
    base: Base,
    /// The URL of its front page, where it says it.
    url: Option<String>,
}

impl Tree {
    /// Lists an edition.
    ///
    /// # Errors
    /// When there is none.
    pub fn of(root: &Path) -> Result<Self, CheckError> {
        let front = super::read(&root.join("index.html"))
            .map_err(|_| CheckError::NoEdition(root.into()))?;
        let attribute = |before: &str| {
            let (_, rest) = front.split_once(before)?;
            rest.split('"').next().map(ToOwned::to_owned)
        };
        let base = attribute(" data-base=\"").ok_or(CheckError::NoEdition(root.into()))?;
        let mut files = BTreeMap::new();
        for entry in WalkDir::new(root) {
            let entry = entry.map_err(|error| CheckError::Unreadable {
                path: error.path().unwrap_or(root).into(),
                source: error.into(),
            })?;
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let path = path.to_string_lossy().replace('\\', "/");
            if entry.file_type().is_file() {
                files.insert(path, entry.metadata().map_or(0, |it| it.len()));
            }
        }
        let url = attribute("<link rel=\"canonical\" href=\"");
        Ok(Self { root: root.into(), files, base: Base::new(&base), url })
    }

    /// The folder that it lies in.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// An edition of these files, which are not there.
    #[cfg(test)]
    pub(super) fn made_of<'a>(files: impl IntoIterator<Item = (&'a str, u64)>, base: &str) -> Self {
        let files = files.into_iter().map(|(path, size)| (path.to_owned(), size)).collect();
        Self { root: PathBuf::new(), files, base: Base::new(base), url: None }
    }

    /// All files with their sizes, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(path, size)| (path.as_str(), *size))
    }

    /// Whether there is a file at a path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The text of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text(&self, path: &str) -> Result<String, CheckError> {
        super::read(&self.root.join(path))
    }

    /// The files whose name ends as given.
    pub fn ending(&self, end: &str) -> Vec<&str> {
        self.files.keys().map(String::as_str).filter(|path| path.ends_with(end)).collect()
    }

    /// The path that the edition is hosted under.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// The URL of the front page, with a slash at its end.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }
}
