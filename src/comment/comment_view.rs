use super::face;
use super::html;
use super::model::{Body, Comment, State};
use super::paragraphs::paragraphs;
use super::talk::{Act, Talk, Twig};
use super::{change, form, outbox, thread_view};
use crate::browser::{ago, clock};
use crate::component::block;
use crate::context::Edition;
use crate::edition::{Block, Word};
use crate::markup::{Element, Item, el};
use leptos::prelude::untrack;
use std::sync::Arc;

/// A comment: who wrote it and when, what it says, what can be done with it; then the form,
/// when it is open here, and the answers.
///
/// For screen readers: an article that goes by its author. Names and texts run in their own
/// direction. The time is the link to the comment itself.
///
/// What is done with its buttons is heard by the thread (`thread_view`): a listener for each
/// of a thousand comments' buttons would be drawn longer than the comments.
pub(super) fn draw(talk: Talk, twig: Twig) -> Element {
    let replies = thread_view::draw(talk, twig.replies.clone(), Some(twig.id.clone()));
    let own = el("div").class("comment-own").all_live(move || parts(talk, &twig));
    el("li").child(own).child(replies)
}

/// The comment and what stands right below it. Each goes by a key that says what is shown: a
/// form is not drawn anew while it is written in.
fn parts(talk: Talk, twig: &Twig) -> Vec<Item> {
    let comment = twig.comment();
    let id = comment.id.clone();
    if let State::Pending(plight) = comment.state {
        return vec![outbox::item(talk, &comment, plight)];
    }
    let minutes = talk.minutes_left(&comment);
    let act = talk.act(&id);
    let capabilities = untrack(|| talk.capabilities());
    let shown = Shown {
        edit: capabilities.edit && minutes.is_some(),
        delete: capabilities.delete && minutes.is_some(),
        vote: capabilities.vote,
        busy: act.is_some(),
    };
    let mut parts = vec![article(&comment, twig.answers.clone(), shown)];
    if let Some(notice) = talk.notice(&id) {
        let said = notice.clone();
        parts.push(Item::new(notice, move || el("p").class("comment-notice").text(said)));
    }
    if let Some(minutes) = minutes {
        let minutes = minutes.to_string();
        parts.push(Item::new(["left ", &minutes].concat(), move || {
            let said = Edition::current().sentence(Word::MinutesLeft, &[("minutes", &minutes)]);
            el("p").class("comment-left").text(said)
        }));
    }
    match act {
        Some(Act::Edit(text)) => {
            let of = id.clone();
            parts.push(Item::new("edit".into(), move || change::edit(&of, text)));
        }
        Some(Act::Delete) => {
            let of = id.clone();
            parts.push(Item::new("delete".into(), move || change::delete(&of)));
        }
        None => {}
    }
    if talk.is_answering(&id) {
        parts.push(Item::new("answer".into(), move || form::draw(talk, Some(&comment))));
    }
    parts
}

/// What is offered beside a comment.
#[derive(Clone, Copy)]
struct Shown {
    edit: bool,
    delete: bool,
    vote: bool,
    /// Something is done with it already: nothing else is offered.
    busy: bool,
}

fn article(comment: &Arc<Comment>, answers: Option<Arc<Comment>>, shown: Shown) -> Item {
    let votes = comment.votes.unwrap_or_default();
    let key = [
        "comment ",
        comment.modified.as_ref().map_or("", |it| it.as_str()),
        if comment.state == State::Deleted { " deleted " } else { " " },
        &votes.likes.to_string(),
        " ",
        &votes.dislikes.to_string(),
        if shown.edit { " edit" } else { "" },
        if shown.delete { " delete" } else { "" },
        if shown.busy { " busy" } else { "" },
    ]
    .concat();
    let comment = Arc::clone(comment);
    Item::new(key, move || {
        let edition = Edition::current();
        let anchor = comment.id.anchor();
        let article =
            el("article").attr("id", anchor.clone()).class("comment").attr("tabindex", "-1");
        if comment.state == State::Deleted {
            let gone = el("p").class("comment-gone").text(edition.word(Word::CommentWasDeleted));
            return article.attr("aria-label", edition.word(Word::CommentWasDeleted)).child(gone);
        }
        let author_id = [&anchor, "-author"].concat();
        let language = &edition.site.language;
        let head = el("header")
            .class("comment-head")
            .child(comment.face.as_ref().map(face::draw))
            .child(author(&comment).attr("id", author_id.clone()))
            .child(answers.as_deref().map(whom_it_answers))
            .child(time(&edition, &comment));
        let body = el("div")
            .class("comment-body")
            .attr("dir", "auto")
            .all(block::draw_all(&blocks(&comment.body), language))
            .attr_within("a", "rel", "nofollow ugc noopener");
        article
            .attr("aria-labelledby", author_id)
            .child(head)
            .child(body)
            .child((!shown.busy).then(|| actions(&edition, &comment, shown)))
    })
}

