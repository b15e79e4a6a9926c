//! Quotations, pull quotes and notes.

use super::compositor::Compositor;
use super::settle::settle;
use super::tree::Id;
use crate::read::data::likely;
use html5ever::local_name;
use newsprint::edition::{Block, Inline, Note};

/// What a word in brackets makes of a quotation.
#[derive(Clone, Copy)]
enum Kind {
    Quotation,
    Pull,
    Note(Note),
}

const WORDS: [(&str, Kind); 9] = [
    ("NOTE", Kind::Note(Note::Information)),
    ("TIP", Kind::Note(Note::Information)),
    ("INFO", Kind::Note(Note::Information)),
    ("IMPORTANT", Kind::Note(Note::Warning)),
    ("WARNING", Kind::Note(Note::Warning)),
    ("CAUTION", Kind::Note(Note::Warning)),
    ("CORRECTION", Kind::Note(Note::Correction)),
    ("EDITOR", Kind::Note(Note::Editor)),
    ("PULL", Kind::Pull),
];

/// The mark on a note's first line: `[!TIP]`, and as Hugo and Obsidian write it `[!TIP] A title`
/// or, where a reader may fold it, `[!TIP]+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark<'l> {
    word: &'l str,
    /// All of it but the title.
    whole: &'l str,
    title: &'l str,
}

impl<'l> Mark<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let line = line.trim();
        let (word, after) = line.strip_prefix("[!")?.split_once(']')?;
        let title = after.strip_prefix(['+', '-']).unwrap_or(after);
        let stands_off = title.is_empty() || title.starts_with(char::is_whitespace);
        let whole = &line[..line.len() - title.len()];
        (stands_off && !word.is_empty()).then(|| Self { word, whole, title: title.trim() })
    }

    fn kind(self) -> Option<Kind> {
        let upper = self.word.to_uppercase();
        WORDS.iter().find(|(name, _)| *name == upper).map(|(_, kind)| *kind)
    }
}

/// Whether a quotation that begins with this line is a note or pull quote: the line is none of its
/// text.
pub(super) fn is_mark(line: &str) -> bool {
    Mark::of(line).is_some_and(|mark| mark.kind().is_some())
}

impl Compositor<'_> {
    pub(super) fn quotation(&mut self, id: Id, depth: usize, out: &mut Vec<Block>) {
        let children = self.tree.children(id);
        let (kind, written) = self.kind(id);
        let (rest, source) = self.split_source(children);
        let before = std::mem::replace(&mut self.in_quotation, true);
        let mut content = self.blocks(rest, depth);
        self.in_quotation = before;
        if let Some(written) = written {
            let titled = take_off(&mut content, &written);
            if titled && matches!(kind, Kind::Note(_)) {
                make_title(&mut content);
            }
        }
        if let Kind::Note(note) = kind {
            if let Some(source) = source {
                content.extend(self.blocks(&[source], depth));
            }
            if !content.is_empty() {
                out.push(Block::Note { note, content });
            }
            return;
        }
        let attribution = match source {
            Some(source) => without_dash(self.line(self.tree.children(source))),
            None => attribution(&mut content),
        };
        if content.is_empty() {
            if !attribution.is_empty() {
                out.push(Block::Quotation {
                    content: vec![Block::Paragraph { content: attribution }],
                    attribution: Vec::new(),
                });
            }
            return;
        }
        match kind {
            Kind::Pull => self.pull(content, attribution, id, out),
            Kind::Quotation | Kind::Note(_) => out.push(Block::Quotation { content, attribution }),
        }
    }

    /// What a quotation is: by the parser's word, else by one in brackets on its first line; that
    /// mark is returned to be taken off.
    fn kind(&self, id: Id) -> (Kind, Option<String>) {
        if let Some(word) = self.tree.attribute(id, &local_name!("role")) {
            let known = WORDS.iter().find(|(name, _)| *name == word);
            return (known.map_or(Kind::Quotation, |(_, kind)| *kind), None);
        }
        let first = self
            .tree
            .descendants(id)
            .find(|id| !self.is_blank(*id) && self.tree.text(*id).is_some());
        let text = first.and_then(|id| self.tree.text(id)).unwrap_or_default();
        let line = text.trim_start().lines().next().unwrap_or_default();
        let Some(mark) = Mark::of(line) else { return (Kind::Quotation, None) };
        if let Some(kind) = mark.kind() {
            return (kind, Some(mark.whole.into()));
        }
        let report = self.reporter.warning(
            "press::body::unknown_note",
            self.tree.span(id),
            format!("“{}” is no kind of note; it stays as text", mark.whole),
        );
        let upper = mark.word.to_uppercase();
        let names = WORDS.iter().map(|(name, _)| *name);
        report.help(match likely(&upper, names.clone()) {
            Some(meant) => format!("Did you mean “[!{meant}]”?"),
            None => format!("Known are: {}.", names.collect::<Vec<_>>().join(", ")),
        });
        (Kind::Quotation, None)
    }

    /// In HTML a last `<footer>` or `<cite>` says whose words they are.
    fn split_source<'c>(&self, children: &'c [Id]) -> (&'c [Id], Option<Id>) {
        let Some(at) = children.iter().rposition(|id| !self.is_blank(*id)) else {
            return (children, None);
        };
        match self.tree.name(children[at]).map_or("", |name| name) {
            "footer" | "cite" if at > 0 => (&children[..at], Some(children[at])),
            _ => (children, None),
        }
    }

    /// A pull quote is one sentence, not a story within the story.
    fn pull(&self, content: Vec<Block>, attribution: Vec<Inline>, id: Id, out: &mut Vec<Block>) {
        if content.iter().any(|block| !matches!(block, Block::Paragraph { .. })) {
            self.reporter
                .warning(
                    "press::body::pull_quote",
                    self.tree.span(id),
                    "a pull quote holds only text; this one is set as a quotation",
                )
                .help("Keep to one sentence of the story.");
            return out.push(Block::Quotation { content, attribution });
        }
        let mut line = Vec::new();
        for block in content {
            if let Block::Paragraph { content } = block {
                if !line.is_empty() {
                    line.push(Inline::Break);
                }
                line.extend(content);
            }
        }
        out.push(Block::PullQuote { content: line, attribution, repeated: false });
    }
}

