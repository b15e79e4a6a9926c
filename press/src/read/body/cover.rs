//! Characters that Markdown must not take for markup.
//!
//! A `_` inside a bare URL is no emphasis, and the `<` of a tag that the text only names opens
//! nothing. Such a character is covered before Markdown is read: a stand-in of as many bytes
//! takes its place, so every other byte keeps its own in the file. The character comes back
//! wherever it ends up, in text, in code or in an address (see [`Feed`](super::feed::Feed)).

use super::characters::is_control;
use std::borrow::Cow;
use std::collections::HashMap;

/// Stands where nothing is: it is taken out when the text comes back.
pub(super) const NOTHING: char = '\u{1f}';
/// Stands for a space in the address of a link, where Markdown would end it.
pub(super) const SPACE: char = '\u{7f}';

/// The stand-ins of a text, and what they stand for.
#[derive(Debug, Default)]
pub(super) struct Cover {
    by_character: HashMap<(char, Side), char>,
    characters: HashMap<char, char>,
    /// What the text holds of the characters that can be stand-ins.
    taken: Vec<char>,
}

/// What a stand-in is to the rule that decides where emphasis begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    /// A letter.
    Letter,
    /// A punctuation mark.
    Mark,
}

impl Cover {
    /// The cover of a text that was [cleaned](super::characters::cleaned).
    pub(super) fn of(text: &str) -> Self {
        let may_be = |c: &char| matches!(*c, '\u{2e00}'..='\u{2e4f}' | '\u{f000}'..='\u{f8ff}');
        let mut taken: Vec<char> =
            if text.is_ascii() { Vec::new() } else { text.chars().filter(may_be).collect() };
        taken.sort_unstable();
        taken.dedup();
        Self { taken, ..Self::default() }
    }

    /// A stand-in as long as a character, that counts as a letter. `None` when there is no more.
    pub(super) fn letter(&mut self, c: char) -> Option<char> {
        let pool = match c.len_utf8() {
            1 => '\u{1}'..='\u{1e}',
            3 => '\u{f000}'..='\u{f8ff}',
            _ => return None,
        };
        self.stand_in(c, Side::Letter, pool)
    }

    /// The same, that counts as a punctuation mark.
    pub(super) fn mark(&mut self, c: char) -> Option<char> {
        if c.len_utf8() != 3 {
            return None;
        }
        self.stand_in(c, Side::Mark, '\u{2e00}'..='\u{2e4f}')
    }

    fn stand_in(
        &mut self,
        c: char,
        side: Side,
        mut pool: std::ops::RangeInclusive<char>,
    ) -> Option<char> {
        if let Some(known) = self.by_character.get(&(c, side)) {
            return Some(*known);
        }
        let free = pool.find(|it| {
            let is_free =
                !self.characters.contains_key(it) && self.taken.binary_search(it).is_err();
            is_free && !matches!(it, '\t'..='\r')
        })?;
        self.by_character.insert((c, side), free);
        self.characters.insert(free, c);
        Some(free)
    }

    /// A text with every covered character back in its place.
    pub(super) fn restored<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let covered = |c: char| {
            c == NOTHING || c == SPACE || is_control(c) || self.characters.contains_key(&c)
        };
        if !text.contains(covered) {
            return text.into();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                NOTHING => {}
                SPACE => out.push(' '),
                c => match self.characters.get(&c) {
                    Some(covered) => out.push(*covered),
                    None if is_control(c) => out.extend(super::characters::meant(c)),
                    None => out.push(c),
                },
            }
        }
        out.into()
    }
}

/// A text with some of its characters covered: each place with its stand-in, in order.
pub(super) fn with(text: &str, places: &[(usize, char)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (place, stand_in) in places {
        out.push_str(&text[at..*place]);
        out.push(*stand_in);
        at = place + stand_in.len_utf8();
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_covered_comes_back() {
        let text = "a_b 「c」 \u{f000} \u{2e00}";
        let mut cover = Cover::of(text);
        let underscore = cover.letter('_').unwrap();
        let bracket = cover.letter('「').unwrap();
        let word = cover.mark('本').unwrap();
        assert!(![bracket, word].iter().any(|c| text.contains(*c)));
        assert_eq!(cover.letter('_'), Some(underscore));
        let covered = with(text, &[(1, underscore), (4, bracket)]);
        assert_eq!(covered.len(), text.len());
        assert_eq!(cover.restored(&covered), text);
        assert_eq!(cover.restored(&format!("a{NOTHING}b{SPACE}{word}")), "ab 本");
    }
}
