use crate::browser::normal::normal;
use crate::component::{picture, section_label};
use crate::context::Edition;
use crate::edition::{Page, Story, paragraphs};
use crate::markup::{Element, el};
use crate::navigation::Navigation;
use crate::search::{Part, Term, excerpt, marked};
use leptos::prelude::expect_context;

/// A story that was found: a card like those of a listing, with the words marked, and a stretch
/// of the text in which they stand.
///
/// Its page is at hand from then on, so that the reader is there at once.
pub(super) fn draw(number: usize, json: &str, terms: &[Term], loose: bool) -> Element {
    let page = expect_context::<Navigation>().keep(json);
    let story = page.as_deref().and_then(|page| match page {
        Page::Story(story) => Some(article(number, story, terms, loose)),
        _ => None,
    });
    el("li").child(story)
}

fn article(number: usize, story: &Story, terms: &[Term], loose: bool) -> Element {
    let edition = Edition::current();
    let link = el("a")
        .attr("id", ["result-", &number.to_string()].concat())
        .attr("href", edition.href(story.address.as_str()));
    let link = words(link, marked(&story.headline, terms, loose, &normal));
    let headline = el("h2").class("teaser-headline").child(link);
    // The standfirst where the text itself holds none of the words.
    let stretch = excerpt(&paragraphs(&story.body), terms, loose, &normal).or_else(|| {
        let standfirst = story.standfirst.as_ref()?;
        Some(marked(standfirst, terms, loose, &normal))
    });
    let stretch = stretch.map(|parts| {
        let line = words(el("p").class("teaser-standfirst"), parts);
        edition.in_language(line, &story.language)
    });
    let time = el("time")
        .attr("datetime", story.published.as_str().to_owned())
        .text(edition.site.words.date(&story.published));
    let text = el("div")
        .class("teaser-text")
        .child(story.section.as_ref().map(section_label))
        .child(edition.in_language(headline, &story.language))
        .child(stretch)
        .child(el("p").class("teaser-date").child(time));
    let image = story.lead_image.as_ref().map(|image| {
        let image = picture::img(image, picture::sizes::SMALL_CARD, false).class("teaser-picture");
        edition.in_language(image, &story.language)
    });
    let class = if image.is_some() { "teaser teaser-pictured" } else { "teaser" };
    el("article").class(class).child(image).child(text)
}

/// Adds a text with its marked words.
fn words(mut element: Element, parts: Vec<Part>) -> Element {
    for part in parts {
        element = if part.marked {
            element.child(el("mark").text(part.text))
        } else {
            element.text(part.text)
        };
    }
    element
}
