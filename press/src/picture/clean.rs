//! The original as it is published: without where it was taken, and what else a camera or an
//! editing program wrote into it.
//!
//! What stays: the picture itself bit for bit, its colour profile, how it must be turned, who
//! made it and whose it is (Exif `Artist` and `Copyright`).

use super::drawing;
use super::flaw::{Flaw, Remark};
use super::negative::{self, Format, Negative};
use super::{gif, jpeg, tiff};
use exif::experimental::Writer;
use exif::{Exif, Field, In, Reader, Tag};
use memchr::memmem;
use std::io::Cursor;
use std::path::Path;

/// What stays of the metadata.
const KEPT: [Tag; 3] = [Tag::Orientation, Tag::Artist, Tag::Copyright];

/// A picture as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The file's content.
    pub bytes: Vec<u8>,
    /// What an editor should know.
    pub remarks: Vec<Remark>,
}

/// Whether a file is published [`clean`]ed: pictures are, by their names.
pub fn is_cleaned(file: &Path) -> bool {
    negative::is_raster_name(file) || drawing::is_drawing(file)
}

/// A picture file as it is published.
///
/// # Errors
/// When it is none, or cannot be made clean.
pub fn clean(file: &Path) -> Result<Cleaned, Flaw> {
    let bytes = negative::bytes(file)?;
    if drawing::is_drawing(file) {
        let (bytes, remarks) = drawing::harmless(&bytes)?;
        return Ok(Cleaned { bytes, remarks });
    }
    let negative = Negative::new(bytes, file)?;
    let bytes = without_metadata(&negative)?;
    Ok(Cleaned { bytes, remarks: negative.remarks })
}

/// A picture's bytes as they are published.
pub(super) fn without_metadata(negative: &Negative) -> Result<Vec<u8>, Flaw> {
    let cleaned = match negative.format {
        Format::Jpeg => Some(clean_jpeg(&negative.bytes)),
        Format::Png => clean_png(&negative.bytes),
        Format::WebP => clean_webp(&negative.bytes),
        Format::Gif => Some(clean_gif(&negative.bytes)),
        Format::Avif => {
            without_place(negative)?;
            Some(negative.bytes.clone())
        }
    };
    cleaned.ok_or(Flaw::CutOff)
}

/// Refuses a picture that says where it was taken, of a kind that cannot be cleaned.
pub(super) fn without_place(negative: &Negative) -> Result<(), Flaw> {
    let bytes = &negative.bytes;
    // Wherever Exif data begin: some of this is a part of the picture, and looks so by chance.
    let begin = |sign| memmem::find_iter(bytes, sign).take(MOST_EXIF);
    let mut layouts = begin(b"II*\0").chain(begin(b"MM\0*")).map(|at| tiff::layout(&bytes[at..]));
    let is_located = layouts.any(|layout| layout.is_some_and(|it| it.has_place));
    // XMP is text: the names of its fields stand in it.
    let is_written = memmem::find(bytes, b"exif:GPSLatitude").is_some();
    if is_located || is_written { Err(Flaw::Located) } else { Ok(()) }
}

/// How many places are looked at that look like Exif data.
const MOST_EXIF: usize = 1_000;

/// The metadata that stays, as Exif data; none where none is there.
fn kept(exif: Option<Exif>) -> Option<Vec<u8>> {
    let exif = exif?;
    let upright = |field: &Field| field.value.get_uint(0) == Some(1);
    let fields: Vec<&Field> = KEPT
        .iter()
        .filter_map(|tag| exif.get_field(*tag, In::PRIMARY))
        .filter(|field| field.tag != Tag::Orientation || !upright(field))
        .collect();
    if fields.is_empty() {
        return None;
    }
    let mut writer = Writer::new();
    fields.into_iter().for_each(|field| writer.push_field(field));
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, false).ok()?;
    Some(out.into_inner())
}

/// Exif data, where they are not more than may be.
pub(super) fn read(raw: &[u8]) -> Option<Exif> {
    tiff::layout(raw)?;
    Reader::new().read_raw(raw.to_vec()).ok()
}

/// What stands before Exif data in some files.
pub(super) const EXIF: &[u8] = b"Exif\0\0";

/// JFIF, colours (ICC profile, Adobe's transform) and the picture.
fn clean_jpeg(file: &[u8]) -> Vec<u8> {
    let (segments, _) = jpeg::segments(file);
    let exif = segments
        .iter()
        .filter(|segment| segment.marker == jpeg::APP1)
        .find_map(|segment| segment.content.strip_prefix(EXIF));
    let exif = kept(exif.and_then(read));
    let mut out = vec![0xff, 0xd8];
    let put_exif = |out: &mut Vec<u8>| {
        let Some(exif) = exif.as_ref() else { return };
        let length = u16::try_from(exif.len() + EXIF.len() + 2);
        if let Ok(length) = length {
            out.extend([0xff, jpeg::APP1]);
            out.extend(length.to_be_bytes());
            out.extend(EXIF);
            out.extend(exif);
        }
    };
    let mut placed = false;
    for segment in &segments {
        // JFIF wants to be first.
        if !placed && segment.marker != jpeg::APP0 {
            put_exif(&mut out);
            placed = true;
        }
        let stays = match segment.marker {
            jpeg::APP0 => segment.content.starts_with(b"JFIF\0"),
            jpeg::APP2 => segment.content.starts_with(b"ICC_PROFILE\0"),
            jpeg::APP14 => segment.content.starts_with(b"Adobe"),
            jpeg::COMMENT | jpeg::APP1 => false,
            other => !(0xe0..=0xef).contains(&other),
        };
        if stays {
            out.extend(segment.whole);
        }
    }
    out.extend([0xff, 0xd9]);
    out
}