/// Takes the mark off the first paragraph. Returns whether a title is left of that.
fn take_off(content: &mut Vec<Block>, mark: &str) -> bool {
    let Some(Block::Paragraph { content: line }) = content.first_mut() else { return false };
    let mut titled = false;
    if let Some(Inline::Text { text }) = line.first_mut()
        && let Some(rest) = text.strip_prefix(mark)
    {
        titled = rest.starts_with([' ', '\t']);
        *text = rest.into();
    }
    let mut settled = settle(std::mem::take(line));
    if matches!(settled.first(), Some(Inline::Break)) {
        settled.remove(0);
    }
    if settled.is_empty() {
        content.remove(0);
        return false;
    }
    *line = settled;
    titled
}

/// A note has no title but its kind: one of its own is strong. Where there is nothing below it, it
/// is what the note says.
fn make_title(content: &mut [Block]) {
    if content.len() > 1
        && let Some(Block::Paragraph { content: line }) = content.first_mut()
    {
        let content = std::mem::take(line);
        line.push(Inline::Strong { content });
    }
}

/// Takes a last paragraph, or the last line of one, that begins with a dash.
fn attribution(content: &mut Vec<Block>) -> Vec<Inline> {
    let whole = content.len() > 1;
    let Some(Block::Paragraph { content: line }) = content.last_mut() else { return Vec::new() };
    if begins_with_dash(line) && whole {
        let line = std::mem::take(line);
        content.pop();
        return without_dash(line);
    }
    let Some(at) = line.iter().rposition(|inline| *inline == Inline::Break) else {
        return Vec::new();
    };
    if at == 0 || !begins_with_dash(&line[at + 1..]) {
        return Vec::new();
    }
    let source = line.split_off(at + 1);
    line.pop();
    without_dash(source)
}

const DASHES: [&str; 5] = ["—", "―", "–", "---", "--"];

fn begins_with_dash(line: &[Inline]) -> bool {
    let Some(Inline::Text { text }) = line.first() else { return false };
    DASHES.iter().any(|dash| {
        text.strip_prefix(dash).is_some_and(|rest| {
            rest.starts_with(' ') || (rest.is_empty() && line.len() > 1) || *dash == "—"
        })
    })
}

/// A name without the dash before it.
pub(super) fn without_dash(mut line: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text { text }) = line.first_mut()
        && let Some(rest) = DASHES.iter().find_map(|dash| text.strip_prefix(dash))
    {
        *text = rest.trim_start().into();
    }
    settle(line)
}
