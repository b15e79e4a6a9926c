//! What a reader does with a comment: votes, and changes or deletes their own.

use super::{State, Talk, focus_soon};
use crate::browser::clock;
use crate::comment::error::Error;
use crate::comment::model::{
    Ask, Comment, CommentId, Outcome, State as CommentState, Submission, What,
};
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
    /// Does something with a comment, one thing at a time: the second click of two would come
    /// with what the first has made stale.
    pub(in crate::comment) fn perform(self, what: What, id: CommentId, text: String) {
        let mut adapter = None;
        self.update(&mut |state| {
            adapter = (!state.acting).then(|| state.adapter.clone());
            state.acting = true;
        });
        let Some(adapter) = adapter else { return };
        let submission = Submission { text, ..Submission::default() };
        let ask = Ask { what, comment: Some(id), submission, ..Ask::default() };
        adapter.ask(ask, move |outcome| {
            let mut focus = None;
            let mut said = String::new();
            self.update(&mut |state| {
                state.acting = false;
                (said, focus) = match &outcome {
                    Ok(outcome) => done(state, what, id, outcome),
                    Err(error) => (failed(state, what, id, *error), None),
                };
            });
            self.announce(said);
            if let Some(place) = focus {
                focus_soon(place);
            }
        });
    }

    /// Asks whether a comment shall really go.
    pub(in crate::comment) fn begin_delete(self, id: CommentId) {
        self.update(&mut |state| (state.act, state.notice) = (Some((id, Act::Delete)), None));
        focus_soon(id.place("-give-up"));
    }

    /// Leaves the comment as it is.
    pub(in crate::comment) fn give_up(self, id: CommentId) {
        let deleting = self.says(&|state| matches!(state.act, Some((_, Act::Delete))));
        self.update(&mut |state| (state.act, state.notice) = (None, None));
        focus_soon(id.place(if deleting { "-delete" } else { "-edit" }));
    }
}

/// Shows what has come of it, and says what is told and where the focus goes.
fn done(state: &mut State, what: What, id: CommentId, out: &Outcome) -> (String, Option<String>) {
    let Some(at) = state.comments.iter().position(|comment| comment.id == id) else {
        return (String::new(), None);
    };
    let answer = out.comments.first();
    let comment = Arc::make_mut(&mut state.comments[at]);
    state.notice = None;
    let (word, place) = match (what, answer) {
        (What::Source, _) => {
            state.act = Some((id, Act::Edit(out.text.clone())));
            return (String::new(), Some(id.place("-edit-text")));
        }
        (What::Like | What::Dislike, Some(votes)) => {
            let place = if what == What::Like { "-like" } else { "-dislike" };
            let before = (comment.likes, comment.dislikes);
            (comment.likes, comment.dislikes) = (votes.likes, votes.dislikes);
            if before == (votes.likes, votes.dislikes) {
                let said = state.edition.word(Word::VoteNotCounted);
                state.notice = Some((id, said.clone()));
                return (said, Some(id.place(place)));
            }
            (Word::VoteCounted, id.place(place))
        }
        (What::Edit, Some(edited)) => {
            // The answer lacks what the server knows of the writer.
            comment.body.clone_from(&edited.body);
            comment.modified = edited.modified;
            state.own.add(edited, clock::seconds());
            (Word::CommentChanged, id.place("-edit"))
        }
        _ => {
            state.own.forget(id);
            if comment.state == CommentState::Live {
                state.total = state.total.map(|total| total.saturating_sub(1));
            }
            let place = if answer.is_some() {
                // A placeholder for its replies.
                *comment = Comment {
                    id,
                    parent: comment.parent,
                    created: comment.created,
                    state: CommentState::Deleted,
                    ..Comment::default()
                };
                id.anchor()
            } else {
                state.comments.remove(at);
                // To the one before it, else to the top.
                let before = at.checked_sub(1).map(|at| state.comments[at].id.anchor());
                before.unwrap_or_else(|| "comments-heading".into())
            };
            (Word::CommentDeleted, place)
        }
    };
    state.act = None;
    state.arrange();
    (state.edition.word(word), Some(place))
}

/// Says why it was not done, in sight of the comment and aloud. What is being written stays in
/// its field.
fn failed(state: &mut State, what: What, id: CommentId, error: Error) -> String {
    let is_vote = matches!(what, What::Like | What::Dislike);
    if what == What::Delete {
        state.act = None;
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
