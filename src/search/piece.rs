//! A piece: terms in order, each with the stories that hold it.
//!
//! A line is a term and its stories. The first letter says how many bytes the term has in common
//! with the one before; then comes the rest of it, a space, the stories where it counts for
//! more, a space, and the stories that merely hold it. Of a story the distance to the one before
//! is written. Where that would be longer than a bit for each story, it is these bits, after a
//! `!`.

use super::numbers::{Numbers, bits, letter, push};
use super::{FIRST_LINE, lines};

/// Where in a story a term stands. The highest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// In the text.
    #[default]
    Text,
    /// Again and again in the text.
    Often,
    /// In a topic, the section or an author's name.
    Label,
    /// In the standfirst.
    Standfirst,
    /// In the headline.
    Headline,
}

impl Rank {
    /// What finding a term there is worth.
    pub fn worth(self) -> u32 {
        match self {
            Self::Text => 1,
            Self::Often => 3,
            Self::Label => 5,
            Self::Standfirst => 7,
            Self::Headline => 12,
        }
    }
}

/// A story that holds a term: its number in the shard, oldest first, and where it stands.
pub type Posting = (u32, Rank);

/// A term with the stories that hold it, each once, in their order.
pub type Entry<'a> = (&'a str, &'a [Posting]);

/// Writes a piece of these terms, which are given in their order, of a shard of so many stories.
pub fn write_piece<'a>(entries: impl IntoIterator<Item = Entry<'a>>, stories: usize) -> String {
    let mut out = format!("{FIRST_LINE}\n");
    let mut before = "";
    for (term, postings) in entries {
        let common = before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
        let common = term.floor_char_boundary(common);
        out.push(letter(common as u32));
        out.push_str(&term[common..]);
        out.push(' ');
        let mut next = 0;
        for &(story, rank) in postings.iter().filter(|posting| posting.1 > Rank::Text) {
            push((story - next) << 2 | (rank as u32 - 1), &mut out);
            next = story + 1;
        }
        out.push(' ');
        push_plain(postings, stories, &mut out);
        out.push('\n');
        before = term;
    }
    out
}

fn push_plain(postings: &[Posting], stories: usize, out: &mut String) {
    let plain = || postings.iter().filter(|posting| posting.1 == Rank::Text).map(|it| it.0);
    let start = out.len();
    let mut next = 0;
    for story in plain() {
        push(story - next, out);
        next = story + 1;
    }
    if out.len() - start > 1 + stories.div_ceil(6) {
        out.truncate(start);
        out.push('!');
        let mut row = vec![0; stories.div_ceil(6)];
        for story in plain() {
            if let Some(six) = row.get_mut(story as usize / 6) {
                *six |= 1 << (story % 6);
            }
        }
        out.extend(row.into_iter().map(letter));
    }
}

/// Reads a piece: `wanted` is asked about every term, and `each` is told the stories of those
/// that are, with what `wanted` has said. `None` when it is no piece; what came over a network
/// may be anything.
pub fn read_piece<T: Copy>(
    piece: &str,
    wanted: &mut dyn FnMut(&str) -> Option<T>,
    each: &mut dyn FnMut(T, Posting),
) -> Option<()> {
    let mut term = String::new();
    for line in lines(piece)? {
        let common = bits(*line.as_bytes().first()?)? as usize;
        let (rest, postings) = line.get(1..)?.split_once(' ')?;
        if !term.is_char_boundary(common) || common > term.len() {
            return None;
        }
        term.truncate(common);
        term.push_str(rest);
        if let Some(said) = wanted(&term) {
            read_postings(postings, &mut |posting| each(said, posting))?;
        }
    }
    Some(())
}

fn read_postings(postings: &str, each: &mut dyn FnMut(Posting)) -> Option<()> {
    let (strong, plain) = postings.split_once(' ')?;
    let mut next = 0_u32;
    for number in Numbers(strong.as_bytes()) {
        let rank = match number & 3 {
            0 => Rank::Often,
            1 => Rank::Label,
            2 => Rank::Standfirst,
            _ => Rank::Headline,
        };
        let story = next.checked_add(number >> 2)?;
        each((story, rank));
        next = story.checked_add(1)?;
    }
    if let Some(row) = plain.strip_prefix('!') {
        for (at, byte) in (0_u32..).zip(row.bytes()) {
            let six = bits(byte)?;
            let stories = (0..6).filter(|bit| six >> bit & 1 == 1);
            stories.for_each(|bit| each((at * 6 + bit, Rank::Text)));
        }
        return Some(());
    }
    let mut next = 0_u32;
    for number in Numbers(plain.as_bytes()) {
        let story = next.checked_add(number)?;
        each((story, Rank::Text));
        next = story.checked_add(1)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Terms = BTreeMap<String, Vec<Posting>>;

    fn write(terms: &Terms, stories: usize) -> String {
        write_piece(terms.iter().map(|(term, it)| (term.as_str(), it.as_slice())), stories)
    }

    fn read(piece: &str) -> Option<Terms> {
        let names = std::cell::RefCell::new(Vec::new());
        let mut terms = Terms::new();
        read_piece(
            piece,
            &mut |term| {
                names.borrow_mut().push(term.to_owned());
                Some(names.borrow().len() - 1)
            },
            &mut |index, posting| {
                terms.entry(names.borrow()[index].clone()).or_default().push(posting);
            },
        )?;
        terms.values_mut().for_each(|it| it.sort_by_key(|posting| posting.0));
        Some(terms)
    }

    fn rank() -> impl Strategy<Value = Rank> {
        prop_oneof![
            6 => Just(Rank::Text),
            1 => Just(Rank::Often),
            1 => Just(Rank::Label),
            1 => Just(Rank::Standfirst),
            1 => Just(Rank::Headline)
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            terms in prop::collection::btree_map(
                "[a-cж港]{1,6}", prop::collection::btree_map(0u32..300, rank(), 1..90), 0..9)
        ) {
            let terms: Terms =
                terms.into_iter().map(|(term, it)| (term, it.into_iter().collect())).collect();
            prop_assert_eq!(read(&write(&terms, 300)), Some(terms));
        }

        #[test]
        fn nothing_is_too_strange_to_read(text in "(newsprint search 1\n)?([0-9a-zж! ]{0,9}\n?){0,9}") {
            let _ = read(&text);
        }

        #[test]
        fn a_piece_with_a_fault_is_read_or_refused(at in 0usize..200, byte in 0u8..128) {
            let terms = Terms::from([
                ("hafen".into(), vec![(0, Rank::Headline), (3, Rank::Text)]),
                ("harbour".into(), (0..100).map(|it| (it, Rank::Text)).collect()),
            ]);
            let mut bytes = write(&terms, 100).into_bytes();
            let place = at % bytes.len();
            bytes[place] = byte;
            let _ = read(&String::from_utf8(bytes).unwrap());
        }
    }

    #[test]
    fn what_nearly_every_story_holds_takes_a_bit_each() {
        let everywhere = (0..600).map(|story| (story, Rank::Text)).collect();
        let terms = Terms::from([("the".into(), everywhere)]);
        assert!(write(&terms, 600).len() < FIRST_LINE.len() + 110);
    }
}
