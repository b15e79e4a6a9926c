use super::comment_view;
use super::model::{CommentId, Deed, Vote};
use super::outbox::{self, Decision};
use super::talk::{Talk, Twig};
use crate::browser::field;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, Item, el};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Event;

/// The whole thread. It hears for all its comments what is done with them.
pub(super) fn draw_all(talk: Talk) -> Element {
    draw(talk, talk.thread(), None).on("click", move |event| clicked(talk, &event))
}

/// The comments of one level. The list is there while it is empty, unseen, so that a first
/// comment finds its place.
pub(super) fn draw(
    talk: Talk,
    twigs: ArcRwSignal<Vec<Twig>>,
    parent: Option<CommentId>,
) -> Element {
    el("ol")
        .class("thread")
        // Safari takes a list without bullets for none, unless it is told.
        .attr("role", "list")
        .all_live(move || {
            let comment =
                |twig: Twig| Item::new(twig.key(), move || comment_view::draw(talk, twig));
            let mut items: Vec<Item> = twigs.get().into_iter().map(comment).collect();
            if let Some(parent) = &parent {
                items.extend(more(talk, parent));
            }
            items
        })
}

/// The button for the replies that have not been fetched.
fn more(talk: Talk, parent: &CommentId) -> Option<Item> {
    let count = talk.hidden_replies(parent);
    let (id, count) = (parent.as_str().to_owned(), count.to_string());
    (count != "0").then(|| {
        Item::new(["more ", &count].concat(), move || {
            let label = Edition::current().sentence(Word::MoreReplies, &[("count", &count)]);
            let button = el("button").attr("type", "button").attr("name", "more").attr("value", id);
            el("li").class("thread-more").child(button.text(label))
        })
    })
}

/// A button says by its name what is to be done, and by its value with which comment.
fn clicked(talk: Talk, event: &Event) {
    let button = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("button[value]").ok().flatten());
    let Some(button) = button else { return };
    let attribute = |name: &str| button.get_attribute(name).unwrap_or_default();
    let id = CommentId::new(attribute("value"));
    match attribute("name").as_str() {
        "reply" => talk.answer(&id),
        "more" => talk.fetch_more(Some(id)),
        "like" => talk.perform(Deed::Vote(id, Vote::Like)),
        "dislike" => talk.perform(Deed::Vote(id, Vote::Dislike)),
        "edit" => talk.perform(Deed::Source(id)),
        "delete" => talk.begin_delete(id),
        "again" => outbox::decide(&id, Decision::Again),
        "forget" => outbox::decide(&id, Decision::Forget),
        "take-back" => outbox::decide(&id, Decision::TakeBack),
        "delete-yes" => talk.perform(Deed::Delete(id)),
        "give-up" => talk.give_up(id),
        "save" => {
            let text = field::text_of(&[&id.anchor(), "-edit-text"].concat());
            talk.perform(Deed::Edit(id, text.trim().to_owned()));
        }
        _ => {}
    }
}
