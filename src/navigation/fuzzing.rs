//! The data of a page, and of what all pages share, as somebody else may have sent them.

use super::hop::decode;
use crate::app::render;
use crate::edition::{Address, Base, Document, FORMAT, FromJson, Page, Site, Value, Word, Words};
use crate::fuzzing::drawn;
use serde::Serialize;
use std::sync::Arc;

/// Where films may play.
const FRAMES: [&str; 1] = ["https://www.youtube-nocookie.com"];

/// What the app reads of a page says the same when it is written and read again, and nothing of it
/// that is drawn can act.
pub fn page_data(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else { return };
    if let Some(page) = read(input) {
        let document = Document { format: FORMAT, page: &page };
        if !holds_unknown(&page) {
            assert_eq!(again(&document), Some(page.clone()));
        }
        let html = render(Arc::new(site()), Base::new("/paper/"), Arc::new(page), None);
        drawn::check(&html, &FRAMES);
    }
    let shared = Value::parse(text).and_then(Site::from_json);
    if let Some(site) = shared {
        assert_eq!(again(&site), Some(site.clone()));
        let html = render(Arc::new(site), Base::new("/"), Arc::default(), None);
        drawn::check(&html, &[]);
    }
}

/// Reads a page as the app does that hops to the address which the page says is its own.
pub fn read(input: &[u8]) -> Option<Page> {
    let text = str::from_utf8(input).ok()?;
    let json = Value::parse(text);
    let address = json.as_ref().and_then(|json| json.get("address")).and_then(Value::as_str);
    let address = Address::new(address.unwrap_or("/")).unwrap_or_default();
    let page = decode(200, text, &address).ok()?;
    assert_eq!(page.address(), Some(&address));
    Some(page)
}

/// What is read of something that was written.
fn again<T: FromJson>(written: &impl Serialize) -> Option<T> {
    T::from_json(Value::parse(&serde_json::to_string(written).unwrap())?)
}

/// Whether something in it is of a kind that this build does not know: that is never written.
fn holds_unknown(page: &Page) -> bool {
    serde_json::to_string(page).is_err()
}

/// What all pages share, with each word's name for its text.
fn site() -> Site {
    Site {
        title: "Paper".into(),
        language: "en".into(),
        frames: FRAMES.map(str::to_owned).into(),
        words: Words::new(Word::ALL.iter().map(|word| word.name().to_owned()).collect()),
        ..Site::default()
    }
}
