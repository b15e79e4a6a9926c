//! What can come of a hop.

use crate::edition::{Address, FORMAT, FromJson, Page, Value};
use crate::text::holds;

/// How long a page may take, in seconds.
pub const PATIENCE_SECONDS: u32 = 10;

/// A hop that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HopFailure {
    /// What was asked for.
    pub address: Address,
    /// Why it could not be had.
    pub error: HopError,
}

/// Why a page could not be had. Each has its own sentence on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HopError {
    /// Nothing answered: no network, or no such host.
    Offline,
    /// The reader has stopped it, or gone to a place on the page meanwhile.
    Stopped,
    /// Nothing answered within this many seconds.
    Timeout(u32),
    /// The host says that nothing is there.
    NotFound,
    /// The host failed, with this status.
    Server(u16),
    /// What came is not JSON: a login page of a public network, say.
    NotJson,
    /// What came is JSON, but no page.
    Shape,
    /// The page is of a newer format than this app reads.
    Newer,
}

/// Reads what a host answered to the request for a `page.json`.
///
/// # Errors
/// Any of [`HopError`] but those of the network.
pub(super) fn decode(status: u16, body: &str) -> Result<Page, HopError> {
    match status {
        200..=299 => {}
        404 | 410 => return Err(HopError::NotFound),
        _ => return Err(HopError::Server(status)),
    }
    let Some(json) = Value::parse(body) else {
        return Err(not_json(body));
    };
    match json.get("format").and_then(Value::as_u64) {
        Some(format) if format > FORMAT.into() => Err(HopError::Newer),
        Some(_) => Page::from_json(json).ok_or(HopError::Shape),
        None => Err(HopError::Shape),
    }
}

/// What came instead of JSON: a page of this edition, from a host that answers each missing
/// file with one, or anything else.
fn not_json(body: &str) -> HopError {
    if holds(body, "id=\"newsprint\"") { HopError::NotFound } else { HopError::NotJson }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"{"format":1,"kind":"text","address":"/a/","title":"A","language":"en","body":[],"new":0}"#;

    #[test]
    fn a_page_is_read() {
        let page = decode(200, PAGE).unwrap();
        assert_eq!(page.address().unwrap().as_str(), "/a/");
    }

    #[test]
    fn each_failure_is_told_apart() {
        let newer = PAGE.replace("\"format\":1", "\"format\":2");
        let shell = "<!doctype html><div id=\"newsprint\"></div>";
        for (status, body, error) in [
            (404, "", HopError::NotFound),
            (410, PAGE, HopError::NotFound),
            (500, PAGE, HopError::Server(500)),
            (403, "", HopError::Server(403)),
            (200, "", HopError::NotJson),
            (200, "<html>Log in</html>", HopError::NotJson),
            (200, shell, HopError::NotFound),
            (200, "[]", HopError::Shape),
            (200, "{}", HopError::Shape),
            (200, r#"{"format":1}"#, HopError::Shape),
            (200, r#"{"format":1,"kind":"opera"}"#, HopError::Shape),
            (200, r#"{"format":"1"}"#, HopError::Shape),
            (200, &newer, HopError::Newer),
            (200, r#"{"format":9,"kind":"opera"}"#, HopError::Newer),
        ] {
            assert_eq!(decode(status, body), Err(error), "{status} {body}");
        }
    }
}
