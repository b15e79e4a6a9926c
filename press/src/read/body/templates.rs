//! Braces of templates in words that stand outside the text: headlines, captions, names.

use super::liquid;
use super::shortcode::{Form, Piece, Shortcodes};

/// What became of braces in such words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) enum Braces {
    /// A shortcode or an expression that is left out.
    LeftOut(String),
    /// Words in double braces that are no expression, and stay.
    Kept(String),
}

/// Takes shortcodes, tags and expressions out of words; a literal one gives what it says. `None`
/// where there are none.
pub(in crate::read) fn without_templates(text: &str) -> Option<(String, Vec<Braces>)> {
    if !text.contains("{{") && !text.contains("{%") {
        return None;
    }
    let codes = Shortcodes::find(text);
    let (mut words, mut found, mut is_raw) = (String::new(), Vec::new(), false);
    for piece in codes.pieces(&codes.text) {
        let code = match piece {
            Piece::Text(text) => {
                push(&mut words, text);
                if !is_raw {
                    found.extend(in_double_braces(text).map(|it| Braces::Kept(it.to_owned())));
                }
                continue;
            }
            Piece::Shortcode(code) => code,
        };
        match (code.form, code.name.as_str()) {
            _ if code.is_literal => words.push_str(&code.written),
            (Form::Tag, "raw" | "verbatim") => is_raw = true,
            (Form::Tag, "endraw" | "endverbatim") => is_raw = false,
            (Form::Output, _) if let Some(value) = liquid::literal(&code.inside) => {
                words.push_str(&value);
            }
            _ if code.written.is_empty() => {}
            _ => found.push(Braces::LeftOut(code.written.clone())),
        }
    }
    Some((words.trim().to_owned(), found))
}

/// Adds words; where something between was left out, one space parts them.
fn push(words: &mut String, text: &str) {
    let is_parted = words.is_empty() || words.ends_with(char::is_whitespace);
    words.push_str(if is_parted { text.trim_start() } else { text });
}

fn in_double_braces(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("{{").filter_map(|(at, _)| {
        let end = text[at..].find("}}")? + "}}".len();
        Some(&text[at..at + end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_templates_would_fill_in_is_left_out() {
        for (text, wanted, left_out) in [
            ("A {{ page.title }} of {{< ref \"a\" >}} it", "A of it", 2),
            ("{% if a %}Yes{% endif %}", "Yes", 2),
            ("{{ 'Tides' | upcase }} rise", "Tides rise", 0),
            ("{{</* youtube a */>}}", "{{< youtube a >}}", 0),
            ("{% raw %}{{ x }}{% endraw %}", "{{ x }}", 0),
            ("{{ page.title }}", "", 1),
        ] {
            let (words, found) = without_templates(text).unwrap();
            assert_eq!((words.as_str(), found.len()), (wanted, left_out), "{text}: {found:?}");
        }
        let (words, found) = without_templates("Of {{ mustaches }}").unwrap();
        assert_eq!(words, "Of {{ mustaches }}");
        assert_eq!(found, [Braces::Kept("{{ mustaches }}".into())]);
        assert_eq!(without_templates("{a} {: .b}"), None);
    }
}
