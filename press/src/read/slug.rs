//! Names as parts of an address.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes a folder's name of a text: lower case, letters and digits of any script, one `-`
/// between words. A title in Arabic or Japanese keeps its letters. Empty when the text holds
/// neither letter nor digit.
pub fn slug(text: &str) -> String {
    if text.is_ascii() {
        // Nothing to compose.
        return from(text.chars().map(|c| c.to_ascii_lowercase()), text.len());
    }
    from(text.nfc().flat_map(char::to_lowercase), text.len())
}

fn from(characters: impl Iterator<Item = char>, length: usize) -> String {
    let mut slug = String::with_capacity(length);
    let mut gap = false;
    for c in characters {
        if c.is_alphanumeric() || c == '_' || (is_combining_mark(c) && !slug.is_empty()) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else if !matches!(c, '\'' | '’' | '\u{ad}' | '\u{200b}'..='\u{200f}') {
            // An apostrophe or an invisible character does not part a word.
            gap = true;
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_letters_of_any_script() {
        let table = [
            ("The harbour, re-opened!", "the-harbour-re-opened"),
            ("Don’t  panic", "dont-panic"),
            ("Übergröße & Café", "übergröße-café"),
            ("الإسطرلاب العربي", "الإسطرلاب-العربي"),
            ("日本 2025年", "日本-2025年"),
            ("हिन्दी समाचार", "हिन्दी-समाचार"),
            ("cafe\u{301}", "café"),
            ("C++ / Rust", "c-rust"),
            ("???", ""),
            ("a_b.c", "a_b-c"),
        ];
        for (title, meant) in table {
            assert_eq!(slug(title), meant);
        }
    }
}
