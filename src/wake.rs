//! The app takes over the page that `press` has painted.
//!
//! `wake.js` loads the code, lets the app [`read`] the data, compares the page with what was
//! painted, and calls [`wake`].
//!
//! What is told of these two stands in plain comments: wasm-bindgen copies doc comments into the
//! glue, and every reader would download them.

use leptos::mount::{hydrate_from, mount_to};
use leptos::prelude::document;
use newsprint::app::app;
use newsprint::browser::{crash, typed};
use newsprint::edition::{Base, FromJson, Page, Site};
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

thread_local! {
    /// What was read and waits for [`wake`].
    static READ: RefCell<Option<(Arc<Site>, Arc<Page>)>> = const { RefCell::new(None) };
}

// Reads the data of the page and of its frame; `site` is the text of the edition's site file.
// A step of its own, so that a slow phone can answer its reader before the next.
//
// # Errors
// When the page does not hold what it should, in words for the console.
#[wasm_bindgen]
pub fn read(site: &str) -> Result<(), JsError> {
    let text = document()
        .get_element_by_id("page")
        .and_then(|element| element.text_content())
        .ok_or_else(|| JsError::new("the page has no data with the id “page”"))?;
    READ.set(Some((Arc::new(parse(site)?), Arc::new(parse(&text)?))));
    Ok(())
}

// Takes over the page, of which [`read`] has read the data.
//
// `intact` says that the page's nodes are those that were painted: then the app takes hold of
// these very nodes. Otherwise (an extension or a translator has been at work) it draws the
// page anew, and puts back what was typed, the focus and the selection.
//
// # Errors
// When the page does not hold what it should, in words for the console.
#[wasm_bindgen]
pub fn wake(intact: bool) -> Result<(), JsError> {
    let (site, page) = READ.take().ok_or_else(|| JsError::new("the page has not been read"))?;
    let root: HtmlElement = document()
        .get_element_by_id("newsprint")
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| JsError::new("the page has no element with the id “newsprint”"))?;
    let base = Base::new(&root.get_attribute("data-base").unwrap_or_default());
    crash::watch(&site);
    let app = move || app(site, base, page);
    if intact {
        hydrate_from(root, app).forget();
    } else {
        let typed = typed::keep(&root);
        root.replace_children_with_node_0();
        mount_to(root, app).forget();
        typed.put_back();
    }
    Ok(())
}

fn parse<T: FromJson>(text: &str) -> Result<T, JsError> {
    let json = serde_json::from_str(text)?;
    T::from_json(json).ok_or_else(|| JsError::new("the page's data is of another shape"))
}
