//! Putting comments in order and finding them again, however many a server sends: nothing here
//! takes longer than a list of so many needs to be sorted.

use super::model::{Comment, CommentId};
use std::sync::Arc;

/// The places of a list of so many in order; of two that are alike the first stays first.
///
/// Runs that are in order are merged, two by two: what is in order already is only looked through.
/// The standard library's sort would be kilobytes of code.
pub(super) fn order(count: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    loop {
        let mut merged = Vec::with_capacity(count);
        let mut rest = &places[..];
        let mut runs = 0;
        while !rest.is_empty() {
            let (mut one, behind) = rest.split_at(run(rest, before));
            let (mut other, behind) = behind.split_at(run(behind, before));
            while let (Some(first), Some(second)) = (one.first(), other.first()) {
                let from = if before(*second, *first) { &mut other } else { &mut one };
                merged.push(from[0]);
                *from = &from[1..];
            }
            merged.extend_from_slice(one);
            merged.extend_from_slice(other);
            rest = behind;
            runs += 1;
        }
        places = merged;
        if runs < 2 {
            return places;
        }
    }
}

/// How many at the beginning of some places are in order.
fn run(places: &[usize], before: &dyn Fn(usize, usize) -> bool) -> usize {
    let out_of_order = places.windows(2).position(|pair| before(pair[1], pair[0]));
    out_of_order.map_or(places.len(), |at| at + 1)
}

/// Finds comments by their ids.
pub(super) struct Index(Vec<(u64, usize)>);

impl Index {
    pub(super) fn of(comments: &[Arc<Comment>]) -> Self {
        let id = |at: usize| comments[at].id.0;
        let places = order(comments.len(), &|one, other| id(one) < id(other));
        Self(places.into_iter().map(|at| (id(at), at)).collect())
    }

    /// Where a comment is; the first, should a server have given one number twice.
    pub(super) fn find(&self, id: CommentId) -> Option<usize> {
        let at = self.0.partition_point(|(other, _)| *other < id.0);
        self.0.get(at).filter(|(other, _)| *other == id.0).map(|(_, at)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_order_of_a_stable_sort(numbers in prop::collection::vec(0..9_u64, 0..40)) {
            let mut sorted: Vec<usize> = (0..numbers.len()).collect();
            sorted.sort_by_key(|at| numbers[*at]);
            let places = order(numbers.len(), &|one, other| numbers[one] < numbers[other]);
            prop_assert_eq!(places, sorted);
        }

        #[test]
        fn the_first_of_an_id_is_found(ids in prop::collection::vec(0..9_u64, 0..20), wanted in 0..9_u64) {
            let comment = |id: &u64| Arc::new(Comment { id: CommentId(*id), ..Comment::default() });
            let comments: Vec<_> = ids.iter().map(comment).collect();
            let found = Index::of(&comments).find(CommentId(wanted));
            prop_assert_eq!(found, ids.iter().position(|id| *id == wanted));
        }
    }
}
