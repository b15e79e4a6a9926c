//! Dates as people write them, as moments in the newsroom's zone.
//!
//! What forms are read stands in [`written`]. Without a time it is a day: shown as that, and
//! ordered by its first moment. Without a zone it is the newsroom's.
//!
//! Before zones had whole minutes (Berlin until 1893, Lisbon until 1911) an offset has seconds,
//! which neither RFC 3339 nor RFC 822 can say. Such an offset is rounded to minutes; day and
//! time of day stay as they were on the clocks of the place.

mod months;
mod written;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use newsprint::edition::Timestamp;
use written::{Written, Zone};

/// A point in time, to sort by and to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// To sort by. The last hours of the year 9999 count as the last moment that there is.
    pub instant: jiff::Timestamp,
    /// To show: in the newsroom's zone, the day alone where no time was written.
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
    /// Two days can be meant: these.
    Ambiguous(Date, Date),
}

impl Moment {
    /// Its day in the newsroom's zone: `2025-12-19`.
    pub(crate) fn day(&self) -> Box<str> {
        let text = self.text.as_str();
        text.split_once('T').map_or(text, |(day, _)| day).into()
    }

    /// The same with a time in any case, as RFC 3339: a day as its first moment.
    pub fn whole(&self) -> Timestamp {
        let day = Some(self.text.as_str()).filter(|text| !text.contains('T'));
        let Some(date) = day.and_then(|day| day.parse::<Date>().ok()) else {
            return self.text.clone();
        };
        let local = date.to_datetime(Time::midnight());
        // The offset is what lies between the two.
        let seconds = Offset::UTC.to_datetime(self.instant).duration_until(local).as_secs();
        let offset = i32::try_from(seconds).ok().and_then(|it| Offset::from_seconds(it).ok());
        let text = shown(local, offset.unwrap_or(Offset::UTC));
        Timestamp::new(text)
    }

    /// Reads a date as somebody has written it.
    ///
    /// # Errors
    /// Why it is none.
    pub(crate) fn parse(text: &str, zone: &TimeZone) -> Result<Self, NoMoment> {
        let Written { date, time, zone: own } = Written::read(text)?;
        if date.year() < 1 {
            return Err(NoMoment::Day);
        }
        let local = date.to_datetime(time.unwrap_or(Time::midnight()));
        let day = time.is_none().then_some(date);
        match own {
            None => Ok(Self::local(local, day, zone)),
            Some(Zone::Offset(offset)) => Ok(Self::elsewhere(local, offset, zone)),
            Some(Zone::Of(other)) => {
                let (local, offset) = clocks(local, &other);
                Ok(Self::elsewhere(local, offset, zone))
            }
            Some(Zone::Named(name)) => {
                // The newsroom knows what its own zone is called.
                let (_, offset) = clocks(local, zone);
                let info = zone.to_offset_info(instant(local, offset));
                let same = info.abbreviation().eq_ignore_ascii_case(&name);
                if same { Ok(Self::local(local, day, zone)) } else { Err(NoMoment::Time) }
            }
        }
    }

    /// A time on the newsroom's own clocks.
    fn local(local: DateTime, day: Option<Date>, zone: &TimeZone) -> Self {
        let (on_clocks, offset) = clocks(local, zone);
        let offset = rounded(offset);
        let text = day.map_or_else(|| shown(on_clocks, offset), |day| day.to_string());
        Self { instant: instant(on_clocks, offset), text: Timestamp::new(text) }
    }

    /// A time on other clocks, as the newsroom's show it.
    fn elsewhere(local: DateTime, offset: Offset, zone: &TimeZone) -> Self {
        let itself = |local, offset| Self {
            instant: instant(local, offset),
            text: Timestamp::new(shown(local, offset)),
        };
        let Ok(instant) = offset.to_timestamp(local) else {
            return itself(local, rounded(offset));
        };
        let here = zone.to_offset(instant);
        if rounded(here) == rounded(offset) {
            return itself(local, rounded(here));
        }
        let on_clocks = here.to_datetime(instant);
        // What has four digits there may have five here.
        let fits = on_clocks.year() >= 1 && here.to_timestamp(on_clocks).is_ok();
        if fits { itself(on_clocks, rounded(here)) } else { itself(local, rounded(offset)) }
    }
}

/// What clocks show at a time that somebody names, and their offset: an hour that they leave
/// out in spring is the one after, and of an hour that they have twice in autumn it is the first.
fn clocks(local: DateTime, zone: &TimeZone) -> (DateTime, Offset) {
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => (local, offset),
        AmbiguousOffset::Fold { before, .. } => (local, before),
        AmbiguousOffset::Gap { before, after } => {
            (local.checked_add(before.until(after)).unwrap_or(local), after)
        }
    }
}

/// The moment of a time on clocks.
fn instant(local: DateTime, offset: Offset) -> jiff::Timestamp {
    let outside = if local.year() > 0 { jiff::Timestamp::MAX } else { jiff::Timestamp::MIN };
    offset.to_timestamp(local).unwrap_or(outside)
}

/// An offset in whole minutes, of less than a day.
fn rounded(offset: Offset) -> Offset {
    let seconds = offset.seconds();
    let minutes = (seconds + 30 * seconds.signum()) / 60;
    let longest = 23 * 60 + 59;
    Offset::from_seconds(minutes.clamp(-longest, longest) * 60).unwrap_or(Offset::UTC)
}

/// RFC 3339.
fn shown(local: DateTime, offset: Offset) -> String {
    let (date, time) = (local.date(), local.time());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let sign = if offset.seconds() < 0 { '-' } else { '+' };
    let minutes = offset.seconds().abs() / 60;
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{date}T{hour:02}:{minute:02}:{second:02}{sign}{hours:02}:{minutes:02}")
}

#[cfg(test)]
mod tests;
