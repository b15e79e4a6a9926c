//! Fetching ahead: what the reader will probably ask for next is there when they do.

use super::{Navigation, store};
use crate::browser::{connection, held, idle, near};
use crate::component::picture::{sizes, source_set};
use crate::context::Edition;
use crate::edition::{Address, Page};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Element;

/// Fetches the neighbours' pages when the browser is idle, and their pictures when the
/// cards (a CSS selector) come near the viewport. Does nothing where the reader saves data.
///
/// To be called when the page is drawn: what it starts ends with its owner.
pub fn fetch_neighbours_ahead(cards: &str, ahead: &[Address]) {
    let cards = document().query_selector(cards).ok().flatten();
    let Some(cards) = cards.filter(|_| !connection::saves_data()) else {
        return;
    };
    let addresses: Arc<[Address]> = ahead.into();
    let edition = Edition::current();
    let pages = {
        let (edition, addresses) = (edition.clone(), Arc::clone(&addresses));
        move || {
            for address in addresses.iter() {
                store().ahead(&edition.base, address);
            }
        }
    };
    let pictures = move || {
        for address in addresses.iter() {
            fetch_ahead(&edition, address);
        }
    };
    held::hold(Box::new(idle::when_idle(pages)));
    held::hold(Box::new(near::when_near(&cards, pictures)));
}

/// Fetches a page and its lead image, each once.
fn fetch_ahead(edition: &Edition, address: &Address) {
    let pages = store();
    let (base, address) = (edition.base.clone(), address.clone());
    leptos::task::spawn_local(async move {
        if let Ok(page) = pages.get(&base, &address, false).await
            && let Page::Story(story) = &*page
            && let Some(image) = &story.lead_image
        {
            // All but a few of the browsers that hop read AVIF.
            let set = |kind| source_set(&base, image, kind);
            let set = set("image/avif").or_else(|| set("image/webp"));
            connection::warm_image(&base.href(&image.src), set.as_deref(), sizes::LEAD);
        }
    });
}

impl Navigation {
    /// Fetches ahead what a link that the reader points at, focuses or touches leads to.
    pub(super) fn fetch_pointed_at(self, edition: &Edition, element: &Element) {
        if connection::saves_data() {
            return;
        }
        let target = element
            .closest("a[href]")
            .ok()
            .flatten()
            .and_then(|link| link.get_attribute("href"))
            .and_then(|href| self.address_of(edition, &href));
        if let Some(address) = target.filter(|it| self.screen.address().as_ref() != Some(it)) {
            fetch_ahead(edition, &address);
        }
    }
}
