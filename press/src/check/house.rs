//! House-keeping: what stories lack, and what weighs too much. One thing is told once, with how
//! many have it and where: an archive of ten thousand stories lacks something ten thousand times.

use super::{CheckError, Tree, warning};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::Sources;
use rayon::prelude::*;
use serde_json::Value;
use std::cmp::Reverse;

/// The most bytes of HTML that a page should have, uncompressed.
const LARGE_PAGE: u64 = 256 * 1024;

/// The most bytes that a picture should have.
const LARGE_PICTURE: u64 = 1024 * 1024;

/// The endings of pictures.
const PICTURES: [&str; 7] = [".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"];

/// How many places are named of one thing.
const NAMED: usize = 10;

/// What a story has and lacks.
#[derive(Debug, Default)]
struct Story<'a> {
    /// The path of its data.
    path: &'a str,
    published: String,
    standfirst: bool,
    topics: bool,
    /// How many of its pictures say nothing.
    silent: usize,
}

/// Looks through every story and at every size.
pub(super) fn look(tree: &Tree, sources: &Sources) -> Result<Diagnostics, CheckError> {
    let pages: Vec<_> = tree
        .ending("page.json")
        .into_par_iter()
        .map(|path| Ok(story(path, &tree.text(path)?)))
        .collect::<Result<_, CheckError>>()?;
    let mut found = Diagnostics::new();
    let mut stories = Vec::new();
    for page in pages {
        match page {
            Ok(story) => stories.extend(story),
            Err(fault) => found.push(fault),
        }
    }
    // What is new is what an editor wants to mend.
    stories.sort_by(|a, b| (Reverse(&a.published), a.path).cmp(&(Reverse(&b.published), b.path)));
    let edition = tree.root().display().to_string().replace('\\', "/");
    let tell = |code, message: String, places: Vec<String>, help: &str| {
        warning(code, &edition, message).places(shortened(places)).help(help)
    };
    let of_stories = |lacks: fn(&Story<'_>) -> bool| -> Vec<String> {
        stories.iter().filter(|it| lacks(it)).map(|it| it.place(sources)).collect()
    };
    let lacking = |code, places: Vec<String>, what: &str, help: &str| {
        let (count, verb) = (places.len(), if places.len() == 1 { "has" } else { "have" });
        let of = counted(stories.len(), "story", "stories");
        (count > 0).then(|| tell(code, format!("{count} of {of} {verb} no {what}"), places, help))
    };
    found.extend(lacking(
        "press::check::no_standfirst",
        of_stories(|story| !story.standfirst),
        "standfirst",
        "Add one: description = \"…\". Listings, feeds and search results show it.",
    ));
    found.extend(lacking(
        "press::check::no_topics",
        of_stories(|story| !story.topics),
        "topics",
        "Add some: tags = [\"…\"]. Related stories are found by them.",
    ));
    let silent: usize = stories.iter().map(|story| story.silent).sum();
    let places = of_stories(|story| story.silent > 0);
    if silent > 0 {
        let (verb, them) = if silent == 1 { ("says", "it") } else { ("say", "them") };
        let message = format!(
            "{} in {} {verb} nothing to those who do not see {them}",
            counted(silent, "picture", "pictures"),
            counted(places.len(), "story", "stories"),
        );
        let help = "Leave it so if it is decoration. Otherwise write into alt what is seen.";
        found.push(tell("press::check::no_alt", message, places, help));
    }
    let heavy = |most: u64, is: &dyn Fn(&str) -> bool| -> Vec<String> {
        let mut files: Vec<_> =
            tree.files().filter(|(path, size)| *size > most && is(path)).collect();
        files.sort_by_key(|(path, size)| (Reverse(*size), *path));
        files.iter().map(|(path, size)| format!("{path} ({} KiB)", size / 1024)).collect()
    };
    let pages = heavy(LARGE_PAGE, &|path| path.ends_with(".html"));
    if !pages.is_empty() {
        let verb = if pages.len() == 1 { "has" } else { "have" };
        let count = counted(pages.len(), "page", "pages");
        let message = format!("{count} {verb} more than {} KiB of HTML", LARGE_PAGE / 1024);
        found.push(tell(
            "press::check::large_page",
            message,
            pages,
            "A reader with a slow line waits for it. Make two stories of it, or a shorter table.",
        ));
    }
    let pictures = heavy(LARGE_PICTURE, &|path| {
        let name = path.to_ascii_lowercase();
        PICTURES.iter().any(|ending| name.ends_with(ending))
    });
    if !pictures.is_empty() {
        let verb = if pictures.len() == 1 { "has" } else { "have" };
        let count = counted(pictures.len(), "picture", "pictures");
        let message = format!("{count} {verb} more than {} KiB", LARGE_PICTURE / 1024);
        found.push(tell(
            "press::check::large_picture",
            message,
            pictures,
            "Save it smaller: 2,000 pixels are as wide as any screen shows.",
        ));
    }
    Ok(found)
}

