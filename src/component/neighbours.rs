use super::picture;
use crate::browser::drawn::when_drawn;
use crate::context::{Edition, Screen, provided};
use crate::edition::{Teaser, Word};
use crate::markup::{Element, el};

/// The way on below a story: the older neighbour, then the newer one. Nothing without them.
///
/// Both are fetched ahead when the browser is idle, with their pictures when the cards come
/// near the viewport.
pub fn neighbours(previous: Option<&Teaser>, next: Option<&Teaser>) -> Option<Element> {
    let edition = Edition::current();
    let ahead: Vec<_> =
        [previous, next].into_iter().flatten().map(|teaser| teaser.address.clone()).collect();
    if ahead.is_empty() {
        return None;
    }
    let has_both = ahead.len() > 1;
    let fetch_ahead = provided::<Screen>().hooks.fetch_ahead;
    when_drawn(move || fetch_ahead(".neighbours", &ahead));
    Some(
        el("nav")
            // Said by the page: a style sheet that counts them would move the first one when the
            // second comes.
            .class(if has_both { "neighbours neighbours-two" } else { "neighbours" })
            .attr("aria-label", edition.word(Word::Neighbours))
            .child(
                previous.map(|teaser| {
                    card(teaser, "prev", "neighbour neighbour-prev", Word::PreviousPost)
                }),
            )
            .child(
                next.map(|teaser| card(teaser, "next", "neighbour neighbour-next", Word::NextPost)),
            ),
    )
}

/// One neighbour: its thumbnail, which way it lies, its headline.
fn card(teaser: &Teaser, rel: &'static str, class: &'static str, label: Word) -> Element {
    let edition = Edition::current();
    let language = teaser.language.as_deref().unwrap_or(&edition.site.language);
    let image = teaser.image.as_ref().map(|image| {
        picture::thumbnail(image, picture::sizes::SMALL_CARD, false).class("neighbour-picture")
    });
    let headline = el("span").class("neighbour-headline").text(teaser.headline.clone());
    let text = el("span")
        .class("neighbour-text")
        .child(el("span").class("neighbour-label").text(edition.word(label)))
        .text(" ")
        .child(headline.in_language(&edition, language));
    el("a")
        .class(class)
        .attr("rel", rel)
        .attr("href", edition.href(teaser.address.as_str()))
        .child(image)
        .child(text)
}
