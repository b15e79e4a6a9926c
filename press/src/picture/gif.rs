//! The blocks that a GIF file is made of (GIF89a, sections 15 to 27).

/// A block of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub(super) kind: Kind,
    pub(super) whole: &'a [u8],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Header, screen and colours.
    Head,
    /// A frame.
    Picture,
    /// What a frame or the animation needs: control blocks, the loop count.
    Control,
    /// Words and metadata.
    Words,
}

/// The blocks up to the trailer, and whether that is there.
pub(super) fn blocks(file: &[u8]) -> (Vec<Block<'_>>, bool) {
    let mut blocks = Vec::new();
    let Some(head) = end_of_head(file) else { return (blocks, false) };
    blocks.push(Block { kind: Kind::Head, whole: &file[..head] });
    let mut at = head;
    loop {
        let (kind, data) = match file.get(at) {
            Some(0x3b) => return (blocks, true),
            Some(0x21) => (extension(&file[at..]), at + 2),
            Some(0x2c) => {
                let Some(flags) = file.get(at + 9) else { return (blocks, false) };
                (Kind::Picture, at + 10 + colours(*flags) + 1)
            }
            _ => return (blocks, false),
        };
        let Some(end) = end_of_data(file, data) else { return (blocks, false) };
        blocks.push(Block { kind, whole: &file[at..end] });
        at = end;
    }
}

fn end_of_head(file: &[u8]) -> Option<usize> {
    let end = 13 + colours(*file.get(10)?);
    (file.len() > end).then_some(end)
}

/// The length of the colour table that flags announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn extension(block: &[u8]) -> Kind {
    match (block.get(1), block.get(3..14)) {
        (Some(0xf9), _) | (Some(0xff), Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0" | b"ICCRGBG1012")) => {
            Kind::Control
        }
        _ => Kind::Words,
    }
}

/// Behind the sub-blocks that begin at a place.
fn end_of_data(file: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*file.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::studio::gif;
    use super::*;

    #[test]
    fn finds_frames_and_the_end() {
        let file = gif(3);
        let (all, whole) = blocks(&file);
        assert!(whole);
        assert_eq!(all.iter().filter(|block| block.kind == Kind::Picture).count(), 3);
        for length in 0..file.len() - 1 {
            assert!(!blocks(&file[..length]).1, "{length}");
        }
    }
}
