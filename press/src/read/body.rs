//! One file's text into blocks.
//!
//! The text goes through many hands. [`comments`] takes out what is not for readers, and
//! [`shortcode`] covers what Hugo, Zola and Liquid would expand. [`layout`] and [`marks`] set what
//! other Markdown has (containers, formulas, attribute lists) as what CommonMark has, [`math`] finds
//! out which dollar signs are prices, and [`ready`] covers what is no markup. [`markdown`] reads
//! CommonMark with GitHub's extensions and hands raw HTML to [`html`],
//! which lets through what is allowed; both feed one [`tree`]. The [`compositor`] sets the
//! tree as blocks: it knows links, pictures, anchors and footnotes, and says of everything
//! that it cannot set what and where it is. Nothing is left out without a word.
//!
//! What the writer decides, and how:
//! - A picture alone in its paragraph is a figure, and its title is the caption; several are a
//!   gallery; a picture between words stays among them.
//! - A picture needs an alternative text. That it needs none, because it is decoration, is
//!   decided by writing an empty one: `alt = ""` in front matter, `<img src="…" alt="">` in
//!   the text. Markdown's `![](…)` decides nothing.
//! - `> [!CORRECTION]`, `> [!EDITOR]`, `> [!NOTE]` (with `TIP`, `IMPORTANT`, `WARNING`,
//!   `CAUTION`) are notes, `> [!PULL]` is a pull quote. What follows on that line is the note's
//!   title. A last paragraph of a quotation that
//!   begins with a dash says whose words they are.
//! - Quotation marks and dashes stay as they were typed: which ones are right depends on the
//!   language.

mod allowed;
mod anchors;
mod asides;
mod attributes;
mod autolink;
mod blocks;
mod cards;
mod characters;
mod comments;
mod compositor;
mod containers;
mod cover;
mod embed;
mod emoji;
mod emphasis;
mod feed;
mod figures;
mod footnotes;
mod foreign;
mod formulas;
mod headline;
mod html;
mod images;
mod inlines;
mod kinds;
mod laid;
mod layout;
mod limits;
mod lines;
mod liquid;
mod markdown;
mod marks;
mod math;
mod mentions;
mod paired;
mod pairs;
mod plain;
mod quotes;
mod ready;
mod repeated;
mod settle;
mod shortcode;
#[cfg(any(test, fuzzing))]
pub(super) mod sound;
mod spans;
mod speech;
mod tables;
mod tags;
mod teller;
mod templates;
mod toc;
mod tree;
mod words;

pub(super) use headline::first_heading;
pub(super) use plain::{decoded, has_link, plain};
pub(super) use templates::{Braces, without_templates};
pub use words::reading_minutes;

use super::characters::{cleaned, with_lines};
use super::file::shown;
use super::paths;
use super::reporter::Reporter;
use super::text_file;
use super::uses::Desk;
use super::{Links, Manuscript, Uses};
use crate::diagnostic::Diagnostics;
use compositor::Compositor;
use newsprint::edition::{Block, Inline};
use pulldown_cmark::Options;
use shortcode::Shortcodes;
use std::ops::Range;
use std::path::Path;
use teller::Teller;

/// The Markdown that is read: CommonMark with GitHub's tables, strikethrough, task lists,
/// alerts and footnotes, and `{#anchor}` after a heading.
const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM);

/// A text as blocks.
#[derive(Debug)]
pub struct Body {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// How long a reader needs, in minutes, at least 1.
    pub reading_minutes: u32,
    /// The caption of the lead picture, where it has links or a form.
    pub lead_caption: Option<Vec<Inline>>,
    /// What it asked of the edition.
    pub uses: Uses,
    /// What is wrong.
    pub diagnostics: Diagnostics,
}

/// Reads one file's text. A file that cannot be read any more is an error in the diagnostics.
pub fn body(manuscript: &Manuscript, content: &Path, links: &Links) -> Body {
    let file = shown(content, &manuscript.path);
    match text_file::read(&paths::on_disk(content, &manuscript.path)) {
        Ok(text) => body_of(&cleaned(&with_lines(text)), file, manuscript, links),
        Err(unread) => Body {
            blocks: Vec::new(),
            reading_minutes: 1,
            lead_caption: None,
            uses: Uses::default(),
            diagnostics: std::iter::once(unread.diagnostic(file)).collect(),
        },
    }
}

/// Reads the text of a file that is called `file` in the report.
pub(super) fn body_of(text: &str, file: String, manuscript: &Manuscript, links: &Links) -> Body {
    let reporter = Reporter::new(file, text);
    // The file may have changed since its front matter was read.
    let offset = text.floor_char_boundary(manuscript.body_offset.min(text.len()));
    let text = if limits::is_bearable(&text[offset..], offset, &reporter) {
        text
    } else {
        &text[..offset]
    };
    let clean = characters::cleaned(&text[offset..]);
    let public = comments::hidden(&clean, offset, &reporter);
    let codes = Shortcodes::find(&public);
    let tree = tree_of(&codes, offset, manuscript, &reporter);
    let desk = Desk::new(links, manuscript);
    let compositor = Compositor::new(&tree, &codes, &reporter, &desk, manuscript);
    let lead_caption = manuscript.lead_caption.as_deref().map(|written| {
        let place = text[..offset].find(written).map_or(0..0, |at| at..at + written.len());
        compositor.read_line(written, &place)
    });
    let blocks = compositor.set();
    let reading_minutes = reading_minutes(&blocks);
    let (uses, diagnostics) = (desk.finish(), reporter.finish());
    Body { blocks, reading_minutes, lead_caption, uses, diagnostics }
}

/// Lays a text out as Markdown that the parser knows, and reads that.
fn tree_of(
    codes: &Shortcodes<'_>,
    offset: usize,
    manuscript: &Manuscript,
    reporter: &Reporter<'_>,
) -> tree::Tree {
    let teller = Teller::new(reporter, offset);
    let blocks = layout::laid_out(codes, &teller);
    let place_of_block = |range: Range<usize>| match &blocks {
        Some(laid) => laid.range(range),
        None => range,
    };
    let text = blocks.as_ref().map_or(&*codes.text, |laid| &laid.text);
    let lines = marks::marked(text, codes, &teller, manuscript, &place_of_block);
    let text = lines.as_ref().map_or(text, |laid| &laid.text);
    let prices = math::with_prices(text);
    let text = prices.as_ref().map_or(text, |laid| &laid.text);
    let place = |range: Range<usize>| {
        let range = prices.as_ref().map_or(range.clone(), |laid| laid.range(range));
        let range = lines.as_ref().map_or(range.clone(), |laid| laid.range(range));
        let range = place_of_block(range);
        range.start + offset..range.end + offset
    };
    let (ready, cover) = ready::made(text, &place, reporter);
    markdown::tree(&ready, &cover, &place, reporter)
}

#[cfg(test)]
mod tests;
