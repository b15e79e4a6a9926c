//! Many texts in one piece.

use serde::{Deserialize, Serialize};

/// Texts, one behind the other: a quarter of a million paths are two allocations, not as many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Texts {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Texts {
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

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
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
        assert_eq!(texts.iter().collect::<Vec<_>>(), all);
        for (index, text) in all.iter().enumerate() {
            assert_eq!(texts.find(text), Some(index));
        }
        assert_eq!((texts.find("b"), texts.find("z"), texts.get(9)), (None, None, ""));
    }
}
