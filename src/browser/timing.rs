//! User Timing marks, so that anyone can see in a browser's tools how quick the app is.
//!
//! `newsprint:awake` marks the moment the app has taken over the page; a measure
//! `newsprint:hop` spans each hop from the click to the page drawn.

use leptos::prelude::window;
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Event;

#[wasm_bindgen]
extern "C" {
    /// What `performance.measure` takes (User Timing, level 3); web-sys knows level 2.
    type Measure;
    #[wasm_bindgen(method, js_name = measure)]
    fn measure(this: &Measure, name: &str, options: &js_sys::Object);
}

thread_local! {
    /// When the reader clicked, in milliseconds since the document began.
    static CLICKED: Cell<f64> = const { Cell::new(0.0) };
}

/// Milliseconds since the document began.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Marks that the app has taken over the page.
pub fn awake() {
    if let Some(performance) = window().performance() {
        // A browser that cannot mark goes without.
        let _ = performance.mark("newsprint:awake");
    }
}

/// Remembers when the reader clicked.
pub fn clicked(event: &Event) {
    CLICKED.set(event.time_stamp());
}

/// Measures the hop that ends now. One that did not begin with a click (back, forward) has
/// no beginning to measure from.
pub fn hopped() {
    let start = CLICKED.replace(0.0);
    if start > 0.0
        && let Some(performance) = window().performance()
    {
        let options = js_sys::Object::new();
        let set = js_sys::Reflect::set(&options, &"start".into(), &start.into());
        if set.is_ok() {
            let performance: wasm_bindgen::JsValue = performance.into();
            let performance: Measure = wasm_bindgen::JsCast::unchecked_into(performance);
            performance.measure("newsprint:hop", &options);
        }
    }
}
