//! How comments come onto the page.

use super::{HEADING, Phase, State, Talk, around, focus_when_painted, stays_with};
use crate::browser::drawn::{after_drawn, after_painted};
use crate::browser::{document, still};
use crate::comment::error::Error;
use crate::comment::made_for::{ACTS, SHARED};
use crate::comment::model::{Ask, Comment, CommentId, Order, Outcome};
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
        let mut ask = Ask::default();
        let mut question = 0;
        // A form that is being written in stays where it is in the window, here and below.
        around(&mut || {
            self.update(&mut |state| {
                state.phase = Phase::Fetching;
                state.question += 1;
                (question, ask.order) = (state.question, state.order);
            });
        });
        self.adapter().ask(ask, move |outcome| {
            still::when_loaded(move || {
                if self.says(&|state| state.question == question) {
                    self.show(outcome);
                }
            });
        });
    }

    /// Shows a first page, and leads to it whoever has asked for it.
    fn show(self, outcome: Result<Outcome, Error>) {
        let mut outcome = Some(outcome);
        // What is put elsewhere in another order loses the focus.
        let focused = document::focused().filter(|_| SHARED);
        let at_heading = SHARED && Self::is_at_heading();
        around(&mut || self.take(outcome.take()));
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
            return;
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
    fn take(self, mut outcome: Option<Result<Outcome, Error>>) {
        self.update(&mut |state| match outcome.take() {
            Some(Ok(mut page)) => {
                state.phase = Phase::Here;
                state.answered = true;
                if SHARED && state.shown != state.order {
                    state.note_written_in();
                    state.shown = state.order;
                }
                state.comments.clone_from(&state.added);
                state.hidden_replies = Vec::new();
                state.next = 0;
                state.drawn = if SHARED { SLICE } else { usize::MAX };
                if let Some(capabilities) = page.capabilities {
                    state.closed |= !capabilities.open;
                    state.capabilities = capabilities;
                }
                state.feed = std::mem::take(&mut page.feed);
                state.total = page.total;
                merge(state, page, None);
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
                    self.update(&mut |state| state.drawn = state.drawn.saturating_add(SLICE));
                });
                self.draw_rest(then);
            },
            Duration::ZERO,
        );
    }

    /// Fetches the next page of the first level, or the replies to a comment that are not
    /// here. The focus goes to the first new one, where the button was.
    pub(in crate::comment) fn fetch_more(self, parent: Option<CommentId>) {
        if self.says(&|state| state.fetching_more) {
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
        let mut question = 0;
        self.update(&mut |state| {
            state.fetching_more = true;
            state.more_failed = None;
            (question, ask.order) = (state.question, state.order);
            // What was sent from here may stand on a later page than it is shown on.
            let of = |list: &[Arc<Comment>]| list.iter().filter(|it| it.parent == parent).count();
            ask.offset = match parent {
                _ if all => 0,
                None => state.next,
                Some(_) => of(&state.comments).saturating_sub(of(&state.added)) as u32,
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
                        Some(Ok(page)) if state.question == question => {
                            if parent.is_none() {
                                state.total = page.total.or(state.total);
                            }
                            if all {
                                state.hidden_replies.clear();
                            } else {
                                state.drawn = usize::MAX;
                            }
                            new = merge(state, page, parent);
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
        });
    }
}

/// Adds a page to what is there, and gives back what is new of it. A comment that came before
/// is replaced where it stands.
fn merge(state: &mut State, page: Outcome, parent: Option<CommentId>) -> Vec<CommentId> {
    let mut new = Vec::new();
    let known = state.comments.len();
    if ACTS {
        // Another tab may have sent what comes now.
        state.own.load();
    }
    for comment in page.comments {
        match state.comments[..known].iter_mut().find(|here| here.id == comment.id) {
            Some(here) => *here = Arc::new(comment),
            None => {
                new.push(comment.id);
                state.comments.push(Arc::new(comment));
            }
        }
    }
    sort(state);
    state.arrange();
    let of_page = |id: CommentId| page.hidden_replies.iter().any(|(other, _)| *other == id);
    match parent {
        // Replies to replies have no pages of their own.
        Some(parent) => {
            state.hidden_replies.retain(|(id, _)| *id != parent);
            if page.hidden > 0 && !new.is_empty() {
                state.hidden_replies.push((parent, page.hidden));
            }
        }
        None => {
            // A page may come behind a later one.
            if page.next >= state.next {
                (state.hidden, state.next) = (page.hidden, page.next);
            }
            state.hidden_replies.retain(|(id, _)| !of_page(*id));
            state.hidden_replies.extend(page.hidden_replies);
        }
    }
    new
}

/// By their time, where that is the order; what votes say only the server knows.
pub(super) fn sort(state: &mut State) {
    let comments = &mut state.comments;
    let newest = match state.order {
        Order::Oldest => false,
        Order::Newest => true,
        Order::MostVoted => return,
    };
    // Most often they are in order; the standard library's sort would be kilobytes of code.
    for place in 1..comments.len() {
        let mut at = place;
        while at > 0 && {
            let (one, other) = (comments[at - 1].created, comments[at].created);
            if newest { one < other } else { one > other }
        } {
            comments.swap(at - 1, at);
            at -= 1;
        }
    }
}
