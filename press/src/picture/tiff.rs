//! How Exif data are laid out (TIFF 6.0, section 2), looked at before they are read as such: their
//! tables may lie over each other, and then a few kilobytes stand for gigabytes of fields.

/// How many fields there may be. Cameras write a hundred.
const MOST_FIELDS: usize = 2_000;

const EXIF: u16 = 0x8769;
const PLACE: u16 = 0x8825;
const INTEROPERABILITY: u16 = 0xa005;

/// What a look at Exif data tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Whether they say where the picture was taken.
    pub(super) has_place: bool,
}

/// Looks at Exif data; nothing where they are none, or more than may be.
pub(super) fn layout(tiff: &[u8]) -> Option<Layout> {
    let data = match tiff.first_chunk::<4>()? {
        b"II*\0" => Data { bytes: tiff, is_little: true },
        b"MM\0*" => Data { bytes: tiff, is_little: false },
        _ => return None,
    };
    let mut layout = Layout { has_place: false };
    let mut tables = vec![data.long(4)? as usize];
    let mut fields = 0;
    while let Some(table) = tables.pop() {
        // What is cut off is found out by who reads it.
        let Some(count) = data.short(table) else { continue };
        fields += 1 + usize::from(count);
        if fields > MOST_FIELDS {
            return None;
        }
        let end = table + 2 + 12 * usize::from(count);
        for field in (table + 2..end).step_by(12) {
            match data.short(field) {
                None => break,
                Some(tag @ (EXIF | PLACE | INTEROPERABILITY)) => {
                    layout.has_place |= tag == PLACE;
                    tables.push(data.pointer(field)?);
                }
                Some(_) => {}
            }
        }
        tables.extend(data.long(end).filter(|next| *next > 0).map(|next| next as usize));
    }
    Some(layout)
}

struct Data<'a> {
    bytes: &'a [u8],
    is_little: bool,
}

impl Data<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// Where the table is that a field points at: one number of four bytes, as the standard has it.
    fn pointer(&self, field: usize) -> Option<usize> {
        let is_one = self.short(field + 2) == Some(4) && self.long(field + 4) == Some(1);
        is_one.then(|| self.long(field + 8))?.map(|place| place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exif data of one table with these fields, each a tag and a number.
    fn data(fields: &[(u16, u32)], next: u32) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        bytes.extend(u16::try_from(fields.len()).unwrap().to_le_bytes());
        for (tag, value) in fields {
            bytes.extend(tag.to_le_bytes());
            bytes.extend([4, 0, 1, 0, 0, 0]);
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend(next.to_le_bytes());
        bytes
    }

    #[test]
    fn a_place_is_seen() {
        assert_eq!(layout(&data(&[(0x112, 6)], 0)), Some(Layout { has_place: false }));
        assert_eq!(layout(&data(&[(PLACE, 99)], 0)), Some(Layout { has_place: true }));
        assert_eq!(layout(b"no such data"), None);
        let whole = data(&[(0x112, 6), (EXIF, 8)], 0);
        for length in 0..whole.len() {
            let _ = layout(&whole[..length]);
        }
    }

    #[test]
    fn tables_in_each_other_come_to_an_end() {
        // Each points at itself, or at the next byte, where another begins.
        assert_eq!(layout(&data(&[(EXIF, 8)], 0)), None);
        assert_eq!(layout(&data(&[], 8)), None);
        let fields: Vec<_> = (0..1_000).map(|n| (EXIF, n)).collect();
        assert_eq!(layout(&data(&fields, 0)), None);
        let mut odd = data(&[(EXIF, 99)], 0);
        odd[12] = 3;
        assert_eq!(layout(&odd), None);
    }
}
