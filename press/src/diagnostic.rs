//! What is wrong with a newsroom's files, in words an editor can act on.
//!
//! Every [`Diagnostic`] says what happened, in which file, on which line and to which text,
//! and what to do about it. A run collects all of them in [`Diagnostics`], which sorts them,
//! so that the same content gives the same report whatever the order in which threads found
//! them. An error makes the build fail, a warning does not.
//!
//! A diagnostic keeps only the few lines around its place, never the whole file: a hundred
//! thousand stories with a warning each must fit in memory.

mod collection;
mod excerpt;
mod report;

pub use collection::Diagnostics;
use excerpt::Excerpt;
use std::ops::Range;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build fails.
    Error,
    /// The build goes on; the reader of the report decides.
    Warning,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    severity: Severity,
    code: &'static str,
    file: String,
    excerpt: Option<Excerpt>,
    message: String,
    /// Where it is, when it is in many places.
    places: Vec<String>,
    help: Option<String>,
}

impl Diagnostic {
    /// Something that makes the build fail. `code` is stable, like
    /// `press::front_matter::unknown_field`; `file` is the path as the editor knows it;
    /// `message` says what happened, as a sentence without a full stop.
    pub fn error(code: &'static str, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, file.into(), message.into())
    }

    /// Something to look at that does not make the build fail. Takes what
    /// [`error`](Self::error) takes.
    pub fn warning(
        code: &'static str,
        file: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, file.into(), message.into())
    }

    fn new(severity: Severity, code: &'static str, file: String, message: String) -> Self {
        Self { severity, code, file, excerpt: None, message, places: Vec::new(), help: None }
    }

    /// Points at a range of bytes in the file's whole text.
    #[must_use]
    pub fn at(mut self, text: &str, range: Range<usize>) -> Self {
        self.excerpt = Some(Excerpt::of(text, range));
        self
    }

    /// Lists where it is, when one diagnostic is of many places: a line each.
    #[must_use]
    pub fn places(mut self, places: Vec<String>) -> Self {
        self.places = places;
        self
    }

    /// Says what to do, as a sentence.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Makes of an error what it is before its day: a warning that says from when on the build
    /// fails.
    #[must_use]
    pub fn until_due(mut self, day: &str) -> Self {
        self.severity = Severity::Warning;
        self.message += &format!("; from {day} on, when the story is due, this fails the build");
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The stable name of what is wrong, like `press::read::impossible_date`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The file it is in.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What happened.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Line and column, both counted from 1, the column in characters.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        self.excerpt.as_ref().map(|excerpt| (excerpt.line(), excerpt.column()))
    }

    /// The text it points at; a long one is cut.
    pub fn offending_text(&self) -> Option<&str> {
        self.excerpt.as_ref().map(Excerpt::marked)
    }

    /// What reports are sorted by: file, place, name, words.
    fn order(&self) -> (&str, usize, &str, &str) {
        let offset = self.excerpt.as_ref().map_or(0, Excerpt::offset);
        (&self.file, offset, self.code, &self.message)
    }
}
