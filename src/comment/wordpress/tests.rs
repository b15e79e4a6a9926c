//! WordPress' answers, recorded and made: `tests/answers/wordpress/`.

use super::decode::{comments, page, post, submitted};
use super::{Next, Progress, WordPress};
use crate::comment::adapter::Thread;
use crate::comment::error::{Error, Fault};
use crate::comment::http::{Answer, recorded};
use crate::comment::model::{Ask, Comment, CommentId, Order, Outcome, State, Submission, What};
use crate::edition::{Address, Comments};
use proptest::prelude::*;

fn one(name: &str) -> Answer {
    recorded::one("wordpress", name)
}

fn listed_from(name: &str, offset: u32) -> Outcome {
    let mut outcome = Outcome::default();
    page(&one(name), offset, &mut outcome).unwrap();
    outcome
}

fn listed(name: &str) -> Outcome {
    listed_from(name, 0)
}

fn sent(name: &str) -> Result<Comment, Error> {
    submitted(&one(name), &Submission::default())
}

pub(super) fn wordpress(post: Option<u64>) -> WordPress {
    let thread = Thread {
        key: "k".into(),
        address: Address::new("/2026/11/22/häfen/").unwrap(),
        headline: String::new(),
        comments: Comments { post, ..Comments::default() },
    };
    WordPress::new("https://b.example", &thread)
}

#[test]
fn a_story_is_its_post_by_number_or_by_slug() {
    assert_eq!(
        wordpress(None).which_post().url,
        "https://b.example/wp-json/wp/v2/posts?slug=h%C3%A4fen&_fields=id,comment_status"
    );
    assert!(wordpress(Some(6)).which_post().url.contains("/posts?include=6&"));
    assert_eq!(post(&one("post-by-slug")), Ok((4, true)));
    assert!(!post(&one("post-by-slug-closed")).unwrap().1);
    assert_eq!(post(&one("post-by-slug-unknown")), Err(Error::NoThread));
    assert_eq!(post(&one("made-rest-off")), Err(Error::Server));
    assert_eq!(post(&one("made-html-page")), Err(Error::Junk));
}

#[test]
fn requests_take_no_cookie_along_and_hold_text_for_text() {
    let wordpress = wordpress(Some(6));
    let ask = Ask { order: Order::Newest, ..Ask::default() };
    let url = wordpress.listing(&ask, 100).url;
    assert!(url.contains("/comments?post=6&order=desc&offset=100&per_page=100&"), "{url}");
    let submission = Submission {
        parent: Some(CommentId(7)),
        text: "a < b && c \\ &#65; 100%ab".into(),
        name: "<b>Tom</b> &amp; 100%ab\\".into(),
        ..Submission::default()
    };
    let request = wordpress.submission(&submission);
    assert!(!request.credentials);
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({"post": 6, "parent": 7,
            "author_name": "&lt;b&gt;Tom&lt;/b&gt; &#038;amp; 100&#037;ab&#092;",
            "content": "a &lt; b &#038;&#038; c &#092; &#038;#65; 100%ab"})
    );
}

#[test]
fn comments_are_read() {
    let listing = listed("list-oldest");
    let first = &listing.comments[0];
    assert!(first.created > 1e9, "{}", first.created);
    assert!(first.is_html && first.body.contains("<p>"), "{}", first.body);
    assert!(first.face.starts_with("http"), "{}", first.face);
    for name in ["list-without-avatars", "made-avatar-hostile"] {
        let face = &listed(name).comments[0].face;
        assert!(!face.contains(':'), "{face}");
    }
    let depths = listed("list-every-depth");
    assert!(depths.comments.iter().filter(|comment| comment.parent.is_some()).count() > 4);
}

#[test]
fn a_page_says_what_comes_after_it() {
    let first = listed("list-page-1");
    let total = one("list-page-1").header("x-wp-total").unwrap().parse().ok();
    assert_eq!(first.total, total);
    assert_eq!(first.next, first.comments.len() as u32);
    assert_eq!(first.hidden, total.unwrap() - first.next);
    let past = listed_from("list-page-past-the-end", 900);
    assert_eq!((past.hidden, past.next), (0, 900));
    assert_eq!(listed("made-totals-missing").hidden, 0);
}

