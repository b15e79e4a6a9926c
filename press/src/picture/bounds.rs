//! How much of what costs time or memory a picture file may hold: a few bytes of it may stand for
//! gigabytes, or for hours.

use super::flaw::Flaw;
use super::negative::Format;
use super::{gif, jpeg};
use flate2::read::ZlibDecoder;
use std::io::{self, Read as _};

/// How long a colour profile may be, in bytes. That of a printing press has two million.
const LONGEST_PROFILE: usize = 4_000_000;

/// How many scans a JPEG may have: each goes over the whole picture. Programs write ten.
const MOST_SCANS: usize = 100;

/// How many frames a moving picture may have: five minutes of them.
const MOST_FRAMES: usize = 5_000;

/// Looks at a file before anything of it is decoded.
pub(super) fn check(format: Format, bytes: &[u8]) -> Result<(), Flaw> {
    let found = match format {
        Format::Jpeg => of_jpeg(bytes),
        Format::Png => of_png(bytes),
        Format::Gif => of_gif(bytes),
        Format::WebP => of_webp(bytes),
        // It is not decoded.
        Format::Avif => Found::default(),
    };
    let much = if found.profile > LONGEST_PROFILE {
        "4 MB of colour profile"
    } else if found.segments > jpeg::MOST_SEGMENTS {
        "10,000 parts of a JPEG"
    } else if found.scans > MOST_SCANS {
        "100 scans of a JPEG"
    } else if found.frames > MOST_FRAMES {
        "5,000 frames"
    } else {
        return Ok(());
    };
    Err(Flaw::Overladen(much))
}

/// What was found in a file.
#[derive(Default)]
struct Found {
    /// The length of its colour profiles, unpacked; no more than is needed to see that it is too
    /// much.
    profile: usize,
    segments: usize,
    scans: usize,
    frames: usize,
}

fn of_jpeg(bytes: &[u8]) -> Found {
    let (segments, _) = jpeg::segments(bytes);
    let is_profile = |it: &&jpeg::Segment<'_>| it.marker == jpeg::APP2;
    Found {
        profile: segments.iter().filter(is_profile).map(|it| it.content.len()).sum(),
        segments: segments.len(),
        scans: segments.iter().filter(|it| it.marker == jpeg::SCAN).count(),
        frames: 0,
    }
}

fn of_gif(bytes: &[u8]) -> Found {
    let (blocks, _) = gif::blocks(bytes);
    let frames = blocks.iter().filter(|block| block.kind == gif::Kind::Picture).count();
    Found { frames, ..Found::default() }
}

fn of_png(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((name, after)) = after.split_first_chunk::<4>() else { break };
        let content = &after[..length.min(after.len())];
        match name {
            b"iCCP" if found.profile <= LONGEST_PROFILE => {
                // Its name ends with a zero, and how it is packed takes a byte.
                let name = content.iter().position(|byte| *byte == 0).unwrap_or_default();
                let packed = content.get(name + 2..).unwrap_or_default();
                found.profile += unpacked(packed);
            }
            b"fcTL" => found.frames += 1,
            _ => {}
        }
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    found
}

fn of_webp(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((name, after)) = rest.split_first_chunk::<4>() {
        let Some((length, after)) = after.split_first_chunk::<4>() else { break };
        let length = u32::from_le_bytes(*length) as usize;
        match name {
            b"ICCP" => found.profile += length,
            b"ANMF" => found.frames += 1,
            _ => {}
        }
        rest = after.get(length.saturating_add(length % 2)..).unwrap_or_default();
    }
    found
}

/// How long packed data are when they are unpacked. No more is unpacked than may be.
fn unpacked(packed: &[u8]) -> usize {
    let mut data = ZlibDecoder::new(packed).take(LONGEST_PROFILE as u64 + 1);
    let mut sink = Counted(0);
    // What is broken is found out by who decodes it.
    let _ = io::copy(&mut data, &mut sink);
    sink.0
}

struct Counted(usize);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::studio::{gif, jpeg, located_webp, png, scene};
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    fn much(format: Format, bytes: &[u8]) -> Option<&'static str> {
        match check(format, bytes) {
            Err(Flaw::Overladen(much)) => Some(much),
            _ => None,
        }
    }

    /// A PNG with a chunk behind its head.
    fn with_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let file = png(&scene(8, 8));
        let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
        chunk.extend(name);
        chunk.extend(content);
        chunk.extend(crc32fast::hash(&chunk[4..]).to_be_bytes());
        [&file[..33], &chunk, &file[33..]].concat()
    }

    fn packed(length: usize) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(b"name\0\0".to_vec(), Compression::best());
        packer.write_all(&vec![0; length]).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn what_is_usual_passes() {
        assert_eq!(much(Format::Jpeg, &jpeg(&scene(8, 8))), None);
        assert_eq!(much(Format::Png, &png(&scene(8, 8))), None);
        assert_eq!(much(Format::Gif, &gif(3)), None);
        assert_eq!(much(Format::WebP, &located_webp(&scene(8, 8), 1)), None);
        assert_eq!(much(Format::Png, &with_chunk(b"iCCP", &packed(LONGEST_PROFILE))), None);
    }

    #[test]
    fn a_profile_that_unpacks_to_much_more_is_told() {
        let bomb = with_chunk(b"iCCP", &packed(40_000_000));
        assert!(bomb.len() < 100_000);
        assert_eq!(much(Format::Png, &bomb), Some("4 MB of colour profile"));
        // Words are never unpacked.
        assert_eq!(much(Format::Png, &with_chunk(b"zTXt", &packed(40_000_000))), None);
        let segment = [&b"\xff\xe2\xff\xff"[..], &[0; 65_533]].concat();
        let file = jpeg(&scene(8, 8));
        let file = [&file[..2], &segment.repeat(70), &file[2..]].concat();
        assert_eq!(much(Format::Jpeg, &file), Some("4 MB of colour profile"));
    }

    #[test]
    fn too_many_parts_and_frames_are_told() {
        let file = jpeg(&scene(8, 8));
        let empty = b"\xff\xe5\0\x02".repeat(20_000);
        let file = [&file[..2], &empty, &file[2..]].concat();
        assert_eq!(much(Format::Jpeg, &file), Some("10,000 parts of a JPEG"));
        let file = jpeg(&scene(8, 8));
        let end = file.len() - 2;
        let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\0";
        let file = [&file[..end], &scan.repeat(100), &file[end..]].concat();
        assert_eq!(much(Format::Jpeg, &file), Some("100 scans of a JPEG"));
        let file = gif(2);
        let (blocks, _) = super::gif::blocks(&file);
        let mut frames = blocks.iter().filter(|it| it.kind == super::gif::Kind::Picture);
        let frames = frames.next().unwrap().whole.repeat(5_001);
        let file = [blocks[0].whole, &frames, &[0x3b]].concat();
        assert_eq!(much(Format::Gif, &file), Some("5,000 frames"));
        let frames: Vec<u8> = b"ANMF\0\0\0\0".repeat(5_001);
        assert_eq!(
            much(Format::WebP, &[b"RIFF\0\0\0\0WEBP", &frames[..]].concat()),
            Some("5,000 frames")
        );
    }
}
