//! JSON into values.

use super::{Entry, Kind, Malformed, Value, depth};
use crate::read::characters::cleaned;
use serde::de::IgnoredAny;

/// How long the JSON document at the beginning of a text is, in bytes.
///
/// # Errors
/// What is wrong with it, where in the text.
pub(crate) fn length(text: &str) -> Result<usize, Malformed> {
    depth::of_json(text)?;
    let mut documents = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match documents.next() {
        Some(Ok(_)) => Ok(documents.byte_offset()),
        Some(Err(error)) => Err(malformed(&error, text)),
        None => Ok(0),
    }
}

/// Reads a JSON document, an object, whose first byte stands at `offset` of its file.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn parse(text: &str, offset: usize) -> Result<Vec<Entry>, Malformed> {
    let moved = |error: Malformed| {
        let span = error.span.start + offset..error.span.end + offset;
        Malformed { span, ..error }
    };
    depth::of_json(text).map_err(moved)?;
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| moved(malformed(&error, text)))?;
    let mut walker = Walker { text, at: 0, offset };
    match walker.value().map(|value| value.kind) {
        Some(Kind::Table(entries)) => Ok(entries),
        _ => Err(moved(Malformed {
            message: "this is not a list of names and values".into(),
            span: 0..text.len(),
        })),
    }
}

/// The parser's sentence, and its place.
fn malformed(error: &serde_json::Error, text: &str) -> Malformed {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |it| it.0).to_owned();
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line: usize = lines.map(str::len).sum();
    let at = text.floor_char_boundary((line + error.column().saturating_sub(1)).min(text.len()));
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    Malformed { message, span: at..end }
}

/// Walks through a document of which it is known that it is one, for the places that its values
/// stand at.
struct Walker<'a> {
    text: &'a str,
    at: usize,
    offset: usize,
}

impl Walker<'_> {
    fn value(&mut self) -> Option<Value> {
        self.skip();
        let start = self.at;
        let kind = match self.text.as_bytes().get(start)? {
            b'"' => Kind::Text(cleaned(&self.string()?).into_owned()),
            b'{' => Kind::Table(self.items(|it| it.entry())?),
            b'[' => Kind::List(self.items(|it| it.value())?),
            _ => {
                let rest = &self.text[start..];
                let end = rest.find([',', ']', '}', ' ', '\t', '\n', '\r']).unwrap_or(rest.len());
                self.at += end;
                match &rest[..end] {
                    "null" => Kind::Nothing,
                    "true" => Kind::Flag(true),
                    "false" => Kind::Flag(false),
                    number => Kind::Number(number.into()),
                }
            }
        };
        Some(Value { span: start + self.offset..self.at + self.offset, kind })
    }

    fn entry(&mut self) -> Option<Entry> {
        let start = self.at;
        let key = self.string()?;
        let key_span = start + 1 + self.offset..self.at - 1 + self.offset;
        self.skip();
        self.at += ":".len();
        Some(Entry { key, key_span, value: self.value()? })
    }

    /// What stands between brackets, with commas between.
    fn items<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        loop {
            self.at += 1;
            self.skip();
            match self.text.as_bytes().get(self.at)? {
                b']' | b'}' => break,
                _ => items.push(read(self)?),
            }
            self.skip();
            if self.text.as_bytes().get(self.at) != Some(&b',') {
                break;
            }
        }
        self.at += 1;
        Some(items)
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let mut escaped = true;
        let length = self.text[start..].bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        })?;
        self.at = start + length + 1;
        serde_json::from_str(&self.text[start..self.at]).ok()
    }

    fn skip(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn knows_where_everything_stands() {
        let text = "{\n \"title\": \"A \\\"B\\\" \\ud83d\\ude00\",\n\t\"tags\": [\"x\", null , 007.5e1],\n\
                    \"image\":{\"src\":\"a.jpg\"}, \"draft\": false, \"none\": {}, \"empty\": [ ] }\n";
        let text = &text.replace("007.5e1", "7.5e1");
        let entries = parse(text, 3).unwrap();
        let at = |span: &std::ops::Range<usize>| &text[span.start - 3..span.end - 3];
        assert_eq!(entries[0].value.kind, Kind::Text("A \"B\" 😀".into()));
        assert_eq!(at(&entries[0].key_span), "title");
        let Kind::List(tags) = &entries[1].value.kind else { panic!("a list") };
        assert_eq!(at(&tags[2].span), "7.5e1");
        assert_eq!((at(&tags[1].span), &tags[1].kind), ("null", &Kind::Nothing));
        let Kind::Table(image) = &entries[2].value.kind else { panic!("a table") };
        assert_eq!(at(&image[0].value.span), "\"a.jpg\"");
        assert_eq!(entries[3].value.kind, Kind::Flag(false));
        assert_eq!(entries[4].value.kind, Kind::Table(vec![]));
        assert_eq!(entries[5].value.kind, Kind::List(vec![]));
        assert_eq!(length(&format!("{text}Text.")), Ok(text.trim_end().len()));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let error = parse("{\n\"a\": 1,\n\"b\" 2}", 10).unwrap_err();
        assert_eq!(error.span, 24..25);
        assert!(!error.message.contains("line"), "{error:?}");
        assert!(parse("[1]", 0).is_err());
        assert!(length("{\"a\": ").is_err());
    }

    proptest! {
        #[test]
        fn never_panics(text in "[{\\[]?([\"{}\\[\\],: \\\\a-c0-9\n]|é|null){0,30}") {
            let _ = (length(&text), parse(&text, 0));
        }
    }
}
