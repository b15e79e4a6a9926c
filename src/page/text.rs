use super::title;
use crate::component::block;
use crate::context::Edition;
use crate::edition::Text;
use crate::markup::{Element, el};

/// A plain page: about, contact, privacy, imprint.
pub(super) fn draw(text: &Text) -> Element {
    let description = text.description.clone();
    let head = el("header")
        .class("story-head")
        .child(title("headline", &text.title))
        .child(description.map(|line| el("p").class("standfirst").text(line)));
    let article = el("article")
        .class("story text")
        .child(head)
        .child(el("div").class("body").all(block::draw_all(&text.body, &text.language)));
    article.in_language(&Edition::current(), &text.language)
}
