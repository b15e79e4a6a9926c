//! Plain text as blocks.

use crate::edition::{Block, Inline};

/// What was typed, literally: blank lines part paragraphs, and other line ends are kept.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut content = Vec::new();
    // A blank line at the end closes the last paragraph.
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !content.is_empty() {
                blocks.push(Block::Paragraph { content: std::mem::take(&mut content) });
            }
        } else {
            if !content.is_empty() {
                content.push(Inline::Break);
            }
            content.push(Inline::text(line));
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paragraph(lines: &[&str]) -> Block {
        let mut content = Vec::new();
        for line in lines {
            if !content.is_empty() {
                content.push(Inline::Break);
            }
            content.push(Inline::text(*line));
        }
        Block::Paragraph { content }
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(
            paragraphs("one\r\ntwo\n \t\n\n  three\n"),
            [paragraph(&["one", "two"]), paragraph(&["  three"])]
        );
        assert_eq!(paragraphs(" \n\n"), []);
    }

    #[test]
    fn nothing_is_read_into_it() {
        let typed = "<b>&amp;</b> # [a](b) https://example.org";
        assert_eq!(paragraphs(typed), [paragraph(&[typed])]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[ab<&\n\r \u{202E}é]{0,40}") {
            let shown: String = paragraphs(&text)
                .iter()
                .map(|block| match block {
                    Block::Paragraph { content } => crate::edition::plain_text(content),
                    _ => String::new(),
                })
                .collect();
            let words = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(words(&shown), words(&text));
        }
    }
}
