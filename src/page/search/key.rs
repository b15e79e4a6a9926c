//! The keys of the search page: up and down go from the field through what was found, Escape
//! goes back to the field and empties it.

use super::asking;
use crate::browser::field::Field;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

/// The field, and the headlines that were found.
const STOPS: &str = "#q, .search-results h2 a";

pub(super) fn pressed(event: &Event) {
    let Some(event) = crate::browser::document::key(event) else { return };
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Escape" => 0,
        _ => return,
    };
    let focus = document().active_element();
    let here = (0..).map_while(stop).position(|it| focus.as_ref() == Some(it.as_ref()));
    let Some(here) = here else { return };
    let next = if step == 0 { 0 } else { (here as u32).wrapping_add_signed(step) };
    if step == 0
        && here == 0
        && let Some(field) = stop(0)
    {
        field.unchecked_ref::<Field>().set_value("");
        asking::ask();
    }
    if focus_on(next) {
        event.prevent_default();
    }
}

/// Puts the focus on a result, counted from 1; 0 is the field.
pub(super) fn focus(number: usize) {
    focus_on(number as u32);
}

fn focus_on(number: u32) -> bool {
    stop(number).is_some_and(|stop| stop.focus().is_ok())
}

fn stop(number: u32) -> Option<HtmlElement> {
    document().query_selector_all(STOPS).ok()?.get(number)?.dyn_into().ok()
}
