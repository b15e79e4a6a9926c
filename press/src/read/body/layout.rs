//! Blocks that Markdown has no form for, set as ones that it has, before it is read.
//!
//! Containers (`:::note`, `!!! note`, paired shortcodes) become quotations with a mark, a formula
//! of several lines becomes one line, and an attribute list moves to its heading or goes. Code is
//! left alone. [`Laid`] knows where each piece stood.

use super::attributes::{Attributes, attributes};
use super::laid::Laid;
use super::lines::{Fence, Line, indent, marker};
use super::shortcode::Shortcodes;
use super::teller::Teller;

/// How deep containers nest; what is deeper stays as it was written.
const DEEPEST: usize = 20;

/// Lays a text out. `None` when there is nothing to do.
pub(super) fn laid_out(codes: &Shortcodes<'_>, teller: &Teller<'_>) -> Option<Laid> {
    const SIGNS: [&str; 14] = [
        ":::", "!!!", "???", ">>>", "===", "{:", "{#", "{.", "$$", "\\[", "\\begin{", "import ",
        "*[", "export ",
    ];
    let text = codes.text.as_ref();
    let has_sign = SIGNS.iter().any(|sign| text.contains(sign))
        || ["```{", "```ad-"].iter().any(|sign| text.contains(sign));
    if !has_sign && codes.found.is_empty() {
        return None;
    }
    let mut layout = Layout {
        text,
        codes,
        teller,
        laid: Laid::default(),
        prefix: String::new(),
        blank: true,
        last: 0,
        items: Vec::new(),
        depth: 0,
    };
    layout.level(&Line::all(text));
    Some(layout.laid)
}

