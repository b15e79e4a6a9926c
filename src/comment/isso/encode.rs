//! Requests to Isso. None has a header of its own: Isso's preflight allows none.

use super::Isso;
use crate::comment::http::{PLAIN, Request, escape};
use crate::comment::model::{CommentId, Order, Query, Submission, Vote};
use serde_json::{Map, Value, json};

/// How many comments of the first level come at once.
pub(super) const PAGE: u32 = 50;
/// How many replies come with each of them.
pub(super) const REPLIES: u32 = 10;

impl Isso {
    /// `plain` asks for what was typed in place of what was made of it.
    pub(super) fn listing(&self, query: &Query, plain: bool) -> Request {
        let mut url = self.url("/", true);
        let mut add = |name: &str, value: &str| {
            url.extend(["&", name, "=", value]);
        };
        add(
            "sort",
            match query.order {
                Order::Oldest => "oldest",
                Order::Newest => "newest",
                Order::MostVoted => "upvotes",
            },
        );
        if let Some(parent) = &query.parent {
            add("parent", &escape(parent.as_str()));
        }
        if query.all {
            // Without a limit of their own replies inherit that of the first level.
            add("nested_limit", "1000000");
        } else {
            add("limit", &PAGE.to_string());
            add("nested_limit", &REPLIES.to_string());
            add("offset", &query.offset.to_string());
        }
        if plain {
            add("plain", "1");
        }
        Request::get(url)
    }

    pub(super) fn submission(&self, submission: &Submission) -> Request {
        let given = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
        let parent = submission.parent.as_ref().and_then(|id| id.as_str().parse::<u64>().ok());
        let mut body = Map::new();
        for (name, value) in [
            ("text", submission.text.as_str().into()),
            ("author", given(&submission.name)),
            ("email", given(&submission.email)),
            ("website", given(&submission.website)),
            ("parent", parent.into()),
            ("title", self.title.as_str().into()),
        ] {
            body.insert(name.into(), value);
        }
        Request::json("POST", self.url("/new", true), &Value::Object(body)).with_credentials()
    }

    pub(super) fn source_of(&self, id: &CommentId) -> Request {
        Request::get(self.comment(id, "?plain=1")).with_credentials()
    }

    /// Only the text: name and website come back escaped, and would be escaped twice.
    pub(super) fn change(&self, id: &CommentId, text: &str) -> Request {
        Request::json("PUT", self.comment(id, ""), &json!({ "text": text })).with_credentials()
    }

    pub(super) fn deletion(&self, id: &CommentId) -> Request {
        Request::json("DELETE", self.comment(id, ""), &json!({})).with_credentials()
    }

    pub(super) fn vote_for(&self, id: &CommentId, vote: Vote) -> Request {
        let way = match vote {
            Vote::Like => "/like",
            Vote::Dislike => "/dislike",
        };
        Request::json("POST", self.comment(id, way), &json!({}))
    }

    pub(super) fn preview_of(&self, text: &str) -> Request {
        Request::json("POST", self.url("/preview", false), &json!({ "text": text }))
    }

    /// Where the thread can be followed.
    pub(super) fn feed(&self) -> String {
        self.url("/feed", true)
    }

    fn comment(&self, id: &CommentId, way: &str) -> String {
        [&self.endpoint, "/id/", &escape(id.as_str()), way].concat()
    }

    fn url(&self, path: &str, of_thread: bool) -> String {
        let url = [&self.endpoint, path].concat();
        if of_thread { url + "?uri=" + &escape(&self.key) } else { url }
    }
}

/// As plain text, which needs no preflight.
pub(super) fn counts(endpoint: &str, keys: &[String]) -> Request {
    Request {
        method: "POST",
        url: [endpoint, "/count"].concat(),
        body: Some((Value::from(keys).to_string(), PLAIN)),
        credentials: false,
    }
}
