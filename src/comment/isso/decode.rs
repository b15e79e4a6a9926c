//! Isso's answers. Whatever comes, nothing here panics, and what is no comment is none.

use super::Isso;
use crate::comment::error::{Fault, ListError, SubmitError};
use crate::comment::http::{Answer, web};
use crate::comment::model::{
    Body, Capabilities, Comment, CommentId, Deed, Face, Listing, Outcome, Query, State, Votes,
};
use crate::comment::{entities, moment};
use serde_json::Value;

impl Isso {
    pub(in crate::comment) fn listed(
        &self,
        answer: &Answer,
        query: &Query,
    ) -> Result<Listing, ListError> {
        let mut listing = listing(answer, query)?;
        listing.feed = listing.feed.map(|_| self.feed());
        Ok(listing)
    }

    /// The answer to a new comment.
    pub(in crate::comment) fn submitted(answer: &Answer) -> Result<Comment, SubmitError> {
        submitted(answer)
    }

    /// The answer to anything else.
    pub(in crate::comment) fn acted(answer: &Answer, deed: &Deed) -> Result<Outcome, SubmitError> {
        acted(answer, deed)
    }
}

pub(super) fn listing(answer: &Answer, query: &Query) -> Result<Listing, ListError> {
    if !answer.is_success() {
        return Err(ListError::Server);
    }
    let json = answer.json();
    let Some(replies) = json.get("replies").and_then(Value::as_array) else {
        return Err(ListError::Junk);
    };
    let shown = u32::try_from(replies.len()).unwrap_or(u32::MAX);
    let mut listing = Listing { next: query.offset.saturating_add(shown), ..Listing::default() };
    for reply in replies {
        take(reply, &mut listing, query.parent.as_ref());
    }
    listing.hidden = if query.all { 0 } else { count(&json, "hidden_replies") };
    if query.parent.is_none() {
        // Placeholders are counted by the server, and are no comments.
        let deleted = listing.comments.iter().filter(|it| it.state == State::Deleted).count();
        listing.total = json
            .get("total_replies")
            .and_then(Value::as_u64)
            .map(|total| u32::try_from(total).unwrap_or(u32::MAX).saturating_sub(deleted as u32));
    }
    if let Some(config) = json.get("config") {
        let says = |name: &str| config.get(name).and_then(Value::as_bool).unwrap_or(false);
        listing.capabilities = Some(Capabilities {
            name_required: says("require-author"),
            email_required: says("require-email"),
            ..Isso::capabilities()
        });
        listing.feed = says("feed").then(String::new);
    }
    Ok(listing)
}

/// Takes a comment and its replies into a listing. What has no id is passed over.
fn take(json: &Value, listing: &mut Listing, parent: Option<&CommentId>) {
    let Some(mut comment) = comment(json) else { return };
    // A page of replies says whose they are.
    comment.parent = comment.parent.or_else(|| parent.cloned());
    let id = comment.id.clone();
    listing.comments.push(comment);
    let hidden = count(json, "hidden_replies");
    if hidden > 0 {
        listing.hidden_replies.push((id.clone(), hidden));
    }
    // One level deep, as Isso is: what stands deeper in an answer is no answer of Isso.
    if parent.is_none() {
        for reply in json.get("replies").and_then(Value::as_array).into_iter().flatten() {
            take(reply, listing, Some(&id));
        }
    }
}

fn comment(json: &Value) -> Option<Comment> {
    let number = |name: &str| json.get(name).and_then(Value::as_u64);
    let time = |name: &str| json.get(name).and_then(Value::as_f64).and_then(moment::from_seconds);
    let text = |name: &str| json.get(name).and_then(Value::as_str).filter(|it| !it.is_empty());
    let id = |number: u64| CommentId::new(number.to_string());
    let state = match number("mode") {
        Some(2) => State::Held,
        Some(4) => State::Deleted,
        _ => State::Live,
    };
    let votes = || Votes { likes: count(json, "likes"), dislikes: count(json, "dislikes") };
    let picture = || web(text("gravatar_image")?.into()).map(Face::Picture);
    Some(Comment {
        id: id(number("id")?),
        parent: number("parent").map(id),
        author: text("author").map(entities::decode),
        website: text("website").map(entities::decode).and_then(web),
        created: time("created").unwrap_or_default(),
        modified: time("modified"),
        state,
        votes: (state == State::Live).then(votes),
        face: picture().or_else(|| Some(Face::Pattern(text("hash")?.into()))),
        body: Body::Html(text("text").unwrap_or_default().into()),
        changeable: None,
    })
}

