//! The Web Locks API (W3C, section 2): what one tab does, no other tab does at the same time.
//! web-sys has no stable binding for it.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &Locks,
        name: &str,
        options: &Object,
        callback: &JsValue,
    ) -> Result<Promise, JsValue>;
}

thread_local! {
    /// What gives the locks of this document back.
    static RELEASES: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
}

/// A lock of this document; it ends when dropped.
pub struct Lock {
    release: Function,
}

impl Lock {
    /// Whether it still is this document's: see [`release_all`].
    pub fn is_held(&self) -> bool {
        RELEASES.with_borrow(|releases| releases.contains(&self.release))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        RELEASES.with_borrow_mut(|releases| releases.retain(|it| *it != self.release));
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Whether this browser has locks; it has none on a site without HTTPS.
pub fn exist() -> bool {
    locks().is_some()
}

/// Takes a lock; `None` when another document has it.
pub async fn take(name: &str) -> Option<Lock> {
    let locks = locks()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
    // The lock is held as long as the promise that its callback returns is open.
    let taken = Promise::new(&mut |answer: Function, _| {
        let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                let _ = answer.call0(&JsValue::NULL);
                return JsValue::NULL;
            }
            let hold = &mut |release: Function, _| drop(answer.call1(&JsValue::NULL, &release));
            Promise::new(hold).into()
        });
        let _ = locks.request(name, &options, &callback);
    });
    let release: Function = JsFuture::from(taken).await.ok()?.dyn_into().ok()?;
    RELEASES.with_borrow_mut(|releases| releases.push(release.clone()));
    Some(Lock { release })
}

/// Gives all locks of this document back. A page that holds one is not kept for the way back
/// (BFCache), and a page that is kept must hold nobody up.
pub fn release_all() {
    for release in RELEASES.take() {
        let _ = release.call0(&JsValue::NULL);
    }
}

fn locks() -> Option<Locks> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
