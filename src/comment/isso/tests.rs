//! Isso's answers, recorded and made: `tests/answers/isso/`.

use super::Isso;
use crate::comment::adapter::{Next, Thread};
use crate::comment::error::{Error, Fault};
use crate::comment::http::{Answer, number_of, recorded};
use crate::comment::model::{
    Ask, Comment, CommentId, MOST, Order, Outcome, State, Submission, What,
};
use crate::comment::same;
use crate::edition::{Address, Comments};
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

fn asks(what: What) -> Ask {
    Ask { what, comment: Some(CommentId(7)), ..Ask::default() }
}

fn read(what: What, name: &str) -> Result<Outcome, Error> {
    isso().read(&asks(what), &one(name))
}

fn page(answer: &Answer) -> Result<Outcome, Error> {
    isso().read(&Ask::default(), answer)
}

fn listed(name: &str) -> Outcome {
    page(&one(name)).unwrap()
}

fn submitted(name: &str) -> Result<Comment, Error> {
    read(What::Submit, name).map(|outcome| outcome.comments[0].clone())
}

fn ids(outcome: &Outcome) -> Vec<(u64, u64)> {
    let parent = |comment: &Comment| comment.parent.map_or(0, |id| id.0);
    outcome.comments.iter().map(|comment| (comment.id.0, parent(comment))).collect()
}

#[test]
fn requests_have_no_header_of_their_own_and_say_all_that_isso_needs() {
    let url = |ask: Ask| isso().request(&ask).url;
    assert_eq!(
        url(Ask { order: Order::MostVoted, ..Ask::default() }),
        "https://c.example/?uri=%2Fa%20b%2F&sort=upvotes&limit=50&nested_limit=10"
    );
    // A page begins with the first comment, however many are there.
    for (there, replies, limits) in [
        (50, 0, "&limit=100&nested_limit=10"),
        (100, 25, "&limit=200&nested_limit=25"),
        (1000, 0, "&limit=1200&nested_limit=10"),
        (u32::MAX, 0, "&limit=4294967295&nested_limit=10"),
    ] {
        let url = url(Ask { there, replies, ..Ask::default() });
        assert!(url.ends_with(limits) && !url.contains("offset"), "{url}");
    }
    let replies = url(Ask { there: 10, ..asks(What::List) });
    assert!(replies.contains("&parent=7&limit=60&"), "{replies}");
    for all in [Ask { all: true, ..Ask::default() }, Ask { what: What::Find, ..Ask::default() }] {
        let plain = all.what == What::Find;
        let url = url(all);
        assert!(url.contains("&nested_limit=1000000") && !url.contains("&limit="), "{url}");
        assert_eq!(url.contains("&plain=1"), plain);
    }

    let submission = Submission {
        parent: Some(CommentId(7)),
        text: "<b> & \"\n".into(),
        name: "Ann".into(),
        ..Submission::default()
    };
    let new = isso().request(&Ask { submission, ..asks(What::Submit) });
    assert_eq!((new.method, new.credentials), ("POST", true));
    assert_eq!(new.url, "https://c.example/new?uri=%2Fa%20b%2F");
    assert_eq!(new.media_type, "application/json");
    let body: serde_json::Value = serde_json::from_str(&new.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({"text": "<b> & \"\n", "author": "Ann", "email": null, "website": null,
            "parent": 7, "title": "A & \"B\""})
    );

    let submission = Submission { text: "x".into(), ..Submission::default() };
    let change = isso().request(&Ask { submission, ..asks(What::Edit) });
    assert_eq!((change.method, change.credentials), ("PUT", true));
    assert_eq!(change.body, "{\"text\":\"x\"}");
    let deletion = isso().request(&asks(What::Delete));
    assert_eq!((deletion.method, deletion.credentials), ("DELETE", true));
    let source = isso().request(&asks(What::Source));
    assert_eq!((source.method, source.body.as_str(), source.credentials), ("GET", "", true));
    let vote = isso().request(&asks(What::Dislike));
    assert_eq!((vote.method, vote.credentials), ("POST", false));
    assert_eq!(vote.url, "https://c.example/id/7/dislike");
    assert!(!vote.body.is_empty(), "Isso takes no request without a type of content");
    let counts =
        isso().request(&Ask { keys: vec!["/a/".into(), "/b/".into()], ..asks(What::Count) });
    assert_eq!((counts.body.as_str(), counts.media_type), ("[\"/a/\",\"/b/\"]", "text/plain"));
}

