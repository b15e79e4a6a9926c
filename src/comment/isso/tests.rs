//! Isso's answers, recorded and made: `tests/answers/isso/`.

use super::decode::{acted, counted, listing, submitted};
use super::{Isso, encode};
use crate::comment::adapter::Thread;
use crate::comment::error::{Fault, ListError, SubmitError};
use crate::comment::http::{Answer, recorded};
use crate::comment::model::{
    Body, Comment, CommentId, Deed, Face, Listing, Order, Outcome, Query, State, Submission, Vote,
    Votes,
};
use crate::edition::{Address, Comments, Timestamp};
use proptest::prelude::*;

fn one(name: &str) -> Answer {
    recorded::one("isso", name)
}

fn isso() -> Isso {
    let thread = Thread {
        key: "/a b/".into(),
        address: Address::new("/a/").unwrap(),
        headline: "A & \"B\"".into(),
        comments: Comments::default(),
    };
    Isso::new("https://c.example", &thread, false)
}

fn listed(name: &str) -> Listing {
    listing(&one(name), &Query::default()).unwrap()
}

fn ids(listing: &Listing) -> Vec<(&str, Option<&str>)> {
    listing
        .comments
        .iter()
        .map(|comment| (comment.id.as_str(), comment.parent.as_ref().map(CommentId::as_str)))
        .collect()
}

#[test]
fn requests_have_no_header_of_their_own_and_say_all_that_isso_needs() {
    let isso = isso();
    let page =
        isso.listing(&Query { order: Order::MostVoted, offset: 50, ..Query::default() }, false);
    assert_eq!(
        page.url,
        "https://c.example/?uri=%2Fa%20b%2F&sort=upvotes&limit=50&nested_limit=10&offset=50"
    );
    let replies = Query { parent: Some(CommentId::new("7")), offset: 10, ..Query::default() };
    assert!(
        isso.listing(&replies, false).url.contains("&parent=7&limit=50&nested_limit=10&offset=10")
    );
    let all = Query { all: true, ..Query::default() };
    let url = isso.listing(&all, true).url;
    assert!(url.contains("nested_limit=1000000") && url.ends_with("&plain=1"), "{url}");
    assert!(!url.contains("&limit="), "{url}");

    let submission = Submission {
        parent: Some(CommentId::new("7")),
        text: "<b> & \"\n".into(),
        name: "Ann".into(),
        ..Submission::default()
    };
    let new = isso.submission(&submission);
    assert_eq!((new.method, new.credentials), ("POST", true));
    assert_eq!(new.url, "https://c.example/new?uri=%2Fa%20b%2F");
    let (body, media_type) = new.body.unwrap();
    assert_eq!(media_type, "application/json");
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({"text": "<b> & \"\n", "author": "Ann", "email": null, "website": null,
            "parent": 7, "title": "A & \"B\""})
    );

    let id = || CommentId::new("7");
    let change = isso.deed(&Deed::Edit(id(), "x".into()));
    assert_eq!((change.method, change.credentials), ("PUT", true));
    assert_eq!(change.body.unwrap().0, "{\"text\":\"x\"}");
    let deletion = isso.deed(&Deed::Delete(id()));
    assert_eq!((deletion.method, deletion.credentials), ("DELETE", true));
    let source = isso.deed(&Deed::Source(id()));
    assert_eq!((source.method, source.body, source.credentials), ("GET", None, true));
    let vote = isso.deed(&Deed::Vote(id(), Vote::Dislike));
    assert_eq!((vote.method, vote.credentials), ("POST", false));
    assert_eq!(vote.url, "https://c.example/id/7/dislike");
    assert!(vote.body.is_some(), "Isso takes no request without a type of content");
    let counts = encode::counts("https://c.example", &["/a/".into(), "/b/".into()]);
    assert_eq!(counts.body, Some(("[\"/a/\",\"/b/\"]".into(), "text/plain")));
}

