//! What thread and form share: the conversation under the story on screen.

mod acting;
mod arriving;
mod fetching;

pub(super) use acting::Act;

use super::adapter::{Adapter, Thread};
use super::error::Error;
use super::made_for::ACTS;
use super::model::{Capabilities, Comment, CommentId, Order, State as CommentState};
use super::outbox;
use super::own::Own;
use super::thread::{Place, places};
use crate::browser::drawn::after_drawn;
use crate::browser::{clock, document, still};
use crate::context::Edition;
use crate::edition::{Timestamp, Word};
use crate::navigation::Navigation;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// The form below the thread: it stays where it is in the window while the thread changes.
const FORM: &str = ".comments > .comment-form";

/// The conversation under the story on screen.
///
/// One signal for all that changes: each type of signal is some kilobytes of code, and what is
/// drawn from it is quickly looked through, a thousand comments too.
#[derive(Clone, Copy)]
pub(super) struct Talk(RwSignal<State>);

/// What is known of a conversation.
pub(super) struct State {
    adapter: Adapter,
    pub(super) edition: Edition,
    navigation: Navigation,
    /// The story.
    thread_of: Thread,
    pub(super) capabilities: Capabilities,
    pub(super) phase: Phase,
    order: Order,
    /// The order of what has been fetched.
    pub(super) shown: Order,
    /// What has been fetched, in the order in which it is shown.
    comments: Vec<Arc<Comment>>,
    /// What is drawn: what has been fetched and what is on its way, and where it stands.
    pub(super) all: Vec<Arc<Comment>>,
    pub(super) places: Vec<Place>,
    /// How many comments there are room for: a long thread is drawn piece by piece.
    pub(super) drawn: usize,
    /// How many more there are on the first level, and where they begin.
    pub(super) hidden: u32,
    next: u32,
    /// The comments that have more replies than have been fetched.
    pub(super) hidden_replies: Vec<(CommentId, u32)>,
    /// How many there are under the story, where that was told.
    total: Option<u32>,
    pub(super) feed: String,
    /// What is being fetched besides: more of the first level, or more replies.
    pub(super) fetching_more: bool,
    /// Why the last attempt to fetch more did not work.
    pub(super) more_failed: Option<Error>,
    /// The comment under which the form is open.
    pub(super) replying: Option<CommentId>,
    /// What the reader does with a comment of their own.
    pub(super) act: Option<(CommentId, Act)>,
    /// Whether something that the reader does is on its way to the server.
    acting: bool,
    /// What was said last about one comment.
    pub(super) notice: Option<(CommentId, String)>,
    pub(super) own: Own,
    /// Whether no comments are taken any more.
    pub(super) closed: bool,
    /// From when on none are taken.
    closes: Option<Timestamp>,
}

/// How far the comments are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nobody has asked for them.
    Waiting,
    /// They are on their way.
    Fetching,
    /// They could not be had.
    Failed(Error),
    /// They are there.
    Here,
}

impl State {
    /// How many comments there are; `None` until that is known.
    pub(super) fn count(&self) -> Option<u32> {
        let live = || self.comments.iter().filter(|it| it.state == CommentState::Live).count();
        (self.phase == Phase::Here).then(|| self.total.unwrap_or_else(|| live() as u32))
    }

    /// Whether no comments have come yet; some of the reader's own may be drawn all the same.
    pub(super) fn none_has_come(&self) -> bool {
        self.comments.is_empty()
    }

    /// Brings what is drawn into step with what is known.
    fn arrange(&mut self) {
        self.all.clone_from(&self.comments);
        if self.capabilities.is_shared() {
            self.all.extend(outbox::pending(&self.thread_of.key, &self.comments));
        }
        self.places = places(&self.all, self.capabilities.nesting);
    }
}

impl Talk {
    pub(super) fn new(adapter: Adapter, thread: &Thread) -> Self {
        let edition = Edition::current();
        let capabilities = adapter.capabilities();
        Self(RwSignal::new(State {
            own: Own::new(&edition.base, &thread.key),
            edition,
            navigation: expect_context(),
            adapter,
            thread_of: thread.clone(),
            phase: if capabilities.is_shared() { Phase::Waiting } else { Phase::Fetching },
            order: Order::Oldest,
            shown: Order::Oldest,
            capabilities,
            comments: Vec::new(),
            all: Vec::new(),
            places: Vec::new(),
            drawn: 0,
            hidden: 0,
            next: 0,
            hidden_replies: Vec::new(),
            total: None,
            feed: String::new(),
            fetching_more: false,
            more_failed: None,
            replying: None,
            act: None,
            acting: false,
            notice: None,
            closed: !thread.comments.open,
            closes: thread.comments.closes.clone(),
        }))
    }

    /// Whether the reader has hopped on to another story.
    pub(super) fn is_gone(self) -> bool {
        self.0.is_disposed()
    }

    #[inline(never)]
    pub(super) fn adapter(self) -> Adapter {
        self.0.with_untracked(|state| state.adapter.clone())
    }

    /// What the place can do, as far as it is known; it may change when the comments come.
    #[inline(never)]
    pub(super) fn capabilities(self) -> Capabilities {
        self.0.with(|state| state.capabilities)
    }

    /// What the place can do, for whoever does something now.
    #[inline(never)]
    pub(super) fn can(self) -> Capabilities {
        self.0.with_untracked(|state| state.capabilities)
    }

