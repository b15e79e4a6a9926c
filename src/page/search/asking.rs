//! What the reader asks for, and how far the answer is.
//!
//! There is one of it for the app's life, so that who comes back from a story finds what they
//! had found. Every answer that arrives moves the question on by one step, whichever it was; an
//! answer to an earlier question only fills the store of files.

use crate::browser::document::focus_place;
use crate::browser::drawn::soon_after_drawn;
use crate::browser::normal::normal;
use crate::browser::{field, query};
use crate::context::Edition;
use crate::edition::{Address, Base, Page, SEARCH};
use crate::navigation::{HopError, Navigation, fetch_file};
use crate::search::{CATALOGUE, Found, Query, Quest, Step, Term};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// The form's `id`.
pub(super) const FORM: &str = "search-form";

/// How many stories are shown at first, and how many more each time.
const STEP: usize = 10;
/// How many files of the index are kept: more than one step needs.
const KEPT: usize = 64;
/// How long a reader stops typing before the search begins.
const PAUSE: Duration = Duration::from_millis(180);

/// What is shown.
#[derive(Default)]
pub(super) struct Shown {
    /// What was asked for, as the rows of the list are known by.
    pub(super) asked: String,
    pub(super) terms: Rc<[Term]>,
    pub(super) loose: bool,
    /// The stories, best first.
    pub(super) pages: Vec<Arc<Page>>,
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
    /// Counts how often the index was found to be another by now.
    anew: usize,
    /// Whether that was in this question; whether it was just now.
    renewed: bool,
    stale: bool,
    /// The number of the result that takes the focus when it is there.
    focus: Option<usize>,
    files: Vec<(String, Rc<str>)>,
    pages: Vec<(Address, Arc<Page>)>,
}

/// What a question needs.
enum Want {
    File(String),
    Page(Address),
}

/// What came.
enum Got {
    File(String),
    Page(Arc<Page>),
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    static CHANGED: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// The one question of the app.
#[derive(Clone, Copy)]
pub(super) struct Asking(Navigation);

impl Asking {
    pub(super) fn current() -> Self {
        Self(expect_context())
    }

    /// Looks at what is shown, and again when it changes.
    pub(super) fn with<T>(self, look: impl FnOnce(&Shown) -> T) -> T {
        CHANGED.with(|changed| changed.track());
        STATE.with_borrow(|state| look(&state.shown))
    }

    /// Takes the question from the address, unless the reader has typed one already.
    pub(super) fn begin(self) {
        let Some(form) = field::form(FORM) else { return };
        if field::value(&form, "q").is_empty() {
            for name in NAMES {
                field::set_value(&form, name, &query::value(name));
            }
        }
        let base = Edition::current().base;
        STATE.with_borrow_mut(|state| {
            state.base = base.as_str().to_owned();
            // What is new since the last visit is to be found.
            state.files.retain(|file| file.0 != CATALOGUE);
        });
        self.look();
    }

    /// Hears that something was typed, and asks when it was the last for a while.
    pub(super) fn typed(self) {
        let count = || STATE.with_borrow(|state| state.keys);
        STATE.with_borrow_mut(|state| state.keys += 1);
        let keys = count();
        set_timeout(
            move || {
                if count() == keys {
                    self.ask();
                }
            },
            PAUSE,
        );
    }

    /// Asks for what stands in the form, and lets the address say so.
    pub(super) fn ask(self) {
        let Some(query) = self.look() else { return };
        let path = STATE.with_borrow(|state| [&state.base, &SEARCH[1..]].concat());
        let values = [&query.text, &query.section, &query.from, &query.to];
        query::replace(&path, &NAMES, &values.map(String::as_str));
    }

    /// Shows more of what was found, searches older stories, or tries again what has failed.
    pub(super) fn go_on(self) {
        STATE.with_borrow_mut(State::go_on);
        self.step();
    }

    fn look(self) -> Option<Query> {
        let form = field::form(FORM)?;
        let [text, section, from, to] =
            NAMES.map(|name| field::value(&form, name).trim().to_owned());
        let query = Query { text, section, from, to };
        let same = STATE.with_borrow_mut(|state| {
            state.keys += 1;
            let same = state.query == query && state.shown.failure.is_none();
            if !same {
                state.begin(query.clone());
            }
            same
        });
        if !same {
            self.step();
        }
        Some(query)
    }

