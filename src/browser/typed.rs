//! What the reader has put into the page's fields, carried over when the page is drawn anew.

use super::field::Field;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The fields' values and the focus of a page that is about to be replaced.
pub struct Typed {
    fields: Vec<(String, Option<String>, Option<bool>)>,
    focus: Option<Focus>,
}

/// What had the focus: the how-manyth of the elements that a selector finds, and what was marked
/// in it.
struct Focus {
    selector: String,
    place: u32,
    selection: Option<(u32, u32)>,
}

/// What had the focus on a page that the reader has left, to be found again when they come back.
pub struct Left(Focus);

/// Takes down which link has the focus, if one has it: the reader leaves by it, or from there.
pub fn left() -> Option<Left> {
    let link = document().active_element()?.closest("#newsprint a[href]").ok()??;
    by("href", &link).map(Left)
}

impl Left {
    /// Puts the focus back, without scrolling. `false` where the link has gone.
    pub fn put_back(&self) -> bool {
        self.0.put_back()
    }
}

/// Takes down what stands in the fields below an element. Fields are known by their `id`.
pub fn keep(root: &HtmlElement) -> Typed {
    let mut fields = Vec::new();
    if let Ok(found) = root.query_selector_all("textarea[id], input[id]") {
        for index in 0..found.length() {
            if let Some(node) = found.get(index) {
                let field: Field = node.unchecked_into();
                fields.push((field.id(), field.value(), field.checked()));
            }
        }
    }
    let focus = document().active_element().filter(|it| root.contains(Some(it)));
    Typed { fields, focus: focus.and_then(|element| focus_on(&element)) }
}

/// An element is known again by its `id`, a link without one by where it leads.
fn focus_on(element: &Element) -> Option<Focus> {
    let name = ["id", "href"].into_iter().find(|name| element.has_attribute(name))?;
    by(name, element)
}

fn by(name: &str, element: &Element) -> Option<Focus> {
    let selector = ["#newsprint [", name, "=\"", &element.get_attribute(name)?, "\"]"].concat();
    let alike = document().query_selector_all(&selector).ok()?;
    let place = (0..alike.length()).find(|at| alike.get(*at).as_ref() == Some(element))?;
    Some(Focus { selector, place, selection: selection(element) })
}

impl Typed {
    /// Puts everything back. A form looks at what stands in it when it begins.
    pub fn put_back(self) {
        let find = |id: &str| document().get_element_by_id(id);
        for (id, value, checked) in self.fields {
            if let Some(element) = find(&id) {
                let field: Field = element.unchecked_into();
                // Of a text that is `false`, and of a box always the same.
                if let Some(value) = value {
                    field.set_value(&value);
                }
                if let Some(checked) = checked {
                    field.set_checked(checked);
                }
            }
        }
        if let Some(focus) = self.focus {
            focus.put_back();
        }
    }
}

impl Focus {
    fn put_back(&self) -> bool {
        let alike = document().query_selector_all(&self.selector).ok();
        let node = alike.and_then(|alike| alike.get(self.place).or_else(|| alike.get(0)));
        let Some(node) = node else { return false };
        let field: Field = node.unchecked_into();
        super::document::focus(&field);
        if let Some((start, end)) = self.selection {
            field.mark(start, end);
        }
        // What is not shown takes no focus.
        document().active_element().as_ref() == Some(field.as_ref())
    }
}

fn selection(element: &Element) -> Option<(u32, u32)> {
    let area: &Field = element.unchecked_ref();
    Some((area.selection_start()?, area.selection_end()?))
}