#[test]
fn a_thread_is_read_with_its_replies() {
    let listing = listed("list-oldest");
    assert_eq!(listing.comments[0].author.as_deref(), Some("Ann"));
    assert_eq!(listing.comments[0].created, Timestamp::new("2026-11-22T07:32:25.550Z"));
    assert_eq!(listing.comments[0].body, Body::Html("<p>The first.</p>".into()));
    assert_eq!(listing.comments[0].face, Some(Face::Pattern("6a115c46ba62".into())));
    assert_eq!(ids(&listing)[..3], [("1", None), ("2", Some("1")), ("3", Some("1"))]);
    assert_eq!((listing.total, listing.hidden), (Some(9), 0));
    assert_eq!(ids(&listing).len(), 9);
}

#[test]
fn a_page_says_what_comes_after_it() {
    for name in ["list-page-1", "list-page-2", "list-page-past-the-end", "list-replies-of-one"] {
        let answer = one(name);
        let json = answer.json();
        let hidden = json["hidden_replies"].as_i64().unwrap().max(0);
        let listing = listing(&answer, &Query { offset: 3, ..Query::default() }).unwrap();
        assert_eq!(i64::from(listing.hidden), hidden, "{name}");
        assert_eq!(listing.next as usize, 3 + json["replies"].as_array().unwrap().len(), "{name}");
        let of_replies: i64 = json["replies"]
            .as_array()
            .unwrap()
            .iter()
            .map(|reply| reply["hidden_replies"].as_i64().unwrap_or(0).max(0))
            .sum();
        let told: u32 = listing.hidden_replies.iter().map(|(_, count)| count).sum();
        assert_eq!(i64::from(told), of_replies, "{name}");
    }
}

#[test]
fn a_placeholder_is_no_comment() {
    let listing = listed("list-deleted");
    let gone: Vec<_> =
        listing.comments.iter().filter(|comment| comment.state == State::Deleted).collect();
    assert_eq!(gone.len(), 1);
    assert_eq!((gone[0].votes, &gone[0].author), (None, &None));
    assert_eq!(listing.total, Some(listing.comments.len() as u32 - 1));
}

#[test]
fn what_the_server_asks_for_is_told_with_the_comments() {
    assert!(listed("list-name-required").capabilities.unwrap().name_required);
    assert!(listed("list-email-required").capabilities.unwrap().email_required);
    let usual = listed("list-oldest").capabilities.unwrap();
    assert!(!usual.name_required && !usual.email_required);
    assert_eq!(listed("made-config-missing").capabilities, None);
    assert!(!listed("made-config-of-wrong-types").capabilities.unwrap().email_required);
    assert!(matches!(listed("list-gravatar").comments[0].face, Some(Face::Picture(_))));
}

#[test]
fn names_are_decoded_once() {
    let names: Vec<_> = listed("made-entities").comments.into_iter().map(|it| it.author).collect();
    assert!(names.contains(&Some("A & <b>".into())), "{names:?}");
    assert_eq!(submitted(&one("new-entities")).unwrap().author.as_deref(), Some("A & <b>"));
}

#[test]
fn no_script_is_linked() {
    for comment in listed("made-hostile").comments.iter().chain(&listed("list-hostile").comments) {
        if let Some(website) = &comment.website {
            assert!(website.starts_with("http"), "{website}");
        }
    }
}

#[test]
fn a_new_comment_says_whether_it_is_held_and_how_long_it_may_be_changed() {
    let new = submitted(&one("new")).unwrap();
    assert_eq!((new.state, new.changeable), (State::Live, Some(900)));
    assert_eq!(submitted(&one("new-held")).unwrap().state, State::Held);
    assert_eq!(submitted(&one("new-reply-to-a-reply")).unwrap().parent, Some(CommentId::new("1")));
    let edited = submitted(&one("edit")).unwrap();
    assert!(edited.modified.is_some() && edited.changeable == Some(900));
    assert!(
        matches!(submitted(&one("new-longest")), Ok(Comment { body: Body::Html(it), .. }) if it.len() > 60_000)
    );
}

