//! The page on which one searches.

mod asking;
mod form;
mod key;
mod result;

use super::title;
use crate::browser::drawn::when_drawn;
use crate::context::Edition;
use crate::edition::{Timestamp, Word};
use crate::markup::{Element, Item, el};
use crate::navigation::HopError;
use asking::{Shown, look};
use std::rc::Rc;

/// The field, what narrows it, and what was found, which outlasts a hop: who comes back from a
/// story finds the list as it was.
///
/// For screen readers: the form is the landmark for searching, and the line under it, which
/// says how many were found, a polite live region.
pub(super) fn draw() -> Element {
    let edition = Edition::current();
    when_drawn(asking::begin);
    let line = |class: &'static str| el("p").class(class);
    let head = el("header")
        .class("listing-head")
        .child(title("listing-title", &edition.word(Word::Search)));
    let needs_app = line("form-needs-app").attr("hidden", "");
    let words = edition.clone();
    let status = line("search-status")
        .attr("role", "status")
        .text_live(move || look(|shown| sentence(&words, shown)));
    let results = el("ul")
        .class("teasers search-results")
        .attr("aria-label", edition.word(Word::Results))
        .attr_live("aria-busy", || look(|shown| shown.busy).then(|| "true".into()))
        .all_live(|| look(items));
    el("div")
        .class("listing search")
        .on("keydown", |event| key::pressed(&event))
        .child(head)
        .child(needs_app.text(edition.word(Word::SearchNeedsApp)))
        .child(line("form-needs-script").text(edition.word(Word::SearchNeedsScript)))
        .child(form::draw())
        .child(status)
        // Shown by the style sheet while there is nothing to say above.
        .child(line("search-hint").text(edition.word(Word::SearchHint)))
        .child(results)
        .child(el("div").class("search-more").child_live(more))
}

/// A row for each story found; one that was there stays as it is.
fn items(shown: &Shown) -> Vec<Item> {
    let Some(found) = &shown.found else { return Vec::new() };
    let rows = shown.stories.iter().zip(&found.pages);
    rows.map(|(story, page)| {
        let key = [&shown.asked, "|", page].concat();
        let (story, terms, loose) = (Rc::clone(story), Rc::clone(&shown.terms), found.loose);
        Item::new(key, move || result::draw(&story, &terms, loose))
    })
    .collect()
}

/// How many were found, or how the search is doing.
fn sentence(edition: &Edition, shown: &Shown) -> String {
    let Some(found) = &shown.found else {
        return if shown.busy { edition.word(Word::Searching) } else { String::new() };
    };
    let word = match (found.count, found.since.is_empty()) {
        (0, false) => Word::FoundNoneSince,
        (_, false) => Word::FoundSince,
        (0, true) => Word::FoundNone,
        _ if found.loose => Word::FoundLike,
        (1, true) => Word::FoundOne,
        _ => Word::FoundMany,
    };
    let date = edition.site.words.date(&Timestamp::new(found.since.as_str()));
    edition.sentence(word, &[("count", &found.count.to_string()), ("date", &date)])
}

/// What went wrong with a way to try again, or the way to more.
fn more() -> Option<Element> {
    let edition = Edition::current();
    let (failure, way) = look(|shown| {
        let more = shown.found.as_ref().filter(|_| !shown.busy).and_then(|found| {
            if found.count > shown.stories.len() {
                Some(Word::MoreResults)
            } else {
                (!found.since.is_empty()).then_some(Word::SearchOlder)
            }
        });
        (shown.failure, more)
    });
    let problem = failure.map(|failure| {
        let (word, number) = match failure {
            HopError::Offline => (Word::SearchOffline, 0),
            HopError::Timeout(seconds) => (Word::SearchTimeout, seconds),
            HopError::NotFound => (Word::SearchNotFound, 0),
            HopError::Server(status) => (Word::SearchServer, status.into()),
            HopError::NotJson | HopError::Shape | HopError::Newer => (Word::SearchDamaged, 0),
        };
        let number = number.to_string();
        let text = edition.sentence(word, &[("seconds", &number), ("status", &number)]);
        el("p").text(text)
    });
    let way = if problem.is_some() { Some(Word::Retry) } else { way };
    let button = el("button").attr("type", "button").on("click", |_| asking::go_on());
    let class = if problem.is_some() { "search-problem" } else { "search-way" };
    let role = problem.is_some().then_some("alert");
    let line = el("div").class(class).attr_if("role", role).child(problem);
    way.map(|word| line.child(button.text(edition.word(word))))
}
