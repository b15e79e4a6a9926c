//! Isso's answers. Whatever comes, nothing here panics, and what is no comment is none.

use super::Isso;
use crate::comment::error::{Error, Fault};
use crate::comment::http::{Answer, name_of, number_of, text_of, web};
use crate::comment::model::{Ask, Capabilities, Comment, CommentId, MOST, Outcome, State, What};
use crate::comment::{entities, same};
use crate::edition::Value;
use crate::text::holds;

/// For how many seconds a comment can be changed at most, whatever a server says: a month.
const LONGEST: u32 = 2_678_400;

impl Isso {
    /// The cookie by which a new comment can be changed, where the app keeps it itself: on the
    /// edition's own host. There it is written anew from what can be such a cookie, so that no
    /// header sets another one of this host, or for other hosts, or for ever. (Isso calls it
    /// otherwise in the header that scripts can read.)
    pub(in crate::comment) fn cookie(&self, answer: &Answer) -> Option<String> {
        let is_here = self.endpoint.starts_with('/') && !self.endpoint.starts_with("//");
        let header = answer.header("x-set-cookie").filter(|_| is_here)?;
        let (id, value) = header.strip_prefix("isso-")?.split(';').next()?.split_once('=')?;
        let is_token = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
        let is_own = number_of(&answer.json(), "id").to_string() == id
            && (1..=1024).contains(&value.len())
            && value.chars().all(is_token);
        let seconds = max_age(header).filter(|_| is_own)?.to_string();
        Some([id, "=", value, "; Path=/; SameSite=Lax; Max-Age=", &seconds].concat())
    }

    pub(in crate::comment) fn read(&self, ask: &Ask, answer: &Answer) -> Result<Outcome, Error> {
        let json = answer.json();
        if let Some(error) = ask.failed {
            return self.was_done(ask, &json).ok_or(error);
        }
        let is_list = matches!(ask.what, What::List | What::Find | What::Twin);
        if !answer.is_success() {
            return match ask.what {
                What::Delete if answer.status == 404 => Ok(Outcome::default()),
                _ if is_list => Err(Error::Server),
                _ => Err(refusal(answer)),
            };
        }
        let one = comment(&json);
        let is_asked = |one: &Comment| ask.what == What::Submit || Some(one.id) == ask.comment;
        let mut outcome = Outcome::default();
        match ask.what {
            What::List => return self.list(ask, &json).map_err(|_| answer.no_list()),
            What::Find => {
                outcome.comments.extend(self.found(ask, &json)?);
                outcome.unknowable = self.moderated;
            }
            What::Twin => {
                let under = Some([ask.submission.parent; 2]);
                let mut there = self.list(&Ask::default(), &json)?.comments;
                there.retain(|comment| {
                    Some(comment.id) != ask.comment && same::is_it(comment, ask, under)
                });
                outcome.comments = there;
            }
            What::Submit | What::Edit => {
                // It was taken; when it does not say as what, or speaks of another, nobody knows.
                let mut comment = one.filter(is_asked).ok_or(Error::Unclear)?;
                if answer.status == 202 {
                    comment.state = State::Held;
                }
                comment.changeable = answer.header("x-set-cookie").and_then(max_age).unwrap_or(0);
                outcome.comments.push(comment);
            }
            What::Delete => {
                let left = one.filter(|it| it.state == State::Deleted);
                if !left.as_ref().is_none_or(is_asked) {
                    return Err(Error::Unclear);
                }
                outcome.comments.extend(left);
            }
            // A vote that does not count is answered like one that does, with a message beside;
            // a comment that is not there, with null.
            What::Like | What::Dislike => {
                json.get("likes").and_then(Value::as_u64).ok_or(Error::Server)?;
                outcome.text = text_of(&json, "message").into();
                outcome.comments.push(Comment {
                    likes: count(&json, "likes"),
                    dislikes: count(&json, "dislikes"),
                    ..Comment::default()
                });
            }
            What::Source | What::Preview => {
                outcome.text =
                    json.get("text").and_then(Value::as_str).ok_or(Error::Server)?.into();
            }
            // As many numbers as were asked for.
            What::Count => {
                let number = |it: &Value| u32::try_from(it.as_u64()?).ok();
                let counts = json.as_array().and_then(|all| all.iter().map(number).collect());
                outcome.counts = counts.unwrap_or_default();
                if outcome.counts.len() != ask.keys.len() {
                    return Err(Error::Junk);
                }
            }
        }
        Ok(outcome)
    }

    /// The comment that is looked for, among those that are there. Nothing where it has not arrived.
    fn found(&self, ask: &Ask, json: &Value) -> Result<Option<Comment>, Error> {
        // All of them, though one of them may be asked for.
        let all = Ask { all: true, ..Ask::default() };
        let mut there = self.list(&all, json)?.comments;
        let parent = ask.submission.parent;
        let answered = there.iter().find(|comment| Some(comment.id) == parent);
        let under = same::under(parent, answered);
        let typed = ask.comment.is_none();
        there.iter_mut().for_each(|comment| comment.is_html = !typed);
        let wanted = |comment: &Comment| match ask.comment {
            Some(id) => comment.id == id,
            None => same::is_it(comment, ask, under),
        };
        let found = there.into_iter().find(wanted);
        // It has gone meanwhile: it is looked for once more.
        if typed || found.is_some() { Ok(found) } else { Err(Error::Server) }
    }

