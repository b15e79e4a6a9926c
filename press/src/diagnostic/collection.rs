//! All the diagnostics of a run, in an order that does not depend on threads.

use super::{Diagnostic, Severity};
use std::fmt;

/// Diagnostics, sorted by file and place when they are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many errors there are; the same one twice counts once.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are; the same one twice counts once.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.sorted().into_iter().filter(|d| d.severity() == severity).count()
    }

    /// Whether something cannot be published.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity() == Severity::Error)
    }

    /// The errors and slips of a story that is due on a day to come, as
    /// [`Diagnostic::until_due`] has them.
    #[must_use]
    pub fn until_due(self, day: &str) -> Self {
        let early = self.0.into_iter().filter(Diagnostic::is_known_early);
        early.map(|it| it.until_due(day)).collect()
    }

    /// As they are where the build is strict, if it is.
    #[must_use]
    pub fn where_strict(self, strict: bool) -> Self {
        if !strict {
            return self;
        }
        self.0.into_iter().map(Diagnostic::strictly).collect()
    }

    /// The errors alone.
    #[must_use]
    pub fn errors_alone(&self) -> Self {
        self.0.iter().filter(|it| it.severity() == Severity::Error).cloned().collect()
    }

    /// All of them, sorted by file, place, code and words; the same one twice counts once.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        all.dedup();
        all
    }

    /// In the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.0.extend(iter);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(iter: T) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// The plain form of all, sorted.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sorted().into_iter().try_for_each(|diagnostic| writeln!(f, "{diagnostic}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_files_and_places() {
        let at = |file: &str, offset: usize| {
            Diagnostic::error("press::x", file, "m").at("aaaaaaaaaa", offset..offset + 1)
        };
        let all: Diagnostics =
            [at("b.md", 0), at("a.md", 9), at("a.md", 1), at("b.md", 0)].into_iter().collect();
        let order: Vec<_> =
            all.sorted().iter().map(|d| (d.file(), d.line_and_column().unwrap().1)).collect();
        assert_eq!(order, [("a.md", 2), ("a.md", 10), ("b.md", 1)]);
    }

    #[test]
    fn warnings_are_no_errors() {
        let mut all = Diagnostics::new();
        all.push(Diagnostic::warning("press::x", "a.md", "m"));
        assert!(!all.has_errors() && !all.is_empty());
        all.push(Diagnostic::error("press::x", "a.md", "m"));
        all.push(Diagnostic::error("press::x", "a.md", "m"));
        assert_eq!((all.errors(), all.warnings()), (1, 1), "the same one twice counts once");
    }

    #[test]
    fn a_slip_is_an_error_where_the_build_is_strict() {
        let slips = || -> Diagnostics {
            let slip = Diagnostic::slip("press::x", "a.md", "m");
            [slip, Diagnostic::warning("press::y", "a.md", "m")].into_iter().collect()
        };
        assert_eq!(slips().where_strict(false).errors(), 0);
        let strict = slips().where_strict(true);
        assert_eq!((strict.errors(), strict.warnings()), (1, 1));
        // Of a story to come it is told, and keeps nothing out before.
        let early = slips().until_due("2026-12-01").where_strict(true);
        assert_eq!((early.errors(), early.warnings()), (0, 1));
    }
}
