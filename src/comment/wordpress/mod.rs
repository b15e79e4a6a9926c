//! Comments on a WordPress site, over its REST interface (6.0 and newer). What it answers is
//! read off a real one; see `tests/answers/wordpress/`.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

use super::adapter::{Thread, exchange};
use super::error::{ListError, SubmitError};
use super::model::{
    Capabilities, Comment, CommentId, Finding, Listing, Order, Query, State, Submission,
};
use super::same;
use crate::edition::{Timestamp, Word};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The comments under one story on a WordPress site.
#[derive(Clone, Debug)]
pub(super) struct WordPress {
    /// The site's address, without `wp-json`.
    endpoint: String,
    /// The story's last folder, which is the post's slug.
    slug: String,
    /// The number of the post, 0 until it is known. The same one for all copies.
    post: Arc<AtomicU64>,
}

impl WordPress {
    pub(super) fn new(endpoint: &str, thread: &Thread) -> Self {
        let folders = thread.address.as_str().trim_matches('/');
        Self {
            endpoint: endpoint.into(),
            slug: folders.rsplit('/').next().unwrap_or_default().into(),
            post: Arc::new(AtomicU64::new(thread.comments.post.unwrap_or(0))),
        }
    }

    pub(super) fn capabilities() -> Capabilities {
        Capabilities {
            nesting: 4,
            min_length: 1,
            // The database takes 65,525 bytes. A text in which every character is one that
            // takes more is refused by the server, in words.
            max_length: 65_525,
            max_name: 245,
            max_email: 100,
            max_website: 200,
            // As every WordPress asks at first; it does not tell whether this one does.
            name_required: true,
            email_required: true,
            open: true,
            edit: false,
            delete: false,
            vote: false,
            preview: false,
            shared: true,
            orders: &[Order::Oldest, Order::Newest],
            whereabouts: Word::WhereServer,
        }
    }

    pub(super) async fn list(&self, mut query: Query) -> Result<Listing, ListError> {
        let post = decode::post(&exchange(self.which_post()).await?)?;
        self.post.store(post.id, Relaxed);
        let mut listing = Listing::default();
        // The comments come by their time, so one may come before the comment it answers, which
        // would then stand in another place when it came. Each round goes up one level; a
        // parent that is not there is not asked for again.
        let mut asked: Vec<CommentId> = Vec::new();
        loop {
            let missing = missing(&listing.comments, &asked);
            if listing.capabilities.is_none() || query.all && listing.hidden > 0 {
                let mut page = decode::listing(&exchange(self.listing(&query)).await?, &query)?;
                page.capabilities = Some(Capabilities { open: post.open, ..Self::capabilities() });
                page.feed = Some(self.feed(post.id));
                page.comments.splice(0..0, std::mem::take(&mut listing.comments));
                listing = page;
                if query.all {
                    query.offset = listing.next;
                }
            } else if missing.is_empty() {
                return Ok(listing);
            } else {
                let answer = exchange(self.these(&missing)).await?;
                listing.comments.extend(decode::comments(&answer)?);
                asked.extend(missing);
            }
        }
    }

    pub(super) async fn submit(&self, submission: &Submission) -> Result<Comment, SubmitError> {
        if self.post.load(Relaxed) == 0 {
            // Nothing has been sent yet: whatever goes wrong, it has not arrived.
            let answer = exchange(self.which_post()).await.map_err(|_| SubmitError::Network)?;
            let post = decode::post(&answer);
            self.post.store(post.map_err(|_| SubmitError::Server)?.id, Relaxed);
        }
        decode::submitted(&exchange(self.submission(submission)).await?, submission)
    }

    /// A held comment cannot be read back; but WordPress refuses the same text from the same
    /// person a second time, held or not. It knows them again where they are sent as they are
    /// stored, see [`encode::is_known_again`].
    pub(super) async fn find(
        &self,
        submission: &Submission,
        since: &Timestamp,
    ) -> Result<Finding, ListError> {
        let query = Query { order: Order::Newest, ..Query::default() };
        let there = self.list(query).await?.comments;
        let is_it = |comment: &Comment| {
            comment.state == State::Live && same::is_it(comment, submission, since)
        };
        Ok(match there.into_iter().find(is_it) {
            Some(comment) => Finding::Found(Box::new(comment)),
            None if encode::is_known_again(submission) => Finding::Absent,
            None => Finding::CannotKnow,
        })
    }
}

/// The comments that are answered and not here, as many as can be asked for at once.
fn missing(comments: &[Comment], asked: &[CommentId]) -> Vec<CommentId> {
    let mut missing: Vec<CommentId> = Vec::new();
    for parent in comments.iter().filter_map(|comment| comment.parent.as_ref()) {
        let known = |list: &[CommentId]| list.contains(parent);
        if !known(asked)
            && !known(&missing)
            && !comments.iter().any(|comment| comment.id == *parent)
            && missing.len() < encode::PAGE as usize
        {
            missing.push(parent.clone());
        }
    }
    missing
}
