//! The pages at hand: each is fetched once, however many ask for it.

use super::hop::{HopError, decode};
use crate::browser::fetch::{self, PATIENCE_SECONDS};
use crate::edition::{Address, Base, Page};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::set_timeout_with_handle;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use web_sys::AbortController;

/// How many pages are kept. A page weighs some tens of kilobytes, so the store stays within
/// a megabyte or two however long a reader hops.
const KEPT: usize = 16;

type Answer = Result<Arc<Page>, HopError>;

/// The pages fetched so far and those under way, the most recently asked for last.
#[derive(Default)]
pub(super) struct Pages {
    entries: RefCell<Vec<Entry>>,
}

struct Entry {
    address: Address,
    answer: Awaited,
    /// Ends the request while it is under way.
    patience: Option<Rc<Patience>>,
    /// Whether a hop has asked for it, not only somebody who fetches ahead.
    wanted: bool,
}

/// How long a request may take, and what ends it.
struct Patience {
    abort: AbortController,
    timer: Cell<Option<TimeoutHandle>>,
    /// Whether it took too long.
    late: Cell<bool>,
}

impl Patience {
    fn new() -> Option<Rc<Self>> {
        let abort = AbortController::new().ok()?;
        let patience = Rc::new(Self { abort, timer: Cell::new(None), late: Cell::new(false) });
        patience.begin();
        Some(patience)
    }

    /// Counts from now on.
    fn begin(self: &Rc<Self>) {
        self.end();
        let patience = Rc::clone(self);
        let give_up = move || {
            patience.late.set(true);
            patience.abort.abort();
        };
        let after = Duration::from_secs(PATIENCE_SECONDS.into());
        self.timer.set(set_timeout_with_handle(give_up, after).ok());
    }

    fn end(&self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }
}

/// An answer that is here or on its way, for however many wait for it.
#[derive(Clone, Default)]
struct Awaited(Rc<RefCell<Waiting>>);

#[derive(Default)]
struct Waiting {
    answer: Option<Answer>,
    wakers: Vec<Waker>,
}

impl Awaited {
    fn came(&self, answer: Answer) {
        let mut waiting = self.0.borrow_mut();
        waiting.answer = Some(answer);
        let wakers = std::mem::take(&mut waiting.wakers);
        drop(waiting);
        wakers.into_iter().for_each(Waker::wake);
    }

    fn is_here(&self) -> bool {
        self.0.borrow().answer.is_some()
    }
}

impl Future for Awaited {
    type Output = Answer;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        let mut waiting = self.0.borrow_mut();
        match &waiting.answer {
            Some(answer) => Poll::Ready(answer.clone()),
            None => {
                waiting.wakers.push(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Pages {
    /// Keeps a page that is at hand already.
    pub(super) fn keep(&self, address: Address, page: Arc<Page>) {
        let answer = Awaited::default();
        answer.came(Ok(page));
        self.push(Entry { address, answer, patience: None, wanted: false });
    }

    /// Whether a page is here or on its way.
    pub(super) fn has(&self, address: &Address) -> bool {
        self.entries.borrow().iter().any(|entry| entry.address == *address)
    }

    /// Asks for a page ahead of need, once.
    pub(super) fn ahead(self: &Rc<Self>, base: &Base, address: &Address) {
        if !self.has(address) {
            drop(self.request(base, address, false));
        }
    }

    /// A page, fetched now unless it is here or on its way; `wanted` by a hop, or ahead of need.
    ///
    /// A hop waits as long for a page that was asked for ahead of need as for any other. Where
    /// that request breaks, it is asked for once more: the reader has only just asked.
    ///
    /// # Errors
    /// Why it could not be had. A failure is not kept: the next request asks again.
    pub(super) async fn get(
        self: &Rc<Self>,
        base: &Base,
        address: &Address,
        wanted: bool,
    ) -> Answer {
        let known = {
            let mut entries = self.entries.borrow_mut();
            let index = entries.iter().position(|entry| entry.address == *address);
            index.map(|index| {
                // Asked for again: the last to be let go.
                let mut entry = entries.remove(index);
                let joins = wanted && !entry.wanted && !entry.answer.is_here();
                entry.wanted |= wanted;
                let joined = entry.patience.clone().filter(|_| joins);
                if let Some(patience) = &joined {
                    patience.begin();
                }
                let answer = entry.answer.clone();
                entries.push(entry);
                (answer, joined)
            })
        };
        if let Some((answer, joined)) = known {
            let answer = answer.await;
            let broke = matches!(answer, Err(HopError::Offline));
            if !joined.is_some_and(|it| broke && !it.abort.signal().aborted()) {
                return answer;
            }
        }
        self.request(base, address, wanted).await
    }

    /// Ends the request of a hop that has been overtaken or stopped.
    pub(super) fn abandon(&self, address: &Address) {
        let mut entries = self.entries.borrow_mut();
        let under_way =
            |entry: &Entry| entry.address == *address && entry.wanted && !entry.answer.is_here();
        if let Some(index) = entries.iter().position(under_way)
            && let Some(patience) = entries.remove(index).patience
        {
            patience.abort.abort();
        }
    }

    fn request(self: &Rc<Self>, base: &Base, address: &Address, wanted: bool) -> Awaited {
        let patience = Patience::new();
        let url = format!("{}page.json", base.href(address.as_str()));
        let awaited = Awaited::default();
        let entry = Entry {
            address: address.clone(),
            answer: awaited.clone(),
            patience: patience.clone(),
            wanted,
        };
        self.push(entry);
        let (pages, address, answer) = (Rc::clone(self), address.clone(), awaited.clone());
        leptos::task::spawn_local(async move {
            let page = fetch_page(&url, &address, patience.as_deref()).await;
            if page.is_err() {
                pages.entries.borrow_mut().retain(|entry| entry.address != address);
            }
            answer.came(page);
        });
        awaited
    }

    fn push(&self, entry: Entry) {
        let mut entries = self.entries.borrow_mut();
        entries.push(entry);
        if entries.len() > KEPT {
            entries.remove(0);
        }
    }
}

/// Fetches and reads a page.
async fn fetch_page(url: &str, address: &Address, patience: Option<&Patience>) -> Answer {
    let signal = patience.map(|patience| patience.abort.signal());
    let answer = fetch::text(url, signal.as_ref()).await;
    if let Some(patience) = patience {
        patience.end();
    }
    match answer {
        Ok((status, body)) => decode(status, &body, address).map(Arc::new),
        // The document, which a browser draws as it comes, can be had all the same.
        Err(fetch::Failed::TooLarge) => Err(HopError::Shape),
        Err(_) if patience.is_some_and(|patience| patience.late.get()) => {
            Err(HopError::Timeout(PATIENCE_SECONDS))
        }
        Err(_) => Err(HopError::Offline),
    }
}
