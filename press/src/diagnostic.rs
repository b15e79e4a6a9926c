//! What is wrong with a newsroom's files, in words an editor can act on.
//!
//! Every [`Diagnostic`] says what happened, in which file, on which line and to which text,
//! and what to do about it. A run collects all of them in [`Diagnostics`], which sorts them,
//! so that the same content gives the same report whatever the order in which threads found
//! them. An error keeps what it is in out of the edition, or stops the build; a warning does
//! neither. What harms no reader is a slip: a warning, and an error where the build is strict.
//!
//! What it quotes is told so that no terminal and no log obeys it.
//!
//! A diagnostic keeps only the few lines around its place, never the whole file: a hundred
//! thousand stories with a warning each must fit in memory.

mod collection;
mod excerpt;
mod kinds;
mod plain;
mod report;
mod shown;

pub use collection::Diagnostics;
use excerpt::Excerpt;
pub use kinds::Kind;
pub(crate) use plain::{because, plain};
pub(crate) use shown::Shown;
pub use shown::shown;
use std::ops::Range;

/// How long a sentence may become by what it quotes, in bytes.
const LONGEST: usize = 1_000;

/// A sentence that quotes a text of any length, with the middle left out where it is too long.
fn in_short(sentence: String) -> String {
    if sentence.len() <= LONGEST {
        return sentence;
    }
    let begin = &sentence[..sentence.floor_char_boundary(LONGEST / 2)];
    let end = &sentence[sentence.ceil_char_boundary(sentence.len() - LONGEST / 2)..];
    format!("{begin} … {end}")
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The text that it is in stays out, or the build fails.
    Error,
    /// It is published all the same; the reader of the report decides.
    Warning,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    severity: Severity,
    /// Whether it is an error where the build is strict.
    slip: bool,
    code: &'static str,
    file: String,
    excerpt: Option<Excerpt>,
    message: String,
    /// Where it is, when it is in many places.
    places: Vec<String>,
    /// How many more of its kind there are in its file, of which nothing is kept.
    more: usize,
    help: Option<String>,
}

impl Diagnostic {
    /// Something that cannot be published. `code` is stable, like
    /// `press::front_matter::unknown_field`; `file` is the path as the editor knows it;
    /// `message` says what happened, as a sentence without a full stop.
    pub fn error(code: &'static str, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, file.into(), message.into())
    }

    /// Something to look at that is published all the same. Takes what [`error`](Self::error)
    /// takes.
    pub fn warning(
        code: &'static str,
        file: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, file.into(), message.into())
    }

    /// A warning that a strict build makes an error of. Takes what [`error`](Self::error) takes.
    pub fn slip(code: &'static str, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self { slip: true, ..Self::warning(code, file, message) }
    }

    fn new(severity: Severity, code: &'static str, file: String, message: String) -> Self {
        let (places, slip) = (Vec::new(), false);
        let message = in_short(message);
        Self { severity, slip, code, file, excerpt: None, message, places, more: 0, help: None }
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

    /// Says how many more of its kind there are in its file than are told.
    pub(crate) fn and_more(&mut self, more: usize) {
        self.more = more;
    }

    /// Says what to do, as a sentence.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(in_short(help.into()));
        self
    }

    /// Makes of an error what it is before its day: a warning that says from when on it keeps the
    /// story out. A slip stays a warning until then, where the build is strict too.
    #[must_use]
    pub fn until_due(mut self, day: &str) -> Self {
        self.message += &match self.severity {
            Severity::Error => {
                format!("; from {day} on, when the story is due, this keeps it out")
            }
            Severity::Warning => format!("; the story is due on {day}"),
        };
        self.severity = Severity::Warning;
        self.slip = false;
        self
    }

    /// As it is where the build is strict.
    #[must_use]
    pub(crate) fn strictly(mut self) -> Self {
        if self.slip {
            self.severity = Severity::Error;
        }
        self
    }

    /// Whether it is known before the story is due: an error, or a slip.
    fn is_known_early(&self) -> bool {
        self.slip || self.severity == Severity::Error
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
