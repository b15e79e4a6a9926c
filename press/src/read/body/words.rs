//! How long a reader needs.

use super::settle::is_cjk;
use newsprint::edition::{Block, GalleryImage, Inline, plain_text};

/// Words a minute, for scripts that part them.
const WORDS: usize = 230;
/// Characters a minute, for Chinese and Japanese.
const CHARACTERS: usize = 500;

/// How long a reader needs for a text, in minutes, at least 1.
pub fn reading_minutes(blocks: &[Block]) -> u32 {
    let mut count = Count::default();
    count.blocks(blocks);
    let minutes =
        (count.words * CHARACTERS + count.characters * WORDS).div_ceil(WORDS * CHARACTERS);
    u32::try_from(minutes).unwrap_or(u32::MAX).max(1)
}

#[derive(Default)]
struct Count {
    words: usize,
    characters: usize,
}

impl Count {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => self.line(content),
            Block::PullQuote { content, attribution, .. } => {
                self.line(content);
                self.line(attribution);
            }
            Block::Quotation { content, attribution } => {
                self.blocks(content);
                self.line(attribution);
            }
            Block::Note { content, .. } => self.blocks(content),
            Block::Language { block, .. } => self.block(block),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.content)),
            Block::Code { text, .. } => self.text(text),
            Block::Table { caption, head, rows } => {
                self.line(caption);
                let rows = rows.iter().flat_map(|row| &row.0);
                head.iter().chain(rows).for_each(|cell| self.line(&cell.content));
            }
            Block::Image { image } => self.line(&image.caption),
            Block::Gallery { images } => {
                for GalleryImage(image) in images {
                    self.line(&image.caption);
                }
            }
            Block::Embed { title, .. } => self.text(title),
            Block::Footnotes { notes } => notes.iter().for_each(|note| self.blocks(&note.content)),
            Block::Separator | Block::Unknown => {}
        }
    }

    fn line(&mut self, content: &[Inline]) {
        self.text(&plain_text(content));
    }

    fn text(&mut self, text: &str) {
        if text.is_ascii() {
            let mut counted = false;
            for byte in text.bytes() {
                if byte.is_ascii_whitespace() || byte == 0xb {
                    counted = false;
                } else if !counted && byte.is_ascii_alphanumeric() {
                    counted = true;
                    self.words += 1;
                }
            }
            return;
        }
        self.characters += text.chars().filter(|c| is_cjk(*c) && c.is_alphanumeric()).count();
        let words = text.split(|c: char| c.is_whitespace() || is_cjk(c));
        self.words += words.filter(|word| word.contains(char::is_alphanumeric)).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(text: &str) -> u32 {
        reading_minutes(&[Block::Paragraph { content: vec![Inline::text(text)] }])
    }

    #[test]
    fn counts_words_and_characters() {
        assert_eq!(minutes(""), 1);
        assert_eq!(minutes(&"word ".repeat(230)), 1);
        assert_eq!(minutes(&"word – ".repeat(231)), 2);
        assert_eq!(minutes(&"字".repeat(500)), 1);
        assert_eq!(minutes(&"字".repeat(1001)), 3);
        assert_eq!(minutes(&"字。 word ".repeat(200)), 2);
    }
}
