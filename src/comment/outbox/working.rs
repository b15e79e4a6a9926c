//! Sending what waits and looking for what is unclear.

use super::entry::{Entry, Progress, Stage};
use super::step::{Event, Left, Plan, SENDING};
use super::{desk, kept, now, telling};
use crate::browser::document;
use crate::browser::locks::{self, Lock};
use crate::comment::adapter::Adapter;
use crate::comment::error::Error;
use crate::comment::made_for::{ACTS, TAKES_TWICE};
use crate::comment::model::{Comment, CommentId, Outcome, State, What};
use crate::comment::own::Own;
use crate::comment::same;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

/// After how many seconds one looks again at what another tab works on.
const AGAIN: u64 = 12;

/// What the reader decides about a comment on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::comment) enum Decision {
    /// It is sent again.
    Again,
    /// It has arrived, or is not to be shown any more.
    Forget,
    /// It goes back into the form.
    TakeBack,
}

/// Begins to work, when the app wakes.
pub(super) fn begin() {
    let window = window();
    // A page that is left may be kept for the way back, and must hold nobody up meanwhile.
    document::listen(&window, "pagehide", |_| desk::change(&mut |desk| desk.lock = None));
    for back in ["online", "pageshow"] {
        document::listen(&window, back, |_| run(true));
    }
    document::listen(&window, "storage", |event| {
        let event: StorageEvent = event.unchecked_into();
        changed_elsewhere(event.key(), event.old_value().filter(|_| event.new_value().is_none()));
    });
    run(true);
}

/// Another tab has changed something: what is called so, or all of it at once. `gone` is what
/// stood there and does not any more.
fn changed_elsewhere(name: Option<String>, gone: Option<String>) {
    let id = name.as_deref().and_then(kept::id_of);
    if name.is_none() || id.is_some() {
        telling::changed_elsewhere(id.and_then(|id| Entry::parse(id, &gone?)));
        plan_ahead();
    }
}

/// Starts what is due. `eager` when the network may have come back.
pub(super) fn run(eager: bool) {
    let due = kept::all().iter().any(|entry| is_due(entry, eager));
    let mut free = false;
    desk::change(&mut |desk| {
        desk.eager |= eager;
        free = due && !desk.working;
        desk.working |= due;
    });
    if free {
        locked(Box::new(work));
    } else {
        plan_ahead();
    }
}

fn is_due(entry: &Entry, eager: bool) -> bool {
    match entry.progress.plan(now(), eager) {
        Plan::Send => sends_here(entry.id),
        Plan::Look => true,
        Plan::Wait(_) => is_left_behind(entry),
        Plan::Rest => false,
    }
}

/// Whether nobody is sending it, though it says so, once there is a lock on the outbox: who
/// did would have it. Where tabs have no locks, time says it.
fn is_left_behind(entry: &Entry) -> bool {
    entry.progress.stage == Stage::Sending
        && (locks::exist() || now() > entry.progress.since + SENDING)
}

/// Whether this document may send an entry: without locks only the one it was written in.
pub(super) fn sends_here(id: CommentId) -> bool {
    is_mine(id) || locks::exist()
}

/// Whether an entry was written in this document.
pub(super) fn is_mine(id: CommentId) -> bool {
    let mut mine = false;
    desk::change(&mut |desk| mine = desk.mine.contains(&id));
    mine
}

/// Sees to it that what is not due yet will be started.
fn plan_ahead() {
    let (now, mut soonest) = (now(), u64::MAX);
    for entry in kept::all() {
        let at = match entry.progress.plan(now, false) {
            Plan::Wait(at) if at > now => at,
            Plan::Rest => continue,
            // Another tab is at it.
            _ => now + AGAIN,
        };
        if sends_here(entry.id) {
            soonest = soonest.min(at);
        }
    }
    desk::change(&mut |desk| {
        if let Some(timer) = desk.timer.take() {
            timer.clear();
        }
        if soonest < u64::MAX {
            let wait = Duration::from_secs((soonest - now).min(3600));
            desk.timer = set_timeout_with_handle(|| run(false), wait).ok();
        }
    });
}

