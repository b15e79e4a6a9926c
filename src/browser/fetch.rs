//! Requests.

use gloo_net::http::Request;
use web_sys::AbortSignal;

/// No answer came, or it broke off: no network, no such host, or the request was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed;

/// The status and the text of what a URL answers.
///
/// # Errors
/// [`Failed`] when no whole answer came; a status of an error is an answer.
pub async fn text(url: &str, signal: Option<&AbortSignal>) -> Result<(u16, String), Failed> {
    let answer = Request::get(url).abort_signal(signal).send().await.map_err(|_| Failed)?;
    let text = answer.text().await.map_err(|_| Failed)?;
    Ok((answer.status(), text))
}
