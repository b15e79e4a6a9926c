//! An app that is made for other comments than the settings ask for.

use crate::project::{Project, story};

/// Twelve bytes of a module, and the exports of an app that is made for an Isso.
const APP: &[u8] = b"\0asm\x01\0\0\0\x01\x01\0\x07\x11\x01\x0dcomments_isso\0\0";

fn project(provider: &str) -> Project {
    let story = story("Due", "2026-06-01", "");
    let project = Project::new([("content/s/due.md", story.as_str())]);
    project.write_bytes("app/newsprint-1_bg.wasm", APP);
    let settings = std::fs::read_to_string(project.path().join("newsprint.toml")).unwrap();
    let comments = format!("{settings}\n[comments]\nprovider = \"{provider}\"\n");
    project.write("newsprint.toml", &(comments + "endpoint = \"https://c.example\"\n"));
    project
}

#[test]
fn nothing_is_built_around_it_and_it_is_told_what_to_do() {
    let project = project("wordpress");
    let (result, _) = project.outcome();
    let told = result.unwrap_err().to_string();
    assert!(told.contains("comments of “isso”, and the settings say “wordpress”"), "{told}");
    assert!(told.contains("Run “trunk build”"), "{told}");
    assert!(!project.output().join("index.html").exists());
}

#[test]
fn around_one_that_is_made_for_them_it_is_built() {
    let (result, found) = project("isso").outcome();
    assert!(result.is_ok(), "{:?} {found:?}", result.err());
}
