//! JSON (RFC 8259), read and written.
//!
//! The reader is our own: a JSON crate's weighs some kilobytes in the app, with the maps that it
//! fills and the numbers that it rounds. This one does neither: the fields of an object are a
//! list, and a number stays the digits that were written until somebody asks for it. Natively
//! the same code runs, and tests hold it against `serde_json`.

/// How deep lists and objects may stand in each other: deeper ones are no page and no answer,
/// and would use up the stack.
const DEPTH: u8 = 128;

/// A piece of JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`, and what stands for something that is not there.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Self>),
    /// An object, its fields in their order.
    Object(Vec<(String, Self)>),
}

impl Value {
    /// Reads a text; `None` when it is not JSON from its first to its last character.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_some(text, u32::MAX)
    }

    /// Reads a text that somebody else has sent; `None` also when it holds more values than
    /// `most`: each is memory, and something that is drawn.
    pub fn parse_some(text: &str, most: u32) -> Option<Self> {
        let mut reader = Reader { text, at: 0, depth: 0, left: most };
        let value = reader.value()?;
        (reader.at == text.len()).then_some(value)
    }

    /// A field of an object, the last of those with this name.
    #[inline(never)]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(fields) = self else { return None };
        fields.iter().rev().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// The same field, to be taken out.
    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        let Self::Object(fields) = self else { return None };
        fields.iter_mut().rev().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// What it says, where it is a text.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Its items, where it is a list.
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// Whether it is `true`, where it is that or `false`.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(so) = self { Some(*so) } else { None }
    }

    /// A whole number that is not below zero.
    #[inline(never)]
    pub fn as_u64(&self) -> Option<u64> {
        if let Self::Number(digits) = self { digits.parse().ok() } else { None }
    }

    /// A number of any kind. Its last bit may differ from the nearest to what was written:
    /// rounding rightly takes tables of kilobytes.
    pub fn as_f64(&self) -> Option<f64> {
        let Self::Number(written) = self else { return None };
        let (digits, power) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
        let mut power: i32 = power.parse().ok()?;
        let (mut number, mut is_fraction) = (0.0, false);
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    number = number * 10.0 + f64::from(byte - b'0');
                    power = power.saturating_sub(i32::from(is_fraction));
                }
                _ => is_fraction |= byte == b'.',
            }
        }
        let factor = 10_f64.powi(power.saturating_abs());
        number = if power < 0 { number / factor } else { number * factor };
        Some(if digits.starts_with('-') { -number } else { number })
    }
}

/// Writes a text as JSON.
#[inline(never)]
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // What stands in a text most often of these, in its short form.
            '\n' => out.push_str("\\n"),
            '\0'..='\x1F' => {
                out.push_str(if c < '\x10' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(u32::from(c) & 15, 16));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Writes an object as JSON. Its values are JSON already.
#[inline(never)]
pub fn object(fields: &[(&str, String)]) -> String {
    let mut out = String::new();
    for (name, value) in fields {
        out.push(if out.is_empty() { '{' } else { ',' });
        out.push_str(&quoted(name));
        out.push(':');
        out.push_str(value);
    }
    if out.is_empty() {
        out.push('{');
    }
    out.push('}');
    out
}

/// Where one is in a text.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
    /// How many values more may come.
    left: u32,
}

