//! What this document knows of the outbox besides what is kept.

use super::entry::Entry;
use super::notice::Notice;
use crate::comment::talk::Talk;
use crate::comment::writing::Writing;
use crate::context::Edition;
use crate::edition::Base;
use crate::navigation::Navigation;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::RwSignal;
use std::cell::RefCell;

/// What this document knows. Nothing of it is drawn from but the notice.
pub(super) struct Desk {
    pub(super) edition: Edition,
    pub(super) navigation: Navigation,
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
    pub(super) mine: Vec<String>,
    /// The entries that this document is working on.
    pub(super) busy: Vec<String>,
    pub(super) timer: Option<TimeoutHandle>,
}

thread_local! {
    /// It lives as long as the document: none where comments stay on the device, and none
    /// natively.
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

impl Desk {
    /// Begins. What was there before is gone with the page that it was drawn in.
    pub(super) fn begin(edition: Edition, navigation: Navigation, changed: RwSignal<bool>) {
        let desk = Self {
            edition,
            navigation,
            changed,
            notice: None,
            talk: None,
            forms: Vec::new(),
            going_back: None,
            mine: Vec::new(),
            busy: Vec::new(),
            timer: None,
        };
        DESK.set(Some(desk));
    }
}

/// Looks at it or changes it, where there is one. The work must not come back here.
pub(super) fn change(work: &mut dyn FnMut(&mut Desk)) {
    DESK.with_borrow_mut(|desk| {
        if let Some(desk) = desk {
            work(desk);
        }
    });
}

pub(super) fn edition() -> Option<Edition> {
    DESK.with_borrow(|desk| desk.as_ref().map(|desk| desk.edition.clone()))
}

pub(super) fn base() -> Option<Base> {
    DESK.with_borrow(|desk| desk.as_ref().map(|desk| desk.edition.base.clone()))
}

/// The conversation on screen, if it is that under this story.
pub(super) fn talk_of(story: &str) -> Option<Talk> {
    let talk = DESK.with_borrow(|desk| desk.as_ref().and_then(|desk| desk.talk));
    talk.filter(|talk| talk.is_of(story))
}
