use crate::browser::normal::normal;
use crate::component::{TeaserLevel, teaser_card_with};
use crate::context::Edition;
use crate::edition::{Page, Story, Teaser, paragraphs};
use crate::markup::{Element, el};
use crate::navigation::Navigation;
use crate::search::{Term, excerpt, marked};
use leptos::prelude::expect_context;

/// A story that was found, as its `page.json` says: a card like those of a listing, with the
/// words marked, and in place of the standfirst the stretch of the text in which they stand.
///
/// Its page is at hand from then on, so that the reader is there at once.
pub(super) fn draw(json: &str, terms: &[Term], loose: bool) -> Element {
    let page = expect_context::<Navigation>().keep(json);
    let story = page.as_deref().and_then(|page| match page {
        Page::Story(story) => Some(card(story, terms, loose)),
        _ => None,
    });
    el("li").child(story)
}

fn card(story: &Story, terms: &[Term], loose: bool) -> Element {
    let found = excerpt(&paragraphs(&story.body), terms, loose, &normal);
    let foreign = story.language != Edition::current().site.language;
    let teaser = Teaser {
        address: story.address.clone(),
        headline: story.headline.clone(),
        standfirst: found.or_else(|| story.standfirst.clone()),
        section: story.section.clone(),
        published: story.published.clone(),
        language: foreign.then(|| story.language.clone()),
        image: story.lead_image.clone(),
    };
    teaser_card_with(&teaser, TeaserLevel::Second, false, &|mut element, text| {
        for part in marked(&text, terms, loose, &normal) {
            element = if part.marked {
                element.child(el("mark").text(part.text))
            } else {
                element.text(part.text)
            };
        }
        element
    })
}
