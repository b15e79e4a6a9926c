//! House-keeping: what a story lacks, and pages that weigh too much.

use super::{CheckError, Tree, warning};
use crate::diagnostic::{Diagnostic, Diagnostics};
use rayon::prelude::*;
use serde_json::Value;

/// The most bytes of HTML that a page should have, uncompressed.
const LARGE_PAGE: u64 = 256 * 1024;

/// The most bytes that a picture should have.
const LARGE_PICTURE: u64 = 1024 * 1024;

/// The endings of pictures.
const PICTURES: [&str; 7] = [".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"];

/// Looks through every story and at every size.
pub(super) fn look(tree: &Tree) -> Result<Diagnostics, CheckError> {
    let stories: Vec<Vec<Diagnostic>> = tree
        .ending("page.json")
        .into_par_iter()
        .map(|path| Ok(story(path, &tree.text(path)?)))
        .collect::<Result<_, CheckError>>()?;
    let large = tree.files().filter_map(|(path, size)| {
        let kilobytes = size / 1024;
        if path.ends_with(".html") && size > LARGE_PAGE {
            let message = format!("the page has {kilobytes} KiB of HTML");
            return Some(warning("press::check::large_page", path, message).help(
                "A reader with a slow line waits for it. Make two stories of it, or a shorter table.",
            ));
        }
        let name = path.to_ascii_lowercase();
        let picture = PICTURES.iter().any(|ending| name.ends_with(ending));
        (picture && size > LARGE_PICTURE).then(|| {
            let message = format!("the picture has {kilobytes} KiB");
            warning("press::check::large_picture", path, message)
                .help("Save it smaller: 2,000 pixels are as wide as any screen shows.")
        })
    });
    Ok(stories.into_iter().flatten().chain(large).collect())
}

/// What a story lacks.
fn story(path: &str, json: &str) -> Vec<Diagnostic> {
    let page: Value = match serde_json::from_str(json) {
        Ok(page) => page,
        Err(error) => {
            let message = format!("the page's data are no JSON: {error}");
            let fault = Diagnostic::error("press::check::unreadable", path, message);
            return vec![fault.help("Build the edition again.")];
        }
    };
    if page["kind"] != "story" {
        return Vec::new();
    }
    let mut found = Vec::new();
    if page.get("standfirst").is_none() {
        found.push(
            warning("press::check::no_standfirst", path, "the story has no standfirst")
                .help("Add one: description = \"…\". Listings, feeds and search results show it."),
        );
    }
    if page.get("topics").is_none() {
        found.push(
            warning("press::check::no_topics", path, "the story has no topics")
                .help("Add some: tags = [\"…\"]. Related stories are found by them."),
        );
    }
    let silent = [&page["lead_image"], &page["body"]].into_iter().map(without_alt).sum::<usize>();
    if silent > 0 {
        let message = match silent {
            1 => "a picture says nothing to those who do not see it".to_owned(),
            more => format!("{more} pictures say nothing to those who do not see them"),
        };
        found.push(
            warning("press::check::no_alt", path, message)
                .help("Leave it so if it is decoration. Otherwise write into alt what is seen."),
        );
    }
    found
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
    fn a_story_is_told_what_it_lacks() {
        let codes = |json: &str| {
            story("a/page.json", json).iter().map(Diagnostic::code).collect::<Vec<_>>()
        };
        assert_eq!(codes(r#"{"kind":"listing"}"#), [""; 0]);
        assert_eq!(
            codes(r#"{"kind":"story","body":[]}"#),
            ["press::check::no_standfirst", "press::check::no_topics"]
        );
        let whole = r#"{"kind":"story","standfirst":"x","topics":[{}],"lead_image":
            {"src":"/a.jpg","alt":""},"body":[{"type":"gallery","images":[{"src":"b","alt":""}]}]}"#;
        assert_eq!(codes(whole), ["press::check::no_alt"]);
        let said = story("a/page.json", whole)[0].message().to_owned();
        assert_eq!(said, "2 pictures say nothing to those who do not see them");
        assert_eq!(codes("{"), ["press::check::unreadable"]);
    }
}
