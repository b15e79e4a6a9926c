//! Search, without a server: press writes an index of plain files, and the few of them that a
//! question needs are read in the reader's browser.
//!
//! The stories are cut into *shards* of one to two thousand, oldest first. A shard has a
//! [`head`](Head), *pieces*, each with the [terms](terms) that share a hash of their first
//! letters, and *lists* of its stories' addresses. Every file but the [catalogue](CATALOGUE)
//! goes by a hash of its content, so what has been fetched never changes, and files of two
//! builds are never mixed up.
//!
//! A [`Quest`] is the asking: told which files it has, it tells which it needs next, or what it
//! has found. A [`Desk`] has the files fetched for it and makes an [`Answer`] of what was found.
//! Neither knows network or page: they work in a worker, a WASM of its own (`src/bin/search.rs`),
//! which the search page alone fetches. `docs/search.md` tells the whole of it.

mod answer;
mod catalogue;
mod desk;
mod excerpt;
mod head;
mod latin;
mod numbers;
mod piece;
mod query;
mod quest;
mod terms;

pub use answer::{Answer, Failure};
pub use catalogue::{CATALOGUE, Shard, read_catalogue, write_catalogue};
pub use desk::{ASK, Desk, Errand, MORE, OPEN};
pub use excerpt::{MARK, excerpt, marked};
pub use head::{Head, LIST, NAME, Story, list, name, write_stories};
pub use latin::plain_letter;
pub use piece::{Entry, Posting, Rank, read_piece, write_piece};
pub use query::{Query, Term};
pub use quest::{Files, Found, Quest};
pub use terms::{LONGEST, Normal, Part, terms};

/// The first line of every file but the catalogue. Its number goes up with the form.
pub const FIRST_LINE: &str = "newsprint search 1";

/// The folder of the files that go by their content, with a slash at its end.
pub const FOLDER: &str = "/search/index/";

/// How many pieces the terms of so many stories are cut into: one for every 64 stories, rounded
/// up to a power of two, and never more than a change of one story may rewrite.
pub fn pieces(stories: usize) -> usize {
    stories.div_ceil(64).next_power_of_two().min(32)
}

/// In which of so many pieces a term stands: terms with the same first letters in the same, so
/// that a beginning is found where the whole is.
pub fn piece_of(term: &str, pieces: usize) -> usize {
    let letters = if term.chars().next().is_some_and(terms::is_unspaced) { 1 } else { 3 };
    let mut hash: u32 = 0x811c_9dc5;
    for c in term.chars().take(letters) {
        hash = (hash ^ c as u32).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize % pieces.max(1)
}

/// What a file says after its first line; `None` when it is none of this form.
fn lines(file: &str) -> Option<std::str::Lines<'_>> {
    let mut lines = file.lines();
    (lines.next() == Some(FIRST_LINE)).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_has_as_many_pieces_as_it_needs() {
        let table =
            [(0, 1), (1, 1), (64, 1), (65, 2), (200, 4), (1024, 16), (2048, 32), (9999, 32)];
        for (stories, expected) in table {
            assert_eq!(pieces(stories), expected, "{stories}");
        }
    }

    #[test]
    fn a_beginning_is_in_the_piece_of_the_whole() {
        for (beginning, whole) in [("har", "harbour"), ("паро", "паром"), ("港", "港口")]
        {
            assert_eq!(piece_of(beginning, 32), piece_of(whole, 32));
        }
        let all: std::collections::HashSet<_> =
            (b'a'..=b'z').map(|c| piece_of(&format!("{}on", c as char), 32)).collect();
        assert!(all.len() > 12, "spread over {} pieces", all.len());
    }
}
