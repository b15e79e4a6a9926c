//! The keys of the search page: up and down go from the field through what was found, Escape
//! goes back to the field and empties it.

use super::asking;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// The field, and the headlines that were found.
const STOPS: &str = "#q, .search-results h2 a";

pub(super) fn pressed(event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Escape" => 0,
        _ => return,
    };
    let Ok(stops) = document().query_selector_all(STOPS) else { return };
    let stop = |at: u32| stops.get(at).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let focus = document().active_element();
    let is_here = |at: &u32| stop(*at).map(Into::into) == focus;
    let Some(here) = (0..stops.length()).find(is_here) else { return };
    if step == 0 {
        if let Some(field) = stop(0).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
            if here == 0 {
                field.set_value("");
                asking::ask();
            }
            let _ = field.focus();
        }
    } else if let Some(next) = here.checked_add_signed(step).and_then(stop) {
        let _ = next.focus();
    } else {
        return;
    }
    event.prevent_default();
}
