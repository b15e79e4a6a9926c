//! Lines on cards that are filled in when something is known.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The lines that a selector finds, each with what an attribute of it says.
pub fn lines(selector: &str, attribute: &str) -> Vec<(String, Element)> {
    let mut lines = Vec::new();
    let Ok(found) = document().query_selector_all(selector) else { return lines };
    for index in 0..found.length() {
        if let Some(line) = found.get(index).and_then(|node| node.dyn_into::<Element>().ok())
            && let Some(key) = line.get_attribute(attribute)
        {
            lines.push((key, line));
        }
    }
    lines
}

/// Writes what is known into a line, which is hidden until then.
pub fn fill(line: &Element, text: &str) {
    line.set_text_content(Some(text));
    let _ = line.remove_attribute("hidden");
}
