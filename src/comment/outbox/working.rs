//! Sending what waits and looking for what is unclear.

use super::entry::{Entry, Stage};
use super::step::{Event, Left, Plan};
use super::{Decision, desk, kept, now, telling};
use crate::browser::{document, locks};
use crate::comment::adapter::Adapter;
use crate::comment::model::{Comment, Finding, State};
use crate::edition::Base;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

/// After how many seconds one looks again at what another tab works on.
const AGAIN: u64 = 12;

/// Begins to work, when the app wakes.
pub(super) fn begin() {
    let window = window();
    document::listen(&window, "online", |_| run(true));
    // A page that is left may be kept for the way back, and must hold nobody up meanwhile.
    document::listen(&window, "pagehide", |_| locks::release_all());
    document::listen(&window, "pageshow", |_| run(true));
    document::listen(&window, "storage", |event| {
        let event: StorageEvent = event.unchecked_into();
        changed_elsewhere(event.key(), event.old_value(), event.new_value().is_none());
    });
    run(true);
}

/// Another tab has changed what is kept; `None` for all of it at once.
fn changed_elsewhere(key: Option<String>, old: Option<String>, gone: bool) {
    let Some(base) = desk::base() else { return };
    let ours = kept::start(&base);
    let id = key.as_deref().map(|key| ours.rest_of(key));
    let Some(id) = id.unwrap_or(Some("")) else { return };
    let arrived = old.filter(|_| gone).and_then(|old| Entry::parse(id, &old));
    telling::changed_elsewhere(arrived.as_ref());
    plan_ahead();
}

/// Starts what is due. `eager` when the network may have come back.
pub(super) fn run(eager: bool) {
    let Some(base) = desk::base() else { return };
    for entry in kept::all(&base) {
        let left_behind = entry.progress.stage == Stage::Sending;
        if left_behind || matches!(entry.progress.plan(now(), eager), Plan::Send | Plan::Look) {
            start(entry.id, eager);
        }
    }
    plan_ahead();
}

/// Sees to it that what is not due yet will be started.
fn plan_ahead() {
    let Some(base) = desk::base() else { return };
    let (now, mut soonest) = (now(), None);
    for entry in kept::all(&base) {
        let at = match entry.progress.plan(now, false) {
            Plan::Wait(at) if at > now => at,
            Plan::Rest => continue,
            // Another tab is at it.
            _ => now + AGAIN,
        };
        if sends_here(&entry.id) {
            soonest = Some(soonest.map_or(at, |soonest: u64| soonest.min(at)));
        }
    }
    desk::change(&mut |desk| {
        if let Some(timer) = desk.timer.take() {
            timer.clear();
        }
        desk.timer = soonest.and_then(|at| {
            let wait = Duration::from_secs((at - now).min(3600));
            set_timeout_with_handle(|| run(false), wait).ok()
        });
    });
}

/// Whether this document may send an entry: without locks only the one it was written in.
pub(super) fn sends_here(id: &str) -> bool {
    let mut mine = false;
    desk::change(&mut |desk| mine = desk.mine.iter().any(|it| it == id));
    mine || locks::exist()
}

fn start(id: String, eager: bool) {
    if !sends_here(&id) || !occupy(&id) {
        return;
    }
    spawn_local(async move {
        if let Some(base) = desk::base()
            && let Ok(held) = lock(&base, &id).await
        {
            work(&base, &id, held, eager).await;
        }
        leave(&id);
    });
}

/// Begins to work on an entry, if this document is not at it already.
fn occupy(id: &str) -> bool {
    let mut free = false;
    desk::change(&mut |desk| {
        free = !desk.busy.iter().any(|it| it == id);
        if free {
            desk.busy.push(id.into());
        }
    });
    free
}

fn leave(id: &str) {
    desk::change(&mut |desk| desk.busy.retain(|it| it != id));
    plan_ahead();
}

