//! The forms that dates are written in.
//!
//! - Numbers, the year first: `2025-12-19`, `2026-1-2`, `2024/01/05`, `2024.1.5`, `20240105`,
//!   `2024年1月5日`. The year last: `19.12.2025`, `12/25/2024`, where only one day can be meant.
//! - Words, in the languages that [`month`] knows: `January 5, 2024`, `5 Jan 2024`,
//!   `5. Januar 2024`, `1er janvier 2024`, `5 de enero de 2024`, `Fri, 05 Jan 2024 09:30:00 GMT` (RFC 822), and as
//!   Unix prints it, `Fri Jan  5 09:30:00 UTC 2024`.
//! - Behind a day a time, after `T` or a space: `9:05`, `10:30:00`, `10:30:00.5`, `9:30 pm`; after
//!   `T` also `0930`. `24:00` is the end of the day.
//! - Behind a time a zone: `Z`, `UTC`, `GMT`, `+01:00`, `+0530`, `-4`, `GMT+0100`, the American
//!   names of RFC 822, `Europe/Berlin`, and behind an offset the zone's name, as Go prints it.
//! - Seconds or milliseconds since 1970: `1704447000`, `1704447000000`.

use super::NoMoment;
use super::months::{is_weekday, month};
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

/// What a text says.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) date: Date,
    /// None where it names a day alone.
    pub(super) time: Option<Time>,
    pub(super) zone: Option<Zone>,
}

/// Whose clocks are meant.
#[derive(Debug)]
pub(super) enum Zone {
    Offset(Offset),
    Of(TimeZone),
    /// A name that is nobody's alone.
    Named(String),
}

/// A time of day; the second is whether it is the end of that day.
type Clock = (Time, bool);

impl Written {
    pub(super) fn read(text: &str) -> Result<Self, NoMoment> {
        let text = plain(text);
        let text = text.trim();
        if let Some(written) = number(text) {
            return written;
        }
        let Some((date, rest)) = numeric(text) else { return words(text) };
        let date = date?;
        let Some(first) = rest.chars().next() else {
            return Ok(Self { date, time: None, zone: None });
        };
        if !matches!(first, 'T' | 't' | ' ' | ',') {
            return Err(NoMoment::Form);
        }
        let rest = rest[1..].trim_start();
        let rest = rest.strip_prefix("at ").unwrap_or(rest);
        let (time, zone) = clock(rest, matches!(first, 'T' | 't'))?;
        Self::of(date, Some(time), zone)
    }

    fn of(date: Date, clock: Option<Clock>, zone: Option<Zone>) -> Result<Self, NoMoment> {
        let date = match clock {
            Some((_, true)) => date.tomorrow().map_err(|_| NoMoment::Day)?,
            _ => date,
        };
        Ok(Self { date, time: clock.map(|it| it.0), zone })
    }
}

/// A text with the characters of the keyboard for those that look like them.
fn plain(text: &str) -> String {
    let text = text.strip_suffix('日').unwrap_or(text);
    let text = korean(text);
    let plain = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '年' | '月' => '-',
        '日' => ' ',
        '\u{200e}' | '\u{200f}' => ' ',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// `2024년 1월 5일` as the digits and signs of a date.
fn korean(text: &str) -> String {
    let text = text.strip_suffix('일').unwrap_or(text);
    text.replace("년 ", "-").replace("월 ", "-").replace(['년', '월'], "-").replace('일', " ")
}

/// Nothing but digits: a day without anything between, or seconds since 1970.
fn number(text: &str) -> Option<Result<Written, NoMoment>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(digits) || !is_number(fraction) || digits.len() < 5 {
        return None;
    }
    let compact = |date: &str, time: &str| {
        let time = if time.is_empty() { None } else { Some(digits_of_time(time).ok()?) };
        Written::of(ymd(date).ok()?, time, None).ok()
    };
    let is_plain = digits == text;
    let since_1970 = || {
        let number: i64 = whole.parse().ok()?;
        let at = match digits.len() {
            9..=10 => jiff::Timestamp::from_second(number),
            12..=13 => jiff::Timestamp::from_millisecond(number),
            // Before 1973, and never without a sign.
            5..=8 if number < 0 => jiff::Timestamp::from_second(number),
            _ => return None,
        };
        let local = Offset::UTC.to_datetime(at.ok()?);
        let (date, time) = (local.date(), Some(local.time()));
        Some(Written { date, time, zone: Some(Zone::Offset(Offset::UTC)) })
    };
    let found = match digits.len() {
        8 if is_plain => return Some(ymd(digits).and_then(|date| Written::of(date, None, None))),
        12 if is_plain => compact(&digits[..8], &digits[8..]).or_else(since_1970),
        14 if is_plain => compact(&digits[..8], &digits[8..]),
        _ => since_1970(),
    };
    Some(found.ok_or(NoMoment::Form))
}

