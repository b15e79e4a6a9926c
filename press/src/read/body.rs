//! One file's text into blocks.
//!
//! The text goes through four hands. [`shortcode`] covers what Hugo and Zola would expand.
//! [`markdown`] reads CommonMark with GitHub's extensions and hands raw HTML to [`html`],
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
mod blocks;
mod cards;
mod compositor;
mod embed;
mod feed;
mod figures;
mod footnotes;
mod html;
mod images;
mod inlines;
mod markdown;
mod quotes;
mod settle;
mod shortcode;
mod tables;
mod tags;
mod tree;
mod words;

pub use words::reading_minutes;

use super::file::{shown, unreadable};
use super::reporter::Reporter;
use super::uses::Desk;
use super::{Links, Manuscript, Uses};
use crate::diagnostic::Diagnostics;
use compositor::Compositor;
use newsprint::edition::Block;
use pulldown_cmark::Options;
use shortcode::Shortcodes;
use std::path::Path;

/// The Markdown that is read: CommonMark with GitHub's tables, strikethrough, task lists,
/// alerts and footnotes, and `{#anchor}` after a heading.
pub(super) const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// A text as blocks.
#[derive(Debug)]
pub struct Body {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// How long a reader needs, in minutes, at least 1.
    pub reading_minutes: u32,
    /// What it asked of the edition.
    pub uses: Uses,
    /// What is wrong.
    pub diagnostics: Diagnostics,
}

/// Reads one file's text. A file that cannot be read any more is an error in the diagnostics.
pub fn body(manuscript: &Manuscript, content: &Path, links: &Links) -> Body {
    let file = shown(content, &manuscript.path);
    match std::fs::read_to_string(content.join(&manuscript.path)) {
        Ok(text) => body_of(&text, file, manuscript, links),
        Err(error) => Body {
            blocks: Vec::new(),
            reading_minutes: 1,
            uses: Uses::default(),
            diagnostics: std::iter::once(unreadable(file, &error)).collect(),
        },
    }
}

/// Reads the text of a file that is called `file` in the report.
fn body_of(text: &str, file: String, manuscript: &Manuscript, links: &Links) -> Body {
    let reporter = Reporter::new(file, text);
    // The file may have changed since its front matter was read.
    let offset = text.floor_char_boundary(manuscript.body_offset.min(text.len()));
    let codes = Shortcodes::find(&text[offset..]);
    let tree = markdown::tree(&codes.text, offset, &reporter);
    let desk = Desk::new(links, manuscript);
    let blocks = Compositor::new(&tree, &codes, &reporter, &desk, manuscript).set();
    let reading_minutes = reading_minutes(&blocks);
    Body { blocks, reading_minutes, uses: desk.finish(), diagnostics: reporter.finish() }
}

#[cfg(test)]
mod tests;