/// When it was written, seen from now; the moment itself is the time's title.
fn time(edition: &Edition, comment: &Comment) -> Element {
    let link_to = el("span")
        .class("visually-hidden")
        .text([&named(Word::CommentLink, comment), ", "].concat());
    let moment = clock::local(&comment.created);
    let exact = edition.site.words.date_time(&moment);
    let ago = ago::since(&comment.created, &edition.site.language);
    let time = el("time")
        .attr("datetime", comment.created.as_str().to_owned())
        .attr("title", exact.clone())
        .text(ago.unwrap_or(exact));
    let permalink =
        el("a").attr("href", ["#", &comment.id.anchor()].concat()).child(link_to).child(time);
    let changed = comment
        .modified
        .as_ref()
        .map(|_| el("span").class("comment-changed").text(edition.word(Word::CommentIsChanged)));
    el("p").class("comment-time").child(permalink).child(changed)
}

/// What can be done with it.
fn actions(edition: &Edition, comment: &Comment, shown: Shown) -> Element {
    let button = |action: &'static str, label: String| {
        el("button")
            .attr("type", "button")
            .attr("id", [&comment.id.anchor(), "-", action].concat())
            .attr("name", action)
            .attr("value", comment.id.as_str().to_owned())
            .text(label)
    };
    let reply = button("reply", edition.word(Word::Reply))
        .class("comment-reply")
        .attr("aria-label", named(Word::ReplyLabel, comment));
    let counted = |word: Word, count: u32| edition.sentence(word, &[("count", &count.to_string())]);
    let votes = comment.votes.filter(|_| shown.vote).into_iter().flat_map(|votes| {
        [
            button("like", counted(Word::Like, votes.likes)),
            button("dislike", counted(Word::Dislike, votes.dislikes)),
        ]
    });
    let edit = shown.edit.then(|| button("edit", edition.word(Word::Edit)));
    let delete = shown.delete.then(|| button("delete", edition.word(Word::Delete)));
    let report = edition.site.comments.report.as_ref().map(|address| {
        el("a")
            .class("comment-report")
            .attr("href", report_link(edition, comment, address))
            .attr("aria-label", named(Word::ReportLabel, comment))
            .text(edition.word(Word::Report))
    });
    el("p").class("comment-actions").child(reply).all(votes).child(edit).child(delete).child(report)
}

/// A letter to the newsroom that holds the comment's link.
fn report_link(edition: &Edition, comment: &Comment, address: &str) -> String {
    let link = crate::browser::document::link_to(&comment.id.anchor()).unwrap_or_default();
    let subject = edition.sentence(Word::ReportSubject, &[("title", &edition.site.title)]);
    [
        "mailto:",
        address,
        "?subject=",
        &super::http::escape(&subject),
        "&body=",
        &super::http::escape(&link),
    ]
    .concat()
}

/// What a comment says, in blocks.
pub(super) fn blocks(body: &Body) -> Vec<Block> {
    match body {
        Body::Text(text) => paragraphs(text),
        Body::Html(text) => html::blocks(text),
    }
}

/// The author's name, leading to their website where they gave one.
pub(super) fn author(comment: &Comment) -> Element {
    let name = el("bdi").text(name(comment));
    let line = el("p").class("comment-author");
    match &comment.website {
        Some(website) => line.child(
            el("a").attr("href", website.clone()).attr("rel", "nofollow ugc noopener").child(name),
        ),
        None => line.child(name),
    }
}

/// Whom it answers, where its place in the thread does not say so.
fn whom_it_answers(answers: &Comment) -> Element {
    let link = el("a")
        .attr("href", ["#", &answers.id.anchor()].concat())
        .text(named(Word::InReplyTo, answers));
    el("p").class("comment-answers").child(link)
}

fn name(comment: &Comment) -> String {
    match &comment.author {
        Some(name) => name.clone(),
        None => Edition::current().word(Word::Anonymous),
    }
}

/// A sentence with the name of a comment's author in it.
pub(super) fn named(word: Word, comment: &Comment) -> String {
    Edition::current().sentence(word, &[("name", &name(comment))])
}
