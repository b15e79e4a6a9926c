use super::menu::menu;
use crate::context::{Edition, Screen, provided};
use crate::edition::{Address, SEARCH, Word};
use crate::markup::{Element, el};

/// The banner: the newspaper's name, which leads to the front page, and the sections.
pub fn masthead() -> Element {
    let edition = Edition::current();
    let site = &edition.site;
    let screen = provided::<Screen>();
    let search = site.search.is_some().then(|| search(&edition, screen));
    let bar = el("div")
        .class("masthead-bar")
        .child(brand(&edition))
        .child(menu(&site.menu, "masthead-menu", Word::Menu))
        .child(search);
    // On the front page the banner is the newspaper's nameplate.
    let class = move || {
        let front = screen.stands_at(Address::front().as_str());
        Some(if front { "masthead masthead-front" } else { "masthead" }.into())
    };
    el("header").attr_live("class", class).child(bar).child(menu(
        &site.sections,
        "masthead-sections",
        Word::Sections,
    ))
}

/// The link to the search page, which leads to its field.
fn search(edition: &Edition, screen: Screen) -> Element {
    el("a")
        .class("masthead-search")
        .attr("href", edition.href("/search/#q"))
        .attr_live("aria-current", move || screen.stands_at(SEARCH).then(|| "page".into()))
        .text(edition.word(Word::Search))
}

/// The logo, else the name in letters.
fn brand(edition: &Edition) -> Element {
    let link = el("a").class("masthead-brand").attr("href", edition.href("/"));
    match edition.site.brand.logo.clone() {
        Some(logo) => link.child(
            el("img")
                .class("masthead-logo")
                .attr("src", edition.href(&logo.src))
                .attr("alt", logo.alt)
                .attr("width", logo.width.to_string())
                .attr("height", logo.height.to_string()),
        ),
        None => link.child(el("span").class("masthead-name").text(edition.site.title.clone())),
    }
}
