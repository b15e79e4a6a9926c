//! The one model of a conversation, whoever keeps it.

use crate::edition::{Block, Timestamp, Word};

/// What tells a comment from all others under its story.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CommentId(String);

impl CommentId {
    pub(super) fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The `id` of the comment's element, which a link leads to.
    pub(super) fn anchor(&self) -> String {
        ["comment-", &self.0].concat()
    }
}

/// A comment as the thread shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) id: CommentId,
    /// The comment it answers. It may not be in the thread.
    pub(super) parent: Option<CommentId>,
    /// `None` for somebody who gave no name.
    pub(super) author: Option<String>,
    /// An `http` or `https` URL.
    pub(super) website: Option<String>,
    pub(super) created: Timestamp,
    pub(super) body: Vec<Block>,
}

/// What a reader hands in. A text that is empty was not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Submission {
    /// The comment it answers.
    pub(super) parent: Option<CommentId>,
    pub(super) text: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) website: String,
}

/// What the place where comments are kept can do and asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Capabilities {
    /// How many levels of replies are drawn inside each other. A deeper reply stands beside
    /// the one it answers and says whom it answers.
    pub(super) nesting: u8,
    /// How long a comment may be, in characters (Unicode scalar values).
    pub(super) max_length: usize,
    /// Whether a name must be given.
    pub(super) name_required: bool,
    /// Whether an e-mail address must be given.
    pub(super) email_required: bool,
    /// The sentence that tells the reader where a comment goes.
    pub(super) whereabouts: Word,
}
