//! The page on which one searches.

mod asking;
mod form;
mod key;
mod result;

use super::title;
use crate::browser::drawn::when_drawn;
use crate::context::Edition;
use crate::edition::{Page, Timestamp, Word};
use crate::markup::{Element, Item, el};
use crate::navigation::HopError;
use asking::{Asking, Shown};

/// The field, what narrows it, and what was found, which outlasts a hop: who comes back from a
/// story finds the list as it was.
///
/// For screen readers: the form is the landmark for searching, and the line under it, which
/// says how many were found, a polite live region.
pub(super) fn draw() -> Element {
    let edition = Edition::current();
    let asking = Asking::current();
    when_drawn(move || asking.begin());
    let needs_app = el("p").class("form-needs-app").attr("hidden", "");
    let needs_script = el("p").class("form-needs-script");
    let head = el("header")
        .class("listing-head")
        .child(title("listing-title", &edition.word(Word::Search)));
    let status = {
        let edition = edition.clone();
        el("p")
            .class("search-status")
            .attr("role", "status")
            .text_live(move || asking.with(|shown| sentence(&edition, shown)))
    };
    let hint = {
        let edition = edition.clone();
        el("p").class("search-hint").text_live(move || {
            asking.with(|shown| match &shown.found {
                None if !shown.busy => edition.word(Word::SearchHint),
                Some(found) if found.count == 0 && found.since.is_none() => {
                    edition.word(Word::FoundNoneHint)
                }
                _ => String::new(),
            })
        })
    };
    let results = el("ul")
        .class("teasers search-results")
        .attr("aria-label", edition.word(Word::Results))
        .attr_live("aria-busy", move || asking.with(|it| it.busy).then(|| "true".into()))
        .all_live(move || asking.with(items));
    el("div")
        .class("listing search")
        .on("keydown", move |event| key::pressed(asking, &event))
        .child(head)
        .child(needs_app.text(edition.word(Word::SearchNeedsApp)))
        .child(needs_script.text(edition.word(Word::SearchNeedsScript)))
        .child(form::draw(asking))
        .child(status)
        .child(hint)
        .child(results)
        .child(el("div").class("search-more").child_live(move || more(asking)))
}

/// A row for each story found; one that was there stays as it is.
fn items(shown: &Shown) -> Vec<Item> {
    let rows = (0..).zip(&shown.pages).filter_map(|(number, page)| {
        let Page::Story(story) = &**page else { return None };
        let key = [shown.asked.as_str(), "|", story.address.as_str()].concat();
        let (page, terms, loose) = (page.clone(), shown.terms.clone(), shown.loose);
        Some(Item::new(key, move || result::draw(number, &page, &terms, loose)))
    });
    rows.collect()
}

/// How many were found, or how the search is doing.
fn sentence(edition: &Edition, shown: &Shown) -> String {
    let Some(found) = &shown.found else {
        return if shown.busy { edition.word(Word::Searching) } else { String::new() };
    };
    let count = found.count.to_string();
    let date = found.since.clone().map(|day| edition.site.words.date(&Timestamp::new(day)));
    let date = date.as_deref().unwrap_or_default();
    let word = match (found.count, date.is_empty()) {
        (0, false) => Word::FoundNoneSince,
        (_, false) => Word::FoundSince,
        (0, true) => Word::FoundNone,
        _ if found.loose => Word::FoundLike,
        (1, true) => Word::FoundOne,
        _ => Word::FoundMany,
    };
    edition.sentence(word, &[("count", &count), ("date", date)])
}

/// What went wrong with a way to try again, or the way to more.
fn more(asking: Asking) -> Option<Element> {
    let edition = Edition::current();
    let button = |word: Word| {
        el("button")
            .attr("type", "button")
            .on("click", move |_| asking.go_on())
            .text(edition.word(word))
    };
    let (failure, way) = asking.with(|shown| {
        let more = shown.found.as_ref().and_then(|found| {
            if found.count > shown.pages.len() {
                Some(Word::MoreResults)
            } else {
                found.since.is_some().then_some(Word::SearchOlder)
            }
        });
        (shown.failure, more.filter(|_| !shown.busy))
    });
    let Some(failure) = failure else {
        return way.map(|word| el("p").child(button(word)));
    };
    let (word, number) = match failure {
        HopError::Offline => (Word::SearchOffline, 0),
        HopError::Timeout(seconds) => (Word::SearchTimeout, seconds),
        HopError::NotFound => (Word::SearchNotFound, 0),
        HopError::Server(status) => (Word::SearchServer, status.into()),
        HopError::NotJson | HopError::Shape | HopError::Newer => (Word::SearchDamaged, 0),
    };
    let number = number.to_string();
    let text = edition.sentence(word, &[("seconds", &number), ("status", &number)]);
    Some(
        el("div")
            .class("search-problem")
            .child(el("p").attr("role", "alert").text(text))
            .child(button(Word::Retry)),
    )
}
