use super::digits;
use super::face;
use super::html;
use super::made_for::{ACTS, CHANGES, SHARED};
use super::model::{Comment, CommentId, State};
use super::paragraphs::paragraphs;
use super::talk::{Act, State as Known, Talk};
use super::{change, form, outbox};
use crate::browser::{ago, clock, document};
use crate::component::block;
use crate::context::{Edition, Screen, provided};
use crate::edition::Word;
use crate::markup::{Element, Item, el};
use std::sync::Arc;

/// A comment: who wrote it and when, what it says, what can be done with it; then the form,
/// when it is open here. Each part goes by a key that says what is shown: a form is not drawn
/// anew while it is written in.
///
/// For screen readers: an article that goes by its author. Names and texts run in their own
/// direction. The time is the link to the comment itself.
///
/// What is done with its buttons is heard by the thread (`thread_view`): a listener for each
/// of a thousand comments' buttons would be drawn longer than the comments.
pub(super) fn parts(talk: Talk, known: &Known, index: usize) -> Vec<Item> {
    let comment = &known.all[index];
    let id = comment.id;
    if SHARED && let State::Pending(plight) = comment.state {
        return vec![outbox::item(known, comment, plight)];
    }
    let changes = known.capabilities.changes();
    let shared = known.capabilities.is_shared();
    let minutes =
        if changes && shared { known.own.minutes_left(comment, clock::seconds()) } else { 0 };
    let act = known.act_with(id).cloned();
    let answers = known.places[index].answers.map(|at| Arc::clone(&known.all[at]));
    let shown = Shown {
        // What is on the device is the reader's.
        change: minutes > 0 || changes && !shared,
        vote: known.capabilities.votes(),
        busy: act.is_some(),
    };
    let mut parts = vec![article(comment, answers, shown)];
    let mut say = |class: &'static str, said: String| {
        let key = said.clone();
        parts.push(Item::new(key, move || el("p").class(class).text(said)));
    };
    if let Some((_, notice)) = known.notice.as_ref().filter(|(of, _)| *of == id) {
        say("comment-notice", notice.clone());
    }
    if SHARED && minutes > 0 {
        let minutes = minutes.to_string();
        say("comment-left", known.edition.sentence(Word::MinutesLeft, &[("minutes", &minutes)]));
    }
    if CHANGES && let Some(act) = act {
        let key = if act == Act::Delete { "delete" } else { "edit" };
        parts.push(Item::new(key.into(), move || change::draw(id, act)));
    }
    if known.replying == Some(id) {
        let comment = Arc::clone(comment);
        parts.push(Item::new("answer".into(), move || form::draw(talk, Some(&comment))));
    }
    parts
}

/// What is offered beside a comment.
#[derive(Clone, Copy)]
struct Shown {
    change: bool,
    vote: bool,
    /// Something is done with it already: nothing else is offered.
    busy: bool,
}

fn article(comment: &Arc<Comment>, answers: Option<Arc<Comment>>, shown: Shown) -> Item {
    let key = [
        (comment.modified * 1000.0) as u64,
        comment.likes.into(),
        comment.dislikes.into(),
        (comment.state == State::Deleted).into(),
        shown.change.into(),
        shown.busy.into(),
    ];
    let comment = Arc::clone(comment);
    Item::new(digits::write(&key), move || {
        let edition = Edition::current();
        let article = frame(&comment);
        if comment.state == State::Deleted {
            let gone = edition.word(Word::CommentWasDeleted);
            return article
                .attr("aria-label", gone.clone())
                .child(el("p").class("comment-gone").text(gone));
        }
        let endpoint = edition.site.comments.endpoint.as_deref().unwrap_or_default();
        let face = Some(&comment.face).filter(|face| SHARED && !face.is_empty());
        article
            .attr("aria-labelledby", comment.id.place("-author"))
            .child(
                el("header")
                    .class("comment-head")
                    .child(face.map(|face| face::draw(face, endpoint)))
                    .child(author(&comment))
                    .child(answers.as_deref().map(whom_it_answers))
                    .child(time(&edition, &comment)),
            )
            .child(body(&comment, &edition))
            .child((!shown.busy).then(|| actions(&edition, &comment, shown)))
    })
}

/// The article itself, which a link leads to.
pub(super) fn frame(comment: &Comment) -> Element {
    el("article").attr("id", comment.id.anchor()).class("comment").attr("tabindex", "-1")
}

