use super::adapter::Adapter;
use super::talk::Talk;
use super::{closed, form, thread_view};
use crate::browser::drawn::soon_after_drawn;
use crate::context::Edition;
use crate::edition::{Comments, Word};
use crate::markup::{Element, el};

/// The region "Comments" under the story with this key: the thread and the form. Nothing
/// where the newsroom takes none.
///
/// For screen readers: a region of that very name; its heading also says how many there are,
/// once that is known. What is drawn first is the same natively and in the browser: neither
/// the reader's storage nor their clock is asked before the app is awake.
pub fn conversation(story: &str, comments: &Comments) -> Option<Element> {
    let edition = Edition::current();
    let talk = Talk::new(Adapter::new(&edition, story)?, story, comments);
    soon_after_drawn(move || talk.begin());

    let words = edition.clone();
    let heading = el("h2").class("comments-heading").text_live(move || match talk.count() {
        None | Some(0) => words.word(Word::Comments),
        Some(count) => words.sentence(Word::CommentsCount, &[("count", &count.to_string())]),
    });
    // Keeps its place, unseen, until it is known whether it is true.
    let none = el("p")
        .attr_live("class", move || {
            let known = talk.count().is_some();
            Some(if known { "comments-none" } else { "comments-none comments-not-known" }.into())
        })
        .attr_live("hidden", move || talk.count().is_some_and(|count| count > 0).then(String::new))
        .text(edition.word(Word::NoComments));
    let thread = thread_view::draw(talk, talk.thread());
    let region = el("section")
        .attr("id", "comments")
        .class("comments")
        .attr_live("data-closed", move || talk.is_closed().then(String::new))
        .attr("aria-label", edition.word(Word::Comments))
        .child(heading)
        .child(none)
        .child(thread)
        .child(closed::draw(talk, comments.closes.as_ref()));
    if !comments.open {
        return Some(region);
    }
    // Shown by the style sheet where the form cannot work.
    let needs_app = el("p").class("form-needs-app").attr("hidden", "");
    let needs_script = el("p").class("form-needs-script");
    Some(
        region
            .child(needs_app.text(edition.word(Word::FormNeedsApp)))
            .child(needs_script.text(edition.word(Word::FormNeedsScript)))
            .child(form::draw(talk, None)),
    )
}

#[cfg(test)]
mod tests {
    use crate::edition::{
        Address, Base, Brand, CommentSettings, FromJson, Page, Provider, Site, Word, Words,
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
            comments: CommentSettings { provider, privacy: Address::new("/privacy/").ok() },
            search: None,
            words: Words::new(Word::ALL.iter().map(text).collect()),
        };
        let story = format!(
            r#"{{"kind":"story","address":"/a/","id":"/a/","headline":"A","topics":[],
            "authors":[],"published":"2026-11-22T09:30:00Z","language":"en","body":[],"related":[],
            "comments":{comments},"reading_minutes":1,"revision":""}}"#
        );
        let page = Page::from_json(serde_json::from_str(&story).unwrap()).unwrap();
        crate::app::render(Arc::new(site), Base::new("/paper/"), Arc::new(page))
    }

    #[test]
    fn an_open_thread_has_a_form_that_can_be_typed_in() {
        let html = painted(Provider::Device, r#"{"open":true}"#);
        for part in [
            "aria-label=\"comments\"",
            "method=\"dialog\"",
            "<label for=\"comment-text\">field_comment</label>",
            "autocomplete=\"name\"",
            "autocomplete=\"email\"",
            "autocomplete=\"url\"",
            "aria-describedby=\"comment-email-about\"",
            "href=\"/paper/privacy/\"",
            "where_device",
            "form_needs_script",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(!html.contains("aria-invalid"), "{html}");
        assert!(html.contains("<p class=\"comments-closed\" hidden=\"\">"), "{html}");
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
