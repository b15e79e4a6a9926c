//! The pieces of a body, a file for each kind that is more than a line.
//!
//! Each takes the language of the text it stands in: a word of the interface inside it says
//! that it is in the edition's own.

mod embed;
mod footnotes;
mod list;
mod note;
mod quotation;
mod table;
mod unknown;

use super::{inline, picture};
use crate::edition::{Block, GalleryImage, Inline, text_id};
use crate::markup::{Element, el};

/// Draws a body, or the blocks inside a block.
pub fn draw_all(blocks: &[Block], language: &str) -> Vec<Element> {
    blocks.iter().map(|block| draw(block, language)).collect()
}

fn draw(block: &Block, language: &str) -> Element {
    match block {
        Block::Paragraph { content } => inline::line(el("p"), content),
        Block::Heading { level, anchor, content } => heading(*level, anchor, content),
        Block::Image { image } => picture::figure(image, language, picture::sizes::TEXT),
        Block::Gallery { images } => gallery(images, language),
        Block::Quotation { content, attribution } => {
            quotation::draw(content, attribution, language)
        }
        Block::PullQuote { content, attribution, repeated } => {
            quotation::draw_pull(content, attribution, *repeated)
        }
        Block::List { ordered, definitions, start, items } => {
            let kind = match (definitions, ordered) {
                (true, _) => "dl",
                (false, true) => "ol",
                (false, false) => "ul",
            };
            list::draw(kind, *start, items, language)
        }
        Block::Code { language, text } => code(language.as_deref(), text),
        Block::Table { caption, head, rows } => table::draw(caption, head, rows),
        Block::Embed { provider, url, title, frame } => {
            embed::draw(provider, url, title, frame.as_ref(), language)
        }
        Block::Separator => el("hr"),
        Block::Note { note, content } => note::draw(*note, content, language),
        Block::Language { language: own, direction, block } => {
            let drawn = draw(block, own.as_deref().unwrap_or(language));
            inline::speaking(drawn, own.as_ref(), direction.as_ref())
        }
        Block::Footnotes { notes } => footnotes::draw(notes, language),
        Block::Unknown => unknown::draw(language),
    }
}

/// A heading inside the body: 1 is the headline's, and 4 is as deep as a story goes.
fn heading(level: u8, anchor: &str, content: &[Inline]) -> Element {
    let tag = match level {
        0..=2 => "h2",
        3 => "h3",
        _ => "h4",
    };
    inline::line(el(tag).attr("id", text_id(anchor)), content)
}

/// Several pictures that belong together.
fn gallery(images: &[GalleryImage], language: &str) -> Element {
    let figures = images
        .iter()
        .map(|GalleryImage(image)| picture::figure(image, language, picture::sizes::GALLERY));
    // Said by the page: a style sheet that counts them would move those that are there whenever
    // another comes.
    let class = match images.len() {
        1 => "gallery gallery-1",
        2 => "gallery gallery-2",
        3 => "gallery gallery-3",
        _ => "gallery",
    };
    el("ul").class(class).all(figures.map(|figure| el("li").child(figure)))
}

/// Preformatted text. Where it scrolls sideways, `wake.js` names it and lets it take the focus.
fn code(language: Option<&str>, text: &str) -> Element {
    let code = el("code")
        .attr_if("class", language.map(|name| format!("language-{name}")))
        .text(text.to_owned());
    el("pre").attr("dir", "ltr").attr("translate", "no").child(code)
}
