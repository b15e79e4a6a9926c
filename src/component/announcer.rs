use crate::context::{Screen, provided};
use crate::markup::{Element, el};

/// A polite live region, unseen: a screen reader is told the title of a page whose heading does not
/// take the focus, and what became of a comment.
pub fn announcer() -> Element {
    let screen = provided::<Screen>();
    el("div")
        .class("visually-hidden")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .text_live(move || screen.announcement())
}
