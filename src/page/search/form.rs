use super::asking::{self, FORM};
use crate::context::Edition;
use crate::edition::{SEARCH, Word};
use crate::markup::{Element, el};

/// The question: words, and what narrows them. Its fields go by the names that they have in the
/// address, so that a browser without the app keeps it too.
///
/// It can be typed in before the app wakes: then `wake.js` sends it when it is awake.
pub(super) fn draw() -> Element {
    let edition = Edition::current();
    let words = el("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "search")
        .attr("dir", "auto")
        .attr("maxlength", "200");
    let send = el("button").attr("type", "submit").text(edition.word(Word::Search));
    let sections = &edition.site.sections;
    let section = (!sections.is_empty()).then(|| {
        let option = |name: String, value: String| el("option").attr("value", value).text(name);
        let all = option(edition.word(Word::AllSections), String::new());
        let each = sections.iter().filter_map(|link| {
            let folder = link.href.split('/').nth(2)?;
            Some(option(link.name.clone(), folder.to_owned()))
        });
        let select = el("select").child(all).all(each);
        field("section", edition.word(Word::SearchSection), select)
    });
    let day = |name: &'static str, word: Word| {
        field(name, edition.word(word), el("input").attr("type", "date"))
    };
    el("form")
        .attr("id", FORM)
        .class("search-form")
        .attr("role", "search")
        .attr("method", "get")
        .attr("action", edition.href(SEARCH))
        .on("submit", |event| {
            event.prevent_default();
            asking::ask();
        })
        .on("input", |_| asking::typed())
        .child(field("q", edition.word(Word::SearchFor), words).child(send))
        .child(
            el("div")
                .class("search-filters")
                .child(section)
                .child(day("from", Word::SearchFrom))
                .child(day("to", Word::SearchTo)),
        )
}

/// A field with its label.
fn field(name: &'static str, label: String, control: Element) -> Element {
    let control = control.attr("id", name).attr("name", name);
    el("p")
        .class(["search-field search-field-", name].concat())
        .child(el("label").attr("for", name).text(label))
        .child(control)
}
