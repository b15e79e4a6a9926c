use super::picture;
use crate::context::{Edition, Screen, provided};
use crate::edition::Teaser;
use crate::markup::{Element, el};

/// How deep the headline of a teaser stands under the page's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeaserLevel {
    /// Directly under the page's heading.
    Second,
    /// Under the heading of a group.
    Third,
}

/// A story in a listing: picture, section, headline, standfirst, day.
///
/// The headline alone is the link and the one stop of the keyboard, so a screen reader's list of
/// links reads like a list of headlines; the style sheet lets the whole card be clicked. An eager picture is what the
/// reader sees first.
pub fn teaser_card(teaser: &Teaser, level: TeaserLevel, eager: bool) -> Element {
    teaser_card_with(teaser, level, eager, |element, text| element.text(text))
}

/// The same, with headline and standfirst put into their elements by `fill`.
pub fn teaser_card_with(
    teaser: &Teaser,
    level: TeaserLevel,
    eager: bool,
    fill: fn(Element, String) -> Element,
) -> Element {
    let edition = Edition::current();
    let heading = match level {
        TeaserLevel::Second => "h2",
        TeaserLevel::Third => "h3",
    };
    let link = el("a").attr("href", edition.href(teaser.address.as_str()));
    let link = fill(link, teaser.headline.clone());
    let time = el("time")
        .attr("datetime", teaser.published.as_str().to_owned())
        .text(edition.site.words.date(&teaser.published));
    let language = teaser.language.as_deref().unwrap_or(&edition.site.language);
    let standfirst = teaser
        .standfirst
        .clone()
        .map(|text| fill(el("p").class("teaser-standfirst"), text).in_language(&edition, language));
    let headline = el(heading).class("teaser-headline").child(link);
    // Not a link: a second stop at each card would lead where the menu does.
    let section = teaser.section.as_ref();
    let section = section.map(|it| el("p").class("section-label").text(it.name.clone()));
    let count = (provided::<Screen>().hooks.count)(teaser);
    let text = el("div")
        .class("teaser-text")
        .child(section)
        .child(headline.in_language(&edition, language))
        .child(standfirst)
        .child(el("p").class("teaser-date").child(time).child(count));
    let image = teaser.image.as_ref().map(|image| {
        let sizes = if eager { picture::sizes::LARGE_CARD } else { picture::sizes::SMALL_CARD };
        picture::thumbnail(image, sizes, eager).class("teaser-picture")
    });
    let class = if image.is_some() { "teaser teaser-pictured" } else { "teaser" };
    el("article").class(class).child(image).child(text)
}

/// Stories one after the other. Nothing without them.
pub fn teaser_list(class: &'static str, teasers: &[Teaser], level: TeaserLevel) -> Option<Element> {
    let items = teasers.iter().map(|teaser| el("li").child(teaser_card(teaser, level, false)));
    (items.len() > 0).then(|| el("ul").class(class).all(items))
}