/// A number with its noun.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first of many places, and how many more there are.
fn shortened(mut places: Vec<String>) -> Vec<String> {
    let more = places.len().saturating_sub(NAMED);
    if more > 0 {
        places.truncate(NAMED);
        places.push(format!("and {more} more"));
    }
    places
}

impl Story<'_> {
    /// The file that it was made from where that is known, else its address.
    fn place(&self, sources: &Sources) -> String {
        let address = format!("/{}", self.path.trim_end_matches("page.json"));
        sources.of(&address).unwrap_or(address)
    }
}

/// What a story has and lacks; none of a page of another kind.
fn story<'a>(path: &'a str, json: &str) -> Result<Option<Story<'a>>, Diagnostic> {
    let page: Value = serde_json::from_str(json).map_err(|error| {
        let message = format!("the page's data are no JSON: {error}");
        Diagnostic::error("press::check::unreadable", path, message)
            .help("Build the edition again.")
    })?;
    if page["kind"] != "story" {
        return Ok(None);
    }
    Ok(Some(Story {
        path,
        published: page["published"].as_str().unwrap_or_default().to_owned(),
        standfirst: page.get("standfirst").is_some(),
        topics: page.get("topics").is_some(),
        silent: [&page["lead_image"], &page["body"]].into_iter().map(without_alt).sum(),
    }))
}

/// How many pictures of a piece of data have an empty alternative text.
fn without_alt(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(without_alt).sum(),
        Value::Object(fields) => {
            let picture =
                fields.contains_key("src") && fields.get("alt").is_some_and(|it| it == "");
            usize::from(picture) + fields.values().map(without_alt).sum::<usize>()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_has_or_lacks() {
        let of = |json: &str| story("a/page.json", json).unwrap();
        assert!(of(r#"{"kind":"listing"}"#).is_none());
        let bare = of(r#"{"kind":"story","body":[]}"#).unwrap();
        assert_eq!((bare.standfirst, bare.topics, bare.silent), (false, false, 0));
        let whole = r#"{"kind":"story","standfirst":"x","topics":[{}],"lead_image":
            {"src":"/a.jpg","alt":""},"body":[{"type":"gallery","images":[{"src":"b","alt":""}]}]}"#;
        let whole = of(whole).unwrap();
        assert_eq!((whole.standfirst, whole.topics, whole.silent), (true, true, 2));
        let fault = story("a/page.json", "{").unwrap_err();
        assert_eq!((fault.code(), fault.file()), ("press::check::unreadable", "a/page.json"));
    }

    #[test]
    fn of_many_places_ten_are_named() {
        let places = |count| shortened((0..count).map(|n| n.to_string()).collect());
        assert_eq!(places(10).len(), 10);
        let many = places(13);
        assert_eq!((many.len(), many[0].as_str(), many[10].as_str()), (11, "0", "and 3 more"));
    }
}
