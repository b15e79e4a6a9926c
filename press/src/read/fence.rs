//! What of the file system an edition may be made of.
//!
//! Who writes texts may put a symbolic link into the content folder, and who sends in a change to
//! a repository may do so anywhere. So a link is followed where it leads to a file of the project
//! that is not hidden, and elsewhere only where the settings name it.

use std::path::{Component, Path, PathBuf};

/// Where systems show what is no file of anybody: reading it may tell of the machine, or never end.
const OF_THE_SYSTEM: [&str; 3] = ["/proc", "/sys", "/dev"];

/// The ground within which links are followed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fence {
    /// Folders without links in their paths: the project's, and a content folder that lies
    /// elsewhere.
    grounds: Vec<PathBuf>,
    /// What the settings name: links there, and in folders below, lead where they may.
    named: Vec<PathBuf>,
}

impl Fence {
    /// The fence of a project. A content folder that is not the project's own was named by who
    /// runs the build. `follow_links` are paths in the project's folder.
    pub(crate) fn new(project: &Path, content: &Path, follow_links: &[String]) -> Self {
        let apart = (!content.starts_with(project)).then_some(content);
        let grounds = std::iter::once(project).chain(apart);
        Self {
            grounds: grounds.filter_map(|folder| folder.canonicalize().ok()).collect(),
            named: follow_links.iter().map(|path| project.join(path)).collect(),
        }
    }

    /// Whether a file or folder whose path may hold links is within.
    ///
    /// # Errors
    /// Where it really is, when it is not; nothing when it is nowhere.
    pub(crate) fn holds(&self, path: &Path) -> Result<(), Option<PathBuf>> {
        let real = path.canonicalize().map_err(|_| None)?;
        let is_of_system = OF_THE_SYSTEM.iter().any(|folder| real.starts_with(folder));
        let is_named = || self.named.iter().any(|named| path.starts_with(named));
        let is_inside = || {
            let mut below = self.grounds.iter().filter_map(|ground| real.strip_prefix(ground).ok());
            below.any(|path| !path.components().any(is_hidden))
        };
        if !is_of_system && (is_inside() || is_named()) { Ok(()) } else { Err(Some(real)) }
    }
}

fn is_hidden(part: Component<'_>) -> bool {
    part.as_os_str().as_encoded_bytes().starts_with(b".")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_is_followed_within_the_project_and_where_it_is_named() {
        let room = tempfile::tempdir().unwrap();
        let at = |path: &str| room.path().join(path);
        for folder in ["paper/content/photos", "paper/.git", "elsewhere", "paper-2"] {
            fs::create_dir_all(at(folder)).unwrap();
        }
        for file in
            ["paper/a.jpg", "paper/.env", "paper/.git/config", "elsewhere/b.jpg", "paper-2/c"]
        {
            fs::write(at(file), "").unwrap();
        }
        let link = |to: &str, name: &str| {
            symlink(at(to), at("paper/content").join(name)).unwrap();
            at("paper/content").join(name)
        };
        let fence = Fence::new(&at("paper"), &at("paper/content"), &[]);
        assert_eq!(fence.holds(&link("paper/a.jpg", "a.jpg")), Ok(()));
        for (to, name) in [
            ("paper/.env", "env.pdf"),
            ("paper/.git/config", "config.pdf"),
            ("elsewhere/b.jpg", "b.jpg"),
            ("paper-2/c", "c.pdf"),
        ] {
            let real = at(to).canonicalize().unwrap();
            assert_eq!(fence.holds(&link(to, name)), Err(Some(real)), "{to}");
        }
        assert_eq!(fence.holds(&link("nowhere", "d.jpg")), Err(None));
        let folder = link("elsewhere", "photos/agency");
        assert!(fence.holds(&folder.join("b.jpg")).is_err());
        let named = Fence::new(&at("paper"), &at("paper/content"), &["content/photos".into()]);
        assert_eq!(named.holds(&folder.join("b.jpg")), Ok(()));
        assert!(named.holds(&at("paper/content/b.jpg")).is_err());
        // Whoever runs the build may name a content folder that lies elsewhere.
        let apart = Fence::new(&at("paper"), &at("elsewhere"), &[]);
        assert_eq!(apart.holds(&at("elsewhere/b.jpg")), Ok(()));
    }

    #[test]
    fn what_the_system_shows_as_files_is_never_read() {
        let room = tempfile::tempdir().unwrap();
        let link = room.path().join("a.pdf");
        symlink("/dev/null", &link).unwrap();
        assert!(Fence::new(room.path(), room.path(), &["a.pdf".into()]).holds(&link).is_err());
    }
}
