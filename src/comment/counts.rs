//! How many comments each story of a listing has.

use super::adapter::Adapter;
use super::made_for::COUNTS;
use super::model::{Ask, What};
use crate::browser::cards;
use crate::browser::drawn::when_drawn;
use crate::context::Edition;
use crate::edition::{Teaser, Word};
use crate::markup::{Element, el};

/// The class of the lines, and the attribute with the thread's key.
const LINE: (&str, &str) = (".teaser-comments", "data-thread");

/// The line of a card, empty until the number is known. Nothing where nobody can be asked.
pub fn line(teaser: &Teaser) -> Option<Element> {
    if !COUNTS {
        return None;
    }
    let key = || teaser.thread.clone().unwrap_or_else(|| teaser.address.to_string());
    Adapter::of_all(&Edition::current())
        .map(|_| el("p").class("teaser-comments").attr(LINE.1, key()).attr("hidden", ""))
}

/// Asks for the numbers of all cards of the page that is drawn now, in one request. A number
/// that does not come is not missed: nothing is said.
pub fn fetch() {
    let edition = Edition::current();
    let Some(adapter) = Adapter::of_all(&edition).filter(|_| COUNTS) else { return };
    when_drawn(move || {
        let lines = cards::lines(LINE.0, LINE.1);
        if lines.is_empty() {
            return;
        }
        let keys = lines.iter().map(|(key, _)| key.clone()).collect();
        adapter.ask(Ask { what: What::Count, keys, ..Ask::default() }, move |outcome| {
            let counts = outcome.map(|outcome| outcome.counts).unwrap_or_default();
            for ((_, line), count) in lines.iter().zip(counts) {
                let text = match count {
                    0 => continue,
                    1 => edition.word(Word::OneOnCard),
                    _ => edition.sentence(Word::CountOnCard, &[("count", &count.to_string())]),
                };
                cards::fill(line, &text);
            }
        });
    });
}
