use super::{Address, Block, Image, Timestamp};
use serde::Serialize;

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Story {
    /// Where it lives.
    pub address: Address,
    /// Stable for ever: the key of its comment thread. The front matter's `id`, else the
    /// address.
    pub id: String,
    /// The headline.
    pub headline: String,
    /// The sentence under the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// Its section, with the section's own listing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<NamedLink>,
    /// Its topics, in the order of the front matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<NamedLink>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<NamedLink>,
    /// When it was first published.
    pub published: Timestamp,
    /// When it last changed in a way that readers should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// The language it is written in (BCP 47).
    pub language: String,
    /// The picture above the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_image: Option<Image>,
    /// The body.
    pub body: Vec<Block>,
    /// The older neighbour in the whole edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Teaser>,
    /// The newer neighbour in the whole edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Teaser>,
    /// Other stories on the same matter, nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Teaser>,
    /// Whether readers may comment.
    pub comments: Comments,
    /// How long a reader needs, in minutes, at least 1.
    pub reading_minutes: u32,
    /// A hash of the content, 16 hexadecimal digits: it changes when the story does.
    pub revision: String,
}

/// A name and the listing that it leads to: a section, a topic, an author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct NamedLink {
    /// As it is read.
    pub name: String,
    /// Its listing.
    pub address: Address,
}

/// A story as a listing or a neighbour shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Teaser {
    /// Where the story lives.
    pub address: Address,
    /// Its headline.
    pub headline: String,
    /// The sentence under the headline; neighbours and related stories go without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// Its section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<NamedLink>,
    /// When it was published.
    pub published: Timestamp,
    /// Its language, when it is not the edition's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The key of its comment thread, when it is not the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread: Option<String>,
    /// Its lead image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
}

/// Whether a story takes comments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Comments {
    /// Whether comments are taken, when [`closes`](Self::closes) is not past.
    pub open: bool,
    /// From when on none are taken: past for a closed thread, to come for an open one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<Timestamp>,
    /// The number of the post that the story is on the WordPress site which keeps its comments;
    /// without it the post is looked for by the last folder of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<u64>,
}
