use crate::context::Edition;
use crate::edition::NamedLink;
use crate::markup::{Element, el};

/// The section's name above a headline, leading to its listing.
pub fn section_label(section: &NamedLink) -> Element {
    let href = Edition::current().href(section.address.as_str());
    el("p").class("section-label").child(el("a").attr("href", href).text(section.name.clone()))
}
