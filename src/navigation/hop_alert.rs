use super::{HopError, HopFailure, Navigation};
use crate::browser::navigation_api;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// Says which page could not be had, why, and what to do; the old page stays below.
///
/// It is a new element for each failure, so that a screen reader speaks each.
pub fn hop_alert(navigation: Navigation) -> Element {
    let alert = move || navigation.failure().map(|failure| alert(&failure, navigation));
    el("div").class("hop-alerts").child_live(alert)
}

fn alert(failure: &HopFailure, navigation: Navigation) -> Element {
    let edition = Edition::current();
    let again = (failure.error != HopError::Newer).then(|| {
        el("button")
            .attr("type", "button")
            .on("click", move |_| navigation.retry())
            .text(edition.word(Word::Retry))
    });
    // Something else than a page of the edition may be there: an address that has moved, the
    // newsroom's shop, what another version of the app reads.
    let document = match failure.error {
        HopError::Newer => Some(Word::LoadPage),
        HopError::NotFound | HopError::NotJson | HopError::Shape => Some(Word::UnknownBlockLink),
        _ => None,
    };
    let document = document.map(|word| {
        el("a")
            .attr("href", "")
            .on("click", move |_| navigation_api::let_next_through())
            .text(edition.word(word))
    });
    let front = el("a").attr("href", edition.href("/")).text(edition.word(Word::FrontPage));
    el("div")
        .class("hop-alert")
        .attr("role", "alert")
        .child(el("p").text(sentence(&edition, failure)))
        .child(el("p").class("hop-alert-ways").child(again).child(document).child(front))
}

/// What went wrong, in words that name the address.
fn sentence(edition: &Edition, failure: &HopFailure) -> String {
    let address = edition.href(failure.address.as_str());
    let (word, number) = match failure.error {
        HopError::Offline => (Word::HopOffline, 0),
        HopError::Stopped => (Word::HopStopped, 0),
        HopError::Timeout(seconds) => (Word::HopTimeout, seconds),
        HopError::NotFound => (Word::HopNotFound, 0),
        HopError::Server(status) => (Word::HopServer, status.into()),
        HopError::NotJson => (Word::HopNotJson, 0),
        HopError::Shape => (Word::HopShape, 0),
        HopError::Newer => (Word::HopNewer, 0),
    };
    let number = number.to_string();
    edition.sentence(word, &[("address", &address), ("seconds", &number), ("status", &number)])
}
