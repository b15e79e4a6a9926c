use super::Inline;
use serde::{Serialize, Serializer};

/// A picture. Its size is always known, so nothing on the page shifts when it arrives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Image {
    /// A path inside the edition (`/pictures/quay.svg`), or another site's URL.
    pub src: String,
    /// What the picture shows, for those who do not see it. Empty only by decision: the
    /// picture is decoration.
    pub alt: String,
    /// What is said under the picture: a text, or where that has form or links, a line of inlines.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "plainly")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<Caption>"))]
    pub caption: Vec<Inline>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// The same picture in other widths and formats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// A tiny stand-in shown until the picture is there, as a `data:` URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
}

/// One more file of the same picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Source {
    /// A path inside the edition.
    pub src: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its media type, for example `image/webp`.
    pub media_type: String,
}

/// The two forms of a caption.
#[cfg(not(target_arch = "wasm32"))]
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "stands in the schema alone")]
enum Caption {
    Plain(String),
    Line(Vec<Inline>),
}

/// Writes a line that is nothing but text as that text: most captions are.
fn plainly<S: Serializer>(line: &[Inline], serializer: S) -> Result<S::Ok, S::Error> {
    match line {
        [Inline::Text { text }] => text.serialize(serializer),
        line => line.serialize(serializer),
    }
}
