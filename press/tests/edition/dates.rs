//! When a story was published, in everything that tells it.

use crate::project::{Project, story};
use crate::tree::{Tree, texts};
use feed_rs::parser::parse;

const BERLIN: &str = "title = \"T\"\nbase_url = \"https://paper.example\"\ntime_zone = \"Europe/Berlin\"\n\
                      [comments]\nprovider = \"none\"\n";

/// The stories `a`, `b`, … of these dates.
fn edition(zone: &str, dates: &[&str]) -> Tree {
    let settings = BERLIN.replace("Europe/Berlin", zone);
    let project = Project::new([("newsprint.toml", settings.as_str())]);
    for (name, date) in ('a'..).zip(dates) {
        project.write(&format!("content/s/{name}.md"), &story(&name.to_string(), date, ""));
    }
    project.build_with(|options| options.future = true)
}

/// The files of an edition that hold a text.
fn holding(edition: &Tree, text: &str) -> Vec<String> {
    let paths = edition.exact_paths().into_iter();
    paths.filter(|path| String::from_utf8_lossy(edition.bytes(path)).contains(text)).collect()
}

#[test]
fn a_day_without_a_time_shows_none() {
    let edition = edition("Europe/Berlin", &["2026-05-31", "2026-05-31T00:00:00"]);
    let painted = edition.painted("/2026/05/31/a/");
    let shown = texts(&painted, "time").join(" ");
    assert!(shown.contains("31 May 2026") && !shown.contains("00:00"), "{shown}");
    assert_eq!(edition.page("/2026/05/31/a/")["published"], "2026-05-31");
    let told = edition.text("2026/05/31/a/index.html");
    assert!(told.contains("datetime=\"2026-05-31\""));
    assert!(told.contains("\"datePublished\":\"2026-05-31\""));
    assert!(
        edition.text("sitemap-2026-05.xml").contains("/31/a/</loc><lastmod>2026-05-31</lastmod>")
    );
    // Midnight that somebody wrote is a time.
    let shown = texts(&edition.painted("/2026/05/31/b/"), "time").join(" ");
    assert!(shown.contains("00:00"), "{shown}");
    // The readers of feeds need a time.
    let feed = parse(edition.bytes("feed.xml")).unwrap();
    let first = feed.entries.iter().find(|it| it.title.as_ref().unwrap().content == "a").unwrap();
    assert_eq!(first.published.unwrap().to_rfc3339(), "2026-05-30T22:00:00+00:00");
    assert!(edition.text("feed.json").contains("\"date_published\":\"2026-05-31T00:00:00+02:00\""));
}

#[test]
fn a_time_before_zones_had_whole_minutes_is_told_in_every_form() {
    let edition = edition("Europe/Berlin", &["1890-06-01T12:00:00", "1890-06-02"]);
    assert_eq!(edition.page("/1890/06/01/a/")["published"], "1890-06-01T12:00:00+00:53");
    assert!(edition.text("feed.xml").contains("<pubDate>Sun, 1 Jun 1890 12:00:00 +0053</pubDate>"));
    for file in ["feed.xml", "atom.xml", "feed.json"] {
        let feed = parse(edition.bytes(file)).unwrap();
        let times: Vec<_> =
            feed.entries.iter().map(|it| it.published.unwrap().to_rfc3339()).collect();
        assert_eq!(times, ["1890-06-01T23:07:00+00:00", "1890-06-01T11:07:00+00:00"], "{file}");
    }
    assert_eq!(holding(&edition, "1970"), [""; 0]);
    assert_eq!(holding(&edition, "00:53:28"), [""; 0]);
    assert!(
        edition
            .text("sitemap-1890-06.xml")
            .contains("<lastmod>1890-06-01T12:00:00+00:53</lastmod>")
    );
}

#[test]
fn the_first_and_the_last_year_have_their_stories() {
    for zone in ["America/New_York", "Europe/Berlin", "Pacific/Kiritimati"] {
        let edition = edition(zone, &["0001-01-01", "9999-12-31", "9999-12-31 23:59:59"]);
        for address in ["/0001/01/01/a/", "/9999/12/31/b/", "/9999/12/31/c/"] {
            assert!(edition.has(&format!("{}index.html", &address[1..])), "{zone} {address}");
        }
        assert_eq!(edition.page("/0001/01/01/a/")["published"], "0001-01-01");
        assert!(edition.text("sitemap-0001-01.xml").contains("<lastmod>0001-01-01</lastmod>"));
        assert!(edition.text("feed.json").contains("\"date_published\":\"0001-01-01T00:00:00"));
        assert!(edition.text("atom.xml").contains("<published>9999-12-31T23:59:59"), "{zone}");
        assert!(edition.text("feed.xml").contains(" Jan 0001 "), "{zone}");
        assert_eq!(holding(&edition, "1970"), [""; 0], "{zone}");
    }
}

#[test]
fn what_other_tools_write_is_a_date_and_what_leaves_a_doubt_is_told() {
    let front = |date: &str| format!("---\ntitle: T\ndate: {date}\n---\n");
    let project = Project::new([("newsprint.toml", BERLIN)]);
    let dates = [
        "2026-1-2",
        "2026/01/02 9:05:00",
        "2026-01-02 09:30:00 UTC",
        "Fri, 02 Jan 2026 09:30:00 GMT",
        "2026-01-02T09:30:00.000Z",
        "20260102",
        "1767346200",
        "January 2, 2026",
        "\"2026-01-02 9:30 AM\"",
    ];
    for (name, date) in ('a'..).zip(dates) {
        project.write(&format!("content/s/{name}.md"), &front(date));
    }
    let edition = project.build();
    let stories = edition.addresses().into_iter().filter(|it| it.starts_with("/2026/01/02/"));
    assert_eq!(stories.count(), dates.len());
    project.write("content/s/x.md", &front("05/06/2026"));
    let (_, told) = project.outcome();
    let told = told.join("\n");
    assert!(told.contains("“05/06/2026” can be 2026-06-05 or 2026-05-06"), "{told}");
}

#[test]
fn a_story_that_ends_in_the_last_year_is_published() {
    let project = Project::new([("newsprint.toml", BERLIN)]);
    for (name, expiry) in [("a", "9999-12-31"), ("b", "9999-12-31T23:59:59Z")] {
        let text = format!("---\ntitle: A\ndate: 2026-05-20\nexpiryDate: {expiry}\n---\n");
        project.write(&format!("content/s/{name}.md"), &text);
    }
    let edition = project.build();
    assert!(edition.has("2026/05/20/a/index.html") && edition.has("2026/05/20/b/index.html"));
}
