//! What a newsroom decides once for all its stories: `newsprint.toml`.

mod comments;
mod embeds;
mod parse;
mod pictures;
mod public_path;
mod schema;
mod server_url;
mod targets;

pub use comments::Comments;
pub(crate) use parse::is_language;
pub use public_path::public_path;
pub use targets::{check_colours, check_targets, check_url};

use jiff::tz::TimeZone;
use newsprint::edition::MenuLink;
use std::collections::BTreeMap;

/// The newsroom's settings.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The newspaper's name.
    pub title: String,
    /// Where the edition will be hosted, without a slash at its end: `https://example.org`.
    pub base_url: Option<String>,
    /// The language of the interface and of stories that name none (BCP 47).
    pub language: String,
    /// The newsroom's time zone.
    pub time_zone: TimeZone,
    /// The pattern of a story's address; see [`PERMALINK_TOKENS`].
    pub permalink: String,
    /// How many stories a page of a listing holds, at least 1.
    pub page_size: usize,
    /// The newsroom's own look.
    pub brand: Brand,
    /// The sections, in the newsroom's order.
    pub sections: Vec<Label>,
    /// What is said about topics.
    pub topics: Vec<Label>,
    /// What is said about authors.
    pub authors: Vec<Label>,
    /// The links at the top.
    pub menu: Vec<MenuLink>,
    /// The links at the foot.
    pub footer_menu: Vec<MenuLink>,
    /// Who keeps the comments, and how they are reached.
    pub comments: Comments,
    /// What is made of every picture.
    pub pictures: PictureSettings,
    /// Whether there is a search page, with the index that it reads.
    pub search: bool,
    /// Whose films play in the page when the reader wants it; of all others there is a link.
    pub players: Vec<Player>,
    /// Whether what harms no reader keeps a story out all the same.
    pub strict: bool,
    /// Paths in the project's folder at and below which symbolic links may lead out of it.
    pub follow_links: Vec<String>,
    /// Files and folders of the content folder that are published as they are, of whatever kind.
    pub assets: Vec<String>,
}

/// A host whose films can play in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Player {
    /// YouTube, from the host that sets no cookie before a film plays.
    YouTube,
    /// Vimeo.
    Vimeo,
}

impl Player {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::YouTube, Self::Vimeo];

    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::YouTube => "youtube",
            Self::Vimeo => "vimeo",
        }
    }

    /// Where its frames come from.
    pub fn origin(self) -> &'static str {
        match self {
            Self::YouTube => "https://www.youtube-nocookie.com",
            Self::Vimeo => "https://player.vimeo.com",
        }
    }
}

/// What is made of every picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureSettings {
    /// The widths that a picture comes in, in pixels, narrowest first and each once.
    pub widths: Vec<u32>,
    /// How true the pictures are to their originals, from 1 to 100: as in JPEG and WebP.
    pub quality: u8,
    /// Whether there are AVIF files beside the WebP files.
    pub avif: bool,
}

impl Default for PictureSettings {
    fn default() -> Self {
        Self { widths: vec![480, 800, 1200, 1920], quality: 80, avif: false }
    }
}

/// The newsroom's own look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// The path of a picture inside the edition (`/logo.svg`), shown in place of the title.
    pub logo: Option<String>,
    /// What is read aloud where the logo stands; the title when it is left out.
    pub logo_alt: Option<String>,
    /// A line under the title on the front page.
    pub motto: Option<String>,
    /// The line at the foot of every page.
    pub footer: Option<String>,
    /// The newsroom's colours: the token's name, and a CSS colour.
    pub colours: BTreeMap<String, String>,
}

/// A section, topic or author with what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As it is read.
    pub name: String,
    /// The last folder of its address, when it is not made from the name.
    pub slug: Option<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// Of an author: whether it is a desk or an agency, and no single person.
    pub organization: bool,
}

/// What can stand in a permalink, each between `/` or other characters.
pub const PERMALINK_TOKENS: [&str; 7] =
    ["year", "month", "day", "slug", "section", "filename", "title"];

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Newsprint".into(),
            base_url: None,
            language: "en".into(),
            time_zone: TimeZone::UTC,
            permalink: "/:year/:month/:day/:slug/".into(),
            page_size: 20,
            brand: Brand::default(),
            sections: Vec::new(),
            topics: Vec::new(),
            authors: Vec::new(),
            menu: Vec::new(),
            footer_menu: Vec::new(),
            comments: Comments::default(),
            pictures: PictureSettings::default(),
            search: true,
            players: Vec::new(),
            strict: false,
            follow_links: Vec::new(),
            assets: Vec::new(),
        }
    }
}
