//! What thread and form share: the conversation under the story on screen.

mod acting;
mod arriving;
mod fetching;
mod outgoing;
mod twig;

pub(super) use acting::Act;
pub(super) use twig::Twig;

use super::adapter::{Adapter, Thread};
use super::error::ListError;
use super::model::{Capabilities, Comment, CommentId, Order, State as CommentState};
use super::outbox;
use super::own::Own;
use super::thread;
use crate::browser::{clock, document, still};
use crate::context::Edition;
use crate::edition::{Timestamp, Word};
use crate::navigation::Navigation;
use leptos::prelude::*;
use std::sync::Arc;

/// The form below the thread: it stays where it is in the window while the thread changes.
const FORM: &str = ".comments > .comment-form";

/// The conversation under the story on screen.
///
/// One signal for all that changes: each type of signal is some kilobytes of code, and the
/// few things that are drawn from it are quickly looked through. Comments do not hang on it:
/// there may be thousands (see [`Twig`]).
#[derive(Clone, Copy)]
pub(super) struct Talk(RwSignal<State>);

struct State {
    adapter: Adapter,
    edition: Edition,
    navigation: Navigation,
    /// The story.
    thread_of: Thread,
    capabilities: Capabilities,
    phase: Phase,
    order: Order,
    /// What has been fetched, in the order in which it is shown.
    comments: Vec<Arc<Comment>>,
    /// How many more there are on the first level, and where they begin.
    hidden: u32,
    next: u32,
    /// The comments that have more replies than have been fetched.
    hidden_replies: Vec<(CommentId, u32)>,
    /// How many there are under the story, where that was told.
    total: Option<u32>,
    feed: Option<String>,
    /// What is being fetched besides: more of the first level, or more replies.
    fetching_more: bool,
    /// Why the last attempt to fetch more did not work.
    more_failed: Option<ListError>,
    /// The first level of the thread.
    thread: ArcRwSignal<Vec<Twig>>,
    /// How many comments are drawn: a long thread is drawn piece by piece.
    drawn: usize,
    /// The comment under which the form is open.
    replying: Option<CommentId>,
    /// What the reader does with a comment of their own.
    act: Option<(CommentId, Act)>,
    /// Whether something that the reader does is on its way to the server.
    acting: bool,
    /// What was said last about one comment.
    notice: Option<(CommentId, String)>,
    own: Own,
    /// Whether no comments are taken any more.
    closed: bool,
    /// From when on none are taken.
    closes: Option<Timestamp>,
}

