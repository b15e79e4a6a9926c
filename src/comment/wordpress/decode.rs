//! WordPress' answers. Whatever comes, nothing here panics, and what is no comment is none.

use crate::comment::error::{Fault, ListError, SubmitError};
use crate::comment::http::{Answer, web};
use crate::comment::model::{Body, Comment, CommentId, Face, Listing, Query, State, Submission};
use crate::comment::{entities, moment};
use serde_json::Value;

/// How long WordPress makes one wait between two comments, in seconds.
const FLOOD: u32 = 15;

/// The post that a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) id: u64,
    /// Whether it takes comments, as far as WordPress says: one that closes by its age says
    /// that it is open.
    pub(super) open: bool,
}

pub(super) fn post(answer: &Answer) -> Result<Post, ListError> {
    let json = list(answer)?;
    let posts = json.as_array().map(Vec::as_slice).unwrap_or_default();
    let post = posts.iter().find_map(|post| {
        Some(Post {
            id: post.get("id").and_then(Value::as_u64)?,
            open: post.get("comment_status").and_then(Value::as_str) != Some("closed"),
        })
    });
    post.ok_or(ListError::NoThread)
}

pub(super) fn listing(answer: &Answer, query: &Query) -> Result<Listing, ListError> {
    let json = list(answer)?;
    let shown = json.as_array().map_or(0, Vec::len);
    let next = query.offset.saturating_add(u32::try_from(shown).unwrap_or(u32::MAX));
    let total = answer.header("x-wp-total").and_then(|total| total.trim().parse::<u32>().ok());
    // A page with nothing on it is the last, whatever the header says.
    let hidden = if shown == 0 { 0 } else { total.unwrap_or(0).saturating_sub(next) };
    Ok(Listing { comments: comments(answer)?, hidden, next, total, ..Listing::default() })
}

pub(super) fn comments(answer: &Answer) -> Result<Vec<Comment>, ListError> {
    let json = list(answer)?;
    Ok(json.as_array().into_iter().flatten().filter_map(comment).collect())
}

fn list(answer: &Answer) -> Result<Value, ListError> {
    if !answer.is_success() {
        return Err(ListError::Server);
    }
    let json = answer.json();
    if json.is_array() { Ok(json) } else { Err(ListError::Junk) }
}

fn comment(json: &Value) -> Option<Comment> {
    let text = |name: &str| json.get(name).and_then(Value::as_str).filter(|it| !it.is_empty());
    let number = |name: &str| json.get(name).and_then(Value::as_u64).filter(|it| *it > 0);
    let id = |number: u64| CommentId::new(number.to_string());
    let content = json.get("content").and_then(|content| content.get("rendered")?.as_str());
    let picture = || {
        let url = json.get("author_avatar_urls")?.get("96")?.as_str()?;
        web(entities::decode(url)).map(Face::Picture)
    };
    Some(Comment {
        id: id(number("id")?),
        parent: number("parent").map(id),
        author: text("author_name").map(entities::decode),
        website: text("author_url").map(entities::decode).and_then(web),
        created: text("date_gmt").and_then(moment::from_utc).unwrap_or_default(),
        // Only what is approved is listed; of a new one it is told.
        state: if text("status").is_none_or(|it| it == "approved") {
            State::Live
        } else {
            State::Held
        },
        face: picture().or_else(|| Some(Face::Pattern(text("author_name")?.into()))),
        body: Body::Html(content.unwrap_or_default().into()),
        ..Comment::default()
    })
}

/// The answer to a new comment.
pub(super) fn submitted(answer: &Answer, submission: &Submission) -> Result<Comment, SubmitError> {
    if answer.is_success() {
        // It was taken; when it does not say as what, nobody knows.
        return comment(&answer.json()).ok_or(SubmitError::Unclear);
    }
    let json = answer.json();
    let code = json.get("code").and_then(Value::as_str).unwrap_or_default();
    Err(match code {
        "comment_duplicate" => SubmitError::Duplicate,
        "comment_flood" => SubmitError::TooFast { wait: Some(FLOOD) },
        "rest_comment_author_data_required" => SubmitError::Field(if submission.name.is_empty() {
            Fault::NameMissing
        } else {
            Fault::EmailMissing
        }),
        "rest_comment_content_invalid" => SubmitError::Field(Fault::TextMissing),
        "comment_author_column_length" => SubmitError::Field(Fault::NameTooLong),
        "comment_author_email_column_length" => SubmitError::Field(Fault::EmailTooLong),
        "comment_author_url_column_length" => SubmitError::Field(Fault::WebsiteTooLong),
        "comment_content_column_length" => SubmitError::Field(Fault::TextTooLong),
        "rest_invalid_param" => invalid(&json),
        "rest_comment_closed"
        | "rest_comment_invalid_post_id"
        | "rest_comment_draft_post"
        | "rest_comment_trash_post" => SubmitError::Closed,
        "rest_comment_login_required" => SubmitError::LoginRequired,
        _ => match answer.status {
            401 => SubmitError::LoginRequired,
            403 => SubmitError::Forbidden,
            409 => SubmitError::Duplicate,
            413 => SubmitError::TooLarge,
            429 => SubmitError::TooFast { wait: answer.wait() },
            // The answer may have been lost behind the server that took it.
            500.. => SubmitError::Unclear,
            _ => SubmitError::Server,
        },
    })
}

/// The field whose value WordPress does not take.
fn invalid(json: &Value) -> SubmitError {
    let params = json.get("data").and_then(|data| data.get("params"));
    let is = |name: &str| params.is_some_and(|params| params.get(name).is_some());
    if is("author_email") {
        SubmitError::Field(Fault::EmailInvalid)
    } else if is("author_url") {
        SubmitError::Field(Fault::WebsiteInvalid)
    } else if is("content") {
        SubmitError::Field(Fault::TextMissing)
    } else {
        SubmitError::Server
    }
}
