use super::adapter::{Adapter, Thread};
use super::made_for::NOWHERE;
use super::talk::{HEADING, Phase, Talk};
use super::{closed, form, orphan, outbox, status, thread_view};
use crate::browser::drawn::soon_after_drawn;
use crate::browser::{ago, held, near};
use crate::context::Edition;
use crate::edition::{Story, Word};
use crate::markup::{Element, el};
use leptos::prelude::*;
use std::time::Duration;

/// How often the times of comments are told anew.
const MINUTE: Duration = Duration::from_secs(60);

/// The region "Comments" under a story: the thread and the form. Nothing where the newsroom
/// takes none.
///
/// For screen readers: a region of that very name; its heading also says how many there are,
/// once that is known. What is drawn first is the same natively and in the browser: neither
/// the reader's storage nor their clock is asked before the app is awake.
pub fn conversation(story: &Story) -> Option<Element> {
    if NOWHERE {
        return None;
    }
    let edition = Edition::current();
    let thread = Thread::of(story);
    let talk = Talk::new(Adapter::new(&edition, &thread)?, &thread);
    let shared = talk.can().is_shared();
    let language = edition.site.language.clone();
    soon_after_drawn(move || begin(talk, language));

    let words = edition.clone();
    let heading = el("h2")
        .attr("id", HEADING)
        .class("comments-heading")
        .attr("tabindex", "-1")
        .text_live(move || match talk.watch(|known| known.count()) {
            None | Some(0) => words.word(Word::Comments),
            Some(count) => words.sentence(Word::CommentsCount, &[("count", &count.to_string())]),
        });
    // Where it is known at once, it keeps its place, unseen, until it is known whether it is
    // true.
    let none = el("p")
        .attr_live("class", move || {
            let known = shared || talk.watch(|known| known.phase == Phase::Here);
            Some(if known { "comments-none" } else { "comments-none comments-not-known" }.into())
        })
        .attr_live("hidden", move || {
            talk.watch(|known| {
                let none = match known.phase {
                    Phase::Here => known.all.is_empty(),
                    _ => !shared,
                };
                // Where none can be written any more, that there are none "yet" is not so.
                (!none || known.closed).then(String::new)
            })
        })
        .word(Word::NoComments);
    let needs_script =
        shared.then(|| el("p").class("thread-needs-script").word(Word::CommentsNeedScript));
    let region = el("section")
        .attr("id", "comments")
        .class("comments")
        .attr_live("data-closed", move || talk.watch(|known| known.closed.then(String::new)))
        .attr_word("aria-label", Word::Comments)
        .child(heading)
        .child(needs_script)
        .child(if shared { status::bar(talk, none) } else { none })
        .child((!shared).then(|| status::missing(talk)))
        .child(thread_view::draw(talk))
        .child(shared.then(|| status::after(talk)))
        .child(closed::draw(talk, thread.comments.closes.as_ref()))
        .child(orphan::draw(talk));
    if !thread.comments.open {
        return Some(region);
    }
    // Shown by the style sheet where the form cannot work.
    let needs_app = el("p").class("form-needs-app").attr("hidden", "");
    let needs_script = el("p").class("form-needs-script");
    Some(
        region
            .child(needs_app.word(Word::FormNeedsApp))
            .child(needs_script.word(Word::FormNeedsScript))
            .child(form::draw(talk, None)),
    )
}

/// Fetches the comments: at once where they are on the device or the address asks for them,
/// else when the reader comes near.
fn begin(talk: Talk, language: String) {
    if talk.is_gone() {
        return;
    }
    talk.closes_now();
    let shared = talk.can().is_shared();
    if shared {
        outbox::attend(talk);
    }
    if talk.watch(|known| known.phase == Phase::Fetching) {
        talk.fetch();
    } else if shared && Talk::is_asked_for() {
        talk.ask(true);
    } else if shared && let Some(region) = document().get_element_by_id("comments") {
        held::hold(Box::new(near::when_near(&region, move || talk.ask(false))));
    }
    held::on_window("hashchange", Box::new(move || talk.follow()));
    if shared {
        let tell = move || {
            ago::refresh(&language);
            talk.tell_time();
        };
        let clock = set_interval_with_handle(tell, MINUTE).ok();
        on_cleanup(move || _ = clock.map(|clock| clock.clear()));
    }
}

