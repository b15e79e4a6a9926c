use super::draw_all;
use crate::context::Edition;
use crate::edition::{Block, Note, Word};
use crate::markup::{Element, el};

/// A word from the newsroom, set apart and named for what it is.
pub(super) fn draw(note: Note, content: &[Block], language: &str) -> Element {
    let (class, word) = match note {
        Note::Correction => ("note note-correction", Word::NoteCorrection),
        Note::Editor => ("note note-editor", Word::NoteEditor),
        Note::Information => ("note note-information", Word::NoteInformation),
        Note::Warning => ("note note-warning", Word::NoteWarning),
    };
    let edition = Edition::current();
    let title = el("p").class("note-title").text(edition.word(word));
    el("div")
        .class(class)
        .attr("role", "note")
        .child(title.in_own_language(&edition, language))
        .all(draw_all(content, language))
}
