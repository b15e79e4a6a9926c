//! The words of front matter that readers see, before anything is made of them: what a template
//! would have filled in there is nothing that a reader could make sense of.

use super::super::body::{Braces, without_templates};
use super::super::data::{Entry, Kind, Value, same};
use super::super::directions::settled;
use super::super::reporter::Reporter;
use std::borrow::Cow;

/// Fields that hold words for readers.
const WORDS: [&str; 35] = [
    "title",
    "headline",
    "standfirst",
    "description",
    "summary",
    "excerpt",
    "authors",
    "author",
    "byline",
    "section",
    "sections",
    "category",
    "categories",
    "tags",
    "tag",
    "topics",
    "topic",
    "image",
    "images",
    "cover",
    "featured",
    "featured_image",
    "feature_image",
    "cover_image",
    "hero_image",
    "thumbnail",
    "image_alt",
    "featured_image_alt",
    "cover_alt",
    "image_caption",
    "featured_image_caption",
    "cover_caption",
    "image_credit",
    "featured_image_credit",
    "cover_credit",
];

/// Tables that are looked through for the same.
const TABLES: [&str; 3] = ["taxonomies", "extra", "params"];

/// Fields in them that name files and pages.
const PLACES: [&str; 6] = ["src", "url", "path", "file", "image", "link"];

/// Takes templates out of the words for readers, and says so.
pub(super) fn clear(entries: &mut [Entry], reporter: &Reporter<'_>) {
    let is_one_of = |names: &[&str], key: &str| names.iter().any(|name| same(key, name));
    for entry in entries {
        match &mut entry.value.kind {
            Kind::Table(inner) if is_one_of(&TABLES, &entry.key) => clear(inner, reporter),
            _ if is_one_of(&WORDS, &entry.key) => clear_value(&mut entry.value, reporter),
            _ => {}
        }
    }
}

fn clear_value(value: &mut Value, reporter: &Reporter<'_>) {
    match &mut value.kind {
        Kind::List(list) => list.iter_mut().for_each(|it| clear_value(it, reporter)),
        Kind::Table(entries) => {
            let words = entries.iter_mut().filter(|it| !PLACES.contains(&it.key.as_str()));
            words.for_each(|entry| clear_value(&mut entry.value, reporter));
        }
        Kind::Text(text) => {
            if let Cow::Owned(settled) = settled(text) {
                reporter
                    .warning(
                        "press::front_matter::direction",
                        value.span.clone(),
                        "a character that turns round the order of letters is open here, or \
                         overrides it, and is closed or left out",
                    )
                    .help("Write it without. Names and words of other scripts need none.");
                *text = settled;
            }
            let Some((words, found)) = without_templates(text) else { return };
            *text = words;
            for braces in found {
                let (message, help) = match braces {
                    Braces::LeftOut(written) => (
                        format!("the shortcode “{written}” is not known here and is left out"),
                        "Write what it stands for.",
                    ),
                    Braces::Kept(written) => (
                        format!("“{written}” stands for nothing here and stays as it was written"),
                        "Take the braces off, if readers are not to see them.",
                    ),
                };
                let code = "press::body::unknown_shortcode";
                reporter.warning(code, value.span.clone(), message).help(help);
            }
        }
        _ => {}
    }
}