/// How far the comments are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nobody has asked for them.
    #[default]
    Waiting,
    /// They are on their way.
    Fetching,
    /// They could not be had.
    Failed(ListError),
    /// They are there.
    Here,
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
            phase: if capabilities.shared { Phase::Waiting } else { Phase::Fetching },
            order: capabilities.orders.first().copied().unwrap_or_default(),
            capabilities,
            comments: Vec::new(),
            hidden: 0,
            next: 0,
            hidden_replies: Vec::new(),
            total: None,
            feed: None,
            fetching_more: false,
            more_failed: None,
            thread: ArcRwSignal::new(Vec::new()),
            drawn: 0,
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

    pub(super) fn adapter(self) -> Adapter {
        self.0.with_untracked(|state| state.adapter.clone())
    }

    /// What the place can do, as far as it is known; it may change when the comments come.
    pub(super) fn capabilities(self) -> Capabilities {
        self.0.with(|state| state.capabilities)
    }

    pub(super) fn story(self) -> String {
        self.0.with_untracked(|state| state.thread_of.key.clone())
    }

    /// The story.
    pub(super) fn thread_of(self) -> Thread {
        self.0.with_untracked(|state| state.thread_of.clone())
    }

    /// Whether it is the conversation under this story, and on screen.
    pub(super) fn is_of(self, story: &str) -> bool {
        self.look(|state| state.thread_of.key == story) == Some(true)
    }

    pub(super) fn thread(self) -> ArcRwSignal<Vec<Twig>> {
        self.0.with_untracked(|state| state.thread.clone())
    }

    pub(super) fn phase(self) -> Phase {
        self.watch(|state| state.phase)
    }

    pub(super) fn order(self) -> Order {
        self.watch(|state| state.order)
    }

    pub(super) fn feed(self) -> Option<String> {
        self.watch(|state| state.feed.clone())
    }

    /// How many comments there are; `None` until that is known.
    pub(super) fn count(self) -> Option<u32> {
        self.watch(|state| {
            let live = || state.comments.iter().filter(|it| it.state == CommentState::Live).count();
            let here = state.phase == Phase::Here;
            here.then(|| state.total.unwrap_or_else(|| u32::try_from(live()).unwrap_or(u32::MAX)))
        })
    }

    /// Whether there is something to order.
    pub(super) fn is_long(self) -> bool {
        self.watch(|state| state.comments.len() > 1)
    }

    /// How many comments of the first level have not been fetched.
    pub(super) fn hidden(self) -> u32 {
        self.watch(|state| state.hidden)
    }

    /// How many replies to a comment have not been fetched.
    pub(super) fn hidden_replies(self, parent: &CommentId) -> u32 {
        self.look(|state| {
            let of_it = state.hidden_replies.iter().find(|(id, _)| id == parent);
            of_it.map_or(0, |(_, count)| *count)
        })
        .unwrap_or_default()
    }

    /// Whether more comments are on their way.
    pub(super) fn is_fetching_more(self) -> bool {
        self.watch(|state| state.fetching_more)
    }

    pub(super) fn more_failed(self) -> Option<ListError> {
        self.watch(|state| state.more_failed)
    }

    /// Whether no comments are taken any more.
    pub(super) fn is_closed(self) -> bool {
        self.watch(|state| state.closed)
    }

    /// Whether no comments are taken any more by the reader's clock, which is asked when the
    /// app has woken and when a comment is sent. The form goes then; what is written stays.
    pub(super) fn closes_now(self) -> bool {
        let over = self
            .look(|state| !state.closed && state.closes.as_ref().is_some_and(clock::is_past))
            .unwrap_or_default();
        if over {
            self.update(&mut |state| state.closed = true);
        }
        untrack(|| self.is_closed())
    }

    /// Opens the form under a comment; where it is open already, leads to it.
    pub(super) fn answer(self, comment: &CommentId) {
        if self.is_answering(comment) {
            document::focus_place(&[&comment.anchor(), "-text"].concat());
            return;
        }
        let before = self.0.with_untracked(|state| state.replying.clone());
        self.note_down(&mut |state| state.replying = Some(comment.clone()));
        for id in before.iter().chain([comment]) {
            self.touch(id);
        }
    }

    /// Whether the form is open under a comment. Who draws it is told by its [`Twig`].
    pub(super) fn is_answering(self, comment: &CommentId) -> bool {
        self.look(|state| state.replying.as_ref() == Some(comment)).unwrap_or_default()
    }

    /// Closes the form under a comment. Its draft stays, and the focus goes to the button
    /// that opened it.
    pub(super) fn give_up_answer(self) {
        if let Some(comment) = self.close_answer() {
            document::focus_place(&[&comment.anchor(), "-reply"].concat());
        }
    }

    pub(in crate::comment) fn close_answer(self) -> Option<CommentId> {
        let mut answered = None;
        self.note_down(&mut |state| answered = state.replying.take());
        if let Some(comment) = &answered {
            self.touch(comment);
        }
        answered
    }

    /// Puts one more comment into the thread, and the reader's focus on it if they wait for it.
    pub(super) async fn add(self, comment: Comment, focus: bool) {
        let (anchor, id, comment) = (comment.id.anchor(), comment.id.clone(), Arc::new(comment));
        self.update(&mut |state| {
            state.total = state.total.map(|total| total.saturating_add(1));
            state.phase = Phase::Here;
            state.own.add(&comment, clock::seconds());
            state.comments.retain(|other| !other.is(&comment));
            state.comments.push(Arc::clone(&comment));
            fetching::sort(state);
        });
        still::around(FORM, &mut || self.show(Some(&id))).await;
        if focus {
            document::focus_place(&anchor);
        }
        self.watch_own();
    }

    /// What is known, for whoever draws it: it is drawn anew when that changes. One function
    /// for all, behind a thin generic one: each kind of look at a signal is code.
    fn watch<T: Default>(self, look: impl FnOnce(&State) -> T) -> T {
        let (mut look, mut seen) = (Some(look), T::default());
        let mut work = |state: &State| {
            if let Some(look) = look.take() {
                seen = look(state);
            }
        };
        self.see(true, &mut work);
        seen
    }

    /// What is known; `None` when the conversation has gone.
    fn look<T>(self, look: impl FnOnce(&State) -> T) -> Option<T> {
        let (mut look, mut seen) = (Some(look), None);
        self.see(false, &mut |state| seen = look.take().map(|look| look(state)));
        seen
    }

    #[inline(never)]
    fn see(self, track: bool, work: &mut dyn FnMut(&State)) {
        if track {
            self.0.try_with(work);
        } else {
            self.0.try_with_untracked(work);
        }
    }

    /// Changes what is shown; nothing when the conversation has gone.
    #[inline(never)]
    fn update(self, change: &mut dyn FnMut(&mut State)) {
        self.0.try_update(change);
    }

    /// Changes what is not shown, or what a [`Twig`] shows; nothing when the conversation has
    /// gone.
    #[inline(never)]
    fn note_down(self, change: &mut dyn FnMut(&mut State)) {
        let _ = self.0.try_update_untracked(change);
    }

    /// Draws one comment anew.
    fn touch(self, id: &CommentId) {
        if let Some(thread) = self.look(|state| state.thread.clone()) {
            twig::find(&thread.get_untracked(), id, &mut |twig| twig.touch());
        }
    }

    /// Brings the thread on screen into step with the comments; with `until`, as far as that
    /// comment at least.
    fn show(self, until: Option<&CommentId>) {
        let built = self.look(|state| {
            let mut comments = state.comments.clone();
            if state.capabilities.shared {
                comments.extend(outbox::pending(&state.thread_of.key, &state.comments));
            }
            let on_their_way = comments.len() - state.comments.len();
            let mut branches = thread::build(&comments, state.capabilities.nesting);
            let mut room = until.map_or(state.drawn, |id| {
                let place = thread::place(&branches, id).map_or(0, |place| place + 1);
                place.max(state.drawn)
            });
            let room_before = room;
            room += on_their_way;
            thread::cut(&mut branches, &mut room);
            (state.thread.clone(), branches, room_before)
        });
        let Some((thread, branches, drawn)) = built else { return };
        self.note_down(&mut |state| state.drawn = drawn);
        let old = thread.get_untracked();
        if let Some(new) = twig::grown(&old, branches) {
            thread.set(new);
        }
    }

    /// Tells a screen reader something.
    fn announce(self, text: String) {
        if let Some(navigation) = self.look(|state| state.navigation) {
            navigation.announce(text);
        }
    }

    fn word(self, word: Word) -> String {
        self.look(|state| state.edition.word(word)).unwrap_or_default()
    }
}
