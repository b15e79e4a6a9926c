//! Names as parts of an address.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes a folder's name of a text: lower case, letters and digits of any script, one `-`
/// between words. A title in Arabic or Japanese keeps its letters. `C`, `C++` and `C#` are three.
/// Empty when the text holds neither letter nor digit. A very long one is cut between two words:
/// file systems know no names of more than 255 bytes.
pub fn slug(text: &str) -> String {
    if text.is_ascii() {
        // Nothing to compose.
        return from(text.chars().map(|c| c.to_ascii_lowercase()), text.len());
    }
    from(text.nfc().flat_map(char::to_lowercase), text.len())
}

/// How long a slug may become, in bytes.
const LONGEST: usize = 200;

fn from(characters: impl Iterator<Item = char>, length: usize) -> String {
    let mut slug = String::with_capacity(length);
    let mut gap = false;
    for c in characters {
        if slug.len() > LONGEST {
            let end = slug.rfind('-').unwrap_or(slug.len());
            slug.truncate(end);
            break;
        }
        if c.is_alphanumeric() || c == '_' || (is_combining_mark(c) && !slug.is_empty()) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else if let ('+' | '#', false, false) = (c, gap, slug.is_empty()) {
            slug.push_str(if c == '+' { "-plus" } else { "-sharp" });
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
            ("C++ / Rust", "c-plus-plus-rust"),
            ("C", "c"),
            ("C#", "c-sharp"),
            ("A #1 hit + more", "a-1-hit-more"),
            ("???", ""),
            ("a_b.c", "a_b-c"),
        ];
        for (title, meant) in table {
            assert_eq!(slug(title), meant);
        }
    }

    #[test]
    fn a_long_one_is_cut_between_words() {
        let cut = slug(&"harbour ".repeat(80));
        assert!((150..=200).contains(&cut.len()), "{cut}");
        assert!(cut.ends_with("-harbour"), "{cut}");
    }
}
