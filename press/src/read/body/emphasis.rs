//! Emphasis that Markdown's rule does not see.
//!
//! Whether `**` opens or closes is decided by the characters beside it: next to a punctuation
//! mark it must stand off from the letters on its other side. In Chinese, Japanese or Korean
//! nothing stands off, so `**「重要」**です` would be printed with its stars; and so would
//! `**Note:**text`. Where both ends are there and it is plain what is meant, it is read so; what
//! is left over is told.

use super::MARKDOWN;
use super::autolink::is_spaceless;
use super::cover::{Cover, with};
use super::ready::Place;
use crate::read::reporter::Reporter;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// Characters that are Markdown's own, and stay what they are.
const STRUCTURE: &str = "()[]<>!\\`*_~&;|#";
const QUOTES: &str = "\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉";

/// The signs of emphasis.
const SIGNS: [char; 3] = ['*', '_', '~'];

/// Stars (or lines, or waves) that are left over in a paragraph.
struct Run {
    sign: char,
    range: Range<usize>,
    before: Option<char>,
    after: Option<char>,
}

/// The text with what stands in the way of emphasis covered; `None` where nothing does.
pub(super) fn covered(
    text: &str,
    cover: &mut Cover,
    place: Place<'_>,
    reporter: &Reporter<'_>,
) -> Option<String> {
    if !text.contains(SIGNS) || !has_blocked(text) {
        return None;
    }
    let mut places = Vec::new();
    for runs in left_over(text) {
        for (open, close) in pairs(&runs) {
            places.extend(open.lifted(true, cover));
            places.extend(close.lifted(false, cover));
        }
    }
    places.sort_unstable();
    places.dedup_by_key(|(at, _)| *at);
    let text = with(text, &places);
    for runs in left_over(&text) {
        tell(&runs, place, reporter);
    }
    (!places.is_empty()).then_some(text)
}

/// Whether Markdown may leave stars over: some stand between a letter and a punctuation mark, or
/// not as many can only begin as can only end.
fn has_blocked(text: &str) -> bool {
    let (mut at, mut open, mut close) = (0, 0, 0);
    while let Some(run) = Run::next(text, at, text.len()) {
        if run.is_stopped_opening() || run.is_stopped_closing() {
            return true;
        }
        if run.sign == '*' && run.stars() == 2 {
            match (run.may_open(), run.may_close()) {
                (true, false) => open += 1,
                (false, true) => close += 1,
                _ => {}
            }
        }
        at = run.range.end;
    }
    open != close
}

/// The stars that Markdown leaves as they are, paragraph by paragraph.
fn left_over(text: &str) -> Vec<Vec<Run>> {
    let mut paragraphs = vec![Vec::new()];
    let mut in_code = false;
    for (event, range) in Parser::new_ext(text, MARKDOWN).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(found) if !in_code => {
                let is_escaped = text[..range.start].ends_with('\\');
                let is_plain = text.get(range.clone()) == Some(&*found);
                if is_plain && found.contains(SIGNS) && !is_escaped {
                    runs(text, range, &mut paragraphs);
                }
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::TableCell
                | Tag::Item
                | Tag::BlockQuote(_),
            ) => paragraphs.push(Vec::new()),
            _ => {}
        }
    }
    paragraphs.retain(|runs| !runs.is_empty());
    paragraphs
}

/// The runs of signs in a piece of text.
fn runs(text: &str, range: Range<usize>, paragraphs: &mut [Vec<Run>]) {
    let Some(paragraph) = paragraphs.last_mut() else { return };
    let mut at = range.start;
    while let Some(run) = Run::next(text, at, range.end) {
        at = run.range.end;
        // The parser cuts a run in pieces.
        if paragraph.last().is_none_or(|last| last.range.end <= run.range.start) {
            paragraph.push(run);
        }
    }
}

impl Run {
    /// The first one between two places, which may go on behind the second.
    fn next(text: &str, from: usize, to: usize) -> Option<Self> {
        let start = from + text.get(from..to)?.find(SIGNS)?;
        let sign = text[start..].chars().next()?;
        let length = text[start..].chars().take_while(|c| *c == sign).count();
        let range = start..start + length;
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        Some(Self { sign, before, after, range })
    }

    fn may_open(&self) -> bool {
        let after_letter = self.before.is_some_and(|c| !c.is_whitespace() && !is_mark(c));
        self.after.is_some_and(|c| !(c.is_whitespace() || is_mark(c) && after_letter))
    }

    fn may_close(&self) -> bool {
        let before_letter = self.after.is_some_and(|c| !c.is_whitespace() && !is_mark(c));
        self.before.is_some_and(|c| !(c.is_whitespace() || is_mark(c) && before_letter))
    }

    /// Whether they would open if the letter before them stood off.
    fn is_stopped_opening(&self) -> bool {
        let is_stopped = match self.sign {
            '*' => self.after.is_some_and(is_mark),
            // Two waves always open.
            '~' => false,
            // Inside a word a line is a letter.
            _ => self.stars() == 2 && self.before.is_some_and(is_spaceless),
        };
        is_stopped
            && self.before.is_some_and(is_letter)
            && self.after.is_some_and(|c| !c.is_whitespace())
    }