#[test]
fn a_thread_is_read_with_its_replies() {
    let listing = listed("list-oldest");
    assert_eq!(listing.comments[0].author, "Ann");
    assert_eq!(listing.comments[0].created, 1_795_332_745.55);
    assert_eq!(listing.comments[0].body, "<p>The first.</p>");
    assert_eq!(listing.comments[0].face, "6a115c46ba62");
    assert_eq!(ids(&listing)[..3], [(1, 0), (2, 1), (3, 1)]);
    assert_eq!((listing.total, listing.hidden), (Some(9), 0));
    assert_eq!(ids(&listing).len(), 9);
}

#[test]
fn a_page_says_what_comes_after_it() {
    for name in ["list-page-1", "list-page-2", "list-page-past-the-end", "list-replies-of-one"] {
        let answer = one(name);
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let hidden = json["hidden_replies"].as_i64().unwrap().max(0);
        let listing = isso().read(&Ask { there: 3, ..Ask::default() }, &answer).unwrap();
        assert_eq!(i64::from(listing.hidden), hidden, "{name}");
        assert_eq!(listing.next as usize, json["replies"].as_array().unwrap().len(), "{name}");
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
    assert_eq!((gone[0].likes, gone[0].author.as_str()), (0, ""));
    // The server counts it; the thread, which knows all that have come, does not.
    assert_eq!(listing.total, Some(listing.comments.len() as u32));
}

#[test]
fn what_the_server_asks_for_is_told_with_the_comments() {
    assert!(listed("list-name-required").capabilities.unwrap().name_required);
    assert!(listed("list-email-required").capabilities.unwrap().email_required);
    let usual = listed("list-oldest").capabilities.unwrap();
    assert!(!usual.name_required && !usual.email_required);
    assert_eq!(listed("made-config-missing").capabilities, None);
    assert!(!listed("made-config-of-wrong-types").capabilities.unwrap().email_required);
    assert!(listed("list-gravatar").comments[0].face.starts_with("http"));
}

#[test]
fn names_are_decoded_once() {
    let names: Vec<_> = listed("made-entities").comments.into_iter().map(|it| it.author).collect();
    assert!(names.contains(&"A & <b>".into()), "{names:?}");
    assert_eq!(submitted("new-entities").unwrap().author, "A & <b>");
}

#[test]
fn no_script_is_linked() {
    for comment in listed("made-hostile").comments.iter().chain(&listed("list-hostile").comments) {
        let website = &comment.website;
        assert!(website.is_empty() || website.starts_with("http"), "{website}");
    }
}

#[test]
fn a_new_comment_says_whether_it_is_held_and_how_long_it_may_be_changed() {
    let new = submitted("new").unwrap();
    assert_eq!((new.state, new.changeable), (State::Live, 900));
    assert_eq!(submitted("new-held").unwrap().state, State::Held);
    assert_eq!(submitted("new-reply-to-a-reply").unwrap().parent, Some(CommentId(1)));
    let edit = |id| {
        let ask = Ask { comment: Some(CommentId(id)), ..asks(What::Edit) };
        isso().read(&ask, &one("edit")).map(|mut outcome| outcome.comments.remove(0))
    };
    let id = number_of(&one("edit").json(), "id");
    let edited = edit(id).unwrap();
    assert!(edited.modified > 0.0 && edited.changeable == 900);
    // An answer that speaks of another comment says nothing of this one.
    assert_eq!(edit(id + 1), Err(Error::Unclear));
    assert!(submitted("new-longest").unwrap().body.len() > 60_000);
}

#[test]
fn no_header_sets_anything_but_the_comment_s_own_cookie() {
    let cookie = |endpoint: &str, header: &str| {
        let mut answer = one("new");
        answer.headers = vec![("x-set-cookie", header.into())];
        Isso { endpoint: endpoint.into(), ..isso() }.cookie(&answer)
    };
    let own = "1=a.b-c_d; Path=/; SameSite=Lax; Max-Age=900";
    let header = "isso-1=a.b-c_d; Expires=Sun, 22 Nov 2026 07:45:00 GMT; Max-Age=900; Path=/x; \
        SameSite=None; Domain=.example; Secure; Priority=High";
    assert_eq!(cookie("/comments", header), Some(own.into()));
    let lasting = "1=a; Path=/; SameSite=Lax; Max-Age=2678400";
    assert_eq!(cookie("/c", "isso-1=a; Max-Age=4294967295"), Some(lasting.into()));
    let long = format!("isso-1={}; Max-Age=900", "a".repeat(2000));
    for header in [
        "1=a; Max-Age=900",
        "isso-2=a; Max-Age=900",
        "isso-session=a; Max-Age=900",
        "isso-__Host-1=a; Max-Age=900",
        "isso-=a; Max-Age=900",
        "isso-1; Max-Age=900",
        "isso-1=; Max-Age=900",
        "isso-1=a b; Max-Age=900",
        "isso-1=\"a\"; Max-Age=900",
        "isso-1=a,session=b; Max-Age=900",
        "isso-1=a\u{7f}; Max-Age=900",
        "isso-1=é; Max-Age=900",
        "isso-1=a",
        "isso-1=a; Max-Age=-1",
        &long,
    ] {
        assert_eq!(cookie("/comments", header), None, "{header}");
    }
    // Another host's cookies are the browser's to keep, and not this one's.
    for endpoint in ["https://c.example", "//c.example"] {
        assert_eq!(cookie(endpoint, header), None);
    }
}

#[test]
fn what_is_more_than_a_conversation_is_cut_or_refused() {
    let answer = |body: String| Answer { status: 200, body, ..Answer::default() };
    let list =
        |replies: String| answer(format!("{{\"replies\":[{replies}],\"hidden_replies\":9}}"));
    let many =
        |count: u64| (1..=count).map(|id| format!("{{\"id\":{id}}}")).collect::<Vec<_>>().join(",");
    let cut = page(&list(many(20_000))).unwrap();
    assert_eq!((cut.comments.len(), cut.cut, cut.hidden), (MOST, true, 0));
    let nested = format!("{{\"id\":1,\"replies\":[{}]}}", many(20_000));
    assert_eq!(page(&list(nested)).unwrap().comments.len(), MOST);
    let whole = page(&list(many(MOST as u64))).unwrap();
    assert_eq!((whole.comments.len(), whole.cut, whole.hidden), (MOST, false, 9));
    assert_eq!(page(&list(many(400_000))), Err(Error::TooMuch));
    assert_eq!(page(&answer("[".repeat(2_000_000))), Err(Error::TooMuch));
    assert_eq!(page(&answer("[".repeat(2000))), Err(Error::Junk));
    let name =
        format!("{{\"id\":1,\"author\":\"{}\",\"website\":\"https://{0}\"}}", "é".repeat(99_999));
    let comment = page(&list(name)).unwrap().comments.remove(0);
    assert_eq!((comment.author.len(), comment.website.as_str()), (1000, ""));
}

#[test]
fn each_refusal_has_its_reason() {
    use Error::{Field, Forbidden, Server, TooFast, TooLarge, Unclear};
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
        assert_eq!(submitted(name), Err(error), "{name}");
    }
}

