//! How comments come onto the page.

use super::{HEADING, Phase, State, Talk, around, focus_when_painted, stays_with};
use crate::browser::drawn::{after_drawn, after_painted};
use crate::browser::{document, still};
use crate::comment::error::Error;
use crate::comment::made_for::{ACTS, SHARED};
use crate::comment::model::{Ask, Comment, CommentId, Order, Outcome, State as CommentState};
use crate::comment::order::{Index, order};
use crate::edition::Word;
use leptos::prelude::set_timeout;
use std::sync::Arc;
use std::time::Duration;

/// How many comments are drawn at once: about what a slow phone draws in a twentieth of a second.
const SLICE: usize = 12;

impl Talk {
    /// Fetches the comments if nobody has; with `again` also if they could not be had. A
    /// failure is for the reader to see, and to try again.
    pub(in crate::comment) fn ask(self, again: bool) {
        if self.says(&|state| match state.phase {
            Phase::Waiting => true,
            Phase::Failed(_) => again,
            Phase::Fetching | Phase::Here => false,
        }) {
            self.fetch();
        }
    }

    /// The same, with a button, which goes when it is pressed.
    pub(in crate::comment) fn press_ask(self) {
        self.note_down(&mut |state| state.pressed = true);
        self.ask(true);
    }

    /// Shows the comments in another order.
    pub(in crate::comment) fn sort(self, order: Order) {
        if self.says(&|state| state.order != order) {
            self.update(&mut |state| state.order = order);
            self.fetch();
        }
    }

    /// Fetches the first page. What is on screen stays there until it has come.
    pub(in crate::comment) fn fetch(self) {
        if self.is_gone() {
            return;
        }
        let mut asked = Asked::default();
        // A form that is being written in stays where it is in the window, here and below.
        around(&mut || {
            self.update(&mut |state| {
                state.phase = Phase::Fetching;
                asked = Asked::now(state);
            });
        });
        let ask = Ask { order: asked.order, ..Ask::default() };
        self.adapter().ask(ask, move |outcome| {
            still::when_loaded(move || {
                if self.says(&|state| asked.counts(state)) {
                    self.show(asked, outcome);
                }
            });
        });
    }

    /// Shows a first page, and leads to it whoever has asked for it.
    fn show(self, asked: Asked, outcome: Result<Outcome, Error>) {
        let mut outcome = Some(outcome);
        // What is put elsewhere in another order loses the focus.
        let focused = document::focused().filter(|_| SHARED);
        let at_heading = SHARED && Self::is_at_heading();
        around(&mut || self.take(asked, outcome.take()));
        if at_heading {
            after_painted(|| document::begin_at(HEADING));
        }
        if let Some(focused) = focused {
            after_drawn(move || {
                if document::nothing_focused() {
                    document::focus(&focused);
                }
            });
        }
        if !self.is_here() {
            return self.find_orphans(false);
        }
        if SHARED {
            let mut pressed = false;
            self.note_down(&mut |state| pressed = std::mem::take(&mut state.pressed));
            if pressed {
                self.tell_count();
            }
            self.draw_rest(Box::new(|| {}));
        }
        self.find_named(false);
        self.find_orphans(true);
    }

    /// Says how many have come, and puts the focus there if it was on the button that has gone.
    fn tell_count(self) {
        after_drawn(|| document::focus_if_lost(HEADING));
        let mut said = String::new();
        self.look(&mut |state| {
            let count = state.count().unwrap_or_default().to_string();
            said = state.edition.sentence(Word::CommentsCount, &[("count", &count)]);
        });
        self.announce(said);
    }

    /// Takes a first page in, in place of what was there.
    fn take(self, asked: Asked, mut outcome: Option<Result<Outcome, Error>>) {
        self.update(&mut |state| match outcome.take() {
            Some(Ok(mut page)) => {
                state.phase = Phase::Here;
                state.answered = true;
                if SHARED && state.shown != state.order {
                    state.note_written_in();
                    state.shown = state.order;
                }
                state.drawn = if SHARED { SLICE } else { usize::MAX };
                if let Some(capabilities) = page.capabilities {
                    state.closed |= !capabilities.open;
                    state.capabilities = capabilities;
                }
                state.feed = std::mem::take(&mut page.feed);
                merge(state, page, asked);
            }
            Some(Err(error)) => {
                state.phase = Phase::Failed(error);
                state.answered = true;
                state.arrange();
            }
            None => {}
        });
    }

