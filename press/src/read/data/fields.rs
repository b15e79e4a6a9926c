//! Taking a table apart, field by field, with a word for everything that does not fit.

use super::{Entry, Kind, Value, likely};
use crate::read::reporter::Reporter;
use std::ops::Range;

/// What is left of a table while its fields are taken.
pub(crate) struct Fields<'a> {
    reporter: &'a Reporter<'a>,
    /// The first part of the diagnostics' codes: `press::settings`.
    codes: Codes,
    entries: Vec<Entry>,
}

/// The stable names of what can be wrong with a field.
#[derive(Clone, Copy)]
pub(crate) struct Codes {
    pub(crate) unknown: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) too_much: &'static str,
    /// How many entries a list may have.
    pub(crate) most: usize,
}

/// How long a text may be that a field holds, in bytes.
const LONGEST: usize = 10_000;

impl<'a> Fields<'a> {
    pub(crate) fn new(reporter: &'a Reporter<'a>, codes: Codes, entries: Vec<Entry>) -> Self {
        Self { reporter, codes, entries }
    }

    /// Takes the first of several names for the same thing; the others stay. A field that is
    /// there and says nothing (`slug:`) counts as left out. Letter case, `_` and `-` make no
    /// difference, as in Hugo: `publishDate` is `publish_date`.
    pub(crate) fn take(&mut self, names: &[&str]) -> Option<Entry> {
        for name in names {
            if let Some(at) = self.entries.iter().position(|entry| same(&entry.key, name)) {
                let entry = self.entries.remove(at);
                if entry.value.kind != Kind::Nothing {
                    return Some(entry);
                }
            }
        }
        None
    }

    /// A text; an empty one counts as left out.
    pub(crate) fn text(&mut self, names: &[&str]) -> Option<String> {
        self.text_at(names).map(|(text, _)| text)
    }

    /// A text that must be there: `title: null` is one.
    pub(crate) fn words(&mut self, names: &[&str]) -> Option<String> {
        let source = self.reporter.text();
        for entry in &mut self.entries {
            let is_nothing = entry.value.kind == Kind::Nothing;
            if is_nothing && names.iter().any(|name| same(&entry.key, name)) {
                let word = entry.value.word(source).map(ToOwned::to_owned);
                entry.value.kind = word.map_or(Kind::Nothing, Kind::Text);
            }
        }
        self.text(names)
    }

    /// A text and where it stands.
    pub(crate) fn text_at(&mut self, names: &[&str]) -> Option<(String, Range<usize>)> {
        let entry = self.take(names)?;
        match entry.value.scalar(self.reporter.text()) {
            Some(text) => {
                let text = text.trim();
                let is_told = !text.is_empty() && self.bears(&entry.key, &entry.value, text);
                is_told.then(|| (text.to_owned(), entry.value.span.clone()))
            }
            None => {
                self.wrong(&entry, "a text");
                None
            }
        }
    }

    /// True or false.
    pub(crate) fn flag(&mut self, names: &[&str]) -> Option<bool> {
        let entry = self.take(names)?;
        match (&entry.value.kind, entry.value.scalar(self.reporter.text())) {
            (Kind::Flag(flag), _) => Some(*flag),
            (_, Some("true" | "yes")) => Some(true),
            (_, Some("false" | "no")) => Some(false),
            _ => {
                self.wrong(&entry, "true or false");
                None
            }
        }
    }

