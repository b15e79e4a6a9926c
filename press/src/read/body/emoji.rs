//! `:emoji:` by GitHub's names.

use std::borrow::Cow;

/// A text with the names between colons set as the emoji that they call. What is no such name
/// (`10:30:45`, `std::fmt`) stays as it was written.
pub(super) fn with_emoji(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text[at..].find(':').map(|found| at + found) {
        at = open + 1;
        let follows_another = from > 0 && from == open;
        let stands_off = follows_another || !text[..open].ends_with(is_joined);
        let Some((emoji, end)) = named(text, open).filter(|_| stands_off) else { continue };
        let is_before_another = text[end..].starts_with(':') && named(text, end).is_some();
        if is_before_another || !text[end..].starts_with(is_joined) {
            out.push_str(&text[from..open]);
            out.push_str(emoji);
            (from, at) = (end, end);
        }
    }
    if from == 0 {
        return text.into();
    }
    out.push_str(&text[from..]);
    out.into()
}

/// The emoji whose name begins with the colon at a place, and where that ends.
fn named(text: &str, open: usize) -> Option<(&'static str, usize)> {
    let name = &text[open + 1..];
    let name = &name[..name.find(|c| !is_of_name(c))?];
    let end = open + 1 + name.len();
    let emoji = emojis::get_by_shortcode(name).filter(|_| text[end..].starts_with(':'))?;
    Some((emoji.as_str(), end + 1))
}

/// What stands beside a colon that is part of something longer: a time, a path, a name in code.
fn is_joined(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '_')
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+')
}

#[cfg(test)]
mod tests {
    use super::with_emoji;

    #[test]
    fn names_are_set_and_nothing_else_is() {
        for (written, set) in [
            (":tada: done", "🎉 done"),
            ("(:smile:)", "(😄)"),
            ("a :+1: b :-1:", "a 👍 b 👎"),
            (":heart::rocket: now", "❤️🚀 now"),
            (":heart: :rocket:", "❤️ 🚀"),
            ("好:tada:！", "好🎉！"),
            (":no_such_thing: x", ":no_such_thing: x"),
            ("10:30:45", "10:30:45"),
            ("1:100:2", "1:100:2"),
            ("std::fmt::Write", "std::fmt::Write"),
            ("Note: this: that", "Note: this: that"),
            ("a:smile:b", "a:smile:b"),
            ("x :not :tada:", "x :not 🎉"),
            ("::tada::", "::tada::"),
            (":", ":"),
            ("", ""),
        ] {
            assert_eq!(with_emoji(written), set, "{written}");
        }
    }
}
