use super::talk::Talk;
use crate::context::Edition;
use crate::edition::{Timestamp, Word};
use crate::markup::{Element, el};

/// Says that a thread takes no comments any more, and since when; hidden while it does.
pub(super) fn draw(talk: Talk, closes: Option<&Timestamp>) -> Element {
    let edition = Edition::current();
    let sentence = match closes {
        Some(day) => {
            let date = edition.site.words.date(day);
            edition.sentence(Word::ClosedSince, &[("date", &date)])
        }
        None => edition.word(Word::Closed),
    };
    el("p")
        .class("comments-closed")
        .attr_live("hidden", move || talk.watch(|known| (!known.closed).then(String::new)))
        .text(sentence)
}
