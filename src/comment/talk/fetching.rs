//! How comments come onto the page.

use super::{Phase, State, Talk};
use crate::browser::{frame, still};
use crate::comment::model::{Comment, CommentId, Listing, Order, Query};
use crate::comment::moment::to_seconds;
use crate::comment::sorted::sorted;
use crate::edition::Word;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How many comments are drawn at once: about what a slow phone draws in a tenth of a second.
const SLICE: usize = 40;

impl Talk {
    /// Fetches the comments, if nobody has yet.
    pub(in crate::comment) fn ask(self) {
        if matches!(untrack(|| self.phase()), Phase::Waiting | Phase::Failed(_)) {
            self.fetch();
        }
    }

    /// Fetches the comments when the reader comes near: a failure then is for them to see, and
    /// to try again.
    pub(in crate::comment) fn ask_once(self) {
        if untrack(|| self.phase()) == Phase::Waiting {
            self.fetch();
        }
    }

    /// Shows the comments in another order.
    pub(in crate::comment) fn sort(self, order: Order) {
        if untrack(|| self.order()) != order {
            self.update(&mut |state| state.order = order);
            self.fetch();
        }
    }

    /// Fetches the first page. What is on screen stays there until it has come.
    pub(in crate::comment) fn fetch(self) {
        self.note_down(&mut |state| state.phase = Phase::Fetching);
        let (adapter, order) = (self.adapter(), untrack(|| self.order()));
        spawn_local(async move {
            // A form that is being written in stays where it is in the window, here and below.
            still::around(super::FORM, &mut || self.update(&mut |_| {})).await;
            still::loaded().await;
            let query = Query { order, ..Query::default() };
            let mut answer = Some(adapter.list(query).await);
            if self.0.is_disposed() || untrack(|| self.order()) != order {
                // The reader has gone on to another story, or wants another order.
                return;
            }
            let show = &mut || match answer.take() {
                Some(Ok(listing)) => {
                    self.take(listing);
                    self.begin_drawing();
                }
                Some(Err(error)) => self.update(&mut |state| state.phase = Phase::Failed(error)),
                None => {}
            };
            still::around(super::FORM, show).await;
            if self.look(|state| state.phase == Phase::Here) == Some(true) {
                spawn_local(self.find_named(false));
                spawn_local(self.go_on_drawing());
            }
        });
    }

    /// Fetches the next page of the first level, or the replies to a comment that are not
    /// here. The focus goes to the first new one, where the button was.
    pub(in crate::comment) fn fetch_more(self, parent: Option<CommentId>) {
        if untrack(|| self.is_fetching_more()) {
            return;
        }
        self.begin_more();
        spawn_local(async move {
            let Some(new) = self.page(parent, false).await else { return };
            self.show_all();
            leptos::task::tick().await;
            if let Some(first) = new.first() {
                crate::browser::document::focus_place(&first.anchor());
                let count = new.len().to_string();
                let said =
                    self.look(|state| state.edition.sentence(Word::MoreCame, &[("count", &count)]));
                self.announce(said.unwrap_or_default());
            }
        });
    }

    pub(super) fn begin_more(self) {
        self.update(&mut |state| {
            state.fetching_more = true;
            state.more_failed = None;
        });
    }

    /// Fetches a page, and gives back which comments are new. `None` when it did not come.
    pub(super) async fn page(self, parent: Option<CommentId>, all: bool) -> Option<Vec<CommentId>> {
        let (adapter, query) = self.look(|state| {
            let here = |comment: &&Arc<Comment>| comment.parent == parent;
            let offset = match &parent {
                None => state.next,
                Some(_) => u32::try_from(state.comments.iter().filter(here).count()).unwrap_or(0),
            };
            let offset = if all { 0 } else { offset };
            let query = Query { order: state.order, offset, parent: parent.clone(), all };
            (state.adapter.clone(), query)
        })?;
        let order = query.order;
        let mut answer = adapter.list(query).await;
        let mut new = None;
        if self.0.is_disposed() {
            return None;
        }
        self.update(&mut |state| {
            state.fetching_more = false;
            match &mut answer {
                Ok(_) if state.order != order => {}
                Ok(listing) => {
                    if parent.is_none() {
                        state.total = listing.total.or(state.total);
                    }
                    new = Some(merge(state, listing, parent.as_ref()));
                }
                Err(error) => state.more_failed = Some(*error),
            }
        });
        new
    }

