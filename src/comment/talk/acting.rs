//! What a reader does with a comment: votes, and changes or deletes their own.

use super::{State, Talk, focus_soon, stays_with};
use crate::browser::storage::Key;
use crate::browser::{clock, document};
use crate::comment::draft;
use crate::comment::error::Error;
use crate::comment::made_for::SHARED;
use crate::comment::model::{
    Ask, Comment, CommentId, Outcome, State as CommentState, Submission, What,
};
use crate::comment::same;
use crate::edition::Word;
use std::sync::Arc;
use web_sys::HtmlElement;

/// What the reader does with a comment of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::comment) enum Act {
    /// Changes what it says.
    Edit {
        /// As it is typed here.
        text: String,
        /// As it was when that began: what stands there when it is saved may be another's.
        was: String,
    },
    /// Is asked whether it shall really go.
    Delete,
}

/// What is done with a comment, and where the focus was when it began.
struct Deed {
    what: What,
    id: CommentId,
    text: String,
    focused: Option<HtmlElement>,
}

impl Talk {
    /// Does something with a comment, one thing at a time with each: the second click of two
    /// would come with what the first has made stale.
    pub(in crate::comment) fn perform(self, what: What, id: CommentId, text: String) {
        let (mut free, mut key) = (false, None);
        self.update(&mut |state| {
            free = !state.acting.contains(&id);
            if free {
                state.acting.push(id);
            }
            key = Some(edit_key(state, id));
        });
        let Some(key) = key.filter(|_| free) else { return };
        let deed = Deed { what, id, text, focused: document::focused() };
        match what {
            // A change that was begun in a tab that has gone is gone on with here.
            What::Source => draft::adopt(key, Box::new(move || self.ask_to(what, deed))),
            // A change is saved when it is known that no other would be lost by it.
            What::Edit => self.ask_to(What::Source, deed),
            _ => self.ask_to(what, deed),
        }
    }

    fn ask_to(self, what: What, deed: Deed) {
        if self.is_gone() {
            return;
        }
        let submission = Submission { text: deed.text.clone(), ..Submission::default() };
        let mut ask = Ask { what, comment: Some(deed.id), submission, ..Ask::default() };
        self.look(&mut |state| {
            let comment = state.comments.iter().find(|comment| comment.id == deed.id);
            ask.known.extend(comment.map(|it| same::stamp(it)).into_iter().flatten());
        });
        self.adapter().ask(ask, move |outcome| {
            if !self.is_gone() {
                self.go_on(what, deed, outcome);
            }
        });
    }

    /// Goes on with what has come of it: shows it, or finds out why it was not done.
    fn go_on(self, what: What, deed: Deed, outcome: Result<Outcome, Error>) {
        let is_vote = matches!(what, What::Like | What::Dislike);
        match outcome {
            Ok(outcome) if what != deed.what => {
                if self.says(&|state| state.was(deed.id) == Some(&outcome.text)) {
                    self.ask_to(deed.what, deed);
                } else {
                    self.look_again(deed, Some(outcome.text), Error::Forbidden);
                }
            }
            Ok(outcome) => self.finish(&deed, &mut |state| done(state, &deed, &outcome)),
            Err(error)
                if is_vote
                    || matches!(error, Error::Network | Error::Field(_) | Error::Storage) =>
            {
                self.finish(&deed, &mut |state| (failed(state, &deed, error), None));
            }
            Err(error) => self.look_again(deed, None, error),
        }
    }

    /// Something was not done. Fetches the thread as it is now, which says why: another tab, or
    /// the newsroom, may have changed the comment or deleted it. `now` is what was typed into it,
    /// as far as the reader may know.
    fn look_again(self, deed: Deed, now: Option<String>, error: Error) {
        if deed.what == What::Delete {
            // Where it has gone nothing keeps its place.
            self.update(&mut |state| {
                state.end_act(deed.id);
                state.acting.retain(|of| *of != deed.id);
            });
        }
        let look = move |_| {
            self.finish(&deed, &mut |state| found(state, &deed, now.as_deref(), error));
        };
        self.page(None, true, Box::new(look));
    }

    /// Shows what has come of it, and tells it.
    fn finish(self, deed: &Deed, change: &mut dyn FnMut(&mut State) -> (String, Option<Place>)) {
        let stayed = stays_with(deed.focused.as_ref());
        let (mut said, mut focus) = (String::new(), None);
        self.update(&mut |state| {
            state.acting.retain(|of| *of != deed.id);
            (said, focus) = change(state);
        });
        self.announce(said);
        if let Some((id, part)) = focus.filter(|_| stayed) {
            focus_soon(id, part);
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
            if let Some(Act::Edit { was, .. }) = state.act_with(id) {
                let (text, was) = (written.into(), was.clone());
                state.begin_act(id, Act::Edit { text, was });
            }
        });
    }
}

/// Where the unsaved change of a comment is kept.
fn edit_key(state: &State, id: CommentId) -> Key {
    draft::name_of(&state.edition.base, draft::CHANGE, id, &state.thread_of.key)
}

