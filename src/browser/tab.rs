//! Which tab this is: tabs that are open at once keep apart what is written in them, and a tab
//! finds its own again after a reload.
//!
//! A tab has a number, which `sessionStorage` keeps as long as the tab is there. A tab that is
//! duplicated has the number of the first one: so a tab also holds a lock with its number in its
//! name while a page of the edition is open in it, and one that finds the lock taken gets another
//! number.

use super::document;
use super::locks::{self, Lock};
use js_sys::{Date, Math};
use std::cell::RefCell;
use web_sys::Storage;

/// Under which name the number is kept.
const NAME: &str = "newsprint:tab";

#[derive(Default)]
struct Tab {
    /// Empty until it is known.
    number: String,
    lock: Option<Lock>,
    /// What is to be done when the number is known.
    waiting: Vec<Box<dyn FnOnce()>>,
}

thread_local! {
    static TAB: RefCell<Tab> = RefCell::default();
}

/// This tab's number; empty until [`when_known`].
pub fn number() -> String {
    TAB.with_borrow(|tab| tab.number.clone())
}

/// Does something when this tab's number is known.
pub fn when_known(then: Box<dyn FnOnce()>) {
    if !number().is_empty() {
        return then();
    }
    let first = TAB.with_borrow_mut(|tab| {
        tab.waiting.push(then);
        tab.waiting.len() == 1
    });
    if first {
        let window = leptos::prelude::window();
        // A page that is left may be kept for the way back, and holds no lock meanwhile.
        document::listen(&window, "pagehide", |_| TAB.with_borrow_mut(|tab| tab.lock = None));
        document::listen(&window, "pageshow", |_| {
            if !number().is_empty() {
                claim(number());
            }
        });
        let kept = storage().and_then(|kept| kept.get_item(NAME).ok().flatten());
        claim(kept.unwrap_or_default());
    }
}

/// Whether no tab with this number is open; where there are no locks that is not known.
pub fn is_gone(number: &str, then: Box<dyn FnOnce(bool)>) {
    locks::take(&lock_of(number), true, Box::new(move |lock| then(lock.is_some())));
}

/// A number that nothing else on this device has: sixteen digits, in the order of time.
pub fn fresh() -> u64 {
    (Date::now() * 1000.0 + Math::random() * 1000.0) as u64
}

/// Takes a number, if it is one and no other tab has it; else a new one.
fn claim(number: String) {
    if TAB.with_borrow(|tab| tab.lock.is_some()) {
        return;
    }
    let number = if number.is_empty() { fresh().to_string() } else { number };
    let name = lock_of(&number);
    let then = move |lock: Option<Lock>| {
        let Some(lock) = lock else { return claim(String::new()) };
        if let Some(kept) = storage() {
            let _ = kept.set_item(NAME, &number);
        }
        let waiting = TAB.with_borrow_mut(|tab| {
            (tab.number, tab.lock) = (number, Some(lock));
            std::mem::take(&mut tab.waiting)
        });
        for then in waiting {
            then();
        }
    };
    locks::take(&name, true, Box::new(then));
}

fn lock_of(number: &str) -> String {
    [NAME, ":", number].concat()
}

fn storage() -> Option<Storage> {
    leptos::prelude::window().session_storage().ok().flatten()
}