#[test]
fn each_refusal_has_its_reason() {
    use SubmitError::{Field, Forbidden, Server, TooFast, TooLarge, Unclear};
    for (name, error) in [
        ("new-text-missing", Field(Fault::TextMissing)),
        ("new-too-short", Field(Fault::TextTooShort)),
        ("new-too-short-as-json", Field(Fault::TextTooShort)),
        ("edit-too-short", Field(Fault::TextTooShort)),
        ("new-too-long", Field(Fault::TextTooLong)),
        ("new-email-too-long", Field(Fault::EmailTooLong)),
        ("new-email-missing", Field(Fault::EmailMissing)),
        ("new-name-missing", Field(Fault::NameMissing)),
        ("new-website-invalid", Field(Fault::WebsiteInvalid)),
        ("new-website-too-long", Field(Fault::WebsiteTooLong)),
        ("new-too-fast", TooFast { wait: Some(60) }),
        ("new-too-fast-as-json", TooFast { wait: Some(60) }),
        ("new-reply-to-oneself", TooFast { wait: None }),
        ("new-too-many-direct", Forbidden),
        ("new-wrong-type", Forbidden),
        ("edit-too-late", Forbidden),
        ("edit-without-cookie", Forbidden),
        ("new-too-large", TooLarge),
        ("made-too-large", TooLarge),
        ("made-too-many-requests", TooFast { wait: one("made-too-many-requests").wait() }),
        ("made-forbidden-by-a-firewall", Forbidden),
        ("new-unreadable", Server),
        ("new-without-title", Server),
        ("no-such-path", Server),
        ("made-moved", Server),
        // It may have been taken.
        ("made-server-error", Unclear),
        ("made-bad-gateway", Unclear),
        ("made-timeout", Unclear),
        ("made-html-page", Unclear),
        ("made-empty", Unclear),
        ("made-no-content", Unclear),
        ("made-null", Unclear),
    ] {
        assert_eq!(submitted(&one(name)), Err(error), "{name}");
    }
}

#[test]
fn no_comments_are_told_apart_from_none() {
    for (name, error) in [
        ("made-empty", ListError::Junk),
        ("made-junk", ListError::Junk),
        ("made-html-page", ListError::Junk),
        ("made-error-object", ListError::Junk),
        ("made-list-for-object", ListError::Junk),
        ("made-replies-no-list", ListError::Junk),
        ("made-deep", ListError::Junk),
        ("made-cut-off", ListError::Junk),
        ("made-no-content", ListError::Junk),
        ("made-server-error", ListError::Server),
        ("made-bad-gateway", ListError::Server),
        ("made-moved", ListError::Server),
        ("made-too-many-requests", ListError::Server),
    ] {
        assert_eq!(listing(&one(name), &Query::default()), Err(error), "{name}");
    }
    let empty = listed("list-empty");
    assert_eq!((empty.comments.len(), empty.total), (0, Some(0)));
}

#[test]
fn odd_answers_give_what_can_be_read_of_them() {
    assert_eq!(listed("made-hidden-negative").hidden, 0);
    assert_eq!(listed("list-offset-without-limit").hidden, 0);
    assert_eq!(ids(&listed("made-orphan")), [("2", Some("4711"))]);
    assert_eq!(ids(&listed("made-parent-itself")), [("1", Some("1"))]);
    assert_eq!(ids(&listed("made-ids-reused")).len(), 2);
    assert_eq!(ids(&listed("made-id-of-many-digits"))[0].0, "9007199254740993");
    assert_eq!(ids(&listed("made-replies-of-wrong-kinds")).len(), 1);
    assert_eq!(ids(&listed("made-id-missing")).len(), 1);
    assert_eq!(listed("made-fields-null").comments[0].created, Timestamp::default());
    assert_eq!(listed("made-fields-missing").comments[0].votes, Some(Votes::default()));
    for comment in listed("made-times").comments {
        let text = comment.created.as_str();
        assert!(text.is_empty() || text.ends_with('Z'), "{text}");
    }
}

