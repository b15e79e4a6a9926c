use super::title;
use crate::component::{TeaserLevel, pagination, teaser_card, teaser_list};
use crate::context::Edition;
use crate::edition::{Listing, ListingKind, Teaser, Word};
use crate::markup::{Element, el};

/// A section's, topic's or author's stories, or all of them.
pub(super) fn draw(listing: &Listing) -> Element {
    let edition = Edition::current();
    let kind = match listing.listing {
        ListingKind::Section => Some(Word::Section),
        ListingKind::Topic => Some(Word::Topic),
        ListingKind::Author => Some(Word::StoriesBy),
        ListingKind::Archive | ListingKind::Front => None,
    };
    let number = listing
        .number
        .map(|number| edition.sentence(Word::PageNumber, &[("number", &number.to_string())]));
    // A section's own listing does not name the section above every headline.
    let named = listing.listing != ListingKind::Section;
    let shown = |teaser: &Teaser| {
        let teaser = teaser.clone();
        Teaser { section: teaser.section.filter(|_| named), ..teaser }
    };
    let line = |class: &'static str, text: Option<String>| {
        text.map(|text| el("p").class(class).text(text))
    };
    let head = el("header")
        .class("listing-head")
        .child(line("listing-kind", kind.map(|word| edition.word(word))))
        .child(title("listing-title", &listing.title))
        .child(line("listing-description", listing.description.clone()))
        .child(line("listing-number", number));
    let empty = listing.stories.is_empty() && listing.lead.is_none();
    let lead = listing.lead.as_ref().map(|teaser| {
        let card = teaser_card(&shown(teaser), TeaserLevel::Second, true);
        el("div").class("listing-lead").child(card)
    });
    let stories: Vec<Teaser> = listing.stories.iter().map(shown).collect();
    el("div")
        .class("listing")
        .child(head)
        .child(line("listing-empty", empty.then(|| edition.word(Word::NoStories))))
        .child(lead)
        .child(teaser_list("teasers", &stories, TeaserLevel::Second))
        .child(pagination(listing.newer.as_ref(), listing.older.as_ref()))
}