    /// Goes on as far as what is at hand allows, and fetches what is not.
    fn step(self) {
        let (wants, round) = STATE.with_borrow_mut(|state| (state.step(), state.round));
        for want in wants {
            let (base, anew) = STATE.with_borrow(|state| (Base::new(&state.base), state.anew));
            leptos::task::spawn_local(async move {
                let got = match &want {
                    Want::File(path) => {
                        let mut url = base.href(path);
                        // Past every store on the way that still has the old one.
                        if anew > 0 && path == CATALOGUE {
                            url = [&url, "?", &anew.to_string()].concat();
                        }
                        fetch_file(&url).await.map(Got::File)
                    }
                    Want::Page(address) => self.0.page_at(&base, address).await.map(Got::Page),
                };
                let last = STATE.with_borrow_mut(|state| state.receive(round, want, got));
                if last {
                    self.step();
                }
            });
        }
        CHANGED.with(|changed| changed.set(true));
        if let Some(number) = STATE.with_borrow_mut(State::take_focus) {
            soon_after_drawn(move || focus_place(&["result-", &number.to_string()].concat()));
        }
    }
}

impl State {
    fn begin(&mut self, query: Query) {
        self.quest = Quest::new(&query, &normal);
        self.query = query;
        self.want = STEP;
        self.round += 1;
        self.renewed = false;
        self.focus = None;
        self.shown.failure = None;
    }

    fn go_on(&mut self) {
        if self.shown.failure.take().is_some() {
            self.renewed = false;
            return;
        }
        let shown = self.shown.pages.len();
        self.want = shown + STEP;
        // The button may go: the keyboard goes on where the new ones begin.
        self.focus = Some(shown);
        let all = self.shown.found.as_ref().is_some_and(|found| found.count <= shown);
        if let (true, Some(quest)) = (all, &mut self.quest) {
            quest.go_on();
        }
    }

    /// What is needed to go on. Without anything, what is shown is the answer.
    fn step(&mut self) -> Vec<Want> {
        self.shown.busy = false;
        if self.shown.failure.is_some() {
            return Vec::new();
        }
        let Some(quest) = &mut self.quest else {
            self.shown = Shown::default();
            return Vec::new();
        };
        if std::mem::take(&mut self.stale) {
            // The edition has changed: the question begins anew, with the new catalogue.
            self.renewed = true;
            self.anew += 1;
            self.files.clear();
            if let Some(anew) = Quest::new(&self.query, &normal) {
                *quest = anew;
            }
        }
        let files = &self.files;
        let find = |path: &str| {
            let file = files.iter().find(|file| file.0 == path)?;
            Some(Rc::clone(&file.1))
        };
        let wants: Vec<Want> = match quest.step(self.want, &find) {
            Step::Needs(paths) => paths.into_iter().map(Want::File).collect(),
            Step::Broken => {
                self.fail(HopError::Shape);
                Vec::new()
            }
            Step::Found(found) => self.show(found),
        };
        self.awaited = wants.len();
        self.shown.busy = self.awaited > 0;
        wants
    }

    /// Shows what was found, unless pages are missing.
    fn show(&mut self, found: Found) -> Vec<Want> {
        let addresses = || found.addresses.iter().filter_map(|it| Address::new(it).ok());
        let page = |address: &Address| self.pages.iter().find(|page| page.0 == *address);
        let missing: Vec<Want> =
            addresses().filter(|it| page(it).is_none()).map(Want::Page).collect();
        if !missing.is_empty() {
            return missing;
        }
        let pages = addresses().filter_map(|it| Some(Arc::clone(&page(&it)?.1))).collect();
        let quest = self.quest.as_ref();
        self.shown = Shown {
            asked: self.query.text.clone(),
            terms: quest.map(|quest| quest.terms().into()).unwrap_or_default(),
            loose: found.loose,
            pages,
            found: Some(found),
            ..Shown::default()
        };
        let files = self.files.len().saturating_sub(KEPT);
        self.files.drain(..files);
        let pages = self.pages.len().saturating_sub(KEPT.max(self.want));
        self.pages.drain(..pages);
        Vec::new()
    }

    /// Takes what has come. Whether it was the last that the question waits for.
    fn receive(&mut self, round: usize, want: Want, got: Result<Got, HopError>) -> bool {
        let current = round == self.round;
        match (want, got) {
            (Want::File(path), Ok(Got::File(text))) => self.files.push((path, text.into())),
            (Want::Page(address), Ok(Got::Page(page))) => self.pages.push((address, page)),
            (want, Err(error)) if current => match (want, error) {
                (_, HopError::NotFound) if !self.renewed => self.stale = true,
                // A story that has gone and still stands in the index.
                (Want::Page(address), HopError::NotFound) => {
                    self.pages.push((address, Arc::default()));
                }
                (_, error) => self.fail(error),
            },
            _ => {}
        }
        if !current {
            return false;
        }
        self.awaited = self.awaited.saturating_sub(1);
        self.awaited == 0
    }

    /// What was found before is no answer to this question.
    fn fail(&mut self, error: HopError) {
        self.shown = Shown { failure: Some(error), ..Shown::default() };
    }

    fn take_focus(&mut self) -> Option<usize> {
        let there = self.focus.filter(|number| *number < self.shown.pages.len());
        self.focus = self.focus.filter(|_| there.is_none());
        there
    }
}

/// The names of the fields, in the form and in the address.
const NAMES: [&str; 4] = ["q", "section", "from", "to"];
