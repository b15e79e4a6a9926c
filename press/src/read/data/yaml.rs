//! YAML into values.

use super::depth::{DEEPEST, TOO_DEEP};
use super::repair::on_one_line;
use super::{Entry, Kind, Malformed, Value};
use crate::diagnostic::plain;
use crate::read::characters::cleaned;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::options::NonFiniteFloatPolicy;
use serde_saphyr::{Error, Location, Spanned};
use std::cell::Cell;
use std::fmt;

/// Reads a YAML document, a mapping, whose first byte stands at `offset` of its file.
///
/// # Errors
/// The first thing that is wrong: YAML's structure hangs on indentation, so what follows a
/// mistake has no certain meaning.
pub(crate) fn parse(text: &str, offset: usize) -> Result<Vec<Entry>, Malformed> {
    // A document without content deserialises as nothing, which is no mapping.
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Vec::new());
    }
    let malformed = |message: String, location: Option<Location>| {
        let span = location.map_or(0..text.len(), |location| range(location, text));
        Malformed { message, span: span.start + offset..span.end + offset }
    };
    // The first mistake is told where a repair mends nothing.
    let root = read(text)
        .or_else(|error| on_one_line(text).and_then(|repaired| read(&repaired).ok()).ok_or(error));
    let root = root.map_err(|error| malformed(message(&error), error.location()))?;
    match convert(root, text, offset).kind {
        Kind::Table(entries) => Ok(entries),
        _ => Err(malformed("this is not a list of “name: value” lines".into(), None)),
    }
}

/// How many values a text may stand for: with anchors a few lines stand for millions.
const MOST: usize = 100_000;

/// How many bytes the words among them may have. Those of an anchor count wherever it is named.
const MOST_BYTES: usize = 16_000_000;

fn read(text: &str) -> Result<Spanned<Node>, Error> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            flow_nesting_limit: DEEPEST,
            max_depth: DEEPEST,
            max_nodes: MOST,
            max_recorded_anchor_events: MOST,
            max_recorded_anchor_bytes: MOST_BYTES,
            max_total_scalar_bytes: MOST_BYTES,
        },
        // `.nan` and `1e999` are words to whoever wrote them.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
    };
    serde_saphyr::from_str_with_options(text, options)
}

/// The parser's sentence without its place, which the report shows by itself.
fn message(error: &Error) -> String {
    if let Some(limit) = limit(error.without_snippet()) {
        return limit.into();
    }
    let text = error.without_snippet().to_string();
    let text = text.lines().next().unwrap_or_default();
    let text = text.rsplit_once(" at line ").map_or(text, |(before, _)| before);
    plain(text).unwrap_or("this cannot be read as YAML").into()
}

/// What is too much of a text, where it is that.
fn limit(error: &Error) -> Option<&'static str> {
    let too_much = "this stands for more than 100,000 values, or 16 MB of words";
    match error {
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => Some(TOO_DEEP),
        Error::Budget { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => Some(too_much),
        // Where an anchor is named, the error stands in another. That of the parser has no kind.
        error => match error.to_string() {
            text if text.starts_with("budget breached: Depth") => Some(TOO_DEEP),
            text if text.starts_with("recursion limit") => Some(TOO_DEEP),
            text if text.starts_with("budget breached") => Some(too_much),
            _ => None,
        },
    }
}

/// The bytes of a place.
fn range(location: Location, text: &str) -> std::ops::Range<usize> {
    let span = location.span();
    let clamp = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(text.len());
    match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(length)) => clamp(start)..clamp(start.saturating_add(length)),
        // An error knows its line and column only.
        _ => {
            let before = clamp(location.line().saturating_sub(1));
            let line: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
            let rest = text[line..].split('\n').next().unwrap_or_default();
            let column = clamp(location.column().saturating_sub(1));
            let start = rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
            line + start..line + rest.len()
        }
    }
}

/// What serde's data model leaves of a YAML node.
enum Node {
    Nothing,
    Flag(bool),
    Number(String),
    Text(String),
    List(Vec<Spanned<Self>>),
    Table(Vec<(Spanned<String>, Spanned<Self>)>),
}

fn convert(node: Spanned<Node>, text: &str, offset: usize) -> Value {
    let span = range(node.referenced, text);
    let kind = match node.value {
        Node::Flag(flag) => Kind::Flag(flag),
        // `Null` is somebody's name; who means nothing writes `null` or `~`.
        Node::Nothing if matches!(text.get(span.clone()), Some("Null" | "NULL")) => {
            Kind::Text(text[span.clone()].into())
        }
        Node::Nothing => Kind::Nothing,
        Node::Number(number) => Kind::Number(number),
        Node::Text(text) => Kind::Text(cleaned(&text).into_owned()),
        Node::List(list) => {
            Kind::List(list.into_iter().map(|node| convert(node, text, offset)).collect())
        }
        Node::Table(table) => {
            let entry = |(key, value): (Spanned<String>, _)| {
                let key_span = range(key.referenced, text);
                Entry {
                    key: key.value,
                    key_span: key_span.start + offset..key_span.end + offset,
                    value: convert(value, text, offset),
                }
            };
            Kind::Table(table.into_iter().map(entry).collect())
        }
    };
    Value { span: span.start + offset..span.end + offset, kind }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let _level = Level::down()?;
        deserializer.deserialize_any(NodeVisitor)
    }
}

