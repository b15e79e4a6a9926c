use super::{draw_all, inline};
use crate::edition::{Block, Inline};
use crate::markup::{Element, el};

/// Somebody's words, and whose they are.
pub(super) fn draw(content: &[Block], attribution: &[Inline], language: &str) -> Element {
    let words = el("blockquote").all(draw_all(content, language));
    el("figure").class("quotation").child(words).child(by(attribution))
}

/// A sentence of the story itself, set large beside it. For screen readers: nothing, where it is
/// heard in the text.
pub(super) fn draw_pull(content: &[Inline], attribution: &[Inline], repeated: bool) -> Element {
    let words = el("blockquote").child(inline::line(el("p"), content));
    el("figure")
        .class("pull-quote")
        .attr_if("aria-hidden", repeated.then_some("true"))
        .child(words)
        .child(by(attribution))
}

fn by(attribution: &[Inline]) -> Option<Element> {
    (!attribution.is_empty()).then(|| inline::line(el("figcaption"), attribution))
}
