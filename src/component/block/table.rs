use super::inline;
use crate::edition::{Inline, TableCell, TableRow};
use crate::markup::{Element, el};

/// A table. On a narrow screen it scrolls sideways inside its own box, which therefore takes
/// the keyboard's focus.
pub(super) fn draw(caption: &[Inline], head: &[TableCell], rows: &[TableRow]) -> Element {
    let caption = (!caption.is_empty()).then(|| inline::line(el("caption"), caption));
    let head = (!head.is_empty()).then(|| {
        let cells = head.iter().map(|it| cell(el("th").attr("scope", "col"), it));
        el("thead").child(el("tr").all(cells))
    });
    let rows =
        rows.iter().map(|TableRow(cells)| el("tr").all(cells.iter().map(|it| cell(el("td"), it))));
    let table = el("table").child(caption).child(head).child(el("tbody").all(rows));
    el("div").class("table").attr("tabindex", "0").child(table)
}

fn cell(element: Element, cell: &TableCell) -> Element {
    let align = match cell.align.as_deref() {
        Some("center") => Some("align-center"),
        Some("end") => Some("align-end"),
        _ => None,
    };
    inline::line(element.attr_if("class", align), &cell.content)
}
