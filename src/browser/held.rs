//! What lasts as long as the part of the page that began it.
//!
//! Leptos' own store for values of one thread asks which thread it is on, and the standard
//! library's answer brings the names of threads and an allocator for them along: kilobytes.

use leptos::prelude::{on_cleanup, window};
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Event;

thread_local! {
    /// What is held, by growing numbers.
    static HELD: RefCell<Vec<(u32, Box<dyn Any>)>> = const { RefCell::new(Vec::new()) };
}

/// Holds something until the current owner is gone, then drops it.
pub fn hold(value: Box<dyn Any>) {
    let number = HELD.with_borrow_mut(|held| {
        let number = held.last().map_or(0, |(last, _)| last + 1);
        held.push((number, value));
        number
    });
    on_cleanup(move || {
        // What goes may have something of its own to let go.
        let gone = HELD.with_borrow_mut(|held| {
            let at = held.iter().position(|(one, _)| *one == number);
            at.map(|at| held.remove(at))
        });
        drop(gone);
    });
}

/// Hears of an event on the window until the current owner is gone.
pub fn on_window(kind: &'static str, handler: Box<dyn Fn()>) {
    let closure = Closure::<dyn Fn(Event)>::new(move |_| handler());
    let listener = Listener { kind, closure };
    let function = listener.closure.as_ref().unchecked_ref();
    // Adding and removing fail only for arguments of the wrong type.
    let _ = window().add_event_listener_with_callback(kind, function);
    hold(Box::new(listener));
}

struct Listener {
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = window().remove_event_listener_with_callback(self.kind, function);
    }
}
