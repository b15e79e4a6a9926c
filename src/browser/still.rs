//! Keeping what one looks at where it is.

use super::document::is_in_window;
use super::drawn::{after_drawn, after_painted};
use leptos::prelude::{document, set_timeout, window};
use std::cell::{Cell, RefCell};
use std::time::Duration;
use web_sys::Element;

/// How long to wait until one looks again whether the page has loaded.
const SOON: Duration = Duration::from_millis(50);
/// How often one looks.
const LOOKS: u8 = 60;

thread_local! {
    static LOADED: Cell<bool> = const { Cell::new(false) };
}

/// Does something when the page has loaded, its style sheets with it, or after three seconds; from
/// then on at once.
///
/// Until then a browser may still scroll to where the reader was before a reload, and would undo
/// any other scrolling. Chromium decides on it when the page has loaded, and does it in the next
/// frame.
pub fn when_loaded(work: impl FnOnce() + 'static) {
    wait(Box::new(work), LOOKS);
}

fn wait(work: Box<dyn FnOnce()>, looks: u8) {
    if LOADED.get() {
        work();
    } else if looks == 0 || document().ready_state() == "complete" {
        after_painted(move || {
            LOADED.set(true);
            work();
        });
    } else {
        set_timeout(move || wait(work, looks - 1), SOON);
    }
}

/// What stays where it is until everything that is changed around it has been drawn.
struct Held {
    selector: String,
    /// Where it was in the window before the first of these changes.
    top: f64,
    /// How many of them are not drawn yet.
    changes: u32,
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// Changes the page while the element that a selector finds stays where it is in the window,
/// if it can be seen there.
///
/// What is added above it would push it down otherwise. Browsers do that too (scroll
/// anchoring), but not for what the reader sees the beginning of, and Safari not at all.
///
/// A second change may begin when the first is drawn and the element not yet back in its place:
/// that place is the one in which it was before both.
pub fn around(selector: &str, change: &mut dyn FnMut()) {
    let element = document().query_selector(selector).ok().flatten();
    let Some(element) = element else {
        return change();
    };
    let place = element.get_bounding_client_rect();
    let seen = is_in_window(&place);
    let held = HELD.with_borrow_mut(|held| match held {
        Some(held) if held.selector == selector => {
            held.changes += 1;
            true
        }
        _ if seen => {
            *held = Some(Held { selector: selector.into(), top: place.top(), changes: 1 });
            true
        }
        _ => false,
    });
    change();
    if held {
        let selector = selector.to_owned();
        after_drawn(move || put_back(&selector, &element));
    }
}

/// Brings an element back to where it was in the window.
fn put_back(selector: &str, element: &Element) {
    let mut moved = 0.0;
    HELD.with_borrow_mut(|slot| {
        if let Some(held) = slot.as_mut().filter(|held| held.selector == selector) {
            moved = element.get_bounding_client_rect().top() - held.top;
            held.changes -= 1;
            if held.changes == 0 {
                *slot = None;
            }
        }
    });
    if moved != 0.0 {
        window().scroll_by_with_x_and_y(0.0, moved);
    }
}
