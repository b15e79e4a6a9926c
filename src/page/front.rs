use super::title;
use crate::component::{TeaserLevel, teaser_card, teaser_list};
use crate::context::Edition;
use crate::edition::{Group, Listing, Word};
use crate::markup::{Element, el};

/// How many stories stand beside the lead.
const BESIDE: usize = 2;

/// The front page: the newspaper's name, the lead story, the newest, then each section.
pub(super) fn draw(listing: &Listing) -> Element {
    let edition = Edition::current();
    let motto = edition.site.brand.motto.clone();
    let nameplate = el("header")
        .class("nameplate")
        // The banner above is the nameplate: the name is not printed twice.
        .child(title("visually-hidden", &listing.title))
        .child(motto.map(|motto| el("p").class("nameplate-motto").text(motto)));
    let lead = listing.lead.as_ref().map(|teaser| {
        let card = teaser_card(teaser, TeaserLevel::Second, true);
        el("div").class("front-lead").child(card)
    });
    let (beside, newest) = listing.stories.split_at(listing.stories.len().min(BESIDE));
    let class = if newest.is_empty() { "front-top front-top-alone" } else { "front-top" };
    let top = el("div").class(class).child(lead).child(teaser_list(
        "front-beside",
        beside,
        TeaserLevel::Second,
    ));
    let newest = (!newest.is_empty()).then(|| {
        el("section")
            .class("front-newest")
            .attr("aria-labelledby", "newest")
            .child(heading("newest".into()).text(edition.word(Word::Newest)))
            .child(teaser_list("teasers", newest, TeaserLevel::Third))
    });
    let groups = (!listing.groups.is_empty())
        .then(|| el("div").class("front-groups").all(listing.groups.iter().map(group)));
    el("div").class("front").child(nameplate).child(top).child(newest).child(groups).child(more(
        &edition,
        "/archive/",
        edition.word(Word::AllStories),
    ))
}

/// A section with its newest stories.
fn group(group: &Group) -> Element {
    let edition = Edition::current();
    let section = &group.section;
    let address = section.address.as_str();
    let id = format!("section-{}", section.address.folder().replace('/', "-"));
    let link = el("a").attr("href", edition.href(address)).text(section.name.clone());
    el("section")
        .class("front-group")
        .attr("aria-labelledby", id.clone())
        .child(heading(id).child(link))
        .child(teaser_list("teasers", &group.stories, TeaserLevel::Third))
        .child(more(
            &edition,
            address,
            edition.sentence(Word::MoreFrom, &[("section", &section.name)]),
        ))
}

fn heading(id: String) -> Element {
    el("h2").class("rule-title").attr("id", id)
}

fn more(edition: &Edition, address: &str, text: String) -> Element {
    el("p").class("front-more").child(el("a").attr("href", edition.href(address)).text(text))
}
