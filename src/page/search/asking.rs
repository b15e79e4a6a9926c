//! What the reader asks for, and what the worker has answered.
//!
//! There is one of it for the app's life, so that who comes back from a story finds what they
//! had found. The worker (`src/bin/search.rs`) does the searching.

use super::key;
use crate::browser::drawn::soon_after_drawn;
use crate::browser::worker::Worker;
use crate::browser::{field, query};
use crate::context::Edition;
use crate::edition::{FromJson, SEARCH, Teaser, Value};
use crate::search::{ASK, Answer, Failure, MORE, OPEN, Query};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// The form's `id`.
pub(super) const FORM: &str = "search-form";

/// How long a reader stops typing before the search begins.
const PAUSE: Duration = Duration::from_millis(180);
/// How long the worker may take to come, over a very slow line too.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is shown.
#[derive(Default)]
pub(super) struct Shown {
    /// The answer, but for its stories.
    pub(super) answer: Answer,
    /// The stories, best first.
    pub(super) stories: Vec<Rc<Teaser>>,
    pub(super) busy: bool,
}

#[derive(Default)]
struct State {
    shown: Shown,
    /// The path that the edition is hosted under, and where the worker is fetched.
    base: String,
    file: String,
    /// The question: [`Query`]'s lines.
    query: String,
    worker: Option<Worker>,
    /// Whether it has said that it listens.
    listens: bool,
    /// Counts what was typed, and how often the worker was started.
    keys: usize,
    starts: usize,
    /// The number of the result that takes the focus when it is there.
    focus: Option<usize>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    static CHANGED: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Looks at what is shown, and again when it changes.
pub(super) fn look<T>(look: impl FnOnce(&Shown) -> T) -> T {
    CHANGED.with(|changed| changed.track());
    STATE.with_borrow(|state| look(&state.shown))
}

/// Takes the question from the address, unless the reader has typed one already.
pub(super) fn begin() {
    let Some(form) = field::form(FORM) else { return };
    if field::value(&form, "q").is_empty() {
        for name in Query::NAMES {
            field::set_value(&form, name, &query::value(name));
        }
    }
    let edition = Edition::current();
    STATE.with_borrow_mut(|state| {
        edition.base.as_str().clone_into(&mut state.base);
        state.file = edition.href(edition.site.search.as_deref().unwrap_or_default());
        state.open();
    });
    read();
}

/// Hears that something was typed, and asks when it was the last for a while.
pub(super) fn typed() {
    let count = || STATE.with_borrow(|state| state.keys);
    STATE.with_borrow_mut(|state| state.keys += 1);
    let keys = count();
    let asks = move || {
        if count() == keys {
            ask();
        }
    };
    set_timeout(asks, PAUSE);
}

/// Asks for what stands in the form, and lets the address say so.
pub(super) fn ask() {
    read();
    STATE.with_borrow(|state| {
        let path = [&state.base, SEARCH.trim_start_matches('/')].concat();
        query::replace(&path, &Query::NAMES, &state.query);
    });
}

/// Shows more of what was found, searches older stories, or tries again what has failed.
pub(super) fn go_on() {
    STATE.with_borrow_mut(State::go_on);
    see_to_worker();
}

/// Asks the question that stands in the form, if it is another one.
fn read() {
    let Some(form) = field::form(FORM) else { return };
    let mut query = String::new();
    for name in Query::NAMES {
        query.push_str(&field::value(&form, name));
        query.push('\n');
    }
    STATE.with_borrow_mut(|state| state.begin(query));
    see_to_worker();
}

/// Sees to it that there is a worker, which is told when it listens.
fn see_to_worker() {
    if STATE.with_borrow(|state| state.worker.is_none()) {
        start();
    }
    changed();
}

fn changed() {
    CHANGED.with(|changed| changed.set(true));
}

/// Starts the worker.
fn start() {
    let (starts, there) = STATE.with_borrow_mut(|state| {
        state.starts += 1;
        state.worker = Worker::start(&state.file, hear);
        (state.starts, state.worker.is_some())
    });
    if !there {
        return hear(None);
    }
    let late = move || {
        if STATE.with_borrow(|state| state.starts == starts && !state.listens) {
            hear(None);
        }
    };
    set_timeout(late, PATIENCE);
}

/// Hears what the worker says: that it listens, an answer, or nothing when it is broken.
fn hear(said: Option<String>) {
    let number = STATE.with_borrow_mut(|state| state.hear(said));
    changed();
    if let Some(number) = number {
        soon_after_drawn(move || key::focus(number + 1));
    }
}

impl State {
    fn open(&self) {
        self.say(&[OPEN, &self.base].concat());
    }

    fn ask(&mut self) {
        self.shown.busy = true;
        self.say(&[ASK, &self.query].concat());
    }

    /// Tells the worker, if it listens.
    fn say(&self, text: &str) {
        if let Some(worker) = self.worker.as_ref().filter(|_| self.listens) {
            worker.say(text);
        }
    }

    fn begin(&mut self, query: String) {
        self.keys += 1;
        if self.query == query && self.shown.answer.failure.is_none() {
            return;
        }
        self.query = query;
        self.focus = None;
        self.shown.answer.failure = None;
        self.ask();
    }

    fn go_on(&mut self) {
        if self.shown.answer.failure.take().is_none() {
            // The button may go: the keyboard goes on where the new ones begin.
            self.focus = Some(self.shown.stories.len());
        }
        self.shown.busy = true;
        self.say(MORE);
    }

    /// Hears what the worker says. The number of the result that takes the focus.
    fn hear(&mut self, said: Option<String>) -> Option<usize> {
        let Some(said) = said else {
            self.worker = None;
            self.listens = false;
            let failure = Some(Failure::Broken.number());
            self.shown =
                Shown { answer: Answer { failure, ..Answer::default() }, ..Shown::default() };
            return None;
        };
        if said.is_empty() {
            self.listens = true;
            self.open();
            self.ask();
            return None;
        }
        let mut answer = Value::parse(&said).and_then(Answer::from_json)?;
        if answer.asked != self.query {
            return None;
        }
        let stories = std::mem::take(&mut answer.stories).into_iter().map(Rc::new).collect();
        self.shown = Shown { answer, stories, busy: false };
        self.focus.take().filter(|number| *number < self.shown.stories.len())
    }
}
