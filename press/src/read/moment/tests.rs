use super::*;
use proptest::prelude::*;

fn shown_in(zone: &str, text: &str) -> Result<String, NoMoment> {
    let zone = TimeZone::get(zone).unwrap();
    Moment::parse(text, &zone).map(|moment| moment.text.to_string())
}

fn shown(text: &str) -> Result<String, NoMoment> {
    shown_in("Europe/Berlin", text)
}

#[test]
fn reads_the_forms_people_write() {
    let table = [
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
        // The hour that spring forward leaves out, and the one that autumn has twice.
        ("2025-03-30 02:30", "2025-03-30T03:30:00+02:00"),
        ("2025-10-26 02:30", "2025-10-26T02:30:00+02:00"),
        // One digit where two are usual, other marks, other signs.
        ("2026-11-20 9:05:00 +0100", "2026-11-20T09:05:00+01:00"),
        ("2026-1-2 9:05", "2026-01-02T09:05:00+01:00"),
        ("2013/7/13 20:46:25", "2013-07-13T20:46:25+02:00"),
        ("2024.1.5 10:30", "2024-01-05T10:30:00+01:00"),
        ("2001-12-14 21:59:43.10 -5", "2001-12-15T03:59:43+01:00"),
        ("2024-01-05 10:30 +5:30", "2024-01-05T06:00:00+01:00"),
        ("2024-01-05T10:30:00\u{2212}04:00", "2024-01-05T15:30:00+01:00"),
        ("2024-01-05T0930", "2024-01-05T09:30:00+01:00"),
        ("20240105T093000Z", "2024-01-05T10:30:00+01:00"),
        ("2024-01-05T10:30:00,5Z", "2024-01-05T11:30:00+01:00"),
        ("2024-01-05, 10:30", "2024-01-05T10:30:00+01:00"),
        // Twelve hours.
        ("2024-01-05 9:30 PM", "2024-01-05T21:30:00+01:00"),
        ("2024-01-05 12:00 a.m.", "2024-01-05T00:00:00+01:00"),
        ("2024-01-05 12pm", "2024-01-05T12:00:00+01:00"),
        ("01/31/2002 03:31:05 PM", "2002-01-31T15:31:05+01:00"),
        ("January 5, 2024, 9:30\u{202f}PM", "2024-01-05T21:30:00+01:00"),
        // Other languages.
        ("5. Januar 2024 um 9:30 Uhr", "2024-01-05T09:30:00+01:00"),
        ("vendredi 5 janvier 2024 à 9:30", "2024-01-05T09:30:00+01:00"),
        // The end of a day, and a second that clocks do not show.
        ("2024-12-31 24:00", "2025-01-01T00:00:00+01:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:59:59+01:00"),
        // Mail, feeds, browsers, Unix.
        ("Fri, 05 Jan 2024 09:30:00 GMT", "2024-01-05T10:30:00+01:00"),
        ("Fri, 05 Jan 2024 09:30:00 +0000", "2024-01-05T10:30:00+01:00"),
        ("5 Jan 2024 09:30 EST", "2024-01-05T15:30:00+01:00"),
        ("Fri, 05 Jan 24 09:30:00 GMT", "2024-01-05T10:30:00+01:00"),
        ("Friday, 05-Jan-24 09:30:00 UTC", "2024-01-05T10:30:00+01:00"),
        ("Fri Jan  5 09:30:00 UTC 2024", "2024-01-05T10:30:00+01:00"),
        (
            "Fri Jan 05 2024 09:30:00 GMT+0100 (Central European Standard Time)",
            "2024-01-05T09:30:00+01:00",
        ),
        ("2025-12-19 10:00 +0100 (somewhere)", "2025-12-19T10:00:00+01:00"),
        ("2024-01-05T09:30:00+01:00[Europe/Berlin]", "2024-01-05T09:30:00+01:00"),
        ("2024-01-05 09:30 America/New_York", "2024-01-05T15:30:00+01:00"),
        ("2024-01-05 09:30 CET", "2024-01-05T09:30:00+01:00"),
        // Seconds and milliseconds since 1970.
        ("1704447000", "2024-01-05T10:30:00+01:00"),
        ("1704447000000", "2024-01-05T10:30:00+01:00"),
        ("-86400", "1969-12-31T01:00:00+01:00"),
        ("20240105093000", "2024-01-05T09:30:00+01:00"),
    ];
    for (written, meant) in table {
        assert_eq!(shown(written).as_deref(), Ok(meant), "{written}");
    }
}

