//! Markdown into the tree.

use super::MARKDOWN;
use super::cover::Cover;
use super::feed::Feed;
use super::html::Html;
use super::quotes::is_mark;
use super::ready::Place;
use super::tree::Tree;
use crate::read::reporter::Reporter;
use html5ever::{LocalName, local_name};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType};
use pulldown_cmark::{Parser, Tag, TagEnd};
use std::ops::Range;

/// What a marker element stands for, in its `role`: raw HTML cannot write that attribute here.
pub(super) mod role {
    pub(in super::super) const TASK: &str = "task";
    pub(in super::super) const DONE: &str = "done";
    pub(in super::super) const REFERENCE: &str = "reference";
    pub(in super::super) const FOOTNOTE: &str = "footnote";
    pub(in super::super) const FRAME: &str = "frame";
    pub(in super::super) const MATH: &str = "math";
    pub(in super::super) const DISPLAY: &str = "display";
}

/// Reads Markdown; `place` tells where a piece of it stands in the file.
pub(super) fn tree(text: &str, cover: &Cover, place: Place<'_>, reporter: &Reporter<'_>) -> Tree {
    let mut writer = Writer {
        feed: Feed::new(cover),
        html: Html::new(reporter),
        alignments: Vec::new(),
        column: 0,
        in_head: false,
        image: None,
        block: Block::default(),
        code: None,
        begins_quotation: false,
        below_mark: None,
    };
    for (event, range) in Parser::new_ext(text, MARKDOWN).into_offset_iter() {
        if matches!(event, Event::End(TagEnd::TableRow)) {
            writer.cells_beyond_head(text, &range, place);
        }
        writer.event(event, place(range));
    }
    writer.html.finish(&writer.feed);
    writer.feed.finish()
}

struct Writer<'a> {
    feed: Feed<'a>,
    html: Html<'a>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    image: Option<ImageText>,
    block: Block,
    code: Option<String>,
    /// Whether the last event began a quotation that the parser knows no kind of.
    begins_quotation: bool,
    /// While the line with a note's mark and title is read: how many inlines are open in it.
    below_mark: Option<usize>,
}

/// An image while its alternative text is collected.
struct ImageText {
    src: String,
    title: String,
    alt: String,
    /// Images inside the alternative text.
    depth: usize,
    span: Range<usize>,
}

