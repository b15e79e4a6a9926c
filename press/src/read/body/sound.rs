//! What holds of the blocks of any text.

use super::plain::plain;
use super::{characters, comments, ready};
use crate::read::reporter::Reporter;
use newsprint::edition::{Block, Inline, ListItem};

/// Nothing that a browser's parser would repair, and nothing that holds nothing.
fn check_line(line: &[Inline], in_link: bool) {
    for inline in line {
        match inline {
            Inline::Text { text } | Inline::Code { text } => assert!(!text.is_empty()),
            Inline::Link { href, content } => {
                assert!(!in_link, "a link in a link");
                assert!(!content.is_empty() && !href.to_lowercase().starts_with("javascript:"));
                check_line(content, true);
            }
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Strikethrough { content }
            | Inline::Sub { content }
            | Inline::Sup { content }
            | Inline::Language { content, .. } => {
                assert!(!content.is_empty());
                check_line(content, in_link);
            }
            Inline::Image { image } => assert!(image.width > 0 && image.height > 0),
            Inline::Math { tex, tree, .. } => assert!(!tex.is_empty() && !tree.is_empty()),
            Inline::Anchor { id } => assert!(!id.is_empty()),
            Inline::Break | Inline::FootnoteReference { .. } | Inline::Unknown => {}
        }
    }
}

/// Panics where blocks are not what they may be.
pub(in crate::read) fn check(blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { content } => {
                assert!(!content.is_empty(), "an empty paragraph");
                check_line(content, false);
            }
            Block::Heading { level, anchor, content } => {
                assert!((2..=4).contains(level) && !anchor.is_empty() && !content.is_empty());
                check_line(content, false);
            }
            Block::PullQuote { content, attribution, .. } => {
                assert!(!content.is_empty());
                check_line(content, false);
                check_line(attribution, false);
            }
            Block::Quotation { content, attribution } => {
                assert!(!content.is_empty());
                check(content);
                check_line(attribution, false);
            }
            Block::Note { content, .. } => check(content),
            Block::Language { language, direction, block } => {
                assert!(language.is_some() || direction.is_some());
                check(std::slice::from_ref(block));
            }
            Block::List { items, .. } => {
                assert!(!items.is_empty());
                items.iter().for_each(|ListItem { content, .. }| check(content));
            }
            Block::Table { head, rows, .. } => {
                assert!(!head.is_empty() || !rows.is_empty());
                let rows = rows.iter().flat_map(|row| &row.0);
                head.iter().chain(rows).for_each(|cell| check_line(&cell.content, false));
            }
            Block::Gallery { images } => assert!(images.len() > 1),
            Block::Footnotes { notes } => {
                assert!(notes.iter().enumerate().all(|(at, note)| note.number as usize == at + 1));
                notes.iter().for_each(|note| check(&note.content));
            }
            Block::Image { .. } | Block::Code { .. } | Block::Embed { .. } | Block::Separator => {}
            Block::Unknown => panic!("made by nobody"),
        }
    }
}

/// Whatever is covered leaves every other byte in its place, and comes back.
pub(in crate::read) fn keeps_its_length(text: &str) {
    let unheard = Reporter::new(String::new(), text);
    let clean = characters::cleaned(text);
    let public = comments::hidden(&clean, 0, &unheard);
    assert_eq!(public.len(), text.len());
    let (ready, cover) = ready::made(&public, &|range| range, &unheard);
    assert_eq!(ready.len(), text.len());
    // What stands for no character is covered for good.
    if characters::unfit_references(&public).is_empty() {
        assert_eq!(cover.restored(&ready), cover.restored(&public));
    }
    plain(text);
}
