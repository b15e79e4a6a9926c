//! Names as parts of an address.

use newsprint::search::plain_letter;
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

/// The slug that Hugo makes: letters, digits and some signs stay, spaces become hyphens, and all
/// else goes (its `UnicodeSanitize`).
pub(super) fn hugo(text: &str) -> String {
    let (mut slug, mut gap) = (String::with_capacity(text.len()), false);
    for c in text.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || ".#+~-_@".contains(c) || is_combining_mark(c) {
            if gap && c != '-' {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else if c.is_whitespace() && !slug.is_empty() && !slug.ends_with('-') {
            gap = true;
        }
    }
    slug
}

/// The slug that Zola makes: Latin letters in their plainest form and digits, one hyphen for all
/// that stands between. Of other scripts, which it writes in Latin letters, nothing.
pub(super) fn zola(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)) {
        if !plain_letter(c, &mut plain) {
            plain.push(c);
        }
    }
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(c);
        } else if !c.is_ascii() {
            return String::new();
        }
        gap = !c.is_ascii_alphanumeric();
    }
    slug
}

/// The slug that Jekyll makes: letters, digits and the signs that may stand in a URL.
pub(super) fn jekyll(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfc() {
        if c.is_alphanumeric() || "._~!$&'()+,;=@".contains(c) || is_combining_mark(c) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(c);
            gap = false;
        } else {
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
    fn other_tools_have_other_rules() {
        let table = [
            ("What's next?", "whats-next", "what-s-next", "What's-next"),
            ("v1.2.3", "v1.2.3", "v1-2-3", "v1.2.3"),
            ("A & B - C", "a-b-c", "a-b-c", "A-&-B-C"),
            ("C++", "c++", "c", "C++"),
            ("Übergröße", "übergröße", "ubergrosse", "Übergröße"),
            ("Łódź", "łódź", "lodz", "Łódź"),
            ("日本、東京", "日本東京", "", "日本-東京"),
        ];
        for (text, by_hugo, by_zola, by_jekyll) in table {
            assert_eq!(hugo(text), by_hugo, "{text}");
            assert_eq!(zola(text), by_zola, "{text}");
            assert_eq!(jekyll(text), by_jekyll, "{text}");
        }
    }

    #[test]
    fn a_long_one_is_cut_between_words() {
        let cut = slug(&"harbour ".repeat(80));
        assert!((150..=200).contains(&cut.len()), "{cut}");
        assert!(cut.ends_with("-harbour"), "{cut}");
    }
}