impl Reader<'_> {
    /// The next byte. Zero is the end: JSON holds none.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    /// Passes over a byte, if it is the next.
    fn pass(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == byte;
        self.at += usize::from(is_next);
        is_next
    }

    fn pass_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    /// Reads a value with the space around it.
    fn value(&mut self) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        self.pass_space();
        let value = match self.peek() {
            b'"' => Value::String(self.string()?),
            b'[' => {
                let mut items = Vec::new();
                self.each(b']', &mut |reader| {
                    items.push(reader.value()?);
                    Some(())
                })?;
                Value::Array(items)
            }
            b'{' => {
                let mut fields = Vec::new();
                self.each(b'}', &mut |reader| {
                    let name = reader.string()?;
                    reader.pass_space();
                    let value = if reader.pass(b':') { reader.value()? } else { return None };
                    fields.push((name, value));
                    Some(())
                })?;
                Value::Object(fields)
            }
            b'n' => self.literal("null", Value::Null)?,
            b't' => self.literal("true", Value::Bool(true))?,
            b'f' => self.literal("false", Value::Bool(false))?,
            _ => self.number()?,
        };
        self.pass_space();
        Some(value)
    }

    /// Reads what stands between a bracket and its end, with a comma after each but the last.
    fn each(&mut self, end: u8, read: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        self.pass_space();
        if !self.pass(end) {
            loop {
                read(self)?;
                if self.pass(end) {
                    break;
                }
                if !self.pass(b',') {
                    return None;
                }
                self.pass_space();
            }
        }
        self.depth -= 1;
        Some(())
    }

    fn literal(&mut self, name: &str, value: Value) -> Option<Value> {
        let is_next = self.text.get(self.at..)?.starts_with(name);
        self.at += name.len();
        is_next.then_some(value)
    }

    fn number(&mut self) -> Option<Value> {
        let from = self.at;
        self.pass(b'-');
        if !self.pass(b'0') {
            self.digits()?;
        }
        if self.pass(b'.') {
            self.digits()?;
        }
        if self.pass(b'e') || self.pass(b'E') {
            let _ = self.pass(b'-') || self.pass(b'+');
            self.digits()?;
        }
        Some(Value::Number(self.text.get(from..self.at)?.into()))
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        if !self.pass(b'"') {
            return None;
        }
        let mut out = String::new();
        loop {
            let from = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | 0..0x20) {
                self.at += 1;
            }
            out.push_str(self.text.get(from..self.at)?);
            if self.pass(b'"') {
                return Some(out);
            }
            if !self.pass(b'\\') {
                return None;
            }
            out.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Option<char> {
        let sign = self.peek();
        self.at += 1;
        Some(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\x08',
            b'f' => '\x0C',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.utf16()?,
            _ => return None,
        })
    }

    /// The character of one UTF-16 unit, or of two. Half a character, which a server may have
    /// left when it cut a text, is shown as what it is: one that cannot be read.
    fn utf16(&mut self) -> Option<char> {
        let first = self.unit()?;
        let after = self.at;
        if (0xD800..0xDC00).contains(&first) && self.pass(b'\\') && self.pass(b'u') {
            let second = self.unit()?;
            if (0xDC00..0xE000).contains(&second) {
                return char::from_u32(0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF));
            }
        }
        self.at = after;
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.peek()).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value as Known;

    /// What another reader makes of a text, in the same form.
    fn known(value: &Known) -> Value {
        match value {
            Known::Null => Value::Null,
            Known::Bool(so) => Value::Bool(*so),
            Known::Number(number) => Value::Number(number.to_string()),
            Known::String(text) => Value::String(text.clone()),
            Known::Array(items) => Value::Array(items.iter().map(known).collect()),
            Known::Object(fields) => {
                Value::Object(fields.iter().map(|(name, it)| (name.clone(), known(it))).collect())
            }
        }
    }

    fn json() -> impl Strategy<Value = Known> {
        let leaf = prop_oneof![
            Just(Known::Null),
            any::<bool>().prop_map(Known::from),
            any::<u64>().prop_map(Known::from),
            any::<i64>().prop_map(Known::from),
            any::<String>().prop_map(Known::from),
            "[\\x00-\\x7F\u{10000}]{0,9}".prop_map(Known::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Known::from),
                prop::collection::btree_map("[a-c\"\\\\é]{0,2}", inner, 0..4)
                    .prop_map(|fields| Known::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_others_write_is_read(json in json()) {
            let expected = Some(known(&json));
            prop_assert_eq!(Value::parse(&json.to_string()), expected.clone());
            let pretty = serde_json::to_string_pretty(&json).unwrap();
            prop_assert_eq!(Value::parse(&pretty), expected);
        }

        /// Texts that are nearly JSON are JSON here when they are so to others.
        #[test]
        fn what_is_json_is_no_matter_of_opinion(
            text in "[ \\[\\]{},:\"\\\\a/ubnt0-2.eE+-]{0,8}|-?[0-9.eE+-]{0,6}|\"[^\"]{0,4}\"|nul{1,3}",
        ) {
            let other = serde_json::from_str::<Known>(&text);
            // These two are read here: half a character, and a number beyond all bounds.
            let told = other.as_ref().err().map(ToString::to_string).unwrap_or_default();
            let wider = told.contains("surrogate") || told.contains("hex") || told.contains("range");
            prop_assert!(Value::parse(&text).is_some() == other.is_ok() || wider, "{text}: {told}");
        }

        #[test]
        fn what_is_written_others_read(text in any::<String>()) {
            let read: String = serde_json::from_str(&quoted(&text)).unwrap();
            prop_assert_eq!(&read, &text);
            let object = object(&[(&text, quoted(&text))]);
            prop_assert_eq!(&serde_json::from_str::<Known>(&object).unwrap()[&text], &text);
        }

        #[test]
        fn a_number_is_near_enough(number in prop_oneof![-1e12..1e12_f64, -1.0..1.0_f64]) {
            for written in [number.to_string(), format!("{number:e}"), format!("{number:E}")] {
                let read = Value::Number(written.clone()).as_f64().unwrap();
                prop_assert!((read - number).abs() <= number.abs() * 1e-15, "{written}: {read}");
            }
        }
    }

    #[test]
    fn texts_hold_what_is_escaped() {
        for (text, expected) in [
            (r#""\u0041\n\"\\\/\b\f\r\t""#, "A\n\"\\/\u{8}\u{C}\r\t"),
            (r#""\ud83d\ude00""#, "😀"),
            (r#""\uD83D!""#, "\u{FFFD}!"),
            (r#""\ud83d\u0041""#, "\u{FFFD}A"),
            (r#""\ude00\n""#, "\u{FFFD}\n"),
        ] {
            assert_eq!(Value::parse(text).unwrap().as_str(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_nothing() {
        let deep = |count| ["[".repeat(count), "]".repeat(count)].concat();
        assert!(Value::parse(&deep(128)).is_some());
        for text in [
            "",
            " ",
            "nul",
            "nulll",
            "\"",
            "\"a",
            "\"\\",
            "\"\\u12",
            "\"\\u+123\"",
            "\"\\x\"",
            "[1,]",
            "[1 2]",
            "[",
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{1:1}",
            "1 2",
            "01",
            "1.",
            ".5",
            "+1",
            "-",
            "1e",
            "\"\n\"",
            "\"\0\"",
            "1\0",
            "[\u{A0}]",
            "é",
            "<html>",
            "NaN",
            &deep(129),
            &deep(100_000),
        ] {
            assert_eq!(Value::parse(text), None, "{text}");
        }
    }

    #[test]
    fn of_two_fields_with_one_name_the_last_counts() {
        let value = Value::parse(r#"{"a":1,"b":-1,"\u0061":2,"c":1.5e3}"#).unwrap();
        let number = |name| value.get(name).and_then(Value::as_u64);
        assert_eq!((number("a"), number("b"), number("c")), (Some(2), None, None));
        assert_eq!(value.get("c").and_then(Value::as_f64), Some(1500.0));
        assert_eq!(object(&[]), "{}");
    }
}
