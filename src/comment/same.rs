//! Knowing a comment again on a server.

use super::entities;
use super::made_for::MENDS;
use super::model::{Ask, Comment, CommentId, Submission};
use crate::text::{holds, replaced};

/// How many seconds may lie between when a comment was handed in by the server's clock and what is
/// known of that: this device's clock may be set anew between the hand-in and the look.
const SLACK: f64 = 86_400.0;

/// Whether a comment is the one that was handed in. `under` says what it can answer, as
/// [`under`] gives it.
pub(super) fn is_it(comment: &Comment, ask: &Ask, under: Under) -> bool {
    let known = |pair: &[u64]| pair == stamp(comment);
    // A time that cannot be read excludes nothing.
    let is_older = comment.created > 0.0 && comment.created < ask.since_there - SLACK;
    !is_older
        && may_be(comment, &ask.submission)
        && under.is_none_or(|under| under.contains(&comment.parent))
        && !ask.known.chunks(2).any(known)
        && text_is(comment, &ask.submission.text)
}

/// Whether a comment could be taken for the one that is handed in, were nothing known but who
/// writes it: one that is there already is noted then.
pub(super) fn may_be(comment: &Comment, submission: &Submission) -> bool {
    let (author, name) = (&comment.author, &submission.name);
    author == name || MENDS && signs(author) == signs(name)
}

/// What a comment is noted by: its id, and when it was written, in thousandths of a second
/// after 1970; an id alone may be another comment's by now.
pub(super) fn stamp(comment: &Comment) -> [u64; 2] {
    [comment.id.0, (comment.created * 1000.0) as u64]
}

/// What a comment that was handed in may answer; `None` where that cannot be said any more.
pub(super) type Under = Option<[Option<CommentId>; 2]>;

/// What it may answer on a server that hangs a reply to a reply under the first comment, when
/// this is what it was handed in as a reply to, as far as that is still there.
pub(super) fn under(parent: Option<CommentId>, there: Option<&Comment>) -> Under {
    match (parent, there) {
        (None, _) => Some([None; 2]),
        (_, Some(there)) => Some([parent, there.parent.or(parent)]),
        (Some(_), None) => None,
    }
}

fn text_is(comment: &Comment, text: &str) -> bool {
    if !MENDS || !comment.is_html {
        return comment.body.trim() == text.trim();
    }
    let html = entities::decode(&without_tags(&comment.body));
    // What was typed as a character reference may have become the character.
    if signs(&html) == signs(text) || signs(&html) == signs(&entities::decode(text)) {
        return true;
    }
    // Signs count for nothing only where some may have become smileys.
    let pictures = |text: &str| text.chars().filter(|c| is_picture(*c)).count();
    let smileys = holds(&comment.body, "wp-smiley") || pictures(&html) > pictures(text);
    smileys && letters(&html) == letters(text)
}

/// What can be seen of a text when a server has put it into paragraphs, set its quotes and
/// dashes and linked its addresses: the same for the text and for what was made of it.
fn signs(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '`' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2039}' | '\u{203A}' => out.push('\''),
            '"' | '\u{201C}'..='\u{201F}' | '\u{2033}' | '«' | '»' => out.push_str("''"),
            '-' | '–' | '—' if out.ends_with('-') => {}
            '–' | '—' => out.push('-'),
            '…' => out.push_str("..."),
            '×' => out.push('x'),
            '™' => out.push_str("(tm)"),
            // What follows or joins a picture, and what a server takes for an escape.
            '\u{200B}'..='\u{200D}' | '\u{FE0F}' | '\\' => {}
            c => out.push(c),
        }
    }
    // An address may have been given its scheme; and one name is set right.
    replaced(&replaced(&out, "http://", ""), "Wordpress", "WordPress")
}

/// What is left of a text without smileys, typed or drawn, and without signs.
fn letters(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace().filter(|word| !is_smiley(word)) {
        out.extend(signs(word).chars().filter(|c| !is_sign(*c)));
    }
    out
}

/// Whether a word is or may be what WordPress makes a smiley of: `:-)`, `8O`, `:lol:`.
fn is_smiley(word: &str) -> bool {
    let named = word.len() < 12 && word.ends_with(':');
    word.starts_with([':', ';', '8']) && (named || (2..4).contains(&word.len()))
}

