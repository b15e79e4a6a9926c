//! Hugo's and Zola's shortcodes: `{{< youtube abc >}}`, `{{ youtube(id="abc") }}`; and what Liquid
//! expands ([`liquid`]).
//!
//! They are found before Markdown is read, because Markdown would see emphasis and tags inside
//! them, and each is covered by a placeholder of the same length: so every other byte keeps
//! its place in the file. When text turns up with a placeholder in it, the shortcode comes
//! back, as what it means or as it was written.

use super::characters::without_controls;
use super::liquid;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// The shortcodes of a text and the text with placeholders.
pub(super) struct Shortcodes<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) found: Vec<Shortcode>,
    /// The closing one of each that opens a pair.
    pub(super) closing: HashMap<usize, usize>,
    /// The character that begins a placeholder: one that the text does not hold.
    mark: char,
}

/// Whose a shortcode is, by how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `{{< a >}}`, `{{% a %}}`.
    Hugo,
    /// `{{ a() }}`, `{% a() %}`.
    Zola,
    /// Liquid's `{% a %}`.
    Tag,
    /// Liquid's `{{ a | b }}`.
    Output,
}

/// A shortcode.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shortcode {
    pub(super) form: Form,
    pub(super) name: String,
    /// Named and unnamed arguments in their order.
    pub(super) arguments: Vec<(Option<String>, String)>,
    /// The arguments as they were written.
    pub(super) inside: String,
    /// As it was written; a comment's marks (`{{</* x */>}}`) are taken off.
    pub(super) written: String,
    /// Whether it is to be shown as it is.
    pub(super) is_literal: bool,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
}

/// A piece of text with its shortcodes taken out.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'p> {
    Text(&'p str),
    Shortcode(&'p Shortcode),
}

/// How many letters number a placeholder.
const LETTERS: usize = 4;
/// The shortest that a placeholder can be: the mark takes three bytes.
const SHORTEST: usize = 3 + LETTERS;
/// The first character of Unicode's private use area.
const PRIVATE: u32 = 0xe000;

impl<'t> Shortcodes<'t> {
    /// Finds the shortcodes of a text.
    pub(super) fn find(text: &'t str) -> Self {
        let mut codes = Self {
            text: text.into(),
            found: Vec::new(),
            closing: HashMap::new(),
            mark: '\u{e000}',
        };
        if !text.contains("{{") && !text.contains("{%") {
            return codes;
        }
        let unused = (PRIVATE..PRIVATE + 0x1000)
            .filter_map(char::from_u32)
            .find(|mark| !text.contains(*mark));
        let Some(mark) = unused else { return codes };
        codes.mark = mark;
        let mut covered = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(brace) = text[at..].find('{').map(|found| at + found) {
            covered.push_str(&text[at..brace]);
            let code = parse(text, brace).or_else(|| liquid::parse(text, brace));
            match code.filter(|code| code.range.len() >= SHORTEST) {
                Some(code) if codes.found.len() < 26_usize.pow(LETTERS as u32) => {
                    at = code.range.end;
                    covered.push(mark);
                    covered.push_str(&letters(codes.found.len()));
                    covered.extend(std::iter::repeat_n('x', code.range.len() - SHORTEST));
                    codes.found.push(code);
                }
                _ => {
                    covered.push('{');
                    at = brace + 1;
                }
            }
        }
        covered.push_str(&text[at..]);
        codes.text = covered.into();
        codes.pair();
        codes
    }

    /// Takes a text that may hold placeholders apart.
    pub(super) fn pieces<'p>(&'p self, mut text: &'p str) -> Vec<Piece<'p>> {
        let mut pieces = Vec::new();
        while let Some((before, code, after)) = self.next(text) {
            if !before.is_empty() {
                pieces.push(Piece::Text(before));
            }
            pieces.push(Piece::Shortcode(code));
            text = after;
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        pieces
    }

    /// A text with every shortcode as it was written.
    pub(super) fn restored<'p>(&'p self, text: &'p str) -> Cow<'p, str> {
        if self.found.is_empty() || !text.contains(self.mark) {
            return text.into();
        }
        let pieces = self.pieces(text).into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Shortcode(code) => code.written.as_str(),
        });
        pieces.collect::<String>().into()
    }

    /// The first placeholder of a text, with what stands before and after.
    fn next<'p>(&'p self, text: &'p str) -> Option<(&'p str, &'p Shortcode, &'p str)> {
        let (range, number) = self.next_place(text, 0)?;
        let after = text.get(range.end..).unwrap_or_default();
        Some((&text[..range.start], &self.found[number], after))
    }

    /// The first placeholder of a text from a place on: where it is, and its number.
    pub(super) fn next_place(&self, text: &str, from: usize) -> Option<(Range<usize>, usize)> {
        if self.found.is_empty() {
            return None;
        }
        let start = from + text[from..].find(self.mark)?;
        let number = text
            .get(start + self.mark.len_utf8()..)?
            .get(..LETTERS)?
            .bytes()
            .fold(0, |number, letter| number * 26 + usize::from(letter.wrapping_sub(b'a')));
        let code = self.found.get(number)?;
        Some((start..start + code.range.len(), number))
    }
}

