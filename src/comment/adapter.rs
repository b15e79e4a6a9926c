use super::device::Device;
use super::error::SubmitError;
use super::model::{Capabilities, Comment, Submission};
use crate::context::Edition;
use crate::edition::Provider;

/// Where the comments under one story are kept: the one door to them.
#[derive(Clone, Debug)]
pub(super) enum Adapter {
    /// In this browser.
    Device(Device),
}

impl Adapter {
    /// `None` where the newsroom takes no comments.
    pub(super) fn new(edition: &Edition, story: &str) -> Option<Self> {
        match edition.site.comments.provider {
            Provider::Device => Some(Self::Device(Device::new(&edition.base, story))),
            Provider::None => None,
        }
    }

    pub(super) fn capabilities(&self) -> Capabilities {
        match self {
            Self::Device(_) => Device::capabilities(),
        }
    }

    /// The comments there are, in the order in which they are shown.
    pub(super) async fn list(&self) -> Vec<Comment> {
        match self {
            Self::Device(device) => device.list(),
        }
    }

    /// Hands a comment in, and gives it back as it was taken.
    pub(super) async fn submit(&self, submission: Submission) -> Result<Comment, SubmitError> {
        match self {
            Self::Device(device) => device.submit(submission),
        }
    }
}
