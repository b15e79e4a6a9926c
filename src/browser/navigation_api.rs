//! The Navigation API (HTML standard, section 7.2.7): in Chrome since 102, Safari 26.2,
//! Firefox 147. web-sys has no stable binding for it.

use super::document::place;
use js_sys::{Object, Promise, Reflect};
use std::cell::Cell;
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{AbortSignal, EventTarget};

#[wasm_bindgen]
extern "C" {
    /// `window.navigation`.
    #[wasm_bindgen(extends = EventTarget)]
    pub type Navigation;

    #[wasm_bindgen(method, js_name = navigate)]
    fn navigate(this: &Navigation, url: &str, options: &Object) -> Object;

    /// The entry of the history that is on screen.
    #[wasm_bindgen(method, getter, js_name = currentEntry)]
    fn current_entry(this: &Navigation) -> Option<Destination>;

    /// A navigation that is about to happen.
    #[derive(Clone)]
    pub type NavigateEvent;

    #[wasm_bindgen(method, getter, js_name = canIntercept)]
    fn can_intercept(this: &NavigateEvent) -> bool;
    #[wasm_bindgen(method, getter, js_name = hashChange)]
    fn hash_change(this: &NavigateEvent) -> bool;
    #[wasm_bindgen(method, getter, js_name = downloadRequest)]
    fn download_request(this: &NavigateEvent) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = formData)]
    fn form_data(this: &NavigateEvent) -> Option<Object>;
    #[wasm_bindgen(method, getter, js_name = navigationType)]
    fn navigation_type(this: &NavigateEvent) -> String;
    /// Ends when the navigation is overtaken or stopped.
    #[wasm_bindgen(method, getter)]
    pub fn signal(this: &NavigateEvent) -> AbortSignal;
    /// Where it leads.
    #[wasm_bindgen(method, getter)]
    pub fn destination(this: &NavigateEvent) -> Destination;
    #[wasm_bindgen(method, js_name = intercept)]
    fn intercept_with(this: &NavigateEvent, options: &Object);
    #[wasm_bindgen(method, catch)]
    fn scroll(this: &NavigateEvent) -> Result<(), JsValue>;

    /// Where a navigation leads; an entry of the history, too.
    pub type Destination;

    /// What names its entry in the history as long as that is there; empty for a new one.
    #[wasm_bindgen(method, getter)]
    pub fn key(this: &Destination) -> String;

    /// The whole URL.
    #[wasm_bindgen(method, getter)]
    pub fn url(this: &Destination) -> String;
    #[wasm_bindgen(method, getter, js_name = sameDocument)]
    fn same_document(this: &Destination) -> bool;
}

impl NavigateEvent {
    /// Whether the app could follow it: not another site, a download, a form, a place on the
    /// same page, a reload, or a page that has given itself another address.
    ///
    /// Where the page of the address in the bar is not on screen, since the hop there has
    /// `failed`, that very address is no place on the same page, and neither is a place that the
    /// page on screen does not have: the hop is tried once more.
    pub fn is_plain_navigation(&self, failed: bool) -> bool {
        let kind = self.navigation_type();
        let again = || {
            let url = self.destination().url();
            failed && (here().as_ref() == Some(&url) || self.hash_change() && place(&url).is_none())
        };
        self.can_intercept()
            && self.download_request().is_none()
            && self.form_data().is_none()
            && kind != "reload"
            && (!(self.hash_change() || kind == "replace" && self.destination().same_document())
                || again())
    }

    /// Whether it leads to a place on a page other than its top: by its fragment, or back to
    /// where the reader was.
    pub fn leads_into_page(&self) -> bool {
        self.is_traversal() || self.destination().url().contains('#')
    }

    /// Whether it goes back or forward.
    pub fn is_traversal(&self) -> bool {
        self.navigation_type() == "traverse"
    }

    /// Scrolls as the browser would have: to the top, to the fragment, or on back and forward
    /// to where the reader was.
    pub fn restore_scroll(&self) {
        // Refused when the navigation has been overtaken: then the next one scrolls.
        let _ = self.scroll();
    }
}

/// The browser's navigation, where it has the API.
pub fn get() -> Option<Navigation> {
    let navigation = Reflect::get(&leptos::prelude::window(), &"navigation".into()).ok()?;
    navigation.is_object().then(|| navigation.unchecked_into())
}

/// What names the entry of the history that is on screen.
pub fn current_key() -> Option<String> {
    Some(get()?.current_entry()?.key())
}

/// The address in the bar.
fn here() -> Option<String> {
    leptos::prelude::window().location().href().ok()
}

thread_local! {
    /// Whether the next link is the browser's to follow.
    static LET_THROUGH: Cell<bool> = const { Cell::new(false) };
}

/// Lets the browser follow the next link itself and load a document.
pub fn let_next_through() {
    LET_THROUGH.set(true);
}

/// Whether this navigation is one that the browser was left to follow; the next is not.
pub fn is_let_through() -> bool {
    LET_THROUGH.take()
}

/// Hears of every navigation, as long as the app lives (see [`super::document::on`]).
pub fn on_navigate(navigation: &Navigation, handler: impl Fn(NavigateEvent) + 'static) {
    super::document::listen(navigation.as_ref(), "navigate", move |event| {
        handler(event.unchecked_into());
    });
}

/// Hears when a navigation has been stopped or overtaken, as long as the app lives.
pub fn on_stopped(navigation: &Navigation, handler: impl Fn() + 'static) {
    super::document::listen(navigation.as_ref(), "navigateerror", move |_| handler());
}

/// Takes a navigation over: the address changes at once, and the work ends it. Focus and
/// scroll are the app's.
pub fn intercept(event: &NavigateEvent, work: impl Future<Output = ()> + 'static) {
    let handler = Closure::once_into_js(move || -> Promise {
        future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let options = Object::new();
    let manual = JsValue::from("manual");
    for (key, value) in [("handler", &handler), ("focusReset", &manual), ("scroll", &manual)] {
        // Setting a property of a new plain object does not fail.
        let _ = Reflect::set(&options, &key.into(), value);
    }
    event.intercept_with(&options);
}

/// Navigates to the address in the bar once more, without a new entry in the history.
pub fn reload_in_place(navigation: &Navigation) {
    let options = Object::new();
    let _ = Reflect::set(&options, &"history".into(), &"replace".into());
    if let Some(url) = here() {
        let result = navigation.navigate(&url, &options);
        // Its promises reject when the navigation is overtaken; that is told elsewhere.
        for name in ["committed", "finished"] {
            if let Ok(promise) = Reflect::get(&result, &name.into())
                && let Ok(promise) = promise.dyn_into::<Promise>()
            {
                spawn_local(async move { drop(JsFuture::from(promise).await) });
            }
        }
    }
}
