//! Requests to WordPress. None has a header of its own, and none takes cookies along: it
//! answers every site, and a reader who is logged in there writes here as a stranger.

use super::WordPress;
use crate::comment::http::{JSON, Request, escape};
use crate::comment::model::{Ask, CommentId, Order, Submission, What};
use crate::edition::{object, quoted};
use std::sync::atomic::Ordering::Relaxed;

/// How many comments come at once, as many as WordPress gives.
pub(super) const PAGE: u32 = 100;

const ADVICE: &str = "Is the WordPress site running, and does it answer under /wp-json/? \
    newsprint.toml must name its address in [comments] endpoint.";

/// How many are asked for, and what of each.
const FIELDS: &str = "&per_page=100\
    &_fields=id,parent,author_name,author_url,date_gmt,content,status,author_avatar_urls";

impl WordPress {
    /// Which post the story is, and whether it takes comments.
    pub(super) fn which_post(&self) -> Request {
        let which = match self.post.load(Relaxed) {
            0 => ["slug=", &escape(&self.slug)].concat(),
            post => ["include=", &post.to_string()].concat(),
        };
        self.get(&["/posts?", &which, "&_fields=id,comment_status"].concat())
    }

    /// All comments under the post, replies among them, by their time, behind so many.
    pub(super) fn listing(&self, ask: &Ask, offset: u32) -> Request {
        // What is looked for is among the newest.
        let oldest = ask.order == Order::Oldest && ask.what != What::Find;
        let order = if oldest { "asc" } else { "desc" };
        let post = self.post.load(Relaxed).to_string();
        let offset = offset.to_string();
        self.get(
            &["/comments?post=", &post, "&order=", order, "&offset=", &offset, FIELDS].concat(),
        )
    }

    /// These comments, as far as they are there.
    pub(super) fn these(&self, ids: &[CommentId]) -> Request {
        let ids: Vec<String> = ids.iter().map(|id| id.text()).collect();
        self.get(&["/comments?include=", &ids.join(","), FIELDS].concat())
    }

    pub(super) fn submission(&self, submission: &Submission) -> Request {
        let mut fields = vec![("post", self.post.load(Relaxed).to_string())];
        fields.extend(submission.parent.map(|id| ("parent", id.text())));
        for (name, text) in [
            ("author_name", &submission.name),
            ("author_email", &submission.email),
            ("author_url", &submission.website),
        ] {
            if !text.is_empty() {
                let is_name = name == "author_name";
                let of_name = || literally(text).replace('%', "&#037;");
                fields.push((name, quoted(&if is_name { of_name() } else { text.clone() })));
            }
        }
        fields.push(("content", quoted(&literally(&submission.text))));
        Request { method: "POST", body: object(&fields), ..self.get("/comments") }
    }

    /// Where the comments under a post can be followed. By the name of a file: below the edition's own
    /// host the app would take a folder for a page of the edition.
    pub(super) fn feed(&self, post: u64) -> String {
        [&self.endpoint, "/index.php?feed=rss2&p=", &post.to_string()].concat()
    }

    fn get(&self, path: &str) -> Request {
        Request {
            method: "GET",
            url: [&self.endpoint, API, path].concat(),
            media_type: JSON,
            advice: ADVICE,
            ..Request::default()
        }
    }
}

/// WordPress' REST interface, second version.
const API: &str = "/wp-json/wp/v2";

/// WordPress takes HTML; what is typed here is text. Written like this it is also stored as it
/// is sent, so that WordPress knows it again when it comes twice: what looks like a character
/// reference would else become the character (`&amp;#65;` an A), a backslash is an escape, and of a
/// name tags and `%ab` would be taken away. The numbers have as many digits as WordPress gives them.
fn literally(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&#038;"),
            '\\' => out.push_str("&#092;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}
