//! How many comments each story of a listing has.

use super::adapter::Adapter;
use super::made_for::COUNTS;
use super::model::{Ask, What};
use crate::browser::cards;
use crate::browser::drawn::when_drawn;
use crate::context::Edition;
use crate::edition::{Teaser, Word};
use crate::markup::{Element, el};

/// The class of the places, and the attribute with the thread's key.
const PLACE: (&str, &str) = (".teaser-comments", "data-thread");

/// The place on a card, empty until the number is known. Nothing where nobody can be asked.
///
/// For screen readers: a picture that is called “3 comments”.
pub fn place(teaser: &Teaser) -> Option<Element> {
    if !COUNTS {
        return None;
    }
    let key = || teaser.thread.clone().unwrap_or_else(|| teaser.address.to_string());
    Adapter::of_all(&Edition::current()).map(|_| {
        el("span")
            .class("teaser-comments")
            .attr("role", "img")
            .attr(PLACE.1, key())
            .attr("hidden", "")
    })
}

/// Asks for the numbers of all cards of the page that is drawn now, in one request. A number
/// that does not come is not missed: nothing is said.
pub fn fetch() {
    let edition = Edition::current();
    let Some(adapter) = Adapter::of_all(&edition).filter(|_| COUNTS) else { return };
    when_drawn(move || {
        let places = cards::places(PLACE.0, PLACE.1);
        if places.is_empty() {
            return;
        }
        let keys = places.iter().map(|(key, _)| key.clone()).collect();
        adapter.ask(Ask { what: What::Count, keys, ..Ask::default() }, move |outcome| {
            let counts = outcome.map(|outcome| outcome.counts).unwrap_or_default();
            for ((_, place), count) in places.iter().zip(counts) {
                let number = count.to_string();
                let words = match count {
                    0 => continue,
                    1 => edition.word(Word::OneOnCard),
                    _ => edition.sentence(Word::CountOnCard, &[("count", &number)]),
                };
                cards::fill(place, &number, &words);
            }
        });
    });
}