thread_local!(static LEVEL: Cell<usize> = const { Cell::new(0) });

/// One step down into values that stand in each other. The parser counts those that are written;
/// a chain of anchors (`&b [*a]`, `&c [*b]`) goes deeper than that.
struct Level;

impl Level {
    fn down<E: de::Error>() -> Result<Self, E> {
        let level = LEVEL.get();
        if level > DEEPEST {
            return Err(E::custom(TOO_DEEP));
        }
        LEVEL.set(level + 1);
        Ok(Self)
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVEL.set(LEVEL.get() - 1);
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut table = Vec::new();
        while let Some(item) = items.next_entry()? {
            table.push(item);
        }
        Ok(Node::Table(table))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_everything_stands() {
        let text = "título: \"ü\"\ntags:\n  - a\n  - 'b'\nimage:\n  src: x.jpg\ndate: 2025-02-30\n\
                    flow: [1, {a: b}]\nnone:\nfolded: >\n  one\n  two\nnumber: 0123\nflag: true\n";
        let entries = parse(text, 4).unwrap();
        let at = |span: &std::ops::Range<usize>| &text[span.start - 4..span.end - 4];
        assert_eq!(at(&entries[0].key_span), "título");
        assert_eq!(at(&entries[0].value.span).trim(), "\"ü\"");
        let Kind::List(tags) = &entries[1].value.kind else { panic!("a list") };
        assert_eq!(at(&tags[1].span), "'b'");
        let Kind::Table(image) = &entries[2].value.kind else { panic!("a table") };
        assert_eq!(at(&image[0].value.span), "x.jpg");
        assert_eq!(entries[3].value.kind, Kind::Text("2025-02-30".into()));
        assert_eq!(at(&entries[3].value.span), "2025-02-30");
        assert_eq!(entries[5].value.kind, Kind::Nothing);
        assert_eq!(entries[6].value.kind, Kind::Text("one two\n".into()));
        assert_eq!(entries[7].value.scalar(&format!("    {text}")), Some("0123"));
        assert_eq!(entries[8].value.kind, Kind::Flag(true));
    }

    #[test]
    fn what_is_no_text_to_yaml_counts_as_written() {
        for word in [
            "+49",
            ".5",
            "007",
            "No",
            "1e3",
            "0x1F",
            "12:30",
            "~",
            "2024-01-01",
            "null",
            "Null",
            "1_000",
            ".inf",
            ".NaN",
            "1e999",
            "-0",
            "0o17",
            "on",
            "TRUE",
            "+.5",
            "99999999999999999999999999",
        ] {
            let text = format!("title: {word}  # remark\ntags: [{word} , a]\nlist:\n- {word}\n");
            let entries = parse(&text, 0).unwrap();
            let of = |value: &Value| value.word(&text).map(ToOwned::to_owned);
            let first = |value: &Value| match &value.kind {
                Kind::List(list) => of(&list[0]),
                _ => None,
            };
            let word = Some(word.to_owned());
            assert_eq!(of(&entries[0].value), word);
            assert_eq!(first(&entries[1].value), word);
            assert_eq!(first(&entries[2].value), word);
        }
        // Nothing is nothing, and what is a text by its tag or elsewhere is that text.
        let text = "a:\nb: !!str 007\nc: &x 12\nd: *x\ne: ''\n";
        let entries = parse(text, 0).unwrap();
        let words: Vec<_> = entries.iter().map(|entry| entry.value.word(text)).collect();
        assert_eq!(words, [None, Some("007"), Some("12"), Some("12"), Some("")]);
    }

    #[test]
    fn reads_what_other_tools_read() {
        for (text, meant) in [
            ("title: \"A long\ntitle\"\ntags:\n- a\n", "A long title"),
            ("title: 'It''s\nlong'\ntags: [\n\"a\"\n]\n", "It's long"),
            ("title: \"A long\r\n  title\"\r\ntags: [\"a\",\n\"b\"]\r\n", "A long title"),
            ("\"title\": \"x\"\n'tags': {a: b}\n", "x"),
            ("title: \"a\\0\\x01b\"\nx: 1\n", "ab"),
        ] {
            let entries = parse(text, 0).unwrap();
            assert_eq!(entries[0].value.kind, Kind::Text(meant.into()), "{text}");
            assert_eq!(entries.len(), 2);
        }
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let text = "title: x\ntags: [a, b\ndate: y\n";
        let error = parse(text, 0).unwrap_err();
        assert!(error.span.start > 8, "{error:?}");
        assert!(!error.message.contains("line"), "{error:?}");
        assert!(parse("just words", 0).is_err());
        assert_eq!(parse("# nothing\n\n", 0), Ok(vec![]));
        let twice = parse("title: x\ntitle: y\n", 0).unwrap_err();
        assert!(twice.message.contains("title"), "{twice:?}");
    }
}
