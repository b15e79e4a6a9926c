//! Requests.

use super::document::origin;
use super::request::{Answer, HEADERS, Request};
use gloo_net::http;
use js_sys::{Date, Promise};
use leptos::prelude::{set_timeout_with_handle, window};
use std::cell::Cell;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Headers, RequestCredentials, RequestInit};

/// How long an answer may take, in seconds.
pub const PATIENCE_SECONDS: u32 = 10;

/// How many characters are read of an answer: more than the longest story and five thousand comments
/// take. What goes on behind them is not waited for.
const MOST: u32 = 8_000_000;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// The browser knew that there is no network: nothing was sent.
    Offline,
    /// None came, or it broke off: no network, no such host, or the request was ended.
    Broken,
    /// It is longer than any answer that is meant for this page.
    TooLarge,
}

impl From<JsValue> for Failed {
    fn from(_: JsValue) -> Self {
        Self::Broken
    }
}

impl From<gloo_net::Error> for Failed {
    fn from(_: gloo_net::Error) -> Self {
        Self::Broken
    }
}

/// The status and the text of what a URL answers.
///
/// # Errors
/// [`Failed`] when no whole answer came; a status of an error is an answer.
pub async fn text(url: &str, signal: Option<&AbortSignal>) -> Result<(u16, String), Failed> {
    let request = Request { method: "GET", url: url.into(), ..Request::default() };
    let answer = answer(&request, signal, RequestCredentials::SameOrigin).await?;
    Ok((answer.status, answer.body))
}

/// Sends a request to a comment server and waits for the whole answer, [`PATIENCE_SECONDS`] at
/// most.
///
/// # Errors
/// When no whole answer came. But for [`Failed::Offline`] the request may have arrived all the same.
pub async fn send(request: &Request) -> Result<Answer, Failed> {
    if !window().navigator().on_line() {
        return Err(Failed::Offline);
    }
    let patience = Duration::from_secs(PATIENCE_SECONDS.into());
    let abort = AbortController::new().ok();
    let timer = abort
        .clone()
        .and_then(|abort| set_timeout_with_handle(move || abort.abort(), patience).ok());
    let signal = abort.map(|abort| abort.signal());
    let credentials =
        if request.credentials { RequestCredentials::Include } else { RequestCredentials::Omit };
    let answer = answer(request, signal.as_ref(), credentials).await;
    if let Some(timer) = timer {
        timer.clear();
    }
    if answer.is_err() {
        tell_developer(request);
    }
    answer
}

/// One function for all requests: each `await` of a request of another kind would be code.
async fn answer(
    request: &Request,
    signal: Option<&AbortSignal>,
    credentials: RequestCredentials,
) -> Result<Answer, Failed> {
    let init = RequestInit::new();
    init.set_credentials(credentials);
    init.set_signal(signal);
    init.set_method(request.method);
    if !request.body.is_empty() {
        let headers = Headers::new()?;
        headers.set("content-type", request.media_type)?;
        init.set_headers(&headers);
        init.set_body(&request.body.as_str().into());
    }
    // gloo-net's own builder knows each method, header and error by a type: 2 KB for every reader.
    let request = web_sys::Request::new_with_str_and_init(&whole(&request.url), &init)?;
    let response = http::Request::from(request).send().await?;
    let stream = response.body().map_or(JsValue::NULL, Into::into);
    let body = JsFuture::from(read(&stream, MOST)).await?;
    let body = body.as_string().ok_or(Failed::TooLarge)?;
    let given = response.headers();
    let headers = HEADERS.into_iter().filter_map(|name| Some((name, given.get(name)?))).collect();
    let date = given.get("date").map_or(0.0, |date| Date::parse(&date) / 1000.0);
    Ok(Answer { status: response.status(), headers, date, body })
}

/// A path as a URL without the name and the password with which the page may have been opened: with
/// those in it browsers fetch nothing.
pub fn whole(path: &str) -> String {
    let is_path = path.starts_with('/') && !path.starts_with("//");
    let origin = is_path.then(origin).flatten().unwrap_or_default();
    origin + path
}

#[wasm_bindgen]
extern "C" {
    /// The text of an answer's body; undefined where it is longer than so many characters. `wake.js` reads
    /// it, in a fifth of the code that it would be here.
    #[wasm_bindgen(js_name = newsprintText)]
    fn read(body: &JsValue, most: u32) -> Promise;
}

/// Tells whoever runs the site, in the console, that a server gave no answer that this page
/// may read, and what to look at. Once for each document.
fn tell_developer(request: &Request) {
    thread_local! {
        static TOLD: Cell<bool> = const { Cell::new(false) };
    }
    if !TOLD.replace(true) {
        let sentence = [
            "Newsprint: no answer that this page may read came from ",
            &request.url,
            ". ",
            request.advice,
        ];
        web_sys::console::error_1(&sentence.concat().into());
    }
}
