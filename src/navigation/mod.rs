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
mod hop_alert;
mod left;
mod listen;
mod pages;
mod progress;

pub use ahead::fetch_neighbours_ahead;
pub use hop::{HopError, HopFailure};
pub use hop_alert::hop_alert;
pub use progress::progress;

use crate::context::Screen;
use leptos::prelude::*;
use pages::Pages;
use std::rc::Rc;

thread_local! {
    /// The pages at hand.
    static PAGES: Rc<Pages> = Rc::default();
}

/// How the reader gets elsewhere; lives as long as the app.
#[derive(Clone, Copy)]
pub struct Navigation {
    screen: Screen,
    failure: RwSignal<Option<HopFailure>>,
    busy: RwSignal<bool>,
}

impl Navigation {
    /// Begins at the page on screen.
    pub fn new(screen: Screen) -> Self {
        Self { screen, failure: RwSignal::new(None), busy: RwSignal::new(false) }
    }

    /// Why the last hop failed, until another one works.
    pub fn failure(self) -> Option<HopFailure> {
        self.failure.get()
    }

    /// Whether a hop is under way.
    pub fn busy(self) -> bool {
        self.busy.get()
    }
}

/// The pages at hand.
fn store() -> Rc<Pages> {
    PAGES.with(Rc::clone)
}
