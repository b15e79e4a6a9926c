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
    let count = listing.groups.len();
    let groups = listing.groups.iter().enumerate().map(|(at, it)| group(it, share(at, count)));
    let groups = (count > 0).then(|| el("div").class("front-groups").all(groups));
    el("div").class("front").child(nameplate).child(top).child(newest).child(groups).child(more(
        &edition,
        "/archive/",
        edition.word(Word::AllStories),
    ))
}

/// How much of a row of a wide front page a section has. Three stand in a row; of what is left, two
/// share the last row, and one joins the three before it.
///
/// The style sheet could count, too, but not those that are still on their way: each that came would
/// move the ones before it.
fn share(at: usize, count: usize) -> &'static str {
    match (count % 3, count - at) {
        _ if count == 1 => "front-group front-group-whole",
        (1, ..=4) => "front-group front-group-quarter",
        (2, ..=2) => "front-group front-group-half",
        _ => "front-group",
    }
}

/// A section with its newest stories.
fn group(group: &Group, class: &'static str) -> Element {
    let edition = Edition::current();
    let section = &group.section;
    let address = section.address.as_str();
    let id = format!("section-{}", section.address.folder().replace('/', "-"));
    let link = el("a").attr("href", edition.href(address)).text(section.name.clone());
    el("section")
        .class(class)
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

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_rows_of_a_front_page_are_full() {
        for count in 1..40 {
            let twelfths = (0..count).map(|at| match share(at, count).rsplit_once(' ') {
                Some((_, "front-group-whole")) => 12,
                Some((_, "front-group-half")) => 6,
                Some((_, "front-group-quarter")) => 3,
                _ => 4,
            });
            let mut row = 0;
            for share in twelfths {
                row += share;
                assert!(row <= 12, "{count}");
                row %= 12;
            }
            assert_eq!(row, 0, "{count}");
        }
    }
}
