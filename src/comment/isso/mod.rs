//! Comments on an Isso server (0.13 and newer). What it answers is read off a real one; see
//! `tests/answers/isso/`.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

use super::adapter::{Thread, exchange};
use super::model::{Body, Capabilities, Comment, Finding, Order, Submission};
use super::same;
use crate::edition::{Timestamp, Word};

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
            edit: true,
            delete: true,
            vote: true,
            preview: true,
            shared: true,
            orders: &[Order::Oldest, Order::Newest, Order::MostVoted],
            whereabouts: Word::WhereServer,
        }
    }

    /// What became of a comment, seen from all there are, as they were typed.
    pub(super) fn find(
        &self,
        there: Vec<Comment>,
        submission: &Submission,
        since: &Timestamp,
    ) -> Finding {
        // They were asked for as they were typed.
        let typed = |comment: Comment| match comment.body {
            Body::Html(typed) => Comment { body: Body::Text(typed), ..comment },
            Body::Text(_) => comment,
        };
        let is_it = |comment: &Comment| same::is_it(comment, submission, since);
        match there.into_iter().map(typed).find(is_it) {
            Some(comment) => Finding::Found(Box::new(comment)),
            None if self.moderated => Finding::CannotKnow,
            None => Finding::Absent,
        }
    }
}

/// How many comments there are in each thread; `None` where nobody could be asked. One
/// request for all.
pub(super) async fn counts(endpoint: &str, keys: &[String]) -> Option<Vec<u32>> {
    let answer = exchange(encode::counts(endpoint, keys)).await.ok()?;
    decode::counted(&answer, keys.len())
}
