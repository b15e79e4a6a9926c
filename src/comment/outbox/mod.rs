//! Nothing that was sent is lost: what is handed in is kept on the device until it is known
//! to have arrived.
//!
//! Each [`entry::Entry`] is kept under a name of its own, so that two tabs never write over
//! each other's. [`step`] says what becomes of it, [`working`] does it, holding a lock that no
//! other tab can have; [`telling`] says it to the reader, and [`pending`] shows what is on its
//! way in the thread. Only places that others read, too, have an outbox: what stays on the
//! device has arrived when it is kept.

mod desk;
mod entry;
mod kept;
mod notice;
mod pending;
mod step;
mod telling;
mod working;

pub(super) use kept::{has_held, note_held};
pub use notice::notice;
pub(super) use pending::{Plight, item, pending};
pub(super) use step::SETTLE;
pub(super) use working::{Decision, decide};

use super::model::{Ask, CommentId};
use super::same;
use super::talk::Talk;
use super::writing::Writing;
use crate::browser::clock;
use crate::browser::storage::Refused;
use entry::{Entry, Progress, Stage};

/// Keeps a comment on the device and sends it so many seconds later. Gives back the id of what
/// stands in the thread for it.
///
/// # Errors
/// [`Refused`] where the device keeps nothing: nothing has been sent then.
pub(super) fn hand_in(talk: Talk, ask: &Ask, delay: u64) -> Result<CommentId, Refused> {
    let id = kept::fresh_id();
    let entry = Entry {
        id,
        thread: talk.thread_of(),
        submission: ask.submission.clone(),
        written: ask.since as u64,
        known: ask.known.clone(),
        progress: Progress::begin(now(), delay),
    };
    kept::write(&entry)?;
    desk::change(&mut |desk| desk.mine.push(id));
    working::run(false);
    Ok(id)
}

/// Notes the comments on screen that could be taken for one that is handed in now.
pub(super) fn note_known(talk: Talk, ask: &mut Ask) {
    talk.look(&mut |state| {
        for comment in &state.all {
            if same::may_be(comment, &ask.submission) {
                ask.known.extend_from_slice(&same::stamp(comment));
            }
        }
    });
}

/// The conversation on screen; from now on it is told what becomes of its comments.
pub(super) fn attend(talk: Talk) {
    desk::change(&mut |desk| desk.talk = Some(talk));
    talk.refresh(false);
    // Whoever opens the story waits for what is on its way there.
    working::run(true);
}

/// A form on screen can take texts back.
pub(super) fn open(form: Writing) {
    desk::change(&mut |desk| desk.forms.push(form));
}

/// A form has gone.
pub(super) fn close(form: Writing) {
    desk::change(&mut |desk| desk.forms.retain(|other| *other != form));
}

/// Takes out what waits to go back into a form that has just been opened: what the reader
/// wants back, else what was refused if the form is empty.
pub(super) fn for_form(story: &str, parent: Option<CommentId>, empty: bool) -> Option<Entry> {
    let mut back = None;
    desk::change(&mut |desk| back = desk.going_back.take());
    let fits = |entry: &Entry| entry.thread.key == story && entry.submission.parent == parent;
    back.filter(fits).or_else(|| {
        let refused = |entry: &Entry| entry.progress.stage == Stage::Refused && fits(entry);
        if empty { kept::all().into_iter().find(refused) } else { None }
    })
}

/// An entry is back in its form and is kept there.
pub(super) fn went_back(entry: &Entry) {
    kept::remove(entry.id);
    telling::refresh(&entry.thread.key);
}

/// Seconds after 1970.
fn now() -> u64 {
    clock::seconds() as u64
}
