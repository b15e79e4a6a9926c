//! The order in which a conversation is drawn.

use super::model::{Comment, CommentId};
use super::sorted::sorted;
use std::sync::Arc;

/// A comment with what is drawn below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) comment: Arc<Comment>,
    /// Whom it answers, where its place does not say so.
    pub(super) answers: Option<Arc<Comment>>,
    pub(super) replies: Vec<Self>,
}

/// Orders comments into a tree of at most `nesting` levels below the first; comments under
/// one parent stay in the order in which they came.
///
/// Whatever a server sends can be drawn, and each comment once: a comment whose parent is not
/// there stands on the first level, and so does the first one of a circle of answers. Of two
/// with one id the first has the answers.
pub(super) fn build(comments: &[Arc<Comment>], nesting: u8) -> Vec<Branch> {
    // Of two with one id the first stays the first.
    let ids = sorted(comments.len(), &|one, other| comments[one].id < comments[other].id);
    let find = |id: &CommentId| {
        let at = ids.partition_point(|&index| comments[index].id < *id);
        ids.get(at).copied().filter(|&index| comments[index].id == *id)
    };
    let mut parents: Vec<Option<usize>> =
        comments.iter().map(|comment| comment.parent.as_ref().and_then(find)).collect();
    cut_circles(&mut parents);
    let places = places(&parents, nesting);

    let mut below: Vec<Vec<usize>> = vec![Vec::new(); comments.len()];
    let mut first = Vec::new();
    for (index, place) in places.iter().enumerate() {
        place.under.map_or(&mut first, |host| &mut below[host]).push(index);
    }
    let answers = |index: usize| {
        let parent = parents[index].filter(|_| places[index].under != parents[index]);
        parent.map(|parent| Arc::clone(&comments[parent]))
    };
    grow(&first, comments, &below, &answers)
}

/// Takes branches away, in the order in which they are read, until there is room for those
/// that stay.
pub(super) fn cut(branches: &mut Vec<Branch>, room: &mut usize) {
    let mut at = 0;
    while at < branches.len() && *room > 0 {
        *room -= 1;
        cut(&mut branches[at].replies, room);
        at += 1;
    }
    branches.truncate(at);
}

/// How many comments are read before this one.
pub(super) fn place(branches: &[Branch], id: &CommentId) -> Option<usize> {
    fn walk(branches: &[Branch], id: &CommentId, before: &mut usize) -> bool {
        branches.iter().any(|branch| {
            branch.comment.id == *id || {
                *before += 1;
                walk(&branch.replies, id, before)
            }
        })
    }
    let mut before = 0;
    walk(branches, id, &mut before).then_some(before)
}

/// Where a comment is drawn.
#[derive(Clone, Copy)]
struct Place {
    level: u8,
    under: Option<usize>,
}

/// Makes the first comment of each circle of answers one without a parent.
fn cut_circles(parents: &mut [Option<usize>]) {
    // The walk on which a comment was first met, counted from 1.
    let mut walk = vec![0; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while walk[at] == 0 {
            walk[at] = start + 1;
            let Some(parent) = parents[at] else { break };
            if walk[parent] == start + 1 {
                // Met twice on one walk: the circle goes through here. All of it lies behind
                // the lowest index, where it is cut.
                let mut lowest = parent;
                let mut next = parents[parent];
                while let Some(member) = next.filter(|member| *member != parent) {
                    lowest = lowest.min(member);
                    next = parents[member];
                }
                parents[lowest] = None;
                break;
            }
            at = parent;
        }
    }
}

/// Places every comment below its parent, or beside it where the levels are used up.
fn places(parents: &[Option<usize>], nesting: u8) -> Vec<Place> {
    let mut places: Vec<Option<Place>> = vec![None; parents.len()];
    let mut waiting = Vec::new();
    for start in 0..parents.len() {
        // Down to the nearest ancestor that has its place, then back up.
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| places[*index].is_none()) {
            waiting.push(index);
            at = parents[index];
        }
        while let Some(index) = waiting.pop() {
            let parent = parents[index].and_then(|parent| Some((parent, places[parent]?)));
            places[index] = Some(match parent {
                None => Place { level: 0, under: None },
                Some((parent, place)) if place.level < nesting => {
                    Place { level: place.level + 1, under: Some(parent) }
                }
                Some((_, beside)) => beside,
            });
        }
    }
    places.into_iter().flatten().collect()
}

/// Recursion goes no deeper than the levels of nesting.
fn grow(
    list: &[usize],
    comments: &[Arc<Comment>],
    below: &[Vec<usize>],
    answers: &dyn Fn(usize) -> Option<Arc<Comment>>,
) -> Vec<Branch> {
    list.iter()
        .map(|&index| Branch {
            comment: Arc::clone(&comments[index]),
            answers: answers(index),
            replies: grow(&below[index], comments, below, answers),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn comment(id: &str, parent: &str) -> Arc<Comment> {
        Arc::new(Comment {
            id: CommentId::new(id),
            parent: (!parent.is_empty()).then(|| CommentId::new(parent)),
            ..Comment::default()
        })
    }

    /// `a(b(c) d>b)`: `d` is drawn beside `b` and says that it answers it.
    fn sketch(branches: &[Branch]) -> String {
        let one = |branch: &Branch| {
            let mut text = branch.comment.id.as_str().to_owned();
            if let Some(answers) = &branch.answers {
                text = format!("{text}>{}", answers.id.as_str());
            }
            if !branch.replies.is_empty() {
                text = format!("{text}({})", sketch(&branch.replies));
            }
            text
        };
        branches.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn drawn(list: &[(&str, &str)], nesting: u8) -> String {
        let comments: Vec<_> = list.iter().map(|(id, parent)| comment(id, parent)).collect();
        sketch(&build(&comments, nesting))
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
        let name = |index: usize| index.to_string();
        let comments: Vec<_> = (1..=1000).map(|i| comment(&name(i), &name(i - 1))).collect();
        assert_eq!(count(&build(&comments, 4)), 1000);
    }

    #[test]
    fn a_long_thread_is_drawn_from_its_beginning() {
        let list = [("a", ""), ("b", "a"), ("c", "b"), ("d", ""), ("e", "d")];
        let comments: Vec<_> = list.iter().map(|(id, parent)| comment(id, parent)).collect();
        for (room, expected) in
            [(0, ""), (1, "a"), (2, "a(b)"), (4, "a(b(c)) d"), (9, "a(b(c)) d(e)")]
        {
            let mut branches = build(&comments, 4);
            let mut left = room;
            cut(&mut branches, &mut left);
            assert_eq!(sketch(&branches), expected);
        }
        let branches = build(&comments, 4);
        for (index, (id, _)) in list.iter().enumerate() {
            assert_eq!(place(&branches, &CommentId::new(*id)), Some(index));
        }
        assert_eq!(place(&branches, &CommentId::new("z")), None);
    }

    fn count(branches: &[Branch]) -> usize {
        branches.iter().map(|branch| 1 + count(&branch.replies)).sum()
    }

    fn depth(branches: &[Branch]) -> u8 {
        branches.iter().map(|branch| 1 + depth(&branch.replies)).max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn each_comment_is_drawn_once(
            parents in prop::collection::vec(0..14_usize, 0..12),
            nesting in 0..6_u8,
        ) {
            let comments: Vec<_> = parents
                .iter()
                .enumerate()
                .map(|(index, parent)| comment(&index.to_string(), &parent.to_string()))
                .collect();
            let tree = build(&comments, nesting);
            prop_assert_eq!(count(&tree), comments.len());
            prop_assert!(depth(&tree) <= nesting + 1);
        }
    }
}
