//! What is on its way, in the thread.

use super::entry::{Entry, Stage};
use super::{desk, kept, working};
use crate::comment::comment_view::{author, blocks};
use crate::comment::error::SubmitError;
use crate::comment::model::{Body, Comment, CommentId, State};
use crate::comment::same;
use crate::comment::talk::Talk;
use crate::component::block;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, Item, el};
use leptos::prelude::untrack;
use std::sync::Arc;

/// What the `id` of an entry in the thread begins with.
const START: &str = "pending-";

/// How it stands with a comment on its way, as the reader is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::comment) enum Plight {
    /// It is being sent, or will be in a moment.
    Sending,
    /// There is no network.
    Offline,
    /// The server wants it later.
    TooFast,
    /// The server does not answer; it is sent again later.
    Later,
    /// It was written in another tab, and this browser does not let tabs agree on who sends.
    Stays,
    /// It may have arrived, which is found out.
    Unclear,
    /// It may have arrived, and only the reader can tell.
    Doubt,
    /// The newsroom looks at it.
    Held,
    /// It was not taken.
    Refused(SubmitError),
}

/// What stands in the thread for an entry.
pub(super) fn shown_id(entry: &str) -> CommentId {
    CommentId::new([START, entry].concat())
}

pub(super) fn entry_id(shown: &CommentId) -> Option<&str> {
    shown.as_str().strip_prefix(START)
}

/// The comments under a story that are on their way. Those that have come into the thread by
/// now are forgotten.
pub(in crate::comment) fn pending(story: &str, there: &[Arc<Comment>]) -> Vec<Arc<Comment>> {
    let Some(base) = desk::base() else { return Vec::new() };
    let mut here = kept::all(&base);
    here.retain(|entry| entry.thread.key == story);
    let (seen, here): (Vec<Entry>, Vec<Entry>) =
        here.into_iter().partition(|entry| there.iter().any(|comment| is_seen(entry, comment)));
    if !seen.is_empty() {
        working::seen(seen.into_iter().map(|entry| entry.id).collect());
    }
    here.into_iter().map(|entry| Arc::new(shown(entry))).collect()
}

/// Whether a comment of the thread is this entry, if it can be by now.
fn is_seen(entry: &Entry, comment: &Comment) -> bool {
    match (entry.progress.stage, &entry.progress.held) {
        (Stage::Held, Some((id, created))) => comment.id == *id && comment.created == *created,
        (Stage::Held | Stage::Unclear | Stage::Doubt, _) => {
            same::is_it(comment, &entry.submission, &entry.written)
        }
        _ => false,
    }
}

fn shown(entry: Entry) -> Comment {
    let plight = plight(&entry);
    let name = entry.submission.name;
    Comment {
        id: shown_id(&entry.id),
        parent: entry.submission.parent,
        author: (!name.is_empty()).then_some(name),
        created: entry.written,
        state: State::Pending(plight),
        body: Body::Text(entry.submission.text),
        ..Comment::default()
    }
}

fn plight(entry: &Entry) -> Plight {
    let progress = &entry.progress;
    match (progress.stage, progress.error) {
        (Stage::Waiting, _) if !working::sends_here(&entry.id) => Plight::Stays,
        (Stage::Waiting, Some(SubmitError::Network)) => Plight::Offline,
        (Stage::Waiting, Some(SubmitError::TooFast { .. })) => Plight::TooFast,
        (Stage::Waiting, Some(_)) => Plight::Later,
        (Stage::Waiting | Stage::Sending, _) => Plight::Sending,
        (Stage::Unclear, _) => Plight::Unclear,
        (Stage::Doubt, _) => Plight::Doubt,
        (Stage::Held, _) => Plight::Held,
        (Stage::Refused, error) => Plight::Refused(error.unwrap_or(SubmitError::Forbidden)),
    }
}

/// How it stands with an entry, in words.
pub(super) fn sentence(entry: &Entry) -> String {
    let edition = desk::edition();
    let talk = desk::talk_of(&entry.thread.key);
    edition.map(|edition| in_words(&edition, plight(entry), talk)).unwrap_or_default()
}

fn in_words(edition: &Edition, plight: Plight, talk: Option<Talk>) -> String {
    edition.word(match plight {
        Plight::Sending => Word::PendingSending,
        Plight::Offline => Word::PendingOffline,
        Plight::TooFast => Word::PendingTooFast,
        Plight::Later => Word::PendingLater,
        Plight::Stays => Word::PendingStays,
        Plight::Unclear => Word::PendingUnclear,
        Plight::Doubt => Word::PendingDoubt,
        Plight::Held => Word::PendingHeld,
        Plight::Refused(error) => {
            let sentence =
                |talk: Talk| error.sentence(&edition.site.words, untrack(|| talk.capabilities()));
            return talk.map(sentence).unwrap_or_default();
        }
    })
}

/// A comment on its way: what it says, how it stands with it, and what can be done.
///
/// For screen readers: an article that goes by its author, as a comment is; what happens to it
/// is announced.
pub(in crate::comment) fn item(talk: Talk, comment: &Arc<Comment>, plight: Plight) -> Item {
    let comment = Arc::clone(comment);
    let sentence = in_words(&Edition::current(), plight, Some(talk));
    Item::new(sentence.clone(), move || draw(&comment, plight, sentence))
}

fn draw(comment: &Comment, plight: Plight, sentence: String) -> Element {
    let edition = Edition::current();
    let button = |action: &'static str, word: Word| {
        el("button")
            .attr("type", "button")
            .attr("name", action)
            .attr("value", comment.id.as_str().to_owned())
            .text(edition.word(word))
    };
    let again = || button("again", Word::SendAgain);
    let arrived = || button("forget", Word::ItHasArrived);
    let back = || button("take-back", Word::Edit);
    let buttons = match plight {
        Plight::Sending => Vec::new(),
        Plight::Offline | Plight::TooFast | Plight::Later | Plight::Refused(_) => vec![back()],
        Plight::Stays => vec![button("again", Word::SendNow), back()],
        Plight::Unclear => vec![arrived(), back()],
        Plight::Doubt => vec![again(), arrived(), back()],
        Plight::Held => vec![button("forget", Word::Dismiss)],
    };
    let class = match plight {
        Plight::Refused(_) => "comment-plight comment-plight-bad",
        _ => "comment-plight",
    };
    let author_id = [&comment.id.anchor(), "-author"].concat();
    el("article")
        .attr("id", comment.id.anchor())
        .class("comment comment-pending")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", author_id.clone())
        .child(el("header").class("comment-head").child(author(comment).attr("id", author_id)))
        .child(
            el("div")
                .class("comment-body")
                .attr("dir", "auto")
                .all(block::draw_all(&blocks(&comment.body), &edition.site.language)),
        )
        .child(el("p").class(class).text(sentence))
        .child(el("p").class("comment-actions").all(buttons))
}
