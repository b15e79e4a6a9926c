//! Markup as one plain type.
//!
//! Leptos compiles each distinct shape of a `view!` into code of its own to build, hydrate,
//! rebuild and remove it: some kilobytes of WebAssembly each, and a newspaper page has a
//! hundred shapes. So components return [`Element`]s instead: a tree that one walker draws,
//! natively and in the browser. What changes while one looks at it hangs on Leptos' signals:
//! an attribute ([`Element::attr_live`]), or all that an element holds
//! ([`Element::text_live`], [`Element::child_live`], [`Element::all_live`]).
//!
//! The walker takes hold only of elements that hold something living. A translator or
//! extension that rewrites a paragraph is therefore nothing to be afraid of.

mod leads;
mod live;
mod view;

use crate::edition::MATHML;
pub use leads::leads;
use leptos::prelude::document;
use live::{Kept, Live, enliven};
use std::borrow::Cow;
use wasm_bindgen::JsCast;
use web_sys::{Event, Node};

/// An HTML element with all that it holds.
///
/// It is boxed, and its parts are added by functions of their own: it is passed on by value
/// hundreds of times, and each would be code.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    children: Vec<Child>,
    live: Vec<Live>,
}

enum Child {
    Text(Cow<'static, str>),
    Element(Element),
}

/// An element of a list that changes.
pub struct Item {
    key: Option<String>,
    draw: Box<dyn FnOnce() -> Element>,
    /// The lists that its first elements hold. They change while the element itself stays.
    within: Vec<Vec<Self>>,
}

impl Item {
    /// An element that stays on screen as it is while the list holds its key, and is drawn
    /// when the key is new.
    pub fn new(key: String, draw: impl FnOnce() -> Element + 'static) -> Self {
        Self { key: Some(key), draw: Box::new(draw), within: Vec::new() }
    }

    /// What its first, second … element hold: lists as changeable as the one it stands in, and
    /// drawn in the browser alone. A whole tree changes with one effect.
    #[must_use]
    pub fn within(mut self, lists: Vec<Vec<Self>>) -> Self {
        self.within = lists;
        self
    }
}

/// A text for an element. Each kind is handed on as it is: what makes one of another would be
/// code at each of the hundreds of places that do so.
pub trait Text {
    /// Makes it an attribute of an element.
    fn set(self, element: Element, name: &'static str) -> Element;
    /// Adds it to what an element holds.
    fn add(self, element: Element) -> Element;
}

impl Text for &'static str {
    #[inline(never)]
    fn set(self, element: Element, name: &'static str) -> Element {
        element.set(name, self.into())
    }

    #[inline(never)]
    fn add(self, element: Element) -> Element {
        element.hold(Child::Text(self.into()))
    }
}

impl Text for String {
    #[inline(never)]
    fn set(self, element: Element, name: &'static str) -> Element {
        element.set(name, self.into())
    }

    #[inline(never)]
    fn add(self, element: Element) -> Element {
        element.hold(Child::Text(self.into()))
    }
}

/// Begins an element. Both sides trust the name: it is never content.
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new(), live: Vec::new() }))
}

