//! The page on which one searches.

mod asking;
mod form;
mod key;
mod result;

use super::title;
use crate::browser::drawn::when_drawn;
use crate::browser::fetch::PATIENCE_SECONDS;
use crate::context::Edition;
use crate::edition::{Teaser, Timestamp, Word};
use crate::markup::{Element, Item, el};
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
    let row = |story: &Rc<Teaser>| {
        let key = [&shown.answer.asked, "|", story.address.as_str()].concat();
        let story = Rc::clone(story);
        Item::new(key, move || result::draw(&story))
    };
    shown.stories.iter().map(row).collect()
}

/// How many were found, or how the search is doing.
fn sentence(edition: &Edition, shown: &Shown) -> String {
    let Some(count) = shown.answer.count else {
        return if shown.busy { edition.word(Word::Searching) } else { String::new() };
    };
    let since = shown.answer.since.as_deref();
    let word = match (count, since) {
        (0, Some(_)) => Word::FoundNoneSince,
        (_, Some(_)) => Word::FoundSince,
        (0, None) => Word::FoundNone,
        _ if shown.answer.loose => Word::FoundLike,
        (1, None) => Word::FoundOne,
        _ => Word::FoundMany,
    };
    let date = edition.site.words.date(&Timestamp::new(since.unwrap_or_default()));
    edition.sentence(word, &[("count", &count.to_string()), ("date", &date)])
}

/// What went wrong with a way to try again, or the way to more.
fn more() -> Option<Element> {
    let edition = Edition::current();
    let (failure, way) = look(|Shown { answer, busy, .. }| {
        let way = match answer.more {
            _ if *busy => None,
            true => Some(Word::MoreResults),
            false => answer.since.as_ref().map(|_| Word::SearchOlder),
        };
        (answer.failure, way)
    });
    let problem = failure.map(|number| {
        let word = match number {
            0 => Word::SearchOffline,
            1 => Word::SearchTimeout,
            2 => Word::SearchDamaged,
            3 => Word::SearchBroken,
            404 => Word::SearchNotFound,
            _ => Word::SearchServer,
        };
        let (status, seconds) = (number.to_string(), PATIENCE_SECONDS.to_string());
        el("p").text(edition.sentence(word, &[("seconds", &seconds), ("status", &status)]))
    });
    let way = if problem.is_some() { Some(Word::Retry) } else { way };
    let button = el("button").attr("type", "button").on("click", |_| asking::go_on());
    let class = if problem.is_some() { "search-problem" } else { "search-way" };
    let role = problem.is_some().then_some("alert");
    let line = el("div").class(class).attr_if("role", role).child(problem);
    way.map(|word| line.child(button.text(edition.word(word))))
}
