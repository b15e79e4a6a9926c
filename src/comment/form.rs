use super::comment_view::named;
use super::error::Field;
use super::field;
use super::html;
use super::made_for::SHARED;
use super::model::Comment;
use super::talk::Talk;
use super::writing::{REMEMBER, TRAP, Writing};
use crate::browser::document;
use crate::browser::drawn::{soon_after_drawn, when_drawn};
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, Item, el};
use leptos::prelude::on_cleanup;
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent};

/// The form "Leave a Reply"; under a comment, "Reply to" its author.
///
/// It can be typed in before the app wakes. Its method is `dialog`, which outside of one does
/// nothing: sent before the wake, it neither leaves the page nor loses the text, and `wake.js`
/// sends it anew afterwards.
///
/// For screen readers: the form goes by its heading. Faults are tied to their fields, what
/// else goes wrong is an alert beside the button, and what goes well is announced. While a
/// comment is on its way the button says so and keeps the focus.
pub(super) fn draw(talk: Talk, parent: Option<&Comment>) -> Element {
    let edition = Edition::current();
    let prefix = parent.map_or_else(|| "comment".into(), |parent| parent.id.anchor());
    let id = |part: &str| [&prefix, "-", part].concat();
    let writing = Writing::new(talk, parent.map(|parent| parent.id), id("form"));
    if parent.is_some() {
        // At once: a phone shows its keyboard only for a focus that follows the touch.
        when_drawn(move || writing.begin());
    } else {
        talk.has_form(writing);
        soon_after_drawn(move || writing.begin());
    }
    on_cleanup(move || writing.end());

    let replying = parent.is_some();
    let heading = match parent {
        None => edition.word(Word::LeaveReply),
        Some(parent) => named(Word::ReplyTo, parent),
    };
    let shared = talk.can().is_shared();
    let draw = |it| field::draw(writing, &prefix, it);
    // Where nobody else reads along there is nobody to write to.
    let email = shared.then(|| draw(Field::Email));
    let remember =
        el("input").attr("id", id("remember")).attr("name", REMEMBER).attr("type", "checkbox");
    let remember_label = el("label").attr("for", id("remember")).word(Word::Remember);
    el("form")
        .attr("id", id("form"))
        .class("comment-form")
        .attr("method", "dialog")
        .attr("novalidate", "")
        .attr("aria-labelledby", id("heading"))
        .on("submit", move |event| {
            event.prevent_default();
            writing.submit();
        })
        .on("input", move |event| writing.typed(&event))
        .on("focusout", move |event| writing.left_field(&event))
        .on("keydown", move |event| key(writing, replying, &event))
        .on("pointerdown", move |event| writing.pressed(&event))
        .on("pointerup", move |event| writing.pressed(&event))
        .on("pointercancel", move |event| writing.pressed(&event))
        .child(el("h3").class("comment-form-heading").attr("id", id("heading")).text(heading))
        // What stays in this browser is said before one writes.
        .child((!shared).then(|| where_it_goes(talk)))
        .child(draw(Field::Text))
        .child(
            el("div")
                .class("comment-form-who")
                .child(draw(Field::Name))
                .child(email)
                .child(draw(Field::Website)),
        )
        .child(el("p").class("comment-form-remember").child(remember).child(remember_label))
        .child(el("div").class("comment-form-problem").all_live(move || {
            let problem = writing.problem().map(|problem| {
                let sentence = writing.sentence(problem);
                let alert = sentence.clone();
                Item::new(sentence, move || el("p").attr("role", "alert").text(alert))
            });
            let suspect = || Item::new("suspect".into(), move || suspect(writing));
            let mut items = Vec::from_iter(problem);
            if SHARED && writing.is_suspect() {
                items.push(suspect());
            }
            items
        }))
        .child(writing.talk().can().previews().then(|| preview(writing)))
        .child(shared.then(|| trap(&prefix)))
        .child(buttons(writing, replying))
        .child(shared.then(|| where_it_goes(talk)))
}

/// A field for programs that fill in whatever there is. Neither people nor screen readers nor
/// what fills forms in for people get there.
fn trap(prefix: &str) -> Element {
    let id = [prefix, "-", TRAP].concat();
    let field = el("input")
        .attr("id", id.clone())
        .attr("name", TRAP)
        .attr("autocomplete", "off")
        .attr("tabindex", "-1");
    let label = el("label").attr("for", id).word(Word::TrapLabel);
    el("div")
        .class("visually-hidden")
        .attr("inert", "")
        .attr("aria-hidden", "true")
        .child(label)
        .child(field)
}

/// That field has been filled in. Nobody is turned away for it.
fn suspect(writing: Writing) -> Element {
    let person = el("button")
        .attr("type", "button")
        .on("click", move |_| writing.insist())
        .word(Word::TrapPerson);
    el("div")
        .attr("role", "alert")
        .child(el("p").word(Word::TrapFilled))
        .child(el("p").child(person))
}

/// What the server would make of the text, when that was asked for.
fn preview(writing: Writing) -> Element {
    el("div").class("comment-form-preview").all_live(move || {
        let item = writing.preview().map(|html| {
            Item::new(html.clone(), move || {
                let body = el("div").class("comment-body").attr("dir", "auto");
                el("section")
                    .attr_word("aria-label", Word::PreviewLabel)
                    .child(el("p").class("comment-form-preview-label").word(Word::PreviewLabel))
                    .child(html::add(body, &html))
            })
        });
        item.into_iter().collect()
    })
}

/// Post, what it would look like where a server tells, and under a comment Cancel.
fn buttons(writing: Writing, replying: bool) -> Element {
    let send = el("button")
        .attr("type", "submit")
        .attr_live("aria-disabled", move || writing.is_busy().then(|| "true".into()))
        .on("click", |event| {
            // The second click of a double click would send an empty form.
            if event.dyn_ref::<MouseEvent>().is_some_and(|event| event.detail() > 1) {
                event.prevent_default();
            }
        })
        .text_live(move || {
            writing.word(if writing.is_busy() { Word::Posting } else { Word::PostComment })
        });
    let cancel = replying.then(|| {
        el("button")
            .attr("type", "button")
            .on("click", move |_| writing.talk().give_up_answer())
            .word(Word::CancelReply)
    });
    let preview = writing.talk().can().previews().then(|| {
        el("button")
            .attr("type", "button")
            .on("click", move |_| writing.show_preview())
            .word(Word::Preview)
    });
    el("p").class("comment-form-send").child(send).child(preview).child(cancel)
}

/// One line says where a comment goes.
fn where_it_goes(talk: Talk) -> Element {
    let edition = Edition::current();
    let line = el("p").class("comment-form-where").text(edition.word(talk.can().whereabouts));
    match &edition.site.comments.privacy {
        Some(page) => line
            .text(" ")
            .child(el("a").attr("href", edition.href(page.as_str())).word(Word::PrivacyLink)),
        None => line,
    }
}

/// Ctrl or Cmd with Enter sends, once however long it is held; Escape gives up a reply in
/// which nothing is written.
fn key(writing: Writing, replying: bool, event: &Event) {
    let Some(event) = document::key(event) else {
        return;
    };
    match event.key().as_str() {
        "Enter" if (event.ctrl_key() || event.meta_key()) && !event.repeat() => {
            event.prevent_default();
            writing.submit();
        }
        "Escape" if replying && writing.is_empty() => writing.talk().give_up_answer(),
        _ => {}
    }
}
