//! The one model of a conversation, whoever keeps it.

use super::error::Error;
use super::made_for::{ACTS, CHANGES, DEVICE, PREVIEWS, SHARED};
use super::outbox::Plight;
use crate::edition::Word;

/// What tells a comment from all others under its story, as long as it is there: a server may
/// give the number of a deleted comment to the next one (see [`Comment::is`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CommentId(pub(super) u64);

impl CommentId {
    /// As it is written in URLs.
    pub(super) fn text(self) -> String {
        self.0.to_string()
    }

    /// The `id` of the comment's element, which a link leads to.
    pub(super) fn anchor(self) -> String {
        self.place("")
    }

    /// The `id` of something that belongs to the comment.
    pub(super) fn place(self, part: &str) -> String {
        ["comment-", &self.text(), part].concat()
    }
}

/// A comment as the thread shows it. A text that is empty is not known or not there.
///
/// Plain fields: each kind of wrapping is code wherever a comment is copied or dropped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Comment {
    pub(super) id: CommentId,
    /// The comment it answers. It may not be in the thread.
    pub(super) parent: Option<CommentId>,
    pub(super) author: String,
    /// An `http` or `https` URL.
    pub(super) website: String,
    /// When it was written, by the clock of whoever keeps it, in seconds after 1970 (UTC);
    /// 0 where that cannot be read.
    pub(super) created: f64,
    /// When its text was last changed; 0 for never.
    pub(super) modified: f64,
    pub(super) state: State,
    pub(super) likes: u32,
    pub(super) dislikes: u32,
    /// What is the same for all comments of one writer: the `http` or `https` URL of a picture,
    /// or a text from which a pattern is drawn.
    pub(super) face: String,
    /// What it says: as HTML, as a server made it, which only [`super::html`] reads; or as plain
    /// text, shown literally.
    pub(super) body: String,
    pub(super) is_html: bool,
    /// How long its writer may still change it, in seconds from the answer that brought it;
    /// 0 where that is not told, or where nobody may.
    pub(super) changeable: u32,
}

impl Comment {
    /// Whether two are the same comment, perhaps at different times: the same id, written at
    /// the same time.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.id == other.id && self.created == other.created
    }

    /// What is left of it when it was deleted: its place.
    pub(super) fn left_behind(&self) -> Self {
        Self {
            id: self.id,
            parent: self.parent,
            created: self.created,
            state: State::Deleted,
            ..Self::default()
        }
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
/// Some of it is known only when the place has answered: see [`Outcome::capabilities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Capabilities {
    /// How many levels of replies are drawn inside each other. A deeper reply stands beside
    /// the one it answers and says whom it answers.
    pub(super) nesting: usize,
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
    /// Whether readers can change and delete their own comments, on a server for a while.
    pub(super) change: bool,
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

/// Where the app is made for one place, the compiler knows most of the answers.
impl Capabilities {
    /// Whether others than this reader see a comment and can be asked about it.
    pub(super) const fn is_shared(&self) -> bool {
        SHARED && (!DEVICE || self.shared)
    }

    /// Whether readers can vote.
    pub(super) const fn votes(&self) -> bool {
        ACTS && self.vote
    }

    /// Whether readers can change and delete their own comments, on a server for a while.
    pub(super) const fn changes(&self) -> bool {
        CHANGES && self.change
    }

    /// Whether it shows what it would make of a text.
    pub(super) const fn previews(&self) -> bool {
        PREVIEWS && self.preview
    }
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

/// What the place where comments are kept is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum What {
    /// To give a page of comments.
    #[default]
    List,
    /// To take a new comment.
    Submit,
    /// To look for a comment whose sending has ended unclearly; or whether one is there.
    Find,
    /// To look whether a comment that was taken came twice, and to leave the first alone then: a
    /// browser may send anew by itself what got no answer.
    Twin,
    /// To count a vote for or against a comment. One that does not count (for one's own
    /// comment, a second one) leaves the votes as they are.
    Like,
    Dislike,
    /// To say what the reader has typed into their own comment.
    Source,
    /// To change the text of one's own comment.
    Edit,
    /// To delete one's own comment.
    Delete,
    /// To say what would be made of a text.
    Preview,
    /// To say how many comments there are in each of some threads.
    Count,
}

/// One thing that is asked of the place where comments are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Ask {
    pub(super) what: What,
    /// The comment that it is about; for a list, the one whose replies are asked for, and the
    /// first level when there is none.
    pub(super) comment: Option<CommentId>,
    /// For a list.
    pub(super) order: Order,
    /// For a list: how many of its level have been fetched, as [`Outcome::next`] said it. A page
    /// begins with the first of all and goes on behind these: a place in a list is another one
    /// when something comes or goes before it.
    pub(super) there: u32,
    /// For a list: how many replies to one comment have been fetched, at most.
    pub(super) replies: u32,
    /// Every comment there is instead of a page of them.
    pub(super) all: bool,
    /// What is sent or looked for; its text alone for a change and a preview.
    pub(super) submission: Submission,
    /// When what is looked for was handed in, by this device's clock, in seconds after 1970.
    pub(super) since: f64,
    /// The same by the server's clock, which alone says which comments are older: a device's may be
    /// off by days. 0 where it cannot be known.
    pub(super) since_there: f64,
    /// The comments that were there before, as far as they could be taken for it: see
    /// [`super::same::stamp`].
    pub(super) known: Vec<u64>,
    /// The threads whose comments are counted.
    pub(super) keys: Vec<String>,
    /// Why the server seems not to have done it, while it is looked whether it has.
    pub(super) failed: Option<Error>,
    /// The comment that stays of two.
    pub(super) twin: Option<CommentId>,
}

/// How many comments are taken of one answer, and shown of one conversation at first: a thread of
/// which nobody reads the end must not hold the tab up.
pub(super) const MOST: usize = 5000;

/// What has come of an [`Ask`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outcome {
    /// A page, which begins with the first, in the order that was asked for, each level by itself;
    /// the comment that was taken or found; the votes there are now; what is left of a deleted
    /// comment for its replies.
    pub(super) comments: Vec<Comment>,
    /// What was typed, or as HTML what would be made of it; of a vote, why it does not count.
    pub(super) text: String,
    /// How many more there are after this page.
    pub(super) hidden: u32,
    /// Whether there are more that are not asked for: see [`MOST`].
    pub(super) cut: bool,
    /// How many of the level that was asked for are on it.
    pub(super) next: u32,
    /// How many replies more there are to comments of this page, where there are any.
    pub(super) hidden_replies: Vec<(CommentId, u32)>,
    /// How many there are under the story; `None` where that was not told.
    pub(super) total: Option<u32>,
    /// What is known of the place by now.
    pub(super) capabilities: Option<Capabilities>,
    /// Where the story's comments can be followed with a feed reader.
    pub(super) feed: String,
    /// Whether what was looked for and not found may be where a reader cannot look: held for
    /// the newsroom. Where it would be refused as a duplicate it is not.
    pub(super) unknowable: bool,
    /// How many comments there are, as many numbers as there were threads.
    pub(super) counts: Vec<u32>,
}
