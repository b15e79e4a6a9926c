//! A comment server's side of the web, as plain data: adapters make a [`Request`] and read an
//! [`Answer`], natively too.

use super::error::Error;
pub(super) use crate::browser::request::{Answer, Request};
use crate::edition::Value;

/// How many values of JSON an answer may hold: those of ten thousand comments.
const VALUES: u32 = 250_000;

/// JSON's media type.
pub(super) const JSON: &str = "application/json";
/// One of the media types that need no preflight (Fetch standard, section 2.2.2).
pub(super) const PLAIN: &str = "text/plain";

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let named = |(header, _): &&(&str, String)| *header == name;
        self.headers.iter().find(named).map(|(_, value)| value.as_str())
    }

    /// Whether it says that the request was done.
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; null for anything else.
    pub(super) fn json(&self) -> Value {
        Value::parse_some(self.body.trim_start_matches('\u{FEFF}'), VALUES).unwrap_or_default()
    }

    /// Why it holds no comments: it is something else, or more than is read.
    pub(super) fn no_list(&self) -> Error {
        if self.body.len() > 1_000_000 { Error::TooMuch } else { Error::Junk }
    }

    /// Why nothing was done, as far as the status says it.
    pub(super) fn refusal(&self) -> Error {
        match self.status {
            401 => Error::LoginRequired,
            403 => Error::Forbidden,
            409 => Error::Duplicate,
            413 => Error::TooLarge,
            429 => Error::TooFast { wait: self.wait() },
            // No answer, or one that may have been lost behind the server that took it.
            0 | 500.. => Error::Unclear,
            _ => Error::Server,
        }
    }

    /// How many seconds the server asks to wait (RFC 9110, section 10.2.3).
    pub(super) fn wait(&self) -> Option<u32> {
        self.header("retry-after")?.trim().parse().ok()
    }
}

/// A text of an object; empty for one that is not there.
#[inline(never)]
pub(super) fn text_of<'a>(json: &'a Value, name: &str) -> &'a str {
    json.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// How many bytes of a name are shown: more than any server takes.
const NAME: usize = 1000;

/// A name of an object, no longer than names are.
#[inline(never)]
pub(super) fn name_of<'a>(json: &'a Value, name: &str) -> &'a str {
    start_of(text_of(json, name), NAME)
}

/// As much of a text as so many bytes hold.
#[inline(never)]
pub(super) fn start_of(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or_default()
}

/// A number of an object that is not below zero; 0 for one that is not there.
#[inline(never)]
pub(super) fn number_of(json: &Value, name: &str) -> u64 {
    json.get(name).and_then(Value::as_u64).unwrap_or_default()
}

/// A text as a part of a query (RFC 3986, section 2.3): everything but unreserved characters
/// is written in percent.
#[inline(never)]
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    out
}

/// A URL if it is one of the web, and not longer than browsers and servers take; else nothing.
#[inline(never)]
pub(super) fn web(url: String) -> String {
    let starts = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let is_web = url.len() < 2048 && (starts("https://") || starts("http://"));
    if is_web { url } else { String::new() }
}

#[cfg(test)]
pub(super) mod recorded {
    //! Answers of real servers, and made ones, as `tests/answers/` keeps them.

    use super::Answer;
    use crate::browser::request::HEADERS;
    use serde_json::Value;
    use std::path::Path;

    /// All answers of one server, by name.
    pub(in crate::comment) fn all(server: &str) -> Vec<(String, Answer)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers").join(server);
        let mut all: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                (name, answer(&std::fs::read_to_string(&path).unwrap()))
            })
            .collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all
    }

    /// One of them.
    pub(in crate::comment) fn one(server: &str, name: &str) -> Answer {
        all(server).into_iter().find(|(other, _)| other == name).unwrap().1
    }

    fn answer(json: &str) -> Answer {
        let json: Value = serde_json::from_str(json).unwrap();
        let headers = json["headers"].as_object().unwrap();
        let header = |name: &'static str| {
            let is = |(key, _): &(&String, &Value)| key.eq_ignore_ascii_case(name);
            let (_, value) = headers.iter().find(is)?;
            Some((name, value.as_str()?.to_owned()))
        };
        Answer {
            status: json["status"].as_u64().unwrap().try_into().unwrap(),
            headers: HEADERS.into_iter().filter_map(header).collect(),
            date: 0.0,
            body: json["body"].as_str().unwrap().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_holds_nothing_but_unreserved_characters() {
        assert_eq!(escape("/a b/é&=?#"), "%2Fa%20b%2F%C3%A9%26%3D%3F%23");
        assert_eq!(escape("A-z_0.9~"), "A-z_0.9~");
    }

    #[test]
    fn only_the_web_is_linked() {
        for url in ["https://a.example", "HTTP://a.example"] {
            assert_eq!(web(url.into()), url);
        }
        for url in ["", "javascript:alert(1)", "java\tscript:1", "data:,", "//a", "http", "жжжжжж"]
        {
            assert_eq!(web(url.into()), "", "{url}");
        }
    }
}
