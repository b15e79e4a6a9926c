//! What is looked for and what is found: the words of a text, each in its plainest form.
//!
//! Both sides take the same steps, so a question finds what was indexed. A word is decomposed
//! and put into small letters ([`Normal`]: the platform's own function in the browser, a crate
//! natively); then marks go, and letters that are written in several ways become one. There are
//! no stems: which language a question is in nobody knows, and endings are compared when the
//! question is asked (`query.rs`).
//!
//! Chinese, Japanese, Thai and the like put no spaces between words. Of these every two
//! characters that stand together are a term, and the last one alone.

use super::plain_letter;
use std::ops::Range;

/// Of how many bytes a term is at most; a longer word is cut there on both sides.
pub const LONGEST: usize = 32;

/// Decomposes a text (Unicode's NFKD) and puts it into small letters.
pub type Normal = dyn Fn(&str) -> String;

/// What a term is to the ones beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word.
    Word,
    /// A word of several that are written as one: the `e` and the `mail` of “e-mail”.
    Piece,
    /// All of these, so many before this, without what stands between: `email`.
    Compound(usize),
    /// The last character of several without spaces: a question does without it.
    Last,
}

/// Calls `each` for every term of a text with the place that it has in the text.
pub fn terms(text: &str, normal: &Normal, each: &mut dyn FnMut(Range<usize>, &str, Part)) {
    let mut word = String::new();
    let mut compound = String::new();
    let mut at = 0;
    while let Some(length) = text[at..].find(is_word) {
        let start = at + length;
        let (end, unspaced) = word_end(text, start);
        at = end;
        if unspaced {
            pairs(text, start..end, normal, each);
            continue;
        }
        compound.clear();
        let mut pieces = 0;
        let mut next = Some(start..end);
        while let Some(range) = next {
            next = linked(text, range.clone());
            word.clear();
            fold(&text[range.clone()], normal, false, &mut word);
            at = range.end;
            let alone = next.is_none() && range.start == start;
            let term = without_article(cut(&word));
            if !term.is_empty() {
                pieces += 1;
                each(range, term, if alone { Part::Word } else { Part::Piece });
            }
            compound.push_str(&word);
            if !alone && next.is_none() && pieces > 0 {
                each(start..at, cut(&compound), Part::Compound(pieces));
            }
        }
    }
}

/// Where the word ends that begins here, and whether it is a run of characters without spaces.
fn word_end(text: &str, start: usize) -> (usize, bool) {
    let rest = &text[start..];
    let unspaced = rest.chars().next().is_some_and(is_unspaced);
    let other = |c: char| !is_word(c) || is_unspaced(c) != unspaced;
    (rest.find(other).map_or(text.len(), |length| start + length), unspaced)
}

/// The word that is written as one with this one: behind an apostrophe, a hyphen, a full stop
/// or `&` without spaces, and of a number the next three digits.
fn linked(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let mut after = text[word.end..].chars();
    let joint = after.next()?;
    let start = word.end + joint.len_utf8();
    if !after.next().is_some_and(is_word) {
        return None;
    }
    let (end, unspaced) = word_end(text, start);
    let is_number = |range: &Range<usize>| text[range.clone()].bytes().all(|b| b.is_ascii_digit());
    let next = start..end;
    let fits = if is_number(&word) && is_number(&next) {
        let group = ",.'’ \u{a0}\u{202f}\u{2009}".contains(joint);
        group && word.len() <= 3 && next.len() == 3
    } else {
        "'’‘‛`´′＇-‐‑.&".contains(joint)
    };
    (fits && !unspaced).then_some(next)
}

/// A term is no longer than this.
fn cut(word: &str) -> &str {
    &word[..word.floor_char_boundary(LONGEST)]
}

/// A word as others write it: with a letter where it has a mark (`Müller`, `mueller`), or without
/// the letter, as nothing else than that word. It is in its plainest form.
pub(super) fn otherwise(word: &str, term: &str, normal: &Normal) -> Option<(String, bool)> {
    let mut wide = String::new();
    fold(word, normal, true, &mut wide);
    if cut(&wide) != term {
        wide.truncate(wide.floor_char_boundary(LONGEST));
        return Some((wide, false));
    }
    let mut narrow = String::new();
    let letters = term.as_bytes();
    for (at, letter) in letters.iter().enumerate() {
        let before = |steps| at.checked_sub(steps).and_then(|at| letters.get(at));
        let pair = match before(1) {
            Some(b'a') => matches!(letter, b'a' | b'e'),
            Some(b'o' | b'u') => *letter == b'e',
            _ => false,
        };
        // Not in “queen”, “neue”, “blue” and “does”.
        let inside = !before(2).is_some_and(|it| b"aeiouq".contains(it))
            && at + 1 < letters.len()
            && &letters[at..] != b"es";
        if !(pair && inside) {
            narrow.push(char::from(*letter));
        }
    }
    let changed = term.is_ascii() && narrow.len() < term.len() && narrow.len() > 2;
    changed.then_some((narrow, true))
}

