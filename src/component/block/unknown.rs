use crate::browser::navigation_api;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// In place of a block that this build cannot draw: says so, and offers the document itself,
/// which may come with a newer app.
pub(super) fn draw(language: &str) -> Element {
    let edition = Edition::current();
    let link = el("a")
        .attr("href", "")
        .on("click", move |_| navigation_api::let_next_through())
        .text(edition.word(Word::UnknownBlockLink));
    let text = format!("{} ", edition.word(Word::UnknownBlock));
    let notice = el("div").class("unknown").attr("role", "note");
    notice.in_own_language(&edition, language).child(el("p").text(text).child(link))
}
