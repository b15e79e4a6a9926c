//! Footnotes, numbered in the order in which the text refers to them.

use super::compositor::Compositor;
use super::markdown::role;
use super::tree::{Id, TOP, Tree};
use crate::read::reporter::Reporter;
use html5ever::local_name;
use newsprint::edition::{Block, Footnote, Inline};
use std::collections::HashMap;
use std::ops::Range;

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Footnotes {
    defined: HashMap<String, Id>,
    /// In the order of the file, to report what nobody refers to.
    order: Vec<String>,
    /// The labels that were referred to, number 1 first, and how often.
    referred: Vec<(String, u32)>,
}

impl Footnotes {
    /// Finds what is defined, and references to what is not: Markdown leaves those as text.
    pub(super) fn of(tree: &Tree, reporter: &Reporter<'_>) -> Self {
        let mut footnotes = Self::default();
        for id in tree.descendants(TOP) {
            if let Some(text) = tree.text(id) {
                if text.contains("[^") {
                    undefined(text, tree.span(id), reporter);
                }
            } else if tree.attribute(id, &local_name!("role")) == Some(role::FOOTNOTE) {
                let label = tree.attribute(id, &local_name!("data")).unwrap_or_default();
                if footnotes.defined.contains_key(label) {
                    reporter
                        .warning(
                            "press::body::footnote_twice",
                            tree.span(id),
                            format!("the footnote “{label}” is defined twice; the first counts"),
                        )
                        .help("Give one of them another label.");
                } else {
                    footnotes.defined.insert(label.into(), id);
                    footnotes.order.push(label.into());
                }
            }
        }
        footnotes
    }

    /// Counts a reference.
    pub(super) fn refer(&mut self, label: &str) -> Option<Inline> {
        if !self.defined.contains_key(label) {
            return None;
        }
        let at = self.referred.iter().position(|(known, _)| known == label).unwrap_or_else(|| {
            self.referred.push((label.into(), 0));
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
        for label in &self.footnotes.order {
            if self.footnotes.referred.iter().any(|(referred, _)| referred == label) {
                continue;
            }
            let span = self.footnotes.defined.get(label).map_or(0..0, |id| self.tree.span(*id));
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

/// Reports each `[^label]` of a text, unless its brackets are escaped in the file.
fn undefined(text: &str, span: Range<usize>, reporter: &Reporter<'_>) {
    for (at, _) in text.match_indices("[^") {
        let Some(end) = text[at..].find(']').map(|end| at + end + 1) else { continue };
        let written = &text[at..end];
        if written.contains(char::is_whitespace) || written.len() < 4 {
            continue;
        }
        let file = reporter.text();
        let found = file[span.start.min(file.len())..].find(written);
        let Some(start) = found.map(|found| span.start + found) else { continue };
        if file[..start].ends_with('\\') {
            continue;
        }
        let label = &written[2..written.len() - 1];
        reporter
            .warning(
                "press::body::footnote_undefined",
                start..start + written.len(),
                format!("the footnote “{label}” is not written anywhere"),
            )
            .help(format!("Write it below the text: [^{label}]: …"));
    }
}
