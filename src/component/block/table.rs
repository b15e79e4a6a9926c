use super::inline;
use crate::edition::{Inline, TableCell, TableRow};
use crate::markup::{Element, el};

/// A table. Where it is wider than its place it scrolls inside its own box, which `wake.js` then
/// names and lets take the keyboard's focus.
pub(super) fn draw(caption: &[Inline], head: &[TableCell], rows: &[TableRow]) -> Element {
    let caption = (!caption.is_empty()).then(|| inline::line(el("caption"), caption));
    let head = (!head.is_empty()).then(|| {
        let cells = head.iter().map(|it| {
            // A corner that says nothing is the head of nothing.
            let (tag, scope) =
                if it.content.is_empty() { ("td", None) } else { ("th", Some("col")) };
            cell(el(tag).attr_if("scope", scope), it)
        });
        el("thead").child(el("tr").all(cells))
    });
    let rows = rows.iter().map(|TableRow(cells)| {
        el("tr").all(cells.iter().map(|it| {
            let tag = if it.header { "th" } else { "td" };
            cell(el(tag).attr_if("scope", it.header.then_some("row")), it)
        }))
    });
    let table = el("table").child(caption).child(head).child(el("tbody").all(rows));
    el("div").class("table").child(table)
}

fn cell(element: Element, cell: &TableCell) -> Element {
    let align = match cell.align.as_deref() {
        Some("center") => Some("align-center"),
        Some("end") => Some("align-end"),
        _ => None,
    };
    inline::line(element.attr_if("class", align), &cell.content)
}
