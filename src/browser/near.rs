//! Knowing when something comes near the viewport.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How near counts, above and below the viewport.
const MARGIN: &str = "400px";

/// A watch over an element; it ends when dropped.
pub struct Near {
    observer: Option<IntersectionObserver>,
    _callback: Closure<dyn FnMut(Array)>,
}

/// Does something each time an element comes near the viewport, until what this returns is
/// dropped.
pub fn when_near(element: &Element, work: impl Fn() + 'static) -> Near {
    let callback = Closure::new(move |entries: Array| {
        let near = |entry: wasm_bindgen::JsValue| {
            entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting()
        };
        if entries.iter().any(near) {
            work();
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let function = callback.as_ref().unchecked_ref();
    let observer = IntersectionObserver::new_with_options(function, &options).ok();
    if let Some(observer) = &observer {
        observer.observe(element);
    }
    Near { observer, _callback: callback }
}

impl Drop for Near {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
