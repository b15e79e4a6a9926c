//! The words that few stories share.
//!
//! A word of a headline that hardly another story has tells more of what they are about than a
//! section of thousands. Which words are rare is counted, so that no language needs a list of
//! those that say nothing; words are taken and compared as the search does it.

use crate::read::Filed;
use crate::search::normal;
use newsprint::search::{Part, terms};
use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::Hasher as _;

/// In how many stories a word stands at most. It bounds the work, and how many stories one that
/// is new or has another headline can change.
const FEW: usize = 24;

/// Of how many stories at most one may have the word: among a few stories every word is in few.
/// An edition of fewer than twice as many has no rare words, and from 480 on `FEW` is the bound.
const SHARE: usize = 20;

/// How many words of a story count: the rarest.
const COUNTED: usize = 8;

/// What a story takes of a number that also holds a word's hash.
const STORY_BITS: u32 = 24;

/// The rare words of headlines and standfirsts, with their stories.
#[derive(Debug, Default)]
pub(super) struct RareWords {
    /// The stories of each word as indices, oldest first, one word behind the other.
    stories: Vec<usize>,
    /// Where each word's stories are.
    words: Vec<(usize, usize)>,
    /// Each story's words, one story behind the other, the rarest first.
    of_stories: Vec<(u32, u32, u32)>,
}

impl RareWords {
    /// Counts the words of stories, oldest first.
    pub(super) fn of(stories: &[Filed]) -> Self {
        let most = FEW.min(stories.len() / SHARE);
        let mut rare = Self::default();
        if most < 2 || stories.len() >= 1 << STORY_BITS {
            return rare;
        }
        // Each as one number, the story below the word: they are sorted by the million. That two
        // words have the same 40 bits is as good as never, and does no harm.
        let mut all: Vec<u64> = stories
            .par_iter()
            .enumerate()
            .flat_map_iter(|(index, story)| {
                let word = move |hash: u64| (hash >> STORY_BITS << STORY_BITS) | index as u64;
                hashes(story).into_iter().map(word)
            })
            .collect();
        all.par_sort_unstable();
        all.dedup();
        let story = |it: &u64| it & ((1 << STORY_BITS) - 1);
        for same in all.chunk_by(|one, next| one >> STORY_BITS == next >> STORY_BITS) {
            if !(2..=most).contains(&same.len()) {
                continue;
            }
            let word = rare.words.len() as u32;
            let from = rare.stories.len();
            rare.stories.extend(same.iter().map(|it| story(it) as usize));
            rare.words.push((from, rare.stories.len()));
            let count = same.len() as u32;
            rare.of_stories.extend(same.iter().map(|it| (story(it) as u32, count, word)));
        }
        rare.of_stories.par_sort_unstable();
        rare
    }

    /// The stories that share a rare word with a story: a list for each word, with the story
    /// itself, oldest first.
    pub(super) fn lists(&self, index: usize) -> impl Iterator<Item = &[usize]> {
        let from = self.of_stories.partition_point(|(story, ..)| (*story as usize) < index);
        let words = self.of_stories[from..].iter();
        words.take_while(move |(story, ..)| *story as usize == index).take(COUNTED).filter_map(
            |(_, _, word)| {
                let (from, to) = *self.words.get(*word as usize)?;
                self.stories.get(from..to)
            },
        )
    }
}

/// Hashes of the words of a story's headline and standfirst.
fn hashes(story: &Filed) -> Vec<u64> {
    let mut found = Vec::with_capacity(48);
    for text in [Some(&story.headline), story.standfirst.as_ref()].into_iter().flatten() {
        terms(text, &normal, &mut |_, term, part| {
            // Numbers and single letters stand together by chance.
            let is_word = term.chars().any(char::is_alphabetic) && term.chars().nth(1).is_some();
            if is_word && matches!(part, Part::Word | Part::Piece) {
                let mut hasher = FxHasher::default();
                hasher.write(term.as_bytes());
                found.push(hasher.finish());
            }
        });
    }
    found
}
