//! The parts that a JPEG file is made of (ITU-T T.81, annex B).

/// A part of the file: a marker segment, or a scan's compressed data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    /// The second byte of the marker.
    pub(super) marker: u8,
    /// All of it, with the marker and, behind a scan's header, the compressed data.
    pub(super) whole: &'a [u8],
    /// What stands behind marker and length.
    pub(super) content: &'a [u8],
}

pub(super) const APP0: u8 = 0xe0;
pub(super) const APP1: u8 = 0xe1;
pub(super) const APP2: u8 = 0xe2;
pub(super) const APP14: u8 = 0xee;
pub(super) const COMMENT: u8 = 0xfe;
pub(super) const SCAN: u8 = 0xda;
const END: u8 = 0xd9;

/// How many segments are looked at: a file of nothing but empty ones has thirty million.
pub(super) const MOST_SEGMENTS: usize = 10_000;

/// The segments from the first to the end marker, and whether that marker is there. What a
/// camera writes behind it (previews, films) is not among them. Of more than there may be, the
/// first.
pub(super) fn segments(file: &[u8]) -> (Vec<Segment<'_>>, bool) {
    let mut segments = Vec::new();
    let mut at = 2;
    while segments.len() <= MOST_SEGMENTS
        && let Some((marker, start)) = next_marker(file, at)
    {
        if marker == END {
            return (segments, true);
        }
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            at = start + 2;
            continue;
        }
        let Some(length) = file.get(start + 2..start + 4) else { break };
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let Some(content) = file.get(start + 4..start + 2 + length.max(2)) else { break };
        let mut end = start + 2 + length.max(2);
        if marker == SCAN {
            end = end_of_scan(file, end);
        }
        segments.push(Segment { marker, whole: &file[start..end], content });
        at = end;
    }
    (segments, false)
}

/// The next marker from a place on, with where it begins; fill bytes are passed over.
fn next_marker(file: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        match (file.get(at)?, file.get(at + 1)?) {
            (0xff, 0xff) => at += 1,
            (0xff, 0x00) => at += 2,
            (0xff, marker) => return Some((*marker, at)),
            _ => at += 1,
        }
    }
}

/// Where a scan's compressed data end: at the first marker that is no restart marker.
fn end_of_scan(file: &[u8], mut at: usize) -> usize {
    while at + 1 < file.len() {
        match (file[at], file[at + 1]) {
            (0xff, 0x00 | 0xd0..=0xd7) => at += 2,
            (0xff, 0xff) => at += 1,
            (0xff, _) => return at,
            _ => at += 1,
        }
    }
    file.len()
}

/// Whether the picture comes in scans, each of which makes it finer.
pub(super) fn is_progressive(file: &[u8]) -> bool {
    segments(file).0.iter().any(|segment| matches!(segment.marker, 0xc2 | 0xc6 | 0xca | 0xce))
}

/// How many colour channels the frame header names.
pub(super) fn channels(segments: &[Segment<'_>]) -> Option<u8> {
    let frame = segments.iter().find(
        |segment| matches!(segment.marker, 0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(&segment.marker)),
    )?;
    frame.content.get(5).copied()
}

#[cfg(test)]
mod tests {
    use super::super::studio::{jpeg, scene};
    use super::*;

    #[test]
    fn finds_the_end_and_what_lies_behind_it() {
        let mut file = jpeg(&scene(40, 30));
        let (all, whole) = segments(&file);
        assert!(whole);
        assert_eq!(channels(&all), Some(3));
        let length: usize = all.iter().map(|segment| segment.whole.len()).sum();
        assert_eq!(length + 4, file.len());
        file.extend(b"\xff\xd8 a second picture \xff\xd9");
        assert_eq!(segments(&file).0.len(), segments(&file[..length + 4]).0.len());
        assert!(!segments(&file[..length]).1, "without the end marker");
        assert!(!segments(b"\xff\xd8\xff\xe0\xff").1);
    }
}
