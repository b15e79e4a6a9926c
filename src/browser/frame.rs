//! Frames.

use js_sys::{Function, Promise};
use leptos::prelude::{set_timeout, window};
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How long to wait for a frame where none comes, in a tab that nobody sees.
const LATEST: Duration = Duration::from_millis(200);

/// Ends when what has been drawn is painted.
///
/// A frame's callback runs before its painting, so the one that follows is waited for.
pub async fn painted() {
    for _ in 0..2 {
        let frame = Promise::new(&mut |done: Function, _| {
            let _ = window().request_animation_frame(&done);
            set_timeout(move || drop(done.call0(&JsValue::NULL)), LATEST);
        });
        let _ = JsFuture::from(frame).await;
    }
}
