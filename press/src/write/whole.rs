use super::WriteError;
use super::output::{copy_content, error, plain_file};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes a file that is there as it was or as it will be, and never half: for what stands beside
/// the edition and is not exchanged with it.
///
/// # Errors
/// When it cannot be written.
pub fn write_whole(file: &Path, content: impl AsRef<[u8]>) -> Result<(), WriteError> {
    replace(file, |part| plain_file(part)?.write_all(content.as_ref()))
}

/// Copies a file in the same way.
///
/// # Errors
/// When it cannot be read or written.
pub fn copy_whole(source: &Path, file: &Path) -> Result<(), WriteError> {
    replace(file, |part| copy_content(source, part))
}

fn replace(
    file: &Path,
    write: impl FnOnce(&Path) -> std::io::Result<()>,
) -> Result<(), WriteError> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(error("create the folder", folder))?;
    }
    let part = part(file);
    let put = write(&part).and_then(|()| fs::rename(&part, file));
    put.map_err(|source| {
        let _ = fs::remove_file(&part);
        error("write", file)(source)
    })
}

/// Where a file is written before it takes its place. What a build that was killed has left there
/// the next one writes over.
fn part(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.part"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("below/a");
        write_whole(&file, "one").unwrap();
        assert!(copy_whole(&folder.path().join("nothing"), &file).is_err());
        assert_eq!(fs::read(&file).unwrap(), b"one");
        write_whole(&folder.path().join("b"), "two").unwrap();
        copy_whole(&folder.path().join("b"), &file).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path().join("below")).unwrap().count(), 1);
    }
}
