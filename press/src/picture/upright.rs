//! The size of a picture as it is seen, from the few bytes of its file that tell it.

use super::clean;
use super::jpeg;
use super::negative::Format;
use exif::{In, Tag};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// How much of a JPEG is looked at for its Exif data, which stand at its beginning.
const HEAD: u64 = 256 * 1024;

/// How many parts of a file are passed over on the way to one.
const MOST_PARTS: usize = 20_000;

/// How long Exif data may be, in bytes.
const LONGEST: u64 = 1_000_000;

/// A picture's width and height in pixels, as browsers show it: they turn what a camera took that
/// was held upright. Nothing of it is decoded.
pub(crate) fn size(file: &Path) -> Option<(u32, u32)> {
    let reader = || Some(BufReader::new(File::open(file).ok()?));
    let size = imagesize::reader_size(Steps { inner: reader()?, left: MOST_PARTS }).ok()?;
    let size = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let lies = exif(reader()?).and_then(|raw| {
        let exif = clean::read(raw.strip_prefix(clean::EXIF).unwrap_or(&raw))?;
        let field = exif.get_field(Tag::Orientation, In::PRIMARY)?;
        Some((5..=8).contains(&field.value.get_uint(0)?))
    });
    Some(if lies == Some(true) { (size.1, size.0) } else { size })
}

/// A file's Exif data.
fn exif(mut file: BufReader<File>) -> Option<Vec<u8>> {
    let mut head = [0; 12];
    file.read_exact(&mut head).ok()?;
    match Format::of(&head)? {
        Format::Jpeg => {
            let mut start = head.to_vec();
            file.take(HEAD).read_to_end(&mut start).ok()?;
            let (segments, _) = jpeg::segments(&start);
            let found = segments
                .iter()
                .find(|it| it.marker == jpeg::APP1 && it.content.starts_with(clean::EXIF))?;
            Some(found.content.to_vec())
        }
        Format::Png => part(file, 8, *b"eXIf", 4, |head| head),
        Format::WebP => part(file, 12, *b"EXIF", 0, |[name, length]| {
            let length = u32::from_le_bytes(length);
            [length.saturating_add(length % 2).to_be_bytes(), name]
        }),
        // Browsers turn these by what is said elsewhere in them.
        Format::Gif | Format::Avif => None,
    }
}

/// The length of a part, its highest byte first, and its name.
type Head = [[u8; 4]; 2];

/// The part of a name among those that a file is made of from a place on, each with its head before
/// it, and so many bytes behind it. `read` makes a head of one that is written otherwise.
fn part(
    mut file: BufReader<File>,
    from: u64,
    wanted: [u8; 4],
    behind: i64,
    read: fn(Head) -> Head,
) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(from)).ok()?;
    for _ in 0..MOST_PARTS {
        let mut head = [[0; 4]; 2];
        file.read_exact(head.as_flattened_mut()).ok()?;
        let [length, name] = read(head);
        let length = u32::from_be_bytes(length);
        if name == wanted {
            let mut content = Vec::new();
            file.take(u64::from(length).min(LONGEST)).read_to_end(&mut content).ok()?;
            return Some(content);
        }
        file.seek_relative(i64::from(length) + behind).ok()?;
    }
    None
}

/// A file in which so many steps are made at most: one of nothing but empty parts has millions.
struct Steps<R> {
    inner: R,
    left: usize,
}

impl<R: Read> Read for Steps<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for Steps<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
    }
}

impl<R: Seek> Seek for Steps<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.left = self.left.checked_sub(1).ok_or(io::ErrorKind::InvalidData)?;
        self.inner.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::super::studio::{located_jpeg, located_png, located_webp, scene};
    use super::*;

    fn size_of(bytes: &[u8]) -> Option<(u32, u32)> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, bytes).unwrap();
        size(&file)
    }

    #[test]
    fn what_was_taken_upright_is_higher_than_wide() {
        let picture = scene(40, 30);
        for (orientation, seen) in [(1, (40, 30)), (3, (40, 30)), (6, (30, 40))] {
            assert_eq!(size_of(&located_jpeg(&picture, orientation)), Some(seen));
            assert_eq!(size_of(&located_png(&picture, orientation)), Some(seen));
            assert_eq!(size_of(&located_webp(&picture, orientation)), Some(seen));
        }
    }

    #[test]
    fn millions_of_empty_parts_are_not_passed_over() {
        let picture = scene(40, 30);
        let file = located_jpeg(&picture, 6);
        let with = |n: usize| [&file[..2], &b"\xff\xe5\0\x02".repeat(n)[..], &file[2..]].concat();
        assert_eq!(size_of(&with(100)), Some((30, 40)));
        assert_eq!(size_of(&with(1_000_000)), None);
        let file = located_png(&picture, 6);
        let chunk = b"\0\0\0\0aaAa\0\0\0\0";
        let file = [&file[..33], &chunk.repeat(1_000_000)[..], &file[33..]].concat();
        assert_eq!(size_of(&file), Some((40, 30)));
    }
}
