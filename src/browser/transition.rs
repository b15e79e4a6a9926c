//! View Transitions, where the browser has them and motion is welcome.

use futures::FutureExt;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use std::future::Future;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

/// Runs a change of the page, as a transition where that is possible, and ends when the
/// change is made (not when the transition has faded out).
pub async fn run(change: impl Future<Output = ()> + 'static) {
    let Some(start) = starter() else {
        return change.await;
    };
    let change = change.boxed_local().shared();
    let callback = {
        let change = change.clone();
        Closure::once_into_js(move || -> Promise {
            future_to_promise(change.map(|()| Ok(JsValue::UNDEFINED)))
        })
    };
    let document: JsValue = leptos::prelude::document().into();
    let Ok(transition) = start.call1(&document, &callback) else {
        return change.await;
    };
    // Both reject when another transition overtakes this one, or the page is hidden: the
    // change is made all the same, and nobody needs to hear of it.
    for name in ["ready", "finished"] {
        if let Some(promise) = promise(&transition, name) {
            spawn_local(async move { drop(JsFuture::from(promise).await) });
        }
    }
    if let Some(done) = promise(&transition, "updateCallbackDone") {
        drop(JsFuture::from(done).await);
    }
    change.await;
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
