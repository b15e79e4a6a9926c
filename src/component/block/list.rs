use super::{draw as draw_block, inline};
use crate::context::Edition;
use crate::edition::{Block, ListItem, Word};
use crate::markup::{Element, el};

/// A numbered or bulleted list, or one of terms and what they mean: `ol`, `ul` or `dl`.
pub(super) fn draw(
    kind: &'static str,
    start: Option<u64>,
    items: &[ListItem],
    language: &str,
) -> Element {
    let item_of = |it: &ListItem| match (kind, it.term) {
        ("dl", true) => "dt",
        ("dl", false) => "dd",
        _ => "li",
    };
    el(kind)
        .attr_if("start", start.map(|number| number.to_string()))
        .all(items.iter().map(|it| item(it, item_of(it), language)))
}

/// An item. One that is a single paragraph is drawn without the paragraph's spacing.
fn item(item: &ListItem, tag: &'static str, language: &str) -> Element {
    let tight = !item.content.iter().skip(1).any(|b| matches!(b, Block::Paragraph { .. }));
    let mut element = el(tag)
        .attr_if("class", item.done.is_some().then_some("task"))
        .child(item.done.map(|done| task(done, language)));
    for block in &item.content {
        element = match block {
            Block::Paragraph { content } if tight => inline::line(element, content),
            other => element.child(draw_block(other, language)),
        };
    }
    element
}

/// The box of a task: a picture with a name, not a control, since a reader cannot tick it.
fn task(done: bool, language: &str) -> Element {
    let edition = Edition::current();
    let (sign, word) =
        if done { ("\u{2611}", Word::TaskDone) } else { ("\u{2610}", Word::TaskOpen) };
    let label = edition.word(word);
    let sign =
        el("span").class("task-box").attr("role", "img").attr("aria-label", label).text(sign);
    sign.in_own_language(&edition, language)
}