/// The answer to a new comment, and to a changed one.
pub(super) fn submitted(answer: &Answer) -> Result<Comment, SubmitError> {
    if !answer.is_success() {
        return Err(refusal(answer));
    }
    // It was taken; when it does not say as what, nobody knows.
    let mut comment = comment(&answer.json()).ok_or(SubmitError::Unclear)?;
    if answer.status == 202 {
        comment.state = State::Held;
    }
    comment.changeable = answer.header("x-set-cookie").and_then(max_age);
    Ok(comment)
}

pub(super) fn acted(answer: &Answer, deed: &Deed) -> Result<Outcome, SubmitError> {
    if matches!(deed, Deed::Delete(_)) && answer.status == 404 {
        return Ok(Outcome::Gone);
    }
    if let Deed::Edit(..) = deed {
        return Ok(Outcome::Comment(Box::new(submitted(answer)?)));
    }
    if !answer.is_success() {
        return Err(refusal(answer));
    }
    let json = answer.json();
    match deed {
        Deed::Delete(_) => {
            let placeholder = comment(&json).filter(|it| it.state == State::Deleted);
            Ok(placeholder.map_or(Outcome::Gone, |it| Outcome::Comment(Box::new(it))))
        }
        // A vote that does not count is answered like one that does, with a message beside; a
        // comment that is not there, with null.
        Deed::Vote(..) if json.get("likes").is_some_and(Value::is_u64) => {
            Ok(Outcome::Votes(Votes {
                likes: count(&json, "likes"),
                dislikes: count(&json, "dislikes"),
            }))
        }
        Deed::Source(_) | Deed::Preview(_) => {
            let text = json.get("text").and_then(Value::as_str);
            text.map(|text| Outcome::Text(text.into())).ok_or(SubmitError::Server)
        }
        _ => Err(SubmitError::Server),
    }
}

/// As many numbers as were asked for, or none.
pub(super) fn counted(answer: &Answer, asked: usize) -> Option<Vec<u32>> {
    let json = answer.json();
    let numbers = json.as_array().filter(|it| answer.is_success() && it.len() == asked)?;
    numbers.iter().map(|number| u32::try_from(number.as_u64()?).ok()).collect()
}

/// Why nothing was taken. Isso says it in words, as JSON or as a page of HTML.
fn refusal(answer: &Answer) -> SubmitError {
    let says = |words: &str| answer.body.contains(words);
    match answer.status {
        400 if says("text is missing") => SubmitError::Field(Fault::TextMissing),
        400 if says("text is too short") => SubmitError::Field(Fault::TextTooShort),
        400 if says("text is too long") => SubmitError::Field(Fault::TextTooLong),
        400 if says("rfc5321") => SubmitError::Field(Fault::EmailTooLong),
        400 if says("arbitrary length limit") => SubmitError::Field(Fault::WebsiteTooLong),
        400 if says("Website not Django-conform") => SubmitError::Field(Fault::WebsiteInvalid),
        // Too many in a minute; and a reply to oneself while one's comment can be changed.
        403 if says("ratelimit exceeded") => SubmitError::TooFast { wait: Some(60) },
        403 if says("edit time frame is still open") => SubmitError::TooFast { wait: None },
        403 if says("email address required") => SubmitError::Field(Fault::EmailMissing),
        403 if says("author address required") => SubmitError::Field(Fault::NameMissing),
        401 => SubmitError::LoginRequired,
        403 => SubmitError::Forbidden,
        413 => SubmitError::TooLarge,
        429 => SubmitError::TooFast { wait: answer.wait() },
        // The answer may have been lost behind the server that took it.
        500.. => SubmitError::Unclear,
        _ => SubmitError::Server,
    }
}

/// A number that cannot be below zero; Isso counts what is hidden below it at times.
fn count(json: &Value, name: &str) -> u32 {
    let number = json.get(name).and_then(Value::as_u64).unwrap_or(0);
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How long a cookie lasts, in seconds (RFC 6265, section 5.2.2).
fn max_age(cookie: &str) -> Option<u32> {
    cookie
        .split(';')
        .filter_map(|part| part.trim().split_once('='))
        .find(|(name, _)| name.eq_ignore_ascii_case("max-age"))
        .and_then(|(_, seconds)| seconds.parse().ok())
}
