//! Words that have no form to go back to: they are shown by themselves.

use super::{HEADING, Phase, State, Talk, around};
use crate::browser::drawn::after_drawn;
use crate::browser::storage::Key;
use crate::browser::{clock, document};
use crate::comment::draft;
use crate::comment::made_for::CHANGES;
use crate::comment::model::{Comment, State as CommentState};
use crate::comment::orphan::Orphan;
use crate::comment::writing::Writing;
use crate::edition::Word;
use std::sync::Arc;

impl Talk {
    /// The form for the story itself is this one.
    pub(in crate::comment) fn has_form(self, form: Writing) {
        self.note_down(&mut |state| state.form = Some(form));
    }

    /// Looks for words without a form. The comment that they belong to may not have been fetched
    /// yet: with `fetch` that is found out.
    pub(super) fn find_orphans(self, fetch: bool) {
        let (mut names, mut unknown, mut busy) = (Vec::new(), false, false);
        self.look(&mut |state| {
            names = without_form(state);
            unknown = state.goes_on() && !names.is_empty();
            busy = state.fetching_more;
        });
        if unknown {
            if fetch && !busy {
                self.page(None, true, Box::new(|_| {}));
            }
            return;
        }
        // What is shown may have a form again.
        self.show_orphans();
        for (name, _) in names {
            // Those of a tab that is open stay with it.
            draft::adopt(name, Box::new(move || self.show_orphans()));
        }
    }

    /// Shows what this tab has of them, and tells of what is new.
    fn show_orphans(self) {
        let (mut now, mut same, mut said) = (Vec::new(), true, None);
        self.look(&mut |state| {
            now = orphans(state);
            same = state.orphans == now;
            let new = now.iter().find(|orphan| !state.orphans.contains(orphan));
            said = new.map(|orphan| state.edition.word(orphan.why));
        });
        if !same {
            around(&mut || self.update(&mut |state| state.orphans.clone_from(&now)));
        }
        if let Some(said) = said {
            self.announce(said);
        }
    }

    /// Puts words into the form for the story, behind what stands there.
    pub(in crate::comment) fn use_orphan(self, at: usize) {
        let mut found = None;
        self.look(&mut |state| found = state.form.zip(state.orphans.get(at).cloned()));
        if let Some((form, orphan)) = found
            && form.take_back(&orphan.written, None, true)
        {
            self.forget_orphan(&orphan);
        }
    }

    /// The reader does not want them any more.
    pub(in crate::comment) fn discard_orphan(self, at: usize) {
        let mut found = None;
        self.look(&mut |state| found = state.orphans.get(at).cloned());
        if let Some(orphan) = found {
            self.forget_orphan(&orphan);
            after_drawn(|| document::focus_if_lost(HEADING));
        }
    }

    fn forget_orphan(self, orphan: &Orphan) {
        draft::forget(&orphan.name, &orphan.written.text);
        self.show_orphans();
    }
}

/// The words without a form that are kept in this tab.
fn orphans(state: &State) -> Vec<Orphan> {
    let orphan = |(name, why)| Orphan { written: draft::read(&name), name, why };
    let mut all: Vec<Orphan> = without_form(state).into_iter().map(orphan).collect();
    all.retain(|orphan| !orphan.written.text.is_empty());
    all
}

/// Under which names words of this story may be kept, in whatever tab, that no form can be opened
/// for, and why.
fn without_form(state: &State) -> Vec<(Key, Word)> {
    let (base, story) = (&state.edition.base, &state.thread_of.key);
    let mut names = Vec::new();
    if !state.thread_of.comments.open {
        names.push((draft::name_of_story(base, story), Word::OrphanClosed));
    }
    if state.phase != Phase::Here {
        return names;
    }
    for kind in [draft::REPLY, draft::CHANGE] {
        let is_reply = kind == draft::REPLY;
        if !is_reply && !CHANGES {
            continue;
        }
        for id in draft::kept_for(base, kind, story) {
            let there = state.comments.iter().find(|comment| comment.id == id);
            let there = there.filter(|comment| comment.state == CommentState::Live);
            let (has_form, why) = if !is_reply {
                (there.is_some_and(|it| can_change(state, it)), Word::OrphanChange)
            } else if state.closed {
                (false, Word::OrphanClosed)
            } else {
                (there.is_some(), Word::OrphanReply)
            };
            if !has_form && !state.is_busy_with(id) {
                names.push((draft::name_of(base, kind, id, story), why));
            }
        }
    }
    names
}

/// Whether the reader can still change a comment.
fn can_change(state: &State, comment: &Arc<Comment>) -> bool {
    let can = state.capabilities;
    !can.is_shared() || state.own.minutes_left(comment, clock::seconds()) > 0
}