/// An HTML block while its lines are collected.
#[derive(Default)]
struct Block {
    text: String,
    /// Where each line stands in the file.
    lines: Vec<Range<usize>>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        if self.image.is_some() {
            return self.inside_image(event);
        }
        self.look_for_mark(&event, &span);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            // A note's title is a paragraph of its own.
            Event::SoftBreak | Event::HardBreak if self.below_mark == Some(0) => {
                self.below_mark = None;
                self.end(TagEnd::Paragraph, span.clone());
                self.start(Tag::Paragraph, span);
            }
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text, span),
            },
            Event::Code(text) => {
                self.feed.start(local_name!("code"), vec![], span.clone());
                self.text(&text, span.clone());
                self.feed.end(local_name!("code"), span);
            }
            Event::Html(text) => {
                self.block.text.push_str(&text);
                self.block.lines.push(span);
            }
            Event::InlineHtml(text) => self.html.inline(&text, span, &self.feed),
            Event::FootnoteReference(label) => self.marker(role::REFERENCE, &label, span),
            Event::SoftBreak => self.text("\n", span),
            Event::HardBreak => self.feed.start(local_name!("br"), vec![], span),
            Event::Rule => self.feed.start(local_name!("hr"), vec![], span),
            Event::TaskListMarker(done) => {
                self.marker(if done { role::DONE } else { role::TASK }, "", span);
            }
            Event::InlineMath(tex) => self.marker(role::MATH, &tex, span),
            Event::DisplayMath(tex) => self.marker(role::DISPLAY, &tex, span),
        }
    }

    /// The cells of a row for which the table's head has no column: the parser passes over them.
    fn cells_beyond_head(&mut self, text: &str, row: &Range<usize>, place: Place<'_>) {
        let cells = cells(text, row);
        let beyond = cells.get(self.alignments.len()..).unwrap_or_default();
        if beyond.iter().all(|cell| text[cell.clone()].trim().is_empty()) {
            return;
        }
        let first = beyond.iter().find(|cell| !text[(*cell).clone()].trim().is_empty());
        self.html
            .reporter
            .warning(
                "press::body::table_row",
                place(first.cloned().unwrap_or_else(|| row.clone())),
                "this row has more cells than the table's head",
            )
            .help("They are set under no heading. Give the head as many cells, or write \\| for a line.");
        for cell in beyond {
            self.feed.start(local_name!("td"), vec![], place(cell.clone()));
            for (event, range) in Parser::new_ext(&text[cell.clone()], MARKDOWN).into_offset_iter()
            {
                let range = range.start + cell.start..range.end + cell.start;
                if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
                    self.event(event, place(range));
                }
            }
            self.html.close_inline(&self.feed);
            self.feed.end(local_name!("td"), place(cell.clone()));
        }
    }

    /// Finds out whether a quotation begins with a line that is a note's mark, and where in that
    /// line an event stands.
    fn look_for_mark(&mut self, event: &Event<'_>, span: &Range<usize>) {
        let begins_quotation = std::mem::take(&mut self.begins_quotation);
        match event {
            Event::Start(Tag::BlockQuote(None)) => self.begins_quotation = true,
            Event::Start(Tag::Paragraph) => {
                let written = self.html.reporter.text().get(span.clone()).unwrap_or_default();
                let first = written.lines().next().unwrap_or_default();
                self.below_mark = (begins_quotation && is_mark(first)).then_some(0);
            }
            Event::End(TagEnd::Paragraph) => self.below_mark = None,
            Event::Start(_) => self.below_mark = self.below_mark.map(|open| open + 1),
            Event::End(_) => {
                self.below_mark = self.below_mark.and_then(|open| open.checked_sub(1));
            }
            _ => {}
        }
    }

    fn text(&self, text: &str, span: Range<usize>) {
        if !self.html.is_dropping() {
            self.feed.text(text, span);
        }
    }

    fn marker(&self, role: &str, value: &str, span: Range<usize>) {
        let attributes = vec![(local_name!("role"), role), (local_name!("data"), value)];
        self.feed.start(local_name!("embed"), attributes, span);
    }

    /// A row of a table begins.
    fn row(&mut self) -> LocalName {
        self.column = 0;
        local_name!("tr")
    }

    /// Says that the title of a link is not shown.
    fn tell_title(&self, title: &str, span: Range<usize>) {
        let title = self.feed.restored(title);
        let title = title.trim();
        if !title.is_empty() && !self.html.is_dropping() {
            self.html
                .reporter
                .warning(
                    "press::body::link_title",
                    span,
                    format!("the title of a link is not shown: “{title}”"),
                )
                .help("Write it out in the text: readers on a phone cannot hover.");
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let mut attributes = Vec::new();
        let name = match &tag {
            Tag::Paragraph => local_name!("p"),
            Tag::Heading { level, id, .. } => {
                attributes.extend(id.as_ref().map(|id| (local_name!("id"), &**id)));
                heading(*level)
            }
            Tag::BlockQuote(kind) => {
                attributes.extend(kind.map(|kind| (local_name!("role"), alert(kind))));
                self.html.enter();
                local_name!("blockquote")
            }
            Tag::CodeBlock(kind) => {
                attributes.extend(language(kind).map(|it| (local_name!("data"), it)));
                self.code = Some(String::new());
                local_name!("pre")
            }
            Tag::HtmlBlock => {
                self.block = Block::default();
                return;
            }
            Tag::List(None) => local_name!("ul"),
            Tag::List(Some(first)) => {
                let first = first.to_string();
                let start = vec![(local_name!("start"), first.as_str())];
                return self.feed.start(local_name!("ol"), start, span);
            }
            Tag::Item => {
                self.html.enter();
                local_name!("li")
            }
            Tag::FootnoteDefinition(label) => {
                self.html.enter();
                attributes.push((local_name!("role"), role::FOOTNOTE));
                attributes.push((local_name!("data"), label));
                local_name!("section")
            }
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                local_name!("table")
            }
            Tag::TableHead => {
                self.feed.start(local_name!("thead"), vec![], span.clone());
                self.in_head = true;
                self.row()
            }
            Tag::TableRow => self.row(),
            Tag::TableCell => {
                let align = self.alignments.get(self.column).and_then(|it| aligned(*it));
                attributes.extend(align.map(|align| (local_name!("align"), align)));
                self.column += 1;
                if self.in_head { local_name!("th") } else { local_name!("td") }
            }
            Tag::Emphasis => local_name!("em"),
            Tag::Strong => local_name!("strong"),
            Tag::Strikethrough => local_name!("s"),
            Tag::Superscript => local_name!("sup"),
            Tag::Subscript => local_name!("sub"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.tell_title(title, span.clone());
                let is_mail = *link_type == LinkType::Email;
                let href = format!("{}{dest_url}", if is_mail { "mailto:" } else { "" });
                let href = vec![(local_name!("href"), href.as_str())];
                return self.feed.start(local_name!("a"), href, span);
            }
            Tag::Image { dest_url, title, .. } => {
                let (src, title) = (dest_url.to_string(), title.to_string());
                self.image = Some(ImageText { src, title, alt: String::new(), depth: 0, span });
                return;
            }
            Tag::DefinitionList => local_name!("dl"),
            Tag::DefinitionListTitle => local_name!("dt"),
            Tag::DefinitionListDefinition => {
                self.html.enter();
                local_name!("dd")
            }
            // Not asked of the parser.
            Tag::MetadataBlock(_) => return,
        };
        self.feed.start(name, attributes, span);
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        let name = match tag {
            TagEnd::Paragraph => local_name!("p"),
            TagEnd::Heading(level) => heading(level),
            TagEnd::BlockQuote(_) => local_name!("blockquote"),
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                // A line break at the beginning of `pre` is no part of its text in HTML.
                if code.starts_with('\n') {
                    self.text("\n", span.clone());
                }
                self.text(&code, span.clone());
                local_name!("pre")
            }
            TagEnd::HtmlBlock => {
                let block = std::mem::take(&mut self.block);
                return self.html.block(&block.text, &block.lines, &self.feed);
            }
            TagEnd::List(true) => local_name!("ol"),
            TagEnd::List(false) => local_name!("ul"),
            TagEnd::Item => local_name!("li"),
            TagEnd::FootnoteDefinition => local_name!("section"),
            TagEnd::Table => local_name!("table"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.feed.end(local_name!("tr"), span.clone());
                local_name!("thead")
            }
            TagEnd::TableRow => local_name!("tr"),
            TagEnd::TableCell => local_name!("td"),
            TagEnd::Emphasis => local_name!("em"),
            TagEnd::Strong => local_name!("strong"),
            TagEnd::Strikethrough => local_name!("s"),
            TagEnd::Superscript => local_name!("sup"),
            TagEnd::Subscript => local_name!("sub"),
            TagEnd::Link => local_name!("a"),
            TagEnd::DefinitionList => local_name!("dl"),
            TagEnd::DefinitionListTitle => local_name!("dt"),
            TagEnd::DefinitionListDefinition => local_name!("dd"),
            TagEnd::Image | TagEnd::MetadataBlock(_) => return,
        };
        let ends_a_line = matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::TableCell
                | TagEnd::Item
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
        );
        if ends_a_line {
            self.html.close_inline(&self.feed);
        }
        let is_head_cell = tag == TagEnd::TableCell && self.in_head;
        self.feed.end(if is_head_cell { local_name!("th") } else { name }, span);
        let ends_a_container = matches!(
            tag,
            TagEnd::BlockQuote(_)
                | TagEnd::Item
                | TagEnd::FootnoteDefinition
                | TagEnd::DefinitionListDefinition
        );
        if ends_a_container {
            self.html.leave(&self.feed);
        }
    }

    /// Collects the words of an alternative text.
    fn inside_image(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => {
                image.alt.push_str(&text);
            }
            // A tag is no text; but one that is only named has been covered, and is.
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth > 0 => image.depth -= 1,
            Event::End(TagEnd::Image) => {
                let Some(image) = self.image.take() else { return };
                let mut attributes = vec![(local_name!("src"), image.src.as_str())];
                // Markdown cannot say “empty by decision”: no text is no decision.
                for (name, value) in
                    [(local_name!("alt"), &image.alt), (local_name!("title"), &image.title)]
                {
                    if !value.trim().is_empty() {
                        attributes.push((name, value.as_str()));
                    }
                }
                if !self.html.is_dropping() {
                    self.feed.start(local_name!("img"), attributes, image.span);
                }
            }
            _ => {}
        }
    }
}

