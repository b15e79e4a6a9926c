use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// The first stop of the tab key: past the menus, to the page itself. Seen when focused.
pub fn skip_link() -> Element {
    el("a")
        .class("skip-link")
        .attr("href", "#content")
        .text(Edition::current().word(Word::SkipToContent))
}
