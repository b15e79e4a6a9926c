//! Characters that set the direction of a text (Unicode's UAX #9, section 2).
//!
//! One that is opened in a headline and not closed there turns round what stands behind it: the
//! newspaper's name in the title of the window, the date beside it on a card. One that overrides
//! lets a reader see another text than there is (`gpj.exe`), and is of no use to a newspaper.

use std::borrow::Cow;

/// What was opened and is still to be closed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Embedding,
    /// Its opening was left out, and so will be what closes it.
    Override,
    Isolate,
}

/// A text in which nothing of the kind is open at its end, and nothing overrides.
pub(crate) fn settled(text: &str) -> Cow<'_, str> {
    if !turns(text) {
        return text.into();
    }
    let mut open = Vec::new();
    let mut out = String::with_capacity(text.len() + 3);
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' => open.push(Open::Embedding),
            '\u{202d}' | '\u{202e}' => {
                open.push(Open::Override);
                continue;
            }
            '\u{202c}' => match open.last() {
                Some(Open::Embedding) => {
                    open.pop();
                }
                Some(Open::Override) => {
                    open.pop();
                    continue;
                }
                _ => continue,
            },
            '\u{2066}'..='\u{2068}' => open.push(Open::Isolate),
            '\u{2069}' => match open.iter().rposition(|it| *it == Open::Isolate) {
                // It closes what was opened within, too (UAX #9, X6a).
                Some(at) => open.truncate(at),
                None => continue,
            },
            _ => {}
        }
        out.push(c);
    }
    for opened in open.into_iter().rev() {
        match opened {
            Open::Embedding => out.push('\u{202c}'),
            Open::Isolate => out.push('\u{2069}'),
            Open::Override => {}
        }
    }
    out.into()
}

/// Whether a text has any of them.
fn turns(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_opened_is_closed_and_nothing_overrides() {
        for (text, meant) in [
            ("plain עברית", "plain עברית"),
            ("a\u{202e}gpj.exe", "agpj.exe"),
            ("a\u{202e}gpj\u{202c}.exe", "agpj.exe"),
            ("\u{202b}עברית", "\u{202b}עברית\u{202c}"),
            ("\u{202b}עברית\u{202c}!", "\u{202b}עברית\u{202c}!"),
            ("\u{2067}עברית", "\u{2067}עברית\u{2069}"),
            ("\u{2068}a\u{202b}b\u{2069}c", "\u{2068}a\u{202b}b\u{2069}c"),
            ("a\u{202c}b\u{2069}c", "abc"),
            ("\u{2066}\u{202d}a", "\u{2066}a\u{2069}"),
            ("\u{200f}a\u{200e}", "\u{200f}a\u{200e}"),
        ] {
            assert_eq!(settled(text), meant, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_settled_text_is_settled(text in "[a\u{5d0}\u{202a}-\u{202e}\u{2066}-\u{2069}]{0,30}") {
            let once = settled(&text).into_owned();
            prop_assert_eq!(settled(&once), once.as_str());
        }
    }
}
