//! A file for each kind of page.

mod front;
mod listing;
mod not_found;
mod search;
mod story;
mod text;

use crate::component::folded;
use crate::context::{Screen, provided};
use crate::edition::{ListingKind, Page};
use crate::markup::Element;
use std::sync::Arc;

/// Draws what an address holds.
pub fn draw(page: &Arc<Page>) -> Element {
    if matches!(&**page, Page::Listing(_)) {
        (provided::<Screen>().hooks.fill_counts)();
    }
    let drawn = match &**page {
        // Has its fold where the story ends.
        Page::Story(it) => return story::draw(page, it),
        Page::Listing(page) if page.listing == ListingKind::Front => front::draw(page),
        Page::Listing(page) => listing::draw(page),
        Page::Text(page) => text::draw(page),
        Page::Search(_) => search::draw(),
        Page::NotFound(_) => not_found::draw(),
    };
    folded(drawn)
}

/// The heading of a page. It can take the focus, which goes there when a reader arrives.
fn title(class: &'static str, text: &str) -> Element {
    crate::markup::el("h1").class(class).attr("tabindex", "-1").text(text.to_owned())
}
