//! Keeping what one looks at where it is.

use super::frame;
use js_sys::{Function, Promise};
use leptos::prelude::{document, set_timeout, window};
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How long a page may load until nobody waits for it any more.
const LATEST: Duration = Duration::from_secs(3);

/// Waits until the page has loaded: up to then a browser may still be scrolling to where the
/// reader was before a reload, and would undo any other scrolling.
pub async fn loaded() {
    if document().ready_state() == "complete" {
        return;
    }
    let done = Promise::new(&mut |done: Function, _| {
        // Adding a listener fails only for arguments of the wrong type.
        let _ = window().add_event_listener_with_callback("load", &done);
        set_timeout(move || drop(done.call0(&JsValue::NULL)), LATEST);
    });
    let _ = JsFuture::from(done).await;
    frame::painted().await;
}

/// Changes the page while the element that a selector finds stays where it is in the window,
/// if it can be seen there.
///
/// What is added above it would push it down otherwise. Browsers do that too (scroll
/// anchoring), but not for what the reader sees the beginning of, and Safari not at all.
pub async fn around(selector: &str, change: &mut dyn FnMut()) {
    let element = document().query_selector(selector).ok().flatten();
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    let (Some(element), Some(height)) = (element, height) else {
        return change();
    };
    let before = element.get_bounding_client_rect();
    change();
    leptos::task::tick().await;
    if before.top() < height && before.bottom() > 0.0 {
        let moved = element.get_bounding_client_rect().top() - before.top();
        if moved != 0.0 {
            window().scroll_by_with_x_and_y(0.0, moved);
        }
    }
}
