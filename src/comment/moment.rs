//! Moments as servers write them.

/// Seconds after 1970 (UTC) of a moment (RFC 3339); one without a zone, as WordPress writes it,
/// is in UTC. `None` for what is no moment.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
    let zone = text.get(19..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let east = match (zone.as_bytes().first(), zone.get(1..3), zone.get(4..6)) {
        (Some(sign @ (b'+' | b'-')), Some(hours), Some(minutes)) => {
            let minutes = hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?;
            if *sign == b'+' { i64::from(minutes) } else { -i64::from(minutes) }
        }
        _ => 0,
    };
    // The days before March 1st of year 0, the other way round: Howard Hinnant's
    // `days_from_civil`, <https://howardhinnant.github.io/date_algorithms.html>.
    let year = i64::from(year) - i64::from(month <= 2);
    let of_year = i64::from((153 * ((month + 9) % 12) + 2) / 5 + day - 1);
    let of_era = year.rem_euclid(400);
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    let days = year.div_euclid(400) * 146_097 + of_era - 719_468;
    let minutes = days * 1440 + i64::from(hour * 60 + minute) - east;
    Some((minutes * 60 + i64::from(second)) as f64)
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
