//! Following a link to the conversation or to one comment of it.

use super::{Phase, Talk};
use crate::browser::{document, frame};
use crate::comment::model::CommentId;
use crate::edition::Word;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

impl Talk {
    /// Whether the address in the bar asks for the comments.
    pub(in crate::comment) fn is_asked_for() -> bool {
        document::fragment().is_some_and(|it| it == "comments" || comment_in(&it).is_some())
    }

    /// The address in the bar names another place on this page.
    pub(in crate::comment) fn follow(self) {
        if !Self::is_asked_for() {
            return;
        }
        if untrack(|| self.phase()) == Phase::Here {
            spawn_local(self.find_named(true));
        } else {
            self.ask();
        }
    }

    /// Leads to the comment that the address names, fetching what is missing. A reader who has
    /// put the focus somewhere meanwhile is left there, unless they have just followed a link.
    pub(super) async fn find_named(self, followed: bool) {
        let Some(id) = document::fragment().as_deref().and_then(comment_in) else { return };
        if !self.has(&id) {
            let more = self.look(|state| state.hidden > 0 || !state.hidden_replies.is_empty());
            if more == Some(true) {
                self.begin_more();
                self.page(None, true).await;
            }
        }
        if !self.has(&id) {
            let gone = self.word(Word::CommentGone);
            return self.announce(gone);
        }
        self.show(Some(&id));
        tick().await;
        // In one frame with the thread it would be a jump of the page.
        frame::painted().await;
        if followed || document::nothing_focused() {
            document::arrive_at(&id.anchor());
        }
    }

    /// Whether this comment has been fetched.
    pub(in crate::comment) fn has(self, id: &CommentId) -> bool {
        let here = |comment: &std::sync::Arc<crate::comment::model::Comment>| comment.id == *id;
        self.look(|state| state.comments.iter().any(here)) == Some(true)
    }
}

/// The comment that a fragment names: as the thread here links it, or as Isso does in its
/// letters to the newsroom.
fn comment_in(fragment: &str) -> Option<CommentId> {
    let id = fragment.strip_prefix("comment-").or_else(|| fragment.strip_prefix("isso-"))?;
    let plain = |c: char| c.is_ascii_digit();
    (!id.is_empty() && id.chars().all(plain)).then(|| CommentId::new(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_names_a_comment() {
        assert_eq!(comment_in("comment-12"), Some(CommentId::new("12")));
        assert_eq!(comment_in("isso-12"), Some(CommentId::new("12")));
        for other in ["comments", "comment-text", "comment-12-text", "comment-", "a"] {
            assert_eq!(comment_in(other), None, "{other}");
        }
    }
}
