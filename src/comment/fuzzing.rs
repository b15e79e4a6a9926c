//! Answers of comment servers, as anybody may give them.
//!
//! An answer is written as HTTP has it: a line, headers, an empty line and the body. The line says
//! who answers what with which status: `isso list 200`, `wordpress submit 409`. Behind `html` comes
//! the HTML of a comment.

use super::adapter::{Next, Thread};
use super::html;
use super::http::Answer;
use super::isso::Isso;
use super::model::{Ask, Comment, CommentId, MOST, Outcome, Submission, What};
use super::wordpress::{Progress, WordPress};
use crate::browser::request::HEADERS;
use crate::edition::{Address, Comments};
use crate::fuzzing::drawn;
use crate::markup::el;
use leptos::prelude::RenderHtml as _;

/// How often a server may be asked for one thing.
const REQUESTS: usize = 110;

const WHATS: [(&str, What); 11] = [
    ("list", What::List),
    ("submit", What::Submit),
    ("find", What::Find),
    ("twin", What::Twin),
    ("like", What::Like),
    ("dislike", What::Dislike),
    ("source", What::Source),
    ("edit", What::Edit),
    ("delete", What::Delete),
    ("preview", What::Preview),
    ("count", What::Count),
];

/// Whatever a server answers: what is asked of it ends, what is shown are comments with links to the
/// web, and of their HTML nothing can act.
pub fn comment_answers(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (line, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let mut words = line.split(' ');
    let server = words.next().unwrap_or_default();
    if server == "html" {
        return draw_html(rest.as_bytes());
    }
    let what = words.next().and_then(|word| WHATS.iter().find(|(name, _)| *name == word));
    let what = what.map_or(What::List, |(_, what)| *what);
    let status = words.next().and_then(|status| status.parse().ok()).unwrap_or(200);
    let (head, body) = rest.split_once("\n\n").unwrap_or(("", rest));
    let answer = Answer { status, headers: headers(head), date: 0.0, body: body.into() };
    for comment in [None, Some(CommentId(7))] {
        ask(server, Ask { comment, ..asks(what) }, &answer);
    }
    let isso = Isso::new("/isso", &thread(), false);
    if let Some(cookie) = isso.cookie(&answer) {
        let parts: Vec<&str> = cookie.split("; ").collect();
        assert_eq!(parts.len(), 4, "{cookie}");
        assert!(!cookie.contains(|c: char| c.is_control() || c == ','), "{cookie}");
        assert_eq!(parts[1..3], ["Path=/", "SameSite=Lax"]);
    }
}

/// Reads a text as the body of a list of comments.
pub fn list(server: &str, body: &[u8]) {
    let body = String::from_utf8_lossy(body).into_owned();
    let answer = Answer { status: 200, body, ..Answer::default() };
    ask(server, asks(What::List), &answer);
}

/// Draws a text as the HTML of a comment.
pub fn draw_html(text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    // What the browser says of a URL.
    let follow = |href: &str| {
        let is_web = ["http:", "https:", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
        is_web.then(|| href.to_owned())
    };
    let (element, _) = html::read(el("div"), &text, &follow);
    let html = element.to_html();
    drawn::check(&html, &[]);
    for name in ["img", "iframe", "form", "button", "input", "svg", "script", "link"] {
        assert!(!html.contains(&format!("<{name}")), "a comment with <{name}>: {html}");
    }
}

fn asks(what: What) -> Ask {
    let submission =
        Submission { text: "Words".into(), name: "Ann".into(), ..Submission::default() };
    Ask { what, submission, keys: vec!["/a/".into(), "/b/".into()], ..Ask::default() }
}

/// Asks a server that answers everything with the same.
fn ask(server: &str, mut ask: Ask, answer: &Answer) {
    let isso = Isso::new("https://c.example", &thread(), false);
    let wordpress = WordPress::new("https://b.example", &thread());
    let (mut progress, mut given) = (Progress::default(), None);
    for _ in 0..REQUESTS {
        let next = match (server, given) {
            ("wordpress", given) => wordpress.next(&mut progress, &mut ask, given),
            (_, None) => Next::Send(isso.request(&ask)),
            (_, Some(answer)) => isso.next(&mut ask, answer),
        };
        match next {
            Next::Send(request) => {
                assert!(request.url.starts_with("https://"), "{}", request.url);
                assert!(request.url.is_ascii() && !request.url.contains([' ', '"', '<']));
            }
            Next::Done(outcome) => return outcome.iter().for_each(check),
        }
        given = Some(answer);
    }
    panic!("asked without end");
}

fn check(outcome: &Outcome) {
    assert!(outcome.comments.len() <= MOST + 1, "{}", outcome.comments.len());
    assert!(outcome.counts.is_empty() || outcome.counts.len() == 2);
    for Comment { website, face, body, is_html, created, modified, author, .. } in &outcome.comments
    {
        let is_web = website.is_empty() || website.to_ascii_lowercase().starts_with("http");
        assert!(is_web && website.len() < 2048, "{website}");
        assert!(created.is_finite() && modified.is_finite());
        assert!(author.len() <= 1000 && face.len() < 2048);
        if *is_html {
            draw_html(body.as_bytes());
        }
    }
}

fn headers(head: &str) -> Vec<(&'static str, String)> {
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let name = HEADERS.into_iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some((name, value.trim().to_owned()))
    };
    head.lines().filter_map(header).collect()
}

fn thread() -> Thread {
    Thread {
        key: "/a b/".into(),
        address: Address::front(),
        headline: "A & \"B\"".into(),
        comments: Comments::default(),
    }
}
