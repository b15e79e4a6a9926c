//! What is said of all texts of a folder: by a section's file (Zola's `draft`, Hugo's `cascade`),
//! or by Eleventy's data for a folder. Only what keeps texts from readers is taken from there.

use super::data::{Entry, Kind, parse_yaml};
use super::file::shown;
use super::file_name::FileName;
use super::front_matter::{Marks, Parts, marks_of};
use super::paths;
use super::reporter::Reporter;
use crate::diagnostic::Diagnostics;
use std::path::Path;

/// What is said of folders.
#[derive(Debug, Default)]
pub(super) struct Sections(Vec<Rule>);

/// What one file says of the texts of a folder.
#[derive(Debug)]
struct Rule {
    /// The folder, below the content folder.
    folder: String,
    /// The file that says it.
    file: String,
    marks: Marks,
    /// Of which texts, as Hugo writes it: `/news/**`.
    pattern: Option<String>,
    language: Option<String>,
}

impl Sections {
    /// Reads the files that say something of folders. Those with a fault are added to `faulty` by
    /// their folders: nobody knows what their texts are not to be shown for.
    pub(super) fn read(
        content: &Path,
        files: &[String],
        faulty: &mut std::collections::BTreeSet<String>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut sections = Self::default();
        for path in files {
            let Ok(text) = std::fs::read_to_string(paths::on_disk(content, path)) else { continue };
            let reporter = Reporter::new(shown(content, path), &text);
            let from = sections.0.len();
            sections.add(path, &reporter);
            let found = reporter.finish();
            if found.has_errors() {
                let folder = paths::folder(path).to_owned();
                sections.0.truncate(from);
                let marks = Marks { hidden: Some("a fault".into()), ..Marks::default() };
                sections.0.push(Rule::of(path, marks));
                faulty.insert(folder);
            }
            diagnostics.extend(found);
        }
        sections
    }

    fn add(&mut self, path: &str, reporter: &Reporter<'_>) {
        if path.ends_with(".json") {
            match parse_yaml(reporter.text(), 0) {
                Ok(entries) => self.0.push(Rule::of(path, marks_of(entries, reporter))),
                Err(error) => reporter
                    .error("press::front_matter::malformed", error.span, error.message)
                    .help("This is JSON, which says what holds for all texts of its folder."),
            }
            return;
        }
        let parts = match Parts::of(reporter.text()) {
            Ok(parts) => parts,
            Err((error, help)) => {
                return reporter
                    .error("press::front_matter::malformed", error.span, error.message)
                    .help(help);
            }
        };
        let (mut entries, _) = parts.entries(reporter);
        let is_cascade = |entry: &Entry| entry.key.eq_ignore_ascii_case("cascade");
        let cascades: Vec<Entry> = entries.extract_if(.., |it| is_cascade(it)).collect();
        // Whether there is a page of the section says nothing of its texts.
        entries.retain(|it| !["render", "build", "_build", "headless"].contains(&it.key.as_str()));
        let own = marks_of(entries, reporter);
        self.0.push(Rule::of(
            path,
            Marks { draft: own.draft, hidden: own.hidden, goes_before: true, ..Marks::default() },
        ));
        for cascade in cascades {
            match cascade.value.kind {
                Kind::Table(entries) => self.cascade(path, entries, reporter),
                Kind::List(list) => {
                    for value in list {
                        if let Kind::Table(entries) = value.kind {
                            self.cascade(path, entries, reporter);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Hugo's `cascade`: perhaps of some texts alone.
    fn cascade(&mut self, path: &str, mut entries: Vec<Entry>, reporter: &Reporter<'_>) {
        let is_target = |it: &Entry| ["target", "_target"].contains(&it.key.as_str());
        let target = entries.extract_if(.., |it| is_target(it)).next();
        let said = |name: &str| {
            let Kind::Table(entries) = &target.as_ref()?.value.kind else { return None };
            let entry = entries.iter().find(|it| it.key.eq_ignore_ascii_case(name))?;
            entry.value.scalar(reporter.text()).map(|text| text.trim().to_lowercase())
        };
        let is_other = |name: &str, own: &str| said(name).is_some_and(|it| !it.contains(own));
        if is_other("kind", "page") || is_other("environment", "production") {
            return;
        }
        let (pattern, language) = (said("path"), said("lang"));
        let marks = marks_of(entries, reporter);
        self.0.push(Rule { pattern, language, ..Rule::of(path, marks) });
    }

    /// What is said of a text by others, if anything.
    pub(super) fn of(&self, path: &str) -> Option<Marks> {
        let mut all = self.0.iter().filter(|rule| rule.holds_for(path)).peekable();
        all.peek()?;
        let mut marks = Marks::default();
        // The nearest folder is asked first.
        let mut rules: Vec<_> = all.collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.folder.len()));
        rules.into_iter().for_each(|rule| marks.add(&rule.marks, &rule.file));
        Some(marks)
    }
}

impl Rule {
    fn of(path: &str, marks: Marks) -> Self {
        let (folder, file) = (paths::folder(path).to_owned(), path.to_owned());
        Self { folder, file, marks, pattern: None, language: None }
    }

    fn holds_for(&self, path: &str) -> bool {
        let inside = match self.folder.as_str() {
            "" => Some(path),
            folder => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
        };
        inside.is_some()
            && !self.marks.say_nothing()
            && self.language.as_ref().is_none_or(|language| {
                FileName::of(path).language.is_none_or(|it| it.eq_ignore_ascii_case(language))
            })
            && self.pattern.as_ref().is_none_or(|pattern| {
                let logical = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
                let logical = format!("/{}", logical.strip_suffix("/index").unwrap_or(logical));
                // What cannot be told apart is kept from readers.
                pattern.contains(['{', '[']) || fits(pattern, &logical.to_lowercase())
            })
    }
}

/// Whether a path fits a pattern: `**` is anything, `*` anything within a folder.
fn fits(pattern: &str, path: &str) -> bool {
    let Some(at) = pattern.find(['*', '?']) else { return pattern == path };
    let Some(rest) = path.strip_prefix(&pattern[..at]) else { return false };
    let pattern = &pattern[at..];
    if let Some(pattern) = pattern.strip_prefix('?') {
        let mut chars = rest.chars();
        return chars.next().is_some_and(|c| c != '/') && fits(pattern, chars.as_str());
    }
    let (pattern, is_deep) = match pattern.strip_prefix("**") {
        Some(pattern) => (pattern, true),
        None => (&pattern[1..], false),
    };
    let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    ends.any(|end| (is_deep || !rest[..end].contains('/')) && fits(pattern, &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_holds_for_what_it_says() {
        for (pattern, path, holds) in [
            ("/news/**", "/news/a/b", true),
            ("/news/*", "/news/a/b", false),
            ("/news/*", "/news/a", true),
            ("/news/a?", "/news/ab", true),
            ("/news", "/news/a", false),
            ("**draft**", "/news/a-draft", true),
            ("", "", true),
        ] {
            assert_eq!(fits(pattern, path), holds, "{pattern} {path}");
        }
    }
}
