//! The one model of a conversation, whoever keeps it.

use super::outbox::Plight;
use crate::edition::{Timestamp, Word};

/// What tells a comment from all others under its story, as long as it is there: a server may
/// give the number of a deleted comment to the next one (see [`Comment::is`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) id: CommentId,
    /// The comment it answers. It may not be in the thread.
    pub(super) parent: Option<CommentId>,
    /// `None` for somebody who gave no name.
    pub(super) author: Option<String>,
    /// An `http` or `https` URL.
    pub(super) website: Option<String>,
    /// When it was written, by the clock of whoever keeps it.
    pub(super) created: Timestamp,
    /// When its text was last changed.
    pub(super) modified: Option<Timestamp>,
    pub(super) state: State,
    /// `None` where nobody votes.
    pub(super) votes: Option<Votes>,
    pub(super) face: Option<Face>,
    pub(super) body: Body,
    /// How long its writer may still change it, in seconds from the answer that brought it;
    /// `None` where that is not told, or where nobody may.
    pub(super) changeable: Option<u32>,
}

impl Comment {
    /// Whether two are the same comment, perhaps at different times: the same id, written at
    /// the same time.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.id == other.id && self.created == other.created
    }
}

/// What has become of a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// Everybody sees it.
    #[default]
    Live,
    /// It waits for the newsroom; only its writer knows of it.
    Held,
    /// It was deleted, and keeps a place for its replies. It has no text and no author.
    Deleted,
    /// It is on its way: only the outbox knows of it.
    Pending(Plight),
}

/// How many readers liked a comment and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes {
    pub(super) likes: u32,
    pub(super) dislikes: u32,
}

/// A reader's vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vote {
    Like,
    Dislike,
}

/// What stands beside the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// A picture: an `http` or `https` URL.
    Picture(String),
    /// A pattern, drawn from a text that is the same for all comments of one writer.
    Pattern(String),
}

/// What a comment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Plain text, shown literally.
    Text(String),
    /// What a server made of it. Only [`super::html`] reads it.
    Html(String),
}

impl Default for Body {
    fn default() -> Self {
        Self::Text(String::new())
    }
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
///
/// Some of it is known only when the place has answered: see [`Listing::capabilities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Capabilities {
    /// How many levels of replies are drawn inside each other. A deeper reply stands beside
    /// the one it answers and says whom it answers.
    pub(super) nesting: u8,
    /// How short a comment may be, in characters (Unicode scalar values).
    pub(super) min_length: usize,
    /// How long a comment may be, in characters.
    pub(super) max_length: usize,
    /// How long a name may be, in characters.
    pub(super) max_name: usize,
    /// How long an e-mail address may be, in bytes.
    pub(super) max_email: usize,
    /// How long a website's address may be, in characters.
    pub(super) max_website: usize,
    /// Whether a name must be given.
    pub(super) name_required: bool,
    /// Whether an e-mail address must be given.
    pub(super) email_required: bool,
    /// Whether comments are taken under this story.
    pub(super) open: bool,
    /// Whether readers can change their own comments for a while.
    pub(super) edit: bool,
    /// Whether readers can delete their own comments for a while.
    pub(super) delete: bool,
    /// Whether readers can vote.
    pub(super) vote: bool,
    /// Whether it shows what it would make of a text.
    pub(super) preview: bool,
    /// Whether others than this reader see a comment and can be asked about it.
    pub(super) shared: bool,
    /// The orders it can give comments in, the usual one first.
    pub(super) orders: &'static [Order],
    /// The sentence that tells the reader where a comment goes.
    pub(super) whereabouts: Word,
}

/// An order of the first level. Replies stand in the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    #[default]
    Oldest,
    Newest,
    /// Most liked, less disliked, first.
    MostVoted,
}

/// Which comments are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) order: Order,
    /// Where the page begins: 0, then what the page before gave as [`Listing::next`].
    pub(super) offset: u32,
    /// The comment whose replies are asked for; the first level when there is none.
    pub(super) parent: Option<CommentId>,
    /// Every comment there is instead of a page of them.
    pub(super) all: bool,
}

/// The answer to a [`Query`]: a page of comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    /// In the order that was asked for, each level by itself.
    pub(super) comments: Vec<Comment>,
    /// How many more there are after this page.
    pub(super) hidden: u32,
    /// Where the next page begins.
    pub(super) next: u32,
    /// How many replies more there are to comments of this page, where there are any.
    pub(super) hidden_replies: Vec<(CommentId, u32)>,
    /// How many there are under the story; `None` where that was not told.
    pub(super) total: Option<u32>,
    /// What is known of the place by now.
    pub(super) capabilities: Option<Capabilities>,
    /// Where the story's comments can be followed with a feed reader.
    pub(super) feed: Option<String>,
}

/// What became of a comment whose end is unclear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// It has arrived.
    Found(Box<Comment>),
    /// It is not there, or it would be refused as a duplicate if it were: it can be sent again.
    Absent,
    /// It may be there where a reader cannot look: held for the newsroom.
    CannotKnow,
}

/// What can be done with a comment besides handing it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// To vote for or against it. A vote that does not count (for one's own comment, a second
    /// one) leaves the votes as they are.
    Vote(CommentId, Vote),
    /// To ask what the reader has typed into their own comment.
    Source(CommentId),
    /// To change the text of one's own comment.
    Edit(CommentId, String),
    /// To delete one's own comment.
    Delete(CommentId),
    /// To ask what the server would make of a text.
    Preview(String),
}

/// What has come of a [`Deed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The votes there are now.
    Votes(Votes),
    /// What was typed, or as HTML what would be made of it.
    Text(String),
    /// The comment as it is now: changed, or a placeholder for its replies.
    Comment(Box<Comment>),
    /// It has gone.
    Gone,
}