/// The lock on one entry; an error when another tab has it, nothing where there are none.
async fn lock(base: &Base, id: &str) -> Result<Option<locks::Lock>, ()> {
    if !locks::exist() {
        return Ok(None);
    }
    let name = ["newsprint:outbox:", base.as_str(), ":", id].concat();
    locks::take(&name).await.map(Some).ok_or(())
}

/// Does all that can be done about an entry now. What is kept is read afresh under the lock:
/// another tab may have been at it a moment ago.
async fn work(base: &Base, id: &str, mut held: Option<locks::Lock>, mut eager: bool) {
    while let Some(mut entry) = kept::read(base, id) {
        let before = entry.progress.clone();
        if before.stage == Stage::Sending {
            // Nobody does: it would have the lock.
            entry.progress.step(Event::LeftBehind, now());
            let _ = kept::write(base, &entry);
            telling::refresh(&entry.thread.key);
        }
        let plan = entry.progress.plan(now(), eager);
        eager = false;
        let adapter = desk::edition().and_then(|it| Adapter::new(&it, &entry.thread));
        let (event, comment) = match (plan, adapter) {
            (Plan::Send, Some(adapter)) => {
                entry.progress.step(Event::Began, now());
                if kept::write(base, &entry).is_err() {
                    // What cannot be noted is not done.
                    return;
                }
                telling::refresh(&entry.thread.key);
                sent(adapter.submit(&entry.submission).await)
            }
            (Plan::Look, Some(adapter)) => {
                match adapter.find(&entry.submission, &entry.written).await {
                    Ok(Finding::Found(comment)) => (Event::Found, Some(*comment)),
                    Ok(Finding::Absent) => (Event::Absent, None),
                    Ok(Finding::CannotKnow) => (Event::CannotKnow, None),
                    Err(_) => (Event::NotSeen, None),
                }
            }
            _ => return,
        };
        // The page may have been away meanwhile, and another tab at it.
        if held.as_ref().is_some_and(|held| !held.is_held()) {
            drop(held.take());
            match lock(base, id).await {
                Ok(again) => held = again,
                Err(()) => return,
            }
        }
        let as_left = |kept: Entry| kept.progress == entry.progress || comment.is_some();
        if !kept::read(base, id).is_some_and(as_left) {
            continue;
        }
        let left = entry.progress.step(event, now());
        match left {
            Left::Nothing => kept::remove(base, id),
            Left::Kept => drop(kept::write(base, &entry)),
        }
        telling::tell(&entry, &before, comment.filter(|_| left == Left::Nothing));
        if left == Left::Nothing {
            return;
        }
    }
}

/// What the answer to a sending means.
fn sent(answer: Result<Comment, crate::comment::error::SubmitError>) -> (Event, Option<Comment>) {
    match answer {
        Ok(comment) if comment.state == State::Held => {
            (Event::Held(comment.id, comment.created), None)
        }
        Ok(comment) => (Event::Arrived, Some(comment)),
        Err(error) => (Event::Failed(error), None),
    }
}

/// Does what the reader has decided, unless something is done with the entry at this moment.
pub(super) fn decide(id: String, decision: Decision) {
    if !occupy(&id) {
        return;
    }
    spawn_local(async move {
        if let Some(base) = desk::base()
            && let Ok(held) = lock(&base, &id).await
            && let Some(mut entry) = kept::read(&base, &id)
        {
            match decision {
                Decision::Again => {
                    entry.progress.step(Event::Again, now());
                    let _ = kept::write(&base, &entry);
                    desk::change(&mut |desk| desk.mine.push(id.clone()));
                    work(&base, &id, held, false).await;
                }
                Decision::Forget => kept::remove(&base, &id),
                Decision::TakeBack => telling::take_back(entry.clone()),
            }
            telling::refresh(&entry.thread.key);
        }
        leave(&id);
    });
}

/// Forgets entries that have been seen in the thread.
pub(super) fn seen(ids: Vec<String>) {
    spawn_local(async move {
        let Some(base) = desk::base() else { return };
        for id in ids {
            // Who works on it sees it, too.
            if let Ok(_held) = lock(&base, &id).await {
                kept::remove(&base, &id);
            }
        }
    });
}
