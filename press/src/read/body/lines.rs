//! Lines of Markdown, seen one by one, and places in a text.

use std::ops::Range;

/// A line: its content without what indents it for its container, and where the next begins.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) next: usize,
}

impl Line {
    /// All lines of a text.
    pub(super) fn all(text: &str) -> Vec<Self> {
        Self::between(text, 0, text.len())
    }

    /// The lines of a part of a text.
    pub(super) fn between(text: &str, start: usize, end: usize) -> Vec<Self> {
        let mut at = start;
        let lines = text[start..end].split_inclusive('\n').map(|line| {
            let start = at;
            at += line.len();
            Self { start, end: start + line.trim_end_matches(['\n', '\r']).len(), next: at }
        });
        lines.collect()
    }

    /// The line without up to so many columns of white space at its beginning.
    pub(super) fn dedented(&self, text: &str, columns: usize) -> Self {
        let mut taken = 0;
        let mut start = self.start;
        for byte in text[self.start..self.end].bytes() {
            let width = match byte {
                b' ' => 1,
                b'\t' => 4 - taken % 4,
                _ => break,
            };
            if taken + width > columns {
                break;
            }
            taken += width;
            start += 1;
        }
        Self { start, ..self.clone() }
    }
}

/// Whether a place lies in one of the ranges, which stand in order and apart.
pub(super) fn within(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.start <= at);
    next.checked_sub(1).is_some_and(|last| ranges[last].contains(&at))
}

/// How many columns of white space a line begins with.
pub(super) fn indent(line: &str) -> usize {
    let mut columns = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// How far the content of a list item, footnote or definition is indented that begins here.
pub(super) fn marker(line: &str) -> Option<usize> {
    let rest = line.trim_start();
    let before = indent(line);
    if rest.starts_with("[^") && rest.contains("]:") {
        return Some(before + 4);
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let width = match (digits, rest.as_bytes().get(digits)?) {
        (0, b'-' | b'*' | b'+' | b':') => 1,
        (1..=9, b'.' | b')') => digits + 1,
        _ => return None,
    };
    let after = &rest[width..];
    let spaces = indent(after);
    match (after.trim().is_empty(), spaces) {
        (true, _) => Some(before + width + 1),
        (false, 0) => None,
        (false, 1..=4) => Some(before + width + spaces),
        (false, _) => Some(before + width + 1),
    }
}

/// A line without the marks of quotations and list items before its content.
pub(super) fn without(line: &str) -> &str {
    let mut rest = line;
    loop {
        let trimmed = rest.trim_start();
        if let Some(inner) = trimmed.strip_prefix('>') {
            rest = inner;
        } else if let Some(width) = marker(trimmed).filter(|_| !trimmed.starts_with("[^")) {
            rest = trimmed.get(width..).unwrap_or_default();
        } else {
            return if rest.len() == line.len() { line } else { rest };
        }
    }
}

/// The line that begins a fenced piece of code.
#[derive(Debug)]
pub(super) struct Fence<'l> {
    pub(super) sign: char,
    pub(super) length: usize,
    pub(super) info: &'l str,
    in_quotation: bool,
    in_item: Option<usize>,
}

impl<'l> Fence<'l> {
    pub(super) fn of(line: &'l str) -> Option<Self> {
        let inner = without(line).trim_start();
        let sign = inner.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = inner.trim_start_matches(sign);
        let length = inner.len() - info.len();
        if length < 3 || sign == '`' && info.contains('`') {
            return None;
        }
        Some(Self {
            sign,
            length,
            info: info.trim(),
            in_quotation: line.trim_start().starts_with('>'),
            in_item: marker(line),
        })
    }

    /// Which of the lines behind it ends it, counted from 1; more than there are when none does.
    pub(super) fn end<'t>(&self, lines: impl Iterator<Item = &'t str>) -> usize {
        let mut count = 0;
        for line in lines {
            count += 1;
            let inner = line.trim_start_matches(['>', ' ', '\t']).trim_end();
            if inner.len() >= self.length && inner.chars().all(|c| c == self.sign) {
                return count;
            }
            let left_quotation = self.in_quotation && !line.trim_start().starts_with('>');
            let left_item = self.in_item.is_some_and(|width| {
                !line.trim().is_empty() && !self.in_quotation && indent(line) < width
            });
            if left_quotation || left_item {
                return count - 1;
            }
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_say_where_their_content_stands() {
        for (line, width) in [
            ("- a", Some(2)),
            ("  *   a", Some(6)),
            ("10. a", Some(4)),
            ("1)", Some(3)),
            (": a", Some(2)),
            ("[^a]: b", Some(4)),
            ("-a", None),
            ("**a**", None),
            ("2024", None),
            ("a", None),
        ] {
            assert_eq!(marker(line), width, "{line}");
        }
    }

    #[test]
    fn fences_end_with_their_own_sign_or_container() {
        let end = |first: &str, rest: &str| Fence::of(first).unwrap().end(rest.lines());
        assert_eq!(end("```js", "a\n~~~\n```\nb"), 3);
        assert_eq!(end("````", "```\n`````"), 2);
        assert_eq!(end("```", "a\nb"), 2);
        assert_eq!(end("> ```", "> a\nb"), 1);
        assert_eq!(end("- ```", "  a\n  ```\nb"), 2);
        assert_eq!(end("- ```", "  a\nb\n"), 1);
        assert!(Fence::of("``` a ` b").is_none() && Fence::of("``").is_none());
        assert_eq!(Fence::of("1. ~~~ a b").unwrap().info, "a b");
    }
}
