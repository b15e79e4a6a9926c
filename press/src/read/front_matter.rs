//! Where a file's front matter ends and its text begins.
//!
//! TOML stands between two lines `+++`, YAML between two lines `---` (the second may be `...`),
//! JSON between two braces, at the top of the file: only empty lines may be above. A file may
//! have none.

mod dates;
mod fields;
mod image;
mod known;
mod mark_words;
mod marks;
mod program;
mod unread;
mod words;

pub(super) use dates::Dates;
pub(super) use fields::{FrontMatter, KindWord, marks_of};
pub(super) use image::LeadImage;
pub(super) use marks::Marks;
pub(super) use program::mark_in_program;

use super::data::{Entry, Malformed, length_of_json, parse_json, parse_toml, parse_yaml};
use super::reporter::Reporter;
use std::ops::Range;

/// A file taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    format: Option<Format>,
    /// The bytes between the fences.
    matter: Range<usize>,
    /// Where the text begins.
    pub(super) body: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Toml,
    Yaml,
    Json,
}

const JSON_HELP: &str =
    "Between braces stands JSON: \"name\": \"value\", with a comma between two.";

/// How long front matter may be, in bytes.
const LONGEST: usize = 500_000;

/// What editors on Windows put at the beginning of a file, and some put there twice.
const MARK: char = '\u{feff}';

impl Format {
    /// The form of the front matter that a text begins with.
    fn of(text: &str) -> Option<Self> {
        match text.lines().next()?.trim_end() {
            "+++" => Some(Self::Toml),
            "---" => Some(Self::Yaml),
            // Not the braces of a template.
            _ => {
                let inner = text.strip_prefix('{')?.trim_start();
                inner.starts_with(['"', '}']).then_some(Self::Json)
            }
        }
    }
}

/// A text without what is blank above it, or cannot be seen.
fn without_blank(text: &str) -> &str {
    let unseen = |c| matches!(c, MARK | '\u{200b}'..='\u{200f}' | '\u{2060}');
    text.trim_start_matches(|c: char| c.is_whitespace() || unseen(c))
}

/// Whether a text begins with front matter. Not every file that begins with a brace does: that
/// is asked of Markdown alone.
pub(super) fn is_there(text: &str, is_markdown: bool) -> bool {
    let format = Format::of(without_blank(text));
    format.is_some_and(|format| is_markdown || format != Format::Json)
}

impl Parts {
    /// Finds the fences.
    ///
    /// # Errors
    /// The fence that has no second, or JSON that is none, and what to do about it.
    pub(super) fn of(text: &str) -> Result<Self, (Malformed, &'static str)> {
        let top = text.len() - without_blank(text).len();
        let Some(format) = Format::of(&text[top..]) else {
            // What is blank above a text is part of it, but for the mark of an editor.
            let top = text.len() - text.trim_start_matches(MARK).len();
            return Ok(Self { format: None, matter: top..top, body: top });
        };
        if format == Format::Json {
            return Self::of_json(text, top);
        }
        let fence = &text[top..top + 3];
        let start = line_end(text, top);
        let mut at = start;
        while at < text.len() {
            let end = line_end(text, at);
            let line = text[at..end].trim_end();
            if line == fence || (format == Format::Yaml && line == "...") {
                let parts = Self { format: Some(format), matter: start..at, body: end };
                return parts.within_bounds(top..top + fence.len());
            }
            at = end;
        }
        let malformed = Malformed {
            message: format!("the front matter begins with {fence} and never ends"),
            span: top..top + fence.len(),
        };
        Err((malformed, "Put the same line below the last field."))
    }

    fn of_json(text: &str, top: usize) -> Result<Self, (Malformed, &'static str)> {
        let length = length_of_json(&text[top..]).map_err(|error| {
            let span = error.span.start + top..error.span.end + top;
            (Malformed { span, ..error }, JSON_HELP)
        })?;
        let end = top + length;
        // The rest of the line that it ends on is no text, when nothing stands there.
        let line = line_end(text, end);
        let body = if text[end..line].trim().is_empty() { line } else { end };
        let parts = Self { format: Some(Format::Json), matter: top..end, body };
        parts.within_bounds(top..top + 1)
    }

    fn within_bounds(self, begin: Range<usize>) -> Result<Self, (Malformed, &'static str)> {
        let length = self.matter.len();
        if length <= LONGEST {
            return Ok(self);
        }
        let message = format!(
            "the front matter has {} KB, more than the {} KB of any",
            length.div_ceil(1_000),
            LONGEST / 1_000
        );
        let help = "It says what a text is. Put the rest into the text, or take it out.";
        Err((Malformed { message, span: begin }, help))
    }

    /// Where in the text something begins that is front matter, too, and is not read.
    pub(super) fn unread(&self, text: &str) -> Option<Range<usize>> {
        match self.format {
            None => unread::unread(text),
            Some(_) => unread::misplaced(&text[self.body..])
                .map(|place| place.start + self.body..place.end + self.body),
        }
    }

