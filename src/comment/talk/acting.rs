//! What a reader does with a comment: votes, and changes or deletes their own.

use super::{State, Talk};
use crate::browser::{clock, document};
use crate::comment::error::SubmitError;
use crate::comment::model::{Comment, CommentId, Deed, Outcome, State as CommentState, Vote};
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

    /// Does something with a comment, one thing at a time: the second click of two would come
    /// with what the first has made stale.
    pub(in crate::comment) fn perform(self, deed: Deed) {
        let mut adapter = None;
        self.note_down(&mut |state| {
            adapter = (!state.acting).then(|| state.adapter.clone());
            state.acting = true;
        });
        let Some(adapter) = adapter else { return };
        spawn_local(async move {
            let answer = adapter.act(&deed).await;
            self.note_down(&mut |state| state.acting = false);
            let focus = match answer {
                Ok(outcome) => self.done(&deed, outcome),
                Err(error) => self.failed(&deed, error),
            };
            if let Some(place) = focus {
                focus_soon(place);
            }
        });
    }

    /// Shows what has come of it, and says where the focus goes.
    fn done(self, deed: &Deed, outcome: Outcome) -> Option<String> {
        match (deed, outcome) {
            (Deed::Vote(id, vote), Outcome::Votes(votes)) => {
                let mut counted = true;
                self.change(id, &mut |comment| {
                    counted = comment.votes != Some(votes);
                    comment.votes = Some(votes);
                });
                if counted {
                    self.announce(self.word(Word::VoteCounted));
                } else {
                    self.say(id, self.word(Word::VoteNotCounted));
                }
                let like = *vote == Vote::Like;
                Some(place(id, if like { "-like" } else { "-dislike" }))
            }
            (Deed::Source(id), Outcome::Text(text)) => {
                self.set_act(id, Some(Act::Edit(text)));
                Some(place(id, "-edit-text"))
            }
            (Deed::Edit(id, _), Outcome::Comment(edited)) => {
                self.note_down(&mut |state| state.own.add(&edited, clock::seconds()));
                self.change(id, &mut |comment| {
                    // The answer lacks what the server knows of the writer.
                    comment.body.clone_from(&edited.body);
                    comment.modified.clone_from(&edited.modified);
                });
                self.set_act(id, None);
                self.announce(self.word(Word::CommentChanged));
                Some(place(id, "-edit"))
            }
            (Deed::Delete(id), outcome) => {
                let next = self.after(id, &outcome);
                self.update(&mut |state| forget(state, id, &outcome));
                self.show(None);
                self.announce(self.word(Word::CommentDeleted));
                Some(next)
            }
            _ => None,
        }
    }

    /// Says why it was not done. What is being written stays in its field.
    fn failed(self, deed: &Deed, error: SubmitError) -> Option<String> {
        let (id, otherwise) = match deed {
            Deed::Vote(id, _) => (id, Word::VoteFailed),
            Deed::Source(id) | Deed::Edit(id, _) => (id, Word::ChangeRefused),
            Deed::Delete(id) => {
                self.set_act(id, None);
                (id, Word::ChangeRefused)
            }
            Deed::Preview(_) => return None,
        };
        if let SubmitError::Field(fault) = error {
            let said =
                self.look(|state| fault.sentence(&state.edition.site.words, state.capabilities));
            self.say(id, said.unwrap_or_default());
            return None;
        }
        if error == SubmitError::Forbidden && otherwise == Word::ChangeRefused {
            // The server does not know the reader any more: the time is over, or the browser
            // keeps no cookie of it.
            self.note_down(&mut |state| state.own.forget(id));
        }
        let word = match error {
            SubmitError::Network => Word::ActOffline,
            SubmitError::Unclear => Word::ActUnanswered,
            _ => otherwise,
        };
        self.say(id, self.word(word));
        None
    }

    /// Asks whether a comment shall really go.
    pub(in crate::comment) fn begin_delete(self, id: CommentId) {
        self.set_act(&id, Some(Act::Delete));
        focus_soon(place(&id, "-delete-no"));
    }

    /// Leaves the comment as it is.
    pub(in crate::comment) fn give_up(self, id: CommentId) {
        let back = match self.act(&id) {
            Some(Act::Delete) => "-delete",
            _ => "-edit",
        };
        self.set_act(&id, None);
        focus_soon(place(&id, back));
    }

    /// Where a reader goes on when a comment has gone: to its placeholder, to the one before it,
    /// else to the top.
    fn after(self, id: &CommentId, outcome: &Outcome) -> String {
        if *outcome != Outcome::Gone {
            return id.anchor();
        }
        let is = |comment: &Arc<Comment>| comment.id == *id;
        let before = self.look(|state| {
            let at = state.comments.iter().position(is)?;
            state.comments.get(at.checked_sub(1)?).map(|comment| comment.id.anchor())
        });
        before.flatten().unwrap_or_else(|| "comments-heading".into())
    }

    /// While the reader may change a comment, tells how long.
    pub(super) fn watch_own(self) {
        let own = self.look(|state| state.own.ids(clock::seconds()));
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
        let before = self.look(|state| state.notice.clone()).flatten();
        self.note_down(&mut |state| state.notice = Some((id.clone(), text.clone())));
        if let Some((other, _)) = before.filter(|(other, _)| other != id) {
            self.touch(&other);
        }
        self.touch(id);
        self.announce(text);
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
}

/// Puts the focus on something that is about to be drawn.
fn focus_soon(place: String) {
    spawn_local(async move {
        tick().await;
        document::focus_place(&place);
    });
}

fn place(id: &CommentId, part: &str) -> String {
    [&id.anchor(), part].concat()
}

/// Takes a deleted comment out, or puts a placeholder where it was.
fn forget(state: &mut State, id: &CommentId, outcome: &Outcome) {
    let live = |comment: &Arc<Comment>| comment.id == *id && comment.state == CommentState::Live;
    if state.comments.iter().any(live) {
        state.total = state.total.map(|total| total.saturating_sub(1));
    }
    state.own.forget(id);
    (state.act, state.notice) = (None, None);
    let Outcome::Comment(placeholder) = outcome else {
        state.comments.retain(|comment| comment.id != *id);
        return;
    };
    if let Some(comment) = state.comments.iter_mut().find(|comment| comment.id == *id) {
        let it = Arc::make_mut(comment);
        it.state = CommentState::Deleted;
        (it.author, it.website, it.votes) = (None, None, None);
        it.body.clone_from(&placeholder.body);
    }
}