#[cfg(test)]
mod tests {
    use crate::edition::{
        Address, Base, Brand, CommentSettings, FromJson, Page, Provider, Site, Value, Word, Words,
    };
    use std::sync::Arc;

    /// The painted page of a story, with each word's name for its text.
    fn painted(provider: Provider, comments: &str) -> String {
        let text = |word: &Word| match word {
            Word::Months => "|||||||||||Dec".into(),
            Word::Date => "{day} {month} {year}".into(),
            Word::ClosedSince => "closed since {date}".into(),
            word => word.name().to_owned(),
        };
        let site = Site {
            title: "Paper".into(),
            language: "en".into(),
            brand: Brand::default(),
            sections: Vec::new(),
            menu: Vec::new(),
            footer_menu: Vec::new(),
            comments: CommentSettings {
                provider,
                privacy: Address::new("/privacy/").ok(),
                ..CommentSettings::default()
            },
            frames: Vec::new(),
            search: None,
            words: Words::new(Word::ALL.iter().map(text).collect()),
        };
        let story = format!(
            r#"{{"kind":"story","address":"/a/","id":"/a/","headline":"A","topics":[],
            "authors":[],"published":"2026-11-22T09:30:00Z","language":"en","body":[],"related":[],
            "comments":{comments},"reading_minutes":1,"revision":""}}"#
        );
        let page = Page::from_json(Value::parse(&story).unwrap()).unwrap();
        crate::app::render(Arc::new(site), Base::new("/paper/"), Arc::new(page), None)
    }

    #[test]
    fn an_open_thread_has_a_form_that_can_be_typed_in() {
        let html = painted(Provider::Device, r#"{"open":true}"#);
        for part in [
            "aria-label=\"comments\"",
            "method=\"dialog\"",
            "<label for=\"comment-text\">field_comment</label>",
            "autocomplete=\"name\"",
            "autocomplete=\"url\"",
            "href=\"/paper/privacy/\"",
            "where_device",
            "form_needs_script",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(!html.contains("aria-invalid"), "{html}");
        // Nobody would write to it; and where a comment stays is said before one writes it.
        assert!(!html.contains("email"), "{html}");
        assert!(html.find("where_device") < html.find("<textarea"), "{html}");
        assert!(html.contains("<p class=\"comments-closed\" hidden=\"\">"), "{html}");
    }

    #[test]
    fn a_server_s_form_asks_for_an_address_and_says_where_comments_go() {
        let html = painted(Provider::Isso, r#"{"open":true}"#);
        for part in
            ["autocomplete=\"email\"", "aria-describedby=\"comment-email-about\"", "where_server"]
        {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(html.contains("<p class=\"comments-none\" hidden=\"\">"), "{html}");
    }

    #[test]
    fn a_closed_thread_does_not_say_that_there_are_none_yet() {
        for provider in [Provider::Device, Provider::Isso, Provider::WordPress] {
            let html = painted(provider, r#"{"open":false}"#);
            assert!(html.contains(" hidden=\"\">no_comments</p>"), "{html}");
        }
        let open = painted(Provider::Device, r#"{"open":true}"#);
        assert!(!open.contains(" hidden=\"\">no_comments</p>"), "{open}");
    }

    #[test]
    fn a_closed_thread_says_since_when() {
        let closed = r#"{"open":false,"closes":"2026-12-05T00:00:00Z"}"#;
        let html = painted(Provider::Device, closed);
        assert!(
            html.contains("<p class=\"comments-closed\">closed since 5 Dec 2026</p>"),
            "{html}"
        );
        assert!(!html.contains("<form"), "{html}");
        let html = painted(Provider::Device, r#"{"open":false}"#);
        assert!(html.contains(">closed</p>"), "{html}");
    }

    #[test]
    fn without_a_provider_there_is_nothing() {
        let html = painted(Provider::None, r#"{"open":true}"#);
        assert!(!html.contains("comment"), "{html}");
    }
}
