//! What can come of a hop.

use crate::edition::{Address, FORMAT, FromJson, Page, Value};
use crate::text::holds;

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
    /// What came is JSON, but no page, that of another address, or one that is longer than the app
    /// draws at once.
    Shape,
    /// The page is of a newer format than this app reads.
    Newer,
}

/// How many values of JSON a page may hold: about thirty thousand paragraphs. A browser draws a
/// document of any length while it comes; the app would hold the tab up.
const VALUES: u32 = 100_000;

/// Reads what a host answered to the request for the `page.json` of an address.
///
/// # Errors
/// Any of [`HopError`] but those of the network.
pub(super) fn decode(status: u16, body: &str, address: &Address) -> Result<Page, HopError> {
    match status {
        200..=299 => {}
        404 | 410 => return Err(HopError::NotFound),
        _ => return Err(HopError::Server(status)),
    }
    let Some(json) = Value::parse_some(body, VALUES) else {
        return Err(not_json(body));
    };
    match json.get("format").and_then(Value::as_u64) {
        Some(format) if format > FORMAT.into() => Err(HopError::Newer),
        Some(_) => {
            // Under an address stands what is there, and nothing that says it is of elsewhere.
            let there = Page::from_json(json).filter(|page| page.address() == Some(address));
            there.ok_or(HopError::Shape)
        }
        None => Err(HopError::Shape),
    }
}

/// What came instead of JSON: more of it than is read, a page of this edition, from a host that
/// answers each missing file with one, or anything else.
fn not_json(body: &str) -> HopError {
    // What broke off on its way does not end as it began.
    if body.starts_with('{') && body.trim_ascii_end().ends_with('}') {
        HopError::Shape
    } else if holds(body, "id=\"newsprint\"") {
        HopError::NotFound
    } else {
        HopError::NotJson
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"{"format":1,"kind":"text","address":"/a/","title":"A","language":"en","body":[],"new":0}"#;

    #[test]
    fn a_page_is_read() {
        let page = decode(200, PAGE, &address()).unwrap();
        assert_eq!(page.address(), Some(&address()));
    }

    fn address() -> Address {
        Address::new("/a/").unwrap()
    }

    #[test]
    fn each_failure_is_told_apart() {
        let long = |count| PAGE.replace("[]", &format!("[{}0]", "0,".repeat(count)));
        let (long, deep) = (long(VALUES as usize), PAGE.replace("[]", &"[".repeat(200_000)));
        let elsewhere = ["/A/", "/a/b/", "/", "/%61/"].map(|it| PAGE.replace("/a/", it));
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
            (200, r#"{"format":1,"kind":"#, HopError::NotJson),
            (200, "[]", HopError::Shape),
            (200, "{}", HopError::Shape),
            (200, r#"{"format":1}"#, HopError::Shape),
            (200, r#"{"format":1,"kind":"opera"}"#, HopError::Shape),
            (200, r#"{"format":"1"}"#, HopError::Shape),
            (200, &newer, HopError::Newer),
            (200, r#"{"format":9,"kind":"opera"}"#, HopError::Newer),
            (200, &long, HopError::Shape),
            (200, &deep, HopError::Shape),
            (200, &elsewhere[0], HopError::Shape),
            (200, &elsewhere[1], HopError::Shape),
            (200, &elsewhere[2], HopError::Shape),
            (200, &elsewhere[3], HopError::Shape),
            (200, r#"{"format":1,"kind":"not-found"}"#, HopError::Shape),
        ] {
            let start: String = body.chars().take(99).collect();
            assert_eq!(decode(status, body, &address()), Err(error), "{status} {start}");
        }
    }
}
