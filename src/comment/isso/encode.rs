//! Requests to Isso. None has a header of its own: Isso's preflight allows none.

use super::Isso;
use crate::comment::http::{PLAIN, Request, escape, quoted};
use crate::comment::model::{CommentId, Deed, Order, Query, Submission, Vote};

/// How many comments of the first level come at once.
const PAGE: &str = "50";
/// How many replies come with each of them.
const REPLIES: &str = "10";
/// All of them: without a limit of their own replies inherit that of the first level.
const ALL_REPLIES: &str = "1000000";

const ADVICE: &str = "Is the Isso server running? Its configuration must name this site in \
    [general] host, and newsprint.toml must name the server in [comments] endpoint.";

impl Isso {
    /// `plain` asks for what was typed in place of what was made of it.
    pub(in crate::comment) fn listing(&self, query: &Query, plain: bool) -> Request {
        let order = match query.order {
            Order::Oldest => "&sort=oldest",
            Order::Newest => "&sort=newest",
            Order::MostVoted => "&sort=upvotes",
        };
        let mut url = self.url("/", true) + order;
        if let Some(parent) = &query.parent {
            url.extend(["&parent=", &escape(parent.as_str())]);
        }
        if query.all {
            url.extend(["&nested_limit=", ALL_REPLIES]);
        } else {
            let offset = query.offset.to_string();
            url.extend(["&limit=", PAGE, "&nested_limit=", REPLIES, "&offset=", &offset]);
        }
        if plain {
            url.push_str("&plain=1");
        }
        Request { advice: ADVICE, ..Request::new("GET", url, &[]) }
    }

    pub(in crate::comment) fn submission(&self, submission: &Submission) -> Request {
        let given = |text: &str| if text.is_empty() { "null".into() } else { quoted(text) };
        let number = |id: &CommentId| id.as_str().parse::<u64>().ok().map(|id| id.to_string());
        let parent = submission.parent.as_ref().and_then(number);
        let fields = [
            ("text", quoted(&submission.text)),
            ("author", given(&submission.name)),
            ("email", given(&submission.email)),
            ("website", given(&submission.website)),
            ("parent", parent.unwrap_or_else(|| "null".into())),
            ("title", quoted(&self.title)),
        ];
        let url = self.url("/new", true);
        Request { credentials: true, advice: ADVICE, ..Request::new("POST", url, &fields) }
    }

    pub(in crate::comment) fn deed(&self, deed: &Deed) -> Request {
        let of = |id: &CommentId, way: &str| {
            self.url(&["/id/", &escape(id.as_str()), way].concat(), false)
        };
        let text = |text: &str| vec![("text", quoted(text))];
        // Isso takes a request that changes something only with a type of content.
        let nothing = || vec![("id", "null".to_owned())];
        let (method, url, fields) = match deed {
            Deed::Vote(id, Vote::Like) => ("POST", of(id, "/like"), nothing()),
            Deed::Vote(id, Vote::Dislike) => ("POST", of(id, "/dislike"), nothing()),
            Deed::Source(id) => ("GET", of(id, "?plain=1"), Vec::new()),
            // Only the text: name and website come back escaped, and would be escaped twice.
            Deed::Edit(id, changed) => ("PUT", of(id, ""), text(changed)),
            Deed::Delete(id) => ("DELETE", of(id, ""), nothing()),
            Deed::Preview(typed) => ("POST", self.url("/preview", false), text(typed)),
        };
        let credentials = !matches!(deed, Deed::Vote(..) | Deed::Preview(_));
        Request { credentials, advice: ADVICE, ..Request::new(method, url, &fields) }
    }

    /// Where the thread can be followed.
    pub(super) fn feed(&self) -> String {
        self.url("/feed", true)
    }

    fn url(&self, path: &str, of_thread: bool) -> String {
        let url = [&self.endpoint, path].concat();
        if of_thread { url + "?uri=" + &escape(&self.key) } else { url }
    }
}

/// As plain text, which needs no preflight.
pub(super) fn counts(endpoint: &str, keys: &[String]) -> Request {
    let keys: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
    Request {
        method: "POST",
        url: [endpoint, "/count"].concat(),
        body: Some((["[", &keys.join(","), "]"].concat(), PLAIN)),
        advice: ADVICE,
        ..Request::default()
    }
}
