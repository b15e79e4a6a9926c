//! The order in which a conversation is drawn.

use super::model::Comment;
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
pub(super) fn places(comments: &[Arc<Comment>], nesting: usize) -> Vec<Place> {
    let find = |comment: &Arc<Comment>| {
        let parent = comment.parent?;
        comments.iter().position(|other| other.id == parent)
    };
    let mut parents: Vec<Option<usize>> = comments.iter().map(find).collect();
    for start in 0..parents.len() {
        // Whoever walks up for longer than there are comments is in a circle, or behind one.
        let mut at = parents[start];
        for _ in 0..parents.len() {
            at = match at {
                Some(parent) if parent == start => {
                    parents[start] = None;
                    break;
                }
                Some(parent) => parents[parent],
                None => break,
            };
        }
    }
    let place = |parent: &Option<usize>| {
        let (mut depth, mut up, mut under) = (0, *parent, *parent);
        while let Some(parent) = up {
            depth += 1;
            up = parents[parent];
        }
        // Beside what it answers, where the levels are used up.
        while let Some(parent) = under.filter(|_| depth > nesting) {
            depth -= 1;
            under = parents[parent];
        }
        let answers = parent.filter(|_| under != *parent);
        Place { under, answers, ..Place::default() }
    };
    let mut places: Vec<Place> = parents.iter().map(place).chain([Place::default()]).collect();
    let thread = parents.len();
    for index in (0..thread).rev() {
        let under = places[index].under.unwrap_or(thread);
        places[index].next = places[under].first.replace(index);
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

    #[test]
    fn a_thousand_answers_in_a_row_are_drawn() {
        let comments: Vec<_> = (1..=1000).map(|id| comment(id, id - 1)).collect();
        let places = places(&comments, 4);
        assert_eq!((places[999].under, places[999].answers), (Some(3), Some(998)));
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
