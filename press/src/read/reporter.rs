//! Collects what is wrong with one file while it is read.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// One file's name, its text and what has been found wrong so far.
pub(crate) struct Reporter<'a> {
    file: String,
    text: &'a str,
    found: RefCell<Vec<Diagnostic>>,
    /// How many there were of each kind.
    kinds: RefCell<BTreeMap<(Severity, &'static str), usize>>,
}

/// How many of a kind are told of one file. Nobody reads more, and to find the line of each takes
/// time.
const MOST_OF_A_KIND: usize = 100;

/// The diagnostic that was just made, where it is told: what to do about it can be added.
pub(crate) struct Reported<'r>(Option<&'r RefCell<Vec<Diagnostic>>>);

impl Reported<'_> {
    /// Says what to do.
    pub(crate) fn help(self, help: impl Into<String>) {
        let Some(found) = self.0 else { return };
        let mut found = found.borrow_mut();
        if let Some(last) = found.pop() {
            found.push(last.help(help));
        }
    }
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(file: String, text: &'a str) -> Self {
        Self { file, text, found: RefCell::default(), kinds: RefCell::default() }
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
        if !self.is_told(Severity::Warning, code) {
            return Reported(None);
        }
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
        if !self.is_told(severity, code) {
            return Reported(None);
        }
        let diagnostic = match severity {
            Severity::Error => Diagnostic::error(code, self.file.clone(), message),
            Severity::Warning => Diagnostic::warning(code, self.file.clone(), message),
        };
        self.add(diagnostic, range)
    }

    /// Counts one of a kind; whether it is to be told.
    fn is_told(&self, severity: Severity, code: &'static str) -> bool {
        let mut kinds = self.kinds.borrow_mut();
        let times = kinds.entry((severity, code)).or_default();
        *times += 1;
        *times <= MOST_OF_A_KIND
    }

    fn add(&self, diagnostic: Diagnostic, range: Range<usize>) -> Reported<'_> {
        // An excerpt is moved to where there is text; that it had to be is a fault.
        #[cfg(any(test, fuzzing))]
        assert!(self.text.get(range.clone()).is_some(), "{range:?} {}", diagnostic.message());
        self.found.borrow_mut().push(diagnostic.at(self.text, range));
        Reported(Some(&self.found))
    }

    pub(crate) fn finish(self) -> Diagnostics {
        let mut more = self.kinds.into_inner();
        let mut told = self.found.into_inner();
        for diagnostic in told.iter_mut().rev() {
            // Once for each kind.
            let times = more.remove(&(diagnostic.severity(), diagnostic.code()));
            diagnostic.and_more(times.unwrap_or_default().saturating_sub(MOST_OF_A_KIND));
        }
        told.into_iter().collect()
    }
}
