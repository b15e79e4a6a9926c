//! Pull quotes whose words stand in the text as well: those who hear the story hear them once.

use super::settle::is_cjk;
use newsprint::edition::{Block, Inline, paragraphs, plain_text};

/// What a pull quote leaves out.
const LEFT_OUT: [&str; 4] = ["[…]", "[...]", "…", "..."];

/// Marks the pull quotes that repeat what the story says elsewhere.
pub(super) fn mark_repeated(blocks: &mut [Block]) {
    if !any_pull(blocks) {
        return;
    }
    let mut said = String::new();
    collect(blocks, &mut said);
    mark(blocks, &said);
}

fn any_pull(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::PullQuote { .. } => true,
        Block::Quotation { content, .. } | Block::Note { content, .. } => any_pull(content),
        Block::Language { block, .. } => any_pull(std::slice::from_ref(block)),
        Block::List { items, .. } => items.iter().any(|item| any_pull(&item.content)),
        _ => false,
    })
}

/// The words of all that is no pull quote.
fn collect(blocks: &[Block], said: &mut String) {
    for block in blocks {
        match block {
            Block::PullQuote { .. } => {}
            Block::Quotation { content, .. } | Block::Note { content, .. } => {
                collect(content, said);
            }
            Block::Language { block, .. } => collect(std::slice::from_ref(block), said),
            Block::List { items, .. } => {
                items.iter().for_each(|item| collect(&item.content, said));
            }
            block => {
                for text in paragraphs(std::slice::from_ref(block)) {
                    push_words(&text, said);
                }
            }
        }
    }
}

fn mark(blocks: &mut [Block], said: &str) {
    for block in blocks {
        match block {
            Block::PullQuote { content, attribution, repeated } => {
                *repeated = is_said(&plain_text(content), said)
                    && !leads_on(content)
                    && !leads_on(attribution);
            }
            Block::Quotation { content, .. } | Block::Note { content, .. } => mark(content, said),
            Block::Language { block, .. } => mark(std::slice::from_mut(block), said),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| mark(&mut item.content, said));
            }
            _ => {}
        }
    }
}

/// Whether each piece of a sentence, between what it leaves out, stands in the text.
fn is_said(sentence: &str, said: &str) -> bool {
    let marked = LEFT_OUT.iter().fold(sentence.to_owned(), |text, mark| text.replace(mark, "\n"));
    let mut pieces = marked.split('\n').filter_map(|piece| {
        let mut words = String::from(" ");
        push_words(piece, &mut words);
        (words.len() > 1).then_some(words)
    });
    let said = [" ", said].concat();
    pieces.next().is_some_and(|first| said.contains(&first)) && pieces.all(|it| said.contains(&it))
}

/// Words alone, in small letters, each with a space behind it: marks and case may differ.
fn push_words(text: &str, out: &mut String) {
    let end = |out: &mut String| {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    };
    for c in text.chars() {
        // Scripts without spaces: each character is a word.
        if !c.is_alphanumeric() || is_cjk(c) {
            end(out);
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
        if is_cjk(c) {
            end(out);
        }
    }
    end(out);
}

/// Whether there is something to follow: what can take the focus must be heard.
fn leads_on(line: &[Inline]) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Link { .. } | Inline::FootnoteReference { .. } => true,
        Inline::Emphasis { content }
        | Inline::Strong { content }
        | Inline::Strikethrough { content }
        | Inline::Sub { content }
        | Inline::Sup { content }
        | Inline::Language { content, .. } => leads_on(content),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_stands_in_the_text_whatever_its_marks() {
        let mut said = String::new();
        push_words("“We waited,” she said. It's 11 years; 海は広い。", &mut said);
        for sentence in
            ["We waited", "“we WAITED!”", "We waited … 11 years", "she said: it’s", "海は広"]
        {
            assert!(is_said(sentence, &said), "{sentence}");
        }
        for sentence in ["", "…", "e waited", "We waited eleven years", "waited we", "wait"] {
            assert!(!is_said(sentence, &said), "{sentence}");
        }
    }
}
