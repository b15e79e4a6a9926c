use super::{Feed, Form, moment, xml_text};
use crate::write::RootUrl;
use ::rss::extension::atom::{AtomExtension, Link};
use ::rss::extension::dublincore::DublinCoreExtension;
use ::rss::{Category, Channel, Guid, Item};
use newsprint::markup::escape;

/// The feed as RSS 2.0. The whole text is in `content:encoded`, the standfirst in
/// `description`.
pub(super) fn write(feed: &Feed, root: &RootUrl) -> String {
    let itself = Link {
        href: feed.url(Form::Rss, root),
        rel: "self".into(),
        mime_type: Some(Form::Rss.media_type().into()),
        ..Link::default()
    };
    let channel = Channel {
        title: xml_text(&feed.title),
        link: root.page(&feed.address),
        description: xml_text(&feed.description),
        language: Some(feed.language.to_ascii_lowercase()),
        last_build_date: feed.changed().and_then(moment).map(|time| time.to_rfc2822()),
        atom_ext: Some(AtomExtension { links: vec![itself] }),
        namespaces: [("atom".to_owned(), "http://www.w3.org/2005/Atom".to_owned())].into(),
        items: feed.entries.iter().map(|entry| item(entry, feed, root)).collect(),
        ..Channel::default()
    };
    channel.to_string()
}

/// A text as the HTML that a description is read as.
fn as_html(text: &str) -> String {
    let mut html = String::new();
    escape(&xml_text(text), &mut html);
    html
}

fn item(entry: &super::Entry, feed: &Feed, root: &RootUrl) -> Item {
    let story = &entry.story;
    let id = entry.id(root);
    let url = root.page(&story.address);
    let creators: Vec<String> = match &story.authors[..] {
        [] => vec![xml_text(&feed.publisher)],
        authors => authors.iter().map(|author| xml_text(&author.name)).collect(),
    };
    let labels = story.section.iter().chain(&story.topics);
    Item {
        title: Some(xml_text(&story.headline)),
        guid: Some(Guid { permalink: id == url, value: id }),
        link: Some(url),
        description: story.standfirst.as_deref().map(as_html),
        categories: labels
            .map(|label| Category { name: xml_text(&label.name), domain: None })
            .collect(),
        pub_date: moment(&story.published).map(|time| time.to_rfc2822()),
        content: Some(xml_text(&entry.html)),
        dublin_core_ext: Some(DublinCoreExtension { creators, ..DublinCoreExtension::default() }),
        ..Item::default()
    }
}
