//! What is said of texts elsewhere than in themselves: by a section's file (Zola's `draft`, Hugo's
//! `cascade`), by [data files](DataFile) beside them or in their folders, or by the
//! [configuration of a site](site). Only what keeps texts from readers is taken from there.

mod data_file;
mod pattern;
mod site;

pub(super) use data_file::DataFile;

use super::data::{Entry, Kind};
use super::file::{not_utf8, shown, unreadable};
use super::file_kind::without_ending;
use super::file_name::{FileName, translated};
use super::front_matter::{Marks, Parts, mark_in_program, marks_of};
use super::paths;
use super::reporter::Reporter;
use crate::diagnostic::{Diagnostic, Diagnostics};
use data_file::Form;
use pattern::fits;
use std::collections::BTreeSet;
use std::path::Path;

/// What is said of texts.
#[derive(Debug, Default)]
pub(super) struct Sections {
    rules: Vec<Rule>,
    /// What a fault keeps out, by the path of a folder or a text: where a file cannot be
    /// understood, nobody knows what its texts are not to be shown for.
    pub(super) faulty: BTreeSet<String>,
}

/// What one file says of texts.
#[derive(Debug)]
struct Rule {
    reach: Reach,
    /// The file that says it.
    file: String,
    marks: Marks,
    /// Of which texts, as Hugo writes it: `/news/**`. All where there are none.
    patterns: Vec<String>,
    language: Option<String>,
    /// Jekyll's type of text: `posts`.
    kind: Option<String>,
}

/// Which texts a file says something of, by their paths below the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reach {
    /// All below a folder.
    Folder(String),
    /// The one of this path without its ending, and its translations.
    Text(String),
}

impl Sections {
    /// Reads the files of a content folder that say something of these texts.
    pub(super) fn read(
        content: &Path,
        files: &[String],
        texts: &[String],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut sections = Self::default();
        for (file, text) in site::files(content) {
            let reporter = Reporter::new(file.display().to_string(), &text);
            let from = sections.rules.len();
            sections.add_site(&file, &folder_name(content), &reporter);
            let found = reporter.finish();
            if found.has_errors() {
                let name = file.display().to_string();
                sections.fault(from, Reach::Folder(String::new()), &name, texts);
            }
            diagnostics.extend(found);
        }
        for path in files {
            let data = DataFile::of(path, &folder_name(content));
            let reach = data.as_ref().map(|data| data.reach.clone());
            let reach = reach.unwrap_or_else(|| Reach::Folder(paths::folder(path).to_owned()));
            if data.is_some() && !texts.iter().any(|text| reach.holds_for(text)) {
                continue;
            }
            let from = sections.rules.len();
            let found = sections.add_file(content, path, data.as_ref());
            if found.has_errors() {
                sections.fault(from, reach, path, texts);
            }
            diagnostics.extend(found);
        }
        sections
    }

    /// Reads one file, and says what is wrong with it.
    fn add_file(&mut self, content: &Path, path: &str, data: Option<&DataFile>) -> Diagnostics {
        let one = |fault: Diagnostic| std::iter::once(fault).collect();
        let text = match std::fs::read(paths::on_disk(content, path)).map(String::from_utf8) {
            Ok(Ok(text)) => text,
            Ok(Err(error)) => return one(not_utf8(shown(content, path), &error)),
            Err(error) => return one(unreadable(shown(content, path), &error)),
        };
        let reporter = Reporter::new(shown(content, path), &text);
        match data {
            Some(data) => self.add_data(path, data, &reporter),
            None => self.add_section(path, &reporter),
        }
        reporter.finish()
    }

    /// Keeps out whatever a file says something of, in place of the rules that were read from it.
    fn fault(&mut self, from: usize, reach: Reach, file: &str, texts: &[String]) {
        self.rules.truncate(from);
        match &reach {
            Reach::Folder(folder) => drop(self.faulty.insert(folder.clone())),
            Reach::Text(_) => {
                let texts = texts.iter().filter(|text| reach.holds_for(text));
                self.faulty.extend(texts.cloned());
            }
        }
        let marks = Marks { hidden: Some("a fault".into()), ..Marks::default() };
        self.rules.push(Rule::of(reach, file, marks));
    }

    /// Adds what a data file says.
    fn add_data(&mut self, path: &str, data: &DataFile, reporter: &Reporter<'_>) {
        if data.form == Form::Program {
            return program(reporter);
        }
        match data.entries(reporter.text()) {
            Ok(entries) => {
                let marks = marks_of(entries, reporter);
                self.rules.push(Rule::of(data.reach.clone(), path, marks));
            }
            Err(error) => reporter
                .error("press::front_matter::malformed", error.span, error.message)
                .help("This says what holds for the texts beside it. Mend it, or take it out."),
        }
    }

