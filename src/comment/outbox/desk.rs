//! What this document knows of the outbox besides what is kept.

use super::entry::Entry;
use super::notice::Notice;
use crate::browser::locks::Lock;
use crate::comment::model::CommentId;
use crate::comment::talk::Talk;
use crate::comment::writing::Writing;
use crate::context::{Edition, Screen};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::RwSignal;
use std::cell::RefCell;

/// What this document knows. Nothing of it is drawn from but the notice.
pub(super) struct Desk {
    pub(super) edition: Edition,
    pub(super) screen: Screen,
    /// Changes with `notice`. The value says nothing.
    pub(super) changed: RwSignal<bool>,
    pub(super) notice: Option<Notice>,
    /// The conversation on screen, or the last one.
    pub(super) talk: Option<Talk>,
    /// The forms on screen.
    pub(super) forms: Vec<Writing>,
    /// What is on its way back into a form that is being opened.
    pub(super) going_back: Option<Entry>,
    /// The entries that were written in this document.
    pub(super) mine: Vec<CommentId>,
    /// Whether this document works on the outbox, or waits for its turn to.
    pub(super) working: bool,
    /// Whether what waits for the network is to be tried now.
    pub(super) eager: bool,
    /// What says that no other document works on it.
    pub(super) lock: Option<Lock>,
    pub(super) timer: Option<TimeoutHandle>,
}

thread_local! {
    /// It lives as long as the document: none where comments stay on the device, and none
    /// natively.
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

impl Desk {
    /// Begins. What was there before is gone with the page that it was drawn in.
    pub(super) fn begin(edition: Edition, screen: Screen, changed: RwSignal<bool>) {
        let desk = Self {
            edition,
            screen,
            changed,
            notice: None,
            talk: None,
            forms: Vec::new(),
            going_back: None,
            mine: Vec::new(),
            working: false,
            eager: false,
            lock: None,
            timer: None,
        };
        DESK.set(Some(desk));
    }
}

/// Looks at it or changes it, where there is one. The work must not come back here.
#[inline(never)]
pub(super) fn change(work: &mut dyn FnMut(&mut Desk)) {
    DESK.with_borrow_mut(|desk| {
        if let Some(desk) = desk {
            work(desk);
        }
    });
}

pub(super) fn edition() -> Option<Edition> {
    let mut edition = None;
    change(&mut |desk| edition = Some(desk.edition.clone()));
    edition
}

/// The conversation on screen, if it is that under this story.
pub(super) fn talk_of(story: &str) -> Option<Talk> {
    let mut talk = None;
    change(&mut |desk| talk = desk.talk);
    talk.filter(|talk| talk.is_of(story))
}
