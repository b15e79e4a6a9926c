use crate::context::Edition;
use crate::edition::{Address, Word};
use crate::markup::{Element, el};

/// The way to newer and older pages of a listing. Nothing where there is one page.
pub fn pagination(newer: Option<&Address>, older: Option<&Address>) -> Option<Element> {
    let edition = Edition::current();
    let link = |address: Option<&Address>, rel: &'static str, class: &'static str, word: Word| {
        address.map(|address| {
            el("a")
                .class(class)
                .attr("rel", rel)
                .attr("href", edition.href(address.as_str()))
                .text(edition.word(word))
        })
    };
    (newer.is_some() || older.is_some()).then(|| {
        el("nav")
            .class("pagination")
            .attr("aria-label", edition.word(Word::Pages))
            .child(link(newer, "prev", "pagination-prev", Word::NewerStories))
            .child(link(older, "next", "pagination-next", Word::OlderStories))
    })
}
