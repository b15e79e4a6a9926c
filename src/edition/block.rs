use super::{Image, Inline};
use serde::Serialize;

/// A piece of a body.
///
/// A kind that this build does not know arrives as [`Block::Unknown`] and is drawn as a
/// visible notice: content is never dropped in silence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading inside the body.
    Heading {
        /// 2 to 4; 1 is the headline's.
        level: u8,
        /// The `id` it is linked by, unique on the page.
        anchor: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A picture with its caption.
    Image {
        /// The picture.
        image: Image,
    },
    /// Several pictures that belong together.
    Gallery {
        /// At least one.
        images: Vec<GalleryImage>,
    },
    /// Somebody's words.
    Quotation {
        /// What was said.
        content: Vec<Block>,
        /// Who said it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        attribution: Vec<Inline>,
    },
    /// A sentence of the story itself, set large.
    PullQuote {
        /// The sentence.
        content: Vec<Inline>,
        /// Who said it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        attribution: Vec<Inline>,
        /// Whether its words stand in the text too: those who hear it hear them there.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        repeated: bool,
    },
    /// A list; lists nest through the blocks of their items.
    List {
        /// Numbered, or with bullets.
        ordered: bool,
        /// Whether its items are terms and what they mean; then there are neither numbers nor
        /// bullets.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        definitions: bool,
        /// The first number of a numbered list, when it is not 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// Code or other preformatted text.
    Code {
        /// The language's name, as written after the fence.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The text, with its line breaks, without a last one.
        text: String,
    },
    /// A table.
    Table {
        /// What the table is about.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        caption: Vec<Inline>,
        /// The heading row; may be empty.
        head: Vec<TableCell>,
        /// The rows.
        rows: Vec<TableRow>,
    },
    /// Something hosted elsewhere, shown as a card; nothing is loaded before a click.
    Embed {
        /// Who hosts it, as a name: `YouTube`.
        provider: String,
        /// Where it is.
        url: String,
        /// What it is, if somebody has said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        title: String,
        /// Where the frame is in which it plays, if it may play in the page.
        #[serde(skip_serializing_if = "Option::is_none")]
        frame: Option<String>,
    },
    /// A change of scene.
    Separator,
    /// A word from the newsroom, set apart.
    Note {
        /// Of which kind.
        note: Note,
        /// What it says.
        content: Vec<Block>,
    },
    /// A block in another language than what stands around it, or that runs in another
    /// direction.
    Language {
        /// The language (BCP 47), where it is another.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// `ltr`, `rtl`, or `auto` for that of its first letter, where it is another.
        #[serde(skip_serializing_if = "Option::is_none")]
        direction: Option<String>,
        /// The block.
        block: Box<Block>,
    },
    /// All footnotes of the page, in order; the last block.
    Footnotes {
        /// The notes, number 1 first.
        notes: Vec<Footnote>,
    },
    /// A kind that this build does not know.
    #[default]
    #[serde(skip)]
    Unknown,
}

/// A picture of a gallery.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct GalleryImage(pub Image);

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ListItem {
    /// For a task: whether it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<bool>,
    /// Among definitions: whether it is a term, and not what one means.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub term: bool,
    /// Its text. A single paragraph of a tight list is drawn without paragraph spacing.
    pub content: Vec<Block>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct TableRow(pub Vec<TableCell>);

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct TableCell {
    /// `start`, `center` or `end`; the text's own start when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<String>,
    /// Whether it says what the other cells of its row are about.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    /// Its text.
    pub content: Vec<Inline>,
}

/// What a note is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// Something in the story was wrong and has been put right.
    Correction,
    /// A word from the editors.
    #[default]
    Editor,
    /// Useful beside the text (GFM's `NOTE` and `TIP`).
    Information,
    /// To be careful about (GFM's `IMPORTANT`, `WARNING` and `CAUTION`).
    Warning,
}

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Footnote {
    /// Counted from 1.
    pub number: u32,
    /// How many references point here: each gets a link back.
    pub references: u32,
    /// What it says.
    pub content: Vec<Block>,
}
