//! What thread and form share: the conversation under the story on screen.

mod acting;
mod arriving;
mod fetching;
mod orphans;

pub(super) use acting::Act;

use super::adapter::{Adapter, Thread};
use super::error::Error;
use super::made_for::{ACTS, SHARED, TAKES_ORPHANS};
use super::model::{Ask, Capabilities, Comment, CommentId, Order, State as CommentState, What};
use super::orphan::Orphan;
use super::outbox;
use super::own::Own;
use super::thread::{Place, places};
use super::writing::Writing;
use crate::browser::drawn::{after_drawn, after_painted};
use crate::browser::{clock, document, still};
use crate::context::{Edition, Screen, provided};
use crate::edition::{Timestamp, Word};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::HtmlElement;

/// The heading of the conversation.
pub(super) const HEADING: &str = "comments-heading";

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
    screen: Screen,
    /// The story.
    thread_of: Thread,
    pub(super) capabilities: Capabilities,
    pub(super) phase: Phase,
    /// Whether they have come once, or could not be had.
    answered: bool,
    order: Order,
    /// The order of what has been fetched.
    shown: Order,
    /// The comments in whose rows somebody writes, with the order in which each was drawn: in
    /// another order the others are drawn anew.
    written_in: Vec<(CommentId, Order)>,
    /// How often comments have been asked for, and to which question the last answer was that was
    /// shown: one to an earlier question knows less.
    questions: u32,
    merged: u32,
    /// Whether the reader has asked with a button, which goes when it is pressed.
    pressed: bool,
    /// Whether the comment that the address names is not there.
    pub(super) gone: bool,
    /// What has been fetched, in the order in which it is shown.
    comments: Vec<Arc<Comment>>,
    /// What this document has sent and the server taken: a page of the thread may not hold it.
    added: Vec<Arc<Comment>>,
    /// What is drawn: what has been fetched and what is on its way, and where it stands.
    pub(super) all: Vec<Arc<Comment>>,
    pub(super) places: Vec<Place>,
    /// How many comments there are room for: a long thread is drawn piece by piece.
    pub(super) drawn: usize,
    /// How many of the first level have been fetched, and how many more there are.
    there: u32,
    pub(super) hidden: u32,
    /// Whether there are more than are shown: see [`super::model::MOST`].
    pub(super) cut: bool,
    /// How many replies to one comment have been fetched, at most.
    replies: u32,
    /// The comments that have more replies than have been fetched.
    pub(super) hidden_replies: Vec<(CommentId, u32)>,
    /// How many there are under the story, where that was told.
    total: Option<u32>,
    pub(super) feed: String,
    /// What is being fetched besides: more of the first level, or more replies.
    pub(super) fetching_more: bool,
    /// Why the last attempt to fetch more did not work, and under which comment.
    pub(super) more_failed: Option<(Option<CommentId>, Error)>,
    /// The comment under which the form is open.
    pub(super) replying: Option<CommentId>,
    /// What the reader does with comments of their own.
    acts: Vec<(CommentId, Act)>,
    /// The comments with which something is done that is on its way to the server.
    acting: Vec<CommentId>,
    /// What was said last about one comment.
    pub(super) notice: Option<(CommentId, String)>,
    pub(super) own: Own,
    /// The form for the story itself, where there is one.
    form: Option<Writing>,
    /// What was written and has no form any more.
    pub(super) orphans: Vec<Orphan>,
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
        let are = |state| self.comments.iter().filter(|it| it.state == state).count() as u32;
        // Placeholders are counted by a server, and are no comments.
        let told = self.total.map(|total| total.saturating_sub(are(CommentState::Deleted)));
        let here = || (self.phase == Phase::Here).then(|| are(CommentState::Live));
        told.or_else(here)
    }

    /// What the reader does with a comment.
    pub(super) fn act_with(&self, id: CommentId) -> Option<&Act> {
        self.acts.iter().find(|(of, _)| *of == id).map(|(_, act)| act)
    }

    /// Whether the reader writes in a comment or below it, or something is done with it.
    fn is_busy_with(&self, id: CommentId) -> bool {
        self.replying == Some(id) || self.act_with(id).is_some() || self.acting.contains(&id)
    }

    /// Says to whoever writes in a comment, or an answer to it, that it has gone.
    fn tell_gone(&mut self, id: CommentId) {
        if self.replying == Some(id) || matches!(self.act_with(id), Some(Act::Edit { .. })) {
            self.notice = Some((id, self.edition.word(Word::WordsStay)));
        }
    }

    /// What stood in a comment when its change began.
    fn was(&self, id: CommentId) -> Option<&String> {
        match self.act_with(id) {
            Some(Act::Edit { was, .. }) => Some(was),
            _ => None,
        }
    }

    fn begin_act(&mut self, id: CommentId, act: Act) {
        self.end_act(id);
        self.acts.push((id, act));
    }

    fn end_act(&mut self, id: CommentId) {
        self.acts.retain(|(of, _)| *of != id);
    }

    /// In which order a comment's row was drawn.
    pub(super) fn row_of(&self, id: CommentId) -> Order {
        let kept = self.written_in.iter().find(|(of, _)| SHARED && *of == id);
        kept.map_or(self.shown, |(_, order)| *order)
    }

    /// Notes the rows in which somebody writes, and those around them.
    fn note_written_in(&mut self) {
        let mut rows = Vec::new();
        for (at, comment) in self.all.iter().enumerate() {
            let id = comment.id;
            if self.replying == Some(id) || self.act_with(id).is_some() {
                let mut up = Some(at);
                while let Some(at) = up {
                    rows.push((self.all[at].id, self.row_of(self.all[at].id)));
                    up = self.places[at].under;
                }
            }
        }
        self.written_in = rows;
    }

    /// Whether there are comments that have not been fetched.
    fn goes_on(&self) -> bool {
        self.hidden > 0 || !self.hidden_replies.is_empty()
    }

    /// Whether no comments have come yet; some of the reader's own may be drawn all the same.
    pub(super) fn none_has_come(&self) -> bool {
        self.comments.is_empty()
    }

    /// Brings what is drawn into step with what is known.
    fn arrange(&mut self) {
        self.all.clone_from(&self.comments);
        if self.capabilities.is_shared() {
            self.all.extend(outbox::pending(&self.thread_of.key, &self.comments, self.answered));
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
            screen: provided(),
            adapter,
            thread_of: thread.clone(),
            phase: if capabilities.is_shared() { Phase::Waiting } else { Phase::Fetching },
            answered: false,
            order: Order::Oldest,
            shown: Order::Oldest,
            written_in: Vec::new(),
            questions: 0,
            merged: 0,
            pressed: false,
            gone: false,
            capabilities,
            comments: Vec::new(),
            added: Vec::new(),
            all: Vec::new(),
            places: Vec::new(),
            drawn: 0,
            there: 0,
            hidden: 0,
            cut: false,
            replies: 0,
            hidden_replies: Vec::new(),
            total: None,
            feed: String::new(),
            fetching_more: false,
            more_failed: None,
            replying: None,
            acts: Vec::new(),
            acting: Vec::new(),
            notice: None,
            form: None,
            orphans: Vec::new(),
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
            self.close();
        }
        self.says(&|state| state.closed)
    }

    /// The server has said that it takes no comments any more.
    pub(super) fn close(self) {
        self.update(&mut |state| state.closed = true);
        self.find_orphans(false);
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
            focus_soon(comment, "-reply");
            // What it answers may have gone meanwhile.
            after_drawn(move || self.find_orphans(false));
        }
    }

    pub(super) fn close_answer(self) -> Option<CommentId> {
        let mut answered = None;
        self.update(&mut |state| answered = state.replying.take());
        answered
    }

    /// Puts one more comment into the thread, and the reader's focus on it if they wait for it.
    /// Where the others have not come they are fetched: one comment is no thread.
    pub(super) fn add(self, comment: Comment, focus: bool) {
        let (id, parent) = (comment.id, comment.parent);
        let comment = Arc::new(comment);
        around(&mut || {
            self.update(&mut |state| {
                if !state.comments.iter().any(|other| other.is(&comment)) {
                    state.total = state.total.map(|total| total.saturating_add(1));
                }
                state.added.push(Arc::clone(&comment));
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
        if !self.is_here() {
            // When the reader has been led to it, and it stays where it is.
            after_painted(move || after_painted(move || self.fetch()));
        }
        if focus {
            focus_when_painted(id.anchor());
        }
        if TAKES_ORPHANS && let Some(parent) = parent {
            self.find_answered(id, parent);
        }
    }

    /// Looks whether what a comment answers is still there, which its server has not said.
    fn find_answered(self, id: CommentId, answered: CommentId) {
        let ask = Ask { what: What::Find, comment: Some(answered), ..Ask::default() };
        self.adapter().ask(ask, move |outcome| {
            if outcome.is_ok_and(|outcome| outcome.comments.is_empty()) {
                self.stands_alone(id);
            }
        });
    }

    /// What a comment answers was deleted before it came: that is said, and the thread is shown as
    /// it is by now.
    pub(super) fn stands_alone(self, id: CommentId) {
        self.say(id, Word::StandsAlone);
        self.refresh(true);
    }

    /// Another comment is there in place of one.
    pub(super) fn replace(self, id: CommentId, by: Comment) {
        let by = Arc::new(by);
        around(&mut || {
            self.update(&mut |state| {
                state.own.forget(id);
                for list in [&mut state.comments, &mut state.added] {
                    list.retain(|comment| comment.id != id && !comment.is(&by));
                    list.push(Arc::clone(&by));
                }
                fetching::sort(state);
                state.arrange();
            });
        });
    }

    /// Says something beside a comment, and aloud.
    fn say(self, id: CommentId, word: Word) {
        let said = self.word(word);
        self.update(&mut |state| state.notice = Some((id, said.clone())));
        self.announce(said);
    }

    /// Tells anew how long comments can be changed.
    pub(super) fn tell_time(self) {
        self.update(&mut |_| {});
        self.find_orphans(false);
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
            around(&mut || self.update(&mut State::arrange));
            if let Some(id) = focused {
                // It has been drawn anew.
                after_drawn(move || document::focus_if_lost(&id));
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

    /// Changes what is not shown; nothing when the conversation has gone.
    #[inline(never)]
    fn note_down(self, change: &mut dyn FnMut(&mut State)) {
        let _ = self.0.try_update_untracked(change);
    }

    /// Changes what is shown; nothing when the conversation has gone.
    #[inline(never)]
    fn update(self, change: &mut dyn FnMut(&mut State)) {
        self.0.try_update(change);
    }

    /// Tells a screen reader something.
    fn announce(self, text: String) {
        self.look(&mut |state| state.screen.announce(text.clone()));
    }

    fn word(self, word: Word) -> String {
        let mut text = String::new();
        self.look(&mut |state| text = state.edition.word(word));
        text
    }
}

/// Puts the focus on something that is about to be drawn, and brings it into view.
fn focus_when_painted(place: String) {
    after_painted(move || document::focus_place(&place));
}

/// Changes the thread around what the reader looks at: the comment that has the focus, or the form
/// below the thread. What is on its way is drawn anew itself.
fn around(change: &mut dyn FnMut()) {
    let comment =
        document::focused_in(".comment:not(.comment-pending)").map(|id| ["#", &id].concat());
    still::around(comment.as_deref().unwrap_or(".comments > .comment-form"), change);
}

/// Puts the focus on something of a comment that is about to be drawn where the reader looks: on
/// the comment where that is not offered any more, on the heading where the comment has gone.
fn focus_soon(id: CommentId, part: &'static str) {
    after_drawn(move || {
        document::focus_place(&id.place(part));
        document::focus_if_lost(&id.anchor());
        document::focus_if_lost(HEADING);
    });
}

/// Whether the focus is still where it was when a question was asked, or nowhere: an answer takes
/// nobody out of what they have gone on to.
fn stays_with(before: Option<&HtmlElement>) -> bool {
    document::nothing_focused() || document::focused().as_ref() == before
}
