use crate::edition::{Fields, FromJson, Teaser, Value};
use serde::Serialize;

/// What the search page is told. It goes from the worker to the page as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The question, as it was asked: an answer to an earlier one is passed over.
    pub asked: String,
    /// Why there is no answer: a [`Failure`] as a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<u32>,
    /// How many stories were found; nothing when the question holds no word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The oldest day that was searched, when there are older stories that were not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Whether the stories only hold words like those asked for.
    pub loose: bool,
    /// Whether there are more than these.
    pub more: bool,
    /// The best of them. The words found stand between [`MARK`](super::MARK)s, and in place of the
    /// standfirst is the stretch of the text in which they stand. Each tells its language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stories: Vec<Teaser>,
}

impl FromJson for Answer {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        Self {
            asked: fields.get("asked"),
            failure: fields.maybe("failure"),
            count: fields.maybe("count"),
            since: fields.maybe("since"),
            loose: fields.get("loose"),
            more: fields.get("more"),
            stories: fields.list("stories"),
        }
    }
}

/// Why a file could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No network, or no such host.
    Offline,
    /// No answer in time.
    Timeout,
    /// Something else came than was asked for.
    Damaged,
    /// What searches could not be started, or broke.
    Broken,
    /// The file is not there.
    Missing,
    /// The host failed with this status.
    Host(u16),
}

impl Failure {
    /// What a status says of a file, and with it its text.
    pub fn of(status: u16, text: &str) -> Option<Self> {
        match status {
            200..=299 if !text.starts_with('<') => None,
            // A page of this edition, from a host that answers each missing file with one.
            200..=299 if text.contains("id=\"newsprint\"") => Some(Self::Missing),
            200..=299 => Some(Self::Damaged),
            404 | 410 => Some(Self::Missing),
            _ => Some(Self::Host(status)),
        }
    }

    /// As a number: that of the host's failure, else a small one.
    pub fn number(self) -> u32 {
        match self {
            Self::Offline => 0,
            Self::Timeout => 1,
            Self::Damaged => 2,
            Self::Broken => 3,
            Self::Missing => 404,
            Self::Host(status) => status.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let whole = Answer {
            asked: "ferry\n\n\n".into(),
            failure: Some(Failure::Host(503).number()),
            count: Some(12),
            since: Some("2026-01-01".into()),
            loose: true,
            more: true,
            stories: vec![Teaser::default()],
        };
        for answer in [whole, Answer::default()] {
            let json = serde_json::to_string(&answer).unwrap();
            assert_eq!(Answer::from_json(Value::parse(&json).unwrap()), Some(answer));
        }
    }

    #[test]
    fn an_answer_of_a_host_is_understood() {
        let page = "<!doctype html><div id=\"newsprint\">";
        for (status, text, expected) in [
            (200, "newsprint search 1", None),
            (200, page, Some(Failure::Missing)),
            (200, "<html>", Some(Failure::Damaged)),
            (404, page, Some(Failure::Missing)),
            (503, "", Some(Failure::Host(503))),
        ] {
            assert_eq!(Failure::of(status, text), expected, "{status} {text}");
        }
    }
}
