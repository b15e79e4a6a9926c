//! The app takes over the page that `press` has painted.
//!
//! `wake.js` loads the code, lets the app [`read`] the data, compares the page with what was
//! painted, and calls [`wake`].
//!
//! What is told of these two stands in plain comments: wasm-bindgen copies doc comments into the
//! glue, and every reader would download them.

use any_spawner::Executor;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, PositionState};
use newsprint::app::app;
use newsprint::browser::{crash, typed};
use newsprint::edition::{Base, FromJson, Page, Site, Value};
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
        draw(|| app().hydrate::<true>(&Cursor::new(root.into()), &PositionState::default()));
    } else {
        let typed = typed::keep(&root);
        root.replace_children_with_node_0();
        draw(|| {
            let mut page = app().build();
            page.mount(&root, None);
            page
        });
        typed.put_back();
    }
    Ok(())
}

// Draws what lasts as long as the document. Leptos' own ways to do so read what a server sends
// along with a page: there is no such server, and that code would be a kilobyte.
fn draw<T>(page: impl FnOnce() -> T) {
    // Refused when it has been done before.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new_root(None);
    std::mem::forget((owner.with(page), owner));
}

// Says by its name which comments the app is made for. press reads it, nobody calls it.
#[cfg_attr(comments = "device", wasm_bindgen(js_name = "comments_device"))]
#[cfg_attr(comments = "isso", wasm_bindgen(js_name = "comments_isso"))]
#[cfg_attr(comments = "wordpress", wasm_bindgen(js_name = "comments_wordpress"))]
#[cfg_attr(comments = "none", wasm_bindgen(js_name = "comments_none"))]
pub fn made_for() {}

fn parse<T: FromJson>(text: &str) -> Result<T, JsError> {
    // What is wrong with it, in words, would be a kilobyte of code.
    Value::parse(text)
        .and_then(T::from_json)
        .ok_or_else(|| JsError::new("the page's data is of another shape"))
}
