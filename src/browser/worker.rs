//! A worker, from the page's side.

use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent};

#[wasm_bindgen]
extern "C" {
    /// Starts a worker. `wake.js` does it: it has the page's one policy of Trusted Types.
    #[wasm_bindgen(catch, js_name = newsprintWorker)]
    fn begin(url: &str) -> Result<web_sys::Worker, JsValue>;
}

/// A script that runs beside the page.
#[derive(Debug)]
pub struct Worker(web_sys::Worker);

impl Worker {
    /// Starts a script. `hear` is called with every text that it sends, and with nothing when it
    /// could not be loaded, or breaks. `None` where there are no workers.
    pub fn start(url: &str, hear: fn(Option<String>)) -> Option<Self> {
        let worker = begin(url).ok()?;
        let hear = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let data = event.dyn_ref().and_then(|event: &MessageEvent| event.data().as_string());
            hear(data);
        });
        let hear = hear.into_js_value();
        worker.set_onmessage(Some(hear.unchecked_ref()));
        worker.set_onerror(Some(hear.unchecked_ref()));
        Some(Self(worker))
    }

    /// Sends it a text.
    pub fn say(&self, text: &str) {
        // Fails only for what cannot be copied, and a text can.
        let _ = self.0.post_message(&text.into());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.terminate();
    }
}