/// A text while it is laid out.
pub(super) struct Layout<'a> {
    pub(super) text: &'a str,
    pub(super) codes: &'a Shortcodes<'a>,
    pub(super) teller: &'a Teller<'a>,
    pub(super) laid: Laid,
    /// What stands before each line: the marks of the quotations around it.
    pub(super) prefix: String,
    /// Whether the last line was blank.
    blank: bool,
    /// Where the last line begins that was not.
    last: usize,
    /// How far the content of each list item that is open is indented.
    items: Vec<usize>,
    depth: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn content(&self, line: &Line) -> &'a str {
        &self.text[line.start..line.end]
    }

    /// Lays the lines of a container out.
    pub(super) fn level(&mut self, lines: &[Line]) {
        let around = std::mem::take(&mut self.items);
        self.depth += 1;
        let mut at = 0;
        while at < lines.len() {
            if self.depth > DEEPEST {
                self.set(&lines[at]);
                at += 1;
            } else {
                at += self.step(&lines[at..]).max(1);
            }
        }
        self.depth -= 1;
        self.items = around;
    }

    /// Sets what begins with the first line; returns how many lines that takes.
    fn step(&mut self, lines: &[Line]) -> usize {
        let content = self.content(&lines[0]);
        if content.trim().is_empty() {
            self.set(&lines[0]);
            return 1;
        }
        let depth = indent(content);
        while self.items.last().is_some_and(|item| *item > depth) {
            self.items.pop();
        }
        if let Some(taken) = self.raw(content, lines) {
            return taken;
        }
        // What is indented by four is code.
        if depth >= self.items.last().copied().unwrap_or_default() + 4 {
            self.set(&lines[0]);
            return 1;
        }
        let taken = self
            .paired(content, lines)
            .or_else(|| self.colons(content, lines))
            .or_else(|| self.exclaimed(content, lines))
            .or_else(|| self.angles(content, lines))
            .or_else(|| self.tab(content, lines))
            .or_else(|| self.formula(content, lines))
            .or_else(|| self.aside(content, lines))
            .or_else(|| self.attribute_list(content, lines));
        taken.unwrap_or_else(|| {
            self.set(&lines[0]);
            if let Some(width) = marker(content) {
                self.items.push(width);
            }
            1
        })
    }

    /// Sets a line as it is.
    pub(super) fn set(&mut self, line: &Line) {
        if self.content(line).trim().is_empty() {
            return self.set_blank(line.start);
        }
        self.last = self.laid.text.len();
        self.blank = false;
        self.laid.make(&self.prefix, line.start);
        let whole = line.next > line.end;
        self.laid.copy(self.text, line.start..line.next);
        if !whole {
            self.laid.make("\n", line.end);
        }
    }

    /// Sets a line of its own making, in place of what stands at `there`.
    pub(super) fn make(&mut self, line: &str, there: usize) {
        self.last = self.laid.text.len();
        self.blank = false;
        let line = format!("{}{line}\n", self.prefix);
        self.laid.make(&line, there);
    }

    fn set_blank(&mut self, there: usize) {
        self.blank = true;
        let line = format!("{}\n", self.prefix.trim_end());
        self.laid.make(&line, there);
    }

    /// Whether nothing stands right above what comes.
    pub(super) fn is_parted(&self) -> bool {
        self.blank
    }

    /// Parts what comes from what was before.
    pub(super) fn part(&mut self, there: usize) {
        if !self.blank {
            self.set_blank(there);
        }
    }

    /// Sets lines inside a quotation, indented as `depth` says.
    pub(super) fn quoted(
        &mut self,
        depth: usize,
        mark: &str,
        title: &str,
        lines: &[Line],
        there: usize,
    ) {
        let has_content = lines.iter().any(|line| !self.content(line).trim().is_empty());
        if !has_content && title.is_empty() {
            return;
        }
        self.part(there);
        let around = self.prefix.len();
        self.prefix.push_str(&" ".repeat(depth));
        self.prefix.push_str("> ");
        if !mark.is_empty() {
            self.make(&format!("[!{mark}]"), there);
        }
        match (title, has_content) {
            ("", _) => {}
            (title, true) => {
                self.part_title(mark, there);
                self.make(&format!("**{title}**"), there);
                self.set_blank(there);
            }
            (title, false) => {
                self.part_title(mark, there);
                self.make(title, there);
            }
        }
        self.level(lines);
        self.prefix.truncate(around);
        self.blank = false;
        self.set_blank(there);
    }

    /// The marks that are Newsprint's own are text to the parser: what follows on the next line
    /// belongs to the same paragraph.
    fn part_title(&mut self, mark: &str, there: usize) {
        if !mark.is_empty() {
            self.set_blank(there);
        }
    }

    /// Code, and HTML whose content is raw.
    fn raw(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        if let Some(fence) = Fence::of(content) {
            if let Some(taken) = self.directive(&fence, lines) {
                return Some(taken);
            }
            let end = fence.end(lines.iter().skip(1).map(|line| self.content(line)));
            lines[..=end.min(lines.len() - 1)].iter().for_each(|line| self.set(line));
            return Some(end + 1);
        }
        let lower = content.trim_start().to_ascii_lowercase();
        let name = ["pre", "script", "style", "textarea", "!--"]
            .into_iter()
            .find(|name| lower.strip_prefix('<').is_some_and(|rest| rest.starts_with(name)))?;
        let close = if name == "!--" { "-->".to_owned() } else { format!("</{name}") };
        let end = lines
            .iter()
            .position(|line| self.content(line).to_ascii_lowercase().contains(&close))?;
        lines[..=end].iter().for_each(|line| self.set(line));
        Some(end + 1)
    }

    /// An attribute list on a line of its own belongs to the block above, or to the one below.
    fn attribute_list(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        let trimmed = content.trim();
        let found = attributes(trimmed).filter(|found| found.length == trimmed.len())?;
        let there = lines[0].start;
        if found.toc {
            return Some(self.contents(there));
        }
        let next = lines.get(1).map(|line| self.content(line)).unwrap_or_default();
        let id = found.id.filter(|_| {
            let above = self.above();
            if !self.blank && is_heading(above) {
                return true;
            }
            false
        });
        if let Some(id) = id {
            self.give_anchor(id);
        } else if self.blank && next.trim_start().starts_with('#') && found.id.is_some() {
            self.set(&lines[1]);
            self.give_anchor(found.id.unwrap_or_default());
            return Some(2);
        } else if !self.blank && self.is_picture_above() && found.describes() {
            let end = self.laid.text.trim_end().len();
            self.laid.insert(end, trimmed);
            return Some(1);
        } else {
            self.tell_attributes(&found, there..lines[0].end);
        }
        // In a list the next item goes on; anything else begins anew.
        if !self.blank && marker(next).is_none() {
            self.set_blank(there);
        }
        Some(1)
    }

    /// Says what of an attribute list is lost.
    pub(super) fn tell_attributes(&self, found: &Attributes<'_>, range: std::ops::Range<usize>) {
        tell_attributes(self.teller, found, range);
    }

    /// The last line that was set, without what stands before it.
    fn above(&self) -> &str {
        let above = &self.laid.text[self.last.min(self.laid.text.len())..];
        above.strip_prefix(&self.prefix).unwrap_or(above).trim_end()
    }

    fn is_picture_above(&self) -> bool {
        let above = self.above().trim_start();
        above.starts_with("![") && above.ends_with([')', ']'])
    }

    /// Puts an anchor behind the heading above, in the form that the parser reads.
    fn give_anchor(&mut self, id: &str) {
        let mut start = self.last;
        if is_underline(self.above()) {
            let before = &self.laid.text[..self.last.saturating_sub(1)];
            start = before.rfind('\n').map_or(0, |at| at + 1);
        }
        let line = self.laid.text[start..].lines().next().unwrap_or_default();
        let made = format!(" {{#{id}}}");
        self.laid.insert(start + line.trim_end().len(), &made);
        if start < self.last {
            self.last += made.len();
        }
    }

    /// The list item above stands for the contents of the page.
    fn contents(&mut self, there: usize) -> usize {
        if !self.blank && marker(self.above()).is_some() {
            self.laid.truncate(self.last);
            self.items.clear();
            self.blank = self.laid.text.is_empty() || self.laid.text.ends_with("\n\n");
        }
        self.part(there);
        self.make("[toc]", there);
        self.set_blank(there);
        1
    }
}

pub(super) fn tell_attributes(
    teller: &Teller<'_>,
    found: &Attributes<'_>,
    range: std::ops::Range<usize>,
) {
    if found.decorates || found.describes() || found.speaks() {
        teller.warn(
            "press::body::attributes",
            range.clone(),
            "classes and attributes in braces change nothing here",
            "How a story looks is the same for all: theming.md says how to change it.",
        );
    }
    if found.id.is_some() {
        teller.warn(
            "press::body::attributes",
            range,
            "an anchor in braces belongs to a heading; this one leads nowhere",
            "Give it to the heading above: ## Heading {#anchor}",
        );
    }
}

fn is_heading(line: &str) -> bool {
    let line = line.trim_start();
    let signs = line.len() - line.trim_start_matches('#').len();
    (1..=6).contains(&signs) && line[signs..].starts_with([' ', '\t']) || is_underline(line)
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}
