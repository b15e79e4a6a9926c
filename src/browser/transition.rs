//! View Transitions, where the browser has them and motion is welcome.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

/// A change of the page.
pub type Change = Pin<Box<dyn Future<Output = ()>>>;

/// Runs a change of the page, as a transition where that is wanted and possible, and ends when
/// the change is made (not when the transition has faded out).
pub async fn run(change: Change, wanted: bool) {
    let change = Rc::new(RefCell::new(Some(change)));
    if let Some(done) = starter().filter(|_| wanted).and_then(|start| begin(&start, &change)) {
        drop(JsFuture::from(done).await);
    }
    // It has not been begun.
    let left = change.take();
    if let Some(change) = left {
        change.await;
    }
}

/// Begins a transition. What is given back ends when the change is made.
fn begin(start: &Function, change: &Rc<RefCell<Option<Change>>>) -> Option<Promise> {
    let change = Rc::clone(change);
    let callback = Closure::once_into_js(move || -> Promise {
        future_to_promise(async move {
            let change = change.take();
            if let Some(change) = change {
                change.await;
            }
            Ok(JsValue::UNDEFINED)
        })
    });
    let document: JsValue = leptos::prelude::document().into();
    let transition = start.call1(&document, &callback).ok()?;
    // Both reject when another transition overtakes this one, or the page is hidden: the
    // change is made all the same, and nobody needs to hear of it.
    for name in ["ready", "finished"] {
        if let Some(promise) = promise(&transition, name) {
            spawn_local(async move { drop(JsFuture::from(promise).await) });
        }
    }
    promise(&transition, "updateCallbackDone")
}

/// `document.startViewTransition`, unless the reader wants no motion.
fn starter() -> Option<Function> {
    let still = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    if still.is_some_and(|query| query.matches()) {
        return None;
    }
    let document: JsValue = leptos::prelude::document().into();
    Reflect::get(&document, &"startViewTransition".into()).ok()?.dyn_into().ok()
}

fn promise(transition: &JsValue, name: &str) -> Option<Promise> {
    Reflect::get(transition, &name.into()).ok()?.dyn_into().ok()
}
