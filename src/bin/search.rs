//! What searches: a small WASM of its own, which the search page alone fetches, in a worker, so
//! that nobody else downloads it and typing never waits for it. press starts it
//! (`press/src/write/imports.rs`): this is what runs when it is there.

#![forbid(unsafe_code)]

/// Listens to the search page.
fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::begin();
}

#[cfg(target_arch = "wasm32")]
mod worker {
    use newsprint::browser::inside;
    use newsprint::search::{Answer, Desk, Errand};
    use std::cell::RefCell;

    thread_local! {
        static DESK: RefCell<Desk> = RefCell::new(Desk::new(&inside::normal));
    }

    pub(super) fn begin() {
        inside::listen(|message| {
            go_on(DESK.with_borrow_mut(|desk| desk.hear(&message)));
        });
    }

    /// Fetches what is to be fetched, and says what is to be said.
    fn go_on((errands, answer): (Vec<Errand>, Option<Answer>)) {
        for errand in errands {
            wasm_bindgen_futures::spawn_local(async {
                let got = inside::fetch(&errand.url).await;
                go_on(DESK.with_borrow_mut(|desk| desk.receive(errand, got)));
            });
        }
        // An answer is plain data: it can always be written.
        if let Some(Ok(json)) = answer.map(|answer| serde_json::to_string(&answer)) {
            inside::say(&json);
        }
    }
}
