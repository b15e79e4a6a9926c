//! Sitemaps: every page's URL and when it last changed, for search engines.
//!
//! The protocol (<https://www.sitemaps.org/protocol.html>) allows 50,000 URLs and 50 MiB a
//! file. Stories are cut by the month of their publication, so that a new story changes its own
//! month and the index, and the sitemaps of the past stay as they are.
//!
//! The pages with numbers of a listing are not in them: whatever they list is.

use super::RootUrl;
use crate::edition::{ListingPlan, Plan};
use crate::read::{Manuscript, Moment};
use newsprint::edition::Address;
use quick_xml::escape::escape;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The most URLs that a sitemap may hold.
const MOST_URLS: usize = 50_000;

/// The most bytes that a sitemap may have.
const MOST_BYTES: usize = 50 * 1024 * 1024;

/// The most stories that a news sitemap may hold
/// (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>).
const MOST_NEWS: usize = 1_000;

/// For how long a story is news to search engines, in hours.
const NEWS_HOURS: i64 = 48;

/// Where the index lies.
pub const INDEX: &str = "/sitemap.xml";

/// Where the news sitemap lies.
pub const NEWS: &str = "/sitemap-news.xml";

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
const CLOSE: &str = "</urlset>\n";

/// A file: where it lies in the edition, and its text.
pub type File = (String, String);

/// A page in a sitemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Url<'a> {
    address: &'a Address,
    changed: Option<&'a Moment>,
}

/// All sitemaps of an edition, the index among them.
pub fn sitemaps(plan: &Plan<'_>, listings: &[ListingPlan], root: &RootUrl) -> Vec<File> {
    let mut groups: BTreeMap<String, Vec<Url<'_>>> = BTreeMap::new();
    for story in &plan.stories {
        let Some(published) = story.published.as_ref().map(|moment| &moment.text) else { continue };
        let (year, month, _) = published.date().unwrap_or_default();
        groups
            .entry(format!("{year:04}-{month:02}"))
            .or_default()
            .push(Url { address: &story.address, changed: changed(story) });
    }
    groups.insert("pages".into(), pages(plan, listings));
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut files = Vec::new();
    for (name, urls) in groups {
        for (number, (text, changed)) in (1..).zip(cut(&urls, root, MOST_URLS, MOST_BYTES)) {
            let path = match number {
                1 => format!("/sitemap-{name}.xml"),
                more => format!("/sitemap-{name}-{more}.xml"),
            };
            push("sitemap", &root.file(&path), changed, &mut index);
            files.push((path, text));
        }
    }
    index.push_str("</sitemapindex>\n");
    files.push((INDEX.into(), index));
    files
}

/// The names of the sitemaps: each month's first, and that of the pages.
pub fn names(plan: &Plan<'_>) -> Vec<String> {
    let dates = plan.stories.iter().filter_map(|story| story.published.as_ref()?.text.date());
    let mut names: Vec<_> = dates.map(|(year, month, _)| format!("{year:04}-{month:02}")).collect();
    names.push("pages".into());
    names.dedup();
    names.into_iter().map(|name| format!("/sitemap-{name}.xml")).collect()
}

/// When a story or a page last changed.
fn changed(page: &Manuscript) -> Option<&Moment> {
    let times = [&page.published, &page.updated].into_iter().flatten();
    times.max_by_key(|moment| moment.instant)
}

/// The front page, what lists something, and the plain pages. A listing has changed when a story
/// that it shows has: its headline or picture may be another.
fn pages<'a>(plan: &'a Plan<'_>, listings: &'a [ListingPlan]) -> Vec<Url<'a>> {
    let newest = |listing: &ListingPlan| {
        latest(listing.all().filter_map(|index| changed(plan.stories.get(index)?)))
    };
    let listed = listings.iter().filter(|listing| listing.number.is_none()).filter_map(|listing| {
        let changed = newest(listing);
        // A listing of nothing is nothing to find, but the front page is always there.
        let found = changed.is_some() || listing.address.folder().is_empty();
        found.then_some(Url { address: &listing.address, changed })
    });
    let texts =
        plan.texts.iter().map(|text| Url { address: &text.address, changed: changed(text) });
    listed.chain(texts).collect()
}

/// The stories of the two days before now, newest first.
///
/// When there are none it holds the newest story without news about it, as Google's rules
/// allow: a sitemap without any URL would not be valid. `None` for an edition without stories.
pub fn news_sitemap(
    plan: &Plan<'_>,
    publication: &str,
    root: &RootUrl,
    now: jiff::Timestamp,
) -> Option<File> {
    let since = now - jiff::SignedDuration::from_hours(NEWS_HOURS);
    let recent = |at: jiff::Timestamp| since <= at && at <= now;
    let mut text = String::from(OPEN.trim_end_matches(">\n"));
    text.push_str(" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n");
    let newest = plan.stories.last()?;
    let stories = plan.stories.iter().rev().take(MOST_NEWS);
    let mut found = false;
    for story in stories {
        let Some(published) = story.published.as_ref().filter(|it| recent(it.instant)) else {
            continue;
        };
        found = true;
        let _ = writeln!(
            text,
            "<url><loc>{}</loc><news:news><news:publication><news:name>{}</news:name>\
             <news:language>{}</news:language></news:publication>\
             <news:publication_date>{}</news:publication_date><news:title>{}</news:title>\
             </news:news></url>",
            escape(root.page(&story.address)),
            escape(super::feed::xml_text(publication)),
            news_language(&story.language),
            published.text,
            escape(super::feed::xml_text(&story.headline)),
        );
    }
    if !found {
        push("url", &root.page(&newest.address), None, &mut text);
    }
    text.push_str(CLOSE);
    Some((NEWS.into(), text))
}

