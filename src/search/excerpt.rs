//! The words that were found, in the text around them.

use super::Term;
use super::terms::{Normal, Part, terms};
use std::ops::Range;

/// How many bytes an excerpt has, and how many of them before the first word found: about so many
/// letters of Latin, and half as many of other scripts, whose words say more.
const LENGTH: usize = 240;
const BEFORE: usize = 70;

/// Stands before and after each word that was looked for.
pub const MARK: char = '\u{1}';

/// A text with the words marked that were looked for.
pub fn marked(text: &str, asked: &[Term], loosely: bool, normal: &Normal) -> String {
    let mut out = String::new();
    let mut at = 0;
    let plain = |range: Range<usize>| text.get(range).unwrap_or_default().replace(MARK, " ");
    for place in places(text, asked, loosely, normal).0 {
        out.push_str(&plain(at..place.start));
        out.push(MARK);
        at = place.end;
        out.push_str(&plain(place));
        out.push(MARK);
    }
    out.push_str(&plain(at..text.len()));
    out
}

/// A stretch of that paragraph in which most of the words stand, the first of several; `None`
/// where none does.
pub fn excerpt(
    paragraphs: &[String],
    asked: &[Term],
    loosely: bool,
    normal: &Normal,
) -> Option<String> {
    let mut best = None;
    let mut most = 0;
    for paragraph in paragraphs {
        let (places, words) = places(paragraph, asked, loosely, normal);
        if words > most {
            most = words;
            best = Some((paragraph.as_str(), places.first()?.start));
        }
    }
    let (text, first) = best?;
    let (start, end) = stretch(text, first);
    let before = if start > 0 { "…" } else { "" };
    let (shown, after) = ended(&text[start..end], end < text.len());
    Some([before, shown, after].concat())
}

/// How a stretch ends: a whole sentence as it is, what is broken off without the comma before the
/// break.
fn ended(stretch: &str, more: bool) -> (&str, &'static str) {
    if !more {
        return (stretch, "");
    }
    let stretch = stretch.trim_end();
    let words = stretch
        .trim_end_matches(['”', '’', '"', '\'', '»', '«', '“', '‘', ')', ']', '」', '』', '）']);
    if words.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔']) {
        return (stretch, "");
    }
    (
        stretch.trim_end_matches([
            ',', ';', ':', '–', '—', '-', ' ', '、', '，', '；', '：', '،', '؛',
        ]),
        "…",
    )
}

/// From where to where a paragraph is shown, in whole words where there are spaces.
fn stretch(text: &str, first: usize) -> (usize, usize) {
    let mut start = 0;
    if first > BEFORE && text.len() > LENGTH {
        start = text.floor_char_boundary(first - BEFORE);
        start += text[start..first].find(' ').map_or(0, |space| space + 1);
    }
    let end = text.floor_char_boundary(start + LENGTH);
    let more = text[end..].find(' ').filter(|more| *more < 32).unwrap_or_default();
    (start, end + more)
}

/// Where the words stand, in order and apart, and how many different ones there are.
fn places(text: &str, asked: &[Term], loosely: bool, normal: &Normal) -> (Vec<Range<usize>>, u32) {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut words = 0_u32;
    terms(text, normal, &mut |range, term, part| {
        let fits = |it: &Term| it.fits(term, loosely).is_some();
        let Some(which) = asked.iter().position(fits) else { return };
        words |= 1 << which;
        match places.last_mut() {
            // Of a compound only the words that were asked for, if they were.
            Some(last) if matches!(part, Part::Compound(_)) && range.start <= last.start => {}
            // Pairs of characters overlap.
            Some(last) if range.start <= last.end => last.end = range.end.max(last.end),
            _ => places.push(range),
        }
    });
    (places, words.count_ones())
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::super::terms::tests::normal;
    use super::*;
    use proptest::prelude::*;

    fn asked(text: &str) -> Vec<Term> {
        Query(text.into()).terms(&normal)
    }

    fn shown(marked: &str) -> String {
        let part = |(n, it): (usize, &str)| if n % 2 == 1 { format!("[{it}]") } else { it.into() };
        marked.split(MARK).enumerate().map(part).collect()
    }

    fn of(paragraphs: &[&str], query: &str) -> Option<String> {
        let paragraphs: Vec<_> = paragraphs.iter().map(|it| (*it).to_owned()).collect();
        let found = excerpt(&paragraphs, &asked(query), false, &normal)?;
        Some(shown(&marked(&found, &asked(query), false, &normal)))
    }

    #[test]
    fn words_are_marked_as_they_are_written() {
        let text = "The Café’s ferries wait for the ferry.";
        let parts = marked(text, &asked("cafe ferry"), false, &normal);
        assert_eq!(shown(&parts), "The [Café]’s [ferries] wait for the [ferry].");
        let parts = marked("港口和港", &asked("港口"), false, &normal);
        assert_eq!(shown(&parts), "[港口]和港");
        let parts = marked(
            "O’Brien, e-mail: 1,000 Müller",
            &asked("obrien email 1000 mueller"),
            false,
            &normal,
        );
        assert_eq!(shown(&parts), "[O’Brien], [e-mail]: [1,000] [Müller]");
        let parts = marked("Mr. O'Brien-Smith’s e-mail", &asked("brien mail"), false, &normal);
        assert_eq!(shown(&parts), "Mr. O'[Brien]-Smith’s e-[mail]");
        assert_eq!(shown(&marked("東京タワー", &asked("京タワ"), false, &normal)), "東[京タワ]ー");
    }

    #[test]
    fn the_paragraph_with_most_words_is_shown() {
        let found = of(&["A ferry.", "A quay, a ferry.", "A quay and a ferry."], "ferry quay");
        assert_eq!(found.as_deref(), Some("A [quay], a [ferry]."));
        assert_eq!(of(&["A boat."], "ferry"), None);
    }

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        let text = format!("{}the ferry waits {}", "before ".repeat(40), "after ".repeat(60));
        let found = of(&[&text], "ferry").unwrap();
        assert!(found.starts_with("…before ") && found.ends_with(" after…"), "{found}");
        assert!(found.contains("the [ferry] waits") && found.len() < LENGTH + 50);
    }

    #[test]
    fn what_is_cut_ends_as_a_sentence_does_or_with_three_points() {
        let cut = |end| ended(end, true);
        assert_eq!(cut("on the other side."), ("on the other side.", ""));
        assert_eq!(cut("“On the other side.” "), ("“On the other side.”", ""));
        assert_eq!(cut("向こう側。"), ("向こう側。", ""));
        assert_eq!(cut("on the other side,"), ("on the other side", "…"));
        assert_eq!(cut("on the other (side)"), ("on the other (side)", "…"));
        assert_eq!(ended("on the other side,", false), ("on the other side,", ""));
    }

    /// A mark of Adlam, a script whose letters have two cases: proptest found it.
    #[test]
    fn a_question_without_words_finds_nothing() {
        for query in ["\u{1e95e}", "…", ""] {
            assert_eq!(of(&[""], query), None);
            assert_eq!(marked("A quay", &asked(query), true, &normal), "A quay");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_but_what_is_cut(text in "\\PC{0,300}", query in "\\PC{1,9}") {
            let marked = marked(&text, &asked(&query), true, &normal);
            prop_assert_eq!(marked.replace(MARK, ""), text.clone());
            let _ = excerpt(&[text], &asked(&query), true, &normal);
        }
    }
}
