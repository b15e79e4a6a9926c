//! A text made ready for Markdown: what is no markup in it is covered.

use super::characters::unfit_references;
use super::cover::{Cover, NOTHING, SPACE, with};
use super::emphasis;
use super::lines::within;
use super::mentions;
use super::{MARKDOWN, autolink};
use crate::read::reporter::Reporter;
use pulldown_cmark::{Event, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// Where a piece of the text stands in the file.
pub(super) type Place<'p> = &'p dyn Fn(Range<usize>) -> Range<usize>;

/// Covers what is no markup. The text must be [cleaned](super::characters::cleaned).
pub(super) fn made<'t>(
    text: &'t str,
    place: Place<'_>,
    reporter: &Reporter<'_>,
) -> (Cow<'t, str>, Cover) {
    let mut cover = Cover::of(text);
    let mut text = Cow::Borrowed(text);
    let unfit = unfit_references(&text);
    if !unfit.is_empty() {
        let code = code_in(&text);
        let unfit = unfit.into_iter().filter(|it| !within(&code, it.start));
        let places: Vec<_> = unfit.flatten().map(|at| (at, NOTHING)).collect();
        text = with(&text, &places).into();
    }
    let spaces = spaces_in_addresses(&text);
    if !spaces.is_empty() {
        text = with(&text, &spaces).into();
    }
    let marks = marks_in_addresses(&text, &mut cover);
    if !marks.is_empty() {
        text = with(&text, &marks).into();
    }
    if let Some(covered) = mentions::covered(&text, &mut cover, place, reporter) {
        text = covered.into();
    }
    if let Some(covered) = emphasis::covered(&text, &mut cover, place, reporter) {
        text = covered.into();
    }
    (text, cover)
}

/// Where code is, in which everything stands for itself.
fn code_in(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, MARKDOWN).into_offset_iter();
    let is_code =
        |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    events.filter_map(|(event, range)| is_code(&event).then_some(range)).collect()
}

/// What would be emphasis and the like in a bare address.
fn marks_in_addresses(text: &str, cover: &mut Cover) -> Vec<(usize, char)> {
    let mut places = Vec::new();
    if !["://", "www.", "@"].iter().any(|sign| text.contains(sign)) {
        return places;
    }
    for (range, _) in autolink::find(text) {
        let before = &text[..range.start];
        // There Markdown looks for no emphasis, and knows where the address ends.
        if before.ends_with(['<', '(']) && (before.ends_with('<') || before.ends_with("](")) {
            continue;
        }
        if before.trim_end_matches(' ').ends_with("]:") {
            continue;
        }
        let address = &text[range.clone()];
        let address = &address[..balanced(address)];
        let mut escaped = false;
        for (at, c) in address.char_indices() {
            if matches!(c, '*' | '_' | '~' | '^' | '$' | '=') && !escaped {
                places.extend(cover.letter(c).map(|stand_in| (range.start + at, stand_in)));
            }
            escaped = c == '\\' && !escaped;
        }
    }
    places
}

/// How far an address goes before a bracket that it has not opened: that may be Markdown's.
fn balanced(address: &str) -> usize {
    let mut open = 0_usize;
    for (at, c) in address.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return at,
            ')' => open -= 1,
            _ => {}
        }
    }
    address.len()
}

/// The spaces in `![a (2)](a (2).png)`: an address with spaces needs `<` and `>` in Markdown,
/// and without them all of it would be printed as it is. Where it is surely a file, it is read.
fn spaces_in_addresses(text: &str) -> Vec<(usize, char)> {
    let mut places = Vec::new();
    for (found, _) in text.match_indices("](") {
        let start = found + 2;
        // No address of a file is longer.
        let line = &text[start..text.floor_char_boundary(start + 2_000)];
        let line = line.lines().next().unwrap_or_default();
        let Some(length) = end_of_address(line) else { continue };
        let inside = &line[..length];
        let address = without_title(inside).trim_end();
        let lead = address.len() - address.trim_start().len();
        let address = address.trim_start();
        let is_file = is_file(address) && !address.contains(['<', '>', '"', '\u{fffc}']);
        if address.contains(' ') && is_file {
            let spaces = address.match_indices(' ');
            places.extend(spaces.map(|(at, _)| (start + lead + at, SPACE)));
        }
    }
    // In `](a](b c.png)` one address is in another, and both have the space.
    places.sort_unstable();
    places.dedup();
    places
}

/// Where the bracket stands that closes the address of a link.
fn end_of_address(line: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut characters = line.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
    }
    None
}

/// An address without the title behind it.
fn without_title(inside: &str) -> &str {
    let inside = inside.trim_end();
    let Some(quote) = inside.chars().next_back().filter(|c| matches!(c, '"' | '\'')) else {
        return inside;
    };
    let open = inside[..inside.len() - 1].find([' ', '\t']).and_then(|_| {
        let sign = format!(" {quote}");
        inside[..inside.len() - 1].find(&sign)
    });
    open.map_or(inside, |open| &inside[..open])
}

/// Whether words in the place of an address name a file or a folder.
fn is_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.ends_with('/') || path.starts_with(['/', '.']) && path.contains('/') {
        return true;
    }
    let Some((name, ending)) = path.rsplit_once('.') else { return false };
    !name.is_empty()
        && (1..=8).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
}
