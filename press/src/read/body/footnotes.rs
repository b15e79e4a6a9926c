//! Footnotes, numbered in the order in which the text refers to them.

use super::compositor::Compositor;
use super::markdown::role;
use super::tree::{Id, TOP, Tree};
use crate::read::reporter::Reporter;
use html5ever::local_name;
use newsprint::edition::{Block, Footnote, Inline};
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Footnotes {
    defined: HashMap<String, Id>,
    /// In the order of the file, folded and as written, to report what nobody refers to.
    order: Vec<(String, String)>,
    /// The labels that were referred to, number 1 first, and how often.
    referred: Vec<(String, u32)>,
    /// Their places in that list.
    places: HashMap<String, usize>,
}

impl Footnotes {
    /// Finds what is defined, and references to what is not: Markdown leaves those as text.
    pub(super) fn of(tree: &Tree, reporter: &Reporter<'_>) -> Self {
        let mut footnotes = Self::default();
        for id in tree.descendants(TOP) {
            if tree.attribute(id, &local_name!("role")) == Some(role::FOOTNOTE) {
                let label = tree.attribute(id, &local_name!("data")).unwrap_or_default();
                footnotes.define(label, id, tree.span(id), reporter);
            }
        }
        for id in tree.descendants(TOP) {
            if let Some(text) = tree.text(id).filter(|text| text.contains("[^")) {
                footnotes.undefined(text, tree.span(id), reporter);
            }
        }
        footnotes
    }

    fn define(&mut self, label: &str, id: Id, span: Range<usize>, reporter: &Reporter<'_>) {
        let key = folded(label);
        if self.defined.contains_key(&key) {
            return reporter
                .warning(
                    "press::body::footnote_twice",
                    span,
                    format!("the footnote “{label}” is defined twice; the first counts"),
                )
                .help("Give one of them another label.");
        }
        self.defined.insert(key.clone(), id);
        self.order.push((key, label.into()));
    }

    /// Whether a footnote of that label is written, in any spelling.
    pub(super) fn has(&self, label: &str) -> bool {
        self.defined.contains_key(&folded(label))
    }

    /// Reports each `[^label]` of a text, unless its brackets are escaped in the file.
    fn undefined(&self, text: &str, span: Range<usize>, reporter: &Reporter<'_>) {
        for (at, _) in text.match_indices("[^") {
            let Some(end) = text[at..].find(']').map(|end| at + end + 1) else { continue };
            let written = &text[at..end];
            let label = &written[2..written.len() - 1];
            if label.contains(char::is_whitespace) || label.is_empty() || self.has(label) {
                continue;
            }
            let file = reporter.text();
            let found = file[span.start.min(file.len())..].find(written);
            let Some(start) = found.map(|found| span.start + found) else { continue };
            if file[..start].ends_with('\\') {
                continue;
            }
            reporter
                .warning(
                    "press::body::footnote_undefined",
                    start..start + written.len(),
                    format!("the footnote “{label}” is not written anywhere"),
                )
                .help(format!("Write it below the text: [^{label}]: …"));
        }
    }

    /// Counts a reference.
    pub(super) fn refer(&mut self, label: &str) -> Option<Inline> {
        let key = folded(label);
        if !self.defined.contains_key(&key) {
            return None;
        }
        let at = *self.places.entry(key).or_insert_with_key(|key| {
            self.referred.push((key.clone(), 0));
            self.referred.len() - 1
        });
        let (_, times) = &mut self.referred[at];
        *times += 1;
        Some(Inline::FootnoteReference { number: at as u32 + 1, reference: *times })
    }
}

impl Compositor<'_> {
    /// Sets the footnotes at the end of the page. A footnote may refer to another.
    pub(super) fn footnotes_block(&mut self) -> Option<Block> {
        let mut contents: Vec<Vec<Block>> = Vec::new();
        while let Some((label, _)) = self.footnotes.referred.get(contents.len()) {
            let id = self.footnotes.defined.get(label).copied();
            let content = id.map(|id| self.blocks(self.tree.children(id), 2)).unwrap_or_default();
            contents.push(content);
        }
        for (key, label) in &self.footnotes.order {
            if self.footnotes.places.contains_key(key) {
                continue;
            }
            let span = self.footnotes.defined.get(key).map_or(0..0, |id| self.tree.span(*id));
            self.reporter
                .warning(
                    "press::body::footnote_unused",
                    span,
                    format!("nothing refers to the footnote “{label}”, so it is left out"),
                )
                .help(format!("Write [^{label}] where it belongs."));
        }
        let notes = contents.into_iter().zip(&self.footnotes.referred).enumerate();
        let notes: Vec<Footnote> = notes
            .map(|(at, (content, (_, references)))| Footnote {
                number: at as u32 + 1,
                references: *references,
                content,
            })
            .collect();
        (!notes.is_empty()).then_some(Block::Footnotes { notes })
    }
}

/// A label as it is compared: letter case, the way in which accents are written and how much
/// white space there is make no difference.
fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    let label = words.join(" ");
    label.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}
