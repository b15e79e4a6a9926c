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
            Kind::Text(text) | Kind::Number(text) | Kind::Date(text) => Some(text),
            Kind::Flag(_) => source.get(self.span.clone()).map(str::trim),
            Kind::Nothing | Kind::List(_) | Kind::Table(_) => None,
        }
    }
}
