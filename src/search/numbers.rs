//! Numbers as letters: five bits in each, the smallest first, and a sixth that says whether more
//! follow. The letters are the 64 from `0` to `o`, none of which parts a line.

const FIRST: u8 = b'0';

/// Six bits as a letter.
pub(super) fn letter(bits: u32) -> char {
    char::from(FIRST + (bits & 63) as u8)
}

/// The six bits of a letter.
pub(super) fn bits(letter: u8) -> Option<u32> {
    let value = letter.wrapping_sub(FIRST);
    (value < 64).then(|| value.into())
}

pub(super) fn push(mut number: u32, out: &mut String) {
    while number >= 32 {
        out.push(letter(number & 31 | 32));
        number >>= 5;
    }
    out.push(letter(number));
}

/// The numbers of a text, up to the first letter that is none.
pub(super) struct Numbers<'a>(pub(super) &'a [u8]);

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        let mut shift = 0;
        loop {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            let value = bits(*first)?;
            number |= (value & 31) << shift;
            if value < 32 {
                return Some(number);
            }
            shift += 5;
            if shift > 25 {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in prop::collection::vec(0u32..1 << 30, 0..9)) {
            let mut text = String::new();
            numbers.iter().for_each(|number| push(*number, &mut text));
            prop_assert_eq!(Numbers(text.as_bytes()).collect::<Vec<_>>(), numbers);
        }

        #[test]
        fn nothing_is_too_strange_to_read(text in "\\PC{0,20}") {
            let _ = Numbers(text.as_bytes()).count();
        }
    }
}
