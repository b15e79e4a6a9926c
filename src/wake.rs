//! The app takes over the page that `press` has painted.
//!
//! `wake.js` loads the code, compares the page with what was painted, and calls [`wake`].

use crate::app::app;
use crate::browser::crash;
use crate::edition::{Base, FromJson, Page, Site};
use leptos::mount::{hydrate_from, mount_to};
use leptos::prelude::document;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Takes over the page.
///
/// `site` is the text of the edition's site file. `intact` says that the page's nodes are
/// those that were painted: then the app takes hold of these very nodes. Otherwise (an
/// extension or a translator has been at work) it draws the page anew, and puts back what was
/// typed, the focus and the selection.
///
/// # Errors
/// When the page does not hold what it should, in words for the console.
#[wasm_bindgen]
pub fn wake(site: &str, intact: bool) -> Result<(), JsError> {
    let site: Arc<Site> = Arc::new(read(site)?);
    let root: HtmlElement = document()
        .get_element_by_id("newsprint")
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| JsError::new("the page has no element with the id “newsprint”"))?;
    let text = document()
        .get_element_by_id("page")
        .and_then(|element| element.text_content())
        .ok_or_else(|| JsError::new("the page has no data with the id “page”"))?;
    let page: Arc<Page> = Arc::new(read(&text)?);
    let base = Base::new(&root.get_attribute("data-base").unwrap_or_default());
    crash::watch(&site);
    let app = move || app(site, base, page);
    if intact {
        hydrate_from(root, app).forget();
    } else {
        let typed = crate::browser::typed::keep(&root);
        root.replace_children_with_node_0();
        mount_to(root, app).forget();
        typed.put_back();
    }
    Ok(())
}

fn read<T: FromJson>(text: &str) -> Result<T, JsError> {
    let json = serde_json::from_str(text)?;
    T::from_json(json).ok_or_else(|| JsError::new("the page's data is of another shape"))
}