#[test]
fn no_comments_are_told_apart_from_none() {
    for (name, error) in [
        ("made-empty", Error::Junk),
        ("made-junk", Error::Junk),
        ("made-html-page", Error::Junk),
        ("made-error-object", Error::Junk),
        ("made-list-for-object", Error::Junk),
        ("made-replies-no-list", Error::Junk),
        ("made-deep", Error::Junk),
        ("made-cut-off", Error::Junk),
        ("made-no-content", Error::Junk),
        ("made-server-error", Error::Server),
        ("made-bad-gateway", Error::Server),
        ("made-moved", Error::Server),
        ("made-too-many-requests", Error::Server),
    ] {
        assert_eq!(page(&one(name)), Err(error), "{name}");
    }
    let empty = listed("list-empty");
    assert_eq!((empty.comments.len(), empty.total), (0, Some(0)));
}

#[test]
fn odd_answers_give_what_can_be_read_of_them() {
    assert_eq!(listed("made-hidden-negative").hidden, 0);
    assert_eq!(listed("list-offset-without-limit").hidden, 0);
    assert_eq!(ids(&listed("made-orphan")), [(2, 4711)]);
    assert_eq!(ids(&listed("made-parent-itself")), [(1, 1)]);
    assert_eq!(ids(&listed("made-ids-reused")).len(), 2);
    assert_eq!(ids(&listed("made-id-of-many-digits"))[0].0, 9_007_199_254_740_993);
    assert_eq!(ids(&listed("made-replies-of-wrong-kinds")).len(), 1);
    assert_eq!(ids(&listed("made-id-missing")).len(), 1);
    assert_eq!(listed("made-fields-null").comments[0].created, 0.0);
    assert_eq!(listed("made-fields-missing").comments[0].likes, 0);
    for comment in listed("made-times").comments {
        assert!(comment.created.abs() < 2.6e11, "{}", comment.created);
    }
}