#[test]
fn a_day_is_a_day() {
    let table = [
        ("2025-12-19", "2025-12-19"),
        ("2024-02-29", "2024-02-29"),
        ("2026-1-2", "2026-01-02"),
        ("2024/01/05", "2024-01-05"),
        ("20240105", "2024-01-05"),
        ("19.12.2025", "2025-12-19"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("05/05/2024", "2024-05-05"),
        ("January 5, 2024", "2024-01-05"),
        ("Jan. 5th 2024", "2024-01-05"),
        ("5 January 2024", "2024-01-05"),
        ("Friday, the 5th of January 2024", "2024-01-05"),
        ("05-Jan-2024", "2024-01-05"),
        ("Sept 9, 2024", "2024-09-09"),
        ("2024年1月5日", "2024-01-05"),
        ("2024년 1월 5일", "2024-01-05"),
        ("5 janvier 2024", "2024-01-05"),
        ("1er août 2024", "2024-08-01"),
        ("Freitag, 5. Januar 2024", "2024-01-05"),
        ("den 5 maj 2024", "2024-05-05"),
        ("5 de enero de 2024", "2024-01-05"),
        ("5. joulukuuta 2024", "2024-12-05"),
        ("5 января 2024 г.", "2024-01-05"),
        ("5-févr.-2024", "2024-02-05"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
    ];
    for (written, meant) in table {
        for zone in ["Europe/Berlin", "America/Sao_Paulo", "Pacific/Apia", "Pacific/Kiritimati"] {
            assert_eq!(shown_in(zone, written).as_deref(), Ok(meant), "{written} in {zone}");
        }
    }
}

#[test]
fn says_what_is_wrong_with_others() {
    for text in [
        "2025-02-30",
        "2025-02-29",
        "2025-13-01",
        "2025-00-10",
        "0000-00-00 10:00",
        "0000-01-01",
        "20250230",
        "31/31/2024",
        "February 30, 2024",
    ] {
        assert_eq!(shown(text), Err(NoMoment::Day), "{text}");
    }
    for text in [
        "",
        "soon",
        "2025-12-19x",
        "2025-12-19 noon",
        "10:30:00",
        "2024",
        "2024-01",
        "1/2",
        "5/6/24",
        "Jan 5",
        "Jan 5, 24",
        "5 Jan Feb 2024",
        "Last Modified",
        "12024-01-05",
        "1704",
        "May",
        "5 listopad 2024",
    ] {
        assert_eq!(shown(text), Err(NoMoment::Form), "{text}");
    }
    for text in [
        "2025-12-19 25:00",
        "2025-12-19 10:61",
        "2025-12-19 24:01",
        "2025-12-19 13:00 PM",
        "2025-12-19 10:00 +99:00",
        "2025-12-19 10:00 CEST",
        "2025-12-19 10:00 Mars/Base",
    ] {
        assert_eq!(shown(text), Err(NoMoment::Time), "{text}");
    }
    let (june, may) = (jiff::civil::date(2024, 6, 5), jiff::civil::date(2024, 5, 6));
    for text in ["05/06/2024", "5.6.2024", "05-06-2024 10:30"] {
        assert_eq!(shown(text), Err(NoMoment::Ambiguous(june, may)), "{text}");
    }
}

#[test]
fn offsets_with_seconds_become_minutes_on_the_same_day() {
    let table = [
        ("Europe/Berlin", "1890-06-01T12:00:00", "1890-06-01T12:00:00+00:53"),
        ("Europe/Berlin", "1890-06-01T00:00:10+00:53:28", "1890-06-01T00:00:10+00:53"),
        ("Europe/Lisbon", "1905-03-01 10:00", "1905-03-01T10:00:00-00:37"),
        ("America/New_York", "1880-01-01 23:59:59", "1880-01-01T23:59:59-04:56"),
        ("Africa/Monrovia", "1960-01-01 00:00:00", "1960-01-01T00:00:00-00:45"),
        ("Asia/Kolkata", "1850-01-01T00:00:00Z", "1850-01-01T05:53:28+05:53"),
    ];
    for (zone, written, meant) in table {
        assert_eq!(shown_in(zone, written).as_deref(), Ok(meant), "{zone}");
    }
}

#[test]
fn the_first_and_the_last_year_are_whole() {
    let table = [
        ("Europe/Berlin", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59+00:00"),
        ("Europe/Berlin", "9999-12-31 23:59:59", "9999-12-31T23:59:59+01:00"),
        ("America/New_York", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00"),
        ("America/New_York", "0001-01-01 00:00", "0001-01-01T00:00:00-04:56"),
        ("Pacific/Kiritimati", "0001-01-01 00:00", "0001-01-01T00:00:00-10:29"),
    ];
    for (zone, written, meant) in table {
        assert_eq!(shown_in(zone, written).as_deref(), Ok(meant), "{zone}");
    }
}

#[test]
fn a_day_has_a_first_moment_for_those_who_need_one() {
    let whole = |zone: &str, text: &str| {
        Moment::parse(text, &TimeZone::get(zone).unwrap()).unwrap().whole().to_string()
    };
    assert_eq!(whole("Europe/Berlin", "2025-07-19"), "2025-07-19T00:00:00+02:00");
    assert_eq!(whole("Europe/Berlin", "2025-07-19 10:30"), "2025-07-19T10:30:00+02:00");
    assert_eq!(whole("America/New_York", "1880-01-01"), "1880-01-01T00:00:00-04:56");
    // A day whose first hour is left out, and one that is left out as a whole.
    assert!(whole("America/Sao_Paulo", "2018-11-04").starts_with("2018-11-04T"));
    assert!(whole("Pacific/Apia", "2011-12-30").starts_with("2011-12-30T"));
    assert!(whole("Europe/Berlin", "9999-12-31").starts_with("9999-12-31T00:00:00"));
    assert_eq!(whole("UTC", "0001-01-01"), "0001-01-01T00:00:00+00:00");
}

fn any_zone() -> impl Strategy<Value = String> {
    let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    proptest::sample::select(names)
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC{0,40}", digits in "[0-9T:+Z .-]{0,30}") {
        let _ = (shown(&text), shown(&digits), shown(&format!("2025-12-19{digits}")));
        let _ = shown(&format!("2025-12-19 10:00 {text}"));
        let _ = shown(&format!("5 Jan 2024 {text}"));
    }

    /// In any city and any year a time keeps its day, and what is written is a time for others.
    #[test]
    fn every_time_can_be_told(
        zone in any_zone(), year in 1i16..=9999, month in 1i8..=12, day in 1i8..=28,
        hour in 0i8..=23, minute in 0i8..=59,
    ) {
        let zone = TimeZone::get(&zone).unwrap();
        let date = jiff::civil::date(year, month, day);
        let written = format!("{date} {hour:02}:{minute:02}");
        let moment = Moment::parse(&written, &zone).unwrap();
        let text = moment.text.as_str();
        prop_assert_eq!(text.len(), "2025-12-19T10:30:00+01:00".len(), "{}", text);
        // A gap at midnight may end the day.
        let told: Date = text[..10].parse().unwrap();
        prop_assert!(told == date || told == date.tomorrow().unwrap(), "{written} {text}");
        let instant: jiff::Timestamp = text.parse().unwrap();
        prop_assert_eq!(instant, moment.instant);
        prop_assert_eq!(Moment::parse(text, &zone), Ok(moment.clone()));
    }
}