    /// Draws the rest piece by piece, so that the page can be used meanwhile; then does something.
    fn draw_rest(self, then: Box<dyn FnOnce()>) {
        set_timeout(
            move || {
                if !self.says(&|state| state.drawn < state.comments.len()) {
                    return then();
                }
                around(&mut || {
                    self.update(&mut |state| {
                        // What is there is looked through each time: of a long thread in fewer steps.
                        state.drawn = state.drawn.saturating_add(SLICE + state.drawn / 16);
                    });
                });
                self.draw_rest(then);
            },
            Duration::ZERO,
        );
    }

    /// Fetches the next page of the first level, or the replies to a comment that are not
    /// here. The focus goes to the first new one, where the button was.
    pub(in crate::comment) fn fetch_more(self, parent: Option<CommentId>) {
        if self.says(&|state| state.fetching_more || state.phase != Phase::Here) {
            return;
        }
        let focused = document::focused();
        let then = move |new: Vec<CommentId>| {
            let Some(first) = new.first() else { return };
            if stays_with(focused.as_ref()) {
                focus_when_painted(first.anchor());
            }
            let count = new.len().to_string();
            let mut said = String::new();
            self.look(&mut |state| {
                said = state.edition.sentence(Word::MoreCame, &[("count", &count)]);
            });
            self.announce(said);
        };
        self.page(parent, false, Box::new(then));
    }

    /// Fetches a page, or all there are, draws them, and goes on with what is new.
    pub(super) fn page(
        self,
        parent: Option<CommentId>,
        all: bool,
        then: Box<dyn FnOnce(Vec<CommentId>)>,
    ) {
        let mut ask = Ask { comment: parent, all, ..Ask::default() };
        let mut asked = Asked::default();
        self.update(&mut |state| {
            state.fetching_more = true;
            state.more_failed = None;
            asked = Asked { parent, ..Asked::now(state) };
            (ask.order, ask.replies) = (asked.order, state.replies);
            ask.there = match parent {
                None => state.there,
                Some(_) => state.comments.iter().filter(|it| it.parent == parent).count() as u32,
            };
        });
        self.adapter().ask(ask, move |outcome| {
            let mut outcome = Some(outcome);
            let mut new = Vec::new();
            if self.is_gone() {
                return;
            }
            let mut change = || {
                self.update(&mut |state| {
                    state.fetching_more = false;
                    match outcome.take() {
                        Some(Ok(page)) if asked.counts(state) => {
                            if !all {
                                state.drawn = usize::MAX;
                            }
                            new = merge(state, page, asked);
                        }
                        Some(Err(error)) => state.more_failed = Some((parent, error)),
                        _ => {}
                    }
                });
            };
            if all {
                around(&mut change);
                self.draw_rest(Box::new(move || then(new)));
            } else {
                // Where the reader has asked for more it comes, and the form makes room.
                change();
                then(new);
            }
            self.find_orphans(false);
        });
    }
}

/// A question for comments, and what was known when it was asked.
#[derive(Clone, Copy, Default)]
struct Asked {
    /// Which question it was.
    number: u32,
    order: Order,
    /// Whose replies were asked for; the first level when there is none.
    parent: Option<CommentId>,
    /// How much of what this document has sent had been taken.
    added: usize,
}

impl Asked {
    fn now(state: &mut State) -> Self {
        state.questions += 1;
        let (number, order) = (state.questions, state.order);
        Self { number, order, parent: None, added: state.added.len() }
    }

    /// Whether the answer still counts: in this order, and to no question that is older than one
    /// whose answer has come.
    fn counts(&self, state: &State) -> bool {
        self.order == state.order && self.number > state.merged
    }
}

