//! A text of somebody else's, as it is told on a terminal or in a log.
//!
//! What a report quotes (a link, a headline, a file's name) was written by whom nobody knows. A
//! terminal obeys control sequences, and what runs builds obeys lines that look like its commands:
//! `::error::` at the beginning of a line (GitHub Actions), `##[…]`, `##vso[…]` and
//! `##teamcity[…]` anywhere (Azure Pipelines, TeamCity). None of it is passed on.

use std::fmt::{self, Write as _};

/// A text on one line in which every character is seen as itself: what is not seen, and what
/// turns round the order of what stands behind it, is written as its number.
pub(crate) struct Shown<'a>(pub(crate) &'a str);

/// A text as one line that no terminal and no log obeys.
pub fn shown(text: &str) -> String {
    Shown(text).to_string()
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begins_command = self.0.trim_start().starts_with("::");
        let mut may_begin = begins_command;
        for (at, c) in self.0.char_indices() {
            let is_escaped = match c {
                ':' => std::mem::take(&mut may_begin),
                '#' => is_command(&self.0[at..]),
                c => is_unseen(c),
            };
            match c {
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                c if is_escaped => write!(f, "{}", c.escape_unicode())?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Whether `##[`, `##vso[` or their like begins here.
fn is_command(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("##") else { return false };
    rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).starts_with('[')
}

/// Controls, what sets the direction of a text (Unicode's UAX #9, section 2), and what ends a line.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(
            c,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_that_is_obeyed_is_passed_on() {
        for (text, shown) in [
            ("content/größe.md “日本” :: ## [a]\t👩‍👩‍👧", "content/größe.md “日本” :: ## [a]\t👩‍👩‍👧"),
            ("a\n::error::x", "a\\n::error::x"),
            ("::error::x", "\\u{3a}:error::x"),
            ("  ::set-env name=A::b", "  \\u{3a}:set-env name=A::b"),
            ("a ##[error]b", "a \\u{23}#[error]b"),
            ("##vso[task.setvariable]", "\\u{23}#vso[task.setvariable]"),
            ("###[x]", "#\\u{23}#[x]"),
            ("\u{1b}]0;title\u{7}\u{1b}[2J", "\\u{1b}]0;title\\u{7}\\u{1b}[2J"),
            ("\u{9b}31m\u{85}\r", "\\u{9b}31m\\u{85}\\r"),
            ("gpj.\u{202e}exe", "gpj.\\u{202e}exe"),
            ("a\u{2028}b\u{2066}c\u{200f}", "a\\u{2028}b\\u{2066}c\\u{200f}"),
        ] {
            assert_eq!(Shown(text).to_string(), shown, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn it_is_one_line_without_controls(text in "(\\PC|[:#\\[\u{0}-\u{20}\u{7f}-\u{a0}\u{2028}\u{202e}]){0,40}") {
            let shown = Shown(&text).to_string();
            prop_assert!(!shown.chars().any(|c| is_unseen(c) || c == '\n'));
            prop_assert!(!shown.trim_start().starts_with("::"));
            prop_assert!((0..shown.len()).filter(|at| shown.is_char_boundary(*at)).all(|at| !is_command(&shown[at..])));
        }
    }
}
