//! Containers of other Markdown: `:::note`, `!!! note`, `>>>`, and directives in a fence.

use super::attributes::attributes;
use super::kinds::{Kind, kind};
use super::layout::Layout;
use super::lines::{Fence, Line, indent};
use std::ops::Range;

/// What a container says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) title: String,
}

impl Layout<'_> {
    /// `:::note[Title]`, `::: warning Title`, `::: {.note}` up to the colons that end it.
    pub(super) fn colons(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        let trimmed = content.trim();
        let colons = trimmed.len() - trimmed.trim_start_matches(':').len();
        if colons < 3 {
            return self.leaf(trimmed, colons, lines);
        }
        let at = lines[0].start..lines[0].end;
        let head = Head::of(&trimmed[colons..])?;
        if head.name.is_empty() {
            self.teller.warn(
                "press::body::container",
                at,
                "these colons end nothing that is open here, and are left out",
                "A note begins with :::note and ends with ::: on lines of their own.",
            );
            return Some(1);
        }
        let depth = indent(content);
        let inner = &lines[1..];
        let end = self.end_of_colons(inner);
        if end.is_none() {
            self.teller.warn(
                "press::body::container",
                at.clone(),
                format!("“:::{}” begins here and never ends", head.name),
                "Write ::: on a line of its own where it ends.",
            );
        }
        let inner = &inner[..end.unwrap_or(inner.len())];
        let inner: Vec<_> = inner.iter().map(|line| line.dedented(self.text, depth)).collect();
        self.container(depth, &head, &inner, at);
        Some(end.map_or(lines.len(), |end| end + 2))
    }

    /// Which of the lines ends a container with colons.
    fn end_of_colons(&self, lines: &[Line]) -> Option<usize> {
        let mut open = 0_usize;
        let mut at = 0;
        while at < lines.len() {
            let content = self.content(&lines[at]);
            if let Some(fence) = Fence::of(content) {
                at += fence.end(lines[at + 1..].iter().map(|line| self.content(line))) + 1;
                continue;
            }
            let trimmed = content.trim();
            if let Some(rest) = trimmed.strip_prefix(":::") {
                match Head::of(rest.trim_start_matches(':')) {
                    Some(head) if !head.name.is_empty() => open += 1,
                    Some(_) if open == 0 => return Some(at),
                    Some(_) => open -= 1,
                    None => {}
                }
            }
            at += 1;
        }
        None
    }

    /// `::youtube[Title]{#id}`: a directive without content.
    fn leaf(&mut self, trimmed: &str, colons: usize, lines: &[Line]) -> Option<usize> {
        let rest = (colons == 2).then(|| &trimmed[2..])?;
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
        let (name, rest) = rest.split_at(name_end);
        if name.is_empty() || !rest.starts_with(['[', '{']) {
            return None;
        }
        let (words, rest) = match rest.strip_prefix('[') {
            Some(inside) => inside.split_once(']')?,
            None => ("", rest),
        };
        let found = attributes(rest);
        if found.as_ref().map_or(0, |found| found.length) != rest.len() {
            return None;
        }
        let there = lines[0].start;
        let id = found.and_then(|found| found.id).filter(|_| name == "youtube");
        self.part(there);
        match id {
            Some(id) => self.make(&format!("[{words}](https://youtu.be/{id})"), there),
            None => {
                self.tell_unknown(&format!("::{name}"), there..lines[0].end);
                self.make(words, there);
            }
        }
        self.part(there);
        Some(1)
    }

    /// `!!! note "Title"` and `??? note`, with the indented lines below it.
    pub(super) fn exclaimed(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        let trimmed = content.trim();
        let rest = trimmed.strip_prefix("!!!").or_else(|| trimmed.strip_prefix("???"))?;
        let rest = rest.strip_prefix('+').unwrap_or(rest).trim_start();
        let (names, title) = match rest.split_once('"') {
            Some((names, title)) => (names, Some(title.strip_suffix('"')?)),
            None => (rest, None),
        };
        let mut words = names.split_whitespace();
        let name = words.next().unwrap_or_default();
        let is_name = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_alphabetic())
                && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        };
        if !is_name(name) || !words.all(is_name) {
            return None;
        }
        let depth = indent(content);
        let inner = self.indented(&lines[1..], depth + 4);
        if inner.is_empty() && (title.is_none() || kind(name).is_none()) {
            return None;
        }
        let taken = inner.len() + 1;
        let at = lines[0].start..lines[0].end;
        let title = match (title, kind(name)) {
            (Some(title), _) => title.to_owned(),
            (None, Some(_)) => String::new(),
            // Its name is what it is called on the page.
            (None, None) => name.replace(['-', '_'], " "),
        };
        let inner: Vec<_> = inner.iter().map(|line| line.dedented(self.text, depth + 4)).collect();
        if trimmed.starts_with('?') {
            self.tell_folding(at.clone());
        }
        let name = if kind(name).is_none() { "note".into() } else { name.to_owned() };
        self.container(depth, &Head { name, title }, &inner, at);
        Some(taken)
    }

    /// `=== "Tab"`, with the indented lines below it.
    pub(super) fn tab(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        let rest = content.trim().strip_prefix("===")?.trim_start_matches(['!', '+']).trim();
        let title = rest.strip_prefix('"')?.strip_suffix('"')?;
        let depth = indent(content);
        let inner = self.indented(&lines[1..], depth + 4);
        if inner.is_empty() {
            return None;
        }
        let set: Vec<_> = inner.iter().map(|line| line.dedented(self.text, depth + 4)).collect();
        self.titled(depth, title, &set, lines[0].start);
        Some(inner.len() + 1)
    }

    /// The lines that are indented so far, and the blank ones between them.
    fn indented<'l>(&self, lines: &'l [Line], depth: usize) -> &'l [Line] {
        let is_inside = |line: &Line| {
            let content = self.content(line);
            content.trim().is_empty() || indent(content) >= depth
        };
        let end = lines.iter().position(|line| !is_inside(line)).unwrap_or(lines.len());
        let solid = |line: &Line| !self.content(line).trim().is_empty();
        let end = lines[..end].iter().rposition(solid).map_or(0, |last| last + 1);
        &lines[..end]
    }

    /// GitLab's quotation of several lines, between two lines `>>>`.
    pub(super) fn angles(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        let mark = content.trim().strip_prefix(">>>")?.trim();
        let mark = match mark {
            "" => "",
            mark => mark.strip_prefix("[!")?,
        };
        let inner = &lines[1..];
        let end = inner.iter().position(|line| self.content(line).trim() == ">>>")?;
        let depth = indent(content);
        let head = match mark.split_once(']') {
            Some((name, title)) => Head { name: name.into(), title: title.trim().into() },
            None => Head { name: "quote".into(), title: String::new() },
        };
        let inner: Vec<_> =
            inner[..end].iter().map(|line| line.dedented(self.text, depth)).collect();
        self.container(depth, &head, &inner, lines[0].start..lines[0].end);
        Some(end + 2)
    }

    /// A fence that is no code: MyST's `{note} Title`, Obsidian's `ad-note`.
    pub(super) fn directive(&mut self, fence: &Fence<'_>, lines: &[Line]) -> Option<usize> {
        let head = match fence.info.strip_prefix('{') {
            Some(rest) => {
                let (name, title) = rest.split_once('}')?;
                Head { name: name.into(), title: title.trim().into() }
            }
            None => {
                fence
                    .info
                    .strip_prefix("ad-")
                    .filter(|name| !name.contains(char::is_whitespace))?;
                Head { name: fence.info.into(), title: String::new() }
            }
        };
        let known = kind(&head.name)?;
        if !matches!(known, Kind::Note(_) | Kind::Quotation | Kind::Folding | Kind::Formula) {
            return None;
        }
        let depth = indent(self.content(&lines[0]));
        let end = fence.end(lines[1..].iter().map(|line| self.content(line)));
        let inner = lines.get(1..end.min(lines.len())).unwrap_or_default();
        let mut head = head;
        // Options come first: `:class: x`, `title: x`.
        let is_option = |line: &&Line| {
            let option = self.content(line).trim();
            option.strip_prefix(':').is_some_and(|rest| rest.contains(": ") || rest.ends_with(':'))
                || option.starts_with("title:")
                || option.starts_with("collapse:")
        };
        let options = inner.iter().take_while(is_option).count();
        for line in &inner[..options] {
            if let Some(title) = self.content(line).trim().strip_prefix("title:") {
                head.title = title.trim().into();
            }
        }
        let inner: Vec<_> =
            inner[options..].iter().map(|line| line.dedented(self.text, depth)).collect();
        self.container(depth, &head, &inner, lines[0].start..lines[0].end);
        Some(end + 1)
    }

    /// Sets a container by what its name means.
    pub(super) fn container(
        &mut self,
        depth: usize,
        head: &Head,
        lines: &[Line],
        at: Range<usize>,
    ) {
        let there = at.start;
        match kind(&head.name) {
            Some(Kind::Note(mark)) => self.quoted(depth, mark, &head.title, lines, there),
            Some(Kind::Quotation) => self.quoted(depth, "", &head.title, lines, there),
            Some(Kind::Hidden) => {}
            Some(Kind::Formula) => self.formula_of(lines, depth, there),
            Some(Kind::Folding) => {
                self.tell_folding(at);
                self.titled(depth, &head.title, lines, there);
            }
            Some(Kind::Titled) => self.titled(depth, &head.title, lines, there),
            Some(Kind::Plain | Kind::Markup | Kind::Code) => self.titled(depth, "", lines, there),
            None => {
                self.tell_unknown(&format!(":::{}", head.name), at);
                self.titled(depth, "", lines, there);
            }
        }
    }

    /// Sets what a container holds, below its title.
    pub(super) fn titled(&mut self, depth: usize, title: &str, lines: &[Line], there: usize) {
        self.part(there);
        let around = self.prefix.len();
        self.prefix.push_str(&" ".repeat(depth));
        if !title.is_empty() {
            self.make(&format!("**{title}**"), there);
            self.part(there);
        }
        self.level(lines);
        self.part(there);
        self.prefix.truncate(around);
    }

    pub(super) fn tell_folding(&self, at: Range<usize>) {
        self.teller.warn(
            "press::body::container",
            at,
            "nothing folds here: what this holds is shown",
            "Look whether the story still reads well.",
        );
    }

    pub(super) fn tell_unknown(&self, written: &str, at: Range<usize>) {
        self.teller.warn(
            "press::body::container",
            at,
            format!("“{written}” is not known here; what it holds is kept"),
            "Known are note, tip, warning and their like. docs/front-matter.md lists them.",
        );
    }
}