#[test]
fn names_are_decoded_once_and_no_script_is_linked() {
    let comments = listed("made-entities").comments;
    assert_eq!(comments[0].author, "A & <b>");
    assert_eq!(comments[0].website, "https://example.org/?a=1&b=2");
    for comment in listed("made-hostile").comments.iter().chain(&listed("list-odd").comments) {
        let website = &comment.website;
        assert!(website.is_empty() || website.starts_with("http"), "{website}");
    }
}

#[test]
fn times_without_a_zone_are_in_utc() {
    for comment in listed("made-times").comments {
        assert!(comment.created == 0.0 || comment.created > 1e9, "{}", comment.created);
    }
    assert_eq!(listed("made-fields-null").comments[0].created, 0.0);
}

#[test]
fn only_what_is_approved_is_seen_by_all() {
    assert_eq!(sent("new").unwrap().state, State::Live);
    for held in ["new-held", "new-to-the-trash"] {
        assert_eq!(sent(held).unwrap().state, State::Held, "{held}");
    }
    assert_eq!(sent("made-null"), Err(Error::Unclear));
}

#[test]
fn each_refusal_has_its_reason() {
    use Error::{
        Closed, Duplicate, Field, Forbidden, LoginRequired, Server, TooFast, TooLarge, Unclear,
    };
    for (name, error) in [
        ("new-closed", Closed),
        ("new-closed-by-age", Closed),
        ("new-post-draft", Closed),
        ("new-post-unknown", Closed),
        ("new-duplicate", Duplicate),
        ("new-too-fast", TooFast { wait: Some(15) }),
        ("made-error-without-data", TooFast { wait: Some(15) }),
        ("new-login-required", LoginRequired),
        ("made-rest-off", LoginRequired),
        ("new-email-invalid", Field(Fault::EmailInvalid)),
        ("new-email-too-long", Field(Fault::EmailTooLong)),
        ("new-name-too-long", Field(Fault::NameTooLong)),
        ("new-website-too-long", Field(Fault::WebsiteTooLong)),
        ("new-text-missing", Field(Fault::TextMissing)),
        ("new-too-long", Field(Fault::TextTooLong)),
        ("new-name-and-email-missing", Field(Fault::NameMissing)),
        ("new-unreadable", Server),
        ("made-error-unknown", Server),
        ("no-such-path", Server),
        ("made-forbidden-by-a-firewall", Forbidden),
        ("made-too-large", TooLarge),
        ("made-too-many-requests", TooFast { wait: one("made-too-many-requests").wait() }),
        // It may have been taken.
        ("made-critical-error", Unclear),
        ("made-database-down", Unclear),
        ("made-maintenance", Unclear),
        ("made-timeout", Unclear),
        ("made-empty", Unclear),
        ("made-html-page", Unclear),
        ("made-warning-before-json", Unclear),
    ] {
        assert_eq!(sent(name), Err(error), "{name}");
    }
    let named = Submission { name: "Ann".into(), ..Submission::default() };
    assert_eq!(
        submitted(&one("new-name-and-email-missing"), &named),
        Err(Field(Fault::EmailMissing))
    );
}

#[test]
fn no_comments_are_told_apart_from_none() {
    for (name, error) in [
        ("made-empty", Error::Junk),
        ("made-junk", Error::Junk),
        ("made-html-page", Error::Junk),
        ("made-error-object", Error::Junk),
        ("made-warning-before-json", Error::Junk),
        ("made-cut-off", Error::Junk),
        ("made-critical-error", Error::Server),
        ("made-maintenance", Error::Server),
        ("not-the-rest-interface", Error::Junk),
    ] {
        let answer = one(name);
        let expected = if answer.is_success() { error } else { Error::Server };
        assert_eq!(comments(&answer), Err(expected), "{name}");
    }
    assert_eq!(comments(&one("list-empty")), Ok(Vec::new()));
    assert_eq!(comments(&one("made-byte-order-mark")), Ok(Vec::new()));
}

/// Every decoder on one answer.
fn decode_all(answer: &Answer) {
    let _ = page(answer, 0, &mut Outcome::default());
    let _ = submitted(answer, &Submission::default());
    let _ = (comments(answer), post(answer));
    for what in [What::List, What::Find, What::Submit, What::Like] {
        let mut ask = Ask { what, ..Ask::default() };
        let mut progress = Progress::default();
        for _ in 0..4 {
            wordpress(None).next(&mut progress, &mut ask, Some(answer));
        }
    }
}