/// The terms of a run of characters without spaces.
fn pairs(
    text: &str,
    run: Range<usize>,
    normal: &Normal,
    each: &mut dyn FnMut(Range<usize>, &str, Part),
) {
    let mut term = String::new();
    let mut before: Option<(usize, usize)> = None;
    let mut count = 0;
    for (at, c) in text[run.clone()].char_indices() {
        let (start, end) = (run.start + at, run.start + at + c.len_utf8());
        let cut = term.len();
        fold(&text[start..end], normal, false, &mut term);
        if term.len() == cut {
            // A mark that goes by itself belongs to the character before.
            continue;
        }
        count += 1;
        if let Some((first, _)) = before {
            each(first..end, &term, Part::Word);
            term.drain(..cut);
        }
        before = Some((start, end));
    }
    if let Some((start, end)) = before {
        each(start..end, &term, if count > 1 { Part::Last } else { Part::Word });
    }
}

/// Adds a word in its plainest form; a wide one has letters for marks that are often written so.
fn fold(word: &str, normal: &Normal, wide: bool, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        if let Some(word) = out.get_mut(start..) {
            word.make_ascii_lowercase();
        }
        return;
    }
    for c in normal(word).chars() {
        match c {
            // The diaeresis, the ring above, and the stroke.
            '\u{308}' if wide && out.ends_with(['a', 'o', 'u']) => out.push('e'),
            '\u{30a}' if wide && out.ends_with('a') => out.push('a'),
            'ø' if wide => out.push_str("oe"),
            c if is_mark(c) || !is_word(c) || plain_letter(c, out) => {}
            c => out.push(plain(c)),
        }
    }
}

/// One letter for those that readers take for the same.
fn plain(c: char) -> char {
    match c {
        'ς' => 'σ',
        'ة' => 'ه',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        c => c,
    }
}

/// An Arabic word without the article that is written with it.
fn without_article(term: &str) -> &str {
    let articles = ["وال", "بال", "كال", "فال", "لل", "ال"];
    let rest = articles.iter().find_map(|article| term.strip_prefix(article));
    // Three letters at least, two bytes each.
    rest.filter(|rest| rest.len() >= 6).unwrap_or(term)
}

/// Accents, points, vowel signs, letters for an apostrophe, and joiners, which many leave out.
fn is_mark(c: char) -> bool {
    matches!(c as u32,
        0xAD | 0x2B9..=0x2BF | 0x2EE | 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x640 | 0x64B..=0x65F | 0x670
        | 0x6D6..=0x6ED | 0x200C..=0x200D | 0x3099..=0x309A | 0xFE00..=0xFE0F)
}

/// Whether a character is of a script that puts no spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x312F | 0x31F0..=0x31FF
        | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
}

/// Whether a character is part of a word. The tables of the standard library would weigh more
/// than this whole module; what is not known here to part words is taken for a letter.
fn is_word(c: char) -> bool {
    let c = c as u32;
    if c < 0x80 {
        return char::from(c as u8).is_ascii_alphanumeric();
    }
    !APART.iter().any(|&(first, last)| (first..=last).contains(&c))
}

