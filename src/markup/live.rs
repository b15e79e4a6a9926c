//! What makes an element more than markup.

use super::Item;
use leptos::prelude::{Owner, RenderEffect, untrack};
use std::any::Any;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Event;

/// What makes an element more than markup.
pub(super) enum Live {
    Attribute(&'static str, Box<dyn Fn() -> Option<String> + Send>),
    Listener(&'static str, Box<dyn Fn(Event) + Send>),
    /// All that the element holds.
    Text(Box<dyn Fn() -> String + Send>),
    /// All that the element holds.
    Items(Box<dyn Fn() -> Vec<Item> + Send>),
}

/// What must live as long as the element: effects and listeners.
pub(super) type Kept = Vec<Box<dyn Any>>;

pub(super) fn enliven(live: Vec<Live>, element: &web_sys::Element, kept: &mut Kept) {
    for live in live {
        match live {
            Live::Attribute(name, value) => {
                let element = element.clone();
                kept.push(effect(Box::new(move |_| {
                    let _ = match value() {
                        Some(value) => element.set_attribute(name, &value),
                        None => element.remove_attribute(name),
                    };
                    Vec::new()
                })));
            }
            Live::Listener(event, handler) => {
                let closure = Closure::<dyn Fn(Event)>::new(handler);
                let function = closure.as_ref().unchecked_ref();
                let _ = element.add_event_listener_with_callback(event, function);
                kept.push(Box::new(closure));
            }
            Live::Text(text) => {
                let element = element.clone();
                kept.push(effect(Box::new(move |_| {
                    let text = text();
                    // What is painted already keeps its node, and with it a selection.
                    if element.text_content().as_deref() != Some(&text) {
                        element.set_text_content(Some(&text));
                    }
                    Vec::new()
                })));
            }
            Live::Items(items) => kept.push(keep_items(element.clone(), items)),
        }
    }
}

/// What an effect does: it is given the rows of its last run, and gives those of this one.
type Run = Box<dyn Fn(Option<Vec<Row>>) -> Vec<Row>>;

/// Begins an effect. One kind for all that lives: each other kind would be kilobytes of code.
fn effect(run: Run) -> Box<dyn Any> {
    Box::new(RenderEffect::new(run))
}

/// An [`Item`] on screen.
struct Row {
    key: Option<String>,
    element: web_sys::Element,
    owner: Owner,
    within: Vec<Vec<Self>>,
    _kept: Kept,
}

/// Keeps what an element holds in step with a list: rows whose keys stay are not touched.
fn keep_items(element: web_sys::Element, items: Box<dyn Fn() -> Vec<Item> + Send>) -> Box<dyn Any> {
    // An effect's own owner ends with each run of it; what the rows own lasts longer.
    let parent = Owner::current().unwrap_or_default();
    effect(Box::new(move |rows| {
        let painted = element.first_element_child().filter(|_| rows.is_none());
        keep(&parent, &element, rows.unwrap_or_default(), items(), painted)
    }))
}

/// `painted` is the first of the elements that are there already and become rows.
fn keep(
    parent: &Owner,
    element: &web_sys::Element,
    rows: Vec<Row>,
    items: Vec<Item>,
    painted: Option<web_sys::Element>,
) -> Vec<Row> {
    let mut old: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    let mut next = painted;
    let mut new = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        let same = |row: &Option<Row>| {
            item.key.is_some() && row.as_ref().is_some_and(|row| row.key == item.key)
        };
        // Most often nothing but the end of a list has changed.
        let at =
            if old.get(index).is_some_and(same) { Some(index) } else { old.iter().position(same) };
        let mut row = at.and_then(|at| old[at].take()).unwrap_or_else(|| {
            let owner = parent.with(Owner::new);
            let mut kept = Kept::new();
            let painted = next.take();
            next = painted.as_ref().and_then(web_sys::Element::next_element_sibling);
            // What a row reads while it is drawn must not draw the list anew.
            let draw = || match painted {
                Some(painted) => {
                    (item.draw)().take_hold(&painted, &mut kept);
                    painted
                }
                None => (item.draw)().create(&mut kept),
            };
            let element = owner.with(|| untrack(draw));
            Row { key: item.key, element, owner, within: Vec::new(), _kept: kept }
        });
        row.within.resize_with(item.within.len(), Vec::new);
        let mut holder = row.element.first_element_child();
        for (rows, items) in row.within.iter_mut().zip(item.within) {
            let Some(element) = holder else { break };
            *rows = keep(&row.owner, &element, std::mem::take(rows), items, None);
            holder = element.next_element_sibling();
        }
        new.push(row);
    }
    for gone in old.into_iter().flatten() {
        gone.owner.cleanup();
        gone.element.remove();
    }
    let mut next = element.first_element_child();
    for row in &new {
        if next.as_ref() == Some(&row.element) {
            next = row.element.next_element_sibling();
        } else {
            let before = next.as_ref().map(AsRef::as_ref);
            let _ = element.insert_before(&row.element, before);
        }
    }
    new
}
