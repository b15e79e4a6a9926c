use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// What a frame may ask the browser for.
const ALLOW: &str = "autoplay; encrypted-media; fullscreen; picture-in-picture";

/// Something hosted elsewhere, as a card with a link: nothing is asked of the other site
/// before the reader clicks.
///
/// What may play here has an empty frame, which `wake.js` fills when its button is pressed: so
/// it plays before the app is there too, and without it.
pub(super) fn draw(
    provider: &str,
    url: &str,
    title: &str,
    frame: Option<&String>,
    language: &str,
) -> Element {
    let edition = Edition::current();
    // Of other hosts than those that the newsroom has named nothing plays.
    let is_of = |origin: &String| {
        let path = frame.and_then(|frame| frame.strip_prefix(origin.as_str()));
        path.is_some_and(|path| path.starts_with('/'))
    };
    let frame = frame.filter(|_| edition.site.frames.iter().any(is_of));
    let sentence = |word| edition.sentence(word, &[("provider", provider)]);
    let name = || if title.is_empty() { sentence(Word::EmbedFrom) } else { title.to_owned() };
    let own = |element: Element| element.in_own_language(&edition, language);
    let link = el("a")
        .class("embed-link")
        .attr("href", url.to_owned())
        .attr("rel", "noopener")
        .text(sentence(Word::EmbedOpen));
    let play = |src: &String| {
        el("button")
            .class("embed-play")
            .attr("type", "button")
            .attr("data-frame", src.clone())
            .text(sentence(Word::EmbedPlay))
    };
    let place = el("iframe")
        .class("embed-frame")
        .attr("title", name())
        .attr("hidden", "")
        .attr("allow", ALLOW)
        .attr("referrerpolicy", "strict-origin-when-cross-origin");
    let told = || own(el("p").class("embed-told").text(sentence(Word::EmbedTold)));
    el("div")
        .class("embed")
        .child(own(el("p").class("embed-provider").text(sentence(Word::EmbedFrom))))
        .child((!title.is_empty()).then(|| el("p").class("embed-title").text(title.to_owned())))
        .child(own(el("p").class("embed-ways").child(frame.map(play)).child(link)))
        .child(frame.map(|_| told()))
        .child(frame.map(|_| place))
}
