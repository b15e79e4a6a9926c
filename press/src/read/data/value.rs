//! A value with its place.

use std::ops::Range;

/// A value of TOML or YAML and the bytes it stands at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value {
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

/// What a value is. Numbers and dates are kept as they were written: what they mean is for
/// the field to say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Nothing,
    Flag(bool),
    Number(String),
    Date(String),
    Text(String),
    List(Vec<Value>),
    Table(Vec<Entry>),
}

/// A field of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: Value,
}

impl Value {
    /// What it is, for a message: “a list”.
    pub(crate) fn noun(&self) -> &'static str {
        match self.kind {
            Kind::Nothing => "nothing",
            Kind::Flag(_) => "true or false",
            Kind::Number(_) => "a number",
            Kind::Date(_) => "a date",
            Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }

    /// The text of anything that is not a list or a table. `title: 1984` and `title: No` are
    /// texts to whoever wrote them, so a number, a date or a flag counts as it was written.
    pub(crate) fn scalar<'a>(&'a self, source: &'a str) -> Option<&'a str> {
        match &self.kind {
            Kind::Text(text) | Kind::Date(text) => Some(text),
            Kind::Number(text) => Some(self.source(source).unwrap_or(text)),
            Kind::Flag(_) => self.source(source),
            Kind::Nothing | Kind::List(_) | Kind::Table(_) => None,
        }
    }

    /// The same where something must stand: there `null` and `~` are words.
    pub(crate) fn word<'a>(&'a self, source: &'a str) -> Option<&'a str> {
        match self.kind {
            Kind::Nothing => self.source(source),
            _ => self.scalar(source),
        }
    }

    /// What stands in the file; nothing for what stands elsewhere in it, or has a tag before it.
    fn source<'a>(&self, source: &'a str) -> Option<&'a str> {
        let text = source.get(self.span.clone())?.trim();
        let is_plain = !text.is_empty() && !text.starts_with(['*', '&', '!', '"', '\'']);
        is_plain.then_some(text)
    }
}
