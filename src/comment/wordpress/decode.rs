//! WordPress' answers. Whatever comes, nothing here panics, and what is no comment is none.

use crate::comment::error::{Error, Fault};
use crate::comment::http::{Answer, name_of, number_of, text_of, web};
use crate::comment::model::{Comment, CommentId, MOST, Outcome, State, Submission};
use crate::comment::{entities, moment};
use crate::edition::Value;

/// How long WordPress makes one wait between two comments, in seconds.
const FLOOD: u32 = 15;

/// The number of the post that a story is, and whether it takes comments, as far as WordPress
/// says: one that closes by its age says that it is open.
pub(super) fn post(answer: &Answer) -> Result<(u64, bool), Error> {
    let json = list(answer)?;
    let of = |post: &Value| {
        Some((post.get("id")?.as_u64()?, text_of(post, "comment_status") != "closed"))
    };
    json.as_array().into_iter().flatten().find_map(of).ok_or(Error::NoThread)
}

/// Why a comment cannot go when it was not found out where to: most often for a while alone.
/// What cannot be read comes from something that answers in the server's place.
pub(super) fn not_now(answer: &Answer, error: Error) -> Error {
    match answer.status {
        429 | 503 if answer.wait().is_some() => Error::TooFast { wait: answer.wait() },
        429 | 500.. => Error::Down,
        _ if error == Error::Junk => Error::Down,
        _ => Error::Server,
    }
}

/// Adds a page of comments to what is there.
pub(super) fn page(answer: &Answer, offset: u32, page: &mut Outcome) -> Result<(), Error> {
    let json = list(answer)?;
    let shown = json.as_array().map_or(0, <[_]>::len) as u32;
    page.next = offset.saturating_add(shown);
    page.total = answer.header("x-wp-total").and_then(|total| total.trim().parse::<u32>().ok());
    // A page with nothing on it is the last, whatever the header says.
    page.hidden = if shown == 0 { 0 } else { page.total.unwrap_or(0).saturating_sub(page.next) };
    page.comments.extend(read(&json));
    Ok(())
}

pub(super) fn comments(answer: &Answer) -> Result<Vec<Comment>, Error> {
    Ok(read(&list(answer)?))
}

fn read(json: &Value) -> Vec<Comment> {
    json.as_array().into_iter().flatten().filter_map(comment).take(MOST).collect()
}

fn list(answer: &Answer) -> Result<Value, Error> {
    if !answer.is_success() {
        return Err(Error::Server);
    }
    let json = answer.json();
    if json.as_array().is_some() { Ok(json) } else { Err(answer.no_list()) }
}

#[inline(never)]
fn comment(json: &Value) -> Option<Comment> {
    let [id, parent] = ["id", "parent"].map(|name| number_of(json, name));
    if id == 0 {
        return None;
    }
    let within =
        |name: &str, part: &str| json.get(name).map(|it| text_of(it, part)).unwrap_or_default();
    let author = name_of(json, "author_name");
    let picture = web(entities::decode(within("author_avatar_urls", "96")));
    Some(Comment {
        id: CommentId(id),
        parent: (parent > 0).then_some(CommentId(parent)),
        author: entities::decode(author),
        website: web(entities::decode(text_of(json, "author_url"))),
        created: moment::seconds(text_of(json, "date_gmt")).unwrap_or(0.0),
        // Only what is approved is listed; of a new one it is told.
        state: match text_of(json, "status") {
            "" | "approved" => State::Live,
            _ => State::Held,
        },
        face: if picture.is_empty() { author.into() } else { picture },
        body: within("content", "rendered").into(),
        is_html: true,
        ..Comment::default()
    })
}

/// The answer to a new comment.
pub(super) fn submitted(answer: &Answer, submission: &Submission) -> Result<Comment, Error> {
    const CODES: [(&str, Error); 12] = [
        ("comment_duplicate", Error::Duplicate),
        ("comment_flood", Error::TooFast { wait: Some(FLOOD) }),
        ("rest_comment_content_invalid", Error::Field(Fault::TextMissing)),
        ("comment_author_column_length", Error::Field(Fault::NameTooLong)),
        ("comment_author_email_column_length", Error::Field(Fault::EmailTooLong)),
        ("comment_author_url_column_length", Error::Field(Fault::WebsiteTooLong)),
        ("comment_content_column_length", Error::Field(Fault::TextTooLong)),
        ("rest_comment_closed", Error::Closed),
        ("rest_comment_invalid_post_id", Error::Closed),
        ("rest_comment_draft_post", Error::Closed),
        ("rest_comment_trash_post", Error::Closed),
        ("rest_comment_login_required", Error::LoginRequired),
    ];
    let json = answer.json();
    if answer.is_success() {
        // It was taken; when it does not say as what, nobody knows.
        return comment(&json).ok_or(Error::Unclear);
    }
    let code = text_of(&json, "code");
    Err(match code {
        "rest_comment_author_data_required" if submission.name.is_empty() => {
            Error::Field(Fault::NameMissing)
        }
        "rest_comment_author_data_required" => Error::Field(Fault::EmailMissing),
        "rest_invalid_param" => invalid(&json),
        _ => {
            let known = CODES.iter().find(|(it, _)| *it == code);
            known.map_or_else(|| answer.refusal(), |(_, error)| *error)
        }
    })
}

/// The field whose value WordPress does not take.
fn invalid(json: &Value) -> Error {
    let params = json.get("data").and_then(|data| data.get("params"));
    let of = [
        ("author_email", Fault::EmailInvalid),
        ("author_url", Fault::WebsiteInvalid),
        ("content", Fault::TextMissing),
    ];
    let named = of.iter().find(|(name, _)| params.is_some_and(|it| it.get(name).is_some()));
    named.map_or(Error::Server, |(_, fault)| Error::Field(*fault))
}
