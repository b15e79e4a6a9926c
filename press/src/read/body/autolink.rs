//! Web and e-mail addresses that stand in a text as they are.
//!
//! The rules are GitHub's, and what they leave open is decided by how people write: a quotation
//! mark, a dash or a full stop of any script ends an address, and so does a letter of a script
//! without spaces that follows its Latin letters.

use super::settle::is_cjk;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `https://…`.
    Web,
    /// `www.…`.
    Host,
    /// `name@host`.
    Mail,
    /// `mailto:name@host`.
    MailTo,
}

/// Finds the addresses of a text, in order.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Kind)> {
    let mut found: Vec<(Range<usize>, Kind)> = Vec::new();
    let mut at = 0;
    while let Some(sign) = text[at..].find([':', '@', '.']).map(|sign| sign + at) {
        let here = match text.as_bytes()[sign] {
            b':' => web(text, sign),
            b'.' => host(text, sign),
            _ => mail(text, sign),
        };
        match here.filter(|(range, _)| range.start >= found.last().map_or(0, |it| it.0.end)) {
            Some((range, kind)) => {
                at = range.end;
                found.push((range, kind));
            }
            None => at = sign + 1,
        }
    }
    found
}

fn web(text: &str, colon: usize) -> Option<(Range<usize>, Kind)> {
    let after = text[colon..].strip_prefix("://")?;
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        let written = colon.checked_sub(scheme.len()).and_then(|from| text.get(from..colon));
        written.is_some_and(|written| written.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.len();
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-')) {
        return None;
    }
    let host = host_length(after).filter(|length| *length > 0)?;
    Some((start..end(text, start, colon + 3 + host), Kind::Web))
}

fn host(text: &str, dot: usize) -> Option<(Range<usize>, Kind)> {
    let start = dot.checked_sub(3)?;
    if !text.get(start..dot)?.eq_ignore_ascii_case("www") {
        return None;
    }
    let before = text[..start].chars().next_back();
    let joins = |c: char| {
        (c.is_alphanumeric() && !is_cjk(c)) || matches!(c, '.' | '/' | '-' | '_' | '@' | ':')
    };
    if before.is_some_and(joins) {
        return None;
    }
    let length = host_length(&text[dot + 1..]).filter(|length| *length > 0)?;
    let end = end(text, start, dot + 1 + length);
    Some((start..end, Kind::Host))
}

/// How long the host is that a text begins with. A last name of Latin letters ends before other
/// scripts: no such name mixes them, and in Chinese or Japanese the sentence goes on there.
fn host_length(text: &str) -> Option<usize> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || is_combining_mark(c);
    let whole = text.find(|c: char| !is_name(c) && c != '.').unwrap_or(text.len());
    let host = text[..whole].trim_end_matches(['.', '-', '_']);
    let last = host.rfind('.').map_or(0, |dot| dot + 1);
    let name = &host[last..];
    let foreign = name.find(|c: char| !c.is_ascii());
    let length = match foreign {
        Some(at) if at > 0 => last + at,
        _ => host.len(),
    };
    let host = &host[..length];
    let is_sound = !host.starts_with(['-', '.']) && !host.contains("..");
    is_sound.then_some(length)
}

/// Where the address ends whose host ends at `host`.
fn end(text: &str, start: usize, host: usize) -> usize {
    // Who sets an address between spaces has said where it ends.
    let stands_off = text[..start]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '<' | '"' | '\''));
    let rest = &text[host..];
    let mut length = 0;
    if rest.starts_with([':', '/', '?', '#', '@']) {
        let mut open = 0_usize;
        let mut before = '/';
        while let Some(c) = rest[length..].chars().next() {
            let fits = match c {
                '<' | '>' | '"' | '`' => false,
                ']' | '}' if open == 0 => false,
                c if c.is_whitespace() || c.is_control() => false,
                c if c.is_ascii() => true,
                _ => goes_on(before, &rest[length..], stands_off),
            };
            if !fits {
                break;
            }
            match c {
                '[' | '{' => open += 1,
                ']' | '}' => open -= 1,
                _ => {}
            }
            before = c;
            length += c.len_utf8();
        }
    }
    start + trimmed(&text[start..host + length])
}

/// Whether an address goes on with a character that is not ASCII.
fn goes_on(before: char, rest: &str, stands_off: bool) -> bool {
    let Some(c) = rest.chars().next() else { return false };
    let in_word = !before.is_ascii() && (before.is_alphanumeric() || is_combining_mark(before));
    if is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}') {
        return in_word;
    }
    // The l·l of Catalan.
    if c == '·' {
        return before.is_alphanumeric() && rest.chars().nth(1).is_some_and(char::is_alphanumeric);
    }
    if !c.is_alphanumeric() || matches!(c, '\u{ff00}'..='\u{ff60}') {
        return false;
    }
    if is_spaceless(c) {
        let is_syllable = matches!(c, '\u{3040}'..='\u{309f}');
        let beyond = || rest.chars().find(|c| !c.is_alphanumeric() && !is_combining_mark(*c));
        let is_delimited = || beyond().is_none_or(|c| c.is_whitespace() || c.is_ascii());
        return match before.is_alphanumeric() {
            true => is_spaceless(before),
            false => stands_off && !is_syllable && is_delimited(),
        };
    }
    let is_latin = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    in_word || is_latin || !before.is_alphanumeric()
}

