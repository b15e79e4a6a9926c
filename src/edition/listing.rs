use super::{Address, NamedLink, Teaser};
use serde::Serialize;

/// A page of teasers.
///
/// Pages are numbered from the oldest: `page/1/` holds the oldest stories for ever, and the
/// listing's own address what is newest. So a new story changes a bounded number of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Listing {
    /// What it lists.
    pub listing: ListingKind,
    /// Where this page of it lives.
    pub address: Address,
    /// The name of the section, topic or author; the edition's title for the front page.
    pub title: String,
    /// A sentence about the section, topic or author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The number of an older page, counted from the oldest; left out on the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The story set largest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<Teaser>,
    /// The other stories, newest first.
    pub stories: Vec<Teaser>,
    /// On the front page: each section with its newest stories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The page with older stories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub older: Option<Address>,
    /// The page with newer stories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer: Option<Address>,
}

/// What a listing lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ListingKind {
    /// The front page.
    #[default]
    Front,
    /// A section's stories.
    Section,
    /// A topic's stories.
    Topic,
    /// An author's stories.
    Author,
    /// All stories.
    Archive,
}

/// Stories of the front page under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Group {
    /// The section.
    pub section: NamedLink,
    /// Its newest stories that do not stand above already.
    pub stories: Vec<Teaser>,
}
