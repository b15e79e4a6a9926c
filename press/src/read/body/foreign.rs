//! Signs of other Markdown that mean nothing here: they stay as they are written, with a word.

/// What stands around words, and what it would mean elsewhere.
const AROUND: [(&str, &str, &str); 5] = [
    ("![[", "]]", "what is embedded in Obsidian"),
    ("[[", "]]", "a link of a wiki"),
    ("^[", "]", "a note in the text"),
    ("++", "++", "inserted words"),
    ("^", "^", "raised words"),
];

/// The first such piece of a text, and what it would mean.
pub(super) fn foreign(text: &str) -> Option<(&str, &'static str)> {
    let mut found: Vec<_> = AROUND.iter().filter_map(|it| piece(text, *it)).collect();
    found.sort_by_key(|(at, _, _)| *at);
    found.first().map(|(_, piece, what)| (*piece, *what))
}

fn piece<'t>(
    text: &'t str,
    (open, close, what): (&str, &str, &'static str),
) -> Option<(usize, &'t str, &'static str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(open).map(|found| from + found) {
        from = at + open.len();
        let inside = &text[from..];
        let length = inside.find(close)?;
        let words = &inside[..length];
        let is_mark = matches!(open, "++" | "^");
        // `C++ and ++i`, `2^3 and 4^5`: signs of programs and numbers part nothing.
        let is_set = !is_mark
            || !words.contains(char::is_whitespace)
                && words.starts_with(char::is_alphanumeric)
                && words.ends_with(char::is_alphanumeric)
                && !inside[length + close.len()..].starts_with(char::is_alphanumeric);
        if !words.trim().is_empty() && is_set && !words.contains(['[', '\n']) {
            return Some((at, &text[at..from + length + close.len()], what));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_other_tools_are_known() {
        for (text, wanted) in [
            ("See [[Wiki Link]].", Some("[[Wiki Link]]")),
            ("See ![[embed.png]] and [[a|b]]", Some("![[embed.png]]")),
            ("A note^[as here].", Some("^[as here]")),
            ("++new++ words", Some("++new++")),
            ("x^2^ and", Some("^2^")),
            ("C++ and C++", None),
            ("++i and j++", None),
            ("2^3 and 4^5", None),
            ("a [b] [[ ]] ^_^ ^^", None),
            ("x++y++z", None),
        ] {
            assert_eq!(foreign(text).map(|it| it.0), wanted, "{text}");
        }
    }
}
