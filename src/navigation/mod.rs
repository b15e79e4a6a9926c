//! The one route: a link inside the edition is followed by fetching the `page.json` at its
//! address and drawing what it says.
//!
//! [`listen`](Navigation::listen) takes the browser's navigate events (Navigation API), a
//! [`pages::Pages`] store fetches each page once, however many ask for it, and the page's
//! signal draws it. What the browser does well is left to it: history, scroll restoration,
//! other sites, new tabs, downloads. A browser without the Navigation API follows the same
//! links as ordinary documents.

mod ahead;
#[cfg(any(test, fuzzing))]
pub(crate) mod fuzzing;
mod hop;
mod left;
mod listen;
mod pages;

pub use hop::{HopError, HopFailure, PATIENCE_SECONDS};

use crate::edition::{Address, Page};
use leptos::prelude::*;
use pages::Pages;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

thread_local! {
    /// The pages at hand.
    static PAGES: Rc<Pages> = Rc::default();
    /// Whether the next link is the browser's to follow.
    static LET_THROUGH: Cell<bool> = const { Cell::new(false) };
}

/// Where the reader is and how they get elsewhere; lives as long as the app.
#[derive(Clone, Copy)]
pub struct Navigation {
    page: RwSignal<Arc<Page>>,
    failure: RwSignal<Option<HopFailure>>,
    busy: RwSignal<bool>,
    whole: StoredValue<ArcRwSignal<bool>>,
    announcement: RwSignal<String>,
}

impl Navigation {
    /// Begins at a page that is drawn already.
    pub fn new(page: Arc<Page>) -> Self {
        Self {
            page: RwSignal::new(page),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            whole: StoredValue::new(ArcRwSignal::new(true)),
            announcement: RwSignal::new(String::new()),
        }
    }

    /// The page on screen.
    pub fn page(self) -> Arc<Page> {
        self.page.get()
    }

    /// Why the last hop failed, until another one works.
    pub fn failure(self) -> Option<HopFailure> {
        self.failure.get()
    }

    /// Whether a hop is under way.
    pub fn busy(self) -> bool {
        self.busy.get()
    }

    /// Whether what stands below the story on screen is drawn too, or waits for the story to be
    /// painted. Each page has a signal of its own: one that is gone is not drawn again.
    pub fn whole(self) -> ArcRwSignal<bool> {
        self.whole.get_value()
    }

    /// What a screen reader is told of the last arrival.
    pub fn announcement(self) -> String {
        self.announcement.get()
    }

    /// Tells a screen reader something, politely. The same words twice are told twice.
    pub fn announce(self, text: String) {
        let again = self.announcement.with_untracked(|said| *said == text);
        self.announcement.set(if again { text + "\u{A0}" } else { text });
    }

    /// Whether the page on screen is the one at this address.
    pub fn stands_at(self, target: &str) -> bool {
        self.page.with(|page| page.address().is_some_and(|address| address.as_str() == target))
    }

    /// The address of the page on screen, which after a failed hop is not that in the bar.
    pub fn address(self) -> Option<Address> {
        self.page.with_untracked(|page| page.address().cloned())
    }

    /// Lets the browser follow the next link itself and load a document.
    pub fn let_next_through(self) {
        LET_THROUGH.set(true);
    }

    fn store(self) -> Rc<Pages> {
        PAGES.with(Rc::clone)
    }
}
