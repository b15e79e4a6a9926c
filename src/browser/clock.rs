//! The reader's clock and time zone.

use crate::edition::Timestamp;
use js_sys::Date;

/// Now, in the reader's own zone.
pub fn now() -> Timestamp {
    in_own_zone(&Date::new_0())
}

/// Seconds after 1970 (UTC).
pub fn seconds() -> f64 {
    Date::now() / 1000.0
}

/// A moment, in seconds after 1970 (UTC), in the reader's own zone.
pub fn moment(seconds: f64) -> Timestamp {
    in_own_zone(&Date::new(&(seconds * 1000.0).into()))
}

fn in_own_zone(moment: &Date) -> Timestamp {
    let west = moment.get_timezone_offset();
    // The digits of local time are those of the moment shifted by the offset, read as UTC.
    let shifted = Date::new(&(moment.get_time() - west * 60_000.0).into());
    let digits = String::from(shifted.to_iso_string());
    Timestamp::new([digits.get(..19).unwrap_or(&digits), &offset(west as i32)].concat())
}

/// Whether a moment has passed; a text that is no moment has not.
pub fn is_past(moment: &Timestamp) -> bool {
    Date::parse(moment.as_str()) <= Date::now()
}

/// An offset in RFC 3339's form, from JavaScript's minutes west of Greenwich.
fn offset(west: i32) -> String {
    let (sign, minutes) = if west > 0 { ('-', west) } else { ('+', -west) };
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_counts_eastward() {
        for (west, text) in
            [(0, "+00:00"), (-60, "+01:00"), (300, "-05:00"), (-345, "+05:45"), (210, "-03:30")]
        {
            assert_eq!(offset(west), text);
        }
    }
}
