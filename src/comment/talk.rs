//! What thread and form share.

use super::adapter::Adapter;
use super::model::{Capabilities, Comment, CommentId, Query};
use super::thread::{self, Branch};
use crate::browser::{clock, document, still};
use crate::edition::{Comments, Timestamp};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use std::sync::Arc;

/// The conversation under the story on screen.
///
/// One signal for all that changes: each type of signal is some kilobytes of code, and the
/// few things that are drawn from it are quickly looked through.
#[derive(Clone, Copy)]
pub(super) struct Talk(RwSignal<State>);

struct State {
    adapter: Adapter,
    /// The story's key.
    story: String,
    /// `None` until they are known.
    comments: Option<Vec<Arc<Comment>>>,
    /// The first level of the thread.
    thread: ArcRwSignal<Vec<Twig>>,
    /// The comment under which the form is open.
    replying: Option<CommentId>,
    /// Whether no comments are taken any more.
    closed: bool,
    /// From when on none are taken.
    closes: Option<Timestamp>,
}

/// A comment of the thread on screen. Its replies are a signal of their own, so that a new
/// one is drawn and nothing else.
#[derive(Clone)]
pub(super) struct Twig {
    pub(super) comment: Arc<Comment>,
    pub(super) answers: Option<Arc<Comment>>,
    pub(super) replies: ArcRwSignal<Vec<Self>>,
}

impl Talk {
    pub(super) fn new(adapter: Adapter, story: &str, comments: &Comments) -> Self {
        Self(RwSignal::new(State {
            adapter,
            story: story.into(),
            comments: None,
            thread: ArcRwSignal::new(Vec::new()),
            replying: None,
            closed: !comments.open,
            closes: comments.closes.clone(),
        }))
    }

    pub(super) fn adapter(self) -> Adapter {
        self.0.with_untracked(|state| state.adapter.clone())
    }

    pub(super) fn capabilities(self) -> Capabilities {
        self.0.with_untracked(|state| state.adapter.capabilities())
    }

    pub(super) fn story(self) -> String {
        self.0.with_untracked(|state| state.story.clone())
    }

    pub(super) fn thread(self) -> ArcRwSignal<Vec<Twig>> {
        self.0.with_untracked(|state| state.thread.clone())
    }

    /// How many comments there are; `None` until that is known.
    pub(super) fn count(self) -> Option<usize> {
        self.0.with(|state| state.comments.as_ref().map(Vec::len))
    }

    /// Whether no comments are taken any more.
    pub(super) fn is_closed(self) -> bool {
        self.0.with(|state| state.closed)
    }

    /// Whether the form is open under a comment.
    pub(super) fn is_answering(self, comment: &CommentId) -> bool {
        self.0.with(|state| state.replying.as_ref() == Some(comment))
    }

    /// Whether no comments are taken any more by the reader's clock, which is asked when the
    /// app has woken and when a comment is sent. The form goes then; what is written stays.
    pub(super) fn closes_now(self) -> bool {
        let over = self.0.with_untracked(|state| {
            !state.closed && state.closes.as_ref().is_some_and(clock::is_past)
        });
        if over {
            self.0.update(|state| state.closed = true);
        }
        untrack(|| self.is_closed())
    }

    /// Closes the thread if its time is up, and fetches the comments.
    pub(super) fn begin(self) {
        self.closes_now();
        let adapter = self.adapter();
        spawn_local(async move {
            still::loaded().await;
            let listing = adapter.list(Query::default()).await.unwrap_or_default();
            let comments = listing.comments.into_iter().map(Arc::new).collect();
            // A form that is being written in stays where it is in the window.
            still::around(".comments > .comment-form", || self.show(comments)).await;
            self.arrive().await;
        });
    }

    /// Opens the form under a comment; where it is open already, leads to it.
    pub(super) fn answer(self, comment: &CommentId) {
        if untrack(|| self.is_answering(comment)) {
            document::focus_place(&[&comment.anchor(), "-text"].concat());
        } else {
            self.0.update(|state| state.replying = Some(comment.clone()));
        }
    }

    /// Closes the form under a comment. Its draft stays, and the focus goes to the button
    /// that opened it.
    pub(super) fn give_up_answer(self) {
        let mut answered = None;
        self.0.update(|state| answered = state.replying.take());
        if let Some(comment) = answered {
            document::focus_place(&[&comment.anchor(), "-reply"].concat());
        }
    }

    /// Puts one more comment into the thread, and the reader's focus on it.
    pub(super) async fn add(self, comment: Comment) {
        let anchor = comment.id.anchor();
        let mut comments = self.comments();
        comments.push(Arc::new(comment));
        self.0.update(|state| state.replying = None);
        self.show(comments);
        tick().await;
        document::focus_place(&anchor);
    }

    /// What is known so far; nothing when the reader has gone on to another story.
    fn comments(self) -> Vec<Arc<Comment>> {
        self.0.try_with_untracked(|state| state.comments.clone()).flatten().unwrap_or_default()
    }

    fn show(self, comments: Vec<Arc<Comment>>) {
        if self.0.is_disposed() {
            return;
        }
        let branches = thread::build(&comments, self.capabilities().nesting);
        let thread = self.thread();
        let old = thread.get_untracked();
        if let Some(new) = grown(&old, branches) {
            thread.set(new);
        }
        self.0.update(|state| state.comments = Some(comments));
    }

    /// Follows a link to a comment, which was not there when the page was opened.
    async fn arrive(self) {
        if let Some(fragment) = document::fragment()
            && self.comments().iter().any(|comment| comment.id.anchor() == fragment)
        {
            // In one frame with the thread it would be a jump of the page.
            still::painted().await;
            if document::nothing_focused() {
                document::focus_place(&fragment);
            }
        }
    }
}

/// The twigs for a list of branches; those that are on screen stay the same. `None` where
/// the list itself has not changed, though a list below it may have.
fn grown(old: &[Twig], branches: Vec<Branch>) -> Option<Vec<Twig>> {
    let same = old.len() == branches.len();
    let mut changed = !same;
    let new = branches
        .into_iter()
        .enumerate()
        .map(|(index, branch)| {
            let is = |twig: &&Twig| twig.comment.id == branch.comment.id;
            let here = old.get(index).filter(is);
            changed |= here.is_none();
            let Some(twig) = here.or_else(|| old.iter().find(is)) else {
                let replies = grown(&[], branch.replies).unwrap_or_default();
                return Twig {
                    comment: branch.comment,
                    answers: branch.answers,
                    replies: ArcRwSignal::new(replies),
                };
            };
            let replies = twig.replies.get_untracked();
            if let Some(replies) = grown(&replies, branch.replies) {
                twig.replies.set(replies);
            }
            twig.clone()
        })
        .collect();
    changed.then_some(new)
}