/// What is asked of a WordPress that answers like this, one after the other.
fn exchange(mut ask: Ask, answers: &[&str]) -> (Vec<String>, Result<Outcome, Error>) {
    let (wordpress, mut urls) = (wordpress(None), Vec::new());
    let mut progress = Progress::default();
    let mut answer = None;
    let mut answers = answers.iter();
    loop {
        match wordpress.next(&mut progress, &mut ask, answer.as_ref()) {
            Next::Done(outcome) => return (urls, outcome),
            Next::Send(request) => urls.push(request.url),
        }
        answer = answers.next().map(|name| one(name));
    }
}

#[test]
fn a_list_begins_with_the_post() {
    let (urls, outcome) = exchange(Ask::default(), &["post-by-slug", "list-oldest"]);
    assert!(urls[0].contains("/posts?slug="), "{urls:?}");
    assert!(urls[1].contains("/comments?post=4&order=asc&offset=0"), "{urls:?}");
    assert!(outcome.unwrap().capabilities.unwrap().open);
    let find = Ask { what: What::Find, ..Ask::default() };
    let (urls, found) = exchange(find, &["post-by-slug", "list-newest"]);
    assert!(urls[1].contains("&order=desc"), "{urls:?}");
    assert_eq!(found.unwrap().comments, []);
    let (_, closed) = exchange(Ask::default(), &["post-by-slug-closed", "list-empty"]);
    assert!(!closed.unwrap().capabilities.unwrap().open);
    let (_, unknown) = exchange(Ask::default(), &["post-by-slug-unknown"]);
    assert_eq!(unknown, Err(Error::NoThread));
}

#[test]
fn a_comment_is_sent_when_the_post_is_known() {
    let submit = || Ask { what: What::Submit, ..Ask::default() };
    let (urls, outcome) = exchange(submit(), &["post-by-slug", "new"]);
    assert!(urls[1].ends_with("/comments"), "{urls:?}");
    assert_eq!(outcome.unwrap().comments.len(), 1);
    let wait = one("made-too-many-requests").wait();
    assert!(wait.is_some());
    for (name, error) in [
        // It will be known later, and nothing has been sent.
        ("made-html-page", Error::Down),
        ("made-database-down", Error::Down),
        ("made-bad-gateway", Error::Down),
        ("made-timeout", Error::Down),
        ("made-too-many-requests", Error::TooFast { wait }),
        // It will not.
        ("post-by-slug-unknown", Error::Server),
        ("made-rest-off", Error::Server),
        ("no-such-path", Error::Server),
    ] {
        let (urls, outcome) = exchange(submit(), &[name]);
        assert_eq!((urls.len(), outcome), (1, Err(error)), "{name}");
    }
    let maintenance = one("made-maintenance");
    let waits = maintenance.wait().map_or(Error::Down, |wait| Error::TooFast { wait: Some(wait) });
    assert_eq!(exchange(submit(), &["made-maintenance"]).1, Err(waits));
}

#[test]
fn no_answer_there_ever_was_breaks_anything() {
    for (_, answer) in recorded::all("wordpress") {
        decode_all(&answer);
    }
}

proptest! {
    #[test]
    fn no_text_breaks_anything(
        status in 0..700_u16,
        body in "\\PC{0,40}|[\\[\\]{}\",:0-9a-z-]{0,40}",
        total in "\\PC{0,8}|[0-9-]{0,20}",
    ) {
        decode_all(&Answer { status, headers: vec![("x-wp-total", total)], date: 0.0, body });
    }

    /// An answer with anything in place of any of its values.
    #[test]
    fn no_value_breaks_anything(
        name in "id|parent|date_gmt|content|author_name|author_url|status|author_avatar_urls|code|data",
        value in "-1|1e308|99999999999999999999|0.5|null|\"\"|\"x\"|true|\\[\\]|\\{\\}|\\[1\\]",
    ) {
        let comment = format!("{{\"id\":1,\"{name}\":{value}}}");
        for status in [200, 400] {
            for body in [comment.clone(), format!("[{comment}]")] {
                decode_all(&Answer { status, headers: Vec::new(), date: 0.0, body });
            }
        }
    }
}
