use super::model::{Body, Comment};
use super::paragraphs::paragraphs;
use super::talk::{Talk, Twig};
use super::{form, html, thread_view};
use crate::component::block;
use crate::context::Edition;
use crate::edition::{Block, Word};
use crate::markup::{Element, Item, el};
use std::sync::Arc;

/// A comment: who wrote it and when, what it says, the way to answer it; then the form, when
/// it is open here, and the answers.
///
/// For screen readers: an article that goes by its author. Names and texts run in their own
/// direction. The time is the link to the comment itself.
pub(super) fn draw(talk: Talk, twig: Twig) -> Element {
    let edition = Edition::current();
    let comment = twig.comment;
    let anchor = comment.id.anchor();
    let author_id = [&anchor, "-author"].concat();
    let language = &edition.site.language;

    let link_to = el("span")
        .class("visually-hidden")
        .text([&named(Word::CommentLink, &comment), ", "].concat());
    let time = el("time")
        .attr("datetime", comment.created.as_str().to_owned())
        .text(edition.site.words.date_time(&comment.created));
    let permalink = el("a").attr("href", ["#", &anchor].concat()).child(link_to).child(time);
    let head = el("header")
        .class("comment-head")
        .child(author(&comment).attr("id", author_id.clone()))
        .child(twig.answers.as_deref().map(whom_it_answers))
        .child(el("p").class("comment-time").child(permalink));
    let reply = el("button")
        .attr("type", "button")
        .attr("id", [&anchor, "-reply"].concat())
        .class("comment-reply")
        .attr("aria-label", named(Word::ReplyLabel, &comment))
        .on("click", {
            let comment = Arc::clone(&comment);
            move |_| talk.answer(&comment.id)
        })
        .text(edition.word(Word::Reply));
    let article = el("article")
        .attr("id", anchor)
        .class("comment")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", author_id)
        .child(head)
        .child(
            el("div")
                .class("comment-body")
                .attr("dir", "auto")
                .all(block::draw_all(&blocks(&comment.body), language))
                .attr_within("a", "rel", "nofollow ugc noopener"),
        )
        .child(el("p").class("comment-actions").child(reply));
    // It goes by a key: it is not drawn anew while it is written in.
    let answer = el("div").all_live(move || {
        let open = talk.is_answering(&comment.id).then(|| {
            let comment = Arc::clone(&comment);
            Item::new(String::new(), move || form::draw(talk, Some(&comment)))
        });
        open.into_iter().collect()
    });
    el("li").child(article).child(answer).child(thread_view::draw(talk, twig.replies))
}

/// What a comment says, in blocks.
fn blocks(body: &Body) -> Vec<Block> {
    match body {
        Body::Text(text) => paragraphs(text),
        Body::Html(text) => html::blocks(text),
    }
}

/// The author's name, leading to their website where they gave one.
fn author(comment: &Comment) -> Element {
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
