//! The search index: every story's terms, in files that the app reads a few of
//! ([`newsprint::search`] tells the form).
//!
//! A story is added when its page is made, for then its text is at hand. When the last story of
//! a shard has come, its files are written and its terms forgotten, so that memory does not grow
//! with the edition. Of a page that was taken over unmade, the terms are taken over too: from
//! the standing index, which holds all that is needed.

mod cut;
mod normal;
mod shard;
mod standing;
mod tally;

pub use normal::normal;

use crate::edition::Plan;
use crate::write::{Output, Unit, WriteError};
use newsprint::edition::{Block, Story};
use newsprint::search::{CATALOGUE, Shard as Line, write_catalogue};
use rayon::prelude::*;
use shard::{Shard, Written};
use standing::Standing;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tally::tally;

/// The unit of the edition that the catalogue is.
const UNIT: &str = "search";

/// An index in the making.
pub struct Index<'a> {
    plan: &'a Plan<'a>,
    output: &'a Output,
    /// A hash of each story's address.
    ids: Vec<u64>,
    cuts: Vec<Range<usize>>,
    shards: Vec<Mutex<Shard>>,
    fault: Mutex<Option<WriteError>>,
}

impl<'a> Index<'a> {
    /// Begins the index of an edition.
    pub fn new(plan: &'a Plan<'a>, output: &'a Output) -> Self {
        let ids: Vec<u64> = plan.stories.par_iter().map(|it| cut::id(&it.address)).collect();
        let cuts = cut::cut(&ids);
        let shards = cuts.iter().map(|cut| Mutex::new(Shard::new(cut.len()))).collect();
        Self { plan, output, ids, cuts, shards, fault: Mutex::default() }
    }

    /// Adds a story with its text. What goes wrong is told at the end.
    pub fn add(&self, index: usize, story: &Story) {
        let number = self.cuts.partition_point(|cut| cut.end <= index);
        let Some(cut) = self.cuts.get(number) else { return };
        let is_found = self.plan.stories.get(index).is_some_and(|it| !it.unsearched);
        let terms = if is_found { tally(story) } else { Default::default() };
        let mut shard = lock(&self.shards[number]);
        shard.add(index - cut.start, terms);
        if shard.is_whole()
            && let Err(error) = self.write(number, &mut shard)
        {
            lock(&self.fault).get_or_insert(error);
        }
    }

    /// Writes what is missing: the shards with stories whose pages were taken over, and the
    /// catalogue. `text` reads a story's text, should nobody know its terms.
    ///
    /// # Errors
    /// When a file could not be written.
    pub fn finish(self, text: impl Fn(usize) -> Vec<Block> + Sync) -> Result<(), WriteError> {
        if let Some(error) = lock(&self.fault).take() {
            return Err(error);
        }
        let mut standing = Standing::read(self.output);
        for (number, shard) in self.shards.iter().enumerate() {
            let mut shard = lock(shard);
            if shard.written.is_some() {
                continue;
            }
            let ids = &self.ids[self.cuts[number].clone()];
            if shard.is_empty()
                && let Some(head) = standing.keep(ids)
            {
                shard.written = Some(Written { head });
                continue;
            }
            standing.add_to(&mut shard, ids);
            let start = self.cuts[number].start;
            let missing = shard.missing();
            let read = |&story: &usize| {
                let article = self.plan.article(start + story)?;
                if self.plan.stories.get(start + story)?.unsearched {
                    return None;
                }
                Some(tally(&Story { body: text(start + story), ..article }))
            };
            let read: Vec<_> = missing.par_iter().map(read).collect();
            for (story, terms) in missing.into_iter().zip(read) {
                shard.add(story, terms.unwrap_or_default());
            }
            self.write(number, &mut shard)?;
        }
        self.catalogue()
    }

    fn write(&self, number: usize, shard: &mut Shard) -> Result<(), WriteError> {
        let cut = self.cuts[number].clone();
        shard.write(self.plan, cut.clone(), self.output, &self.ids[cut])
    }

    fn catalogue(&self) -> Result<(), WriteError> {
        let day = |index: usize| {
            let published = self.plan.stories[index].published.as_ref();
            published.and_then(|it| it.text.as_str().get(..10)).unwrap_or_default().to_owned()
        };
        let entry = |(cut, shard): (&Range<usize>, &Mutex<Shard>)| {
            let head = lock(shard).written.as_ref()?.head.clone();
            Some([head, day(cut.start), day(cut.end - 1)])
        };
        let shards: Vec<_> = self.cuts.iter().zip(&self.shards).rev().filter_map(entry).collect();
        let heads: Vec<&String> = shards.iter().map(|shard| &shard[0]).collect();
        let uses = postcard::to_stdvec(&heads).unwrap_or_default();
        let lines = shards.iter().map(|[head, from, to]| Line { head, from, to });
        self.output.write(CATALOGUE, write_catalogue(lines))?;
        let files = vec![CATALOGUE.trim_start_matches('/').to_owned()];
        self.output.note(UNIT, Unit { print: [0; 16], uses, files });
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
