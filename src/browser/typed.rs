//! What the reader has put into the page's fields, carried over when the page is drawn anew.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// The fields' values and the focus of a page that is about to be replaced.
pub struct Typed {
    fields: Vec<(String, Value)>,
    focus: Option<Focus>,
}

/// What had the focus: the how-manyth of the elements that a selector finds, and what was marked
/// in it.
struct Focus {
    selector: String,
    place: u32,
    selection: Option<(u32, u32)>,
}

enum Value {
    Text(String),
    Ticked(bool),
}

/// Takes down what stands in the fields below an element. Fields are known by their `id`.
pub fn keep(root: &HtmlElement) -> Typed {
    let mut fields = Vec::new();
    if let Ok(found) = root.query_selector_all("textarea[id], input[id]") {
        for index in 0..found.length() {
            if let Some(element) = found.get(index).and_then(|n| n.dyn_into::<Element>().ok()) {
                fields.push((element.id(), value(&element)));
            }
        }
    }
    let focus = document().active_element().filter(|it| root.contains(Some(it)));
    Typed { fields, focus: focus.and_then(|element| focus_on(&element)) }
}

/// An element is known again by its `id`, a link without one by where it leads.
fn focus_on(element: &Element) -> Option<Focus> {
    let name = ["id", "href"].into_iter().find(|name| element.has_attribute(name))?;
    let selector = ["#newsprint [", name, "=\"", &element.get_attribute(name)?, "\"]"].concat();
    let alike = document().query_selector_all(&selector).ok()?;
    let place = (0..alike.length()).find(|at| alike.get(*at).as_ref() == Some(element))?;
    Some(Focus { selector, place, selection: selection(element) })
}

impl Typed {
    /// Puts everything back. A form looks at what stands in it when it begins.
    pub fn put_back(self) {
        let find = |id: &str| document().get_element_by_id(id);
        for (id, value) in self.fields {
            if let Some(element) = find(&id) {
                put(&element, &value);
            }
        }
        if let Some(Focus { selector, place, selection }) = self.focus
            && let Ok(alike) = document().query_selector_all(&selector)
            && let Some(node) = alike.get(place)
            && let Some(html) = node.dyn_ref::<HtmlElement>()
        {
            super::document::focus(html);
            if let (Some(area), Some((start, end))) =
                (node.dyn_ref::<HtmlTextAreaElement>(), selection)
            {
                let _ = area.set_selection_range(start, end);
            }
        }
    }
}

fn value(element: &Element) -> Value {
    match (element.dyn_ref::<HtmlInputElement>(), element.dyn_ref::<HtmlTextAreaElement>()) {
        (Some(input), _) if input.type_() == "checkbox" => Value::Ticked(input.checked()),
        (Some(input), _) => Value::Text(input.value()),
        (None, Some(area)) => Value::Text(area.value()),
        (None, None) => Value::Text(String::new()),
    }
}

fn put(element: &Element, value: &Value) {
    match value {
        Value::Text(text) => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                input.set_value(text);
            } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(text);
            }
        }
        Value::Ticked(ticked) => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                input.set_checked(*ticked);
            }
        }
    }
}

fn selection(element: &Element) -> Option<(u32, u32)> {
    let area = element.dyn_ref::<HtmlTextAreaElement>()?;
    Some((area.selection_start().ok()??, area.selection_end().ok()??))
}
