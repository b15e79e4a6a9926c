//! Lines on cards that are filled in when something is known.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

fn lines(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// What an attribute of the lines says, each thing once.
pub fn keys(selector: &str, attribute: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in lines(selector).iter().filter_map(|line| line.get_attribute(attribute)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Writes into each line what is known of its key; a line of which nothing is known stays
/// hidden.
pub fn fill(selector: &str, attribute: &str, known: &[(String, Option<String>)]) {
    for line in lines(selector) {
        let key = line.get_attribute(attribute).unwrap_or_default();
        if let Some((_, Some(text))) = known.iter().find(|(known, _)| *known == key) {
            line.set_text_content(Some(text));
            let _ = line.remove_attribute("hidden");
        }
    }
}