    /// Whether they would close if the letter behind them stood off.
    fn is_stopped_closing(&self) -> bool {
        let is_stopped = match self.sign {
            '*' => self.before.is_some_and(is_mark),
            '~' => self.stars() == 2 && self.before.is_some_and(is_mark),
            _ => self.stars() == 2 && self.after.is_some_and(is_spaceless),
        };
        is_stopped
            && self.after.is_some_and(is_letter)
            && self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// Whether the writing around them puts nothing between words.
    fn is_spaceless(&self) -> bool {
        [self.before, self.after].into_iter().flatten().any(is_spaceless)
    }

    fn is_quoted(&self) -> bool {
        [self.before, self.after].into_iter().flatten().any(|c| QUOTES.contains(c))
    }

    fn stars(&self) -> usize {
        self.range.len()
    }

    /// The mark and the letter beside them that keep them from opening, or from closing.
    fn stoppers(&self, opens: bool) -> Option<(char, char)> {
        match opens {
            true if self.is_stopped_opening() => self.after.zip(self.before),
            false if self.is_stopped_closing() => self.before.zip(self.after),
            _ => None,
        }
    }

    /// Covers the character that keeps them from what they are meant to do.
    fn lifted(&self, opens: bool, cover: &mut Cover) -> Option<(usize, char)> {
        let (mark, letter) = self.stoppers(opens)?;
        let before = |c: char| self.range.start - c.len_utf8();
        if self.sign != '_'
            && !STRUCTURE.contains(mark)
            && let Some(stand_in) = cover.letter(mark)
        {
            return Some((if opens { self.range.end } else { before(mark) }, stand_in));
        }
        let stand_in = cover.mark(letter)?;
        Some((if opens { before(letter) } else { self.range.end }, stand_in))
    }

    fn can_be_lifted(&self, opens: bool) -> bool {
        let can_cover = |c: char| !STRUCTURE.contains(c) && matches!(c.len_utf8(), 1 | 3);
        self.stoppers(opens).is_some_and(|(mark, letter)| {
            (self.sign != '_' && can_cover(mark)) || letter.len_utf8() == 3
        })
    }
}

/// Runs that are surely meant to open and close one emphasis.
fn pairs(runs: &[Run]) -> Vec<(&Run, &Run)> {
    let mut pairs = Vec::new();
    for sign in SIGNS {
        let runs: Vec<&Run> = runs.iter().filter(|run| run.sign == sign).collect();
        let mut at = 0;
        while at + 1 < runs.len() {
            let (open, close) = (runs[at], runs[at + 1]);
            let is_pair = is_pair(open, close);
            if is_pair {
                pairs.push((open, close));
            }
            at += if is_pair { 2 } else { 1 };
        }
    }
    pairs
}

fn is_pair(open: &Run, close: &Run) -> bool {
    if open.stars() != close.stars() || open.stars() > 3 {
        return false;
    }
    let opens = open.may_open() && !open.is_stopped_opening();
    let closes = close.may_close() && !close.is_stopped_closing();
    let is_plain = |run: &Run| run.is_spaceless() || run.is_quoted();
    match (opens, closes) {
        (true, true) => false,
        // `**Note:**text`; `2*(3+4)*5` has no end that opens.
        (true, false) => close.can_be_lifted(false),
        (false, true) => {
            let is_sure = open.stars() > 1 || open.is_spaceless();
            is_sure && is_plain(open) && open.can_be_lifted(true)
        }
        (false, false) => {
            let is_sure = open.stars() > 1 || (open.is_spaceless() && close.is_spaceless());
            let is_plain = is_plain(open) && is_plain(close);
            is_sure && is_plain && open.can_be_lifted(true) && close.can_be_lifted(false)
        }
    }
}

/// Says that stars are printed where emphasis seems to be meant.
fn tell(runs: &[Run], place: Place<'_>, reporter: &Reporter<'_>) {
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let is_loose = |c: Option<char>| !touches(c) || c.is_some_and(is_mark);
    let mut double = runs.iter().filter(|run| run.sign != '~' && run.stars() == 2);
    let open = double.find(|run| {
        let begins = is_loose(run.before) && run.sign == '*';
        touches(run.after) && (begins || run.is_stopped_opening())
    });
    let Some(open) = open else { return };
    // Without an end it reaches to the end of its word.
    let end = double.next().map_or(open.range.end, |close| close.range.end);
    reporter
        .warning(
            "press::body::open_emphasis",
            place(open.range.start..end),
            "these signs are printed as they are: no emphasis begins or ends with them",
        )
        .help("Let them touch the words inside, and put a space outside, or write <strong>…</strong>. For the signs, write \\*.");
}

/// What Markdown takes for punctuation.
fn is_mark(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let is_format =
        matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !c.is_alphanumeric()
        && !c.is_whitespace()
        && !c.is_control()
        && !is_format
        && !is_private
        && !unicode_normalization::char::is_combining_mark(c)
}

fn is_letter(c: char) -> bool {
    !c.is_whitespace() && !is_mark(c)
}
