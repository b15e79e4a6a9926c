use super::title;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// What a host answers with where there is nothing: says so and leads on.
pub(super) fn draw() -> Element {
    let edition = Edition::current();
    let way = |address: &str, word: Word| {
        let link = el("a").attr("href", edition.href(address)).text(edition.word(word));
        el("li").child(link)
    };
    el("div")
        .class("not-found")
        .child(title("headline", &edition.word(Word::NotFoundTitle)))
        .child(el("p").class("standfirst").text(edition.word(Word::NotFoundText)))
        .child(
            el("ul")
                .class("ways-on")
                .child(way("/", Word::FrontPage))
                .child(way("/archive/", Word::Archive)),
        )
}