/// Puts a page in the place of what was there of its level, which it begins with: what has gone
/// since is gone, and what has come since is there. Gives back what is new, what the reader has
/// asked for before all: the first one behind what was there.
fn merge(state: &mut State, page: Outcome, asked: Asked) -> Vec<CommentId> {
    state.merged = asked.number;
    if ACTS {
        // Another tab may have sent what comes now.
        state.own.load();
    }
    let Asked { parent, added, .. } = asked;
    let of_level = |comments: &[Arc<Comment>]| {
        comments.iter().filter(|comment| comment.parent == parent).count() as u32
    };
    let old = std::mem::take(&mut state.comments);
    let (were, mut new) = (Index::of(&old), Vec::new());
    for comment in page.comments {
        match were.find(comment.id).map(|at| &old[at]) {
            None => new.push(comment.id),
            // Another comment may have its number by now.
            Some(it) if !it.is(&comment) || comment.state == CommentState::Deleted => {
                state.tell_gone(comment.id);
            }
            Some(_) => {}
        }
        state.comments.push(Arc::new(comment));
    }
    state.total = page.total.or(state.total);
    let more = |total: Option<u32>, number: u32| total.map(|it| it.saturating_add(number));
    match parent {
        Some(parent) => {
            let known = state.hidden_replies.iter().find(|(id, _)| *id == parent);
            let before = of_level(&old) + known.map_or(0, |(_, count)| *count);
            let now = of_level(&state.comments).saturating_add(page.hidden);
            state.total = more(state.total, now).map(|it| it.saturating_sub(before));
            state.replies = state.replies.max(page.next);
            state.cut |= page.cut;
            state.hidden_replies.retain(|(id, _)| *id != parent);
            if page.hidden > 0 && !new.is_empty() {
                state.hidden_replies.push((parent, page.hidden));
            }
        }
        None => {
            (state.hidden, state.there) = (page.hidden, page.next);
            state.cut = page.cut;
            state.hidden_replies = page.hidden_replies;
        }
    }
    let goes_on = page.hidden > 0 || !state.hidden_replies.is_empty();
    let are = Index::of(&state.comments);
    for comment in old {
        if are.find(comment.id).is_some() {
            continue;
        }
        let sent = state.added.iter().position(|it| it.is(&comment));
        if parent.is_some() && comment.parent != parent {
            state.comments.push(comment);
        } else if let Some(at) = sent.filter(|at| goes_on || *at >= added) {
            // It may stand on a later page than it is shown on, or be younger than the answer.
            state.total = more(state.total, (at >= added).into());
            state.comments.push(comment);
        } else if state.is_busy_with(comment.id) {
            // What somebody writes there stays. The server does not count what is left.
            state.total = more(state.total, 1);
            state.tell_gone(comment.id);
            state.comments.push(Arc::new(comment.left_behind()));
        }
    }
    let comments = &state.comments;
    state.added.retain(|it| comments.iter().any(|comment| comment.is(it)));
    sort(state);
    first_behind(state, parent, &were, &mut new);
    state.arrange();
    new
}

/// Puts first what comes first behind all that was there.
fn first_behind(state: &State, parent: Option<CommentId>, old: &Index, new: &mut [CommentId]) {
    let mut first = None;
    for comment in state.comments.iter().filter(|comment| comment.parent == parent) {
        if old.find(comment.id).is_none() {
            first = first.or(Some(comment.id));
        } else if !state.added.iter().any(|it| it.id == comment.id) {
            first = None;
        }
    }
    if let Some(at) = first.and_then(|first| new.iter().position(|id| *id == first)) {
        new.swap(0, at);
    }
}

/// By their time, where that is the order; what votes say only the server knows.
pub(super) fn sort(state: &mut State) {
    let comments = &mut state.comments;
    let newest = match state.order {
        Order::Oldest => false,
        Order::Newest => true,
        Order::MostVoted => return,
    };
    let created = |at: usize| comments[at].created;
    let places = order(comments.len(), &|one, other| {
        let (one, other) = if newest { (other, one) } else { (one, other) };
        created(one) < created(other)
    });
    *comments = places.into_iter().map(|at| Arc::clone(&comments[at])).collect();
}
