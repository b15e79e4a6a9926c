use super::{Entry, Feed, Form, moment, xml_text};
use crate::write::RootUrl;
use atom_syndication as atom;

/// The feed as Atom, with the whole text as HTML.
pub(super) fn write(feed: &Feed, root: &RootUrl) -> String {
    let link = |href: String, rel: &str, media_type: &str| atom::Link {
        href,
        rel: rel.into(),
        mime_type: Some(media_type.into()),
        ..atom::Link::default()
    };
    let url = feed.url(Form::Atom, root);
    let whole = atom::Feed {
        title: text(&feed.title),
        subtitle: Some(text(&feed.description)),
        id: url.clone(),
        updated: feed.changed().and_then(moment).unwrap_or_default(),
        authors: vec![person(&feed.publisher, None)],
        links: vec![
            link(url, "self", Form::Atom.media_type()),
            link(root.page(&feed.address), "alternate", "text/html"),
        ],
        entries: feed.entries.iter().filter_map(|it| entry(it, feed, root)).collect(),
        lang: Some(feed.language.clone()),
        ..atom::Feed::default()
    };
    whole.to_string()
}

/// A story; none of a time that the form has no way to say.
fn entry(entry: &Entry, feed: &Feed, root: &RootUrl) -> Option<atom::Entry> {
    let story = &entry.story;
    let foreign = (story.language != feed.language).then(|| story.language.clone());
    let own = |value: &str| atom::Text { lang: foreign.clone(), ..text(value) };
    let labels = story.section.iter().chain(&story.topics);
    let link = atom::Link {
        href: root.page(&story.address),
        rel: "alternate".into(),
        mime_type: Some("text/html".into()),
        hreflang: foreign.clone(),
        ..atom::Link::default()
    };
    Some(atom::Entry {
        title: own(&story.headline),
        id: entry.id(root),
        updated: moment(entry.changed())?,
        published: moment(&story.published),
        authors: story
            .authors
            .iter()
            .map(|author| person(&author.name, Some(root.page(&author.address))))
            .collect(),
        categories: labels
            .map(|label| atom::Category {
                term: xml_text(&label.name),
                ..atom::Category::default()
            })
            .collect(),
        links: vec![link],
        summary: story.standfirst.as_deref().map(own),
        content: Some(atom::Content {
            lang: foreign.clone(),
            value: Some(xml_text(&entry.html)),
            content_type: Some("html".into()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    })
}

fn text(value: &str) -> atom::Text {
    atom::Text { value: xml_text(value), ..atom::Text::default() }
}

fn person(name: &str, uri: Option<String>) -> atom::Person {
    atom::Person { name: xml_text(name), uri, ..atom::Person::default() }
}
