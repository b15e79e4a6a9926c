//! Knowing a comment again on a server.

use super::entities;
use super::model::{Body, Comment, Submission};
use super::moment::to_seconds;
use crate::edition::Timestamp;

/// By how many seconds the server's clock may be behind this device's.
const SLACK: f64 = 86_400.0;

/// Whether a comment is the one that was handed in, at `since` or later.
///
/// A server that knows one level of replies hangs a reply to a reply under the first comment,
/// so another parent is no other comment; no parent in place of one is.
pub(super) fn is_it(comment: &Comment, submission: &Submission, since: &Timestamp) -> bool {
    let late_enough = match (to_seconds(&comment.created), to_seconds(since)) {
        (Some(created), Some(since)) => created >= since - SLACK,
        // A time that cannot be read excludes nothing.
        _ => true,
    };
    late_enough
        && comment.parent.is_some() == submission.parent.is_some()
        && name_is(comment.author.as_deref().unwrap_or_default(), &submission.name)
        && text_is(&comment.body, &submission.text)
}

/// A server may take tags out of a name.
fn name_is(author: &str, name: &str) -> bool {
    author == name || essence(author, true) == essence(&without_tags(name), true)
}

fn text_is(body: &Body, text: &str) -> bool {
    let html = match body {
        Body::Text(body) => return body.trim() == text.trim(),
        Body::Html(html) => entities::decode(&without_tags(html)),
    };
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

    fn comment(html: &str, created: &str) -> Comment {
        Comment {
            author: Some("Ann".into()),
            created: Timestamp::new(created),
            body: Body::Html(html.into()),
            ..Comment::default()
        }
    }

    fn says(text: &str) -> Submission {
        Submission { text: text.into(), name: "Ann".into(), ..Submission::default() }
    }

    #[test]
    fn what_a_server_made_of_a_text_is_known_again() {
        let now = "2026-11-22T09:00:00Z";
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
            assert!(is_it(&comment(html, now), &says(text), &Timestamp::new(now)), "{html}");
        }
        for text in ["", "On", "One two three four five six"] {
            let other = comment("<p>One two three four five</p>", now);
            assert!(!is_it(&other, &says(text), &Timestamp::new(now)), "{text}");
        }
        assert!(!is_it(&comment("<p>??</p>", now), &says("!!"), &Timestamp::new(now)));
    }

    #[test]
    fn name_place_and_time_count() {
        let now = Timestamp::new("2026-11-22T09:00:00+01:00");
        let there = comment("<p>Yes</p>", "2026-11-22T07:59:00Z");
        assert!(is_it(&there, &says("Yes"), &now));
        let other = Submission { name: "Bob".into(), ..says("Yes") };
        assert!(!is_it(&there, &other, &now));
        let reply = Submission { parent: Some(CommentId::new("1")), ..says("Yes") };
        assert!(!is_it(&there, &reply, &now));
        let old = comment("<p>Yes</p>", "2026-11-20T07:59:00Z");
        assert!(!is_it(&old, &says("Yes"), &now));
    }

    proptest! {
        #[test]
        fn nothing_panics(html in "\\PC{0,30}|[<>&;a/é]{0,30}", text in "\\PC{0,30}") {
            is_it(&comment(&html, ""), &says(&text), &Timestamp::new(""));
        }
    }
}
