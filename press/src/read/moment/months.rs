//! The months and the days of the week in words.

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The number of a month, by its English name or the beginning of it, with a full stop or none.
pub(super) fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| is_named(word, month))?;
    i8::try_from(at + 1).ok()
}

pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|day| is_named(word, day))
}

/// Whether a word is a name, or at least three of its letters.
fn is_named(word: &str, name: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.len() >= 3
        && name.get(..word.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(word))
}