impl Shortcode {
    /// An argument by its name, or by its place when it has none.
    pub(super) fn argument(&self, name: &str, place: usize) -> Option<&str> {
        let named = self.arguments.iter().find(|(key, _)| key.as_deref() == Some(name));
        named
            .or_else(|| self.arguments.get(place).filter(|(key, _)| key.is_none()))
            .map(|(_, value)| value.as_str())
    }
}

fn letters(mut number: usize) -> String {
    let mut letters = [b'a'; LETTERS];
    for letter in letters.iter_mut().rev() {
        *letter += (number % 26) as u8;
        number /= 26;
    }
    letters.iter().map(|letter| char::from(*letter)).collect()
}

/// Reads the shortcode that begins at a brace, if one does.
fn parse(text: &str, start: usize) -> Option<Shortcode> {
    const FORMS: [(&str, &str, bool); 4] =
        [("{{<", ">}}", true), ("{{%", "%}}", true), ("{{", "}}", false), ("{%", "%}", false)];
    let rest = &text[start..];
    let (open, close, is_hugo) = FORMS.into_iter().find(|(open, ..)| rest.starts_with(open))?;
    let inside = &rest[open.len()..];
    // A shortcode that never ends must not take another one for its end.
    let next = if open == "{%" { inside.find("{%") } else { None };
    let inside = &inside[..next.or_else(|| inside.find("{{")).unwrap_or(inside.len())];
    let inside = &inside[..end_of(inside, close)?];
    let length = open.len() + inside.len() + close.len();
    if inside.contains("{{") {
        return None;
    }
    let inside = without_controls(inside);
    let inside = inside.trim();
    let range = start..start + length;
    if let Some(comment) = inside.strip_prefix("/*").and_then(|text| text.strip_suffix("*/")) {
        return is_escape(comment, open).then(|| Shortcode {
            form: Form::Hugo,
            name: String::new(),
            arguments: Vec::new(),
            inside: String::new(),
            written: match comment.trim_start().starts_with("/*") {
                true => format!("{open}{}{close}", comment.trim()),
                false => format!("{open} {} {close}", comment.trim()),
            },
            is_literal: true,
            range,
        });
    }
    let (name, arguments) = if is_hugo {
        let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        (&inside[..end], &inside[end..])
    } else {
        // Zola writes a call, and `end` for the end of one with a body; anything else in
        // double braces is text.
        match inside.split_once('(') {
            Some((name, arguments)) => (name.trim_end(), arguments.strip_suffix(')')?),
            None if open == "{%" && inside == "end" => (inside, ""),
            None => return None,
        }
    };
    if !is_name(name) {
        return None;
    }
    Some(Shortcode {
        form: if is_hugo { Form::Hugo } else { Form::Zola },
        name: name.into(),
        arguments: arguments_of(arguments),
        inside: arguments.trim().into(),
        written: without_controls(&rest[..length]).into_owned(),
        is_literal: false,
        range,
    })
}

/// Where what ends a shortcode stands, not counting what is quoted.
fn end_of(inside: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    let mut characters = inside.char_indices();
    while let Some((at, c)) = characters.next() {
        match quote {
            // Only raw strings know no escapes.
            Some(open) if open != '`' && c == '\\' => drop(characters.next()),
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if inside[at..].starts_with(close) => {
                // What a quotation mark without its partner took in was another shortcode.
                return Some(at).filter(|at| !inside[..*at].contains("{{")).or(inside.find(close));
            }
            // Inside a word it is an apostrophe.
            None if matches!(c, '"' | '\'' | '`') && !before.is_alphanumeric() => quote = Some(c),
            None => {}
        }
        before = c;
    }
    // A quotation mark that nothing closes quotes nothing.
    inside.find(close)
}

