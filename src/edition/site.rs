use super::{Address, Image, Words};
use serde::Serialize;

/// What every page of the edition shares: the frame around them and the words on it.
///
/// It is a file of its own, named by its hash, that the app fetches beside its code; a page
/// carries none of it twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Site {
    /// The newsroom's title.
    pub title: String,
    /// The edition's language (BCP 47).
    pub language: String,
    /// The newsroom's own look.
    pub brand: Brand,
    /// The sections, in the newsroom's order.
    pub sections: Vec<MenuLink>,
    /// Plain pages linked at the top.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub menu: Vec<MenuLink>,
    /// Plain pages linked at the foot.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub footer_menu: Vec<MenuLink>,
    /// Where comments go.
    pub comments: CommentSettings,
    /// The origins whose films may play in a page: `https://player.example`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<String>,
    /// The file that searches, by its path in the edition, where there is a search page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Every word of the interface.
    pub words: Words,
}

/// The newsroom's own look; its colours are in the style sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Brand {
    /// Shown in place of the title in letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Image>,
    /// A line under the title on the front page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motto: Option<String>,
    /// The line at the foot of every page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
}

/// A link of a menu.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MenuLink {
    /// As it is read.
    pub name: String,
    /// An address of this edition, or another site's URL.
    pub href: String,
}

/// Where comments go, and what the reader is told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CommentSettings {
    /// Who keeps them.
    pub provider: Provider,
    /// Where the server is, without a slash at its end: a URL, or a path on the edition's own
    /// host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Whether the newsroom looks at comments before they are shown, where a server does not
    /// tell.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub moderated: bool,
    /// The e-mail address to which readers report a comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// The plain page about privacy, linked beside the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Address>,
}

/// Who keeps the comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    /// This browser only.
    #[default]
    Device,
    /// An Isso server.
    Isso,
    /// A WordPress site.
    #[serde(rename = "wordpress")]
    WordPress,
    /// Nobody: there is no form.
    None,
}
