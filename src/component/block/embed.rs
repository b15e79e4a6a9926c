use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// Something hosted elsewhere, as a card with a link: nothing is asked of the other site
/// before the reader clicks.
pub(super) fn draw(provider: &str, url: &str, title: &str, language: &str) -> Element {
    let edition = Edition::current();
    let values = [("provider", provider)];
    let own = |element: Element| edition.in_own_language(element, language);
    let link = el("a")
        .class("embed-link")
        .attr("href", url.to_owned())
        .attr("rel", "noopener")
        .text(edition.sentence(Word::EmbedOpen, &values));
    let from = el("p").class("embed-provider").text(edition.sentence(Word::EmbedFrom, &values));
    el("aside")
        .class("embed")
        .child(own(from))
        .child(el("p").class("embed-title").text(title.to_owned()))
        .child(own(el("p").child(link)))
}
