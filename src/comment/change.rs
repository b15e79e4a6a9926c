use super::model::CommentId;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// The field in which one's own comment is changed, in place of its buttons.
///
/// For screen readers: a group with the label of the button that opened it.
pub(super) fn edit(id: &CommentId, text: String) -> Element {
    let edition = Edition::current();
    let field = [&id.anchor(), "-edit-text"].concat();
    let label = el("label").attr("for", field.clone()).text(edition.word(Word::FieldComment));
    let area = el("textarea").attr("id", field).attr("rows", "6").attr("dir", "auto").text(text);
    group(Word::Edit).child(el("div").class("field").child(label).child(area)).child(buttons(
        id,
        ("save", Word::SaveChange),
        Word::CancelChange,
    ))
}

/// Whether one's own comment shall really go.
pub(super) fn delete(id: &CommentId) -> Element {
    let question = el("p").text(Edition::current().word(Word::DeleteQuestion));
    group(Word::Delete).child(question).child(buttons(
        id,
        ("delete-yes", Word::DeleteYes),
        Word::DeleteNo,
    ))
}

fn group(label: Word) -> Element {
    el("div")
        .class("comment-change")
        .attr("role", "group")
        .attr("aria-label", Edition::current().word(label))
}

fn buttons(id: &CommentId, (action, label): (&'static str, Word), leave: Word) -> Element {
    let edition = Edition::current();
    let button = |action: &'static str, label: Word| {
        el("button")
            .attr("type", "button")
            .attr("name", action)
            .attr("value", id.as_str().to_owned())
            .text(edition.word(label))
    };
    let no = button("give-up", leave).attr("id", [&id.anchor(), "-delete-no"].concat());
    el("p").class("comment-change-buttons").child(button(action, label)).child(no)
}
