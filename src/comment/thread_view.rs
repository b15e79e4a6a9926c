use super::comment_view;
use super::talk::{Talk, Twig};
use crate::markup::{Element, Item, el};
use leptos::prelude::*;

/// The comments of one level. The list is there while it is empty, unseen, so that a first
/// comment finds its place.
pub(super) fn draw(talk: Talk, twigs: ArcRwSignal<Vec<Twig>>) -> Element {
    let item = move |twig: Twig| {
        let key = twig.comment.id.as_str().to_owned();
        Item::new(key, move || comment_view::draw(talk, twig))
    };
    el("ol")
        .class("thread")
        // Safari takes a list without bullets for none, unless it is told.
        .attr("role", "list")
        .all_live(move || twigs.get().into_iter().map(item).collect())
}
