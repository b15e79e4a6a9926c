use super::device::Device;
use super::error::{ListError, SubmitError};
use super::http::{Answer, Failure, Request};
use super::isso::Isso;
use super::model::{Capabilities, Comment, Deed, Finding, Listing, Outcome, Query, Submission};
use super::wordpress::WordPress;
use crate::browser::fetch;
use crate::context::Edition;
use crate::edition::{Address, Comments, Provider, Timestamp};
use futures::future::{FutureExt, LocalBoxFuture};

/// Where the comments under one story are kept: the one door to them.
///
/// What goes to a server is made by its adapter as plain data, and what comes back is read by
/// it: only [`exchange`] touches the web.
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

/// What is waited for, in a box: every place that waits for it would hold all its states
/// otherwise, and that is code.
pub(super) type Soon<T> = LocalBoxFuture<'static, T>;

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
    pub(super) fn list(&self, query: Query) -> Soon<Result<Listing, ListError>> {
        self.clone().list_now(query).boxed_local()
    }

    async fn list_now(self, query: Query) -> Result<Listing, ListError> {
        match self {
            Self::Device(device) => Ok(device.list(query)),
            Self::Isso(isso) => isso.listed(&exchange(isso.listing(&query, false)).await?, &query),
            Self::WordPress(wordpress) => wordpress.list(query).await,
        }
    }

    /// Hands a comment in, and gives it back as it was taken: its state says whether it is
    /// held for the newsroom.
    ///
    /// # Errors
    /// Why it was not taken; [`SubmitError::Unclear`] where it may have been.
    pub(super) fn submit(&self, submission: &Submission) -> Soon<Result<Comment, SubmitError>> {
        self.clone().submit_now(submission.clone()).boxed_local()
    }

    async fn submit_now(self, submission: Submission) -> Result<Comment, SubmitError> {
        match self {
            Self::Device(device) => device.submit(&submission),
            Self::Isso(isso) => Isso::submitted(&exchange(isso.submission(&submission)).await?),
            Self::WordPress(wordpress) => wordpress.submit(&submission).await,
        }
    }

    /// Looks for a comment whose sending ended unclearly: one with that text, name and parent.
    ///
    /// `since` is when it was first sent, by this device's clock. The server's clock may be
    /// another, so one that is up to a day older counts too.
    ///
    /// # Errors
    /// Why nobody could look.
    pub(super) fn find(
        &self,
        submission: &Submission,
        since: &Timestamp,
    ) -> Soon<Result<Finding, ListError>> {
        self.clone().find_now(submission.clone(), since.clone()).boxed_local()
    }

    async fn find_now(
        self,
        submission: Submission,
        since: Timestamp,
    ) -> Result<Finding, ListError> {
        match self {
            // Storage answers at once: there is no unclear end.
            Self::Device(_) => Ok(Finding::Absent),
            Self::Isso(isso) => {
                let query = Query { all: true, ..Query::default() };
                let answer = exchange(isso.listing(&query, true)).await?;
                Ok(isso.find(isso.listed(&answer, &query)?.comments, &submission, &since))
            }
            Self::WordPress(wordpress) => wordpress.find(&submission, &since).await,
        }
    }

    /// Does something with a comment, or with a text that is to become one.
    ///
    /// # Errors
    /// Why it was not done; [`SubmitError::Forbidden`] when the time for a change is over.
    pub(super) async fn act(&self, deed: &Deed) -> Result<Outcome, SubmitError> {
        match self {
            Self::Isso(isso) => Isso::acted(&exchange(isso.deed(deed)).await?, deed),
            Self::Device(_) | Self::WordPress(_) => Err(SubmitError::Forbidden),
        }
    }
}

/// Sends a request and waits for its answer. When none comes that this page may read, the
/// console tells whoever runs the site where to look.
pub(super) fn exchange(request: Request) -> Soon<Result<Answer, Failure>> {
    async move {
        let answer = fetch::send(&request).await;
        if answer == Err(Failure::Unanswered) {
            fetch::tell_developer(&request.url, request.advice);
        }
        answer
    }
    .boxed_local()
}
