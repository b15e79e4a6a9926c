//! Characters that no page can hold.
//!
//! XML has no way to write most control characters (XML 1.0, section 2.2), HTML forbids them
//! (section 13.1.3, and U+0000 becomes another one in every browser), and no reader sees them. They
//! come from copying out of a PDF, from files cut off, and from old databases. All are left out
//! where a text is read, so nothing behind that has to think of them.

use std::borrow::Cow;

/// What the bytes 0x80 to 0x9F mean in Windows-1252, which is what texts with the characters of
/// these numbers were written in: browsers read `&#146;` so, too. Nothing for those unused there.
const WINDOWS: [&str; 32] = [
    "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "", "", "‘", "’", "“",
    "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
];

/// A text without them. A page break becomes a space, so that it parts words as before.
pub(crate) fn cleaned(text: &str) -> Cow<'_, str> {
    let Some((first, _)) = first_unfit(text) else { return text.into() };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        match c {
            '\u{b}' | '\u{c}' => out.push(' '),
            '\u{80}'..='\u{9f}' => out.push_str(WINDOWS[c as usize - 0x80]),
            c if is_unfit(c) => {}
            c => out.push(c),
        }
    }
    out.into()
}

/// A text whose lines end as they do today: on old Macs they ended with a carriage return alone.
pub(crate) fn with_lines(text: String) -> String {
    match text.contains('\r') && !text.contains('\n') {
        true => text.replace('\r', "\n"),
        false => text,
    }
}

/// The first such character, and where it is.
pub(crate) fn first_unfit(text: &str) -> Option<(usize, char)> {
    // Nearly all files have none, and their bytes say so at once.
    let may_be = |byte: &u8| matches!(byte, 0..=8 | 0xb..=0xc | 0xe..=0x1f | 0x7f | 0xc2 | 0xef..);
    let from = text.as_bytes().iter().position(may_be)?;
    text[from..].char_indices().find(|(_, c)| is_unfit(*c)).map(|(at, c)| (from + at, c))
}

fn is_unfit(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    is_control || matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_nobody_sees_is_left_out() {
        let table = [
            ("plain, “quoted” Übung\r\n\t日本 👍", "plain, “quoted” Übung\r\n\t日本 👍"),
            ("a\0b\u{8}c\u{1b}d\u{7f}", "abcd"),
            ("co\u{2}operation", "cooperation"),
            ("page\u{c}break", "page break"),
            ("don\u{92}t \u{96} \u{85}", "don’t – …"),
            ("\u{81}x\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}", "x"),
            ("\u{fffd} \u{feff} \u{200d}", "\u{fffd} \u{feff} \u{200d}"),
        ];
        for (text, meant) in table {
            assert_eq!(cleaned(text), meant, "{text:?}");
        }
    }

    #[test]
    fn lines_of_old_macs_are_lines() {
        assert_eq!(with_lines("---\ra: 1\r---\r\rb".into()), "---\na: 1\n---\n\nb");
        assert_eq!(with_lines("a\r\nb\rc".into()), "a\r\nb\rc");
    }

    proptest! {
        #[test]
        fn a_clean_text_is_clean(text in "(\\PC|[\u{0}-\u{20}\u{7f}-\u{a0}\u{fdd0}\u{fffe}\u{10ffff}]){0,40}") {
            let clean = cleaned(&text);
            prop_assert!(first_unfit(&clean).is_none());
            prop_assert_eq!(first_unfit(&text).is_none(), clean == text);
        }
    }
}
