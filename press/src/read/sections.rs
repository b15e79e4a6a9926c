//! What is said of texts elsewhere than in themselves: by a section's file (Zola's `draft`, Hugo's
//! `cascade`), by [data files](DataFile) beside them or in their folders, or by the
//! [configuration of a site](site). Only what keeps texts from readers is taken from there.

mod data_file;
mod pattern;
mod site;

pub(super) use data_file::DataFile;

use super::data::{Entry, Kind};
use super::file::shown;
use super::file_kind::without_ending;
use super::file_name::{FileName, translated};
use super::front_matter::{Marks, Parts, mark_in_program, marks_of};
use super::reporter::Reporter;
use super::{paths, text_file};
use crate::diagnostic::{Diagnostic, Diagnostics};
use data_file::Form;
use pattern::{fits, is_known};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::path::Path;

/// What is said of texts.
#[derive(Debug, Default)]
pub(super) struct Sections {
    rules: Vec<Rule>,
    /// Which of them are for what: there may be as many as there are texts.
    by_reach: FxHashMap<Reach, Vec<usize>>,
    /// What a fault keeps out, by the path of a folder or a text: where a file cannot be
    /// understood, nobody knows what its texts are not to be shown for.
    pub(super) faulty: BTreeSet<String>,
}

/// How many rules a list may have: each is compared with each text.
const MOST_RULES: usize = 100;

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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
            let name = file.display().to_string();
            let from = sections.rules.len();
            let found = match text {
                Ok(text) => {
                    let reporter = Reporter::new(name.clone(), &text);
                    sections.add_site(&file, &folder_name(content), &reporter);
                    reporter.finish()
                }
                Err(unread) => std::iter::once(unread.diagnostic(name.clone())).collect(),
            };
            if found.has_errors() {
                sections.fault(from, Reach::Folder(String::new()), &name, &[]);
            }
            diagnostics.extend(found);
        }
        let mut reached: FxHashMap<Reach, Vec<&String>> = FxHashMap::default();
        for text in texts.iter().filter(|_| !files.is_empty()) {
            let reaches = Reach::that_hold_for(text);
            reaches.into_iter().for_each(|reach| reached.entry(reach).or_default().push(text));
        }
        for path in files {
            let data = DataFile::of(path, &folder_name(content));
            let reach = data.as_ref().map(|data| data.reach.clone());
            let reach = reach.unwrap_or_else(|| Reach::Folder(paths::folder(path).to_owned()));
            let texts = reached.get(&reach).map(Vec::as_slice).unwrap_or_default();
            if data.is_some() && texts.is_empty() {
                continue;
            }
            let from = sections.rules.len();
            let found = sections.add_file(content, path, data.as_ref());
            if found.has_errors() {
                sections.fault(from, reach, path, texts);
            }
            diagnostics.extend(found);
        }
        for (number, rule) in sections.rules.iter().enumerate() {
            sections.by_reach.entry(rule.reach.clone()).or_default().push(number);
        }
        sections
    }

    /// Reads one file, and says what is wrong with it.
    fn add_file(&mut self, content: &Path, path: &str, data: Option<&DataFile>) -> Diagnostics {
        let one = |fault: Diagnostic| std::iter::once(fault).collect();
        let text = match text_file::read(&paths::on_disk(content, path)) {
            Ok(text) => text,
            Err(unread) => return one(unread.diagnostic(shown(content, path))),
        };
        let reporter = Reporter::new(shown(content, path), &text);
        match data {
            Some(data) => self.add_data(path, data, &reporter),
            None => self.add_section(path, &reporter),
        }
        reporter.finish()
    }

    /// Keeps out whatever a file says something of, in place of the rules that were read from it.
    /// `texts` are those that it is for.
    fn fault(&mut self, from: usize, reach: Reach, file: &str, texts: &[&String]) {
        self.rules.truncate(from);
        match &reach {
            Reach::Folder(folder) => drop(self.faulty.insert(folder.clone())),
            Reach::Text(_) => self.faulty.extend(texts.iter().copied().cloned()),
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
        if tables.len() > MOST_RULES {
            let message = format!(
                "“cascade” has {} entries, more than the {MOST_RULES} that are compared with each text",
                tables.len()
            );
            reporter
                .error("press::front_matter::too_much", cascade.key_span, message)
                .help("Write the marks into the texts themselves.");
            return;
        }
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
        if self.rules.is_empty() {
            return None;
        }
        let reaches = Reach::that_hold_for(path);
        let mut numbers: Vec<usize> = reaches
            .iter()
            .filter_map(|reach| self.by_reach.get(reach))
            .flatten()
            .copied()
            .collect();
        numbers.sort_unstable();
        let rules = numbers.into_iter().map(|number| &self.rules[number]);
        let mut rules: Vec<_> = rules.filter(|rule| rule.holds_for(path)).collect();
        // The nearest is asked first.
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.reach.nearness()));
        let mut marks = Marks::default();
        rules.iter().for_each(|rule| marks.add(&rule.marks, &rule.file));
        (!rules.is_empty()).then_some(marks)
    }
}

impl Reach {
    /// All that hold for a text: for the folders that it is in, for itself, and for what it is a
    /// translation of.
    fn that_hold_for(path: &str) -> Vec<Self> {
        let folders = path.match_indices('/').map(|(at, _)| Self::Folder(path[..at].to_owned()));
        let mut all: Vec<_> = std::iter::once(Self::Folder(String::new())).chain(folders).collect();
        let own = without_ending(path).unwrap_or(path);
        all.push(Self::Text(own.to_owned()));
        let other = translated(own).0;
        if other != own {
            all.push(Self::Text(other.to_owned()));
        }
        all
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

    /// Whether it holds for a text that it may reach.
    fn holds_for(&self, path: &str) -> bool {
        let logical = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let logical = format!("/{}", logical.strip_suffix("/index").unwrap_or(logical));
        let logical = logical.to_lowercase();
        // What cannot be told apart is kept from readers.
        let fits = |pattern: &String| !is_known(pattern) || fits(pattern, &logical);
        !self.marks.say_nothing()
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