/// Whether what stands between the marks of a comment in a shortcode is one to be shown: in
/// Hugo's and Zola's documentation that is what those marks are for.
pub(super) fn is_escape(comment: &str, open: &str) -> bool {
    const KNOWN: [&str; 16] = [
        "comment",
        "details",
        "figure",
        "gist",
        "highlight",
        "instagram",
        "param",
        "qr",
        "raw",
        "ref",
        "relref",
        "tweet",
        "twitter",
        "vimeo",
        "x",
        "youtube",
    ];
    let mut comment = comment.trim();
    while let Some(inner) = comment.strip_prefix("/*").and_then(|text| text.strip_suffix("*/")) {
        comment = inner.trim();
    }
    if !matches!(open, "{{<" | "{{%") {
        let name = comment.split('(').next().unwrap_or_default();
        let is_call = comment.contains('(') && comment.ends_with(')');
        return (is_call && is_name(name)) || (open == "{%" && comment == "end");
    }
    let comment = comment.trim_matches('/').trim();
    let mut words = comment.split_whitespace();
    let name = words.next().unwrap_or_default();
    is_name(name)
        && (KNOWN.contains(&name) || comment.contains(['"', '`', '=']) || words.count() < 2)
}

fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | ':');
    !name.is_empty() && name.chars().all(fits)
}

/// `abc`, `src="a b.jpg"`, `id=12, class='x'`.
pub(super) fn arguments_of(text: &str) -> Vec<(Option<String>, String)> {
    let mut arguments = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let is_key = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let key_end = rest.find(|c| !is_key(c)).unwrap_or(rest.len());
        let mut key = None;
        if key_end > 0
            && let Some(after) = rest[key_end..].trim_start().strip_prefix('=')
        {
            key = Some(rest[..key_end].to_owned());
            rest = after.trim_start();
        }
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`' | '“'));
        let (value, after) = match quote {
            Some(quote) => quoted(&rest[quote.len_utf8()..], quote),
            None => {
                let end = rest.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        arguments.push((key, value));
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }
    arguments
}

/// A value up to the quotation mark that ends it, with its escapes read, and what follows.
fn quoted(text: &str, quote: char) -> (String, &str) {
    let close = if quote == '“' { '”' } else { quote };
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        if c == close {
            return (value, &text[at + c.len_utf8()..]);
        }
        if c != '\\' || quote == '`' {
            value.push(c);
            continue;
        }
        match characters.next().map(|(_, c)| c) {
            Some('n' | 'r') => value.push('\n'),
            Some('t') => value.push('\t'),
            Some(escaped) if escaped == close || escaped == '\\' => value.push(escaped),
            // What escapes something in Markdown goes on doing so.
            Some(other) => value.extend(['\\', other]),
            None => value.push('\\'),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_both_generators_shortcodes() {
        let text = "a {{< youtube a_b >}} b {{% figure src=\"x y.jpg\" alt='' %}}\n\
                    {{ vimeo(id=\"12\", class=\"x\") }} {{ variable }} {{</* x */>}} {% end %}";
        let codes = Shortcodes::find(text);
        assert_eq!(codes.text.len(), text.len());
        let names: Vec<_> = codes.found.iter().map(|code| code.name.as_str()).collect();
        assert_eq!(names, ["youtube", "figure", "vimeo", "", "end"]);
        assert_eq!(codes.found[0].argument("id", 0), Some("a_b"));
        assert_eq!(codes.found[1].argument("src", 0), Some("x y.jpg"));
        assert_eq!(codes.found[1].argument("alt", 9), Some(""));
        assert_eq!(codes.found[1].argument("caption", 9), None);
        assert_eq!(codes.found[2].argument("id", 0), Some("12"));
        assert_eq!(codes.found[3].written, "{{< x >}}");
        assert!(codes.text.contains("{{ variable }}"));
        assert_eq!(&text[codes.found[2].range.clone()], "{{ vimeo(id=\"12\", class=\"x\") }}");
    }

    #[test]
    fn what_never_ends_is_text() {
        for text in ["{{%}}", "{{<", "{{< a {{< b", "{{ a(", "{%%}"] {
            assert_eq!(Shortcodes::find(text).text, text);
        }
        assert_eq!(Shortcodes::find("{{< a {{< youtube b >}}").found[0].name, "youtube");
    }

    proptest! {
        #[test]
        fn a_covered_text_keeps_its_length_and_comes_back(
            text in "([a-z*_<>é\u{e000} \n]{0,6}(\\{\\{[<%]? ?[a-z/(]{0,6}[ =\"'a-z)]{0,8} ?[>%]?\\}\\})?){0,6}"
        ) {
            let codes = Shortcodes::find(&text);
            prop_assert_eq!(codes.text.len(), text.len());
            let back = codes.restored(&codes.text);
            if codes.found.iter().all(|code| !code.is_literal) {
                prop_assert_eq!(back.as_ref(), text.as_str());
            }
        }
    }
}
