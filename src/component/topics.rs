use crate::context::Edition;
use crate::edition::{NamedLink, Word};
use crate::markup::{Element, el};

/// The story's topics, each leading to its listing. Nothing without topics.
pub fn topics(topics: &[NamedLink]) -> Option<Element> {
    let edition = Edition::current();
    let links = topics.iter().map(|topic| {
        let href = edition.href(topic.address.as_str());
        el("li").child(el("a").attr("rel", "tag").attr("href", href).text(topic.name.clone()))
    });
    (links.len() > 0).then(|| {
        el("nav")
            .class("topics")
            .attr("aria-label", edition.word(Word::Topics))
            .child(el("ul").all(links))
    })
}