    /// Adds what a section's file says.
    fn add_section(&mut self, path: &str, reporter: &Reporter<'_>) {
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
        let (draft, hidden) = (own.draft, own.hidden);
        let marks = Marks { draft, hidden, goes_before: true, ..Marks::default() };
        let reach = Reach::Folder(paths::folder(path).to_owned());
        self.rules.push(Rule::of(reach.clone(), path, marks));
        for cascade in cascades {
            self.cascades(&reach, path, cascade, reporter);
        }
    }

    /// Adds Hugo's `cascade`, a table or a list of them.
    fn cascades(&mut self, reach: &Reach, file: &str, cascade: Entry, reporter: &Reporter<'_>) {
        let tables = match cascade.value.kind {
            Kind::List(list) => list,
            _ => vec![cascade.value],
        };
        for table in tables {
            if let Kind::Table(entries) = table.kind {
                self.cascade(reach, file, entries, reporter);
            }
        }
    }

    /// One table of Hugo's `cascade`: perhaps of some texts alone.
    fn cascade(
        &mut self,
        reach: &Reach,
        file: &str,
        mut entries: Vec<Entry>,
        reporter: &Reporter<'_>,
    ) {
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
        let (patterns, language) = (said("path").into_iter().collect(), said("lang"));
        let marks = marks_of(entries, reporter);
        self.rules.push(Rule { patterns, language, ..Rule::of(reach.clone(), file, marks) });
    }

    /// What is said of a text by others, if anything.
    pub(super) fn of(&self, path: &str) -> Option<Marks> {
        let mut rules: Vec<_> = self.rules.iter().filter(|rule| rule.holds_for(path)).collect();
        // The nearest is asked first.
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.reach.nearness()));
        let mut marks = Marks::default();
        rules.iter().for_each(|rule| marks.add(&rule.marks, &rule.file));
        (!rules.is_empty()).then_some(marks)
    }
}

impl Reach {
    fn holds_for(&self, path: &str) -> bool {
        match self {
            Self::Folder(folder) if folder.is_empty() => true,
            Self::Folder(folder) => {
                path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
            }
            Self::Text(text) => {
                let own = without_ending(path).unwrap_or(path);
                own == text || translated(own).0 == text
            }
        }
    }

    /// How near what is said stands to the text.
    fn nearness(&self) -> usize {
        match self {
            Self::Folder(folder) => folder.len(),
            Self::Text(_) => usize::MAX,
        }
    }
}

impl Rule {
    fn of(reach: Reach, file: &str, marks: Marks) -> Self {
        let file = file.to_owned();
        Self { reach, file, marks, patterns: Vec::new(), language: None, kind: None }
    }

    fn holds_for(&self, path: &str) -> bool {
        let logical = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let logical = format!("/{}", logical.strip_suffix("/index").unwrap_or(logical));
        let logical = logical.to_lowercase();
        // What cannot be told apart is kept from readers.
        let fits = |pattern: &String| pattern.contains(['{', '[']) || fits(pattern, &logical);
        self.reach.holds_for(path)
            && !self.marks.say_nothing()
            && (self.patterns.is_empty() || self.patterns.iter().any(fits))
            && self.kind.as_ref().is_none_or(|kind| is_of_kind(path, kind))
            && self.language.as_ref().is_none_or(|language| {
                FileName::of(path).language.is_none_or(|it| it.eq_ignore_ascii_case(language))
            })
    }
}

/// Whether Jekyll may call a text this: it tells by the folder.
fn is_of_kind(path: &str, kind: &str) -> bool {
    let is_in = |name: &str| {
        path.split('/')
            .rev()
            .skip(1)
            .any(|it| it.trim_start_matches('_').eq_ignore_ascii_case(name))
    };
    match kind {
        "posts" => !is_in("pages") && !is_in("drafts"),
        "pages" => !is_in("posts") && !is_in("drafts"),
        kind => is_in(kind),
    }
}

/// The name of a folder.
fn folder_name(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Says of a program whether it may keep texts from readers.
fn program(reporter: &Reporter<'_>) {
    let Some(place) = mark_in_program(reporter.text()) else { return };
    let word = &reporter.text()[place.clone()];
    let message = format!(
        "this is a program, which is not run here, and by “{word}” it may keep its texts from readers"
    );
    reporter.error("press::read::program", place, message).help(
        "Its texts stay out of the edition. Write the mark in their front matter, or in a .json \
         file of this name, and take the program out.",
    );
}
