use super::draw_all;
use crate::component::inline::reference_anchor;
use crate::context::Edition;
use crate::edition::{Footnote, Word};
use crate::markup::{Element, el};

/// All footnotes of the page, each with a way back to every place that refers to it.
pub(super) fn draw(notes: &[Footnote], language: &str) -> Element {
    let edition = Edition::current();
    let heading = el("h2").attr("id", "footnotes").text(edition.word(Word::Footnotes));
    el("section")
        .class("footnotes")
        .attr("role", "doc-endnotes")
        .attr("aria-labelledby", "footnotes")
        .child(heading.in_own_language(&edition, language))
        .child(el("ol").all(notes.iter().map(|it| note(it, &edition, language))))
}

fn note(note: &Footnote, edition: &Edition, language: &str) -> Element {
    let number = note.number;
    let label = edition.sentence(Word::FootnoteBack, &[("number", &number.to_string())]);
    let back = (1..=note.references).map(|reference| {
        el("a")
            .class("footnote-back")
            .attr("href", format!("#{}", reference_anchor(number, reference)))
            .attr("aria-label", label.clone())
            .attr("role", "doc-backlink")
            .text("\u{21a9}\u{fe0e}")
    });
    el("li")
        .attr("id", format!("fn-{number}"))
        .attr("tabindex", "-1")
        .all(draw_all(&note.content, language))
        .child(el("p").class("footnote-ways").all(back).in_own_language(edition, language))
}
