//! TOML into values.

use super::{Entry, Kind, Malformed, Value, depth};
use crate::diagnostic::plain;
use crate::read::characters::cleaned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a file of TOML as a whole, or says what is wrong with it first.
///
/// # Errors
/// When any of it cannot be read.
pub(crate) fn parse_whole(text: &str) -> Result<Vec<Entry>, Malformed> {
    let (entries, errors) = parse(text, 0);
    errors.into_iter().next().map_or(Ok(entries), Err)
}

/// Reads a TOML document whose first byte stands at `offset` of its file. What can be read is
/// returned beside everything that cannot.
pub(crate) fn parse(text: &str, offset: usize) -> (Vec<Entry>, Vec<Malformed>) {
    if let Err(Malformed { message, span }) = depth::of_toml(text) {
        let span = span.start + offset..span.end + offset;
        return (Vec::new(), vec![Malformed { message, span }]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let errors = errors.into_iter().map(|error| {
        let span = error.span().unwrap_or(0..text.len());
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let message = plain(&message).unwrap_or("this cannot be read as TOML").to_owned();
        Malformed { message, span: span.start + offset..span.end + offset }
    });
    (entries(table.into_inner(), offset), errors.collect())
}

fn entries(table: DeTable<'_>, offset: usize) -> Vec<Entry> {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let span = key.span();
            Entry {
                key: key.into_inner().into_owned(),
                key_span: span.start + offset..span.end + offset,
                value: convert(value, offset),
            }
        })
        .collect();
    // As written, not by name: what is reported first should be what stands first.
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn convert(value: Spanned<DeValue<'_>>, offset: usize) -> Value {
    let span = value.span();
    let kind = match value.into_inner() {
        DeValue::String(text) => Kind::Text(cleaned(&text).into_owned()),
        DeValue::Integer(number) => Kind::Number(number.as_str().into()),
        DeValue::Float(number) => Kind::Number(number.as_str().into()),
        DeValue::Boolean(flag) => Kind::Flag(flag),
        DeValue::Datetime(date) => Kind::Date(date.to_string()),
        DeValue::Array(list) => {
            Kind::List(list.into_iter().map(|value| convert(value, offset)).collect())
        }
        DeValue::Table(table) => Kind::Table(entries(table, offset)),
    };
    Value { span: span.start + offset..span.end + offset, kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_everything_stands() {
        let text = "title = \"x\"\n[image]\nsrc = 'a.jpg'\n";
        let (entries, errors) = parse(text, 4);
        assert!(errors.is_empty());
        assert_eq!(entries[0].key_span, 4..9);
        assert_eq!(entries[0].value.span, 12..15);
        let Kind::Table(image) = &entries[1].value.kind else { panic!("a table") };
        assert_eq!(image[0].value.kind, Kind::Text("a.jpg".into()));
        assert_eq!(&text[image[0].value.span.start - 4..image[0].value.span.end - 4], "'a.jpg'");
    }

    #[test]
    fn goes_on_after_what_is_wrong() {
        let (entries, errors) = parse("title = \"x\"\ndate = \nslug = 'y'\nx y\n", 0);
        assert_eq!(errors.len(), 2, "{errors:?}");
        assert!(entries.iter().any(|entry| entry.key == "slug"));
    }
}
