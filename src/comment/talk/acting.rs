//! What a reader does with a comment: votes, and changes or deletes their own.

use super::{State, Talk, focus_soon, stays_with};
use crate::browser::storage::Key;
use crate::browser::{clock, document};
use crate::comment::draft;
use crate::comment::error::Error;
use crate::comment::model::{
    Ask, Comment, CommentId, Outcome, State as CommentState, Submission, What,
};
use crate::comment::same;
use crate::edition::Word;
use std::sync::Arc;

/// What the reader does with a comment of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::comment) enum Act {
    /// Changes what it says: here as it was typed.
    Edit(String),
    /// Is asked whether it shall really go.
    Delete,
}

impl Talk {
    /// Does something with a comment, one thing at a time with each: the second click of two
    /// would come with what the first has made stale.
    pub(in crate::comment) fn perform(self, what: What, id: CommentId, text: String) {
        let mut adapter = None;
        let mut known = Vec::new();
        self.update(&mut |state| {
            if !state.acting.contains(&id) {
                state.acting.push(id);
                adapter = Some((state.adapter.clone(), edit_key(state, id)));
            }
            let comment = state.comments.iter().find(|comment| comment.id == id);
            known.extend(comment.map(|comment| same::stamp(comment)).into_iter().flatten());
        });
        let Some((adapter, key)) = adapter else { return };
        let focused = document::focused();
        let submission = Submission { text: text.clone(), ..Submission::default() };
        let ask = Ask { what, comment: Some(id), submission, known, ..Ask::default() };
        let then = move |outcome: Result<Outcome, Error>| {
            let stayed = stays_with(focused.as_ref());
            let mut focus = None;
            let mut said = String::new();
            self.update(&mut |state| {
                state.acting.retain(|of| *of != id);
                (said, focus) = match &outcome {
                    Ok(outcome) => done(state, what, id, &text, outcome),
                    Err(error) => (failed(state, what, id, *error), None),
                };
            });
            self.announce(said);
            if let Some((id, part)) = focus.filter(|_| stayed) {
                focus_soon(id, part);
            }
        };
        if what == What::Source {
            // A change that was begun in a tab that has gone is gone on with here.
            draft::adopt(key, Box::new(move || adapter.ask(ask, then)));
        } else {
            adapter.ask(ask, then);
        }
    }

    /// Asks whether a comment shall really go.
    pub(in crate::comment) fn begin_delete(self, id: CommentId) {
        self.update(&mut |state| {
            state.begin_act(id, Act::Delete);
            state.notice = None;
        });
        focus_soon(id, "-give-up");
    }

    /// Leaves the comment as it is.
    pub(in crate::comment) fn give_up(self, id: CommentId) {
        let mut part = "-edit";
        self.update(&mut |state| {
            if state.act_with(id) == Some(&Act::Delete) {
                part = "-delete";
            } else {
                let _ = draft::keep(&edit_key(state, id), "");
            }
            state.end_act(id);
            state.notice = None;
        });
        focus_soon(id, part);
    }

    /// Takes down what stands in the field of a comment that is being changed, and keeps it on
    /// the device. Where that is refused it is in the field, and here.
    pub(in crate::comment) fn note_edit(self, id: CommentId, written: &str) {
        self.note_down(&mut |state| {
            let _ = draft::keep(&edit_key(state, id), written);
            if state.act_with(id).is_some() {
                state.begin_act(id, Act::Edit(written.into()));
            }
        });
    }
}

/// Where the unsaved change of a comment is kept.
fn edit_key(state: &State, id: CommentId) -> Key {
    let whose = [&id.text(), " ", &state.thread_of.key].concat();
    Key::new(&state.edition.base, "edit", &whose)
}