/// `20240105`.
fn ymd(digits: &str) -> Result<Date, NoMoment> {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|it| it.parse().ok());
    day(number(0..4), number(4..6), number(6..8))
}

fn day(year: Option<i16>, month: Option<i16>, day: Option<i16>) -> Result<Date, NoMoment> {
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return Err(NoMoment::Form);
    };
    let small = |number: i16| i8::try_from(number).map_err(|_| NoMoment::Day);
    Date::new(year, small(month)?, small(day)?).map_err(|_| NoMoment::Day)
}

/// A date of numbers at the beginning of a text, and what follows. `None` when it begins
/// otherwise.
fn numeric(text: &str) -> Option<(Result<Date, NoMoment>, &str)> {
    let (first, rest) = digits(text)?;
    if first.len() == 8 && rest.starts_with(['T', 't', ' ']) {
        return Some((ymd(first), rest));
    }
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, rest) = digits(&rest[1..])?;
    let (third, rest) = digits(rest.strip_prefix(mark)?)?;
    let short = |part: &str| part.len() <= 2;
    let number = |part: &str| part.parse::<i16>().ok();
    let date = match (first.len(), third.len()) {
        (4, 1..=2) if short(second) => day(number(first), number(second), number(third)),
        (1..=2, 4) if short(second) => either(number(first), number(second), number(third)),
        _ => Err(NoMoment::Form),
    };
    Some((date, rest))
}

/// The digits at the beginning of a text.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// A day and a month of which nobody says which is which.
fn either(first: Option<i16>, second: Option<i16>, year: Option<i16>) -> Result<Date, NoMoment> {
    let (a, b) = (day(year, second, first), day(year, first, second));
    match (a, b) {
        (Ok(a), Ok(b)) if a == b => Ok(a),
        (Ok(a), Ok(b)) => Err(NoMoment::Ambiguous(a, b)),
        (Ok(day), _) | (_, Ok(day)) => Ok(day),
        (Err(problem), _) => Err(problem),
    }
}

/// What may follow the number of a day.
const ORDINALS: [&str; 10] = ["", ".", "st", "nd", "rd", "th", "er", "º", "ª", "°"];

/// Words that stand between those that say something, in the languages of the months.
const BETWEEN: [&str; 16] = [
    "of", "at", "the", "on", "de", "del", "den", "der", "um", "uhr", "le", "à", "il", "kl.",
    "года", "г.",
];

/// A date in words, in any order that leaves no doubt.
fn words(text: &str) -> Result<Written, NoMoment> {
    let mut found = Words::default();
    let spaced = apart(text);
    let mut tokens = spaced.split([' ', ',']).filter(|it| !it.is_empty()).peekable();
    while let Some(token) = tokens.next() {
        let half = tokens.peek().copied().filter(|it| half_of_day(it).is_some());
        let is_hour = token.contains(':') && token.starts_with(|c: char| c.is_ascii_digit());
        let is_hour = is_hour
            || half_of_day(token.trim_start_matches(|c: char| c.is_ascii_digit())).is_some();
        match (half, is_hour) {
            (Some(half), _) => {
                tokens.next();
                found.clock(&format!("{token} {half}"))?;
            }
            (None, true) => found.clock(token)?,
            (None, false) => found.take(token)?,
        }
    }
    found.finish()
}

