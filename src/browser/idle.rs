//! Work that can wait until the browser has nothing better to do.

use leptos::prelude::{
    IdleCallbackHandle, TimeoutHandle, request_idle_callback_with_handle, set_timeout_with_handle,
    window,
};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// How long to wait where the browser cannot tell when it is idle (Safari before 18.4).
const GRACE: Duration = Duration::from_millis(1500);

/// Work that has been put off; dropped, it is not done any more.
pub struct Idle(Handle);

enum Handle {
    Callback(IdleCallbackHandle),
    Timeout(TimeoutHandle),
    /// The browser refused; so be it.
    Nothing,
}

/// Does something when the browser is idle, unless what this returns is dropped before.
pub fn when_idle(work: impl Fn() + 'static) -> Idle {
    let knows = js_sys::Reflect::has(&window(), &JsValue::from("requestIdleCallback"));
    Idle(if knows.unwrap_or(false) {
        request_idle_callback_with_handle(work).map_or(Handle::Nothing, Handle::Callback)
    } else {
        set_timeout_with_handle(work, GRACE).map_or(Handle::Nothing, Handle::Timeout)
    })
}

impl Drop for Idle {
    fn drop(&mut self) {
        match &self.0 {
            Handle::Callback(handle) => handle.cancel(),
            Handle::Timeout(handle) => handle.clear(),
            Handle::Nothing => {}
        }
    }
}
