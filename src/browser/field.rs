//! The fields of a form, known by their `name`.
//!
//! The app reads fields and seldom writes them: what stands in a field is the reader's, typed
//! before the app woke perhaps.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlFormElement};

#[wasm_bindgen]
extern "C" {
    /// A field of whatever kind: what its kind does not have is nothing. To ask each kind for
    /// what is its own would be code for each.
    #[wasm_bindgen(extends = HtmlElement, extends = Element)]
    pub type Field;

    /// What stands in it.
    #[wasm_bindgen(method, getter)]
    pub fn value(this: &Field) -> Option<String>;
    /// Writes into it.
    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &Field, value: &str);
    /// Its name in its form.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Field) -> Option<String>;
    /// Whether it is ticked.
    #[wasm_bindgen(method, getter)]
    pub fn checked(this: &Field) -> Option<bool>;
    /// Ticks it, or takes the tick out.
    #[wasm_bindgen(method, setter)]
    pub fn set_checked(this: &Field, checked: bool);
    /// Where what is marked in it begins, in UTF-16 units.
    #[wasm_bindgen(method, getter, js_name = selectionStart)]
    pub fn selection_start(this: &Field) -> Option<u32>;
    /// Where what is marked in it ends.
    #[wasm_bindgen(method, getter, js_name = selectionEnd)]
    pub fn selection_end(this: &Field) -> Option<u32>;
    #[wasm_bindgen(method, catch, js_name = setSelectionRange)]
    fn set_selection_range(this: &Field, start: u32, end: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = setRangeText)]
    fn set_range_text(this: &Field, text: &str, start: u32, end: u32) -> Result<(), JsValue>;
}

impl Field {
    /// Marks what stands between two places of a text area.
    pub fn mark(&self, start: u32, end: u32) {
        // Fails only for a field in which nothing can be marked.
        let _ = self.set_selection_range(start, end);
    }
}

/// The form with this `id`.
pub fn form(id: &str) -> Option<HtmlFormElement> {
    leptos::prelude::document().get_element_by_id(id)?.dyn_into().ok()
}

fn find(form: &HtmlFormElement, name: &str) -> Option<Field> {
    form.elements().named_item(name).map(JsCast::unchecked_into)
}

/// What stands in a field; nothing for one that is not there.
pub fn value(form: &HtmlFormElement, name: &str) -> String {
    find(form, name).and_then(|field| field.value()).unwrap_or_default()
}

/// Writes into a field.
pub fn set_value(form: &HtmlFormElement, name: &str, value: &str) {
    if let Some(field) = find(form, name) {
        field.set_value(value);
    }
}

/// Adds to what stands in a text area; the caret and the selection stay as they are.
pub fn append(form: &HtmlFormElement, name: &str, text: &str) {
    if let Some(area) = find(form, name) {
        // Both ends are the end: setRangeText clamps them to the text's length.
        let _ = area.set_range_text(text, u32::MAX, u32::MAX);
    }
}

/// What stands in the text area with this `id`.
pub fn text_of(id: &str) -> String {
    let area = leptos::prelude::document().get_element_by_id(id);
    area.and_then(|it| it.unchecked_into::<Field>().value()).unwrap_or_default()
}

/// Whether a box is ticked.
pub fn is_ticked(form: &HtmlFormElement, name: &str) -> bool {
    find(form, name).and_then(|field| field.checked()).unwrap_or_default()
}

/// Ticks a box.
pub fn tick(form: &HtmlFormElement, name: &str) {
    if let Some(field) = find(form, name) {
        field.set_checked(true);
    }
}

/// Puts the focus into a field and brings it into view.
pub fn focus(form: &HtmlFormElement, name: &str) {
    if let Some(field) = find(form, name) {
        let _ = field.focus();
    }
}