/// `05-Jan-2024` with spaces in it.
fn apart(text: &str) -> String {
    let is_month = |it: &str| month(it).is_some();
    let of = |token: &str| match token
        .split(['-', '/', '.'])
        .filter(|it| !it.is_empty())
        .any(is_month)
    {
        true => token.replace(['-', '/', '.'], " "),
        false => token.to_owned(),
    };
    text.split(' ').map(of).collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Words {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i16>,
    clock: Option<Clock>,
    /// The zone's words, one after the other.
    zone: String,
    /// Whether the day came before the month.
    day_first: bool,
}

impl Words {
    fn take(&mut self, token: &str) -> Result<(), NoMoment> {
        let of_ordinal = |c: char| c.is_ascii_alphabetic() || matches!(c, '.' | 'º' | 'ª' | '°');
        let digits = token.trim_end_matches(of_ordinal);
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let ending = &token[digits.len()..];
        let is_ordinal = ORDINALS.contains(&ending.to_ascii_lowercase().as_str());
        match month(token) {
            Some(month) if self.month.is_none() => {
                self.month = Some(month);
                self.day_first = self.day.is_some();
            }
            _ if is_number && is_ordinal => return self.number(digits),
            _ if is_weekday(token) && self.zone.is_empty() => {}
            _ if BETWEEN.contains(&token.to_lowercase().as_str()) => {}
            _ => {
                self.zone.push_str(token);
                self.zone.push(' ');
            }
        }
        Ok(())
    }

    fn number(&mut self, digits: &str) -> Result<(), NoMoment> {
        let number: i16 = digits.parse().map_err(|_| NoMoment::Form)?;
        match digits.len() {
            1..=2 if self.day.is_none() => self.day = Some(number),
            4 if self.year.is_none() => self.year = Some(number),
            // The two digits of RFC 822, which RFC 2822 explains.
            2 if self.year.is_none() && self.day_first => {
                self.year = Some(number + if number < 50 { 2000 } else { 1900 });
            }
            _ => return Err(NoMoment::Form),
        }
        Ok(())
    }

    fn clock(&mut self, text: &str) -> Result<(), NoMoment> {
        let (time, zone) = clock(text, false)?;
        if self.clock.replace(time).is_some() || zone.is_some() {
            return Err(NoMoment::Form);
        }
        Ok(())
    }

    fn finish(self) -> Result<Written, NoMoment> {
        let month = self.month.map(i16::from).ok_or(NoMoment::Form)?;
        let date = day(self.year, Some(month), self.day)?;
        let zone = self.zone.trim();
        if self.clock.is_none() && !zone.is_empty() {
            return Err(NoMoment::Form);
        }
        let zone = if zone.is_empty() { None } else { Some(self::zone(zone)?) };
        Written::of(date, self.clock, zone)
    }
}

/// Whether a word is a half of a day of twelve hours: how many hours lie before it.
fn half_of_day(word: &str) -> Option<i8> {
    match word.replace('.', "").to_ascii_lowercase().as_str() {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    }
}

/// `10:30`, `9:05:00.5 pm`, `10:30:00 +0100`; `packed` also takes `1030`.
fn clock(text: &str, packed: bool) -> Result<(Clock, Option<Zone>), NoMoment> {
    let split =
        text.find(|c: char| !matches!(c, '0'..='9' | ':' | '.' | ',')).unwrap_or(text.len());
    let (digits, rest) = (&text[..split], text[split..].trim());
    let word_end = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '.').unwrap_or(rest.len());
    let half = half_of_day(&rest[..word_end]);
    let rest = if half.is_some() { rest[word_end..].trim() } else { rest };
    let has_colon = digits.contains(':');
    let time = match half {
        Some(before) => twelve_hours(digits, before)?,
        None if has_colon => colons(digits)?,
        None if packed => digits_of_time(digits)?,
        None => return Err(NoMoment::Form),
    };
    let zone = if rest.is_empty() { None } else { Some(zone(rest)?) };
    Ok((time, zone))
}

/// `9:30` before or after noon.
fn twelve_hours(digits: &str, before: i8) -> Result<Clock, NoMoment> {
    let digits = if digits.contains(':') { digits.to_owned() } else { format!("{digits}:00") };
    let (time, over) = colons(&digits)?;
    if over || !(1..=12).contains(&time.hour()) {
        return Err(NoMoment::Time);
    }
    let hour = time.hour() % 12 + before;
    let time = Time::new(hour, time.minute(), time.second(), time.subsec_nanosecond());
    Ok((time.map_err(|_| NoMoment::Time)?, false))
}

/// `9:05`, `10:30:00`, `10:30:00.5`.
fn colons(text: &str) -> Result<Clock, NoMoment> {
    let (text, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let mut parts = text.split(':');
    let mut next = || {
        parts.next().map(|part| match part.len() {
            1..=2 => part.parse::<i8>().map_err(|_| NoMoment::Time),
            _ => Err(NoMoment::Time),
        })
    };
    let hour = next().ok_or(NoMoment::Time)??;
    let minute = next().ok_or(NoMoment::Time)??;
    let second = next().transpose()?.unwrap_or(0);
    if parts.next().is_some() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NoMoment::Time);
    }
    time(hour, minute, second, fraction)
}

