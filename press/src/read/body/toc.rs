//! The contents of a page: a list of its headings, where `[toc]` stands alone.

use super::anchors::level;
use super::compositor::Compositor;
use super::settle::settle;
use super::tree::{Id, TOP};
use newsprint::edition::{Block, Inline, ListItem};

/// How often the contents are set on a page.
const MOST: usize = 3;

/// A heading that the contents name.
struct Entry {
    level: u8,
    anchor: String,
    words: String,
}

impl Compositor<'_> {
    /// Sets the contents where a paragraph holds nothing but the sign for them.
    pub(super) fn contents(&mut self, ids: &[Id], out: &mut Vec<Block>) -> bool {
        let mut sign = String::new();
        for id in ids {
            // The lines below of `[[_TOC_]]` are emphasis to the parser.
            let is_emphasis = self.tree.name(*id).is_some_and(|name| **name == *"em");
            if self.tree.text(*id).is_none() && !is_emphasis || sign.len() > 20 {
                return false;
            }
            sign.push_str(&self.words(*id));
        }
        let sign = sign.trim().to_ascii_lowercase();
        if !matches!(sign.as_str(), "[toc]" | "[[toc]]" | "${toc}" | "@[toc]") {
            return false;
        }
        self.contents_set += 1;
        if self.contents_set > MOST {
            let span = ids.first().map_or(0..0, |id| self.tree.span(*id));
            self.reporter
                .warning(
                    "press::body::contents",
                    span,
                    "the contents stand on this page three times already, and are left out here",
                )
                .help("Take the sign for them out.");
            return true;
        }
        let entries = self.headings();
        let least = entries.iter().map(|entry| entry.level).min().unwrap_or(2);
        let mut entries = entries.into_iter().peekable();
        let items = items(&mut entries, least);
        if !items.is_empty() {
            out.push(Block::List { ordered: false, definitions: false, start: None, items });
        }
        true
    }

    fn headings(&self) -> Vec<Entry> {
        let tree = self.tree;
        let found = tree.descendants(TOP).filter_map(|id| {
            let level = level(tree, id)?;
            let words = settle(vec![Inline::text(self.words(id))]);
            let [Inline::Text { text }] = &words[..] else { return None };
            let is_headline = level == 1 && *text == self.manuscript.headline;
            let entry = Entry {
                level: level.clamp(2, 4),
                anchor: self.anchors.of_heading(id),
                words: text.clone(),
            };
            (!is_headline).then_some(entry)
        });
        found.collect()
    }
}

/// The entries of a level, each with those below it.
fn items(
    entries: &mut std::iter::Peekable<impl Iterator<Item = Entry>>,
    least: u8,
) -> Vec<ListItem> {
    let mut found: Vec<ListItem> = Vec::new();
    while let Some(next) = entries.peek() {
        if next.level < least {
            break;
        }
        let deeper = next.level > least;
        if deeper && let Some(last) = found.last_mut() {
            let items = items(entries, least + 1);
            last.content.push(Block::List {
                ordered: false,
                definitions: false,
                start: None,
                items,
            });
            continue;
        }
        let Some(Entry { anchor, words, .. }) = entries.next() else { break };
        let link = Inline::Link { href: format!("#{anchor}"), content: vec![Inline::text(words)] };
        found.push(ListItem {
            done: None,
            term: false,
            content: vec![Block::Paragraph { content: vec![link] }],
        });
    }
    found
}