#[test]
fn votes_previews_counts_and_deletions() {
    let id = || CommentId::new("1");
    let voted = |name: &str| acted(&one(name), &Deed::Vote(id(), Vote::Like));
    let votes = Votes { likes: 3, dislikes: 0 };
    assert_eq!(voted("like"), Ok(Outcome::Votes(votes)));
    assert_eq!(voted("like-again"), Ok(Outcome::Votes(votes)));
    assert_eq!(voted("like-unknown"), Err(SubmitError::Server));
    let preview = acted(&one("preview"), &Deed::Preview(String::new()));
    assert!(matches!(preview, Ok(Outcome::Text(html)) if html.starts_with('<')));
    let source = |name: &str| acted(&one(name), &Deed::Source(id()));
    assert!(matches!(source("view-plain"), Ok(Outcome::Text(_))));
    assert_eq!(source("view-without-cookie"), Err(SubmitError::Forbidden));
    let edited = acted(&one("edit"), &Deed::Edit(id(), String::new()));
    assert!(matches!(edited, Ok(Outcome::Comment(_))));
    assert!(counted(&one("count"), one("count").json().as_array().unwrap().len()).is_some());
    assert_eq!(counted(&one("made-count-too-short"), 2), None);
    assert_eq!(counted(&one("made-count-odd"), 4), None);
    assert_eq!(counted(&one("made-server-error"), 0), None);
    let deleted = |name: &str| acted(&one(name), &Deed::Delete(id()));
    assert_eq!(deleted("delete"), Ok(Outcome::Gone));
    let placeholder = deleted("delete-with-replies");
    assert!(matches!(placeholder, Ok(Outcome::Comment(it)) if it.state == State::Deleted));
    assert_eq!(deleted("delete-too-late"), Err(SubmitError::Forbidden));
    assert_eq!(deleted("delete-again"), Err(SubmitError::Unclear));
}

/// Every decoder on one answer.
fn decode_all(answer: &Answer) {
    let _ = listing(answer, &Query::default());
    let _ = listing(answer, &Query { parent: Some(CommentId::new("1")), ..Query::default() });
    let _ = submitted(answer);
    let id = || CommentId::new("1");
    for deed in [
        Deed::Vote(id(), Vote::Like),
        Deed::Source(id()),
        Deed::Edit(id(), String::new()),
        Deed::Delete(id()),
        Deed::Preview(String::new()),
    ] {
        let _ = acted(answer, &deed);
    }
    let _ = counted(answer, 1);
}

#[test]
fn no_answer_there_ever_was_breaks_anything() {
    for (_, answer) in recorded::all("isso") {
        decode_all(&answer);
    }
}

proptest! {
    #[test]
    fn no_text_breaks_anything(
        status in 0..700_u16,
        body in "\\PC{0,40}|[\\[\\]{}\",:0-9a-z-]{0,40}",
        cookie in "\\PC{0,20}|[maxge=;0-9-]{0,20}",
    ) {
        decode_all(&Answer { status, headers: vec![("x-set-cookie", cookie)], body });
    }

    /// An answer with anything in place of any of its values.
    #[test]
    fn no_value_breaks_anything(
        name in "id|parent|created|modified|mode|text|author|website|hash|likes|replies|hidden_replies|total_replies",
        value in "-1|1e308|99999999999999999999|0.5|null|\"\"|\"x\"|true|\\[\\]|\\{\\}|\\[1\\]",
    ) {
        let comment = format!("{{\"id\":1,\"replies\":[],\"{name}\":{value}}}");
        let body = format!("{{\"{name}\":{value},\"replies\":[{comment}],\"x\":{comment}}}");
        for body in [body, comment] {
            decode_all(&Answer { status: 200, headers: Vec::new(), body });
        }
    }
}
