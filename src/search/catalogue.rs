//! The catalogue: every shard of the index, newest first, a line for each: the name of its head,
//! and the days of its oldest and its newest story. It is the one file that is asked for anew.

use super::{FIRST_LINE, lines};

/// Where the catalogue lies.
pub const CATALOGUE: &str = "/search/index.txt";

/// A line of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard<'a> {
    /// The name of its head.
    pub head: &'a str,
    /// The day of its oldest story, `2026-11-22`.
    pub from: &'a str,
    /// The day of its newest story.
    pub to: &'a str,
}

impl<'a> Shard<'a> {
    /// Reads a line; `None` when it is none.
    pub fn read(line: &'a str) -> Option<Self> {
        let (head, days) = line.split_once(' ')?;
        let (from, to) = days.split_once(' ')?;
        Some(Self { head, from, to })
    }
}

/// The catalogue of these shards, newest first.
pub fn write_catalogue<'a>(shards: impl IntoIterator<Item = Shard<'a>>) -> String {
    let mut out = format!("{FIRST_LINE}\n");
    for Shard { head, from, to } in shards {
        out.extend([head, " ", from, " ", to, "\n"]);
    }
    out
}

/// The lines of a catalogue; `None` when it is none.
pub fn read_catalogue(file: &str) -> Option<impl Iterator<Item = &str>> {
    lines(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let shards = ["a1", "b2"].map(|head| Shard { head, from: "2025-01-01", to: "2026-11-22" });
        let file = write_catalogue(shards);
        let read: Option<Vec<_>> = read_catalogue(&file).unwrap().map(Shard::read).collect();
        assert_eq!(read.unwrap(), shards);
        assert!(read_catalogue("<html>").is_none());
    }
}
