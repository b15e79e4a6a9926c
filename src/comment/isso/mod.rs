//! Comments on an Isso server (0.13 and newer). What it answers is read off a real one; see
//! `tests/answers/isso/`.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

use super::adapter::Thread;
use super::error::{ListError, SubmitError};
use super::http::{Answer, Failure, Request};
use super::model::{
    Body, Capabilities, Comment, CommentId, Finding, Listing, Order, Query, Submission, Vote, Votes,
};
use super::same;
use crate::browser::fetch;
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

    pub(super) async fn list(&self, query: Query) -> Result<Listing, ListError> {
        let answer = self.send(&self.listing(&query, false)).await?;
        let mut listing = decode::listing(&answer, &query)?;
        if listing.feed.is_some() {
            listing.feed = Some(self.feed());
        }
        Ok(listing)
    }

    pub(super) async fn submit(&self, submission: &Submission) -> Result<Comment, SubmitError> {
        decode::submitted(&self.send(&self.submission(submission)).await?)
    }

    pub(super) async fn find(
        &self,
        submission: &Submission,
        since: &Timestamp,
    ) -> Result<Finding, ListError> {
        let query = Query { all: true, ..Query::default() };
        let answer = self.send(&self.listing(&query, true)).await?;
        let there = decode::listing(&answer, &query)?.comments;
        let found = there.into_iter().find(|comment| {
            // It was asked for as it was typed.
            let Body::Html(typed) = &comment.body else { return false };
            let typed = Comment { body: Body::Text(typed.clone()), ..comment.clone() };
            same::is_it(&typed, submission, since)
        });
        Ok(match found {
            Some(comment) => Finding::Found(comment),
            None if self.moderated => Finding::CannotKnow,
            None => Finding::Absent,
        })
    }

    pub(super) async fn source(&self, id: &CommentId) -> Result<String, SubmitError> {
        decode::text(&self.send(&self.source_of(id)).await?)
    }

    pub(super) async fn edit(&self, id: &CommentId, text: &str) -> Result<Comment, SubmitError> {
        decode::submitted(&self.send(&self.change(id, text)).await?)
    }

    pub(super) async fn delete(&self, id: &CommentId) -> Result<Option<Comment>, SubmitError> {
        decode::deleted(&self.send(&self.deletion(id)).await?)
    }

    pub(super) async fn vote(&self, id: &CommentId, vote: Vote) -> Result<Votes, SubmitError> {
        decode::voted(&self.send(&self.vote_for(id, vote)).await?)
    }

    pub(super) async fn preview(&self, text: &str) -> Result<String, SubmitError> {
        decode::text(&self.send(&self.preview_of(text)).await?)
    }

    async fn send(&self, request: &Request) -> Result<Answer, Failure> {
        send(&self.endpoint, request).await
    }
}

/// How many comments there are in each thread; `None` where nobody could be asked. One
/// request for all.
pub(super) async fn counts(endpoint: &str, keys: &[String]) -> Option<Vec<u32>> {
    let answer = send(endpoint, &encode::counts(endpoint, keys)).await.ok()?;
    decode::counted(&answer, keys.len())
}

/// What the browser's console says, and nobody else, when the server cannot be reached.
async fn send(endpoint: &str, request: &Request) -> Result<Answer, Failure> {
    let answer = fetch::send(request).await;
    if answer == Err(Failure::Unanswered) {
        fetch::tell_developer(
            &[
                "Newsprint: the Isso server at ",
                endpoint,
                " gave no answer that this page may read. Is it running? Its configuration must \
                 name this site in [general] host, and newsprint.toml must name the server in \
                 [comments] endpoint.",
            ]
            .concat(),
        );
    }
    answer
}