/// Where the focus goes: to something of a comment.
type Place = (CommentId, &'static str);

/// Shows what has been done, and says what is told and where the focus goes.
fn done(state: &mut State, deed: &Deed, out: &Outcome) -> (String, Option<Place>) {
    let id = deed.id;
    let Some(at) = state.comments.iter().position(|comment| comment.id == id) else {
        return (String::new(), None);
    };
    let answer = out.comments.first();
    let comment = Arc::make_mut(&mut state.comments[at]);
    state.notice = None;
    let (word, place) = match (deed.what, answer) {
        (What::Source, _) => {
            // An earlier change that was never saved.
            let kept = Some(draft::kept(&edit_key(state, id)));
            let kept = kept.filter(|kept| !kept.is_empty() && *kept != out.text);
            let said = kept.as_ref().map(|_| state.edition.word(Word::ChangeRestored));
            state.notice = said.clone().map(|said| (id, said));
            let (text, was) = (kept.unwrap_or_else(|| out.text.clone()), out.text.clone());
            state.begin_act(id, Act::Edit { text, was });
            return (said.unwrap_or_default(), Some((id, "-edit-text")));
        }
        (What::Like | What::Dislike, Some(votes)) => {
            let part = if deed.what == What::Like { "-like" } else { "-dislike" };
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
            if SHARED {
                // Whatever the answer says of itself: no other comment becomes the reader's by it.
                let changeable = edited.changeable;
                state
                    .own
                    .add(&Comment { changeable, ..Comment::clone(&comment) }, clock::seconds());
            }
            (Word::CommentChanged, saved(state, deed))
        }
        _ => {
            let was_live = comment.state == CommentState::Live;
            let place = if answer.is_some() {
                *comment = comment.left_behind();
                id
            } else {
                if was_live {
                    state.total = state.total.map(|total| total.saturating_sub(1));
                }
                state.comments.remove(at);
                clear_away(state);
                // To the one before it, else to the top.
                at.checked_sub(1).and_then(|at| state.comments.get(at)).map_or(id, |it| it.id)
            };
            forget(state, id);
            (Word::CommentDeleted, (place, ""))
        }
    };
    state.arrange();
    (state.edition.word(word), Some(place))
}

/// A change has been saved. Whoever has gone on writing goes on. Says where the focus goes.
fn saved(state: &mut State, deed: &Deed) -> Place {
    let (id, was) = (deed.id, deed.text.clone());
    draft::forget(&edit_key(state, id), &was);
    match state.act_with(id) {
        Some(Act::Edit { text, .. }) if text.trim() != was => {
            let text = text.clone();
            state.begin_act(id, Act::Edit { text, was });
            (id, "-edit-text")
        }
        _ => {
            state.end_act(id);
            (id, "-edit")
        }
    }
}

/// What was left of deleted comments goes with the last of their replies.
fn clear_away(state: &mut State) {
    while let Some(at) = state.comments.iter().position(|comment| {
        comment.state == CommentState::Deleted
            && !state.is_busy_with(comment.id)
            && !state.comments.iter().any(|it| it.parent == Some(comment.id))
            && !state.hidden_replies.iter().any(|(id, _)| *id == comment.id)
    }) {
        state.comments.remove(at);
        state.total = state.total.map(|total| total.saturating_sub(1));
    }
}

/// A comment of one's own has gone.
fn forget(state: &mut State, id: CommentId) {
    let _ = draft::keep(&edit_key(state, id), "");
    state.end_act(id);
    state.added.retain(|added| added.id != id);
    if SHARED {
        state.own.forget(id);
    }
}

/// Says what has become of a comment with which something was not done, now that the thread is
/// there as it is.
fn found(
    state: &mut State,
    deed: &Deed,
    now: Option<&str>,
    error: Error,
) -> (String, Option<Place>) {
    let id = deed.id;
    let there = state.comments.iter().find(|comment| comment.id == id);
    state.notice = None;
    if there.is_none_or(|comment| comment.state == CommentState::Deleted) {
        let word = match deed.what {
            What::Delete => {
                forget(state, id);
                Word::CommentDeleted
            }
            _ if state.act_with(id).is_some() => {
                state.tell_gone(id);
                Word::WordsStay
            }
            _ => Word::CommentWasDeleted,
        };
        return (state.edition.word(word), Some((id, "")));
    }
    match now {
        // The answer to it was lost.
        Some(now) if deed.what == What::Edit && now == deed.text => {
            let place = saved(state, deed);
            (state.edition.word(Word::CommentChanged), Some(place))
        }
        Some(now) if state.was(id).is_some_and(|was| was != now) => {
            let (text, was) = (deed.text.clone(), now.into());
            state.begin_act(id, Act::Edit { text, was });
            let said = state.edition.word(Word::ChangedElsewhere);
            state.notice = Some((id, said.clone()));
            (said, Some((id, "-edit-text")))
        }
        _ => (failed(state, deed, error), None),
    }
}

/// Says why it was not done, in sight of the comment and aloud. What is being written stays in
/// its field.
fn failed(state: &mut State, deed: &Deed, error: Error) -> String {
    let id = deed.id;
    if deed.what == What::Delete {
        state.end_act(id);
    }
    let word = match error {
        Error::Network => Word::ActOffline,
        Error::Unclear => Word::ActUnanswered,
        _ if matches!(deed.what, What::Like | What::Dislike) => Word::VoteFailed,
        Error::Forbidden => {
            // The server does not know the reader any more: the time is over, or the browser
            // keeps no cookie of it.
            if SHARED {
                state.own.forget(id);
            }
            Word::ChangeRefused
        }
        _ => {
            let said = error.sentence(&state.edition.site.words, state.capabilities);
            state.notice = Some((id, said.clone()));
            return said;
        }
    };
    let said = state.edition.word(word);
    state.notice = Some((id, said.clone()));
    said
}
