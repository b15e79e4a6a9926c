//! What a reader does with a comment: votes, and changes or deletes their own.

use super::{State, Talk};
use crate::browser::{clock, document};
use crate::comment::adapter::Adapter;
use crate::comment::error::SubmitError;
use crate::comment::model::{Comment, CommentId, State as CommentState, Vote};
use crate::edition::Word;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use std::sync::Arc;
use std::time::Duration;

/// How often the time that is left for a change is told anew.
const MINUTE: Duration = Duration::from_secs(60);

/// What the reader does with a comment of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::comment) enum Act {
    /// Changes what it says: here as it was typed.
    Edit(String),
    /// Is asked whether it shall really go.
    Delete,
}

impl Talk {
    /// What the reader does with this comment. Who draws it is told by its twig.
    pub(in crate::comment) fn act(self, id: &CommentId) -> Option<Act> {
        self.0.with_untracked(|state| {
            state.act.as_ref().filter(|(of, _)| of == id).map(|(_, act)| act.clone())
        })
    }

    /// What was said last about this comment.
    pub(in crate::comment) fn notice(self, id: &CommentId) -> Option<String> {
        self.0.with_untracked(|state| {
            state.notice.as_ref().filter(|(of, _)| of == id).map(|(_, notice)| notice.clone())
        })
    }

    /// For how many minutes the reader may still change this comment; `None` when not at all.
    pub(in crate::comment) fn minutes_left(self, comment: &Comment) -> Option<u32> {
        self.0.with_untracked(|state| {
            let seconds = state.own.seconds_left(comment, clock::seconds())?;
            Some((seconds / 60.0).ceil() as u32)
        })
    }

    /// Votes.
    pub(in crate::comment) fn vote(self, id: CommentId, vote: Vote) {
        let Some(adapter) = self.start() else { return };
        spawn_local(async move {
            let answer = adapter.vote(&id, vote).await;
            self.end();
            match answer {
                Ok(votes) => {
                    let mut counted = true;
                    self.change(&id, &mut |comment| {
                        counted = comment.votes != Some(votes);
                        comment.votes = Some(votes);
                    });
                    if counted {
                        let said = self.word(Word::VoteCounted);
                        self.announce(said);
                    } else {
                        self.say(&id, self.word(Word::VoteNotCounted));
                    }
                }
                Err(error) => self.say_error(&id, error, Word::VoteFailed),
            }
            let button = match vote {
                Vote::Like => "-like",
                Vote::Dislike => "-dislike",
            };
            self.focus(&id, button).await;
        });
    }

    /// Opens the form to change a comment, with what was typed.
    pub(in crate::comment) fn begin_edit(self, id: CommentId) {
        let Some(adapter) = self.start() else { return };
        spawn_local(async move {
            let answer = adapter.source(&id).await;
            self.end();
            match answer {
                Ok(text) => {
                    self.set_act(&id, Some(Act::Edit(text)));
                    self.focus(&id, "-edit-text").await;
                }
                Err(error) => self.say_change_error(&id, error),
            }
        });
    }

    /// Asks whether a comment shall really go.
    pub(in crate::comment) fn begin_delete(self, id: CommentId) {
        self.set_act(&id, Some(Act::Delete));
        spawn_local(async move { self.focus(&id, "-delete-no").await });
    }

    /// Leaves the comment as it is.
    pub(in crate::comment) fn give_up(self, id: CommentId) {
        let back = match self.act(&id) {
            Some(Act::Delete) => "-delete",
            _ => "-edit",
        };
        self.set_act(&id, None);
        spawn_local(async move { self.focus(&id, back).await });
    }

    /// Sends the changed text. It stays in its field until it has arrived.
    pub(in crate::comment) fn finish_edit(self, id: CommentId, text: String) {
        let Some(adapter) = self.start() else { return };
        let text = text.trim().to_owned();
        spawn_local(async move {
            let answer = adapter.edit(&id, &text).await;
            self.end();
            match answer {
                Ok(edited) => {
                    let changeable = edited.changeable;
                    self.note_down(&mut |state| state.own.add(&edited, clock::seconds()));
                    self.change(&id, &mut |comment| {
                        // The answer lacks what the server knows of the writer.
                        comment.body.clone_from(&edited.body);
                        comment.modified.clone_from(&edited.modified);
                        comment.changeable = changeable;
                    });
                    self.set_act(&id, None);
                    let said = self.word(Word::CommentChanged);
                    self.announce(said);
                    self.focus(&id, "-edit").await;
                }
                Err(error) => self.say_change_error(&id, error),
            }
        });
    }

