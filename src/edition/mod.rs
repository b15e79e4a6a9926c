//! What an edition is made of, as plain serde data: no Leptos, no web.
//!
//! This is format [`FORMAT`] of `page.json`. `docs/data-format.md` tells it for people and
//! `page.schema.json`, generated from these types, for machines.

mod address;
mod block;
mod ids;
mod image;
mod inline;
mod json;
mod listing;
mod math;
mod page;
mod paragraphs;
mod search_page;
mod site;
mod story;
mod text;
mod timestamp;
mod value;
mod words;

pub use address::{Address, AddressError, Base};
pub use block::{Block, Footnote, GalleryImage, ListItem, Note, TableCell, TableRow};
pub use ids::{APPS_OWN, APPS_OWN_PREFIXES, BEFORE, text_id};
pub use image::{Image, Source};
pub use inline::{Inline, plain_text};
pub use json::{Fields, FromJson};
pub use listing::{Group, Listing, ListingKind};
pub use math::MATHML;
pub use page::{Document, FORMAT, Head, NotFound, Page};
pub use paragraphs::paragraphs;
pub use search_page::{SEARCH, SearchPage};
pub use site::{Brand, CommentSettings, MenuLink, Provider, Site};
pub use story::{Comments, NamedLink, Story, Teaser};
pub use text::Text;
pub use timestamp::Timestamp;
pub use value::{Value, object, quoted};
pub use words::{Word, Words};

/// Whether a language tag (BCP 47) names a language written from right to left.
///
/// The scripts are those of CLDR's `rtl` layout data; a script subtag is not looked at.
pub fn is_right_to_left(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or(language);
    matches!(
        primary.to_ascii_lowercase().as_str(),
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "iw" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi"
    )
}

/// The value of the `dir` attribute for a language tag (BCP 47).
pub fn direction(language: &str) -> &'static str {
    if is_right_to_left(language) { "rtl" } else { "ltr" }
}
