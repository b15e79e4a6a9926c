//! Dates as people write them, as moments in the newsroom's zone.
//!
//! What is read: `2025-12-19`, with a time after `T` or a space (`10:30`, `10:30:00`,
//! `10:30:00.5`), with a zone after that (`Z`, `UTC`, `+01:00`, `+0100`, `+01`), a space before
//! it or none; behind an offset the zone's name may follow, as Go prints it. Without a time it is midnight, without a zone it is the newsroom's.

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use newsprint::edition::Timestamp;

/// A point in time, to sort by and to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// To sort by.
    pub instant: jiff::Timestamp,
    /// To show: in the newsroom's zone.
    pub text: Timestamp,
}

/// Why a text is not a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoMoment {
    /// It has not the form of a date.
    Form,
    /// It has, but there is no such day.
    Day,
    /// There is no such time of day or zone.
    Time,
}

impl Moment {
    /// Shows an instant in a zone.
    pub(crate) fn new(instant: jiff::Timestamp, zone: &TimeZone) -> Self {
        let shown = instant.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        Self { instant, text: Timestamp::new(shown) }
    }

    /// Its day in the newsroom's zone: `2025-12-19`.
    pub(crate) fn day(&self) -> Box<str> {
        let text = self.text.as_str();
        text.split_once('T').map_or(text, |(day, _)| day).into()
    }

    pub(crate) fn parse(text: &str, zone: &TimeZone) -> Result<Self, NoMoment> {
        let text = text.trim();
        let date = date(text.get(..10).ok_or(NoMoment::Form)?)?;
        let rest = &text[10..];
        let (time, offset) = if rest.is_empty() {
            (Time::midnight(), None)
        } else {
            let rest = rest.strip_prefix(['T', 't', ' ']).ok_or(NoMoment::Form)?;
            clock(rest.trim_start())?
        };
        let local = date.to_datetime(time);
        let instant = match offset {
            Some(offset) => offset.to_timestamp(local),
            None => zone.to_timestamp(local),
        };
        Ok(Self::new(instant.map_err(|_| NoMoment::Day)?, zone))
    }
}

/// `2025-12-19`.
fn date(text: &str) -> Result<Date, NoMoment> {
    let bytes = text.as_bytes();
    let form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let number = |range: std::ops::Range<usize>| text[range].parse().ok();
    let parts = form.then(|| Some((text[..4].parse().ok()?, number(5..7)?, number(8..10)?)));
    let (year, month, day) = parts.flatten().ok_or(NoMoment::Form)?;
    Date::new(year, month, day).map_err(|_| NoMoment::Day)
}

/// `10:30`, `10:30:00 +0100`.
fn clock(text: &str) -> Result<(Time, Option<Offset>), NoMoment> {
    let split = text.find(|c: char| !matches!(c, '0'..='9' | ':' | '.')).unwrap_or(text.len());
    let (time, zone) = (&text[..split], text[split..].trim());
    if !time.contains(':') {
        return Err(NoMoment::Form);
    }
    let time = time.parse().map_err(|_| NoMoment::Time)?;
    let offset = match zone {
        "" => None,
        "Z" | "z" | "UTC" | "GMT" => Some(Offset::UTC),
        _ => Some(offset(without_name(zone)).ok_or(NoMoment::Time)?),
    };
    Ok((time, offset))
}

/// Takes the zone's name off an offset, as Go prints a time: `+0000 UTC`, `+0100 CET`, `+03 +03`.
fn without_name(zone: &str) -> &str {
    let Some((offset, name)) = zone.split_once(' ') else { return zone };
    let name = name.trim_start().trim_start_matches(['+', '-']);
    let is_name = (2..=5).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_name { offset } else { zone }
}

/// `+01:00`, `+0100`, `+01`.
fn offset(text: &str) -> Option<Offset> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let minutes: i32 = match digits.len() {
        2 => digits.parse::<i32>().ok()? * 60,
        4 => digits[..2].parse::<i32>().ok()? * 60 + digits[2..].parse::<i32>().ok()?,
        _ => return None,
    };
    Offset::from_seconds(sign * minutes * 60).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Result<String, NoMoment> {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        Moment::parse(text, &zone).map(|moment| moment.text.to_string())
    }

    #[test]
    fn reads_the_forms_people_write() {
        let table = [
            ("2025-12-19", "2025-12-19T00:00:00+01:00"),
            ("2025-12-19 10:30", "2025-12-19T10:30:00+01:00"),
            ("2025-12-19T10:30:05", "2025-12-19T10:30:05+01:00"),
            ("2025-07-19 10:30:00 +0100", "2025-07-19T11:30:00+02:00"),
            ("2025-07-19 10:30:00 +0100 BST", "2025-07-19T11:30:00+02:00"),
            ("2025-12-19 10:30:00 +0000 UTC", "2025-12-19T11:30:00+01:00"),
            ("2025-12-19 10:30:00.5 +0300 +03", "2025-12-19T08:30:00+01:00"),
            ("2025-12-19T10:30:00Z", "2025-12-19T11:30:00+01:00"),
            ("2025-12-19T10:30:00.250Z", "2025-12-19T11:30:00+01:00"),
            ("2025-12-19T10:30:00-05:00", "2025-12-19T16:30:00+01:00"),
            ("2025-12-19 23:30:00 UTC", "2025-12-20T00:30:00+01:00"),
            ("  2025-12-19t10:30+01  ", "2025-12-19T10:30:00+01:00"),
            // The hour that spring forward leaves out, and a leap day.
            ("2025-03-30 02:30", "2025-03-30T03:30:00+02:00"),
            ("2024-02-29", "2024-02-29T00:00:00+01:00"),
        ];
        for (written, meant) in table {
            assert_eq!(shown(written).as_deref(), Ok(meant), "{written}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_others() {
        for text in ["2025-02-30", "2025-02-29", "2025-13-01", "2025-00-10", "0000-00-00 10:00"] {
            assert_eq!(shown(text), Err(NoMoment::Day), "{text}");
        }
        for text in
            ["", "soon", "19.12.2025", "2025-1-2", "2025-12-19x", "2025-12-19 noon", "10:30:00"]
        {
            assert_eq!(shown(text), Err(NoMoment::Form), "{text}");
        }
        for text in [
            "2025-12-19 25:00",
            "2025-12-19 10:61",
            "2025-12-19 10:00 +99:00",
            "2025-12-19 10:00 CEST",
            "2025-12-19 10:00 +0100 (somewhere)",
        ] {
            assert_eq!(shown(text), Err(NoMoment::Time), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,40}", digits in "[0-9T:+Z .-]{0,30}") {
            let _ = (shown(&text), shown(&digits), shown(&format!("2025-12-19{digits}")));
        }
    }
}
