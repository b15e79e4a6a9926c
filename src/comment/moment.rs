//! Moments as servers write them.

use crate::edition::Timestamp;

/// The moment so many seconds after 1970 (UTC), to the thousandth; `None` for one outside of
/// the years 1 to 9999, or for no number.
pub(super) fn from_seconds(seconds: f64) -> Option<Timestamp> {
    let milliseconds = (seconds * 1000.0).round();
    if !(-62_135_596_800_000.0..253_402_300_800_000.0).contains(&milliseconds) {
        return None;
    }
    let milliseconds = milliseconds as i64;
    let (day, rest) = (milliseconds.div_euclid(86_400_000), milliseconds.rem_euclid(86_400_000));
    let (year, month, day) = date(day);
    let mut text = String::new();
    let mut push = |number: i64, digits: u32, after: char| {
        for place in (0..digits).rev() {
            let digit = number / 10_i64.pow(place) % 10;
            text.push(char::from(b'0' + digit as u8));
        }
        text.push(after);
    };
    push(year, 4, '-');
    push(month, 2, '-');
    push(day, 2, 'T');
    push(rest / 3_600_000, 2, ':');
    push(rest / 60_000 % 60, 2, ':');
    push(rest / 1000 % 60, 2, '.');
    push(rest % 1000, 3, 'Z');
    Some(Timestamp::new(text))
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar: Howard
/// Hinnant's `civil_from_days`, <https://howardhinnant.github.io/date_algorithms.html>.
fn date(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) =
        (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    (era * 400 + year + i64::from(month <= 2), month, day)
}

/// A moment in UTC that a server wrote without its zone, as WordPress does; one that names a
/// zone stays as it is. `None` for what is no moment.
pub(super) fn from_utc(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let shape = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        10 => byte == b'T' || byte == b' ',
        13 | 16 => byte == b':',
        _ => byte.is_ascii_digit(),
    };
    let start = text.get(..19)?;
    if !start.bytes().enumerate().all(shape) {
        return None;
    }
    let moment = Timestamp::new([&start[..10], "T", &text[11..]].concat());
    moment.date()?;
    let zoned = text.ends_with(['Z', 'z']) || text[19..].contains(['+', '-']);
    Some(if zoned { moment } else { Timestamp::new([moment.as_str(), "Z"].concat()) })
}

/// Seconds after 1970 (UTC) of a moment; `None` for what is no moment.
pub(super) fn to_seconds(moment: &Timestamp) -> Option<f64> {
    let text = moment.as_str();
    let (year, month, day) = moment.date()?;
    let part = |from: usize| text.get(from..from + 2)?.parse::<u32>().ok();
    let (hour, minute, second) = (part(11)?, part(14)?, part(17)?);
    let zone = text.get(19..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let offset = match zone.as_bytes().first() {
        Some(sign @ (b'+' | b'-')) => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let minutes = hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?;
            if *sign == b'+' { -f64::from(minutes) } else { f64::from(minutes) }
        }
        _ => 0.0,
    };
    // Days before March 1st of year 0, the other way round.
    let (year, month) = (i64::from(year) - i64::from(month <= 2), i64::from(month));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let of_era = year.rem_euclid(400);
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    let days = year.div_euclid(400) * 146_097 + of_era - 719_468;
    let minutes = f64::from(hour * 60 + minute) + offset;
    Some(days as f64 * 86_400.0 + minutes * 60.0 + f64::from(second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn seconds_become_a_moment() {
        for (seconds, text) in [
            (0.0, "1970-01-01T00:00:00.000Z"),
            (1_795_332_745.55, "2026-11-22T07:32:25.550Z"),
            (-0.5, "1969-12-31T23:59:59.500Z"),
            (951_782_400.0, "2000-02-29T00:00:00.000Z"),
            (253_402_300_799.0, "9999-12-31T23:59:59.000Z"),
        ] {
            assert_eq!(from_seconds(seconds), Some(Timestamp::new(text)));
        }
        for seconds in [f64::NAN, f64::INFINITY, -1e300, 1e18] {
            assert_eq!(from_seconds(seconds), None, "{seconds}");
        }
    }

    #[test]
    fn a_moment_without_a_zone_is_in_utc() {
        for (text, moment) in [
            ("2026-11-22T07:32:25", Some("2026-11-22T07:32:25Z")),
            ("2026-11-22 07:32:25", Some("2026-11-22T07:32:25Z")),
            ("2026-11-22T07:32:25Z", Some("2026-11-22T07:32:25Z")),
            ("2026-11-22T07:32:25+01:00", Some("2026-11-22T07:32:25+01:00")),
            ("0000-00-00T00:00:00", None),
            ("2026-11-22", None),
            ("", None),
            ("жжжжжжжжжжж", None),
        ] {
            assert_eq!(from_utc(text), moment.map(Timestamp::new), "{text}");
        }
    }

    #[test]
    fn a_zone_counts() {
        let seconds = |text: &str| to_seconds(&Timestamp::new(text));
        assert_eq!(seconds("1970-01-01T01:00:00+01:00"), Some(0.0));
        assert_eq!(seconds("1969-12-31T20:30:00-03:30"), Some(0.0));
        assert_eq!(seconds("soon"), None);
    }

    proptest! {
        #[test]
        fn there_and_back(seconds in -60_000_000_000_i64..250_000_000_000) {
            let moment = from_seconds(seconds as f64).unwrap();
            prop_assert_eq!(to_seconds(&moment), Some(seconds as f64));
        }

        #[test]
        fn nothing_panics(text in "[0-9T:+Z. -]{0,30}|\\PC{0,24}", seconds in any::<f64>()) {
            from_utc(&text);
            to_seconds(&Timestamp::new(text.as_str()));
            from_seconds(seconds);
        }
    }
}
