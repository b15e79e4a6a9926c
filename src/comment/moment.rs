//! Moments as servers write them.

/// Seconds after 1970 (UTC) of a moment (RFC 3339); one without a zone, as WordPress writes it,
/// is in UTC. `None` for what is no moment.
pub(super) fn seconds(text: &str) -> Option<f64> {
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
    let part = |from: usize, to: usize| start.get(from..to)?.parse::<i32>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let zone = text[19..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let east = match zone.as_bytes().first() {
        Some(sign @ (b'+' | b'-')) => {
            let (hours, minutes) = zone[1..].split_once(':')?;
            let minutes = i32::from(hours.parse::<u8>().ok()?) * 60 + i32::from(minutes.parse::<u8>().ok()?);
            if *sign == b'+' { minutes } else { -minutes }
        }
        _ => 0,
    };
    // The days before March 1st of year 0, the other way round: Howard Hinnant's
    // `days_from_civil`, <https://howardhinnant.github.io/date_algorithms.html>.
    let year = year - i32::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era = year.rem_euclid(400);
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    let days = year.div_euclid(400) * 146_097 + of_era - 719_468;
    let minutes = part(11, 13)? * 60 + part(14, 16)? - east;
    Some(f64::from(days) * 86_400.0 + f64::from(minutes) * 60.0 + f64::from(part(17, 19)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_zone_counts_and_without_one_it_is_utc() {
        for (text, moment) in [
            ("1970-01-01T00:00:00", Some(0.0)),
            ("2026-11-22 07:32:25", Some(1_795_332_745.0)),
            ("2026-11-22T07:32:25.550Z", Some(1_795_332_745.0)),
            ("2026-11-22T08:32:25+01:00", Some(1_795_332_745.0)),
            ("1969-12-31T20:30:00-03:30", Some(0.0)),
            ("2000-02-29T00:00:00Z", Some(951_782_400.0)),
            ("9999-12-31T23:59:59Z", Some(253_402_300_799.0)),
            ("0000-00-00T00:00:00", None),
            ("2026-11-22", None),
            ("soon", None),
            ("", None),
            ("жжжжжжжжжжж", None),
        ] {
            assert_eq!(seconds(text), moment, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[0-9T:+Z. -]{0,30}|[0-9]{4}-0[1-9]-[0-2][1-9]T[0-9:]{8}.{0,8}|\\PC{0,24}") {
            seconds(&text);
        }
    }
}
