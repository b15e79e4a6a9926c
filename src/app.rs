//! The frame around every page: what stays while the reader hops from story to story.

use crate::browser::drawn::when_drawn;
use crate::browser::timing;
use crate::comment::{self, conversation, counts};
use crate::component::{announcer, footer, masthead, skip_link};
use crate::context::{Edition, Hooks, Screen};
use crate::edition::{Base, Page, Site};
use crate::markup::{Element, el};
use crate::navigation::{Navigation, fetch_neighbours_ahead, hop_alert, progress};
use crate::page;
#[cfg(not(target_arch = "wasm32"))]
use crate::{
    component::{Fold, block},
    edition::Block,
};
use leptos::prelude::*;
use std::sync::Arc;

/// What pages have from the conversation and from the navigation.
const HOOKS: Hooks = Hooks {
    conversation,
    count: counts::place,
    fill_counts: counts::fetch,
    fetch_ahead: fetch_neighbours_ahead,
};

/// The whole of what is drawn inside the page's root element.
///
/// For screen readers: the banner, the sections' navigation, the page itself and the
/// contentinfo are landmarks in this order; a polite live region tells each arrival.
pub fn app(site: Arc<Site>, base: Base, page: Arc<Page>) -> Element {
    provide_context(Edition { site, base });
    let screen = Screen::new(page, HOOKS);
    provide_context(screen);
    let navigation = Navigation::new(screen);
    // By then the page's nodes are the app's: from here on it can be relied on.
    when_drawn(move || {
        navigation.listen();
        timing::awake();
    });
    // Before the page: its conversation is told what the outbox does.
    let notice = comment::notice();
    let main = el("main")
        .attr("id", "content")
        .attr("tabindex", "-1")
        .attr_live("aria-busy", move || navigation.busy().then(|| "true".into()))
        .child_live(move || Some(page::draw(&screen.page())));
    el("div")
        .class("frame")
        .child(skip_link())
        .child(masthead())
        .child(progress(navigation))
        .child(hop_alert(navigation))
        .child(main)
        .child(footer())
        .child(announcer())
        .child(notice)
}

/// Draws a page natively, as the HTML of the root element's content.
///
/// The same components take hold of exactly these nodes in the browser. `fold` stands
/// where the part of the page ends that is painted first.
#[cfg(not(target_arch = "wasm32"))]
pub fn render(site: Arc<Site>, base: Base, page: Arc<Page>, fold: Option<Fold>) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        if let Some(fold) = fold {
            provide_context(fold);
        }
        app(site, base, page).to_html()
    });
    owner.cleanup();
    html
}

/// Draws a text natively for those who read it elsewhere, in a feed for example: as a page draws
/// it, with nothing around it. `base` says how its links and pictures begin.
#[cfg(not(target_arch = "wasm32"))]
pub fn render_text(site: Arc<Site>, base: Base, blocks: &[Block], language: &str) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(Edition { site, base });
        block::draw_all(blocks, language).into_iter().map(|it| it.to_html()).collect()
    });
    owner.cleanup();
    html
}
