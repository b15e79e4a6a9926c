//! How a diagnostic is told: as miette's drawing on a terminal, as plain lines elsewhere.

use super::excerpt::Named;
use super::{Diagnostic, Severity, Shown};
use miette::{GraphicalReportHandler, LabeledSpan, SourceCode};
use std::fmt;

impl Diagnostic {
    /// The report with file, line and marked text, drawn for a terminal with colours.
    pub fn drawn(&self, handler: &GraphicalReportHandler) -> String {
        let source = self.excerpt.as_ref().map(|excerpt| Named::new(&self.file, excerpt));
        let mut out = String::new();
        let drawable = Drawable { diagnostic: self, source };
        if handler.render_report(&mut out, &drawable).is_err() {
            out = self.to_string();
        }
        out
    }
}

/// The plain form, for logs: one line with the place, then the text or the places, and what to do.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Shown(&self.file))?;
        if let Some((line, column)) = self.line_and_column() {
            write!(f, ":{line}:{column}")?;
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, ": {severity}: {} [{}]", Shown(&self.message), self.code)?;
        if let Some(text) = self.excerpt.as_ref().map(|excerpt| excerpt.text().trim())
            && !text.is_empty()
        {
            write!(f, "\n    {}", Shown(text))?;
        }
        for place in &self.places {
            write!(f, "\n    {}", Shown(place))?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n    help: {}", Shown(help))?;
        }
        Ok(())
    }
}

/// A diagnostic as miette wants it, with its excerpt under the file's name.
struct Drawable<'a> {
    diagnostic: &'a Diagnostic,
    source: Option<Named>,
}

impl fmt::Debug for Drawable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostic.fmt(f)
    }
}

/// What miette prints as the report's sentence. A file without an excerpt is named here,
/// because miette names it only above an excerpt.
impl fmt::Display for Drawable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.source.is_none() {
            write!(f, "{}: ", Shown(&self.diagnostic.file))?;
        }
        write!(f, "{}", Shown(&self.diagnostic.message))?;
        self.diagnostic.places.iter().try_for_each(|place| write!(f, "\n{}", Shown(place)))
    }
}

impl std::error::Error for Drawable<'_> {}

impl miette::Diagnostic for Drawable<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnostic.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.diagnostic.help.as_ref();
        help.map(|help| Box::new(Shown(help)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let source = self.source.as_ref()?;
        let label = LabeledSpan::new_primary_with_span(Some("here".into()), source.span());
        Some(Box::new(std::iter::once(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miette::GraphicalTheme;

    fn sample() -> Diagnostic {
        let text = "+++\ntitel = \"x\"\n+++\n";
        Diagnostic::warning("press::front_matter::unknown_field", "content/a.md", "what is it")
            .at(text, 4..9)
            .help("Did you mean “title”?")
    }

    #[test]
    fn the_plain_form_names_the_place_and_the_text() {
        assert_eq!(
            sample().to_string(),
            "content/a.md:2:1: warning: what is it [press::front_matter::unknown_field]\n    \
             titel = \"x\"\n    help: Did you mean “title”?"
        );
    }

    #[test]
    fn the_drawing_names_the_place_and_the_text() {
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
        insta::assert_snapshot!(sample().drawn(&handler));
    }

    #[test]
    fn many_places_are_a_line_each() {
        let places = ["content/a.md", "content/b.md"].map(ToOwned::to_owned).into();
        let diagnostic = Diagnostic::warning("press::a", "dist", "2 stories lack it");
        let diagnostic = diagnostic.places(places).help("Add it.");
        let plain = "dist: warning: 2 stories lack it [press::a]\n    content/a.md\n    \
                     content/b.md\n    help: Add it.";
        assert_eq!(diagnostic.to_string(), plain);
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
        let drawn = diagnostic.drawn(&handler);
        let lines: Vec<_> = drawn.lines().map(str::trim).collect();
        assert!(lines.iter().any(|line| line.ends_with("content/a.md")), "{drawn}");
        assert!(lines.iter().any(|line| line.ends_with("content/b.md")), "{drawn}");
    }

    #[test]
    fn what_a_text_says_is_told_and_not_obeyed() {
        let text = "[a](x\u{1b}]0;t\u{7})\n";
        let diagnostic = Diagnostic::error("press::a", "content/\u{1b}[2J.md", "“\n::error::x”")
            .at(text, 4..8)
            .help("Look at \u{202e}it.");
        assert_eq!(
            diagnostic.to_string(),
            "content/\\u{1b}[2J.md:1:5: error: “\\n::error::x” [press::a]\n    \
             [a](x\\u{1b}]0;t\\u{7})\n    help: Look at \\u{202e}it."
        );
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
        let drawn = diagnostic.drawn(&handler);
        assert!(!drawn.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{drawn:?}");
        assert!(drawn.contains("x\\u{1b}]0;t"), "{drawn}");
    }

    #[test]
    fn a_file_without_a_place_is_named_too() {
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
        let drawn = Diagnostic::error("press::read", "content/b.md", "cannot be read");
        assert!(drawn.drawn(&handler).contains("content/b.md: cannot be read"));
    }
}
