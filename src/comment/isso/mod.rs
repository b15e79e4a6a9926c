//! Comments on an Isso server (0.13 and newer). What it answers is read off a real one; see
//! `tests/answers/isso/`.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

use super::adapter::{Next, Thread};
use super::http::Answer;
use super::model::{Ask, Capabilities, Order, What};
use crate::edition::Word;

/// The comments under one story on an Isso server.
#[derive(Clone, Debug)]
pub(super) struct Isso {
    endpoint: String,
    /// The thread's key, which Isso calls `uri`.
    key: String,
    /// Isso fetches the story's page to find this out, unless it is told.
    title: String,
    /// Whether the newsroom looks at comments before they are shown. Isso does not tell.
    moderated: bool,
}

impl Isso {
    pub(super) fn new(endpoint: &str, thread: &Thread, moderated: bool) -> Self {
        Self {
            endpoint: endpoint.into(),
            key: thread.key.clone(),
            title: thread.headline.clone(),
            moderated,
        }
    }

    /// The server alone, to be asked about many threads.
    pub(super) fn of_no_thread(endpoint: &str) -> Self {
        let none = String::new;
        Self { endpoint: endpoint.into(), key: none(), title: none(), moderated: false }
    }

    /// What is found among the comments as they were typed is asked for as it is shown. What
    /// seems not to have been done may have been, and its answer lost.
    pub(super) fn next(&self, ask: &mut Ask, answer: &Answer) -> Next {
        let outcome = self.read(ask, answer);
        match (ask.what, outcome.as_ref().map(|outcome| outcome.comments.first())) {
            (What::Find, Ok(Some(found))) if ask.comment.is_none() => ask.comment = Some(found.id),
            (What::Twin, Ok(Some(first))) => {
                (ask.what, ask.twin) = (What::Delete, Some(first.id));
            }
            (What::Delete, Ok(_)) if ask.twin.is_some() => {
                (ask.what, ask.comment) = (What::Find, ask.twin);
            }
            (What::Edit, Ok(_)) if ask.failed.take().is_some() => ask.what = What::Find,
            (What::Edit | What::Delete, Err(error)) if ask.failed.is_none() => {
                ask.failed = Some(*error);
            }
            _ => return Next::Done(outcome),
        }
        Next::Send(self.request(ask))
    }

    pub(super) fn capabilities() -> Capabilities {
        Capabilities {
            nesting: 1,
            min_length: 3,
            max_length: 65_535,
            max_name: 254,
            max_email: 254,
            max_website: 254,
            name_required: false,
            email_required: false,
            open: true,
            change: true,
            vote: true,
            preview: true,
            shared: true,
            orders: &[Order::Oldest, Order::Newest, Order::MostVoted],
            whereabouts: Word::WhereServer,
        }
    }
}