    /// What has come of a change or a deletion, by what is there now: as it was typed, and as
    /// long as it is the same comment. `None` when nothing has.
    fn was_done(&self, ask: &Ask, json: &Value) -> Option<Outcome> {
        let mut outcome = self.list(&Ask { all: true, ..Ask::default() }, json).ok()?;
        let known =
            |comment: &Comment| ask.known.is_empty() || same::stamp(comment) == ask.known[..];
        outcome.comments.retain(|comment| Some(comment.id) == ask.comment && known(comment));
        let done = match outcome.comments.first() {
            None => ask.what == What::Delete,
            Some(there) if ask.what == What::Delete => there.state == State::Deleted,
            Some(there) => there.body.trim() == ask.submission.text,
        };
        done.then_some(outcome)
    }

    fn list(&self, ask: &Ask, json: &Value) -> Result<Outcome, Error> {
        let replies = json.get("replies").and_then(Value::as_array).ok_or(Error::Junk)?;
        let mut page = Outcome {
            next: replies.len() as u32,
            hidden: if ask.all { 0 } else { count(json, "hidden_replies") },
            ..Outcome::default()
        };
        for reply in replies {
            take(reply, &mut page, ask.comment);
        }
        if page.cut {
            page.hidden = 0;
        }
        if ask.comment.is_none() && json.get("total_replies").and_then(Value::as_u64).is_some() {
            page.total = Some(count(json, "total_replies"));
        }
        if let Some(config) = json.get("config") {
            let says = |name: &str| config.get(name).and_then(Value::as_bool).unwrap_or(false);
            page.capabilities = Some(Capabilities {
                name_required: says("require-author"),
                email_required: says("require-email"),
                ..Self::capabilities()
            });
            if says("feed") {
                page.feed = self.feed();
            }
        }
        Ok(page)
    }
}

/// Takes a comment and its replies into a page. What has no id is passed over.
fn take(json: &Value, page: &mut Outcome, parent: Option<CommentId>) {
    page.cut |= page.comments.len() >= MOST;
    let Some(mut comment) = comment(json).filter(|_| !page.cut) else { return };
    // A page of replies says whose they are.
    comment.parent = comment.parent.or(parent);
    let id = comment.id;
    page.comments.push(comment);
    let hidden = count(json, "hidden_replies");
    if hidden > 0 {
        page.hidden_replies.push((id, hidden));
    }
    // One level deep, as Isso is: what stands deeper in an answer is no answer of Isso.
    if parent.is_none() {
        for reply in json.get("replies").and_then(Value::as_array).into_iter().flatten() {
            take(reply, page, Some(id));
        }
    }
}

#[inline(never)]
fn comment(json: &Value) -> Option<Comment> {
    let id = json.get("id").and_then(Value::as_u64)?;
    // What is no moment of the years 1 to 9999 cannot be read.
    let time = |name: &str| {
        let seconds = json.get(name).and_then(Value::as_f64);
        seconds.filter(|it| (-6e10..2.5e11).contains(it)).unwrap_or(0.0)
    };
    let parent = number_of(json, "parent");
    let picture = web(text_of(json, "gravatar_image").into());
    Some(Comment {
        id: CommentId(id),
        parent: (parent > 0).then_some(CommentId(parent)),
        author: entities::decode(name_of(json, "author")),
        website: web(entities::decode(text_of(json, "website"))),
        created: time("created"),
        modified: time("modified"),
        state: match number_of(json, "mode") {
            2 => State::Held,
            4 => State::Deleted,
            _ => State::Live,
        },
        likes: count(json, "likes"),
        dislikes: count(json, "dislikes"),
        face: if picture.is_empty() { name_of(json, "hash").into() } else { picture },
        body: text_of(json, "text").into(),
        is_html: true,
        changeable: 0,
    })
}

/// Why nothing was taken. Isso says it in words, as JSON or as a page of HTML.
fn refusal(answer: &Answer) -> Error {
    const SAID: [(u16, &str, Error); 10] = [
        (400, "text is missing", Error::Field(Fault::TextMissing)),
        (400, "text is too short", Error::Field(Fault::TextTooShort)),
        (400, "text is too long", Error::Field(Fault::TextTooLong)),
        (400, "rfc5321", Error::Field(Fault::EmailTooLong)),
        (400, "arbitrary length limit", Error::Field(Fault::WebsiteTooLong)),
        (400, "Website not Django-conform", Error::Field(Fault::WebsiteInvalid)),
        // Too many in a minute; and a reply to oneself while one's comment can be changed.
        (403, "ratelimit exceeded", Error::TooFast { wait: Some(60) }),
        (403, "edit time frame is still open", Error::TooFast { wait: None }),
        (403, "email address required", Error::Field(Fault::EmailMissing)),
        (403, "author address required", Error::Field(Fault::NameMissing)),
    ];
    let is = |(status, words, _): &&(u16, &str, Error)| {
        *status == answer.status && holds(&answer.body, words)
    };
    SAID.iter().find(is).map_or_else(|| answer.refusal(), |(_, _, error)| *error)
}

/// A number of things; Isso counts what is hidden below zero at times.
fn count(json: &Value, name: &str) -> u32 {
    number_of(json, name).try_into().unwrap_or(u32::MAX)
}

/// How long a cookie lasts, in seconds (RFC 6265, section 5.2.2).
fn max_age(cookie: &str) -> Option<u32> {
    cookie
        .split(';')
        .filter_map(|part| part.trim().split_once('='))
        .find(|(name, _)| name.eq_ignore_ascii_case("max-age"))
        .and_then(|(_, seconds)| seconds.parse().ok())
        .map(|seconds: u32| seconds.min(LONGEST))
}