    /// Deletes a comment.
    pub(in crate::comment) fn finish_delete(self, id: CommentId) {
        let Some(adapter) = self.start() else { return };
        spawn_local(async move {
            let answer = adapter.delete(&id).await;
            self.end();
            match answer {
                Ok(placeholder) => {
                    let next = self.after(&id);
                    self.0.update(|state| forget(state, &id, placeholder));
                    self.show(None);
                    let said = self.word(Word::CommentDeleted);
                    self.announce(said);
                    tick().await;
                    document::focus_place(&next);
                }
                Err(error) => {
                    self.set_act(&id, None);
                    self.say_change_error(&id, error);
                }
            }
        });
    }

    /// Where a reader goes on when a comment has gone: to the one before it, else to the top.
    fn after(self, id: &CommentId) -> String {
        let is = |comment: &Arc<Comment>| comment.id == *id;
        let before = self.0.try_with_untracked(|state| {
            let at = state.comments.iter().position(is)?;
            state.comments.get(at.checked_sub(1)?).map(|comment| comment.id.anchor())
        });
        before.flatten().unwrap_or_else(|| "comments-heading".into())
    }

    /// While the reader may change a comment, tells how long.
    pub(super) fn watch_own(self) {
        let own = self.0.try_with_untracked(|state| state.own.ids(clock::seconds()));
        let Some(own) = own.filter(|own| !own.is_empty()) else { return };
        let tell = move || {
            for id in &own {
                self.touch(id);
            }
            if !self.0.is_disposed() {
                self.watch_own();
            }
        };
        set_timeout(tell, MINUTE);
    }

    /// The door, unless something is on its way through it: the second click of two would
    /// come with what the first has made stale.
    fn start(self) -> Option<Adapter> {
        let mut adapter = None;
        self.note_down(&mut |state| {
            adapter = (!state.acting).then(|| state.adapter.clone());
            state.acting = true;
        });
        adapter
    }

    fn end(self) {
        self.note_down(&mut |state| state.acting = false);
    }

    fn set_act(self, id: &CommentId, act: Option<Act>) {
        let mut before = None;
        self.note_down(&mut |state| {
            state.notice = None;
            before = state.act.take();
            state.act = act.clone().map(|act| (id.clone(), act));
        });
        if let Some((other, _)) = before.filter(|(other, _)| other != id) {
            self.touch(&other);
        }
        self.touch(id);
    }

    /// Says something about a comment, in sight of it and aloud.
    fn say(self, id: &CommentId, text: String) {
        let before = self.0.try_with_untracked(|state| state.notice.clone()).flatten();
        self.note_down(&mut |state| state.notice = Some((id.clone(), text.clone())));
        if let Some((other, _)) = before.filter(|(other, _)| other != id) {
            self.touch(&other);
        }
        self.touch(id);
        self.announce(text);
    }

    fn say_error(self, id: &CommentId, error: SubmitError, otherwise: Word) {
        let word = match error {
            SubmitError::Network => Word::ActOffline,
            SubmitError::Unclear => Word::ActUnanswered,
            _ => otherwise,
        };
        self.say(id, self.word(word));
    }

    fn say_change_error(self, id: &CommentId, error: SubmitError) {
        if let SubmitError::Field(fault) = error {
            let said = self.0.try_with_untracked(|state| {
                fault.sentence(&state.edition.site.words, state.capabilities)
            });
            return self.say(id, said.unwrap_or_default());
        }
        if error == SubmitError::Forbidden {
            // The server does not know the reader any more: the time is over, or the browser
            // keeps no cookie of it. What is in the field stays there.
            self.note_down(&mut |state| state.own.forget(id));
        }
        self.say_error(id, error, Word::ChangeRefused);
    }

    /// Changes what is known of a comment, and draws it anew.
    fn change(self, id: &CommentId, change: &mut dyn FnMut(&mut Comment)) {
        self.note_down(&mut |state| {
            if let Some(comment) = state.comments.iter_mut().find(|comment| comment.id == *id) {
                change(Arc::make_mut(comment));
            }
        });
        self.show(None);
    }

    async fn focus(self, id: &CommentId, part: &str) {
        tick().await;
        document::focus_place(&[&id.anchor(), part].concat());
    }
}

/// Takes a deleted comment out, or puts a placeholder where it was.
fn forget(state: &mut State, id: &CommentId, placeholder: Option<Comment>) {
    let live = |comment: &Arc<Comment>| comment.id == *id && comment.state == CommentState::Live;
    if state.comments.iter().any(live) {
        state.total = state.total.map(|total| total.saturating_sub(1));
    }
    state.own.forget(id);
    (state.act, state.notice) = (None, None);
    match placeholder {
        None => state.comments.retain(|comment| comment.id != *id),
        Some(placeholder) => {
            if let Some(comment) = state.comments.iter_mut().find(|comment| comment.id == *id) {
                let it = Arc::make_mut(comment);
                it.state = CommentState::Deleted;
                (it.author, it.website, it.votes) = (None, None, None);
                it.body = placeholder.body;
            }
        }
    }
}
