use super::digits;
use super::model::Submission;
use super::paragraphs::paragraphs;
use super::talk::Talk;
use crate::browser::document;
use crate::browser::storage::Key;
use crate::component::block;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, Item, el};

/// Words that the reader has begun to write and that have no form to go back to: the comment which
/// they answer or change is not there any more, or comments have been closed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Orphan {
    /// Under which name they are kept.
    pub(super) name: Key,
    pub(super) written: Submission,
    /// The sentence that says why they stand here.
    pub(super) why: Word,
}

/// Words without a form, in front of the story's own, into which they can be put.
///
/// For screen readers: a group that goes by the sentence which says why it is there; that is
/// announced, too.
pub(super) fn draw(talk: Talk) -> Element {
    el("div")
        .class("orphans")
        .all_live(move || {
            talk.watch(|known| {
                let all = known.orphans.iter().enumerate();
                all.map(|(at, orphan)| item(at, orphan, known.closed)).collect()
            })
        })
        .on("click", move |event| {
            if let Some((action, value)) = document::pressed(&event) {
                let at = value.parse().unwrap_or_default();
                if action == "use" { talk.use_orphan(at) } else { talk.discard_orphan(at) }
            }
        })
}

fn item(at: usize, orphan: &Orphan, closed: bool) -> Item {
    let key = [
        digits::write(&[at as u64, orphan.why as u64, closed.into()]),
        orphan.written.text.clone(),
    ];
    let orphan = orphan.clone();
    Item::new(key.concat(), move || group(at, &orphan, closed))
}

/// Where comments are closed there is no form, and the words can be copied.
fn group(at: usize, orphan: &Orphan, closed: bool) -> Element {
    let edition = Edition::current();
    let number = at.to_string();
    let label = ["orphan-", &number].concat();
    let button = |(action, word): (&'static str, Word)| {
        el("button")
            .attr("type", "button")
            .attr("name", action)
            .attr("value", number.clone())
            .word(word)
    };
    let words = block::draw_all(&paragraphs(&orphan.written.text), &edition.site.language);
    let ways = [("use", Word::OrphanUse), ("discard", Word::OrphanDiscard)];
    el("div")
        .class("orphan")
        .attr("role", "group")
        .attr("aria-labelledby", label.clone())
        .child(el("p").attr("id", label).word(orphan.why))
        .child(el("div").class("comment-body").attr("dir", "auto").all(words))
        .child(
            el("p").class("comment-actions").all(ways.into_iter().skip(closed.into()).map(button)),
        )
}