    /// Takes a first page in, in place of what was there.
    fn take(self, mut listing: Listing) {
        self.update(&mut |state| {
            state.phase = Phase::Here;
            state.comments = Vec::new();
            state.hidden_replies = Vec::new();
            state.drawn = state.drawn.min(SLICE);
            state.own.load();
            if let Some(capabilities) = listing.capabilities.take() {
                state.closed |= !capabilities.open;
                if capabilities != state.capabilities {
                    state.capabilities = capabilities;
                }
            }
            state.feed = listing.feed.take();
            state.total = listing.total;
            merge(state, &mut listing, None);
        });
        self.watch_own();
    }

    /// Draws the first comments at once.
    fn begin_drawing(self) {
        self.note_down(&mut |state| state.drawn = state.drawn.max(SLICE));
        self.show(None);
    }

    /// Draws the rest piece by piece, so that the page can be used meanwhile.
    async fn go_on_drawing(self) {
        while self.look(|state| state.drawn < state.comments.len()) == Some(true) {
            frame::painted().await;
            self.note_down(&mut |state| state.drawn += SLICE);
            self.show(None);
        }
    }

    /// Draws everything that has been fetched.
    pub(super) fn show_all(self) {
        self.note_down(&mut |state| state.drawn = state.drawn.max(state.comments.len()));
        self.show(None);
    }
}

/// Adds a page to what is there, and gives back what is new of it. A comment that came before
/// is replaced where it stands.
fn merge(state: &mut State, listing: &mut Listing, parent: Option<&CommentId>) -> Vec<CommentId> {
    let here = &state.comments;
    let known = sorted(here.len(), &|one, other| here[one].id < here[other].id);
    let mut new = Vec::new();
    for comment in std::mem::take(&mut listing.comments) {
        let at = known.partition_point(|&index| state.comments[index].id < comment.id);
        match known.get(at).filter(|&&index| state.comments[index].id == comment.id) {
            Some(&index) => state.comments[index] = Arc::new(comment),
            None => {
                new.push(comment.id.clone());
                state.comments.push(Arc::new(comment));
            }
        }
    }
    sort(state);
    match parent {
        // Replies to replies have no pages of their own.
        Some(parent) => {
            state.hidden_replies.retain(|(id, _)| id != parent);
            if listing.hidden > 0 && !new.is_empty() {
                state.hidden_replies.push((parent.clone(), listing.hidden));
            }
        }
        None => {
            (state.hidden, state.next) = (listing.hidden, listing.next);
            state
                .hidden_replies
                .retain(|(id, _)| !listing.hidden_replies.iter().any(|(other, _)| other == id));
            state.hidden_replies.append(&mut listing.hidden_replies);
        }
    }
    new
}

/// By their time, where that is the order; what votes say only the server knows.
pub(super) fn sort(state: &mut State) {
    let newest = match state.order {
        Order::Oldest => false,
        Order::Newest => true,
        Order::MostVoted => return,
    };
    let time = |comment: &Arc<Comment>| to_seconds(&comment.created).unwrap_or_default();
    let times: Vec<f64> = state.comments.iter().map(time).collect();
    let before = |one: usize, other: usize| {
        if newest { times[one] > times[other] } else { times[one] < times[other] }
    };
    let order = sorted(times.len(), &before);
    state.comments = order.into_iter().map(|index| Arc::clone(&state.comments[index])).collect();
}
