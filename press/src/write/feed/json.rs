use super::{Entry, Feed, Form};
use crate::write::{RootUrl, SharedImage};
use newsprint::edition::Timestamp;
use serde::Serialize;

/// The feed as JSON Feed 1.1.
pub(super) fn write(feed: &Feed, root: &RootUrl) -> String {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        description: &feed.description,
        home_page_url: root.page(&feed.address),
        feed_url: feed.url(Form::Json, root),
        language: &feed.language,
        authors: vec![Author { name: &feed.publisher, url: None }],
        items: feed.entries.iter().map(|entry| item(entry, feed, root)).collect(),
    };
    // Texts and lists alone: this cannot fail.
    serde_json::to_string(&document).unwrap_or_default()
}

fn item<'a>(entry: &'a Entry, feed: &Feed, root: &RootUrl) -> Item<'a> {
    let story = &entry.story;
    let image = story.lead_image.as_ref().map(|image| SharedImage::of(image, root).url);
    Item {
        id: entry.id(root),
        url: root.page(&story.address),
        title: &story.headline,
        summary: story.standfirst.as_deref(),
        content_html: &entry.html,
        image,
        date_published: &story.published,
        date_modified: story.updated.as_ref(),
        authors: story
            .authors
            .iter()
            .map(|author| Author { name: &author.name, url: Some(root.page(&author.address)) })
            .collect(),
        tags: story.section.iter().chain(&story.topics).map(|label| &*label.name).collect(),
        language: (story.language != feed.language).then_some(&*story.language),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    description: &'a str,
    home_page_url: String,
    feed_url: String,
    language: &'a str,
    authors: Vec<Author<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    date_published: &'a Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a Timestamp>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}
