//! What the reader's connection is worth.

use js_sys::Reflect;
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

/// Puts a picture into the browser's cache: the file that it would choose of a set.
pub fn warm_image(url: &str, set: Option<&str>, sizes: &str) {
    if let Ok(image) = HtmlImageElement::new() {
        image.set_decoding("async");
        if let Some(set) = set {
            image.set_sizes(sizes);
            image.set_srcset(set);
        }
        image.set_src(url);
    }
}
