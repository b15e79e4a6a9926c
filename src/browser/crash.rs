//! When the app breaks: the reader is told, and the page becomes an ordinary page again.

use crate::browser::document::{in_own_language, stop_listening};
use crate::edition::{Site, Word};
use leptos::prelude::{document, window};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement};

/// Makes a panic visible: in words on the page with a way to reload it, in detail on the
/// console. The text on screen stays, and every link loads a document from then on.
pub fn watch(site: &Site) {
    let words = [Word::Crashed, Word::Reload].map(|word| site.words.get(word).to_owned());
    std::panic::set_hook(Box::new(move |panic| {
        web_sys::console::error_1(&panic.to_string().into());
        stop_listening();
        // A panic while the words are shown must not lead here again.
        if !TOLD.replace(true) {
            let _ = tell(&words);
        }
    }));
}

thread_local! {
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// Puts an alert above the page, by hand: the components cannot be relied on any more.
fn tell([crashed, reload]: &[String; 2]) -> Option<()> {
    let make = |name: &str, class: &str| -> Option<Element> {
        let element = document().create_element(name).ok()?;
        element.set_class_name(class);
        Some(element)
    };
    let alert = make("div", "crash")?;
    alert.set_attribute("role", "alert").ok()?;
    let text = make("p", "")?;
    text.set_text_content(Some(crashed));
    let button: HtmlElement = make("button", "")?.dyn_into().ok()?;
    button.set_text_content(Some(reload));
    let again = Closure::<dyn Fn()>::new(|| drop(window().location().reload()));
    button.set_onclick(Some(again.into_js_value().unchecked_ref()));
    alert.append_with_node_2(&text, &button).ok()?;
    in_own_language(&alert);
    document().body()?.append_with_node_1(&alert).ok()
}
