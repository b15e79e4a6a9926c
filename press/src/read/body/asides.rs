//! What is no text at all, and stands in it all the same: what MDX imports and exports, kramdown's
//! extensions, what an abbreviation stands for.

use super::layout::Layout;
use super::lines::Line;
use super::marks::Marks;

impl Layout<'_> {
    /// Lines that are none of the text.
    pub(super) fn aside(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        let at = lines[0].start..lines[0].end;
        let taken = if is_abbreviation(content.trim()) {
            self.teller.warn(
                "press::body::aside",
                at.clone(),
                "what an abbreviation stands for is not shown",
                "Write it out in the text: readers on a phone cannot hover.",
            );
            1
        } else if is_extension(content.trim()) {
            1
        } else {
            let taken = self.is_parted().then(|| self.module(lines)).flatten()?;
            self.teller.warn(
                "press::body::aside",
                at.clone(),
                "what is imported or exported here is left out: nothing runs in a story",
                "Write in Markdown what it would show.",
            );
            taken
        };
        self.part(at.start);
        Some(taken)
    }

    /// How many lines an import or an export of MDX takes: it ends where a line is blank.
    fn module(&self, lines: &[Line]) -> Option<usize> {
        let content = |line: &Line| self.content(line).trim();
        let is_blank = |line: &Line| content(line).is_empty();
        let block = lines.iter().position(is_blank).unwrap_or(lines.len());
        let first = content(&lines[0]);
        if is_export(first) {
            return Some(block);
        }
        let mut whole = String::new();
        for (at, line) in lines[..block].iter().enumerate() {
            whole.push_str(content(line));
            if is_import(&whole) {
                return Some(at + 1);
            }
            whole.push(' ');
            if !first.starts_with("import ") || !first.contains('{') {
                return None;
            }
        }
        None
    }
}

/// `import Tabs from '@theme/Tabs';`
fn is_import(line: &str) -> bool {
    let line = line.trim_end_matches(';').trim_end();
    let is_quoted = |text: &str| {
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        quote.is_some_and(|quote| text.len() > 2 && text.ends_with(quote))
    };
    let Some(rest) = line.strip_prefix("import ") else { return false };
    let is_name = |c: char| c.is_ascii_alphanumeric() || " _$*,{}".contains(c);
    let from = rest.rsplit_once(" from ");
    is_quoted(rest.trim())
        || from.is_some_and(|(names, file)| names.chars().all(is_name) && is_quoted(file.trim()))
}

/// `export const author = "Ann";`
fn is_export(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("export ") else { return false };
    match rest.split_whitespace().next() {
        Some("const" | "let" | "var") => rest.contains('='),
        Some("function" | "async") => rest.contains('('),
        Some("default") => rest.ends_with([';', '{', '(']),
        _ => rest.starts_with(['{', '*']) && rest.ends_with([';', '}', '"', '\'']),
    }
}

/// `{::nomarkdown}`, `{:/}`
fn is_extension(line: &str) -> bool {
    let is_one = line.starts_with("{::") || line.starts_with("{:/");
    is_one && line.find('}') == Some(line.len() - 1)
}

/// `*[HTML]: HyperText Markup Language`
fn is_abbreviation(line: &str) -> bool {
    let name = line.strip_prefix("*[").and_then(|rest| rest.split_once("]:"));
    name.is_some_and(|(name, _)| !name.is_empty() && !name.contains(']'))
}

impl Marks<'_> {
    /// kramdown's extensions, `{::nomarkdown} … {:/}` and `{::options … /}`: what is inside stays.
    pub(super) fn extensions(&mut self) {
        let text = self.text;
        for sign in ["{::", "{:/"] {
            for (at, _) in text.match_indices(sign) {
                let line = text[at..].lines().next().unwrap_or_default();
                let end = line.find('}').map(|end| end + 1);
                if let Some(end) = end.filter(|end| is_extension(&line[..*end]))
                    && !self.map.is_taken(at)
                {
                    self.edit(at..at + end, "");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_text_are_known() {
        for line in [
            "import Tabs from '@theme/Tabs';",
            "import { a, b } from \"./x\"",
            "import * as y from 'y'",
            "import './style.css';",
        ] {
            assert!(is_import(line), "{line}");
        }
        for line in [
            "import duties from China rise",
            "import taxes: who pays, and 'why'",
            "imports from 'abroad'",
            "import ",
        ] {
            assert!(!is_import(line), "{line}");
        }
        for line in [
            "export const author = 'Ann';",
            "export default function Page() {",
            "export function a() {",
            "export { b } from './b';",
            "export * from './b'",
        ] {
            assert!(is_export(line), "{line}");
        }
        for line in [
            "export default rates rose",
            "export const is a word",
            "export function words",
            "exports = many",
        ] {
            assert!(!is_export(line), "{line}");
        }
        assert!(is_abbreviation("*[HTML]: HyperText"));
        assert!(!is_abbreviation("*[a](b): c*") && !is_abbreviation("*[]: x"));
    }
}
