//! Titles and the like: text that can have no form.
//!
//! Front matter is written by hands that know Markdown and by programs that know HTML. So
//! `On *Dracula*`, `<i>Dracula</i>` and `Tom &amp; Jerry` stand there, and readers are to see
//! the words. What has such signs and means none of it stays: `2 * 3`, `C*`, `__init__`.

use super::characters::{without_controls, without_references};
use super::cover::{Cover, with};
use super::mentions::is_inline_name;
use super::{emphasis, mentions};
use crate::read::reporter::Reporter;
use html5ever::LocalName;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// The words of a text with the signs of Markdown and HTML taken off.
pub(in crate::read) fn plain(text: &str) -> String {
    let text = without_controls(text);
    let text = without_references(&text);
    if !text.contains(['*', '_', '`', '~', '[', '<', '&', '\\']) {
        return text.into_owned();
    }
    let mut words = once(&text);
    // Some programs have escaped what was escaped already.
    if text.contains("&amp;") && words.contains('&') {
        words = decoded(&words);
    }
    words
}

fn once(text: &str) -> String {
    // Behind a full stop no number begins a list and no sign a heading.
    let line = format!(".{}", text.replace(['\n', '\r'], " "));
    let mut cover = Cover::of(&line);
    let places = literal(&line, &mut cover);
    let line = with(&line, &places);
    let unheard = Reporter::new(String::new(), "");
    let line = mentions::covered(&line, &mut cover, &|_| 0..0, &unheard).unwrap_or(line);
    let line = emphasis::covered(&line, &mut cover, &|_| 0..0, &unheard).unwrap_or(line);
    let mut words = String::new();
    for event in Parser::new_ext(&line, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&cover.restored(&text)),
            Event::InlineHtml(tag) if is_break(&tag) => words.push(' '),
            Event::InlineHtml(tag) if !is_tag(&tag) => words.push_str(&cover.restored(&tag)),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Image { .. }) => {}
            _ => {}
        }
    }
    let words = words.strip_prefix('.').unwrap_or(&words).trim();
    match text.trim().is_empty() || !words.is_empty() {
        true => words.to_owned(),
        // Nothing but signs: it was no markup.
        false => text.to_owned(),
    }
}

/// The signs that are none of Markdown's: in names of programs and files.
fn literal(line: &str, cover: &mut Cover) -> Vec<(usize, char)> {
    let mut places = Vec::new();
    let mut at = 0;
    for word in line.split_inclusive(char::is_whitespace) {
        let whole = is_path(word) || has_name_of_program(word);
        let bytes = word.as_bytes();
        for (place, c) in word.char_indices() {
            let beside =
                |step: isize| place.checked_add_signed(step).and_then(|at| bytes.get(at)).copied();
            // `M*A*S*H`, `2*3*4`.
            let between = c == '*'
                && beside(-1).is_some_and(|byte| byte.is_ascii_alphanumeric())
                && beside(1).is_some_and(|byte| byte.is_ascii_alphanumeric());
            if between || (whole && matches!(c, '*' | '_' | '~' | '[' | ']' | '\\')) {
                places.extend(cover.letter(c).map(|stand_in| (at + place, stand_in)));
            }
        }
        at += word.len();
    }
    places
}

/// `C:\new\*.txt`, `\\server\share`, `src\*.rs`.
fn is_path(word: &str) -> bool {
    let word = word.trim_start_matches(['.', '(', '"', '\'', '“', '‘', '„']);
    let bytes = word.as_bytes();
    let has_drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && &bytes[1..3] == b":\\";
    has_drive
        || word
            .strip_prefix("\\\\")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        || word.contains("\\*.")
}