/// Does something while no other document works on the outbox: as soon as it is this one's turn.
pub(super) fn locked(work: Box<dyn FnOnce()>) {
    let (mut base, mut here) = (None, false);
    desk::change(&mut |desk| {
        here = desk.lock.is_some();
        base = Some(desk.edition.base.clone());
    });
    let Some(base) = base else { return };
    if here {
        return work();
    }
    let name = ["newsprint:outbox:", base.as_str()].concat();
    let with = move |mut lock: Option<Lock>| {
        desk::change(&mut |desk| desk.lock = lock.take());
        work();
    };
    locks::take(&name, false, Box::new(with));
}

/// Does one thing that is due, then the next, until nothing is. What is kept is read afresh
/// under the lock: another tab may have been at it a moment ago.
fn work() {
    let mut eager = false;
    desk::change(&mut |desk| eager = std::mem::take(&mut desk.eager));
    let mut due = Vec::new();
    // All that waits for the network begins anew when it is back, and not the first of it alone.
    for mut entry in kept::all() {
        let before = entry.progress;
        if is_left_behind(&entry) {
            entry.progress.step(Event::LeftBehind, now());
        } else if eager && is_due(&entry, true) {
            entry.progress.begin_anew(now());
        }
        if before != entry.progress && kept::write(&entry).is_err() {
            continue;
        }
        if is_due(&entry, false) {
            due.push((entry, before));
        }
    }
    for (entry, before) in due {
        if go(entry, before) {
            return;
        }
    }
    desk::change(&mut |desk| {
        desk.working = false;
        desk.lock = None;
    });
    plan_ahead();
}

/// Sends an entry or looks for it, and goes on when that has come to an end. False where
/// nothing can be done.
fn go(mut entry: Entry, before: Progress) -> bool {
    let send = entry.progress.stage == Stage::Waiting;
    if send {
        entry.progress.step(Event::Began, now());
        // What cannot be noted is not done.
        if kept::write(&entry).is_err() {
            return false;
        }
    }
    let adapter = desk::edition().and_then(|edition| Adapter::new(&edition, &entry.thread));
    let Some(adapter) = adapter else { return false };
    telling::refresh(&entry.thread.key);
    let ask = entry.ask(if send { What::Submit } else { What::Find });
    adapter.ask(ask, move |outcome| {
        // The page may have been away meanwhile, and another tab at it.
        locked(Box::new(move || {
            settle(entry, &before, send, outcome);
            work();
        }));
    });
    true
}

/// Takes the step that an answer means.
fn settle(mut entry: Entry, before: &Progress, sent: bool, mut outcome: Result<Outcome, Error>) {
    if ACTS && let Ok(outcome) = &mut outcome {
        disown(&entry, &mut outcome.comments);
    }
    let comment = outcome.as_ref().ok().and_then(|outcome| outcome.comments.first());
    let twin = |comment: &&Comment| {
        entry.is_taken_for_a_twin() && entry.known.chunks(2).any(|it| it == same::stamp(comment))
    };
    let is_twin = comment.filter(twin).is_some();
    let comment = comment.filter(|_| !is_twin);
    let event = match (&outcome, comment) {
        _ if is_twin => Event::Twin,
        (Ok(_), Some(comment)) if comment.state == State::Held => {
            Event::Held(comment.id, comment.created)
        }
        (Ok(_), Some(_)) => Event::Arrived,
        (Ok(outcome), None) if outcome.unknowable || kept::has_held() => Event::CannotKnow,
        (Ok(_), None) => Event::Absent,
        (Err(error), _) if sent => Event::Failed(*error),
        (Err(_), _) => Event::NotSeen,
    };
    let as_left = |kept: Entry| kept.progress == entry.progress || comment.is_some();
    if !kept::read(entry.id).is_some_and(as_left) {
        return;
    }
    // Before it leaves the outbox: by that other tabs hear of it, and look what may be changed.
    if ACTS
        && let Some(comment) = comment
        && let Some(edition) = desk::edition()
    {
        // Its story may not be on screen, and what is held can be changed once it is there.
        Own::new(&edition.base, &entry.thread.key).add(comment, now() as f64);
    }
    let left = entry.progress.step(event, now());
    match left {
        Left::Nothing => kept::remove(entry.id),
        Left::Kept => drop(kept::write(&entry)),
    }
    if let Some(comment) = comment {
        note_for_others(&entry, comment);
        if comment.state == State::Held {
            kept::note_held();
        }
    }
    telling::tell(&entry, before, comment.filter(|_| left == Left::Nothing).cloned());
    if TAKES_TWICE
        && sent
        && event == Event::Arrived
        && let Some(comment) = comment
    {
        leave_one(&entry, comment);
    }
}

