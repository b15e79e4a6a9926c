//! Warnings by their kinds: a line for each, so that what is new is seen among what is known.

use super::{Diagnostic, Diagnostics, Severity, Shown};
use std::collections::BTreeMap;
use std::fmt;

/// How many places of a kind are named.
const NAMED: usize = 4;

/// How much is told of one file at most.
pub(super) const OF_A_FILE: usize = 100;

/// All warnings of one kind.
#[derive(Debug)]
pub struct Kind<'a> {
    first: &'a Diagnostic,
    number: usize,
    /// The first few.
    places: Vec<String>,
}

impl Kind<'_> {
    fn add(&mut self, diagnostic: &Diagnostic) {
        self.number += diagnostic.places.len().max(1) + diagnostic.more;
        let own = [diagnostic.place()];
        let places = if diagnostic.places.is_empty() { &own[..] } else { &diagnostic.places };
        let free = NAMED - self.places.len();
        self.places.extend(places.iter().take(free).cloned());
    }
}

/// The first of them, and where the others are.
impl fmt::Display for Kind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, number, places } = self;
        let (place, message) = (first.place(), Shown(first.message()));
        write!(f, "{}: warning: {message} [{}]", Shown(&place), first.code())?;
        let (others, from) =
            if first.places.is_empty() { (&places[1..], 1) } else { (&places[..], 0) };
        if others.is_empty() {
            return Ok(());
        }
        if from == 1 {
            write!(f, ", {number} of this kind: also")?;
        } else {
            write!(f, ":")?;
        }
        write!(f, " {}", Shown(&others.join(", ")))?;
        match number - from - others.len() {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl Diagnostic {
    /// The file, with line and column where they are known.
    fn place(&self) -> String {
        match self.line_and_column() {
            Some((line, column)) => format!("{}:{line}:{column}", self.file()),
            None => self.file().to_owned(),
        }
    }
}

impl Diagnostics {
    /// The warnings, one for each kind.
    pub fn kinds(&self) -> Vec<Kind<'_>> {
        let mut kinds: BTreeMap<&str, Kind<'_>> = BTreeMap::new();
        for first in self.sorted() {
            if first.severity() == Severity::Warning {
                let none = || Kind { first, number: 0, places: Vec::new() };
                kinds.entry(first.code()).or_insert_with(none).add(first);
            }
        }
        kinds.into_values().collect()
    }

    /// All of a severity, sorted, but of each file no more than anybody reads; and of which files
    /// how many are left out.
    pub fn bounded(&self, severity: Severity) -> (Vec<&Diagnostic>, Vec<(&str, usize)>) {
        let (mut told, mut more) = (Vec::new(), Vec::<(&str, usize)>::new());
        let mut of_file = 0;
        let mut file = None;
        for diagnostic in self.sorted().into_iter().filter(|it| it.severity() == severity) {
            if file.replace(diagnostic.file()) != Some(diagnostic.file()) {
                of_file = 0;
            }
            of_file += 1;
            let mut untold = diagnostic.more;
            if of_file <= OF_A_FILE {
                told.push(diagnostic);
            } else {
                untold += 1;
            }
            match more.last_mut() {
                _ if untold == 0 => {}
                Some((last, number)) if *last == diagnostic.file() => *number += untold,
                _ => more.push((diagnostic.file(), untold)),
            }
        }
        (told, more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(code: &'static str, file: &str) -> Diagnostic {
        Diagnostic::warning(code, file, format!("what is wrong in {file}")).at("aaa", 1..2)
    }

    #[test]
    fn a_kind_is_one_line_with_its_number_and_the_first_places() {
        let lines = |all: Vec<Diagnostic>| -> Vec<String> {
            let all: Diagnostics = all.into_iter().collect();
            all.kinds().iter().map(ToString::to_string).collect()
        };
        let two = ["a.md", "b.md"].map(|file| warning("press::x", file));
        assert_eq!(
            lines([two.as_slice(), &[warning("press::y", "c.md")]].concat()),
            [
                "a.md:1:2: warning: what is wrong in a.md [press::x], 2 of this kind: also b.md:1:2",
                "c.md:1:2: warning: what is wrong in c.md [press::y]",
            ]
        );
        let many = (0..9).map(|n| warning("press::x", &format!("{n}.md"))).collect();
        assert!(
            lines(many)[0]
                .ends_with("9 of this kind: also 1.md:1:2, 2.md:1:2, 3.md:1:2 and 5 more")
        );
        let places = (0..6).map(|n| format!("{n}.md")).collect();
        let of_places = Diagnostic::warning("press::z", "dist", "6 lack it").places(places);
        assert_eq!(
            lines(vec![of_places]),
            ["dist: warning: 6 lack it [press::z]: 0.md, 1.md, 2.md, 3.md and 2 more"]
        );
    }

    #[test]
    fn of_a_file_no_more_is_told_than_anybody_reads() {
        let text = "x".repeat(300);
        let at = |file: &str, n: usize| Diagnostic::error("press::x", file, "m").at(&text, n..n);
        let all: Diagnostics = (0..250).map(|n| at("a.md", n)).chain([at("b.md", 0)]).collect();
        let (told, more) = all.bounded(Severity::Error);
        assert_eq!((told.len(), more), (101, vec![("a.md", 150)]));
        assert_eq!(told[100].file(), "b.md");
        assert!(all.bounded(Severity::Warning).0.is_empty());
    }
}
