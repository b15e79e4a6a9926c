use super::{Block, GalleryImage, Inline, plain_text};

/// The text of blocks, paragraph by paragraph, without its form: what a search looks through.
pub fn paragraphs(blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    push_all(blocks, &mut found);
    found
}

fn push_all(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => line(content, found),
            Block::PullQuote { content, attribution, .. } => {
                line(content, found);
                line(attribution, found);
            }
            Block::Quotation { content, attribution } => {
                push_all(content, found);
                line(attribution, found);
            }
            Block::Note { content, .. } => push_all(content, found),
            Block::Language { block, .. } => push_all(std::slice::from_ref(block), found),
            Block::List { items, .. } => {
                items.iter().for_each(|item| push_all(&item.content, found));
            }
            Block::Code { text, .. } => push(text.clone(), found),
            Block::Table { caption, head, rows } => {
                line(caption, found);
                let rows = rows.iter().flat_map(|row| &row.0);
                head.iter().chain(rows).for_each(|cell| line(&cell.content, found));
            }
            Block::Image { image } => line(&image.caption, found),
            Block::Gallery { images } => {
                for GalleryImage(image) in images {
                    line(&image.caption, found);
                }
            }
            Block::Embed { title, .. } => push(title.clone(), found),
            Block::Footnotes { notes } => {
                notes.iter().for_each(|note| push_all(&note.content, found));
            }
            Block::Separator | Block::Unknown => {}
        }
    }
}

fn line(content: &[Inline], found: &mut Vec<String>) {
    push(plain_text(content), found);
}

fn push(text: String, found: &mut Vec<String>) {
    if !text.is_empty() {
        found.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{Footnote, Image, ListItem, TableCell, TableRow};

    #[test]
    fn every_text_of_every_block_is_there_once() {
        let text = |text: &str| vec![Inline::text(text)];
        let paragraph = |it: &str| Block::Paragraph { content: text(it) };
        let image = |caption: &str| Image { caption: text(caption), ..Image::default() };
        let cell = |it: &str| TableCell { content: text(it), ..TableCell::default() };
        let blocks = [
            paragraph("1"),
            Block::Heading { level: 2, anchor: "a".into(), content: text("2") },
            Block::PullQuote { content: text("3"), attribution: text("4"), repeated: false },
            Block::Quotation { content: vec![paragraph("5")], attribution: text("6") },
            Block::List {
                ordered: false,
                definitions: false,
                start: None,
                items: vec![ListItem { content: vec![paragraph("7")], ..ListItem::default() }],
            },
            Block::Code { language: None, text: "8".into() },
            Block::Table {
                caption: text("9"),
                head: vec![cell("10")],
                rows: vec![TableRow(vec![cell("11")])],
            },
            Block::Image { image: image("12") },
            Block::Gallery { images: vec![GalleryImage(image("13"))] },
            Block::Embed { provider: "p".into(), url: "u".into(), title: "14".into(), frame: None },
            Block::Separator,
            Block::Footnotes {
                notes: vec![Footnote { number: 1, references: 1, content: vec![paragraph("15")] }],
            },
        ];
        let numbers: Vec<_> = (1..=15).map(|number: u32| number.to_string()).collect();
        assert_eq!(paragraphs(&blocks), numbers);
    }
}
