//! The few lines of a file that a report shows.

use super::Shown;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// How much of a line is shown at most, in bytes, before and after the marked text: a whole
/// paragraph may stand on one line.
const REACH: usize = 60;
/// How much of the marked text is shown at most, in bytes.
const MARKED: usize = 160;

/// A line of a file with one range marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Part of one line.
    text: String,
    /// The marked bytes of `text`.
    mark: Range<usize>,
    /// Where the mark begins in the file.
    offset: usize,
    /// Of the mark's beginning, counted from 1.
    line: usize,
    /// Of the mark's beginning, counted from 1, in characters.
    column: usize,
}

impl Excerpt {
    /// Cuts the excerpt out of a file's text. A range that lies outside or splits a character
    /// is moved to the nearest place that does not.
    pub(super) fn of(text: &str, range: Range<usize>) -> Self {
        let start = floor(text, range.start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
        let end = floor(text, range.end).clamp(start, line_end.max(start));
        let end = floor(text, end.min(start + MARKED)).max(start);
        let from = if start - line_start > REACH { floor(text, start - REACH) } else { line_start };
        let to = if line_end.saturating_sub(end) > REACH {
            floor(text, end + REACH)
        } else {
            line_end.max(end)
        };
        Self {
            text: text[from..to].into(),
            mark: start - from..end - from,
            offset: start,
            line: before.matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
        }
    }

    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    pub(super) fn line(&self) -> usize {
        self.line
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    pub(super) fn marked(&self) -> &str {
        &self.text[self.mark.clone()]
    }

    /// The shown part of the line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The excerpt under the name of its file, as miette draws it.
pub(super) struct Named {
    file: String,
    /// The shown part of the line.
    text: String,
    mark: Range<usize>,
    line: usize,
    column: usize,
}

impl Named {
    pub(super) fn new(file: &str, excerpt: &Excerpt) -> Self {
        let Excerpt { text, mark, line, column, .. } = excerpt;
        let before = Shown(&text[..mark.start]).to_string();
        let marked = Shown(&text[mark.clone()]).to_string();
        let mark = before.len()..before.len() + marked.len();
        let text = format!("{before}{marked}{}", Shown(&text[excerpt.mark.end..]));
        Self { file: Shown(file).to_string(), text, mark, line: *line, column: *column }
    }

    pub(super) fn span(&self) -> SourceSpan {
        (self.mark.start, self.mark.len()).into()
    }
}

impl SourceCode for Named {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // The excerpt is one line, so every span inside it reads the whole of it. The column
        // is only used for the place in the report's heading.
        Ok(Box::new(MietteSpanContents::new_named(
            self.file.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line - 1,
            self.column - 1,
            1,
        )))
    }
}

/// The nearest character boundary at or before a byte, inside the text.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_columns_in_characters() {
        let text = "title = \"ü\"\r\ndâte = 1\r\n";
        let at = text.find("1").unwrap();
        let excerpt = Excerpt::of(text, at..at + 1);
        assert_eq!((excerpt.line(), excerpt.column()), (2, 8));
        assert_eq!(excerpt.marked(), "1");
        assert_eq!(excerpt.text(), "dâte = 1");
    }

    #[test]
    fn cuts_a_long_line_and_stays_on_the_first_line() {
        let text = format!("{}here\nthere", "ж".repeat(500));
        let at = text.find("here").unwrap();
        let excerpt = Excerpt::of(&text, at..text.len());
        assert_eq!(excerpt.marked(), "here");
        assert_eq!(excerpt.column(), 501);
        assert_eq!(excerpt.text().chars().count(), 30 + 4);
    }

    #[test]
    fn takes_any_range() {
        for (from, to) in [(0, 0), (1, 2), (3, 1), (99, 200), (2, 99), (5, 5)] {
            let excerpt = Excerpt::of("éa\nb", Range { start: from, end: to });
            assert!(excerpt.line() >= 1 && excerpt.column() >= 1);
        }
        assert_eq!(Excerpt::of("", 0..9).marked(), "");
    }
}
