//! Feeds: the newest stories of the edition, and of each section, topic and author, whole, in
//! the three forms that feed readers know.
//!
//! What stands in a feed is decided in [`crate::edition`], and its times are those of its stories: it
//! changes when one of them does.

mod atom;
mod elsewhere;
mod json;
mod rss;

use super::RootUrl;
use elsewhere::for_elsewhere;
use newsprint::app::render_text;
use newsprint::edition::{Address, Block, Site, Story, Timestamp};
use std::sync::Arc;

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// RSS 2.0: <https://www.rssboard.org/rss-specification>.
    Rss,
    /// Atom: RFC 4287.
    Atom,
    /// JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>.
    Json,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// The name of the file, in the folder of the listing that the feed follows.
    pub fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.xml",
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// A feed with all that stands in it.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Its title: the edition's, or that of a listing before it.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// The listing that it follows.
    pub address: Address,
    /// The edition's language (BCP 47).
    pub language: String,
    /// The name of the newspaper: the author of what has none.
    pub publisher: String,
    /// Newest first, at least one.
    pub entries: Vec<Entry>,
}

/// A story of a feed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The story, with its text.
    pub story: Story,
    /// What the reader of a feed sees: the lead image and the text, as HTML with whole URLs.
    pub html: String,
}

impl Entry {
    /// Draws a story for the reader of a feed.
    pub fn new(mut story: Story, site: &Arc<Site>, root: &RootUrl) -> Self {
        let lead = story.lead_image.clone().map(|image| Block::Image { image });
        let mut blocks: Vec<Block> =
            lead.into_iter().chain(std::mem::take(&mut story.body)).collect();
        for_elsewhere(&mut blocks);
        let base = root.seen_from_elsewhere();
        let html = render_text(Arc::clone(site), base, &blocks, &story.language);
        // Footnotes and headings are linked within the page, which a feed's reader is not on.
        // The drawn HTML holds a quotation mark only around the value of an attribute.
        let here = format!(" href=\"{}#", root.page(&story.address));
        Self { html: html.replace(" href=\"#", &here), story }
    }

    /// What names the story for ever, whatever else of it changes: readers' programs show a
    /// story with another name as a new one.
    ///
    /// An `id` that is an address, the story's own or the one that it had before it moved, is
    /// named by its URL. Any other becomes a UUID of the edition's host and the `id` (RFC 9562,
    /// version 8): a `tag:` URI would need a date on which the host was the newspaper's.
    fn id(&self, root: &RootUrl) -> String {
        let id = &self.story.id;
        if let Ok(address) = Address::new(id.as_str()) {
            return root.page(&address);
        }
        let host = root.host().split(':').next().unwrap_or_default();
        let hash = blake3::hash(format!("{host}\n{id}").as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        let number = u128::from_be_bytes(bytes) & !(0xf << 76 | 0b11 << 62) | 8 << 76 | 0b10 << 62;
        let hex = format!("{number:032x}");
        let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
        format!("urn:uuid:{}", parts.join("-"))
    }

    fn changed(&self) -> &Timestamp {
        self.story.updated.as_ref().unwrap_or(&self.story.published)
    }
}

impl Feed {
    /// The feed's files: where each lies in the edition, and its text.
    pub fn files(&self, root: &RootUrl) -> Vec<(String, String)> {
        let text = |form| match form {
            Form::Rss => rss::write(self, root),
            Form::Atom => atom::write(self, root),
            Form::Json => json::write(self, root),
        };
        Form::ALL.map(|form| (self.path(form), text(form))).into()
    }

    /// Where the feed lies in one of its forms.
    fn path(&self, form: Form) -> String {
        format!("{}{}", self.address, form.file())
    }

    fn url(&self, form: Form, root: &RootUrl) -> String {
        root.file(&self.path(form))
    }

    /// When one of its stories last changed.
    fn changed(&self) -> Option<&Timestamp> {
        // Compared as moments: two texts may have different offsets.
        let moment = |time: &&Timestamp| time.as_str().parse::<jiff::Timestamp>().ok();
        self.entries.iter().map(Entry::changed).max_by_key(moment)
    }
}

/// A text with no character that XML 1.0 cannot hold (section 2.2).
pub(super) fn xml_text(text: &str) -> String {
    let fits = |c: &char| matches!(*c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}

/// A time as the feed libraries take it.
fn moment(time: &Timestamp) -> Option<atom_syndication::FixedDateTime> {
    atom_syndication::FixedDateTime::parse_from_rfc3339(time.as_str()).ok()
}

#[cfg(test)]
mod tests;
