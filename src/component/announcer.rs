use crate::markup::{Element, el};
use crate::navigation::Navigation;
use leptos::prelude::expect_context;

/// A polite live region, unseen: a screen reader is told the title of a page whose heading does not
/// take the focus, and what became of a comment.
pub fn announcer() -> Element {
    let navigation = expect_context::<Navigation>();
    el("div")
        .class("visually-hidden")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .text_live(move || navigation.announcement())
}