/// Where the cells of a table's row stand.
fn cells(text: &str, row: &Range<usize>) -> Vec<Range<usize>> {
    let line = text[row.clone()].lines().next().unwrap_or_default().trim_end();
    let first = row.start + usize::from(line.starts_with('|'));
    let end = row.start + line.len();
    let mut escaped = false;
    let mut bars: Vec<usize> = Vec::new();
    for place in first..end {
        let byte = text.as_bytes()[place];
        if byte == b'|' && !escaped {
            bars.push(place);
        }
        escaped = byte == b'\\' && !escaped;
    }
    let starts = std::iter::once(first).chain(bars.iter().map(|bar| bar + 1));
    let ends = bars.iter().copied().chain(std::iter::once(end));
    let mut cells: Vec<Range<usize>> = starts.zip(ends).map(|(start, end)| start..end).collect();
    // Behind the last bar of a row stands no cell.
    cells.pop_if(|last| last.start >= last.end);
    cells
}

/// The language of a block of code, where its fence names one.
fn language<'k>(kind: &'k CodeBlockKind<'_>) -> Option<&'k str> {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t', '{']).next(),
        CodeBlockKind::Indented => None,
    }
}

/// The attribute of a cell for how its column is aligned.
fn aligned(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Left => Some("left"),
        Alignment::Center => Some("center"),
        Alignment::Right => Some("right"),
        Alignment::None => None,
    }
}

fn heading(level: HeadingLevel) -> LocalName {
    match level {
        HeadingLevel::H1 => local_name!("h1"),
        HeadingLevel::H2 => local_name!("h2"),
        HeadingLevel::H3 => local_name!("h3"),
        HeadingLevel::H4 => local_name!("h4"),
        HeadingLevel::H5 => local_name!("h5"),
        HeadingLevel::H6 => local_name!("h6"),
    }
}

/// The word in brackets that begins an alert.
fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "NOTE",
        BlockQuoteKind::Tip => "TIP",
        BlockQuoteKind::Important => "IMPORTANT",
        BlockQuoteKind::Warning => "WARNING",
        BlockQuoteKind::Caution => "CAUTION",
    }
}
