//! The Web Locks API (W3C, section 2): what one tab does, no other tab does at the same time.
//! web-sys has no stable binding for it.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &Locks,
        name: &str,
        options: &JsValue,
        callback: &JsValue,
    ) -> Result<JsValue, JsValue>;
}

/// A lock of this document; it ends when dropped.
pub struct Lock {
    release: Option<Function>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Whether this browser has locks; it has none on a site without HTTPS.
pub fn exist() -> bool {
    locks().is_some()
}

/// Does something with a lock as soon as no other document has it; at once where there are no
/// locks. With `only_if_free` it is not waited for: there is none where another document has it.
pub fn take(name: &str, only_if_free: bool, then: Box<dyn FnOnce(Option<Lock>)>) {
    let Some(locks) = locks() else { return then(Some(Lock { release: None })) };
    // The lock is held as long as the promise that its callback returns is open.
    let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            then(None);
            return lock;
        }
        let mut release = None;
        let held = Promise::new(&mut |done: Function, _| release = Some(done));
        then(Some(Lock { release }));
        held.into()
    });
    let options = Object::new();
    // Fails only for what is no object.
    let _ = Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into());
    // Fails only in a document that is not on screen any more.
    let _ = locks.request(name, &options, &callback);
}

fn locks() -> Option<Locks> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
