//! A shard in the making.

use crate::edition::Plan;
use crate::write::{Output, Unit, WriteError};
use newsprint::search::{
    FOLDER, Head, LIST, NAME, Posting, Rank, Story, list, piece_of, pieces, write_piece,
    write_stories,
};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The terms of a shard's stories, as far as they are known.
#[derive(Default)]
pub(super) struct Shard {
    terms: FxHashMap<Box<str>, Vec<Posting>>,
    /// Which stories are in.
    known: Vec<bool>,
    /// When its files lie in the edition.
    pub(super) written: Option<Written>,
}

/// What is known of a shard that lies in the edition.
pub(super) struct Written {
    /// The name of its head.
    pub(super) head: String,
}

impl Shard {
    pub(super) fn new(stories: usize) -> Self {
        Self { known: vec![false; stories], ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.known.contains(&true)
    }

    pub(super) fn is_whole(&self) -> bool {
        !self.known.contains(&false)
    }

    /// The stories that are not in yet.
    pub(super) fn missing(&self) -> Vec<usize> {
        (0..self.known.len()).filter(|story| !self.known[*story]).collect()
    }

    /// Adds a story by its number in the shard.
    pub(super) fn add(&mut self, story: usize, terms: impl IntoIterator<Item = (Box<str>, Rank)>) {
        if !std::mem::replace(&mut self.known[story], true) {
            for (term, rank) in terms {
                self.terms.entry(term).or_default().push((story as u32, rank));
            }
        }
    }

    /// Adds what is known of one term of stories that [`Self::enter`] has entered.
    pub(super) fn add_term(&mut self, term: &str, posting: Posting) {
        match self.terms.get_mut(term) {
            Some(postings) => postings.push(posting),
            None => {
                self.terms.insert(term.into(), vec![posting]);
            }
        }
    }

    /// Says that a story is in, unless it was: its terms follow.
    pub(super) fn enter(&mut self, story: usize) -> bool {
        !std::mem::replace(&mut self.known[story], true)
    }

    /// Writes the shard's files and forgets its terms.
    pub(super) fn write(
        &mut self,
        plan: &Plan<'_>,
        stories: Range<usize>,
        output: &Output,
        ids: &[u64],
    ) -> Result<(), WriteError> {
        let mut files = Vec::new();
        let mut put = |text: String| -> Result<String, WriteError> {
            let name = blake3::hash(text.as_bytes()).to_hex()[..NAME].to_owned();
            let path = format!("{FOLDER}{name}.txt");
            output.write(&path, text)?;
            files.push(path.trim_start_matches('/').to_owned());
            Ok(name)
        };
        let count = pieces(stories.len());
        let mut cut: Vec<Vec<(&str, &[Posting])>> = vec![Vec::new(); count];
        for (term, postings) in &mut self.terms {
            postings.sort_unstable_by_key(|posting| posting.0);
            cut[piece_of(term, count)].push((&**term, &**postings));
        }
        let (mut names, mut lists) = (String::new(), String::new());
        for mut piece in cut {
            piece.sort_unstable_by_key(|entry| entry.0);
            names.push_str(&put(write_piece(piece, stories.len()))?);
        }
        self.terms = FxHashMap::default();
        let manuscripts = &plan.stories[stories.clone()];
        for chunk in manuscripts.chunks(LIST) {
            lists.push_str(&put(list(chunk.iter().map(|it| it.address.as_str())))?);
        }
        let mut sections: Vec<String> = Vec::new();
        let mut line = Vec::with_capacity(stories.len());
        for index in stories {
            let section = plan.section_folder(index);
            let section = section.map_or(0, |folder| {
                let known = sections.iter().position(|it| *it == folder);
                1 + known.unwrap_or_else(|| {
                    sections.push(folder);
                    sections.len() - 1
                })
            });
            let date = plan.stories[index].published.as_ref().and_then(|it| it.text.date());
            let (year, month, day) = date.unwrap_or_default();
            let day = u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day);
            line.push(Story { day, section: section as u32 });
        }
        let head = Head {
            sections: &format!(" {} ", sections.join(" ")),
            pieces: &names,
            lists: &lists,
            stories: &write_stories(&line),
        };
        let name = put(head.write())?;
        let uses = postcard::to_stdvec(ids).unwrap_or_default();
        output.note(&unit(&name), Unit { print: [0; 16], uses, files });
        self.written = Some(Written { head: name });
        Ok(())
    }
}

/// The unit of the edition that a shard is.
pub(super) fn unit(head: &str) -> String {
    format!("search {head}")
}
