//! Following a link to the conversation or to one comment of it.

use super::{HEADING, State, Talk};
use crate::browser::document;
use crate::browser::drawn::after_painted;
use crate::comment::made_for::SHARED;
use crate::comment::model::CommentId;
use crate::edition::Word;

impl Talk {
    /// Whether the address in the bar asks for the comments.
    pub(in crate::comment) fn is_asked_for() -> bool {
        document::fragment().is_some_and(|it| it == "comments" || comment_in(&it).is_some())
    }

    /// Whether the reader has followed a link to the comments and sees where they begin. They begin
    /// there still when the comments have come, while everybody else sees the form stand still.
    pub(super) fn is_at_heading() -> bool {
        document::fragment().is_some_and(|it| it == "comments")
            && document::nothing_focused()
            && document::is_in_view(HEADING)
    }

    /// The address in the bar names another place on this page.
    pub(in crate::comment) fn follow(self) {
        if !Self::is_asked_for() {
            return;
        }
        if self.is_here() {
            self.find_named(true);
        } else {
            self.ask(true);
        }
    }

    /// Leads to the comment that the address names, fetching what is missing. A reader who has
    /// put the focus somewhere meanwhile is left there, unless they have just followed a link.
    pub(super) fn find_named(self, followed: bool) {
        let Some(id) = document::fragment().as_deref().and_then(comment_in) else { return };
        self.seek(id, Box::new(move || self.arrive(id, followed)));
    }

    /// Does something when it is known whether a comment is there: what is missing is fetched.
    pub(in crate::comment) fn seek(self, id: CommentId, then: Box<dyn FnOnce()>) {
        if SHARED && !self.has(id) && self.says(&State::goes_on) {
            self.page(None, true, Box::new(|_| then()));
        } else {
            then();
        }
    }

    fn arrive(self, id: CommentId, followed: bool) {
        let gone = !self.has(id);
        self.update(&mut |state| {
            state.gone = gone;
            if !gone {
                state.drawn = usize::MAX;
            }
        });
        let place = if gone {
            self.announce(self.word(Word::CommentGone));
            HEADING.into()
        } else {
            id.anchor()
        };
        let lead = move || {
            if followed || document::nothing_focused() {
                document::arrive_at(&place);
            }
        };
        after_painted(lead);
    }

    /// Whether this comment has been fetched.
    pub(in crate::comment) fn has(self, id: CommentId) -> bool {
        self.says(&|state| state.comments.iter().any(|comment| comment.id == id))
    }
}

/// The comment that a fragment names: as the thread here links it, or as Isso does in its
/// letters to the newsroom.
fn comment_in(fragment: &str) -> Option<CommentId> {
    let id = fragment.strip_prefix("comment-").or_else(|| fragment.strip_prefix("isso-"))?;
    id.parse().ok().map(CommentId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_names_a_comment() {
        assert_eq!(comment_in("comment-12"), Some(CommentId(12)));
        assert_eq!(comment_in("isso-12"), Some(CommentId(12)));
        for other in ["comments", "comment-text", "comment-12-text", "comment-", "a"] {
            assert_eq!(comment_in(other), None, "{other}");
        }
    }
}
