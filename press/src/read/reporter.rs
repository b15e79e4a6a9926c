//! Collects what is wrong with one file while it is read.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use std::cell::RefCell;
use std::ops::Range;

/// One file's name, its text and what has been found wrong so far.
pub(crate) struct Reporter<'a> {
    file: String,
    text: &'a str,
    found: RefCell<Vec<Diagnostic>>,
}

/// The diagnostic that was just made: what to do about it can be added.
pub(crate) struct Reported<'r>(&'r RefCell<Vec<Diagnostic>>);

impl Reported<'_> {
    /// Says what to do.
    pub(crate) fn help(self, help: impl Into<String>) {
        let mut found = self.0.borrow_mut();
        if let Some(last) = found.pop() {
            found.push(last.help(help));
        }
    }
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(file: String, text: &'a str) -> Self {
        Self { file, text, found: RefCell::default() }
    }

    /// The file's whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    pub(crate) fn error(
        &self,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.report(Severity::Error, code, range, message)
    }

    pub(crate) fn warning(
        &self,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.report(Severity::Warning, code, range, message)
    }

    /// Reports what is an error in a strict build alone.
    pub(crate) fn slip(
        &self,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.add(Diagnostic::slip(code, self.file.clone(), message), range)
    }

    /// Reports with a severity that was decided elsewhere.
    pub(crate) fn report(
        &self,
        severity: Severity,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Reported<'_> {
        let diagnostic = match severity {
            Severity::Error => Diagnostic::error(code, self.file.clone(), message),
            Severity::Warning => Diagnostic::warning(code, self.file.clone(), message),
        };
        self.add(diagnostic, range)
    }

    fn add(&self, diagnostic: Diagnostic, range: Range<usize>) -> Reported<'_> {
        self.found.borrow_mut().push(diagnostic.at(self.text, range));
        Reported(&self.found)
    }

    pub(crate) fn finish(self) -> Diagnostics {
        self.found.into_inner().into_iter().collect()
    }
}
