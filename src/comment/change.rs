use super::comment_view::button;
use super::model::CommentId;
use super::talk::Act;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// What the reader does with a comment of their own, in place of its buttons: the field in which
/// it is changed, or the question whether it shall really go.
///
/// For screen readers: a group with the label of the button that opened it.
pub(super) fn draw(id: CommentId, act: Act) -> Element {
    let edition = Edition::current();
    let (label, what, (action, yes), no) = match act {
        Act::Edit { text, .. } => {
            let place = id.place("-edit-text");
            let label = el("label").attr("for", place.clone()).word(Word::FieldComment);
            // By its name the thread knows whose it is.
            let area = el("textarea")
                .attr("id", place)
                .attr("name", id.text())
                .attr("rows", "6")
                .attr("dir", "auto")
                .text(text);
            let field = el("div").class("field").child(label).child(area);
            (Word::Edit, field, ("save", Word::SaveChange), Word::CancelChange)
        }
        Act::Delete => {
            let question = el("p").word(Word::DeleteQuestion);
            (Word::Delete, question, ("delete-yes", Word::DeleteYes), Word::DeleteNo)
        }
    };
    el("div")
        .class("comment-change")
        .attr("role", "group")
        .attr_word("aria-label", label)
        .child(what)
        .child(
            el("p")
                .class("comment-change-buttons")
                .child(button(id, action, edition.word(yes)))
                .child(button(id, "give-up", edition.word(no))),
        )
}
