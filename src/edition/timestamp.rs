use serde::Serialize;
use std::fmt;

/// A moment as RFC 3339 text with the offset of the newsroom's zone:
/// `2026-11-22T09:30:00+01:00`. Where the newsroom has named a day and no time it is that day:
/// `2026-11-22`.
///
/// Pages are drawn alike natively and in the browser, so what is shown comes from these
/// digits alone, never from a clock or a locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Timestamp(String);

impl Timestamp {
    /// Takes RFC 3339 text, or a day of it; that it is such is the caller's to know.
    pub fn new(rfc3339: impl Into<String>) -> Self {
        Self(rfc3339.into())
    }

    /// The text, fit for `<time datetime>`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Year, month (1 to 12) and day (1 to 31); `None` when the text is not a date.
    pub fn date(&self) -> Option<(u16, u8, u8)> {
        let (year, month, day) = (self.digits(0, 4)?, self.digits(5, 7)?, self.digits(8, 10)?);
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
        valid.then_some((year, month as u8, day as u8))
    }

    /// Hour and minute as written, in the text's own zone: `09:30`.
    pub fn time(&self) -> Option<&str> {
        (self.digits(11, 13).is_some() && self.digits(14, 16).is_some())
            .then(|| self.0.get(11..16))
            .flatten()
    }

    fn digits(&self, from: usize, to: usize) -> Option<u16> {
        self.0.get(from..to)?.parse().ok()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_own_digits() {
        let moment = Timestamp::new("2026-11-02T09:30:00+01:00");
        assert_eq!(moment.date(), Some((2026, 11, 2)));
        assert_eq!(moment.time(), Some("09:30"));
    }

    #[test]
    fn anything_else_has_no_date() {
        for text in ["", "soon", "2026-13-02T00:00:00Z", "2026-1-2", "жжжжжжж"] {
            assert_eq!(Timestamp::new(text).date(), None, "{text}");
        }
        assert_eq!(Timestamp::new("2026-11-02").time(), None);
    }
}
