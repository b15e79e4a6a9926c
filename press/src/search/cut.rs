//! Where the stories are cut into shards.
//!
//! The stories' own addresses say where: a shard ends with a story whose hash has nine zeros.
//! So a story that comes or goes in the past moves one cut or none. Were the stories counted, all
//! shards after it would be others.

use newsprint::edition::Address;
use std::ops::Range;

/// How many stories a shard holds at least; the newest may hold fewer.
const LEAST: usize = 1024;
/// How many at most.
const MOST: usize = 2048;
/// One story in so many ends a shard that is large enough.
const ONE_IN: u64 = 512;

/// A hash of an address.
pub(super) fn id(address: &Address) -> u64 {
    let hash = blake3::hash(address.as_str().as_bytes());
    let mut short = [0; 8];
    short.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_le_bytes(short)
}

/// Cuts stories, oldest first, into shards.
pub(super) fn cut(ids: &[u64]) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut start = 0;
    for (index, id) in ids.iter().enumerate() {
        let length = index + 1 - start;
        if length == MOST || (length >= LEAST && id % ONE_IN == 0) {
            cuts.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < ids.len() {
        cuts.push(start..ids.len());
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: usize) -> Vec<u64> {
        let address = |n| Address::new(format!("/2026/s{n}/")).unwrap();
        (0..count).map(|n| id(&address(n))).collect()
    }

    #[test]
    fn every_story_is_in_one_shard_of_a_bounded_size() {
        for count in [0, 1, 1023, 5000, 20_000] {
            let cuts = cut(&ids(count));
            let mut next = 0;
            for (n, cut) in cuts.iter().enumerate() {
                assert_eq!(cut.start, next);
                let last = n + 1 == cuts.len();
                assert!(cut.len() <= MOST && (last || cut.len() >= LEAST), "{cut:?}");
                next = cut.end;
            }
            assert_eq!(next, count);
        }
    }

    #[test]
    fn one_more_story_moves_few_cuts() {
        let all = ids(40_000);
        let shards = |ids: &[u64]| -> Vec<Vec<u64>> {
            cut(ids).into_iter().map(|cut| ids[cut].to_vec()).collect()
        };
        let before = shards(&all);
        for at in [0, 7_000, 20_000, 39_999, 40_000] {
            let mut more = all.clone();
            more.insert(at, 1);
            let changed = shards(&more).iter().filter(|it| !before.contains(it)).count();
            assert!(changed <= 3, "{changed} at {at}");
        }
    }
}
