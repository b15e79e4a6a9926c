//! Text files, of which none is read into memory that is longer than any text has to be.

use crate::diagnostic::Diagnostic;
use std::fs::File;
use std::io::{Error, Read as _};
use std::path::Path;
use std::string::FromUtf8Error;

/// How long a text file may be, in bytes. A book has one million letters.
const LONGEST: u64 = 8_000_000;

/// Why a file is not read.
#[derive(Debug)]
pub(crate) enum Unread {
    Failed(Error),
    /// How long it is, and how long it may be.
    TooLong(u64, u64),
    NotUtf8(FromUtf8Error),
}

/// A file's text.
///
/// # Errors
/// It cannot be read, is too long to be one, or is not written in UTF-8.
pub(crate) fn read(file: &Path) -> Result<String, Unread> {
    read_within(file, LONGEST)
}

/// The text of a file that may be so long.
///
/// # Errors
/// Those of [`read`].
pub(crate) fn read_within(file: &Path, longest: u64) -> Result<String, Unread> {
    let file = File::open(file).map_err(Unread::Failed)?;
    let length = file.metadata().map_err(Unread::Failed)?.len();
    if length > longest {
        return Err(Unread::TooLong(length, longest));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // Somebody may be writing it.
    let read = file.take(longest + 1).read_to_end(&mut bytes).map_err(Unread::Failed)?;
    match read as u64 {
        read if read > longest => Err(Unread::TooLong(read, longest)),
        _ => String::from_utf8(bytes).map_err(Unread::NotUtf8),
    }
}

impl Unread {
    /// As a diagnostic on the file.
    pub(crate) fn diagnostic(&self, file: String) -> Diagnostic {
        let error = |code, message| Diagnostic::error(code, file, message);
        match self {
            Self::Failed(cause) => {
                error("press::read::unreadable", format!("the file cannot be read: {cause}"))
                    .help("Look whether it is there and whether you may read it.")
            }
            Self::TooLong(length, longest) => {
                let megabytes = |bytes: &u64| bytes.div_ceil(1_000_000);
                let (length, longest) = (megabytes(length), megabytes(longest));
                error(
                    "press::read::too_long",
                    format!("the file has {length} MB, more than the {longest} MB of any text"),
                )
                .help("Cut it into several.")
            }
            Self::NotUtf8(cause) => {
                let at = cause.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(cause.as_bytes());
                error("press::read::not_utf8", "the file is not written in UTF-8".into())
                    .at(&text, at..at + 1)
                    .help("Open it in an editor and save it again with the encoding UTF-8.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_longer_than_a_text_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let told = || read(&file).unwrap_err().diagnostic("a.md".into()).to_string();
        assert!(told().contains("cannot be read"), "{}", told());
        std::fs::write(&file, "ö").unwrap();
        assert_eq!(read(&file).unwrap(), "ö");
        assert!(read_within(&file, 2).is_ok() && read_within(&file, 1).is_err());
        std::fs::write(&file, b"a\xff").unwrap();
        assert!(told().contains("a.md:1:2") && told().contains("UTF-8"), "{}", told());
        // It takes no room on the disk.
        File::options().write(true).open(&file).unwrap().set_len(3_000_000_001).unwrap();
        assert!(told().contains("has 3001 MB, more than the 8 MB of any text"), "{}", told());
    }
}
