//! How much a drawing becomes when everything is drawn that it draws more than once.
//!
//! A `use` of a group of ten `use`s, ten deep, is a short file that no browser ever finishes.

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

/// No drawing draws more elements by `use`.
const MAX_USED: u64 = 200_000;

/// No drawing draws more elements in patterns, masks, filters and the like.
const MAX_DRAWN: u64 = 50_000_000;

/// Elements that name each other lie no deeper.
const MAX_DEPTH: u32 = 64;

/// The elements of a drawing in their order, and which of them names which.
#[derive(Debug, Default)]
pub(super) struct Reuse {
    /// By element, the number of the first one behind it that is not in it.
    ends: Vec<u32>,
    names: FxHashMap<String, u32>,
    uses: Vec<(u32, String)>,
    others: Vec<(u32, String)>,
}

/// Which elements name which, looked up.
type Edges = Vec<(u32, u32)>;

/// A name as it stands in a link.
fn decoded(name: &str) -> String {
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}

impl Reuse {
    /// An element begins. Its number is given back.
    pub(super) fn begin(&mut self) -> u32 {
        let number = self.ends.len() as u32;
        self.ends.push(number + 1);
        number
    }

    /// An element ends.
    pub(super) fn end(&mut self, number: u32) {
        self.ends[number as usize] = self.ends.len() as u32;
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// An element has a name. The first one counts.
    pub(super) fn name(&mut self, number: u32, name: &str) {
        self.names.entry(name.to_owned()).or_insert(number);
    }

    /// An element is drawn by `use`.
    pub(super) fn used(&mut self, by: u32, name: &str) {
        self.uses.push((by, decoded(name)));
    }

    /// An element is named in another way.
    pub(super) fn asked(&mut self, by: u32, name: &str) {
        self.others.push((by, decoded(name)));
    }

    /// Whether it can be drawn in the time that a reader has.
    pub(super) fn is_bearable(&self) -> bool {
        let edges = |pairs: &mut dyn Iterator<Item = &(u32, String)>| -> Edges {
            pairs.filter_map(|(by, name)| Some((*by, *self.names.get(name)?))).collect()
        };
        let mut uses = edges(&mut self.uses.iter());
        uses.sort_unstable();
        let mut all = edges(&mut self.uses.iter().chain(&self.others));
        all.sort_unstable();
        self.weight(&uses, MAX_USED) && self.weight(&all, MAX_DRAWN)
    }

    /// Whether no more than so many elements are drawn because others name them.
    fn weight(&self, edges: &Edges, most: u64) -> bool {
        let mut known = FxHashMap::default();
        let drawn = edges.iter().try_fold(0u64, |sum, (_, target)| {
            let weight = self.weight_of(*target, edges, &mut known, 0)?;
            Some(sum.saturating_add(weight)).filter(|sum| *sum <= most)
        });
        drawn.is_some()
    }

    /// How many elements are drawn with one; `None` when they name each other too deeply. What
    /// names itself is not drawn.
    fn weight_of(
        &self,
        target: u32,
        edges: &Edges,
        known: &mut FxHashMap<u32, u64>,
        depth: u32,
    ) -> Option<u64> {
        if let Some(weight) = known.get(&target) {
            return Some(*weight);
        }
        if depth > MAX_DEPTH {
            return None;
        }
        // Asked again before it is known, it is in itself.
        known.insert(target, 0);
        let end = self.ends[target as usize];
        let from = edges.partition_point(|(by, _)| *by < target);
        let mut weight = u64::from(end - target);
        for (by, inner) in &edges[from..] {
            if *by >= end {
                break;
            }
            weight = weight.saturating_add(self.weight_of(*inner, edges, known, depth + 1)?);
        }
        known.insert(target, weight);
        Some(weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups, each of which uses the one before it so many times.
    fn doubled(groups: u32, times: u32, used: fn(&mut Reuse, u32, &str)) -> Reuse {
        let mut reuse = Reuse::default();
        for group in 0..groups {
            let number = reuse.begin();
            reuse.name(number, &format!("g{group}"));
            for _ in 0..times {
                let inner = reuse.begin();
                if let Some(before) = group.checked_sub(1) {
                    used(&mut reuse, inner, &format!("%67{before}"));
                }
                reuse.end(inner);
            }
            reuse.end(number);
        }
        reuse
    }

    #[test]
    fn what_is_repeated_without_end_is_known() {
        assert!(doubled(4, 2, Reuse::used).is_bearable());
        assert!(!doubled(30, 2, Reuse::used).is_bearable());
        assert!(doubled(9, 2, Reuse::asked).is_bearable());
        assert!(!doubled(40, 2, Reuse::asked).is_bearable());
        // One after the other, too deep.
        assert!(!doubled(5_000, 1, Reuse::used).is_bearable());
    }

    #[test]
    fn what_is_in_itself_is_not_drawn() {
        let mut reuse = Reuse::default();
        let outer = reuse.begin();
        reuse.name(outer, "a");
        let inner = reuse.begin();
        reuse.used(inner, "a");
        reuse.end(inner);
        reuse.end(outer);
        assert!(reuse.is_bearable());
    }
}