    /// A table.
    pub(crate) fn table(&mut self, names: &[&str]) -> Option<Fields<'a>> {
        let entry = self.take(names)?;
        match entry.value.kind {
            Kind::Table(entries) => Some(Self { entries, ..*self }),
            _ => {
                self.wrong(&entry, "a table");
                None
            }
        }
    }

    /// A list of tables.
    pub(crate) fn tables(&mut self, names: &[&str]) -> Vec<(Fields<'a>, Range<usize>)> {
        let Some(entry) = self.take(names) else { return Vec::new() };
        let Kind::List(list) = entry.value.kind else {
            self.wrong(&entry, "a list of tables");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for value in list {
            let span = value.span.clone();
            match value.kind {
                Kind::Table(entries) => tables.push((Self { entries, ..*self }, span)),
                _ => self.wrong(
                    &Entry { key: entry.key.clone(), key_span: entry.key_span.clone(), value },
                    "a table",
                ),
            }
        }
        tables
    }

    /// A list of texts, or one text, with their places.
    pub(crate) fn texts(&mut self, names: &[&str]) -> Vec<(String, Range<usize>)> {
        self.take(names).map_or_else(Vec::new, |entry| self.texts_of(&entry))
    }

    /// A list of texts, or one text, of a field that was taken before.
    pub(crate) fn texts_of(&self, entry: &Entry) -> Vec<(String, Range<usize>)> {
        let mut texts = Vec::new();
        for value in self.values_of(entry) {
            match value.word(self.reporter.text()).map(str::trim) {
                Some("") => {}
                Some(text) if !self.bears(&entry.key, value, text) => {}
                Some(text) => texts.push((text.to_owned(), value.span.clone())),
                None if value.kind == Kind::Nothing => {}
                None => self.wrong_value(&entry.key, value, "a text or a list of texts"),
            }
        }
        texts
    }

    /// The values of a list, or the one value that stands for a list, as far as there may be so
    /// many.
    pub(crate) fn values_of<'v>(&self, entry: &'v Entry) -> &'v [Value] {
        let Kind::List(list) = &entry.value.kind else { return std::slice::from_ref(&entry.value) };
        let most = self.codes.most;
        let Some(first) = list.get(most) else { return list };
        let (key, length) = (&entry.key, list.len());
        let message =
            format!("“{key}” has {length} entries, and those after the first {most} are left out");
        self.reporter
            .warning(self.codes.too_much, first.span.clone(), message)
            .help(format!("Keep the {most} that readers need most."));
        &list[..most]
    }

    /// Whether a text is not longer than that of a field may be.
    pub(crate) fn bears(&self, key: &str, value: &Value, text: &str) -> bool {
        if text.len() > LONGEST {
            let message = format!(
                "“{key}” has {} bytes, more than the {LONGEST} that a field may have",
                text.len()
            );
            self.reporter
                .error(self.codes.too_much, value.span.clone(), message)
                .help("Shorten it. What is longer belongs into the text.");
        }
        text.len() <= LONGEST
    }

    /// Takes a field whose kind was wrong out of the count and says so.
    pub(crate) fn wrong(&self, entry: &Entry, wanted: &str) {
        self.wrong_value(&entry.key, &entry.value, wanted);
    }

    pub(crate) fn wrong_value(&self, key: &str, value: &Value, wanted: &str) {
        let message = format!("“{key}” must be {wanted}, but here it is {}", value.noun());
        self.reporter
            .error(self.codes.kind, value.span.clone(), message)
            .help(format!("Write {wanted} after “{key}”, or take the field out."));
    }

    /// The value of a field that is left where it is.
    pub(crate) fn peek(&self, name: &str) -> Option<&Value> {
        self.entries.iter().find(|entry| same(&entry.key, name)).map(|entry| &entry.value)
    }

    /// The text of a value of a list, where `null` is a word.
    pub(crate) fn word_of(&self, value: &Value) -> Option<String> {
        value.word(self.reporter.text()).map(str::to_owned)
    }

    /// The text of a value that is not a list or a table.
    pub(crate) fn scalar_of(&self, value: &Value) -> Option<String> {
        value.scalar(self.reporter.text()).map(str::to_owned)
    }

    /// The text of a field that was taken before.
    pub(crate) fn scalar(&self, entry: &Entry) -> Option<String> {
        self.scalar_of(&entry.value)
    }

    /// A table found inside a value.
    pub(crate) fn inner(&self, entries: Vec<Entry>) -> Self {
        Self { entries, ..*self }
    }

    /// Adds the fields of an inner table behind the others.
    pub(crate) fn append(&mut self, inner: Self) {
        self.entries.extend(inner.entries);
    }

    /// Where each field stands, to know it again.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.entries.iter().map(|entry| entry.key_span.start)
    }

    /// Says that a table lacks a field that it cannot do without.
    pub(crate) fn missing_inside(&self, table: &str, span: &Range<usize>, name: &str) {
        self.reporter
            .error(self.codes.kind, span.clone(), format!("“{table}” has no “{name}”"))
            .help(format!("Add: {name} = \"…\"."));
    }

    /// The names of what nobody has taken yet: for tables whose names are free.
    pub(crate) fn names(&self) -> Vec<String> {
        self.entries.iter().map(|entry| entry.key.clone()).collect()
    }

    /// What nobody took.
    pub(crate) fn rest(self) -> Vec<Entry> {
        self.entries
    }

    /// Reports what nobody took, with the spelling that was likely meant.
    pub(crate) fn finish(self, known: &[&str]) {
        for entry in self.entries {
            if known.iter().any(|name| same(&entry.key, name)) {
                said_twice(self.reporter, self.codes, &entry);
                continue;
            }
            let unknown = self.reporter.slip(
                self.codes.unknown,
                entry.key_span,
                format!("“{}” is no field that is known here", entry.key),
            );
            match likely(&entry.key, known.iter().copied()) {
                Some(name) => unknown.help(format!("Did you mean “{name}”?")),
                None => unknown.help(format!("Known here: {}.", known.join(", "))),
            };
        }
    }
}

/// Says of a field that another has said the same.
pub(crate) fn said_twice(reporter: &Reporter<'_>, codes: Codes, entry: &Entry) {
    let key = &entry.key;
    let message = format!("“{key}” says what another field says already, and is passed over");
    reporter.warning(codes.unknown, entry.key_span.clone(), message).help("Keep one of the two.");
}

/// Whether a key is a name, spelled in lower case with `_` between its words.
pub(crate) fn same(key: &str, name: &str) -> bool {
    fn plain(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().filter(|b| !matches!(b, b'_' | b'-')).map(|b| b.to_ascii_lowercase())
    }
    key.len().abs_diff(name.len()) <= 4 && plain(key).eq(plain(name))
}
