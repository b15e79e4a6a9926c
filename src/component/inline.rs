//! Runs of text.

use super::{math, picture};
use crate::context::Edition;
use crate::edition::{Inline, Word, text_id};
use crate::markup::{Element, el};

/// Adds a line of text to an element, which says so itself when all of it is in another language
/// or direction: so a paragraph begins at its own side.
pub(super) fn line(element: Element, content: &[Inline]) -> Element {
    match content {
        [Inline::Language { language, direction, content }] => {
            add(speaking(element, language.as_ref(), direction.as_ref()), content)
        }
        content => add(element, content),
    }
}

/// Says of an element in which language it is, and in which direction it runs.
pub(super) fn speaking(
    element: Element,
    language: Option<&String>,
    direction: Option<&String>,
) -> Element {
    element.attr_if("lang", language.cloned()).attr_if("dir", direction.cloned())
}

fn add(mut element: Element, line: &[Inline]) -> Element {
    for inline in line {
        element = match inline {
            Inline::Text { text } => element.text(text.clone()),
            other => element.child(draw(other)),
        };
    }
    element
}

fn draw(inline: &Inline) -> Element {
    match inline {
        Inline::Text { text } => el("span").text(text.clone()),
        Inline::Emphasis { content } => line(el("em"), content),
        Inline::Strong { content } => line(el("strong"), content),
        Inline::Strikethrough { content } => line(el("s"), content),
        Inline::Code { text } => el("code").text(text.clone()),
        Inline::Link { href, content } => {
            line(el("a").attr("href", Edition::current().href(href)), content)
        }
        Inline::Language { language, direction, content } => {
            add(speaking(el("span"), language.as_ref(), direction.as_ref()), content)
        }
        Inline::Sub { content } => line(el("sub"), content),
        Inline::Sup { content } => line(el("sup"), content),
        Inline::Break => el("br"),
        Inline::FootnoteReference { number, reference } => footnote_reference(*number, *reference),
        Inline::Image { image } => {
            picture::img(image, picture::sizes::WORD, false).class("inline-image")
        }
        Inline::Math { tex, tree, display } => math::draw(tex, tree, *display),
        Inline::Anchor { id } => el("span").attr("id", text_id(id)),
        Inline::Unknown => {
            el("span").class("unknown").text(Edition::current().word(Word::UnknownBlock))
        }
    }
}

/// The raised number that leads to a footnote.
fn footnote_reference(number: u32, reference: u32) -> Element {
    let text = number.to_string();
    let label = Edition::current().sentence(Word::FootnoteReference, &[("number", &text)]);
    let link = el("a")
        .attr("id", reference_anchor(number, reference))
        .attr("href", format!("#fn-{number}"))
        .attr("aria-label", label)
        .attr("role", "doc-noteref")
        .text(text);
    el("sup").class("footnote-reference").child(link)
}

/// The `id` of a reference to a footnote; the first is `fnref-1`, the second `fnref-1-2`.
pub(super) fn reference_anchor(number: u32, reference: u32) -> String {
    match reference {
        0 | 1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{reference}"),
    }
}
