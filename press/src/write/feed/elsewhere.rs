//! What of a text is for our own pages alone, and stands in no feed.

use newsprint::edition::{Block, GalleryImage};

/// Takes out of blocks what only our own style and script make something of: the few bytes that
/// lie under a picture until it is there, which a feed's reader shows as a second picture, and
/// the frame of a film, whose button nobody there answers. Its link stays.
pub(super) fn for_elsewhere(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Image { image } => image.placeholder = None,
            Block::Gallery { images } => {
                images.iter_mut().for_each(|GalleryImage(image)| image.placeholder = None);
            }
            Block::Embed { frame, .. } => *frame = None,
            Block::Quotation { content, .. } | Block::Note { content, .. } => {
                for_elsewhere(content);
            }
            Block::Language { block, .. } => for_elsewhere(std::slice::from_mut(block)),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| for_elsewhere(&mut item.content));
            }
            Block::Footnotes { notes } => {
                notes.iter_mut().for_each(|note| for_elsewhere(&mut note.content));
            }
            Block::Paragraph { .. }
            | Block::Heading { .. }
            | Block::PullQuote { .. }
            | Block::Code { .. }
            | Block::Table { .. }
            | Block::Separator
            | Block::Unknown => {}
        }
    }
}