/// All chunks but texts, time and Exif (PNG, third edition, section 11.3).
fn clean_png(file: &[u8]) -> Option<Vec<u8>> {
    let mut out = file.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize;
        let end = at.checked_add(length)?.checked_add(12)?;
        let whole = file.get(at..end)?;
        let (name, content) = (&whole[4..8], &whole[8..8 + length]);
        match name {
            b"tEXt" | b"zTXt" | b"iTXt" | b"tIME" => {}
            b"eXIf" => {
                if let Some(exif) = kept(read(content)) {
                    out.extend(u32::try_from(exif.len()).ok()?.to_be_bytes());
                    let from = out.len();
                    out.extend(b"eXIf");
                    out.extend(exif);
                    let sum = crc32fast::hash(&out[from..]);
                    out.extend(sum.to_be_bytes());
                }
            }
            _ => out.extend(whole),
        }
        if name == b"IEND" {
            return Some(out);
        }
        at = end;
    }
}

/// All chunks but XMP and Exif (RFC 9649, section 2.7).
fn clean_webp(file: &[u8]) -> Option<Vec<u8>> {
    const HAS_EXIF: u8 = 0x08;
    const HAS_XMP: u8 = 0x04;
    let riff = u32::from_le_bytes(file.get(4..8)?.try_into().ok()?) as usize;
    let end = riff.checked_add(8)?;
    let file = file.get(..end)?;
    let mut out = file.get(..12)?.to_vec();
    let mut flags = None;
    let mut exif = None;
    let mut at = 12;
    while at + 8 <= file.len() {
        let length = u32::from_le_bytes(file.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let next = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let content = file.get(at + 8..at + 8 + length)?;
        match &file[at..at + 4] {
            b"XMP " => {}
            b"EXIF" => exif = kept(read(content.strip_prefix(EXIF).unwrap_or(content))),
            name => {
                if name == b"VP8X" {
                    flags = Some(out.len() + 8);
                }
                out.extend(file.get(at..next.min(file.len()))?);
            }
        }
        at = next;
    }
    if let Some(flags) = flags {
        let byte = out.get_mut(flags)?;
        *byte &= !(HAS_EXIF | HAS_XMP);
        if let Some(exif) = exif {
            *byte |= HAS_EXIF;
            out.extend(b"EXIF");
            out.extend(u32::try_from(exif.len()).ok()?.to_le_bytes());
            out.extend(&exif);
            out.extend(std::iter::repeat_n(0, exif.len() % 2));
        }
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(out)
}

/// All blocks but comments and other programs' own.
fn clean_gif(file: &[u8]) -> Vec<u8> {
    let (blocks, _) = gif::blocks(file);
    let stays = blocks.iter().filter(|block| block.kind != gif::Kind::Words);
    let mut out: Vec<u8> = stays.flat_map(|block| block.whole).copied().collect();
    out.push(0x3b);
    out
}

#[cfg(test)]
mod tests {
    use super::super::studio::{self, scene};
    use super::*;

    /// A picture file with a location, an artist and an orientation in it.
    fn cleaned(name: &str, file: Vec<u8>) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        assert!(has(&file, studio::PLACE), "the location is in {name}");
        std::fs::write(&path, file).unwrap();
        clean(&path).unwrap().bytes
    }

    fn has(file: &[u8], text: &[u8]) -> bool {
        file.windows(text.len()).any(|window| window == text)
    }

    fn exif(file: &[u8]) -> Exif {
        Reader::new().read_from_container(&mut Cursor::new(file)).unwrap()
    }

    #[test]
    fn where_it_was_taken_goes_and_who_made_it_stays() {
        let picture = scene(60, 40);
        for (name, file) in [
            ("a.jpg", studio::located_jpeg(&picture, 6)),
            ("a.png", studio::located_png(&picture, 6)),
            ("a.webp", studio::located_webp(&picture, 6)),
        ] {
            let clean = cleaned(name, file.clone());
            assert!(!has(&clean, studio::PLACE), "{name}");
            assert!(!has(&clean, b"GPSLatitude"), "{name}");
            assert!(has(&clean, studio::ARTIST), "{name}");
            let orientation = |file: &[u8]| {
                exif(file).get_field(Tag::Orientation, In::PRIMARY).unwrap().value.get_uint(0)
            };
            assert_eq!(orientation(&clean), Some(6), "{name}");
            let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgb8();
            assert_eq!(pixels(&clean), pixels(&file), "{name}");
        }
    }

    #[test]
    fn a_clean_picture_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        for (name, file) in [
            ("a.jpg", studio::jpeg(&scene(30, 20))),
            ("a.png", studio::png(&scene(30, 20))),
            ("a.gif", studio::gif(2)),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, &file).unwrap();
            assert!(clean(&path).unwrap().bytes == file, "{name}");
        }
    }

    #[test]
    fn what_lies_behind_a_photograph_is_cut_off() {
        let mut file = studio::located_jpeg(&scene(30, 20), 1);
        file.extend(studio::located_jpeg(&scene(6, 4), 1));
        assert!(!has(&cleaned("a.jpg", file), studio::PLACE));
    }

    #[test]
    fn words_of_a_gif_go() {
        let mut file = studio::gif(2);
        file.pop();
        file.extend(b"\x21\xfe\x09");
        file.extend(studio::PLACE);
        file.extend(b"\0\x3b");
        let clean = cleaned("a.gif", file);
        assert!(clean == studio::gif(2));
    }
}
