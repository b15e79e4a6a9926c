//! What the reader is told of a comment on its way.

use super::entry::{Entry, Progress, Stage};
use super::notice::{self, Notice};
use super::{desk, pending, went_back};
use crate::browser::document;
use crate::browser::drawn::after_painted;
use crate::comment::error::Error;
use crate::comment::model::{Comment, CommentId};
use crate::comment::talk::HEADING;
use crate::comment::writing::Writing;
use crate::edition::Word;

/// A step has been taken: the thread shows it, and the reader is told where they are.
pub(super) fn tell(entry: &Entry, before: &Progress, arrived: Option<Comment>) {
    let stage = entry.progress.stage;
    let same = (before.stage, before.error) == (stage, entry.progress.error);
    let gone = arrived.is_some();
    let shown = entry.id.anchor();
    let Some(talk) = desk::talk_of(&entry.thread.key) else {
        if gone || !same && matches!(stage, Stage::Held | Stage::Refused) {
            notice::show(Notice::of(entry, arrived.as_ref()));
        }
        return;
    };
    if entry.progress.error == Some(Error::Closed) {
        talk.close();
    }
    // Who has gone on to something else is left there, and who has scrolled on reads on.
    let seen = document::is_in_view(&shown);
    let has_focus = document::focus_is_in(&shown);
    let mut mine = false;
    desk::change(&mut |desk| mine = desk.mine.contains(&entry.id));
    let waits_for_it = seen
        && (has_focus
            || mine && document::nothing_focused()
            || find_form(entry).is_some_and(Writing::is_idle));
    if let Some(comment) = arrived {
        let (id, place) = (comment.id, comment.id.anchor());
        // What it answers was deleted before it came.
        let alone = entry.submission.parent.is_some()
            && comment.parent.is_none_or(|parent| !talk.has(parent));
        talk.add(comment, waits_for_it);
        announce(word(Word::CommentPosted));
        if alone {
            talk.stands_alone(id);
        }
        if has_focus && !waits_for_it {
            focus_soon(place);
        }
        return;
    }
    talk.refresh(false);
    let back = stage == Stage::Refused && give_back(entry, waits_for_it);
    if back && has_focus && !waits_for_it {
        focus_soon(HEADING.into());
    }
    // What is put where the focus goes is read there.
    if same || back && waits_for_it {
        return;
    }
    match stage {
        Stage::Held => announce(word(Word::CommentHeld)),
        Stage::Sending => {}
        _ => announce(pending::sentence(entry)),
    }
}

/// Puts the focus on something when the page is drawn, unless it is somewhere. The page stays
/// where it is.
pub(super) fn focus_soon(place: String) {
    after_painted(move || document::focus_if_lost(&place));
}

/// An entry goes out of the thread: who has the focus in it has it on what it answers then.
pub(super) fn step_aside(entry: &Entry) {
    if document::focus_is_in(&entry.id.anchor()) {
        let answered = entry.submission.parent;
        focus_soon(answered.map_or_else(|| HEADING.into(), CommentId::anchor));
    }
}

/// An entry has been seen in the thread, as a comment of it.
pub(super) fn follow(entry: &Entry, comment: &Comment) {
    if document::focus_is_in(&entry.id.anchor()) {
        focus_soon(comment.id.anchor());
    }
}

/// Draws what is on its way anew, where the conversation under that story is on screen.
pub(super) fn refresh(story: &str) {
    if let Some(talk) = desk::talk_of(story) {
        talk.refresh(false);
    }
}

/// Another tab has changed something; `gone` is an entry that is not kept any more.
pub(super) fn changed_elsewhere(gone: Option<Entry>) {
    let mut talk = None;
    desk::change(&mut |desk| talk = desk.talk);
    if let Some(talk) = talk {
        // It has arrived, most likely.
        talk.refresh(gone.is_some_and(|entry| talk.is_of(&entry.thread.key)));
    }
}

/// The reader wants a text back: into its form, which is opened if need be.
pub(super) fn take_back(entry: Entry) {
    if let Some(form) = find_form(&entry) {
        return put(&entry, form, true);
    }
    let Some(talk) = desk::talk_of(&entry.thread.key) else { return };
    let Some(parent) = entry.submission.parent else { return };
    // The comment that it answers may not have been fetched yet, or has gone.
    talk.seek(
        parent,
        Box::new(move || {
            if talk.has(parent) {
                desk::change(&mut |desk| desk.going_back = Some(entry.clone()));
                return talk.answer(parent);
            }
            let mut form = None;
            desk::change(&mut |desk| form = desk.forms.first().copied());
            if let Some(form) = form {
                put(&entry, form, true);
            }
        }),
    );
}

/// A refused text goes back into its form, if nothing else stands there.
fn give_back(entry: &Entry, focus: bool) -> bool {
    let form = find_form(entry).filter(|form| form.is_empty());
    if let Some(form) = form {
        put(entry, form, focus);
    }
    form.is_some()
}

fn put(entry: &Entry, form: Writing, focus: bool) {
    if form.take_back(&entry.submission, entry.refusal(), focus) {
        went_back(entry);
    }
}

fn find_form(entry: &Entry) -> Option<Writing> {
    let mut found = None;
    desk::change(&mut |desk| {
        let is = |form: &&Writing| form.is_for(&entry.thread.key, entry.submission.parent);
        found = desk.forms.iter().find(is).copied();
    });
    found
}

fn word(word: Word) -> String {
    desk::edition().map(|edition| edition.word(word)).unwrap_or_default()
}

pub(super) fn announce(text: String) {
    desk::change(&mut |desk| desk.screen.announce(text.clone()));
}