/// Whether a character is of a script that puts no spaces between words, or sets its particles
/// close to a foreign word, as Korean does.
pub(super) fn is_spaceless(c: char) -> bool {
    is_cjk(c)
        || matches!(c,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}')
}

/// How long an address is without the punctuation of the sentence around it.
fn trimmed(link: &str) -> usize {
    let mut end = link.len();
    while let Some(last) = link[..end].chars().next_back() {
        let link = &link[..end];
        match last {
            '?' | '!' | '.' | ',' | ':' | '\'' | '"' | '[' | '{' => end -= 1,
            ';' => {
                let name = link[..end - 1].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                end = if name.ends_with('&') { name.len() - 1 } else { end - 1 };
            }
            '*' | '_' | '~' if !is_pair(link, last) => end -= 1,
            ')' if link.matches(')').count() > link.matches('(').count() => end -= 1,
            _ => break,
        }
    }
    end
}

/// Whether the marks at the end of an address belong to it, because they stand around its last
/// part: `/__init__`, `/_x_`.
fn is_pair(link: &str, mark: char) -> bool {
    let name = link.trim_end_matches(mark);
    let marks = &link[name.len()..];
    let part = name.rfind(['/', '=', '#', '?', '&']).map_or("", |at| &name[at + 1..]);
    part.strip_prefix(marks).is_some_and(|word| !word.is_empty())
}

fn mail(text: &str, sign: usize) -> Option<(Range<usize>, Kind)> {
    let is_sign = |c: char| matches!(c, '.' | '-' | '_' | '+');
    let is_latin = |c: char| {
        c.is_alphanumeric() && ((c as u32) < 0x250 || ('\u{1e00}'..='\u{1eff}').contains(&c))
    };
    let run = |fits: &dyn Fn(char) -> bool| text[..sign].trim_end_matches(fits).len();
    let mut start = run(&|c| is_latin(c) || is_sign(c));
    if start == sign {
        start = run(&|c| {
            (c.is_alphanumeric() && !is_spaceless(c)) || is_combining_mark(c) || is_sign(c)
        });
    }
    start += text[start..sign].len() - text[start..sign].trim_start_matches('.').len();
    let before = text[..start].chars().next_back();
    if start == sign || matches!(before, Some('@' | '/')) {
        return None;
    }
    let host = &text[sign + 1..];
    let host = &host[..host_length(host)?];
    let (rest, last) = host.rsplit_once('.')?;
    let retina = rest.split('.').next().is_some_and(|first| {
        first
            .strip_suffix(['x', 'X'])
            .is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    });
    let is_sound = last.chars().count() > 1
        && last.starts_with(char::is_alphabetic)
        && !last.contains('_')
        && !rest.is_empty()
        && !retina;
    let end = sign + 1 + host.len();
    if !is_sound || text[end..].starts_with('@') {
        return None;
    }
    let scheme = "mailto:";
    let from = start.checked_sub(scheme.len());
    let is_to =
        |from: usize| text.get(from..start).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    match from.filter(|from| is_to(*from)) {
        Some(from) => Some((from..end, Kind::MailTo)),
        None if before == Some(':') && text[..start].ends_with("://:") => None,
        None => Some((start..end, Kind::Mail)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    /// Each text marks with ⟦ ⟧ what is an address in it.
    #[test]
    fn addresses_end_where_a_reader_would_end_them() {
        let table = include_str!("tests/addresses.txt");
        let mut count = 0;
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let text = line.replace(['⟦', '⟧'], "");
            let meant: Vec<&str> =
                line.split('⟦').skip(1).filter_map(|piece| piece.split('⟧').next()).collect();
            assert_eq!(found(&text), meant, "{text}");
            count += 1;
        }
        assert!(count > 35);
    }

    proptest! {
        #[test]
        fn what_is_found_is_sound(
            text in "(https?://|www\\.|@|mailto:|[a-z]{0,3}|\\.|[/?#_*~|()\\[\\]{}&;:]|[“”「」。、を日한éжو।]|\\PC| ){0,24}"
        ) {
            let mut last = 0;
            for (range, _) in find(&text) {
                prop_assert!(range.start >= last && !range.is_empty());
                prop_assert!(!text[range.clone()].contains(char::is_whitespace));
                last = range.end;
            }
        }
    }
}