/// Punctuation and signs of all scripts that newspapers are written in, first to last.
const APART: [(u32, u32); 43] = [
    (0x80, 0xA9),
    (0xAB, 0xAC),
    (0xAE, 0xB1),
    (0xB4, 0xB4),
    (0xB6, 0xB8),
    (0xBB, 0xBB),
    (0xBF, 0xBF),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
    (0x37E, 0x37E),
    (0x387, 0x387),
    (0x55A, 0x55F),
    (0x589, 0x58A),
    (0x5BE, 0x5BE),
    (0x5C0, 0x5C0),
    (0x5C3, 0x5C3),
    (0x600, 0x60F),
    (0x61B, 0x61F),
    (0x66A, 0x66D),
    (0x6D4, 0x6D4),
    (0x964, 0x965),
    (0xE3F, 0xE3F),
    (0x104A, 0x104F),
    (0x1361, 0x1368),
    (0x1680, 0x1680),
    (0x17D4, 0x17DA),
    (0x2000, 0x200B),
    (0x200E, 0x206F),
    (0x20A0, 0x20CF),
    (0x2100, 0x2BFF),
    (0x2E00, 0x2E7F),
    (0x3000, 0x3004),
    (0x3008, 0x3020),
    (0x3030, 0x3030),
    (0x30FB, 0x30FB),
    (0xE000, 0xF8FF),
    (0xFE10, 0xFE6F),
    (0xFF00, 0xFF0F),
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
    (0xFFE0, 0xFFFF),
    (0x1F000, 0x1FAFF),
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Near enough to Unicode for tests: press has the whole of it.
    pub(crate) fn normal(word: &str) -> String {
        let lower = word.to_lowercase();
        let mut out = String::new();
        for c in lower.chars() {
            match c {
                'ä' => out.push_str("a\u{308}"),
                'é' => out.push_str("e\u{301}"),
                'ü' => out.push_str("u\u{308}"),
                'أ' => out.push_str("ا\u{654}"),
                'ガ' => out.push_str("カ\u{3099}"),
                'ｶ' => out.push('カ'),
                'ｽ' => out.push('ス'),
                'ﾞ' => out.push('\u{3099}'),
                c => out.push(c),
            }
        }
        out
    }

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        terms(text, &normal, &mut |range, term, _| {
            assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            found.push(term.to_owned());
        });
        found
    }

    #[test]
    fn words_are_found_in_their_plainest_form() {
        assert_eq!(
            all("The Café’s 1,000 three-year plans…"),
            [
                "the",
                "cafe",
                "s",
                "cafes",
                "1",
                "000",
                "1000",
                "three",
                "year",
                "threeyear",
                "plans"
            ]
        );
        assert_eq!(all("Häfen, Straße — ŁÓDŹ?").join(" "), "hafen strasse lódź");
        assert_eq!(all("«Ο ποταμός»").join(" "), "ο ποταμόσ");
    }

    #[test]
    fn what_is_written_as_one_is_found_as_one() {
        let table = [
            ("O'Brien", "o brien obrien"),
            ("O’Brien", "o brien obrien"),
            ("OʼBrien", "obrien"),
            ("e-mail e‑mail", "e mail email e mail email"),
            ("rock'n'roll.", "rock n roll rocknroll"),
            ("U.S.A. and AT&T", "u s a usa and at t att"),
            ("Straße-Süd", "strasse sud strassesud"),
            ("1,000 1.000 1 000 1’000 1\u{202f}000", &"1 000 1000 ".repeat(5)),
            ("1,000,000", "1 000 000 1000000"),
            ("In 2019 100 people, 1,00 and 3.14", "in 2019 100 people 1 00 and 3 14"),
            ("2019-2020 covid-19", "2019 2020 covid 19 covid19"),
            ("end - of 'quote' -x-", "end of quote x"),
        ];
        for (text, meant) in table {
            assert_eq!(all(text).join(" "), meant.trim(), "{text}");
        }
    }

    #[test]
    fn a_word_has_another_spelling() {
        let other = |word: &str| {
            let term = all(word).remove(0);
            otherwise(word, &term, &normal)
        };
        let exact = |text: &str| Some((text.to_owned(), true));
        assert_eq!(other("Müller"), Some(("mueller".into(), false)));
        assert_eq!(other("Søren"), Some(("soeren".into(), false)));
        assert_eq!(other("Mueller"), exact("muller"));
        assert_eq!(other("Aerzte"), exact("arzte"));
        assert_eq!(other("Aarhus"), exact("arhus"));
        for word in ["ferry", "true", "blue", "question", "does", "neue", "Zoé", "oe"] {
            assert_eq!(other(word), None, "{word}");
        }
    }

    #[test]
    fn half_width_and_full_width_are_one() {
        assert_eq!(all("東京！大阪"), ["東京", "京", "大阪", "阪"]);
        assert_eq!(all("ｶﾞｽ｡"), all("ガス。"));
    }

    #[test]
    fn right_to_left_words_lose_points_and_articles() {
        assert_eq!(all("الكِتاب، أب").join(" "), "كتاب اب");
        assert_eq!(all("والمدينة").join(" "), "مدينه");
        assert_eq!(all("שָׁלוֹם־עולם").join(" "), "שלומ עולמ");
        assert_eq!(all("٢٠٢٦").join(" "), "2026");
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(all("東京タワー。"), ["東京", "京タ", "タワ", "ワー", "ー"]);
        assert_eq!(all("ガス"), ["カス", "ス"]);
        assert_eq!(all("iPhone手机"), ["iphone", "手机", "机"]);
        assert_eq!(all("港"), ["港"]);
    }

    #[test]
    fn a_long_word_is_cut_at_a_character() {
        assert_eq!(all(&"ж".repeat(40))[0].len(), LONGEST);
        assert_eq!(all(&format!("a{}", "ж".repeat(40)))[0].len(), LONGEST - 1);
    }

    #[test]
    fn white_space_of_every_script_parts_words() {
        for space in (char::MIN..=char::MAX).filter(|c| c.is_whitespace()) {
            assert_eq!(all(&format!("a{space}b")), ["a", "b"], "{space:?}");
        }
    }

    proptest! {
        #[test]
        fn terms_hold_nothing_that_parts_a_line(text in "\\PC{0,40}") {
            for term in all(&text) {
                prop_assert!(!term.is_empty() && !term.contains(char::is_whitespace), "{:?}", term);
                prop_assert!(term.len() <= LONGEST);
            }
        }
    }
}
