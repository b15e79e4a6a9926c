use super::title;
use crate::component::{
    block, byline, dateline, folded, neighbours, picture, related, section_label, topics,
};
use crate::context::{Edition, Screen, provided};
use crate::edition::{Page, Story};
use crate::markup::{Element, el};
use leptos::prelude::Get;
use std::sync::Arc;

/// A story: one `article` with its headline as the page's `h1`, then the way on, then the
/// conversation.
///
/// Where the story's language is not the edition's, the article says so and runs in its own
/// direction; what surrounds it stays in the edition's language.
///
/// After a hop the story itself is drawn and painted first, and what stands below it a moment
/// later: on a slow phone that halves the time until one reads.
pub(super) fn draw(page: &Arc<Page>, story: &Story) -> Element {
    let edition = Edition::current();
    let standfirst = story.standfirst.clone();
    let meta = el("div").class("story-meta").child(byline(&story.authors)).child(dateline(
        &story.published,
        story.updated.as_ref(),
        story.reading_minutes,
    ));
    let head = el("header")
        .class("story-head")
        .child(story.section.as_ref().map(section_label))
        .child(title("headline", &story.headline))
        .child(standfirst.map(|text| el("p").class("standfirst").text(text)))
        .child(meta.in_own_language(&edition, &story.language));
    let topics = topics(&story.topics).map(|it| it.in_own_language(&edition, &story.language));
    // An upright picture is no wider than the text; the head above it is not either.
    let wide = story.lead_image.as_ref().is_some_and(|image| image.width >= image.height);
    let article = el("article")
        .class(if wide { "story" } else { "story story-plain" })
        .child(head)
        .child(story.lead_image.as_ref().map(|image| picture::lead(image, &story.language)))
        .child(
            el("div")
                .attr("id", "text")
                .class("body")
                .all(block::draw_all(&story.body, &story.language)),
        )
        .child(topics);
    el("div").class("page").child(folded(article).in_language(&edition, &story.language)).child(
        el("div").class("page-rest").child_live({
            let page = Arc::clone(page);
            let whole = provided::<Screen>().whole();
            move || match &*page {
                Page::Story(story) if whole.get() => Some(below(story)),
                _ => None,
            }
        }),
    )
}

/// What stands below a story: the neighbours, related stories, the conversation.
fn below(story: &Story) -> Element {
    el("div")
        .class("page-below")
        .child(neighbours(story.previous.as_ref(), story.next.as_ref()))
        .child(related(&story.related))
        .child((provided::<Screen>().hooks.conversation)(story))
}
