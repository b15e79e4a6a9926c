//! Who builds what is served.

use super::live::FILE;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The right to change what is served. Whoever takes it has it until somebody else does.
#[derive(Debug)]
pub struct Turn {
    room: PathBuf,
    name: String,
    /// How many builds it has published.
    builds: u32,
}

impl Turn {
    /// Takes the turn. From now on nobody else begins to build; one who has begun is waited for
    /// by [`lock`](Self::lock).
    ///
    /// # Errors
    /// When that cannot be written down.
    pub fn take(room: &Path, name: String) -> io::Result<Self> {
        fs::create_dir_all(room)?;
        fs::write(room.join("turn"), &name)?;
        Ok(Self::of(room, name))
    }

    /// A turn that was taken in this one's name.
    pub fn of(room: &Path, name: String) -> Self {
        Self { room: room.into(), name, builds: 0 }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether nobody else has taken it.
    pub fn is_held(&self) -> bool {
        fs::read_to_string(self.room.join("turn")).is_ok_and(|name| name == self.name)
    }

    /// Waits until nobody builds, and lets nobody until the lock is dropped.
    ///
    /// # Errors
    /// When the file system knows no locks.
    pub fn lock(&self) -> io::Result<File> {
        let file = File::create(self.room.join("turn.lock"))?;
        file.lock()?;
        Ok(file)
    }

    /// Whether the edition in a folder is one of this turn's.
    pub fn is_published(&self, edition: &Path) -> bool {
        let build = fs::read_to_string(edition.join(FILE)).unwrap_or_default();
        build.split_once(' ').is_some_and(|(name, _)| name == self.name)
    }

    /// Says in an edition that it is another build.
    pub fn publish(&mut self, edition: &Path) {
        self.builds += 1;
        let (part, file) = (self.room.join("part"), edition.join(FILE));
        let build = format!("{} {}", self.name, self.builds);
        // In one step, so that no page reads half of it; where that is not possible, in two.
        // Should both fail, pages are loaded anew by hand.
        if fs::write(&part, &build).and_then(|()| fs::rename(&part, &file)).is_err() {
            let _ = fs::write(&file, &build);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_held_until_another_takes_it() {
        let room = tempfile::tempdir().unwrap();
        let edition = tempfile::tempdir().unwrap();
        let mut first = Turn::take(room.path(), "first".into()).unwrap();
        assert!(first.is_held() && !first.is_published(edition.path()));
        first.publish(edition.path());
        let build = || fs::read_to_string(edition.path().join(FILE)).unwrap();
        let before = build();
        first.publish(edition.path());
        assert!(first.is_published(edition.path()) && build() != before);
        let second = Turn::take(room.path(), "second".into()).unwrap();
        assert!(!first.is_held() && second.is_held());
        assert!(!second.is_published(edition.path()));
        assert!(Turn::of(room.path(), "second".into()).is_held());
    }
}