/// `09`, `0930`, `093000.5`.
fn digits_of_time(text: &str) -> Result<Clock, NoMoment> {
    let (text, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_digits = text.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
    if !is_digits || !matches!(text.len(), 2 | 4 | 6) {
        return Err(NoMoment::Time);
    }
    let part = |at: usize| text.get(at..at + 2).map_or(Ok(0), str::parse::<i8>);
    let part = |at: usize| part(at).map_err(|_| NoMoment::Time);
    time(part(0)?, part(2)?, part(4)?, fraction)
}

fn time(hour: i8, minute: i8, second: i8, fraction: &str) -> Result<Clock, NoMoment> {
    let end_of_day = (hour, minute, second) == (24, 0, 0);
    let hour = if end_of_day { 0 } else { hour };
    // A leap second is shown as the one before, which clocks have.
    let second = if second == 60 { 59 } else { second };
    let nanoseconds = format!("{fraction:0<9}");
    let nanoseconds = nanoseconds[..9].parse().map_err(|_| NoMoment::Time)?;
    let time = Time::new(hour, minute, second, nanoseconds).map_err(|_| NoMoment::Time)?;
    Ok((time, end_of_day))
}

/// A zone by its offset or name.
fn zone(text: &str) -> Result<Zone, NoMoment> {
    let text = without_comment(text);
    if let Some((text, name)) = text.split_once('[') {
        // RFC 9557: the offset counts, and the name where there is none.
        let name = name.trim_end_matches(']').trim_start_matches('!');
        return zone(if text.trim().is_empty() { name } else { text });
    }
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let behind = ["UTC", "GMT", "UT", "Z"].iter().find_map(|name| upper.strip_prefix(name));
    let fixed = |seconds: i32| Offset::from_seconds(seconds).map(Zone::Offset);
    match behind {
        Some("") => return Ok(Zone::Offset(Offset::UTC)),
        Some(rest) if rest.starts_with(['+', '-', ' ']) => return zone(rest.trim()),
        _ => {}
    }
    if text.starts_with(['+', '-']) {
        let seconds = offset(without_name(text)).ok_or(NoMoment::Time)?;
        return fixed(seconds).map_err(|_| NoMoment::Time);
    }
    let hours = match upper.as_str() {
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ if text.contains('/') => {
            return TimeZone::get(text).map(Zone::Of).map_err(|_| NoMoment::Time);
        }
        _ if (3..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic()) => {
            return Ok(Zone::Named(upper));
        }
        _ => return Err(NoMoment::Time),
    };
    fixed(hours * 3600).map_err(|_| NoMoment::Time)
}

/// Takes the remark in brackets off that RFC 822 allows, and browsers write.
fn without_comment(text: &str) -> &str {
    match text.trim_end().strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
        Some((before, _)) if !before.trim().is_empty() => before.trim(),
        _ => text,
    }
}

/// Takes the zone's name off an offset, as Go prints a time: `+0000 UTC`, `+0100 CET`, `+03 +03`.
fn without_name(zone: &str) -> &str {
    let Some((offset, name)) = zone.split_once(' ') else { return zone };
    let name = name.trim_start().trim_start_matches(['+', '-']);
    let is_name = (2..=5).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_name { offset } else { zone }
}

/// `+01:00`, `+0530`, `-4`, `+00:53:28`, in seconds; less than a day.
fn offset(text: &str) -> Option<i32> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let text = Some(&text[1..]).filter(|it| it.is_ascii())?;
    let parts: Vec<&str> = match text.contains(':') {
        true => text.split(':').collect(),
        false => match text.len() {
            1..=2 => vec![text],
            3..=4 => vec![&text[..text.len() - 2], &text[text.len() - 2..]],
            6 => vec![&text[..2], &text[2..4], &text[4..]],
            _ => return None,
        },
    };
    let mut seconds = 0;
    for (at, part) in parts.iter().enumerate() {
        let fits = part.bytes().all(|b| b.is_ascii_digit())
            && if at == 0 { matches!(part.len(), 1..=2) } else { part.len() == 2 };
        let number: i32 = part.parse().ok().filter(|_| fits)?;
        let (most, worth) = *[(23, 3600), (59, 60), (59, 1)].get(at)?;
        seconds += (number <= most).then_some(number)? * worth;
    }
    Some(sign * seconds)
}
