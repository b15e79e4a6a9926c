//! Places on cards that are filled in when something is known.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The places that a selector finds, each with what an attribute of it says.
pub fn places(selector: &str, attribute: &str) -> Vec<(String, Element)> {
    let mut places = Vec::new();
    let Ok(found) = document().query_selector_all(selector) else { return places };
    for index in 0..found.length() {
        if let Some(place) = found.get(index).and_then(|node| node.dyn_into::<Element>().ok())
            && let Some(key) = place.get_attribute(attribute)
        {
            places.push((key, place));
        }
    }
    places
}

/// Writes what is known into a place, which is hidden until then: a sign for the eyes, and the
/// words for those who hear it.
pub fn fill(place: &Element, sign: &str, words: &str) {
    place.set_text_content(Some(sign));
    let _ = place.set_attribute("aria-label", words);
    let _ = place.remove_attribute("hidden");
}
