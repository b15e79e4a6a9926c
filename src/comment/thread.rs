//! The order in which a conversation is drawn.

use super::model::Comment;
use super::order::Index;
use std::sync::Arc;

/// Where a comment is drawn: places are indices in the list of comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The comment it stands under; the first level when there is none.
    pub(super) under: Option<usize>,
    /// The comment it answers, where its place does not say so.
    pub(super) answers: Option<usize>,
    /// The first comment that stands under it.
    pub(super) first: Option<usize>,
    /// The comment that comes next below the same one.
    pub(super) next: Option<usize>,
}

/// Places comments in a tree of at most `nesting` levels below the first; comments under one
/// parent stay in the order in which they came.
///
/// Whatever a server sends can be drawn, and each comment once: a comment whose parent is not
/// there stands on the first level, and so does the first one of a circle of answers. Of two
/// with one id the first has the answers. The last place is that of the whole thread: under it
/// stands the first level.
///
/// Each comment is looked at a few times, however long the chains of answers are.
pub(super) fn places(comments: &[Arc<Comment>], nesting: usize) -> Vec<Place> {
    let index = Index::of(comments);
    let find = |comment: &Arc<Comment>| index.find(comment.parent?);
    let mut parents: Vec<Option<usize>> = comments.iter().map(find).collect();
    cut_circles(&mut parents);
    let mut places = stand(&parents, nesting);
    places.push(Place::default());
    let thread = parents.len();
    for index in (0..thread).rev() {
        let under = places[index].under.unwrap_or(thread);
        places[index].next = places[under].first.replace(index);
    }
    places
}

/// Takes from the first one of each circle of answers what it answers.
fn cut_circles(parents: &mut [Option<usize>]) {
    // From where somebody has come by on the way up; nobody goes there again.
    let mut seen = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| seen[*here].is_none()) {
            seen[here] = Some(start);
            at = parents[here];
        }
        // Back on one's own way: once around for the first one of the circle.
        let Some(met) = at.filter(|met| seen[*met] == Some(start)) else { continue };
        let (mut first, mut at) = (met, parents[met]);
        while let Some(here) = at.filter(|here| *here != met) {
            first = first.min(here);
            at = parents[here];
        }
        parents[first] = None;
    }
}

/// Says under which comment each stands, when no circle is left: beside what it answers where the
/// levels are used up.
fn stand(parents: &[Option<usize>], nesting: usize) -> Vec<Place> {
    let mut depths: Vec<Option<usize>> = vec![None; parents.len()];
    let mut places = vec![Place::default(); parents.len()];
    let mut way = Vec::new();
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| depths[*here].is_none()) {
            way.push(here);
            at = parents[here];
        }
        while let Some(here) = way.pop() {
            let parent = parents[here];
            let depth = parent.and_then(|parent| depths[parent]).map_or(0, |depth| depth + 1);
            depths[here] = Some(depth);
            let beside = || parent.and_then(|parent| places[parent].under);
            let under = if depth > nesting { beside() } else { parent };
            let answers = parent.filter(|_| under != parent);
            places[here] = Place { under, answers, ..Place::default() };
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::model::CommentId;
    use proptest::prelude::*;

    fn comment(id: u64, parent: u64) -> Arc<Comment> {
        Arc::new(Comment {
            id: CommentId(id),
            parent: (parent > 0).then_some(CommentId(parent)),
            ..Comment::default()
        })
    }

    /// `a(b(c) d>b)`: `d` is drawn beside `b` and says that it answers it.
    fn sketch(comments: &[Arc<Comment>], places: &[Place], under: usize) -> String {
        let letter = |index: usize| char::from(b'`' + comments[index].id.0 as u8);
        let mut here = Vec::new();
        let mut next = places[under].first;
        while let Some(index) = next {
            let mut text = String::from(letter(index));
            if let Some(answers) = places[index].answers {
                text.extend(['>', letter(answers)]);
            }
            let below = sketch(comments, places, index);
            here.push(if below.is_empty() { text } else { format!("{text}({below})") });
            next = places[index].next;
        }
        here.join(" ")
    }

    fn drawn(list: &[(&str, &str)], nesting: usize) -> String {
        let id = |name: &str| name.bytes().next().map_or(0, |byte| u64::from(byte - b'`'));
        let comments: Vec<_> = list.iter().map(|(one, of)| comment(id(one), id(of))).collect();
        sketch(&comments, &places(&comments, nesting), comments.len())
    }

    #[test]
    fn every_conversation_can_be_drawn() {
        let chain = [("a", ""), ("b", "a"), ("c", "b"), ("d", "c"), ("e", "b")];
        for (list, nesting, expected) in [
            (&[][..], 4, ""),
            (&chain, 4, "a(b(c(d) e))"),
            (&chain, 2, "a(b(c d>c e))"),
            (&chain, 1, "a(b c>b d>c e>b)"),
            (&chain, 0, "a b>a c>b d>c e>b"),
            // Answers before what they answer.
            (&[("b", "a"), ("c", "b"), ("a", "")], 4, "a(b(c))"),
            // Orphans.
            (&[("a", "z"), ("b", "a")], 4, "a(b)"),
            // Circles, and what hangs on them.
            (&[("a", "a")], 4, "a"),
            (&[("a", "b"), ("b", "a")], 4, "a(b)"),
            (&[("x", "b"), ("a", "b"), ("b", "a"), ("y", "x")], 4, "a(b(x(y)))"),
            (&[("c", "a"), ("a", "b"), ("b", "c"), ("d", "d")], 4, "c(b(a)) d"),
            // One id twice.
            (&[("a", ""), ("a", "b"), ("b", "a")], 4, "a(b(a))"),
        ] {
            assert_eq!(drawn(list, nesting), expected, "{list:?} {nesting}");
        }
    }

    /// By looking up each parent and each way up anew it would take minutes.
    #[test]
    fn a_long_row_of_answers_is_drawn_and_one_in_a_circle() {
        for first in [0, 400_000] {
            let parent = |id| if id == 1 { first } else { id - 1 };
            let comments: Vec<_> = (1..=400_000).map(|id| comment(id, parent(id))).collect();
            let places = places(&comments, 4);
            assert_eq!((places[999].under, places[999].answers), (Some(3), Some(998)));
            assert_eq!(places[399_999].under, Some(3));
        }
    }

    proptest! {
        #[test]
        fn each_comment_is_drawn_once(
            parents in prop::collection::vec(0..14_u64, 0..12),
            nesting in 0..6_usize,
        ) {
            let comments: Vec<_> =
                parents.iter().zip(1..).map(|(parent, id)| comment(id, *parent)).collect();
            let places = places(&comments, nesting);
            let drawn = sketch(&comments, &places, comments.len());
            let said = places.iter().filter(|place| place.answers.is_some()).count();
            let letters = drawn.chars().filter(char::is_ascii_lowercase).count();
            prop_assert_eq!(letters, comments.len() + said, "{}", drawn);
            for place in &places {
                let mut levels = 0;
                let mut up = place.under;
                while let Some(index) = up {
                    levels += 1;
                    up = places[index].under;
                }
                prop_assert!(levels <= nesting);
            }
        }
    }
}