/// What a comment says.
pub(super) fn body(comment: &Comment, edition: &Edition) -> Element {
    let body = el("div").class("comment-body").attr("dir", "auto");
    if SHARED && comment.is_html {
        return html::add(body, &comment.body);
    }
    body.all(block::draw_all(&paragraphs(&comment.body), &edition.site.language))
}

/// When it was written, seen from now; the moment itself is the time's title.
pub(super) fn time(edition: &Edition, comment: &Comment) -> Option<Element> {
    if comment.created == 0.0 {
        return None;
    }
    let link_to = el("span")
        .class("visually-hidden")
        .text([&named(Word::CommentLink, comment), ", "].concat());
    let moment = clock::moment(comment.created);
    let exact = edition.site.words.date_time(&moment);
    let ago = SHARED.then(|| ago::since(comment.created, &edition.site.language)).flatten();
    let time = el("time")
        .attr("datetime", moment.as_str().to_owned())
        .attr("title", exact.clone())
        .text(ago.unwrap_or(exact));
    let permalink =
        el("a").attr("href", ["#", &comment.id.anchor()].concat()).child(link_to).child(time);
    let changed = (comment.modified > 0.0)
        .then(|| el("span").class("comment-changed").word(Word::CommentIsChanged));
    Some(el("p").class("comment-time").child(permalink).child(changed))
}

/// A button that the thread hears: its name says what is to be done, its value with which
/// comment.
pub(super) fn button(id: CommentId, action: &'static str, label: String) -> Element {
    el("button")
        .attr("type", "button")
        .attr("id", id.place(&["-", action].concat()))
        .attr("name", action)
        .attr("value", id.text())
        .text(label)
}

/// What can be done with it.
fn actions(edition: &Edition, comment: &Comment, shown: Shown) -> Element {
    let id = comment.id;
    let mut line = el("p").class("comment-actions").child(
        button(id, "reply", edition.word(Word::Reply))
            .class("comment-reply")
            .attr("aria-label", named(Word::ReplyLabel, comment)),
    );
    if ACTS && shown.vote {
        for (action, word, count) in
            [("like", Word::Like, comment.likes), ("dislike", Word::Dislike, comment.dislikes)]
        {
            let label = edition.sentence(word, &[("count", &count.to_string())]);
            line = line.child(button(id, action, label));
        }
    }
    if CHANGES && shown.change {
        for (action, word) in [("edit", Word::Edit), ("delete", Word::Delete)] {
            line = line.child(button(id, action, edition.word(word)));
        }
    }
    let report = edition.site.comments.report.as_ref().filter(|_| SHARED);
    line.child(report.map(|address| {
        el("a")
            .class("comment-report")
            .attr("href", report_link(edition, comment, address))
            .attr("aria-label", named(Word::ReportLabel, comment))
            .word(Word::Report)
    }))
}

/// A letter to the newsroom that holds the comment's link.
fn report_link(edition: &Edition, comment: &Comment, address: &str) -> String {
    let story = provided::<Screen>().address();
    let path = story.map(|address| edition.href(address.as_str())).unwrap_or_default();
    let link = document::link_to(&path, &comment.id.anchor()).unwrap_or_default();
    let subject = edition.sentence(Word::ReportSubject, &[("title", &edition.site.title)]);
    let (subject, link) = (super::http::escape(&subject), super::http::escape(&link));
    ["mailto:", address, "?subject=", &subject, "&body=", &link].concat()
}

/// The author's name, leading to their website where they gave one.
pub(super) fn author(comment: &Comment) -> Element {
    let name = el("bdi").text(name(comment));
    let line = el("p").class("comment-author").attr("id", comment.id.place("-author"));
    if comment.website.is_empty() {
        return line.child(name);
    }
    line.child(
        el("a")
            .attr("href", comment.website.clone())
            .attr("rel", "nofollow ugc noopener")
            .child(name),
    )
}

/// Whom it answers, where its place in the thread does not say so.
fn whom_it_answers(answers: &Comment) -> Element {
    let link = el("a")
        .attr("href", ["#", &answers.id.anchor()].concat())
        .text(named(Word::InReplyTo, answers));
    el("p").class("comment-answers").child(link)
}

fn name(comment: &Comment) -> String {
    if comment.author.is_empty() {
        Edition::current().word(Word::Anonymous)
    } else {
        comment.author.clone()
    }
}

/// A sentence with the name of a comment's author in it.
pub(super) fn named(word: Word, comment: &Comment) -> String {
    Edition::current().sentence(word, &[("name", &name(comment))])
}
