//! What the reader asks for, and how far the answer is.
//!
//! There is one of it for the app's life, so that who comes back from a story finds what they
//! had found. When the last of the files has come that a question waits for, it goes on by one
//! step; what comes for an earlier question only fills the store.

use super::key;
use crate::browser::drawn::soon_after_drawn;
use crate::browser::normal::normal;
use crate::browser::{field, query};
use crate::context::Edition;
use crate::edition::SEARCH;
use crate::navigation::{HopError, fetch_file};
use crate::search::{CATALOGUE, Found, Query, Quest, Term};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// The form's `id`.
pub(super) const FORM: &str = "search-form";

/// How many stories are shown at first, and how many more each time.
const STEP: usize = 10;
/// How many files are kept: more than one step needs.
const KEPT: usize = 96;
/// How long a reader stops typing before the search begins.
const PAUSE: Duration = Duration::from_millis(180);

/// What is shown.
#[derive(Default)]
pub(super) struct Shown {
    /// The words asked for; the rows of the list are known by them.
    pub(super) asked: String,
    pub(super) terms: Rc<[Term]>,
    /// The stories as their `page.json` says, best first.
    pub(super) stories: Vec<Rc<str>>,
    pub(super) found: Option<Found>,
    pub(super) busy: bool,
    pub(super) failure: Option<HopError>,
}

#[derive(Default)]
struct State {
    shown: Shown,
    base: String,
    query: Query,
    quest: Option<Quest>,
    want: usize,
    /// Counts questions, so that answers to earlier ones are told apart.
    round: usize,
    /// How many answers are awaited.
    awaited: usize,
    /// Counts what was typed.
    keys: usize,
    /// How often a file was not there because the edition had changed; in this question too, and
    /// just now.
    anew: usize,
    renewed: bool,
    stale: bool,
    /// The number of the result that takes the focus when it is there.
    focus: Option<usize>,
    files: Vec<(String, Rc<str>)>,
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
    let base = Edition::current().base;
    STATE.with_borrow_mut(|state| {
        base.as_str().clone_into(&mut state.base);
        // What is new since the last visit is to be found.
        state.files.retain(|file| file.0 != CATALOGUE);
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
        let path = [&state.base, &SEARCH[1..]].concat();
        query::replace(&path, &Query::NAMES, &state.query.0);
    });
}

/// Shows more of what was found, searches older stories, or tries again what has failed.
pub(super) fn go_on() {
    STATE.with_borrow_mut(State::go_on);
    step();
}

/// Begins the question that stands in the form, if it is another one.
fn read() {
    let Some(form) = field::form(FORM) else { return };
    let mut query = Query::default();
    for name in Query::NAMES {
        query.0.push_str(&field::value(&form, name));
        query.0.push('\n');
    }
    if STATE.with_borrow_mut(|state| state.begin(query)) {
        step();
    }
}

/// Goes on as far as what is at hand allows, and fetches what is not.
fn step() {
    let (needs, round) = STATE.with_borrow_mut(|state| (state.step(), state.round));
    for path in needs {
        let url = STATE.with_borrow(|state| state.url(&path));
        leptos::task::spawn_local(async move {
            let got = fetch_file(&url).await;
            if STATE.with_borrow_mut(|state| state.receive(round, path, got)) {
                step();
            }
        });
    }
    CHANGED.with(|changed| changed.set(true));
    if let Some(number) = STATE.with_borrow_mut(State::take_focus) {
        soon_after_drawn(move || key::focus(number + 1));
    }
}

impl State {
    fn begin(&mut self, query: Query) -> bool {
        self.keys += 1;
        if self.query == query && self.shown.failure.is_none() {
            return false;
        }
        self.query = query;
        self.want = STEP;
        self.round += 1;
        self.renewed = false;
        self.focus = None;
        self.shown.failure = None;
        self.restart();
        true
    }

    fn restart(&mut self) {
        self.quest = Quest::new(&self.query, &normal);
    }

    fn go_on(&mut self) {
        if self.shown.failure.take().is_some() {
            return;
        }
        let shown = self.shown.stories.len();
        self.want = shown + STEP;
        // The button may go: the keyboard goes on where the new ones begin.
        self.focus = Some(shown);
        let all = self.shown.found.as_ref().is_some_and(|found| found.count <= shown);
        if let (true, Some(quest)) = (all, &mut self.quest) {
            quest.go_on();
        }
    }

    /// What is needed to go on. Without anything, what is shown is the answer.
    fn step(&mut self) -> Vec<String> {
        let mut needs = Vec::new();
        self.shown.busy = false;
        if self.shown.failure.is_some() {
            return needs;
        }
        if std::mem::take(&mut self.stale) {
            // The edition has changed: the question begins anew, with the new catalogue.
            self.renewed = true;
            self.anew += 1;
            self.files.clear();
            self.restart();
        }
        let Some(quest) = &mut self.quest else {
            self.shown = Shown::default();
            return needs;
        };
        let files = &self.files;
        let find = |path: &str| {
            let file = files.iter().find(|file| file.0 == path)?;
            Some(Rc::clone(&file.1))
        };
        if let Some(found) = quest.step(self.want, &find, &mut needs) {
            self.shown = Shown {
                asked: self.query.0.clone(),
                terms: quest.terms(),
                stories: found.pages.iter().filter_map(|page| find(page)).collect(),
                found: Some(found),
                ..Shown::default()
            };
            let many = self.files.len().saturating_sub(KEPT + self.want);
            self.files.drain(..many);
        } else if needs.is_empty() {
            self.fail(HopError::Shape);
        }
        self.awaited = needs.len();
        self.shown.busy = self.awaited > 0;
        needs
    }

    /// Takes what has come. Whether it was the last that the question waits for.
    fn receive(&mut self, round: usize, path: String, got: Result<String, HopError>) -> bool {
        let current = round == self.round;
        match got {
            Ok(text) => self.files.push((path, text.into())),
            Err(HopError::NotFound) if !self.renewed => self.stale |= current,
            // A story that has gone and still stands in the index.
            Err(HopError::NotFound) if !path.starts_with(SEARCH) => {
                self.files.push((path, Rc::default()));
            }
            Err(error) if current => self.fail(error),
            Err(_) => {}
        }
        if current {
            self.awaited = self.awaited.saturating_sub(1);
        }
        current && self.awaited == 0
    }

    /// What was found before is no answer to this question.
    fn fail(&mut self, error: HopError) {
        self.shown = Shown { failure: Some(error), ..Shown::default() };
    }

    /// Where a file is fetched from. The catalogue of an edition that has changed is asked for
    /// past every store on the way that still has the old one.
    fn url(&self, path: &str) -> String {
        let mut url = [&self.base, &path[1..]].concat();
        if self.anew > 0 && path == CATALOGUE {
            url.push('?');
            url.push_str(&self.anew.to_string());
        }
        url
    }

    fn take_focus(&mut self) -> Option<usize> {
        let there = self.focus.filter(|number| *number < self.shown.stories.len());
        if there.is_some() {
            self.focus = None;
        }
        there
    }
}