impl Head {
    /// Reads what stands behind three colons. A name that is empty ends a container; `None` is no
    /// container.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        // Pandoc allows colons behind, too.
        let text = text.trim_end_matches(':').trim_end();
        if text.is_empty() {
            return Some(Self::default());
        }
        if let Some(inside) = text.strip_prefix('{') {
            // MyST names it in braces, Pandoc gives it a class.
            if let Some(found) = attributes(text) {
                let name = found.class.or(found.id).unwrap_or("div").to_owned();
                let title = found.title.unwrap_or_default().to_owned();
                return (found.length == text.len()).then_some(Self { name, title });
            }
            let (name, title) = inside.split_once('}')?;
            let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            return is_name.then(|| Self { name: name.into(), title: title.trim().into() });
        }
        let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
        let (name, rest) = text.split_at(end.unwrap_or(text.len()));
        if name.is_empty() || !rest.is_empty() && !rest.starts_with([' ', '\t', '[', '{']) {
            return None;
        }
        let (mut title, mut rest) = match rest.trim_start().strip_prefix('[') {
            Some(inside) => {
                let end = inside.rfind(']')?;
                (inside[..end].trim(), inside[end + 1..].trim())
            }
            None => ("", rest.trim()),
        };
        if let Some(brace) = rest.rfind('{')
            && let Some(found) = attributes(&rest[brace..])
            && brace + found.length == rest.len()
        {
            title = found.title.unwrap_or(title);
            rest = rest[..brace].trim();
        }
        let title = if title.is_empty() { rest.trim_matches('"') } else { title };
        Some(Self { name: name.into(), title: title.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_all_writers_are_read() {
        for (text, name, title) in [
            ("note", "note", ""),
            (" warning Mind the *gap*", "warning", "Mind the *gap*"),
            ("tip[A title]", "tip", "A title"),
            ("tip[A [link](x)]{#id .c}", "tip", "A [link](x)"),
            ("note{title=\"T\"}", "note", "T"),
            (" {.callout-tip title=\"T\"}", "callout-tip", "T"),
            ("{note} T", "note", "T"),
            (" Warning ::::::", "Warning", ""),
            ("details Mehr", "details", "Mehr"),
            ("", "", ""),
        ] {
            let head = Head::of(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((head.name.as_str(), head.title.as_str()), (name, title), "{text}");
        }
        for text in ["note!", "{a b}", "[x]", ", and so on"] {
            assert_eq!(Head::of(text), None, "{text}");
        }
    }
}
