//! Inside a worker: what it hears, says and fetches. There is no page here.

use super::fetch::PATIENCE_SECONDS;
use crate::search::Failure;
use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, DedicatedWorkerGlobalScope, MessageEvent, RequestInit, Response};

/// Calls `hear` with every text that the page sends, and tells the page that it listens, by an
/// empty text.
pub fn listen(hear: impl Fn(String) + 'static) {
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        hear(event.data().as_string().unwrap_or_default());
    });
    scope().set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    say("");
}

/// Sends a text to the page.
pub fn say(text: &str) {
    // Fails only for what cannot be copied, and a text can.
    let _ = scope().post_message(&text.into());
}

/// The text of a file of the edition.
///
/// # Errors
/// Why it could not be had.
pub async fn fetch(url: &str) -> Result<String, Failure> {
    let (status, text) = answer(url).await.map_err(|error| {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        let late = name.is_some_and(|name| name == "TimeoutError");
        if late { Failure::Timeout } else { Failure::Offline }
    })?;
    Failure::of(status, &text).map_or(Ok(text), Err)
}

async fn answer(url: &str) -> Result<(u16, String), JsValue> {
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_SECONDS * 1000)));
    let response = JsFuture::from(scope().fetch_with_str_and_init(url, &init)).await?;
    let response: Response = response.unchecked_into();
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}

/// A word decomposed (Unicode's NFKD) and in small letters, as press makes it.
pub fn normal(word: &str) -> String {
    JsString::from(word).normalize("NFKD").to_lower_case().into()
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