    /// The story.
    #[inline(never)]
    pub(super) fn thread_of(self) -> Thread {
        self.0.with_untracked(|state| state.thread_of.clone())
    }

    /// Whether it is the conversation under this story, and on screen.
    pub(super) fn is_of(self, story: &str) -> bool {
        self.says(&|state| state.thread_of.key == story)
    }

    /// Whether the comments have come.
    fn is_here(self) -> bool {
        self.says(&|state| state.phase == Phase::Here)
    }

    /// Whether no comments are taken any more by the reader's clock, which is asked when the
    /// app has woken and when a comment is sent. The form goes then; what is written stays.
    pub(super) fn closes_now(self) -> bool {
        let over = |state: &State| state.closes.as_ref().is_some_and(clock::is_past);
        if self.says(&|state| !state.closed && over(state)) {
            self.update(&mut |state| state.closed = true);
        }
        self.says(&|state| state.closed)
    }

    /// Opens the form under a comment; where it is open already, leads to it.
    pub(super) fn answer(self, comment: CommentId) {
        if self.says(&|state| state.replying == Some(comment)) {
            document::focus_place(&comment.place("-text"));
        } else {
            self.update(&mut |state| state.replying = Some(comment));
        }
    }

    /// Closes the form under a comment. Its draft stays, and the focus goes to the button
    /// that opened it.
    pub(super) fn give_up_answer(self) {
        if let Some(comment) = self.close_answer() {
            document::focus_place(&comment.place("-reply"));
        }
    }

    pub(super) fn close_answer(self) -> Option<CommentId> {
        let mut answered = None;
        self.update(&mut |state| answered = state.replying.take());
        answered
    }

    /// Puts one more comment into the thread, and the reader's focus on it if they wait for it.
    pub(super) fn add(self, comment: Comment, focus: bool) {
        let id = comment.id;
        let comment = Arc::new(comment);
        still::around(FORM, &mut || {
            self.update(&mut |state| {
                state.total = state.total.map(|total| total.saturating_add(1));
                state.phase = Phase::Here;
                if ACTS {
                    state.own.add(&comment, clock::seconds());
                }
                state.comments.retain(|other| !other.is(&comment));
                state.comments.push(Arc::clone(&comment));
                fetching::sort(state);
                state.arrange();
                state.drawn = usize::MAX;
            });
        });
        if focus {
            focus_when_painted(id.anchor());
        }
    }

    /// Tells anew how long comments can be changed.
    pub(super) fn tell_time(self) {
        self.update(&mut |_| {});
    }

    /// Draws a comment that has just been handed in, and leads to it.
    pub(super) fn lead_to(self, id: CommentId) {
        self.update(&mut |state| {
            state.replying = None;
            state.arrange();
        });
        focus_when_painted(id.anchor());
    }

    /// Brings what is on its way into step with the outbox. With `anew` what has arrived by
    /// another way is fetched, too.
    pub(super) fn refresh(self, anew: bool) {
        still::when_loaded(move || {
            if anew && self.is_here() {
                return self.page(None, true, Box::new(move |_| self.refresh(false)));
            }
            let focused = document::focused_in(".comment-pending");
            still::around(FORM, &mut || self.update(&mut State::arrange));
            if let Some(id) = focused {
                after_drawn(move || {
                    if document::nothing_focused() {
                        // It has been drawn anew.
                        document::focus_quietly(&id);
                    }
                });
            }
        });
    }

    /// What is drawn of it: drawn anew when anything changes. One function for all, behind a
    /// thin generic one: each kind of look at a signal is code.
    pub(super) fn watch<T: Default>(self, look: impl FnOnce(&State) -> T) -> T {
        let (mut look, mut seen) = (Some(look), T::default());
        let mut work = |state: &State| {
            if let Some(look) = look.take() {
                seen = look(state);
            }
        };
        self.track(&mut work);
        seen
    }

    #[inline(never)]
    fn track(self, work: &mut dyn FnMut(&State)) {
        self.0.try_with(work);
    }

    /// Looks at it, unless it has gone.
    #[inline(never)]
    pub(super) fn look(self, work: &mut dyn FnMut(&State)) {
        self.0.try_with_untracked(work);
    }

    /// Whether something is so; it is not when the conversation has gone.
    fn says(self, is: &dyn Fn(&State) -> bool) -> bool {
        let mut so = false;
        self.look(&mut |state| so = is(state));
        so
    }

    /// Changes what is shown; nothing when the conversation has gone.
    #[inline(never)]
    fn update(self, change: &mut dyn FnMut(&mut State)) {
        self.0.try_update(change);
    }

    /// Tells a screen reader something.
    fn announce(self, text: String) {
        self.look(&mut |state| state.navigation.announce(text.clone()));
    }

    fn word(self, word: Word) -> String {
        let mut text = String::new();
        self.look(&mut |state| text = state.edition.word(word));
        text
    }
}

/// How long the reader sees what is new before the page moves to it.
pub(super) const PAINTED: Duration = Duration::from_millis(50);

/// Puts the focus on something that is about to be drawn, and brings it into view. In one frame
/// with what is drawn that would be a jump of the page.
fn focus_when_painted(place: String) {
    set_timeout(move || document::focus_place(&place), PAINTED);
}

/// Puts the focus on something that is about to be drawn where the reader looks.
fn focus_soon(place: String) {
    after_drawn(move || document::focus_place(&place));
}
