//! A shard's head: when each of its stories was published and in which section, and the names of
//! the shard's other files.

use super::numbers::{Numbers, push};
use super::{FIRST_LINE, lines};

/// How many addresses stand in a list.
pub const LIST: usize = 64;

/// What is known of a shard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The sections' last folders.
    pub sections: Vec<String>,
    /// The names of the pieces.
    pub pieces: Vec<String>,
    /// The names of the lists of addresses.
    pub lists: Vec<String>,
    /// The stories, oldest first.
    pub stories: Vec<Story>,
}

/// What is known of a story before its page is fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The day of its publication as a number: 20261122.
    pub day: u32,
    /// Its section's place in the head's list, counted from 1; 0 when it has none.
    pub section: u32,
}

impl Head {
    /// The head as a file: a line of sections, one of pieces, one of lists, one of stories.
    pub fn write(&self) -> String {
        let mut out = format!(
            "{FIRST_LINE}\n{}\n{}\n{}\n",
            self.sections.join(" "),
            self.pieces.join(" "),
            self.lists.join(" ")
        );
        let mut before = 0;
        for story in &self.stories {
            push(story.day.saturating_sub(before), &mut out);
            push(story.section, &mut out);
            before = story.day.max(before);
        }
        out.push('\n');
        out
    }

    /// Reads a head; `None` when it is none.
    pub fn read(file: &str) -> Option<Self> {
        let mut lines = lines(file)?;
        let mut names =
            || Some(lines.next()?.split(' ').filter(|it| !it.is_empty()).map(Into::into).collect());
        let (sections, pieces, lists) = (names()?, names()?, names()?);
        let mut head = Self { sections, pieces, lists, stories: Vec::new() };
        let mut numbers = Numbers(lines.next()?.as_bytes());
        let mut day = 0_u32;
        while let (Some(days), Some(section)) = (numbers.next(), numbers.next()) {
            day = day.saturating_add(days);
            head.stories.push(Story { day, section });
        }
        Some(head)
    }
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
            let names = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect();
            let head = Head {
                sections: names(&["world", "sea-life"]),
                pieces: names(&["a1", "b2"]),
                lists: Vec::new(),
                stories,
            };
            prop_assert_eq!(Head::read(&head.write()), Some(head));
        }

        #[test]
        fn nothing_is_too_strange_to_read(text in "(newsprint search 1\n)?(\\PC{0,9}\n?){0,9}") {
            let _ = Head::read(&text);
        }
    }
}
