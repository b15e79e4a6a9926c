use super::{TeaserLevel, teaser_list};
use crate::context::Edition;
use crate::edition::{Teaser, Word};
use crate::markup::{Element, el};

/// Other stories on the same matter. Nothing without them.
pub fn related(stories: &[Teaser]) -> Option<Element> {
    let list = teaser_list("teasers", stories, TeaserLevel::Third)?;
    let heading = el("h2")
        .attr("id", "related")
        .class("rule-title")
        .text(Edition::current().word(Word::Related));
    let section = el("section").class("related").attr("aria-labelledby", "related");
    Some(section.child(heading).child(list))
}
