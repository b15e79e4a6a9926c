use super::device::Device;
use super::error::{ListError, SubmitError};
use super::isso::Isso;
use super::model::{
    Capabilities, Comment, CommentId, Finding, Listing, Query, Submission, Vote, Votes,
};
use super::wordpress::WordPress;
use crate::context::Edition;
use crate::edition::{Address, Comments, Provider, Timestamp};

/// Where the comments under one story are kept: the one door to them.
#[derive(Clone, Debug)]
pub(super) enum Adapter {
    /// In this browser.
    Device(Device),
    /// On an Isso server.
    Isso(Isso),
    /// On a WordPress site.
    WordPress(WordPress),
}

/// The story that comments belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The story's key, the same for ever.
    pub key: String,
    /// The story's address.
    pub address: Address,
    /// The story's headline.
    pub headline: String,
    /// What the story says of its comments.
    pub comments: Comments,
}

impl Adapter {
    /// `None` where the newsroom takes no comments.
    pub(super) fn new(edition: &Edition, thread: &Thread) -> Option<Self> {
        let settings = &edition.site.comments;
        let endpoint = settings.endpoint.as_deref().unwrap_or_default();
        match settings.provider {
            Provider::Device => Some(Self::Device(Device::new(&edition.base, &thread.key))),
            Provider::Isso => Some(Self::Isso(Isso::new(endpoint, thread, settings.moderated))),
            Provider::WordPress => Some(Self::WordPress(WordPress::new(endpoint, thread))),
            Provider::None => None,
        }
    }

    /// What is known of the place before it has answered.
    pub(super) fn capabilities(&self) -> Capabilities {
        match self {
            Self::Device(_) => Device::capabilities(),
            Self::Isso(_) => Isso::capabilities(),
            Self::WordPress(_) => WordPress::capabilities(),
        }
    }

    /// A page of comments.
    ///
    /// # Errors
    /// Why they could not be had.
    pub(super) async fn list(&self, query: Query) -> Result<Listing, ListError> {
        match self {
            Self::Device(device) => Ok(device.list(query)),
            Self::Isso(isso) => isso.list(query).await,
            Self::WordPress(wordpress) => wordpress.list(query).await,
        }
    }

    /// Hands a comment in, and gives it back as it was taken: its state says whether it is
    /// held for the newsroom.
    ///
    /// # Errors
    /// Why it was not taken; [`SubmitError::Unclear`] where it may have been.
    pub(super) async fn submit(&self, submission: &Submission) -> Result<Comment, SubmitError> {
        match self {
            Self::Device(device) => device.submit(submission),
            Self::Isso(isso) => isso.submit(submission).await,
            Self::WordPress(wordpress) => wordpress.submit(submission).await,
        }
    }

    /// Looks for a comment whose sending ended unclearly: one with that text, name and parent.
    ///
    /// `since` is when it was first sent, by this device's clock. The server's clock may be
    /// another, so one that is up to a day older counts too.
    ///
    /// # Errors
    /// Why nobody could look.
    #[expect(dead_code, reason = "the outbox asks")]
    pub(super) async fn find(
        &self,
        submission: &Submission,
        since: &Timestamp,
    ) -> Result<Finding, ListError> {
        match self {
            // Storage answers at once: there is no unclear end.
            Self::Device(_) => Ok(Finding::Absent),
            Self::Isso(isso) => isso.find(submission, since).await,
            Self::WordPress(wordpress) => wordpress.find(submission, since).await,
        }
    }

    /// What the reader has typed into their own comment.
    ///
    /// # Errors
    /// Why it could not be had; [`SubmitError::Forbidden`] when the time to change it is over.
    pub(super) async fn source(&self, id: &CommentId) -> Result<String, SubmitError> {
        match self {
            Self::Isso(isso) => isso.source(id).await,
            Self::Device(_) | Self::WordPress(_) => Err(SubmitError::Forbidden),
        }
    }

    /// Changes the text of the reader's own comment.
    ///
    /// # Errors
    /// Why it was not changed; [`SubmitError::Forbidden`] when the time for it is over.
    pub(super) async fn edit(&self, id: &CommentId, text: &str) -> Result<Comment, SubmitError> {
        match self {
            Self::Isso(isso) => isso.edit(id, text).await,
            Self::Device(_) | Self::WordPress(_) => Err(SubmitError::Forbidden),
        }
    }

    /// Deletes the reader's own comment. `Some` when a placeholder stays in its place.
    ///
    /// # Errors
    /// Why it was not deleted; [`SubmitError::Forbidden`] when the time for it is over.
    pub(super) async fn delete(&self, id: &CommentId) -> Result<Option<Comment>, SubmitError> {
        match self {
            Self::Isso(isso) => isso.delete(id).await,
            Self::Device(_) | Self::WordPress(_) => Err(SubmitError::Forbidden),
        }
    }

    /// Votes, and gives back the votes there are; the same as before when the vote does not
    /// count (one's own comment, a second vote).
    ///
    /// # Errors
    /// Why nobody could vote.
    pub(super) async fn vote(&self, id: &CommentId, vote: Vote) -> Result<Votes, SubmitError> {
        match self {
            Self::Isso(isso) => isso.vote(id, vote).await,
            Self::Device(_) | Self::WordPress(_) => Err(SubmitError::Forbidden),
        }
    }

    /// What the server would make of a text, as HTML.
    ///
    /// # Errors
    /// Why it could not be had.
    pub(super) async fn preview(&self, text: &str) -> Result<String, SubmitError> {
        match self {
            Self::Isso(isso) => isso.preview(text).await,
            Self::Device(_) | Self::WordPress(_) => Err(SubmitError::Forbidden),
        }
    }
}