/// Punctuation, arrows, symbols, pictures.
fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '\u{2000}'..='\u{2BFF}') || is_picture(c)
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    let last = html.rfind('>').unwrap_or_default();
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        // Where none ends any more none is looked for.
        let ends = html.len() - after.len() <= last;
        let tag =
            ends && after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let behind = if tag { after.split_once('>') } else { None };
        rest = behind.map_or(after, |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::model::Submission;
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

    fn says(text: &str) -> Ask {
        let submission =
            Submission { text: text.into(), name: "Ann".into(), ..Submission::default() };
        Ask { submission, since_there: NOW, ..Ask::default() }
    }

    /// On WordPress, where a reply stays under what it answers.
    fn is(comment: &Comment, ask: &Ask) -> bool {
        is_it(comment, ask, Some([ask.submission.parent; 2]))
    }

    #[test]
    fn what_a_server_made_of_a_text_is_known_again() {
        for (html, text) in [
            (
                "<p>One &#8220;two&#8221; &#8211; three&#8230;</p>\n<p>four<br />\nfive</p>\n",
                "One \"two\" -- three...\n\nfour\nfive",
            ),
            ("<p>a &lt; b &amp; c > d</p>", "a < b & c > d"),
            ("<p>a &lt;b&gt; c</p>", "a <b> c"),
            ("<p>Fish &amp; chips 😀</p>", "Fish & chips :-)"),
            (
                "<p>😆 and <img src='m.png' alt=':mrgreen:' class='wp-smiley' /></p>",
                ":lol: and :mrgreen:",
            ),
            ("<p>?!</p>", "?!"),
            ("<p>&amp;amp;</p>", "&amp;"),
            (
                "<p>It&#8217;s 9&#8242; 10&#8243;, &#8216;so&#8217; &#8212; 4&#215;4 &#8482;</p>",
                "It's 9' 10\", 'so' --- 4x4 (tm)",
            ),
            (
                "<p>See <a href=\"http://www.a.example\">http://www.a.example</a>.</p>",
                "See www.a.example.",
            ),
            ("<p>On WordPress</p>", "On Wordpress"),
            ("<p>It&#8217;s an A: &#065;&eacute;</p>", "It&#8217;s an A: &#65;&eacute;"),
            ("<p>It&#038;#8217;s</p>", "It&#8217;s"),
            ("<p>C:temp</p>", "C:\\temp"),
            ("<p>👍🏽 «&nbsp;Oui&nbsp;»</p>", "👍🏽 \"Oui\""),
            (
                "<p>“See” <a href='http://www.a.example'>http://www.a.example</a>: &lt;b&gt;4&#215;4 🙂</p>",
                "\"See\" www.a.example: <b>4x4 :-)",
            ),
        ] {
            assert!(is(&comment(html, NOW), &says(text)), "{html}");
        }
        for text in ["", "On", "One two three four five six"] {
            let other = comment("<p>One two three four five</p>", NOW);
            assert!(!is(&other, &says(text)), "{text}");
        }
        for (html, text) in [
            ("??", "!!"),
            ("&#8722;1", "+1"),
            ("-1", "+1"),
            ("Yes?", "Yes!"),
            ("👍", "👎"),
            ("1, 2", "12"),
        ] {
            assert!(!is(&comment(html, NOW), &says(text)), "{html} {text}");
        }
    }

    #[test]
    fn name_place_and_time_count() {
        let there = comment("<p>Yes</p>", NOW - 60.0);
        assert!(is(&there, &says("Yes")));
        let mut other = says("Yes");
        other.submission.name = "Bob".into();
        assert!(!is(&there, &other) && !may_be(&there, &other.submission));
        let mut reply = says("Yes");
        reply.submission.parent = Some(CommentId(1));
        assert!(!is(&there, &reply));
        let elsewhere = Comment { parent: Some(CommentId(2)), ..there.clone() };
        assert!(!is(&elsewhere, &reply));
        let old = comment("<p>Yes</p>", NOW - 100_000.0);
        assert!(!is(&old, &says("Yes")));
        // Where the server's clock is not known none is too old.
        assert!(is(&old, &Ask { since_there: 0.0, ..says("Yes") }));
    }

    #[test]
    fn a_name_is_known_again_whatever_a_server_makes_of_it() {
        for (name, author) in [("O'Neil", "O’Neil"), ("Ann  Lee", "Ann Lee"), ("Zoë 😀", "Zoë 😀")]
        {
            let there = Comment { author: author.into(), ..Comment::default() };
            let says = |name: &str| Submission { name: name.into(), ..Submission::default() };
            assert!(may_be(&there, &says(name)), "{name}");
            assert!(!may_be(&there, &says("Bob")), "{name}");
        }
    }

    #[test]
    fn what_was_there_before_is_another() {
        let there = Comment { id: CommentId(7), ..comment("<p>Thanks!</p>", NOW) };
        let mut ask = says("Thanks!");
        ask.known = [[3, 5], stamp(&there)].concat();
        assert!(!is(&there, &ask));
        assert!(is(&Comment { id: CommentId(8), ..there.clone() }, &ask));
        // Its number has been given to another.
        assert!(is(&Comment { created: NOW + 9.0, ..there }, &ask));
    }

    #[test]
    fn a_reply_to_a_reply_hangs_under_the_first_comment() {
        let [root, reply] = [1, 2].map(|id| Some(CommentId(id)));
        let there = Comment { id: CommentId(2), parent: root, ..Comment::default() };
        assert_eq!(under(reply, Some(&there)), Some([reply, root]));
        let first = Comment { id: CommentId(1), ..Comment::default() };
        assert_eq!(under(root, Some(&first)), Some([root, root]));
        assert_eq!(under(None, None), Some([None; 2]));
        // Gone: it may hang anywhere.
        assert_eq!(under(reply, None), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(html in "\\PC{0,30}|[<>&;a/é:8-]{0,30}", text in "\\PC{0,30}") {
            is_it(&comment(&html, 0.0), &says(&text), None);
        }
    }
}
