use crate::context::{Edition, Screen, provided};
use crate::edition::{MenuLink, Word};
use crate::markup::{Element, el};

/// A menu as a labelled navigation, in which the page on screen is marked as the current one.
/// Nothing when it is empty.
pub(super) fn menu(links: &[MenuLink], class: &'static str, label: Word) -> Option<Element> {
    let edition = Edition::current();
    let screen = provided::<Screen>();
    let links = links.iter().map(|link| {
        let target = link.href.clone();
        let current = move || screen.stands_at(&target).then(|| "page".to_owned());
        let anchor = el("a")
            .attr("href", edition.href(&link.href))
            .attr_live("aria-current", current)
            .text(link.name.clone());
        el("li").child(anchor)
    });
    (links.len() > 0).then(|| {
        el("nav").class(class).attr("aria-label", edition.word(label)).child(el("ul").all(links))
    })
}
