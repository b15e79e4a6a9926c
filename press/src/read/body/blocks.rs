//! Paragraphs, headings, lists and code; the other kinds have modules of their own.

use super::anchors::level;
use super::compositor::{Compositor, DEEPEST_BLOCK};
use super::markdown::role;
use super::settle::{is_space, settle};
use super::tree::Id;
use html5ever::local_name;
use newsprint::edition::{Block, Inline, ListItem, plain_text};

impl Compositor<'_> {
    /// Sets nodes as blocks. What stands in a line, between blocks, is a paragraph.
    pub(super) fn blocks(&mut self, ids: &[Id], depth: usize) -> Vec<Block> {
        let mut out = Vec::new();
        let mut line: Vec<Id> = Vec::new();
        for &id in ids {
            if self.is_inline(id) {
                line.push(id);
                continue;
            }
            self.paragraph(&std::mem::take(&mut line), &mut out);
            if depth < DEEPEST_BLOCK {
                self.speaking(id, &mut out, |this, out| {
                    // Its language is a level of its own.
                    let deeper = usize::from(this.speech(this.tree.parent(id)) != this.speaks);
                    this.block(id, depth + 1 + deeper, out);
                });
            } else {
                self.too_deep(id, &mut out);
            }
        }
        self.paragraph(&line, &mut out);
        out
    }

    fn block(&mut self, id: Id, depth: usize, out: &mut Vec<Block>) {
        let children = self.tree.children(id);
        let name = self.tree.name(id).map_or("", |name| name);
        if let Some(anchor) = self.anchors.placed(id) {
            self.waiting.push(Inline::Anchor { id: anchor.into() });
        }
        match name {
            "p" => self.paragraph(children, out),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, out),
            "blockquote" => self.quotation(id, depth, out),
            "pre" => self.code(id, out),
            "ul" | "ol" => self.list(id, depth, out),
            "table" => self.table(id, depth, out),
            "figure" => self.figure(id, depth, out),
            "hr" => out.push(Block::Separator),
            "dl" => self.definitions(id, depth, out),
            "dt" | "summary" => self.term(children, out),
            "section" if self.tree.attribute(id, &local_name!("role")) == Some(role::FOOTNOTE) => {}
            // An inline element around blocks: it goes around each line inside.
            "a" | "em" | "i" | "strong" | "b" | "s" | "del" | "strike" | "sub" | "sup" | "u"
            | "mark" | "cite" | "dfn" | "var" | "q" => {
                self.around.push(id);
                out.extend(self.blocks(children, depth));
                self.around.pop();
            }
            _ => out.extend(self.blocks(children, depth)),
        }
    }

    /// Whether a node belongs to a line: a text, or an element that holds no block.
    fn is_inline(&self, id: Id) -> bool {
        !self.is_block(id) && !self.tree.descendants(id).any(|id| self.is_block(id))
    }

    fn is_block(&self, id: Id) -> bool {
        matches!(
            self.tree.name(id).map_or("", |name| name),
            "p" | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "blockquote"
                | "pre"
                | "ul"
                | "ol"
                | "li"
                | "dl"
                | "dt"
                | "dd"
                | "table"
                | "caption"
                | "thead"
                | "tbody"
                | "tfoot"
                | "tr"
                | "th"
                | "td"
                | "figure"
                | "figcaption"
                | "hr"
                | "div"
                | "section"
                | "article"
                | "main"
                | "header"
                | "footer"
                | "center"
                | "address"
                | "hgroup"
                | "summary"
                | "details"
                | "aside"
                | "nav"
        )
    }

    /// Whether a node is white space between others.
    pub(super) fn is_blank(&self, id: Id) -> bool {
        self.tree.text(id).is_some_and(|text| text.chars().all(is_space))
    }

    /// A line of inlines, settled and wrapped in what goes around it.
    pub(super) fn line(&mut self, ids: &[Id]) -> Vec<Inline> {
        let in_link = self.around.iter().any(|id| self.is_link(*id));
        let content = settle(self.inlines(ids, in_link, 0));
        let content = self.line_spoken(ids, content);
        self.wrapped_in_what_goes_around(content)
    }

    pub(super) fn wrapped_in_what_goes_around(&mut self, mut content: Vec<Inline>) -> Vec<Inline> {
        let around = self.around.clone();
        for (depth, id) in around.iter().enumerate().rev() {
            // Tags about a table can put one link around another: the outer one counts.
            let in_link = around[..depth].iter().any(|outer| self.is_link(*outer));
            if !content.is_empty() {
                content = self.wrapped(*id, content, in_link);
            }
        }
        content
    }

    fn paragraph(&mut self, ids: &[Id], out: &mut Vec<Block>) {
        if ids.iter().all(|id| self.is_blank(*id))
            || self.contents(ids, out)
            || self.standing_alone(ids, out)
            || self.parted_by_cards(ids, out)
        {
            return;
        }
        let content = self.line(ids);
        // Editors for web pages part paragraphs with no-break spaces and line breaks.
        let is_spacing = content.iter().all(|inline| match inline {
            Inline::Text { text } => text.chars().all(char::is_whitespace),
            inline => matches!(inline, Inline::Break | Inline::Anchor { .. }),
        });
        if is_spacing {
            let anchors = content.into_iter().filter(|it| matches!(it, Inline::Anchor { .. }));
            return self.waiting.extend(anchors);
        }
        let content = self.with_waiting(content);
        out.push(Block::Paragraph { content });
    }

    /// A line with the anchors before it that still had none.
    pub(super) fn with_waiting(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        if self.waiting.is_empty() {
            return content;
        }
        let mut line = std::mem::take(&mut self.waiting);
        line.extend(content);
        line
    }

    /// A term, set strong where it stands alone.
    fn term(&mut self, ids: &[Id], out: &mut Vec<Block>) {
        let is_in_list = std::mem::take(&mut self.in_terms);
        let content = self.line(ids);
        if content.is_empty() {
            return;
        }
        let strong = |content| vec![Inline::Strong { content }];
        let content = if is_in_list { content } else { strong(content) };
        let content = self.with_waiting(content);
        out.push(Block::Paragraph { content });
    }

    fn heading(&mut self, id: Id, out: &mut Vec<Block>) {
        let content = self.line(self.tree.children(id));
        if content.is_empty() {
            return;
        }
        let level = level(self.tree, id).unwrap_or(2).max(2);
        if level > self.level + 1 {
            self.reporter
                .warning(
                    "press::body::heading_jump",
                    self.tree.span(id),
                    format!(
                        "the heading “{}” is of level {level} and follows one of level {}",
                        plain_text(&content),
                        self.level
                    ),
                )
                .help(format!(
                    "Make it a heading of level {} ({}): readers who jump from heading to \
                     heading miss the level between.",
                    self.level + 1,
                    "#".repeat(usize::from(self.level) + 1)
                ));
        }
        self.level = level;
        let others = self.anchors.others(id).iter().cloned();
        self.waiting.extend(others.map(|id| Inline::Anchor { id }));
        let content = self.with_waiting(content);
        out.push(Block::Heading {
            level: level.min(4),
            anchor: self.anchors.of_heading(id),
            content,
        });
    }

    fn code(&mut self, id: Id, out: &mut Vec<Block>) {
        let text = self.words(id);
        let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
        let language = self.tree.attribute(id, &local_name!("data")).unwrap_or_default();
        if language == "math" {
            let content = vec![self.formula(&text, true, self.tree.span(id))];
            if matches!(content[..], [Inline::Math { .. }]) {
                return out.push(Block::Paragraph { content });
            }
        }
        let language = (!language.is_empty()).then(|| language.to_owned());
        out.push(Block::Code { language, text });
    }

    fn list(&mut self, id: Id, depth: usize, out: &mut Vec<Block>) {
        let mut items = Vec::new();
        for &child in self.tree.children(id) {
            let is_item = self.tree.name(child).is_some_and(|name| **name == *"li");
            let content = match is_item {
                true => self.blocks(self.tree.children(child), depth + 1),
                false if self.is_blank(child) => continue,
                false => self.blocks(&[child], depth + 1),
            };
            items.push(ListItem { done: self.task(child), term: false, content });
        }
        let ordered = self.tree.name(id).is_some_and(|name| **name == *"ol");
        let start = self.tree.attribute(id, &local_name!("start"));
        let start = start.and_then(|start| start.trim().parse().ok());
        let start = start.filter(|start| ordered && *start != 1);
        if !items.is_empty() {
            out.push(Block::List { ordered, definitions: false, start, items });
        }
    }

    /// Terms and what they mean. A term that means nothing, or a meaning of nothing, is no list of
    /// them: its words are set.
    fn definitions(&mut self, id: Id, depth: usize, out: &mut Vec<Block>) {
        let parts = self.parts_of_definitions(id);
        let is_term = |this: &Self, part: Option<&Id>| part.is_some_and(|it| this.is(*it, "dt"));
        let is_sound = parts.iter().all(|it| self.is(*it, "dt") || self.is(*it, "dd"))
            && is_term(self, parts.first())
            && !is_term(self, parts.last());
        if !is_sound {
            return out.extend(self.blocks(self.tree.children(id), depth));
        }
        let mut items = Vec::new();
        for part in parts {
            let term = self.is(part, "dt");
            self.in_terms = term;
            let content = self.blocks(&[part], depth + 1);
            self.in_terms = false;
            items.push(ListItem { done: None, term, content });
        }
        out.push(Block::List { ordered: false, definitions: true, start: None, items });
    }

    /// The terms and meanings of a list, those too that HTML groups.
    fn parts_of_definitions(&self, id: Id) -> Vec<Id> {
        let solid = |ids: &[Id]| ids.iter().copied().filter(|it| !self.is_blank(*it)).collect();
        let children: Vec<Id> = solid(self.tree.children(id));
        let parts = children.into_iter().map(|child| match self.is(child, "div") {
            true => solid(self.tree.children(child)),
            false => vec![child],
        });
        parts.collect::<Vec<Vec<Id>>>().concat()
    }

    fn is(&self, id: Id, name: &str) -> bool {
        self.tree.name(id).is_some_and(|own| **own == *name)
    }

    /// Whether an item is a task, and done.
    fn task(&self, item: Id) -> Option<bool> {
        let solid =
            |id: Id| self.tree.children(id).iter().copied().find(|child| !self.is_blank(*child));
        let first = solid(item)?;
        let first = match self.tree.name(first) {
            Some(name) if **name == *"p" => solid(first)?,
            _ => first,
        };
        match self.tree.attribute(first, &local_name!("role"))? {
            role::TASK => Some(false),
            role::DONE => Some(true),
            _ => None,
        }
    }

    fn too_deep(&self, id: Id, out: &mut Vec<Block>) {
        self.reporter
            .warning(
                "press::body::too_deep",
                self.tree.span(id),
                "this is nested so deep that only its words are set",
            )
            .help("Take some of the quotations, lists or divisions around it away.");
        let content = settle(vec![Inline::text(self.words(id))]);
        if !content.is_empty() {
            out.push(Block::Paragraph { content });
        }
    }
}
