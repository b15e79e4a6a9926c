use super::comment_view;
use super::digits;
use super::made_for::{ACTS, CHANGES, SHARED};
use super::model::{CommentId, State, What};
use super::outbox::{self, Decision};
use super::status;
use super::talk::{State as Known, Talk};
use crate::browser::{document, field};
use crate::edition::Word;
use crate::markup::{Element, Item, el};

/// The whole thread. It hears for all its comments what is done with them.
///
/// The list is there while it is empty, unseen, so that a first comment finds its place.
pub(super) fn draw(talk: Talk) -> Element {
    list()
        .all_live(move || {
            talk.watch(|known| {
                let mut room = known.drawn;
                level(talk, known, known.all.len(), &mut room)
            })
        })
        .on("click", move |event| {
            if let Some((action, value)) = document::pressed(&event) {
                act(talk, &action, CommentId(value.parse().unwrap_or_default()));
            }
        })
        .on("input", move |event| {
            if let Some((name, text)) = document::written(&event)
                && let Ok(id) = name.parse()
            {
                talk.note_edit(CommentId(id), &text);
            }
        })
}

fn list() -> Element {
    // Safari takes a list without bullets for none, unless it is told.
    el("ol").class("thread").attr("role", "list")
}

/// The comments under one, as far as there is room, in the order in which they are read. What is
/// on its way needs none.
fn level(talk: Talk, known: &Known, under: usize, room: &mut usize) -> Vec<Item> {
    let mut items = Vec::new();
    let mut next = known.places.get(under).and_then(|place| place.first);
    while let Some(index) = next {
        next = known.places[index].next;
        let comment = &known.all[index];
        let pending = matches!(comment.state, State::Pending(_));
        if !pending && *room == 0 {
            continue;
        }
        *room -= usize::from(!pending);
        // In another order comments are drawn anew: one that is on screen would be seen to jump.
        let key =
            [comment.id.0, (comment.created * 1000.0) as u64, known.row_of(comment.id) as u64];
        let within = vec![comment_view::parts(talk, known, index), level(talk, known, index, room)];
        let draw = || el("li").child(el("div").class("comment-own")).child(list());
        items.push(Item::new(digits::write(&key), draw).within(within));
    }
    if SHARED {
        more(known, under, &mut items);
    }
    items
}

/// The button for the replies that have not been fetched, and why they could not be had.
fn more(known: &Known, under: usize, items: &mut Vec<Item>) {
    let Some(id) = known.all.get(under).map(|comment| comment.id) else { return };
    if let Some((Some(of), error)) = known.more_failed
        && of == id
    {
        let failed = move || el("li").child(status::alert(error));
        items.push(Item::new("failed".into(), failed));
    }
    let Some((_, count)) = known.hidden_replies.iter().find(|(of, _)| *of == id) else { return };
    let label = known.edition.sentence(Word::MoreReplies, &[("count", &count.to_string())]);
    items.push(Item::new(label.clone(), move || {
        el("li").class("thread-more").child(comment_view::button(id, "more", label))
    }));
}

fn act(talk: Talk, action: &str, id: CommentId) {
    match action {
        "reply" => talk.answer(id),
        "more" if SHARED => talk.fetch_more(Some(id)),
        "again" if SHARED => outbox::decide(id, Decision::Again),
        "forget" if SHARED => outbox::decide(id, Decision::Forget),
        "take-back" if SHARED => outbox::decide(id, Decision::TakeBack),
        "like" if ACTS => talk.perform(What::Like, id, String::new()),
        "dislike" if ACTS => talk.perform(What::Dislike, id, String::new()),
        _ if !CHANGES => {}
        "edit" => talk.perform(What::Source, id, String::new()),
        "delete" => talk.begin_delete(id),
        "delete-yes" => talk.perform(What::Delete, id, String::new()),
        "give-up" => talk.give_up(id),
        "save" => {
            let text = field::text_of(&id.place("-edit-text"));
            talk.perform(What::Edit, id, text.trim().to_owned());
        }
        _ => {}
    }
}
