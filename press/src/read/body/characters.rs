//! Characters that no reader should meet.

use super::cover::NOTHING;
use std::borrow::Cow;
use std::ops::Range;

/// What Windows calls the characters U+0080 to U+009F: texts that were taken over as Latin 1
/// have its quotation marks and dashes there. Browsers read `&#147;` so, too.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Whether a character controls something and is no white space: nothing draws it, and a feed
/// with one of the first 32 is no XML.
pub(super) fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// What was meant by such a character: white space, a character of Windows, or nothing.
pub(super) fn meant(c: char) -> Option<char> {
    match c {
        // What parts lines in slides and pages in old printers' files.
        '\u{b}' | '\u{c}' | '\u{85}' => Some(' '),
        '\u{80}'..='\u{9f}' => {
            WINDOWS.get(c as usize - 0x80).copied().filter(|meant| !meant.is_control())
        }
        _ => None,
    }
}

/// A text in which every control character of one byte is white space or [`NOTHING`], so that
/// they are free to stand for something else. It keeps its length.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    let is_ascii_control = |c: char| c.is_ascii() && is_control(c);
    if !text.contains(is_ascii_control) {
        return text.into();
    }
    let clean = |c: char| match c {
        c if !is_ascii_control(c) => c,
        c => meant(c).unwrap_or(NOTHING),
    };
    text.chars().map(clean).collect::<String>().into()
}

/// A text without them, where its length does not matter.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return text.into();
    }
    text.chars()
        .filter_map(|c| if is_control(c) { meant(c) } else { Some(c) })
        .collect::<String>()
        .into()
}

/// The character references of a text that stand for what no page can hold: `&#0;`, `&#xd800;`.
/// The parser would make such characters of them, which mean other things here, or U+FFFD.
pub(super) fn unfit_references(text: &str) -> Vec<Range<usize>> {
    let found = text.match_indices("&#").filter_map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let (digits, base) = match rest.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16),
            None => (rest, 10),
        };
        let length = digits.bytes().take_while(|b| char::from(*b).is_digit(base)).count();
        // What is too long for a number is no character either.
        let number = u32::from_str_radix(&digits[..length], base).unwrap_or(u32::MAX);
        let is_fit = char::from_u32(number).is_some_and(|c| {
            !matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}')
                && !matches!(c, '\u{fdd0}'..='\u{fdef}')
                && u32::from(c) & 0xfffe != 0xfffe
        });
        let end = text.len() - digits.len() + length;
        let end = end + usize::from(text[end..].starts_with(';'));
        (length > 0 && !is_fit).then_some(at..end)
    });
    found.collect()
}

/// A text without them, where its length does not matter.
pub(super) fn without_references(text: &str) -> Cow<'_, str> {
    let unfit = unfit_references(text);
    if unfit.is_empty() {
        return text.into();
    }
    let (mut out, mut at) = (String::new(), 0);
    for range in unfit {
        out.push_str(&text[at..range.start]);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_to_what_no_page_holds_are_none() {
        for (text, meant) in [
            ("a&#0;b&#1;c&#x1F;d&#127;", "abcd"),
            ("&#xd800;&#x110000;&#xFFFE;&#99999999999;&#xfdd0", ""),
            ("&#65;&#x92;&#10;&#9; &#; &#x; &#8211;", "&#65;&#x92;&#10;&#9; &#; &#x; &#8211;"),
        ] {
            assert_eq!(without_references(text), meant, "{text}");
        }
    }

    #[test]
    fn controls_become_what_they_mean() {
        let table = [
            ("a\u{0}b", "ab"),
            ("a\u{b}b\u{c}c", "a b c"),
            ("\u{93}Yes\u{94} \u{96} it\u{92}s\u{85}", "“Yes” – it’s "),
            ("a\u{81}b\u{7f}\u{1b}[0m", "ab[0m"),
            ("tab\tand\r\nline \u{200d}\u{ad}", "tab\tand\r\nline \u{200d}\u{ad}"),
            ("\u{ffff}x", "x"),
        ];
        for (text, meant) in table {
            assert_eq!(without_controls(text), meant);
            assert_eq!(cleaned(text).len(), text.len());
        }
    }
}