impl Element {
    /// Sets the class.
    #[must_use]
    pub fn class(self, class: impl Text) -> Self {
        class.set(self, "class")
    }

    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Text) -> Self {
        value.set(self, name)
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        let is_well = match name {
            // A link that may not lead there stays words.
            "href" => leads(&value),
            "src" => leads(&value) || value.starts_with("data:image/"),
            _ => true,
        };
        if is_well {
            self.0.attributes.push((name, value));
        }
        self
    }

    #[inline(never)]
    fn hold(mut self, child: Child) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn live(mut self, live: Live) -> Self {
        self.0.live.push(live);
        self
    }

    /// Sets an attribute where there is a value for it.
    #[must_use]
    pub fn attr_if(self, name: &'static str, value: Option<impl Text>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets an attribute anew whenever what its value is made from changes.
    #[must_use]
    pub fn attr_live(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + 'static,
    ) -> Self {
        self.live(Live::Attribute(name, Box::new(value)))
    }

    /// Holds a text that changes.
    #[must_use]
    pub fn text_live(self, text: impl Fn() -> String + Send + 'static) -> Self {
        self.live(Live::Text(Box::new(text)))
    }

    /// Holds an element that comes and goes. It is drawn anew on every change.
    #[must_use]
    pub fn child_live(self, child: impl Fn() -> Option<Element> + Send + 'static) -> Self {
        self.all_live(move || {
            let item = |element| Item { key: None, draw: Box::new(|| element), within: Vec::new() };
            child().map(item).into_iter().collect()
        })
    }

    /// Holds a list that changes.
    #[must_use]
    pub fn all_live(self, items: impl Fn() -> Vec<Item> + Send + 'static) -> Self {
        self.live(Live::Items(Box::new(items)))
    }

    /// Hears an event.
    #[must_use]
    pub fn on(self, event: &'static str, handler: impl Fn(Event) + Send + 'static) -> Self {
        self.live(Live::Listener(event, Box::new(handler)))
    }

    /// Adds a text, shown literally.
    #[must_use]
    pub fn text(self, text: impl Text) -> Self {
        text.add(self)
    }

    /// Adds an element, or none.
    #[must_use]
    pub fn child(self, child: impl Into<Option<Element>>) -> Self {
        match child.into() {
            Some(child) => self.hold(Child::Element(child)),
            None => self,
        }
    }

    /// Adds elements.
    #[must_use]
    pub fn all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.0.children.extend(children.into_iter().map(Child::Element));
        self
    }

    /// Whether the app has to take hold of it, or of something in it.
    fn is_live(&self) -> bool {
        !self.0.live.is_empty()
            || self.0.children.iter().any(|child| match child {
                Child::Text(_) => false,
                Child::Element(element) => element.is_live(),
            })
    }

    fn write(self, html: &mut String) {
        html.push('<');
        html.push_str(self.0.tag);
        let mut live = Vec::new();
        let mut children = self.0.children;
        for it in self.0.live {
            match it {
                Live::Attribute(name, value) => {
                    live.extend(value().map(|value| (name, value.into())));
                }
                Live::Listener(..) => {}
                Live::Text(text) => children.push(Child::Text(text().into())),
                Live::Items(items) => {
                    children.extend(items().into_iter().map(|item| Child::Element((item.draw)())));
                }
            }
        }
        for (name, value) in self.0.attributes.into_iter().chain(live) {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape(&value, html);
            html.push('"');
        }
        html.push('>');
        if is_void(self.0.tag) {
            return;
        }
        for child in children {
            match child {
                Child::Text(text) => escape(&text, html),
                Child::Element(element) => element.write(html),
            }
        }
        html.push_str("</");
        html.push_str(self.0.tag);
        html.push('>');
    }

    fn create(self, kept: &mut Kept) -> web_sys::Element {
        // Fails only for a name that is none, and names are written in this crate.
        let made = match self.0.tag {
            tag @ ("svg" | "path") => {
                document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
            }
            tag if tag == "math" || tag.starts_with('m') && MATHML.contains(&tag) => {
                document().create_element_ns(Some("http://www.w3.org/1998/Math/MathML"), tag)
            }
            tag => document().create_element(tag),
        };
        let element: web_sys::Element =
            made.unwrap_or_else(|_| document().create_document_fragment().unchecked_into());
        for (name, value) in &self.0.attributes {
            let _ = element.set_attribute(name, value);
        }
        for child in self.0.children {
            match child {
                Child::Text(text) => append(&element, document().create_text_node(&text).as_ref()),
                Child::Element(child) => append(&element, child.create(kept).as_ref()),
            }
        }
        enliven(self.0.live, &element, kept);
        element
    }

    /// Takes hold of an element that is there already, as far as it lives.
    fn take_hold(self, element: &web_sys::Element, kept: &mut Kept) {
        enliven(self.0.live, element, kept);
        let mut next = element.first_element_child();
        for child in self.0.children {
            match child {
                Child::Text(_) => {}
                Child::Element(child) => {
                    let Some(here) = next else { return };
                    next = here.next_element_sibling();
                    if child.is_live() {
                        child.take_hold(&here, kept);
                    }
                }
            }
        }
    }
}

fn append(parent: &web_sys::Element, child: &Node) {
    // Fails only where a node cannot stand, and the tree is made by this module.
    let _ = parent.append_child(child);
}

/// Elements without content (HTML standard, section 13.1.2) that the components use.
fn is_void(tag: &str) -> bool {
    matches!(tag, "br" | "hr" | "img" | "input" | "link")
}

/// Writes a text as an HTML text or attribute.
pub fn escape(text: &str, html: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let sign = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(sign);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::{Owner, RenderHtml};

    fn html(element: Element) -> String {
        element.to_html()
    }

    #[test]
    fn texts_and_attributes_are_escaped() {
        let element = el("p").attr("title", "\"<&>\"").text("1 < 2 & \"3\"");
        assert_eq!(
            html(element),
            "<p title=\"&quot;&lt;&amp;&gt;&quot;\">1 &lt; 2 &amp; &quot;3&quot;</p>"
        );
    }

    #[test]
    fn children_stand_in_order_and_void_elements_hold_nothing() {
        let element = el("p").text("a").child(el("br")).child(None).all([el("b").text("c")]);
        assert_eq!(html(element), "<p>a<br><b>c</b></p>");
    }

    #[test]
    fn what_lives_is_drawn_as_it_is_at_first() {
        let owner = Owner::new();
        owner.with(|| {
            let link = el("a").attr_live("aria-current", || Some("page".into()));
            assert_eq!(html(link), "<a aria-current=\"page\"></a>");
            let said = el("p").text_live(|| "a < b".into());
            assert_eq!(html(said), "<p>a &lt; b</p>");
            let list = el("ol").all_live(|| {
                ["a", "b"].map(|key| Item::new(key.into(), move || el("li").text(key))).into()
            });
            assert!(list.is_live());
            assert_eq!(html(list), "<ol><li>a</li><li>b</li></ol>");
            assert_eq!(html(el("div").child_live(|| None)), "<div></div>");
            assert!(!el("p").text("still").child(el("b")).is_live());
        });
    }
}
