//! How many comments each story of a listing has.

use super::isso;
use crate::browser::cards;
use crate::browser::drawn::when_drawn;
use crate::context::Edition;
use crate::edition::{Provider, Teaser, Word};
use crate::markup::{Element, el};
use leptos::task::spawn_local;

/// The class of the lines, and the attribute with the thread's key.
const LINE: (&str, &str) = (".teaser-comments", "data-thread");

/// The line of a card, empty until the number is known. Nothing where nobody can be asked.
pub fn line(teaser: &Teaser) -> Option<Element> {
    let counts = Edition::current().site.comments.provider == Provider::Isso;
    let key = || teaser.thread.clone().unwrap_or_else(|| teaser.address.to_string());
    counts.then(|| el("p").class("teaser-comments").attr(LINE.1, key()).attr("hidden", ""))
}

/// Asks for the numbers of all cards of the page that is drawn now, in one request. A number
/// that does not come is not missed: nothing is said.
pub fn fetch() {
    let edition = Edition::current();
    if edition.site.comments.provider != Provider::Isso {
        return;
    }
    when_drawn(move || {
        let keys = cards::keys(LINE.0, LINE.1);
        if keys.is_empty() {
            return;
        }
        spawn_local(async move {
            let endpoint = edition.site.comments.endpoint.as_deref().unwrap_or_default();
            let Some(counts) = isso::counts(endpoint, &keys).await else { return };
            let said = |count: u32| match count {
                0 => None,
                1 => Some(edition.word(Word::OneOnCard)),
                _ => Some(edition.sentence(Word::CountOnCard, &[("count", &count.to_string())])),
            };
            let known: Vec<_> = keys.into_iter().zip(counts.into_iter().map(said)).collect();
            cards::fill(LINE.0, LINE.1, &known);
        });
    });
}
