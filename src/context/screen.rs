use super::Hooks;
use crate::edition::{Address, Page};
use leptos::prelude::*;
use std::sync::Arc;

/// The page on screen, and what a screen reader is told beside it.
///
/// A hop puts another page there (`navigation`); whatever is drawn may ask which one it is.
#[derive(Clone, Copy)]
pub struct Screen {
    page: RwSignal<Arc<Page>>,
    whole: StoredValue<ArcRwSignal<bool>>,
    announcement: RwSignal<String>,
    /// What is done for each page that is drawn here.
    pub hooks: Hooks,
}

impl Screen {
    /// A screen with a page that is drawn already.
    pub fn new(page: Arc<Page>, hooks: Hooks) -> Self {
        Self {
            page: RwSignal::new(page),
            whole: StoredValue::new(ArcRwSignal::new(true)),
            announcement: RwSignal::new(String::new()),
            hooks,
        }
    }

    /// The page, for what changes with it.
    pub fn page(self) -> Arc<Page> {
        self.page.get()
    }

    /// The page as it is now.
    pub fn page_untracked(self) -> Arc<Page> {
        self.page.get_untracked()
    }

    /// Puts another page on screen. `whole` says, now or later, that what stands below a story is
    /// drawn too.
    pub fn show(self, page: Arc<Page>, whole: ArcRwSignal<bool>) {
        self.whole.set_value(whole);
        self.page.set(page);
    }

    /// Whether what stands below the story on screen is drawn too, or waits for the story to be
    /// painted. Each page has a signal of its own: one that is gone is not drawn again.
    pub fn whole(self) -> ArcRwSignal<bool> {
        self.whole.get_value()
    }

    /// Whether the page on screen is the one at this address, for what changes with it.
    pub fn stands_at(self, target: &str) -> bool {
        self.page.with(|page| page.address().is_some_and(|address| address.as_str() == target))
    }

    /// The address of the page, which after a failed hop is not that in the bar.
    pub fn address(self) -> Option<Address> {
        self.page.with_untracked(|page| page.address().cloned())
    }

    /// What a screen reader was told last.
    pub fn announcement(self) -> String {
        self.announcement.get()
    }

    /// Tells a screen reader something, politely. The same words twice are told twice.
    pub fn announce(self, text: String) {
        let again = self.announcement.with_untracked(|said| *said == text);
        self.announcement.set(if again { text + "\u{A0}" } else { text });
    }

    /// Takes back what was told, so that the next words are new whatever they are.
    pub fn hush(self) {
        self.announcement.set(String::new());
    }
}
