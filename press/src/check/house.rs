//! House-keeping: what stories lack, and what weighs too much. One thing is told once, with how
//! many have it and where: an archive of ten thousand stories lacks something ten thousand times.

use super::{CheckError, Tree, warning};
use crate::diagnostic::{Diagnostic, Diagnostics, because};
use crate::read::Sources;
use rayon::prelude::*;
use serde_json::Value;
use std::cmp::Reverse;

/// How many bytes files of a kind should have at most.
struct Limit {
    code: &'static str,
    /// In bytes.
    most: u64,
    /// Whether a path is that of such a file.
    is: fn(&str) -> bool,
    /// One of them, and many.
    named: [&'static str; 2],
    /// What the bytes are.
    of_what: &'static str,
    /// What to do.
    help: &'static str,
}

const LIMITS: [Limit; 2] = [
    Limit {
        code: "press::check::large_page",
        most: 256 * 1024,
        is: |path| path.ends_with(".html"),
        named: ["page", "pages"],
        of_what: " of HTML",
        help: "A reader with a slow line waits for it. Make two stories of it, or a shorter table.",
    },
    Limit {
        code: "press::check::large_picture",
        most: 1024 * 1024,
        is: |path| PICTURES.iter().any(|it| path.to_ascii_lowercase().ends_with(it)),
        named: ["picture", "pictures"],
        of_what: "",
        help: "Save it smaller: 2,000 pixels are as wide as any screen shows.",
    },
];

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
    let edition = tree.root().display().to_string().replace('\\', "/");
    let mut report = Report { edition, found: Diagnostics::new() };
    let pages: Vec<_> = tree
        .ending("page.json")
        .into_par_iter()
        .map(|path| Ok(story(path, &tree.text(path)?)))
        .collect::<Result<_, CheckError>>()?;
    let mut stories = Vec::new();
    for page in pages {
        match page {
            Ok(story) => stories.extend(story),
            Err(fault) => report.found.push(*fault),
        }
    }
    // What is new is what an editor wants to mend.
    stories.sort_by(|a, b| (Reverse(&a.published), a.path).cmp(&(Reverse(&b.published), b.path)));
    report.stories(&stories, sources);
    report.weights(tree);
    Ok(report.found)
}

/// What is found of an edition.
struct Report {
    /// The edition's folder.
    edition: String,
    found: Diagnostics,
}

impl Report {
    /// Tells a thing once, if it is anywhere, with the first of its places.
    fn tell(
        &mut self,
        code: &'static str,
        message: String,
        places: impl ExactSizeIterator<Item = String>,
        help: &str,
    ) {
        if places.len() > 0 {
            let it = warning(code, &self.edition, message).places(first(places)).help(help);
            self.found.push(it);
        }
    }

    /// What stories lack.
    fn stories(&mut self, stories: &[Story<'_>], sources: &Sources) {
        let of = counted(stories.len(), "story", "stories");
        type Has = fn(&Story<'_>) -> bool;
        let wanted: [(&str, &str, Has, &str); 2] = [
            (
                "press::check::no_standfirst",
                "standfirst",
                |story| story.standfirst,
                "Add one: description = \"…\". Listings, feeds and search results show it.",
            ),
            (
                "press::check::no_topics",
                "topics",
                |story| story.topics,
                "Add some: tags = [\"…\"]. Related stories are found by them.",
            ),
        ];
        for (code, what, has, help) in wanted {
            let lacking: Vec<_> = stories.iter().filter(|it| !has(it)).collect();
            let verb = if lacking.len() == 1 { "has" } else { "have" };
            let message = format!("{} of {of} {verb} no {what}", lacking.len());
            self.tell(code, message, lacking.iter().map(|it| it.place(sources)), help);
        }
        let silent: Vec<_> = stories.iter().filter(|it| it.silent > 0).collect();
        let pictures = silent.iter().map(|story| story.silent).sum();
        let (verb, them) = if pictures == 1 { ("says", "it") } else { ("say", "them") };
        let message = format!(
            "{} in {} {verb} nothing to those who do not see {them}",
            counted(pictures, "picture", "pictures"),
            counted(silent.len(), "story", "stories"),
        );
        self.tell(
            "press::check::no_alt",
            message,
            silent.iter().map(|it| it.place(sources)),
            "Leave it so if it is decoration. Otherwise write into alt what is seen.",
        );
    }

    /// What weighs too much.
    fn weights(&mut self, tree: &Tree) {
        for Limit { code, most, is, named: [one, many], of_what, help } in LIMITS {
            let heavy = tree.files().filter(|(path, size)| *size > most && is(path));
            let mut heavy: Vec<_> = heavy.collect();
            heavy.sort_by_key(|(path, size)| (Reverse(*size), *path));
            let verb = if heavy.len() == 1 { "has" } else { "have" };
            let count = counted(heavy.len(), one, many);
            let message = format!("{count} {verb} more than {} KiB{of_what}", most / 1024);
            let place = |(path, size): &(&str, u64)| format!("{path} ({} KiB)", size / 1024);
            self.tell(code, message, heavy.iter().map(place), help);
        }
    }
}

/// A number with its noun.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first of many places, and how many more there are.
fn first(places: impl ExactSizeIterator<Item = String>) -> Vec<String> {
    let more = places.len().saturating_sub(NAMED);
    let rest = (more > 0).then(|| format!("and {more} more"));
    places.take(NAMED).chain(rest).collect()
}

impl Story<'_> {
    /// The file that it was made from where that is known, else its address.
    fn place(&self, sources: &Sources) -> String {
        let address = format!("/{}", self.path.trim_end_matches("page.json"));
        sources.of(&address).unwrap_or(address)
    }
}

/// What a story has and lacks; none of a page of another kind.
fn story<'a>(path: &'a str, json: &str) -> Result<Option<Story<'a>>, Box<Diagnostic>> {
    let page: Value = serde_json::from_str(json).map_err(|error| {
        let message = because("the page's data are no JSON", &error.to_string());
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
        let places = |count: usize| first((0..count).map(|n| n.to_string()));
        assert_eq!(places(10).len(), 10);
        let many = places(13);
        assert_eq!((many.len(), many[0].as_str(), many[10].as_str()), (11, "0", "and 3 more"));
    }
}
