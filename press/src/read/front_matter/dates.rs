//! The dates of a story, and whether it is its time.

use super::super::data::{Fields, Kind, said_twice};
use super::super::moment::{Moment, NoMoment};
use super::super::reporter::Reporter;
use super::fields::CODES;
use jiff::tz::TimeZone;
use std::ops::Range;

/// What front matter says of time.
#[derive(Debug, Default)]
pub(crate) struct Dates {
    pub(crate) date: Option<Moment>,
    pub(crate) updated: Option<Moment>,
    /// Where that stands.
    pub(crate) updated_at: Range<usize>,
    pub(crate) publish: Option<Moment>,
    pub(crate) expiry: Option<Moment>,
    /// Whether a date was written that cannot be read: it is reported once, as that, and not
    /// as missing too.
    pub(crate) unreadable: bool,
}

impl Dates {
    pub(super) fn take(fields: &mut Fields<'_>, reporter: &Reporter<'_>, zone: &TimeZone) -> Self {
        let mut dates = Self::default();
        let names = ["updated", "lastmod", "last_modified_at", "modified"];
        let updated_at = names.iter().find_map(|name| fields.peek(name)).map(|it| it.span.clone());
        // What Jekyll's and Eleventy's users write there is true or false.
        let says_when = fields.peek("published").and_then(|it| fields.scalar_of(it));
        let says_when = says_when.is_some_and(|text| is_likely_date(&text));
        let zero_at = EXPIRY.iter().find_map(|name| fields.peek(name));
        let zero_at = zero_at.map(|it| it.span.clone()).unwrap_or_default();
        let mut read = |names: &[&str]| {
            // `embargo: true` says no day.
            let is_flag = |name: &&str| {
                fields.peek(name).is_some_and(|value| matches!(value.kind, Kind::Flag(_)))
            };
            if names.iter().any(is_flag) {
                return None;
            }
            let (text, span) = fields.text_at(names)?;
            let moment = parse(&text, span, reporter, zone);
            dates.unreadable |= moment.is_none();
            moment
        };
        let date = read(&["date"]);
        let updated = read(&names);
        // The last of several days counts, and of those on which it goes the first.
        let publish = PUBLISH.into_iter().filter_map(|name| read(&[name]));
        let publish = publish.max_by_key(|moment| moment.instant);
        let publish = publish.or_else(|| if says_when { read(&["published"]) } else { None });
        let expiries: Vec<_> = EXPIRY.iter().filter_map(|name| read(&[name])).collect();
        let expiry = expiries.into_iter().filter(|moment| {
            let is_none = moment.instant.as_second() < AFTER_ZERO;
            if is_none {
                reporter
                    .warning(
                        "press::front_matter::zero_expiry",
                        zero_at.clone(),
                        "the first day of the year 1 is what Hugo calls no day: this does not expire",
                    )
                    .help("Take the field out, or write the day on which its time is over.");
            }
            !is_none
        });
        let expiry = expiry.min_by_key(|moment| moment.instant);
        if says_when && let Some(entry) = fields.take(&["published"]) {
            said_twice(reporter, CODES, &entry);
        }
        let updated_at = updated_at.unwrap_or_default();
        Self { date, updated, updated_at, publish, expiry, ..dates }
    }

    /// When readers will see the story, if that is later than `now`.
    pub(crate) fn due_after<'m>(
        &'m self,
        date: Option<&'m Moment>,
        now: jiff::Timestamp,
    ) -> Option<&'m Moment> {
        let dates = [date, self.publish.as_ref()].into_iter().flatten();
        dates.filter(|moment| moment.instant > now).max_by_key(|moment| moment.instant)
    }

    /// Whether its time is over.
    pub(crate) fn is_over(&self, now: jiff::Timestamp) -> bool {
        self.expiry.as_ref().is_some_and(|moment| moment.instant <= now)
    }
}

/// Fields that say from when on it is for readers.
const PUBLISH: [&str; 19] = [
    "publish_date",
    "pub_date",
    "publication_date",
    "published_at",
    "published_on",
    "published_date",
    "publish_at",
    "publish_on",
    "publish_after",
    "embargo",
    "embargo_until",
    "embargoed_until",
    "embargo_date",
    "go_live",
    "go_live_at",
    "scheduled",
    "scheduled_at",
    "scheduled_for",
    "visible_from",
];

/// Fields that say until when.
const EXPIRY: [&str; 12] = [
    "expiry_date",
    "unpublish_date",
    "unpublish_at",
    "unpublish_on",
    "expires",
    "expires_at",
    "expires_on",
    "expiration_date",
    "date_expires",
    "valid_until",
    "visible_until",
    "available_until",
];

/// The day after that which Hugo takes for none, in seconds since 1970.
const AFTER_ZERO: i64 = -62_135_510_400;

/// Whether a text is more likely a date than anything else.
fn is_likely_date(text: &str) -> bool {
    text.len() >= 6 && text.bytes().any(|b| b.is_ascii_digit())
}

/// Reads a date and reports one that is none.
pub(super) fn parse(
    text: &str,
    span: Range<usize>,
    reporter: &Reporter<'_>,
    zone: &TimeZone,
) -> Option<Moment> {
    let impossible = "press::front_matter::impossible_date";
    let (code, message, help) = match Moment::parse(text, zone) {
        Ok(moment) => return Some(moment),
        Err(NoMoment::Day) => (
            impossible,
            format!("“{text}” is no day of the calendar"),
            "Write a day that exists, as year-month-day.".to_owned(),
        ),
        Err(NoMoment::Time) => (
            impossible,
            format!("“{text}” has no possible time of day or zone"),
            "Write the time as 10:30 or 10:30:00, and a zone as Z or +01:00.".to_owned(),
        ),
        Err(NoMoment::Form) => (
            "press::front_matter::unreadable_date",
            format!("“{text}” cannot be read as a date"),
            "Write it like 2025-12-19 or 2025-12-19T10:30:00+01:00.".to_owned(),
        ),
        Err(NoMoment::Ambiguous(one, other)) => (
            "press::front_matter::ambiguous_date",
            format!("“{text}” can be {one} or {other}"),
            format!("Write the year first: {one} or {other}."),
        ),
    };
    reporter.error(code, span, message).help(help);
    None
}
