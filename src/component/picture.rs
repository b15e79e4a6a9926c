//! Pictures.

use crate::context::Edition;
use crate::edition::{Image, Word};
use crate::markup::{Element, el};

/// A picture as a figure with its caption and credit, inside a text of some language.
///
/// When the file does not arrive, [`crate::browser::pictures`] says so; the alternative text
/// stays in the picture's place.
pub fn figure(image: &Image, language: &str) -> Element {
    framed("figure", image, language, false)
}

/// The picture above a story: what the reader sees first.
pub fn lead(image: &Image, language: &str) -> Element {
    framed("figure lead", image, language, true)
}

/// The picture alone. Its size is known, so nothing shifts when it arrives.
pub fn img(image: &Image, eager: bool) -> Element {
    el("img")
        .attr("src", Edition::current().href(&image.src))
        .attr("alt", image.alt.clone())
        .attr("width", image.width.to_string())
        .attr("height", image.height.to_string())
        .attr_if("loading", (!eager).then_some("lazy"))
        .attr_if("fetchpriority", eager.then_some("high"))
        .attr("decoding", "async")
}

fn framed(class: &'static str, image: &Image, language: &str, eager: bool) -> Element {
    let edition = Edition::current();
    let caption = image.caption.clone().map(|text| el("span").class("caption").text(text));
    let credit = image.credit.as_ref().map(|credit| {
        let text = edition.sentence(Word::Credit, &[("credit", credit)]);
        edition.in_own_language(el("span").class("credit").text(text), language)
    });
    let words = (caption.is_some() || credit.is_some())
        .then(|| el("figcaption").child(caption).text(" ").child(credit));
    el("figure").class(class).child(img(image, eager)).child(words)
}
