//! Taking over the browser's navigations.

use super::{HopError, HopFailure, Navigation, left, store};
use crate::browser::navigation_api::{self, NavigateEvent};
use crate::browser::{document, frame, pictures, timing, transition};
use crate::context::Edition;
use crate::edition::{Address, Page, Word};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::AbortSignal;

/// From how many milliseconds on a wait is noticed as one.
const NOTICED_MS: f64 = 200.0;

/// The hop under way, so that the next one can end it, and what tells whether it has been
/// stopped.
type UnderWay = Rc<RefCell<Option<(Address, AbortSignal)>>>;

impl Navigation {
    /// Begins to follow links inside the edition. To be called once, when the page on screen
    /// is the app's: an app that failed before leaves every link to the browser.
    pub fn listen(self) {
        let page = self.screen.page_untracked();
        if let Some(address) = page.address() {
            store().keep(address.clone(), Arc::clone(&page));
        }
        let edition = Edition::current();
        pictures::watch(edition.word(Word::ImageMissing), edition.word(Word::Retry));
        let Some(api) = navigation_api::get() else {
            return;
        };
        for kind in ["pointerover", "touchstart", "focusin"] {
            let edition = edition.clone();
            document::on(kind, move |event| {
                if let Some(element) = event.target().and_then(|t| t.dyn_into().ok()) {
                    self.fetch_pointed_at(&edition, &element);
                }
            });
        }
        document::on("click", |event| {
            timing::clicked(&event);
            document::focus_clicked(&event);
        });
        let under_way = UnderWay::default();
        let stopped = Rc::clone(&under_way);
        navigation_api::on_stopped(&api, move || {
            let stopped = Rc::clone(&stopped);
            // One that is overtaken ends before the next begins.
            leptos::task::spawn_local(async move {
                frame::painted().await;
                self.end_stopped(&stopped).await;
            });
        });
        navigation_api::on_navigate(&api, move |event| self.consider(&edition, &under_way, event));
    }

    /// Asks for the page that the last hop failed to get once more.
    pub fn retry(self) {
        if let Some(api) = navigation_api::get() {
            navigation_api::reload_in_place(&api);
        }
    }

    /// The address of this edition that a link leads to; `None` for other sites, for files,
    /// and for places on the same page.
    pub(super) fn address_of(self, edition: &Edition, href: &str) -> Option<Address> {
        let url = document::resolve(href)?;
        if url.origin() != document::origin()? {
            return None;
        }
        let path = document::decoded_path(&url)?;
        Address::new(edition.base.strip(&path)?).ok()
    }

    /// Decides whether a navigation is a hop, and makes it one.
    fn consider(self, edition: &Edition, under_way: &UnderWay, event: NavigateEvent) {
        let let_through = navigation_api::is_let_through();
        let failed = self.failure.with_untracked(Option::is_some);
        if let_through || !event.is_plain_navigation(failed) {
            return;
        }
        let Some(address) = self.address_of(edition, &event.destination().url()) else {
            return;
        };
        left::note();
        let (pages, edition) = (store(), edition.clone());
        let overtaken = under_way.borrow_mut().replace((address.clone(), event.signal()));
        if let Some((overtaken, _)) = overtaken.filter(|(overtaken, _)| *overtaken != address) {
            pages.abandon(&overtaken);
        }
        let under_way = Rc::clone(under_way);
        navigation_api::intercept(&event.clone(), async move {
            self.busy.set(true);
            self.screen.hush();
            let asked = timing::now();
            let answer = pages.get(&edition.base, &address, true).await;
            let waited = timing::now() - asked > NOTICED_MS;
            if event.signal().aborted() {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(page) => self.arrive(&edition, page, event, waited, under_way).await,
                Err(error) => {
                    under_way.borrow_mut().take();
                    self.stay(address, error).await;
                }
            }
        });
    }

    /// Ends the hop under way if it has been stopped, and says so: the bar names its address.
    async fn end_stopped(self, under_way: &UnderWay) {
        let stopped = under_way.borrow_mut().take_if(|(_, signal)| signal.aborted());
        if let Some((address, _)) = stopped {
            store().abandon(&address);
            self.busy.set(false);
            self.stay(address, HopError::Stopped).await;
        }
    }

    /// Draws the page of a hop, and does what a browser does when a document has loaded:
    /// title, language, focus, scroll. Back and forward put the focus where it was ([`left`]).
    ///
    /// A page that the reader had to wait for fades in. One that was at hand appears at once:
    /// a transition takes two frames and a second look at every style, which on a slow phone
    /// is longer than the whole hop. Until a transition draws the page, the hop can still be
    /// overtaken or stopped: then it draws nothing.
    async fn arrive(
        self,
        edition: &Edition,
        page: Arc<Page>,
        event: NavigateEvent,
        waited: bool,
        under_way: UnderWay,
    ) {
        let head = page.head(&edition.site);
        let base = edition.base.clone();
        // Where the browser scrolls to a place on the page, the whole page must be there.
        let from_top = !event.leads_into_page();
        let whole = ArcRwSignal::new(!from_top);
        let drawn = whole.clone();
        let update = Box::pin(async move {
            if event.signal().aborted() {
                return;
            }
            under_way.borrow_mut().take();
            self.failure.set(None);
            self.screen.show(page, drawn);
            leptos::task::tick().await;
            document::apply_head(&head, &base);
            let destination = event.destination();
            let is_told = !(event.is_traversal() && left::put_back(&destination.key()))
                && document::focus_arrival(&destination.url());
            // Not every Chromium goes to the top where an address names no place on the page.
            if from_top {
                document::to_top();
            } else {
                event.restore_scroll();
            }
            // The heading, which has the focus, tells it by itself.
            if !is_told {
                self.screen.announce(head.title);
            }
            timing::hopped();
        });
        transition::run(update, waited).await;
        if from_top {
            frame::painted().await;
            whole.set(true);
        }
    }

    /// Says why a hop failed. The page on screen stays as it is.
    async fn stay(self, address: Address, error: HopError) {
        let retried = document::focus_is_in_alert();
        // A new element for each failure: a screen reader speaks what is new.
        self.failure.set(None);
        leptos::task::tick().await;
        self.failure.set(Some(HopFailure { address, error }));
        leptos::task::tick().await;
        if retried {
            // The button that was used is gone; this one stands in its place.
            document::focus_alert();
        }
    }
}