    /// The fields, as far as they can be read, and whether that is all of them; what cannot
    /// is reported.
    pub(super) fn entries(&self, reporter: &Reporter<'_>) -> (Vec<Entry>, bool) {
        let text = &reporter.text()[self.matter.clone()];
        let malformed = |error: Malformed, help: &str| {
            reporter.error("press::front_matter::malformed", error.span, error.message).help(help);
        };
        match self.format {
            None => (Vec::new(), true),
            Some(Format::Toml) => {
                let (entries, errors) = parse_toml(text, self.matter.start);
                let whole = errors.is_empty();
                for error in errors {
                    if let Some(day) = written_day(reporter.text(), error.span.start) {
                        reporter
                            .error(
                                "press::front_matter::impossible_date",
                                day.clone(),
                                format!("“{}” is no day or time", &reporter.text()[day]),
                            )
                            .help("Write a day that exists, as year-month-day.");
                        continue;
                    }
                    malformed(error, "Between +++ stands TOML: name = \"value\", one a line.");
                }
                (entries, whole)
            }
            Some(Format::Json) => match parse_json(text, self.matter.start) {
                Ok(entries) => (entries, true),
                Err(error) => {
                    malformed(error, JSON_HELP);
                    (Vec::new(), false)
                }
            },
            Some(Format::Yaml) => match parse_yaml(text, self.matter.start) {
                Ok(entries) => (entries, true),
                Err(error) => {
                    let help = "Between --- stands YAML: name: value, one a line; a value with a \
                                colon or a quotation mark in it needs quotation marks around it.";
                    malformed(error, help);
                    (Vec::new(), false)
                }
            },
        }
    }
}

/// The value in the line around `at`, if it looks like a day.
fn written_day(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..line_end(text, at)].trim_end();
    let value = line.find('=')? + 1;
    let value = value + (line[value..].len() - line[value..].trim_start().len());
    let form = line.as_bytes().get(value..value + 10)?;
    let is_day = form.iter().enumerate().all(|(n, b)| match n {
        4 | 7 => *b == b'-',
        _ => b.is_ascii_digit(),
    });
    is_day.then(|| start + value..start + line.len())
}

/// Where the line that begins at `at` ends, its line break included.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Result<(&str, &str), String> {
        Parts::of(text)
            .map(|parts| (&text[parts.matter.clone()], &text[parts.body..]))
            .map_err(|(error, _)| error.message)
    }

    #[test]
    fn finds_the_fences() {
        assert_eq!(split("+++\na = 1\n+++\n\nHello"), Ok(("a = 1\n", "\nHello")));
        assert_eq!(split("---\r\na: 1\r\n---\r\nHello"), Ok(("a: 1\r\n", "Hello")));
        assert_eq!(split("\u{feff}---\n---"), Ok(("", "")));
        assert_eq!(split("No front matter\n---\n"), Ok(("", "No front matter\n---\n")));
        assert_eq!(split("---- \nx"), Ok(("", "---- \nx")));
        assert_eq!(split("\n \r\n---\na: 1\n---\nHello"), Ok(("a: 1\n", "Hello")));
        assert_eq!(split("\u{feff}\u{feff}---\na: 1\n...\nHello"), Ok(("a: 1\n", "Hello")));
        assert_eq!(split("\u{feff}\n\u{feff}+++\n+++\n"), Ok(("", "")));
        assert_eq!(split("\u{feff}\n    Code"), Ok(("", "\n    Code")));
        assert_eq!(split("\u{200b}\u{a0}---\na: 1\n---\nHello"), Ok(("a: 1\n", "Hello")));
        assert_eq!(split("\n\u{2028}{\"a\": 1}\nHello"), Ok(("{\"a\": 1}", "Hello")));
        assert_eq!(split("{\n\"a\": {}\n}\n\nHello"), Ok(("{\n\"a\": {}\n}", "\nHello")));
        assert_eq!(split("{ }Hello"), Ok(("{ }", "Hello")));
        assert_eq!(split("{{< x >}}\n"), Ok(("", "{{< x >}}\n")));
        assert_eq!(split("{% x %}\n{"), Ok(("", "{% x %}\n{")));
        assert!(split("{\n\"a\": 1,\n}\n").is_err());
        assert_eq!(split(""), Ok(("", "")));
        assert!(split("+++\na = 1\n").unwrap_err().contains("never ends"));
    }

    proptest! {
        #[test]
        fn never_panics(text in "(\\+\\+\\+|---|\\{ ?\")?\n?(.|\n){0,80}(\\+\\+\\+|---)?(.|\n){0,20}") {
            if let Ok(parts) = Parts::of(&text) {
                let reporter = Reporter::new("a.md".into(), &text);
                let _ = FrontMatter::read(parts.entries(&reporter).0, &reporter, &jiff::tz::TimeZone::UTC);
                let _ = &text[parts.body..];
            }
        }

        #[test]
        fn never_panics_on_what_looks_like_yaml(
            yaml in "([a-z]{1,5}: ?([\\[\\]{}'\"|>&*!%#:a-z0-9 -]{0,12})\n| *- ?[a-z: ]{0,6}\n){0,8}"
        ) {
            let text = format!("---\n{yaml}---\n");
            if let Ok(parts) = Parts::of(&text) {
                let reporter = Reporter::new("a.md".into(), &text);
                let _ = FrontMatter::read(parts.entries(&reporter).0, &reporter, &jiff::tz::TimeZone::UTC);
            }
        }
    }
}