/// A language as a news sitemap names it: two or three letters of ISO 639, but Chinese with
/// its script.
fn news_language(language: &str) -> String {
    let tag = language.to_ascii_lowercase();
    match tag.as_str() {
        "zh-tw" | "zh-hk" | "zh-mo" => "zh-tw".into(),
        tag if tag.starts_with("zh-hant") => "zh-tw".into(),
        tag if tag == "zh" || tag.starts_with("zh-") => "zh-cn".into(),
        tag => tag.split('-').next().unwrap_or(tag).into(),
    }
}

/// Cuts URLs into sitemaps that hold no more than may be, each with its last change.
fn cut<'a>(
    urls: &[Url<'a>],
    root: &RootUrl,
    most_urls: usize,
    most_bytes: usize,
) -> Vec<(String, Option<&'a Moment>)> {
    let mut files = Vec::new();
    let mut begin = 0;
    let mut text = String::from(OPEN);
    let mut close = |text: &mut String, range: std::ops::Range<usize>| {
        text.push_str(CLOSE);
        let changed = latest(urls[range].iter().filter_map(|url| url.changed));
        files.push((std::mem::replace(text, OPEN.into()), changed));
    };
    for (at, url) in urls.iter().enumerate() {
        let before = text.len();
        push("url", &root.page(url.address), url.changed, &mut text);
        if at > begin && (at - begin == most_urls || text.len() + CLOSE.len() > most_bytes) {
            let entry = text.split_off(before);
            close(&mut text, begin..at);
            text.push_str(&entry);
            begin = at;
        }
    }
    if begin < urls.len() {
        close(&mut text, begin..urls.len());
    }
    files
}

fn push(element: &str, url: &str, changed: Option<&Moment>, text: &mut String) {
    let _ = write!(text, "<{element}><loc>{}</loc>", escape(url));
    if let Some(changed) = changed {
        let _ = write!(text, "<lastmod>{}</lastmod>", changed.text);
    }
    let _ = writeln!(text, "</{element}>");
}

/// The last of several times: their offsets may differ.
fn latest<'a>(times: impl Iterator<Item = &'a Moment>) -> Option<&'a Moment> {
    times.max_by_key(|time| time.instant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;
    use newsprint::edition::Base;

    fn moment(text: &str) -> Moment {
        Moment::parse(text, &TimeZone::UTC).unwrap()
    }

    /// The sitemaps of so many URLs.
    fn files(number: usize, most_urls: usize, most_bytes: usize) -> Vec<(String, String)> {
        let root = RootUrl::new("https://quay.example", &Base::new("/"));
        let page = |n: usize| {
            let changed = format!("2026-05-{:02}T00:00:00+00:00", 28 - n);
            (Address::new(format!("/{n}/a&b/")).unwrap(), moment(&changed))
        };
        let pages: Vec<_> = (0..number).map(page).collect();
        let urls: Vec<_> = pages
            .iter()
            .map(|(address, changed)| Url { address, changed: Some(changed) })
            .collect();
        let files = cut(&urls, &root, most_urls, most_bytes).into_iter();
        files.map(|(text, changed)| (text, changed.unwrap().text.to_string())).collect()
    }

    #[test]
    fn no_sitemap_is_too_long() {
        let count = |files: &[(String, String)]| {
            files.iter().map(|(text, _)| text.matches("<url>").count()).collect::<Vec<_>>()
        };
        assert_eq!(count(&files(7, 3, 9999)), [3, 3, 1]);
        assert_eq!(count(&files(6, 3, 9999)), [3, 3]);
        assert_eq!(count(&files(0, 3, 9999)), [0; 0]);
        let most = OPEN.len() + CLOSE.len() + 200;
        let files = files(9, 100, most);
        assert_eq!(count(&files).iter().sum::<usize>(), 9);
        assert!(files.len() > 1 && files.iter().all(|(text, _)| text.len() <= most));
    }

    #[test]
    fn a_sitemap_is_as_old_as_its_last_change() {
        let files = files(4, 2, 9999);
        assert_eq!(files[0].1, "2026-05-28T00:00:00+00:00");
        assert_eq!(files[1].1, "2026-05-26T00:00:00+00:00");
        assert!(files[0].0.contains("<loc>https://quay.example/0/a&amp;b/</loc>"));
    }

    #[test]
    fn moments_are_compared_and_not_their_digits() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let times = ["2026-07-02", "2026-07-01T22:30:00Z", "2026-07-01T22:00:00Z"];
        let times = times.map(|text| Moment::parse(text, &berlin).unwrap());
        assert_eq!(latest(times.iter()), Some(&times[1]));
    }

    #[test]
    fn news_are_told_in_languages_that_google_knows() {
        let table = [("en", "en"), ("pt-BR", "pt"), ("zh-Hant-HK", "zh-tw"), ("zh", "zh-cn")];
        for (language, news) in table {
            assert_eq!(news_language(language), news);
        }
    }
}
