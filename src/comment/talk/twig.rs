//! The thread on screen.

use crate::comment::model::{Comment, CommentId};
use crate::comment::thread::Branch;
use leptos::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

/// A comment of the thread on screen.
///
/// What changes about it, and its replies, are signals of their own: one comment is drawn
/// anew, or one is added, and nothing else is looked at.
#[derive(Clone)]
pub(in crate::comment) struct Twig {
    pub(in crate::comment) id: CommentId,
    comment: Arc<Mutex<Arc<Comment>>>,
    pub(in crate::comment) answers: Option<Arc<Comment>>,
    /// Set when something about it has changed. The value says nothing.
    changed: ArcRwSignal<bool>,
    pub(in crate::comment) replies: ArcRwSignal<Vec<Self>>,
}

impl Twig {
    /// The comment as it is now; who draws it from this draws it anew when it changes.
    pub(in crate::comment) fn comment(&self) -> Arc<Comment> {
        self.changed.track();
        Arc::clone(&self.comment.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What tells this twig from another that has the same id at another time.
    pub(in crate::comment) fn key(&self) -> String {
        let comment = untrack(|| self.comment());
        [self.id.as_str(), " ", comment.created.as_str()].concat()
    }

    pub(super) fn touch(&self) {
        self.changed.update(|it| *it = !*it);
    }

    fn put(&self, comment: Arc<Comment>) {
        *self.comment.lock().unwrap_or_else(PoisonError::into_inner) = comment;
        self.touch();
    }
}

/// Does something with the twig of a comment, if that is on screen.
pub(super) fn find(twigs: &[Twig], id: &CommentId, work: &mut dyn FnMut(&Twig)) {
    for twig in twigs {
        if twig.id == *id {
            work(twig);
        }
        find(&twig.replies.get_untracked(), id, work);
    }
}

/// The twigs for a list of branches; those that are on screen stay the same. `None` where
/// the list itself has not changed, though a list below it may have.
pub(super) fn grown(old: &[Twig], branches: Vec<Branch>) -> Option<Vec<Twig>> {
    let same = old.len() == branches.len();
    let mut changed = !same;
    let new = branches
        .into_iter()
        .enumerate()
        .map(|(index, branch)| {
            let is = |twig: &&Twig| untrack(|| twig.comment()).is(&branch.comment);
            let here = old.get(index).filter(is);
            changed |= here.is_none();
            let Some(twig) = here.or_else(|| old.iter().find(is)) else {
                let replies = grown(&[], branch.replies).unwrap_or_default();
                return Twig {
                    id: branch.comment.id.clone(),
                    comment: Arc::new(Mutex::new(branch.comment)),
                    answers: branch.answers,
                    changed: ArcRwSignal::new(false),
                    replies: ArcRwSignal::new(replies),
                };
            };
            if *untrack(|| twig.comment()) != *branch.comment {
                twig.put(branch.comment);
            }
            let replies = twig.replies.get_untracked();
            if let Some(replies) = grown(&replies, branch.replies) {
                twig.replies.set(replies);
            }
            twig.clone()
        })
        .collect();
    changed.then_some(new)
}
