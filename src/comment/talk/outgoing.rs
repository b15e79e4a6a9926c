//! What is on its way, seen from the thread.

use super::{FORM, Phase, Talk};
use crate::browser::{document, still};
use crate::comment::model::CommentId;
use leptos::task::{spawn_local, tick};

impl Talk {
    /// Brings what is on its way into step with the outbox. With `anew` what has arrived by
    /// another way is fetched, too.
    pub(in crate::comment) fn refresh(self, anew: bool) {
        spawn_local(async move {
            still::loaded().await;
            if anew && self.look(|state| state.phase == Phase::Here) == Some(true) {
                self.page(None, true).await;
                self.note_down(&mut |state| state.drawn = state.drawn.max(state.comments.len()));
            }
            let focused = document::focused_in(".comment-pending");
            still::around(FORM, &mut || self.show(None)).await;
            if let Some(id) = focused.filter(|_| document::nothing_focused()) {
                // It has been drawn anew.
                document::focus_quietly(&id);
            }
        });
    }

    /// Draws a comment that has just been handed in, and leads to it.
    pub(in crate::comment) fn lead_to(self, id: CommentId) {
        self.close_answer();
        spawn_local(async move {
            self.show(Some(&id));
            tick().await;
            document::focus_place(&id.anchor());
        });
    }
}
