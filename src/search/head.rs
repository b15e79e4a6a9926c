//! A shard's head: when each of its stories was published and in which section, and the names of
//! the shard's other files.

use super::numbers::{Numbers, push};
use super::{FIRST_LINE, lines};

/// How many addresses stand in a list.
pub const LIST: usize = 64;

/// How many letters a file's name has.
pub const NAME: usize = 16;

/// What is known of a shard, as the lines of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head<'a> {
    /// The sections' last folders, each between spaces.
    pub sections: &'a str,
    /// The names of the pieces.
    pub pieces: &'a str,
    /// The names of the lists of addresses.
    pub lists: &'a str,
    /// The stories, oldest first; see [`Story`].
    pub stories: &'a str,
}

/// What is known of a story before its page is fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The day of its publication as a number: 20261122.
    pub day: u32,
    /// Its section's place in the head's line, counted from 1; 0 when it has none.
    pub section: u32,
}

impl<'a> Head<'a> {
    /// The head as a file.
    pub fn write(&self) -> String {
        let lines = [FIRST_LINE, self.sections, self.pieces, self.lists, self.stories, ""];
        lines.join("\n")
    }

    /// Reads a head; `None` when it is none.
    pub fn read(file: &'a str) -> Option<Self> {
        let mut lines = lines(file)?;
        let mut next = || lines.next();
        Some(Self { sections: next()?, pieces: next()?, lists: next()?, stories: next()? })
    }

    /// The stories.
    pub fn stories(&self) -> impl Iterator<Item = Story> {
        let mut numbers = Numbers(self.stories.as_bytes());
        let mut day = 0_u32;
        std::iter::from_fn(move || {
            day = day.wrapping_add(numbers.next()?);
            Some(Story { day, section: numbers.next()? })
        })
    }
}

/// The line of a head that tells of these stories.
pub fn write_stories(stories: &[Story]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for story in stories {
        push(story.day.saturating_sub(before), &mut out);
        push(story.section, &mut out);
        before = story.day.max(before);
    }
    out
}

/// A name in a line of names.
pub fn name(line: &str, number: usize) -> Option<&str> {
    line.get(number * NAME..(number + 1) * NAME)
}

/// A list of addresses as a file.
pub fn list<'a>(addresses: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = FIRST_LINE.to_owned();
    for address in addresses {
        out.push('\n');
        out.push_str(address);
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(days in prop::collection::vec((0u32..40_000, 0u32..40), 0..50)) {
            let mut stories: Vec<_> =
                days.into_iter().map(|(day, section)| Story { day: 20_250_000 + day, section }).collect();
            stories.sort_by_key(|story| story.day);
            let line = write_stories(&stories);
            let pieces = "0123456789abcdef0123456789abcdeg";
            let head = Head { sections: " world sea-life ", pieces, lists: "", stories: &line };
            let file = head.write();
            prop_assert_eq!(Head::read(&file), Some(head));
            prop_assert_eq!(head.stories().collect::<Vec<_>>(), stories);
            prop_assert_eq!(name(pieces, 1), Some("0123456789abcdeg"));
            prop_assert_eq!(name(pieces, 2), None);
        }

        #[test]
        fn nothing_is_too_strange_to_read(text in "(newsprint search 1\n)?(\\PC{0,9}\n?){0,9}") {
            let _ = Head::read(&text).map(|head| head.stories().count());
        }
    }
}
