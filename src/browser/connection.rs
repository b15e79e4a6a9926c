//! What the reader's connection is worth.

use js_sys::Reflect;
use std::cell::RefCell;
use std::collections::VecDeque;
use wasm_bindgen::JsValue;
use web_sys::HtmlImageElement;

/// Whether the reader has asked for less data (`Save-Data`; Network Information API).
///
/// Browsers without that API are taken to have none to save.
pub fn saves_data() -> bool {
    let navigator: JsValue = leptos::prelude::window().navigator().into();
    Reflect::get(&navigator, &"connection".into())
        .and_then(|connection| Reflect::get(&connection, &"saveData".into()))
        .is_ok_and(|saves| saves.is_truthy())
}

/// How many pictures are fetched ahead at the same time.
const WARMED: usize = 4;

thread_local! {
    /// The elements that fetch pictures ahead, the one that was used longest ago first. They are
    /// used again and again: Chromium keeps each that has had a `srcset`, until the document ends.
    static WARMING: RefCell<VecDeque<HtmlImageElement>> = const { RefCell::new(VecDeque::new()) };
}

/// Puts a picture into the browser's cache: the file that it would choose of a set.
pub fn warm_image(url: &str, set: Option<&str>, sizes: &str) {
    let idle = WARMING.with_borrow_mut(|all| (all.len() == WARMED).then(|| all.pop_front()));
    let Some(image) = idle.flatten().or_else(|| HtmlImageElement::new().ok()) else { return };
    image.set_decoding("async");
    image.set_sizes(sizes);
    image.set_srcset(set.unwrap_or_default());
    image.set_src(url);
    WARMING.with_borrow_mut(|all| all.push_back(image));
}
