//! Many texts in one piece.

use crate::columns::{pack, unpack};

/// Texts, one behind the other: a quarter of a million paths are two allocations, not as many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Texts {
    /// The texts of two columns: they themselves, and where each ends.
    pub(crate) fn of([text, ends]: [Vec<u8>; 2]) -> Option<Self> {
        Some(Self { text: String::from_utf8(text).ok()?, ends: unpack(&ends)? })
    }

    /// Where each ends, as a column beside that of [`text`](Self::text).
    pub(crate) fn ends(&self) -> Vec<u8> {
        pack(self.ends.iter().copied())
    }

    /// All of them, one behind the other.
    pub(crate) fn text(&self) -> &[u8] {
        self.text.as_bytes()
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of them; empty when there are not so many.
    pub(crate) fn get(&self, index: usize) -> &str {
        let from = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let to = self.ends.get(index).copied().unwrap_or_default();
        self.text.get(from.unwrap_or_default()..to).unwrap_or_default()
    }

    /// Where a text is, when they are sorted.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_again() {
        let mut texts = Texts::default();
        assert_eq!(texts.find("a"), None);
        let all = ["", "a", "ab", "b/c", "ü"];
        all.iter().for_each(|text| texts.push(text));
        assert_eq!(all.each_ref().map(|text| texts.find(text)), [0, 1, 2, 3, 4].map(Some));
        for (index, text) in all.iter().enumerate() {
            assert_eq!(texts.find(text), Some(index));
        }
        assert_eq!((texts.find("b"), texts.find("z"), texts.get(9)), (None, None, ""));
        assert_eq!(Texts::of([texts.text().to_vec(), texts.ends()]), Some(texts));
    }
}
