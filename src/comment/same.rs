//! Knowing a comment again on a server.

use super::entities;
use super::model::{Comment, Submission};

/// By how many seconds the server's clock may be behind this device's.
const SLACK: f64 = 86_400.0;

/// Whether a comment is the one that was handed in, at `since` or later.
///
/// A server that knows one level of replies hangs a reply to a reply under the first comment,
/// so another parent is no other comment; no parent in place of one is.
pub(super) fn is_it(comment: &Comment, submission: &Submission, since: f64) -> bool {
    // A time that cannot be read excludes nothing.
    (comment.created == 0.0 || comment.created >= since - SLACK)
        && comment.parent.is_some() == submission.parent.is_some()
        && name_is(&comment.author, &submission.name)
        && text_is(comment, &submission.text)
}

/// A server may take tags out of a name.
fn name_is(author: &str, name: &str) -> bool {
    author == name || essence(author, true) == essence(&without_tags(name), true)
}

fn text_is(comment: &Comment, text: &str) -> bool {
    if !comment.is_html {
        return comment.body.trim() == text.trim();
    }
    let html = entities::decode(&without_tags(&comment.body));
    let text = without_tags(text);
    let words = essence(&text, false);
    if words.is_empty() {
        essence(&html, true) == essence(&text, true)
    } else {
        essence(&html, false) == words
    }
}

/// What is left of a text when a server has put it into paragraphs, set its quotes and dashes
/// and drawn its smileys: letters and digits, and with `signs` what else can be seen.
fn essence(text: &str, signs: bool) -> String {
    let keep = |c: &char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || signs && c.is_ascii_punctuation()
        } else {
            // Punctuation, arrows, symbols, and emoji.
            let sign = matches!(c, '\u{2000}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}');
            !c.is_whitespace() && (signs || !sign)
        }
    };
    text.chars().filter(keep).collect()
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let end = if tag { rest.find('>') } else { None };
        rest = &rest[end.map_or(1, |end| end + 1)..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::model::CommentId;
    use proptest::prelude::*;

    const NOW: f64 = 1_795_332_745.0;

    fn comment(html: &str, created: f64) -> Comment {
        Comment {
            author: "Ann".into(),
            created,
            body: html.into(),
            is_html: true,
            ..Comment::default()
        }
    }

    fn says(text: &str) -> Submission {
        Submission { text: text.into(), name: "Ann".into(), ..Submission::default() }
    }

    #[test]
    fn what_a_server_made_of_a_text_is_known_again() {
        for (html, text) in [
            (
                "<p>One &#8220;two&#8221; &#8211; three&#8230;</p>\n<p>four<br />\nfive</p>\n",
                "One \"two\" -- three...\n\nfour\nfive",
            ),
            ("<p>a &lt; b &amp; c > d</p>", "a < b & c > d"),
            ("<p>Fish &amp; chips 😀</p>", "Fish & chips :-)"),
            ("<p>?!</p>", "?!"),
            ("<p>&amp;amp;</p>", "&amp;"),
        ] {
            assert!(is_it(&comment(html, NOW), &says(text), NOW), "{html}");
        }
        for text in ["", "On", "One two three four five six"] {
            let other = comment("<p>One two three four five</p>", NOW);
            assert!(!is_it(&other, &says(text), NOW), "{text}");
        }
        assert!(!is_it(&comment("<p>??</p>", NOW), &says("!!"), NOW));
    }

    #[test]
    fn name_place_and_time_count() {
        let there = comment("<p>Yes</p>", NOW - 60.0);
        assert!(is_it(&there, &says("Yes"), NOW));
        let other = Submission { name: "Bob".into(), ..says("Yes") };
        assert!(!is_it(&there, &other, NOW));
        let reply = Submission { parent: Some(CommentId(1)), ..says("Yes") };
        assert!(!is_it(&there, &reply, NOW));
        let old = comment("<p>Yes</p>", NOW - 100_000.0);
        assert!(!is_it(&old, &says("Yes"), NOW));
    }

    proptest! {
        #[test]
        fn nothing_panics(html in "\\PC{0,30}|[<>&;a/é]{0,30}", text in "\\PC{0,30}") {
            is_it(&comment(&html, 0.0), &says(&text), 0.0);
        }
    }
}