/// Where the focus goes: to something of a comment.
type Place = (CommentId, &'static str);

/// Shows what has come of it, and says what is told and where the focus goes.
fn done(
    state: &mut State,
    what: What,
    id: CommentId,
    sent: &str,
    out: &Outcome,
) -> (String, Option<Place>) {
    let Some(at) = state.comments.iter().position(|comment| comment.id == id) else {
        return (String::new(), None);
    };
    let answer = out.comments.first();
    let key = edit_key(state, id);
    let comment = Arc::make_mut(&mut state.comments[at]);
    state.notice = None;
    let (word, place) = match (what, answer) {
        (What::Source, _) => {
            // An earlier change that was never saved.
            let kept = Some(draft::kept(&key)).filter(|kept| !kept.is_empty() && *kept != out.text);
            let said = kept.as_ref().map(|_| state.edition.word(Word::ChangeRestored));
            state.notice = said.clone().map(|said| (id, said));
            state.begin_act(id, Act::Edit(kept.unwrap_or_else(|| out.text.clone())));
            return (said.unwrap_or_default(), Some((id, "-edit-text")));
        }
        (What::Like | What::Dislike, Some(votes)) => {
            let part = if what == What::Like { "-like" } else { "-dislike" };
            (comment.likes, comment.dislikes) = (votes.likes, votes.dislikes);
            // Others may have voted meanwhile: the numbers do not tell.
            if !out.text.is_empty() {
                let said = state.edition.word(Word::VoteNotCounted);
                state.notice = Some((id, said.clone()));
                return (said, Some((id, part)));
            }
            (Word::VoteCounted, (id, part))
        }
        (What::Edit, Some(edited)) => {
            // The answer lacks what the server knows of the writer.
            comment.body.clone_from(&edited.body);
            comment.modified = edited.modified;
            let comment = Arc::clone(&state.comments[at]);
            for added in state.added.iter_mut().filter(|added| added.is(&comment)) {
                *added = Arc::clone(&comment);
            }
            state.own.add(edited, clock::seconds());
            // Whoever has gone on writing goes on.
            let goes_on =
                matches!(state.act_with(id), Some(Act::Edit(text)) if text.trim() != sent);
            draft::forget(&key, sent);
            if !goes_on {
                state.end_act(id);
            }
            (Word::CommentChanged, (id, if goes_on { "-edit-text" } else { "-edit" }))
        }
        _ => {
            let was_live = comment.state == CommentState::Live;
            let place = if answer.is_some() {
                // A placeholder for its replies.
                *comment = Comment {
                    id,
                    parent: comment.parent,
                    created: comment.created,
                    state: CommentState::Deleted,
                    ..Comment::default()
                };
                id
            } else {
                if was_live {
                    state.total = state.total.map(|total| total.saturating_sub(1));
                }
                state.comments.remove(at);
                // To the one before it, else to the top.
                at.checked_sub(1).map_or(id, |at| state.comments[at].id)
            };
            let _ = draft::keep(&key, "");
            state.end_act(id);
            state.own.forget(id);
            state.added.retain(|added| added.id != id);
            (Word::CommentDeleted, (place, ""))
        }
    };
    state.arrange();
    (state.edition.word(word), Some(place))
}

/// Says why it was not done, in sight of the comment and aloud. What is being written stays in
/// its field.
fn failed(state: &mut State, what: What, id: CommentId, error: Error) -> String {
    let is_vote = matches!(what, What::Like | What::Dislike);
    if what == What::Delete {
        state.end_act(id);
    }
    if error == Error::Forbidden && !is_vote {
        // The server does not know the reader any more: the time is over, or the browser
        // keeps no cookie of it.
        state.own.forget(id);
    }
    let word = match error {
        Error::Network => Word::ActOffline,
        Error::Unclear => Word::ActUnanswered,
        _ if is_vote => Word::VoteFailed,
        _ => Word::ChangeRefused,
    };
    let said = match error {
        Error::Field(fault) => fault.sentence(&state.edition.site.words, state.capabilities),
        _ => state.edition.word(word),
    };
    state.notice = Some((id, said.clone()));
    said
}