#[test]
fn votes_previews_counts_and_deletions() {
    let voted = |name: &str| read(What::Like, name).map(|it| it.comments[0].likes);
    assert_eq!(voted("like"), Ok(3));
    assert_eq!(voted("like-again"), Ok(3));
    assert_eq!(voted("like-unknown"), Err(Error::Server));
    let said = |name: &str| read(What::Like, name).unwrap().text;
    assert!(said("like").is_empty());
    assert!(!said("like-again").is_empty() && !said("like-own").is_empty());
    assert!(read(What::Preview, "preview").unwrap().text.starts_with('<'));
    assert!(!read(What::Source, "view-plain").unwrap().text.is_empty());
    assert_eq!(read(What::Source, "view-without-cookie"), Err(Error::Forbidden));
    let counted = |name: &str, asked: usize| {
        let ask = Ask { keys: vec![String::new(); asked], ..asks(What::Count) };
        isso().read(&ask, &one(name)).map(|outcome| outcome.counts.len())
    };
    let all = one("count").json().as_array().unwrap().len();
    assert_eq!(counted("count", all), Ok(all));
    assert_eq!(counted("made-count-too-short", 2), Err(Error::Junk));
    assert_eq!(counted("made-count-odd", 4), Err(Error::Junk));
    assert!(counted("made-server-error", 0).is_err());
    assert_eq!(read(What::Delete, "delete").unwrap().comments, []);
    let left = |id| {
        let ask = Ask { comment: Some(CommentId(id)), ..asks(What::Delete) };
        isso().read(&ask, &one("delete-with-replies")).map(|it| it.comments[0].state)
    };
    let id = number_of(&one("delete-with-replies").json(), "id");
    assert_eq!((left(id), left(id + 1)), (Ok(State::Deleted), Err(Error::Unclear)));
    assert_eq!(read(What::Delete, "delete-too-late"), Err(Error::Forbidden));
    assert_eq!(read(What::Delete, "delete-again"), Err(Error::Unclear));
}

/// A look for a comment, and what comes of it.
fn found(isso: &Isso, mut ask: Ask, answers: &[&str]) -> (Vec<String>, Result<Outcome, Error>) {
    let mut urls = vec![isso.request(&ask).url];
    for name in answers {
        match isso.next(&mut ask, &one(name)) {
            Next::Send(request) => urls.push(request.url),
            Next::Done(outcome) => return (urls, outcome),
        }
    }
    panic!("more is asked than {urls:?}");
}

fn looks_for(typed: &Comment, text: &str) -> Ask {
    let (text, name) = (text.into(), typed.author.clone());
    let submission = Submission { text, name, parent: typed.parent, ..Submission::default() };
    Ask { what: What::Find, submission, ..Ask::default() }
}

#[test]
fn what_was_sent_is_found_or_may_be_held() {
    let typed = listed("list-plain").comments.remove(0);
    let find = |text: &str, moderated: bool| {
        let isso = Isso { moderated, ..isso() };
        let (urls, outcome) = found(&isso, looks_for(&typed, text), &["list-plain", "list-plain"]);
        assert!(urls[0].contains("&plain=1"), "{urls:?}");
        (urls, outcome.unwrap())
    };
    // As everybody sees it, not as it was typed.
    let (urls, there) = find(&typed.body, true);
    assert!(urls.len() == 2 && !urls[1].contains("plain=1") && !urls[1].contains("parent="));
    assert!(there.comments[0].id == typed.id && there.comments[0].is_html);
    assert_eq!(find("Never said.", false).1, Outcome::default());
    assert!(find("Never said.", true).1.unknowable);
    // Deleted in between: whether it has arrived is asked once more.
    let (_, gone) = found(&isso(), looks_for(&typed, &typed.body), &["list-plain", "list-empty"]);
    assert_eq!(gone, Err(Error::Server));
}

#[test]
fn another_reader_who_says_the_same_is_another() {
    let typed = listed("list-plain").comments.remove(0);
    let look = |ask: Ask| found(&isso(), ask, &["list-plain", "list-plain"]).1.unwrap().comments;
    assert_eq!(look(looks_for(&typed, &typed.body)).len(), 1);
    // It was there before, or answers something else.
    let before = Ask { known: same::stamp(&typed).into(), ..looks_for(&typed, &typed.body) };
    assert_eq!(look(before), []);
    let mut elsewhere = looks_for(&typed, &typed.body);
    elsewhere.submission.parent = Some(typed.id);
    assert_eq!(look(elsewhere), []);
}

/// Every decoder on one answer.
fn decode_all(answer: &Answer) {
    let _ = page(answer);
    for what in [
        What::List,
        What::Submit,
        What::Find,
        What::Like,
        What::Source,
        What::Edit,
        What::Delete,
        What::Preview,
        What::Count,
    ] {
        let _ = isso().read(&asks(what), answer);
    }
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
        decode_all(&Answer { status, headers: vec![("x-set-cookie", cookie)], date: 0.0, body });
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
            decode_all(&Answer { status: 200, headers: Vec::new(), date: 0.0, body });
        }
    }
}
