//! The fields of a form, known by their `name`.
//!
//! The app reads fields and seldom writes them: what stands in a field is the reader's, typed
//! before the app woke perhaps.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

/// The form with this `id`.
pub fn form(id: &str) -> Option<HtmlFormElement> {
    leptos::prelude::document().get_element_by_id(id)?.dyn_into().ok()
}

fn find(form: &HtmlFormElement, name: &str) -> Option<Element> {
    form.elements().named_item(name)
}

/// What stands in a field; nothing for one that is not there.
pub fn value(form: &HtmlFormElement, name: &str) -> String {
    let Some(element) = find(form, name) else {
        return String::new();
    };
    match (element.dyn_ref::<HtmlInputElement>(), element.dyn_ref::<HtmlTextAreaElement>()) {
        (Some(input), _) => input.value(),
        (None, Some(area)) => area.value(),
        // A choice.
        (None, None) => property(&element).and_then(|it| it.as_string()).unwrap_or_default(),
    }
}

fn property(element: &Element) -> Option<JsValue> {
    Reflect::get(element, &"value".into()).ok()
}

/// Writes into a field.
pub fn set_value(form: &HtmlFormElement, name: &str, value: &str) {
    let Some(element) = find(form, name) else {
        return;
    };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_value(value);
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    } else {
        // Fails only for what is no object.
        let _ = Reflect::set(&element, &"value".into(), &value.into());
    }
}

/// Adds to what stands in a text area; the caret and the selection stay as they are.
pub fn append(form: &HtmlFormElement, name: &str, text: &str) {
    if let Some(area) = find(form, name).and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok()) {
        // Both ends are the end: setRangeText clamps them to the text's length.
        let _ = area.set_range_text_with_start_and_end(text, u32::MAX, u32::MAX);
    }
}

/// What stands in the text area with this `id`.
pub fn text_of(id: &str) -> String {
    let area = leptos::prelude::document().get_element_by_id(id);
    area.and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok())
        .map_or_else(String::new, |it| it.value())
}

/// Whether a box is ticked.
pub fn is_ticked(form: &HtmlFormElement, name: &str) -> bool {
    find(form, name)
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// Ticks a box.
pub fn tick(form: &HtmlFormElement, name: &str) {
    if let Some(input) = find(form, name).and_then(|e| e.dyn_into::<HtmlInputElement>().ok()) {
        input.set_checked(true);
    }
}

/// Puts the focus into a field and brings it into view.
pub fn focus(form: &HtmlFormElement, name: &str) {
    if let Some(element) = find(form, name).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
