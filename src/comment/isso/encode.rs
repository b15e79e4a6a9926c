//! Requests to Isso. None has a header of its own: Isso's preflight allows none.

use super::Isso;
use crate::comment::http::{JSON, PLAIN, Request, escape};
use crate::comment::model::{Ask, Order, What};
use crate::edition::{object, quoted};

/// How many comments of the first level come at first, and how many replies to each.
const PAGE: u32 = 50;
const REPLIES: u32 = 10;
/// All of them: without a limit of their own replies inherit that of the first level.
const ALL: &str = "&nested_limit=1000000";

/// Within how many seconds a browser sends a second time.
const TWINS: u64 = 60;

const ADVICE: &str = "Is Isso running? Its [general] host must name this site, and [comments] \
    endpoint in newsprint.toml the server.";

impl Isso {
    pub(in crate::comment) fn request(&self, ask: &Ask) -> Request {
        let id = ask.comment.map(|id| id.text());
        let of = |way: &str| ["/id/", id.as_deref().unwrap_or_default(), way].concat();
        let text = || object(&[("text", quoted(&ask.submission.text))]);
        // Isso takes a request that changes something only with a type of content.
        let nothing = || "{}".to_owned();
        // Browsers send by themselves what got no answer on a connection that was used before. A
        // comment goes on one of its own: they keep those with cookies apart from those without,
        // and all else here is of the other kind. On this host the app keeps its cookie.
        let on_this_host = self.endpoint.starts_with('/');
        let (method, path, body) = match ask.what {
            _ if ask.failed.is_some() => ("GET", self.listing(ask), String::new()),
            What::List | What::Find | What::Twin => ("GET", self.listing(ask), String::new()),
            What::Submit => ("POST", self.of_thread("/new"), self.comment(ask)),
            What::Like => ("POST", of("/like"), nothing()),
            What::Dislike => ("POST", of("/dislike"), nothing()),
            What::Source => ("GET", of("?plain=1"), String::new()),
            // Only the text: name and website come back escaped, and would be escaped twice.
            What::Edit => ("PUT", of(""), text()),
            What::Delete => ("DELETE", of(""), nothing()),
            What::Preview => ("POST", "/preview".into(), text()),
            What::Count => {
                let keys: Vec<String> = ask.keys.iter().map(|key| quoted(key)).collect();
                ("POST", "/count".into(), ["[", &keys.join(","), "]"].concat())
            }
        };
        Request {
            method,
            url: self.endpoint.clone() + &path,
            body,
            // As plain text, which needs no preflight.
            media_type: if ask.what == What::Count { PLAIN } else { JSON },
            credentials: match ask.what {
                What::Submit => !on_this_host,
                What::Source | What::Edit | What::Delete => true,
                _ => on_this_host,
            },
            advice: ADVICE,
        }
    }

    fn listing(&self, ask: &Ask) -> String {
        let mut path = self.of_thread("/");
        path.push_str(match ask.order {
            Order::Oldest => "&sort=oldest",
            Order::Newest => "&sort=newest",
            Order::MostVoted => "&sort=upvotes",
        });
        if let Some(parent) = ask.comment.filter(|_| ask.what == What::List) {
            path += "&parent=";
            path += &parent.text();
        }
        let is_find = ask.what == What::Find;
        if is_find && ask.comment.is_none() || ask.what == What::Twin || ask.failed.is_some() {
            // As they were typed, not what was made of it.
            path += "&plain=1";
        }
        if ask.what == What::Twin {
            let of = ask.submission.parent.map(|id| ["&parent=", &id.text()].concat());
            let after = (ask.since_there as u64).saturating_sub(TWINS).to_string();
            [path, of.unwrap_or_default(), "&after=".into(), after].concat()
        } else if ask.all || is_find || ask.failed.is_some() {
            path + ALL
        } else {
            // From the first on: those that are there already come again, as they are by now. So
            // that a long thread does not come many times, the next page is as long as all before.
            let limit = ask.there.saturating_add(ask.there.clamp(PAGE, 4 * PAGE)).to_string();
            let replies = ask.replies.max(REPLIES).to_string();
            [&path, "&limit=", &limit, "&nested_limit=", &replies].concat()
        }
    }

    fn comment(&self, ask: &Ask) -> String {
        let given = |text: &str| if text.is_empty() { "null".into() } else { quoted(text) };
        let submission = &ask.submission;
        object(&[
            ("text", quoted(&submission.text)),
            ("author", given(&submission.name)),
            ("email", given(&submission.email)),
            ("website", given(&submission.website)),
            ("parent", submission.parent.map_or_else(|| "null".into(), |id| id.text())),
            ("title", quoted(&self.title)),
        ])
    }

    /// Where the thread can be followed.
    pub(super) fn feed(&self) -> String {
        self.endpoint.clone() + &self.of_thread("/feed")
    }

    fn of_thread(&self, path: &str) -> String {
        [path, "?uri=", &escape(&self.key)].concat()
    }
}
