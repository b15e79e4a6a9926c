//! What is on its way, in the thread.

use super::entry::{Entry, Stage};
use super::{desk, kept, telling, working};
use crate::comment::comment_view;
use crate::comment::error::Error;
use crate::comment::made_for::MENDS;
use crate::comment::model::{Capabilities, Comment, State, What};
use crate::comment::same;
use crate::comment::talk::{State as Known, Talk};
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, Item, el};
use leptos::prelude::queue_microtask;
use std::sync::Arc;

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
    Refused(Error),
}

/// The comments under a story that are on their way. Those that have come into the thread by
/// now are forgotten. Until it has `answered` there are only those of this document: others
/// would be pushed down by the thread.
pub(in crate::comment) fn pending(
    story: &str,
    there: &[Arc<Comment>],
    answered: bool,
) -> Vec<Arc<Comment>> {
    let (mut here, mut seen) = (Vec::new(), Vec::new());
    for entry in kept::all() {
        if entry.thread.key != story || !(answered || working::is_mine(entry.id)) {
            continue;
        }
        if let Some(comment) = seen_as(&entry, there) {
            telling::follow(&entry, comment);
            seen.push(entry.id);
        } else {
            here.push(Arc::new(shown(entry)));
        }
    }
    if !seen.is_empty() {
        queue_microtask(move || working::seen(seen));
    }
    here
}

/// The comment of the thread that is this entry, if it can be there by now.
fn seen_as<'a>(entry: &Entry, there: &'a [Arc<Comment>]) -> Option<&'a Arc<Comment>> {
    let progress = &entry.progress;
    match progress.stage {
        Stage::Held if progress.held.0 > 0 => there.iter().find(|comment| {
            // Kept in thousandths of a second.
            comment.id == progress.held && (comment.created - progress.held_since).abs() < 0.01
        }),
        // It may be one that was there before, which is being looked up.
        Stage::Unclear if entry.is_taken_for_a_twin() => None,
        // Elsewhere it is looked for among the texts as they were typed.
        Stage::Held | Stage::Unclear | Stage::Doubt if MENDS => {
            let (ask, under) = (entry.ask(What::Find), Some([entry.submission.parent; 2]));
            there.iter().find(|comment| same::is_it(comment, &ask, under))
        }
        _ => None,
    }
}

fn shown(entry: Entry) -> Comment {
    Comment {
        state: State::Pending(plight(&entry)),
        id: entry.id,
        parent: entry.submission.parent,
        author: entry.submission.name,
        created: entry.written as f64,
        body: entry.submission.text,
        ..Comment::default()
    }
}

fn plight(entry: &Entry) -> Plight {
    let progress = &entry.progress;
    match (progress.stage, progress.error) {
        (Stage::Waiting, _) if !working::sends_here(entry.id) => Plight::Stays,
        (Stage::Waiting, Some(Error::Network)) => Plight::Offline,
        (Stage::Waiting, Some(Error::TooFast { .. })) => Plight::TooFast,
        (Stage::Waiting, Some(_)) => Plight::Later,
        (Stage::Waiting | Stage::Sending, _) => Plight::Sending,
        (Stage::Unclear, _) => Plight::Unclear,
        (Stage::Doubt, _) => Plight::Doubt,
        (Stage::Held, _) => Plight::Held,
        (Stage::Refused, error) => Plight::Refused(error.unwrap_or(Error::Forbidden)),
    }
}

/// How it stands with an entry, in words.
pub(super) fn sentence(entry: &Entry) -> String {
    let capabilities = desk::talk_of(&entry.thread.key).map(Talk::can);
    let in_words = |edition| Some(in_words(&edition, plight(entry), capabilities?));
    desk::edition().and_then(in_words).unwrap_or_default()
}

fn in_words(edition: &Edition, plight: Plight, capabilities: Capabilities) -> String {
    edition.word(match plight {
        Plight::Sending => Word::PendingSending,
        Plight::Offline => Word::PendingOffline,
        Plight::TooFast => Word::PendingTooFast,
        Plight::Later => Word::PendingLater,
        Plight::Stays => Word::PendingStays,
        Plight::Unclear => Word::PendingUnclear,
        Plight::Doubt => Word::PendingDoubt,
        Plight::Held => Word::PendingHeld,
        Plight::Refused(error) => return error.sentence(&edition.site.words, capabilities),
    })
}

/// A comment on its way: what it says, how it stands with it, and what can be done.
///
/// For screen readers: an article that goes by its author, as a comment is; what happens to it
/// is announced.
pub(in crate::comment) fn item(known: &Known, comment: &Arc<Comment>, plight: Plight) -> Item {
    let (comment, closed) = (Arc::clone(comment), known.closed);
    let sentence = in_words(&known.edition, plight, known.capabilities);
    let key = [sentence.as_str(), if closed { "closed" } else { "" }].concat();
    Item::new(key, move || draw(&comment, plight, sentence, closed))
}

/// Where the comments are closed there is no form that a text could go back into.
fn draw(comment: &Comment, plight: Plight, sentence: String, closed: bool) -> Element {
    const AGAIN: (&str, Word) = ("again", Word::SendAgain);
    const ARRIVED: (&str, Word) = ("forget", Word::ItHasArrived);
    const BACK: (&str, Word) = ("take-back", Word::Edit);
    const DISMISS: (&str, Word) = ("forget", Word::Dismiss);
    let edition = Edition::current();
    let buttons: &[(&str, Word)] = match plight {
        Plight::Sending => &[],
        Plight::Offline | Plight::TooFast | Plight::Later => &[BACK],
        Plight::Refused(_) => &[BACK, DISMISS],
        Plight::Stays => &[("again", Word::SendNow), BACK],
        // Given back, it would be sent without a look.
        Plight::Unclear => &[ARRIVED],
        Plight::Doubt => &[AGAIN, ARRIVED, BACK],
        Plight::Held => &[DISMISS],
    };
    let buttons = buttons.iter().filter(|button| !closed || **button != BACK);
    let button = |(action, word): &(&'static str, Word)| {
        comment_view::button(comment.id, action, edition.word(*word))
    };
    let class = match plight {
        Plight::Refused(_) => "comment-plight comment-plight-bad",
        _ => "comment-plight",
    };
    comment_view::frame(comment)
        .class("comment comment-pending")
        .attr("aria-labelledby", comment.id.place("-author"))
        .child(el("header").class("comment-head").child(comment_view::author(comment)))
        .child(comment_view::body(comment, &edition))
        .child(el("p").class(class).text(sentence))
        .child(el("p").class("comment-actions").all(buttons.map(button)))
}