/// `__init__`, `__name__.py`: words between two lines that programs know.
fn has_name_of_program(word: &str) -> bool {
    const NAMES: [&str; 24] = [
        "init", "main", "name", "file", "all", "dict", "call", "str", "repr", "new", "del", "eq",
        "hash", "len", "iter", "next", "enter", "exit", "class", "doc", "slots", "dirname",
        "filename", "version",
    ];
    let mut rest = word;
    while let Some(start) = rest.find("__") {
        let inner = &rest[start + 2..];
        let Some(end) = inner.find("__") else { return false };
        let name = &inner[..end];
        let near = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | '(' | '/' | '\\' | '_'));
        let after = inner[end + 2..].chars();
        let is_code = near(after.clone().next())
            && after.clone().nth(1).is_some_and(char::is_alphanumeric)
            || inner[end + 2..].starts_with("()")
            || near(rest[..start].chars().next_back().filter(|c| *c != '.' && *c != '('));
        let is_lower = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if is_lower && !name.is_empty() && (is_code || NAMES.contains(&name) || name.contains('_'))
        {
            return true;
        }
        rest = &inner[end + 2..];
    }
    false
}

/// Whether a tag only gives words a look. Others, and words between `<` and `>`, stay.
fn is_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    tag.starts_with("<!--")
        || matches!(&*name, "p" | "div" | "center" | "wbr")
        || is_inline_name(&LocalName::from(name))
}

fn is_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

/// Whether a text has a link in it, in Markdown or HTML.
pub(in crate::read) fn has_link(text: &str) -> bool {
    text.contains(['[', '<'])
        && Parser::new(text).any(|event| match event {
            Event::Start(Tag::Link { .. }) => true,
            Event::InlineHtml(tag) | Event::Html(tag) => {
                tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<a "))
            }
            _ => false,
        })
}

/// A text with its character references decoded, and all other signs as they are.
pub(in crate::read) fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = without_references(text);
    let escaped = text.replace('\\', "\\\\");
    let mut out = String::new();
    let marks = ['*', '_', '`', '~', '[', ']', '<'];
    let mut line = String::from(".");
    for c in escaped.chars() {
        if marks.contains(&c) {
            line.push('\\');
        }
        line.push(c);
    }
    for event in Parser::new(&line) {
        if let Event::Text(text) = event {
            out.push_str(&text);
        }
    }
    out.strip_prefix('.').map(str::to_owned).unwrap_or(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_signs() {
        let table = [
            ("On *Dracula*", "On Dracula"),
            (
                "On _Dracula_ and **Frankenstein**, ~~not~~ __Nosferatu__",
                "On Dracula and Frankenstein, not Nosferatu",
            ),
            ("*Dracula*: “*Yes*”", "Dracula: “Yes”"),
            ("On <i>Dracula</i> &#8211; a <b>review</b>", "On Dracula – a review"),
            ("Tom &amp; Jerry", "Tom & Jerry"),
            ("Tom &amp;amp; Jerry &amp;#8211; all", "Tom & Jerry – all"),
            ("It&rsquo;s &ldquo;here&rdquo;&hellip; caf&eacute;", "It’s “here”… café"),
            ("See [the map](https://x.example) now", "See the map now"),
            ("`cargo` &lt;3 and `__init__`", "cargo <3 and __init__"),
            ("\u{0}a\u{92}s", "a’s"),
            ("One<br>two<br/>three", "One two three"),
            ("An \\*asterisk\\*", "An *asterisk*"),
            ("**「重要」**です", "「重要」です"),
        ];
        for (text, meant) in table {
            assert_eq!(plain(text), meant, "{text}");
        }
    }

    #[test]
    fn what_is_no_sign_stays() {
        for text in [
            "2 * 3 * 4",
            "2*3*4",
            "snake_case_name",
            "C* and D*",
            "AT&T & R&D",
            "a < b and c > d",
            "Sold out*",
            "* Terms apply",
            "__init__",
            "What __init__ does",
            "pkg/__init__.py",
            "__my_thing__",
            "C:\\new\\*.txt and \\\\server\\_x_",
            "src\\*.rs",
            "M*A*S*H",
            "f**k",
            "Vec<T> and <your-name>",
            "The <title> element",
            "#1 hit",
            "1. First",
            "- dash",
            "+49",
            "> 5",
            "[1] and [Update]",
            "</script><script>x</script> <!--",
            "50% *",
            "5 ~ 6",
            "a_b_c",
            "***",
            "_",
            "*",
            "Q&A;",
            "&copy",
            "\u{a9} 2024",
            "if a <b and c> d",
            "e*",
            "$5 | $6",
            "x^2",
            "C:\\",
            "no signs",
        ] {
            assert_eq!(plain(text), text);
        }
    }
}