/// Sees to it that nobody else's comment becomes the reader's by an answer that names it: what has
/// another name over it, or stands on screen with other words, was not written here.
fn disown(entry: &Entry, comments: &mut [Comment]) {
    for comment in comments {
        let mut own = same::may_be(comment, &entry.submission);
        if let Some(talk) = desk::talk_of(&entry.thread.key) {
            talk.look(&mut |state| {
                own &= !state.all.iter().any(|it| it.is(comment) && it.body != comment.body);
            });
        }
        if !own {
            comment.changeable = 0;
        }
    }
}

/// Sees to it that a comment stands there once, though the browser may have sent it twice.
fn leave_one(entry: &Entry, taken: &Comment) {
    let adapter = desk::edition().and_then(|edition| Adapter::new(&edition, &entry.thread));
    let Some(adapter) = adapter else { return };
    let mut ask = entry.ask(What::Twin);
    (ask.comment, ask.submission.parent) = (Some(taken.id), taken.parent);
    ask.since_there = taken.created;
    let (story, id) = (entry.thread.key.clone(), taken.id);
    adapter.ask(ask, move |outcome| {
        let twin = outcome.ok().and_then(|mut outcome| outcome.comments.pop());
        if let Some(twin) = twin
            && let Some(talk) = desk::talk_of(&story)
        {
            talk.replace(id, twin);
        }
    });
}

/// Sees to it that no other entry is taken to have arrived because one like it has.
fn note_for_others(entry: &Entry, arrived: &Comment) {
    for mut other in kept::all() {
        if other.id != entry.id
            && other.thread.key == entry.thread.key
            && same::may_be(arrived, &other.submission)
        {
            other.known.extend_from_slice(&same::stamp(arrived));
            // Where there is no room for it, two that say the same may be taken for one.
            let _ = kept::write(&other);
        }
    }
}

/// Does what the reader has decided, as far as it still stands as they saw it: it is read
/// afresh under the lock.
pub(in crate::comment) fn decide(id: CommentId, decision: Decision) {
    locked(Box::new(move || {
        let entry = kept::read(id).filter(|entry| entry.progress.allows(decision));
        if let Some(mut entry) = entry {
            if decision == Decision::Forget {
                telling::step_aside(&entry);
                kept::remove(id);
            } else {
                let again = decision == Decision::Again;
                entry.progress.step(if again { Event::Again } else { Event::TakenBack }, now());
                // What cannot be noted is not done.
                match kept::write(&entry) {
                    Err(_) => {}
                    Ok(()) if again => desk::change(&mut |desk| desk.mine.push(id)),
                    Ok(()) => telling::take_back(entry.clone()),
                }
            }
            telling::refresh(&entry.thread.key);
        }
        pause();
        run(false);
    }));
}

/// Forgets entries that have been seen in the thread.
pub(super) fn seen(ids: Vec<CommentId>) {
    locked(Box::new(move || {
        for id in &ids {
            kept::remove(*id);
        }
        pause();
    }));
}

/// Gives the lock back, unless something is done under it.
fn pause() {
    desk::change(&mut |desk| {
        if !desk.working {
            desk.lock = None;
        }
    });
}
