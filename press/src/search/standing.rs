//! The index of the edition that stands.

use super::UNIT;
use super::shard::{Shard, unit};
use crate::write::Output;
use newsprint::search::{FOLDER, Head, name, read_piece};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The shards that stand, as far as nobody has changed their files.
pub(super) struct Standing<'a> {
    output: &'a Output,
    /// Each shard's head, and hashes of its stories' addresses.
    shards: Vec<(String, Vec<u64>)>,
    /// Where each story is: the shard, and its number there. Made when it is first asked for.
    places: Option<FxHashMap<u64, (usize, usize)>>,
}

impl<'a> Standing<'a> {
    pub(super) fn read(output: &'a Output) -> Self {
        let heads = output.unit(UNIT).map(|unit| postcard::from_bytes::<Vec<String>>(unit.uses));
        let shard = |head: String| {
            let ids = postcard::from_bytes(output.unit(&unit(&head))?.uses).ok()?;
            Some((head, ids))
        };
        let heads = heads.and_then(Result::ok).unwrap_or_default();
        Self { output, shards: heads.into_iter().filter_map(shard).collect(), places: None }
    }

    /// Takes over the shard of exactly these stories. The name of its head.
    pub(super) fn keep(&self, ids: &[u64]) -> Option<String> {
        let (head, _) = self.shards.iter().find(|(_, theirs)| theirs == ids)?;
        self.output.keep(&self.output.unit(&unit(head))?);
        Some(head.clone())
    }

    /// Adds to a shard what is known of its stories, those with these addresses.
    pub(super) fn add_to(&mut self, shard: &mut Shard, ids: &[u64]) {
        let shards = &self.shards;
        let places = self.places.get_or_insert_with(|| {
            let numbered = shards.iter().enumerate();
            let all = numbered.flat_map(|(number, (_, ids))| {
                ids.iter().enumerate().map(move |(story, id)| (*id, (number, story)))
            });
            all.collect()
        });
        // For each standing shard: which of its stories have which numbers now.
        let mut wanted: FxHashMap<usize, Vec<Option<u32>>> = FxHashMap::default();
        for story in shard.missing() {
            let Some(&(number, there)) = places.get(&ids[story]) else { continue };
            let numbers =
                wanted.entry(number).or_insert_with(|| vec![None; shards[number].1.len()]);
            numbers[there] = Some(story as u32);
        }
        for (number, numbers) in wanted {
            // A shard that cannot be read leaves its stories missing: their texts are read.
            if let Some(pieces) = self.pieces(&self.shards[number].0) {
                for number in numbers.iter().flatten() {
                    shard.enter(*number as usize);
                }
                for piece in &pieces {
                    take(piece, &numbers, shard);
                }
            }
        }
    }

    /// The text of all pieces of a shard.
    fn pieces(&self, head: &str) -> Option<Vec<String>> {
        let read = |name: &str| {
            std::fs::read_to_string(self.output.path(&format!("{FOLDER}{name}.txt"))).ok()
        };
        let head = read(head)?;
        let names = Head::read(&head)?.pieces;
        let names = (0..).map_while(|number| name(names, number));
        let pieces = names.map(read).collect::<Option<Vec<String>>>()?;
        let whole =
            pieces.iter().all(|it| read_piece(it, &mut |_| Some(()), &mut |(), _| ()).is_some());
        whole.then_some(pieces)
    }
}

/// Takes the stories that have numbers out of a piece.
fn take(piece: &str, numbers: &[Option<u32>], shard: &mut Shard) {
    let term = RefCell::new(String::new());
    let read = read_piece(
        piece,
        &mut |it| {
            let mut term = term.borrow_mut();
            term.clear();
            term.push_str(it);
            Some(())
        },
        &mut |(), (story, rank)| {
            if let Some(Some(number)) = numbers.get(story as usize) {
                shard.add_term(&term.borrow(), (*number, rank));
            }
        },
    );
    debug_assert!(read.is_some(), "the piece was looked through before");
}
