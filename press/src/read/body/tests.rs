//! Whole texts through all four hands. The modules beside this one test their own part.

mod as_meant;
mod diagnostics;
mod growth;
mod languages;
mod markdown;
mod properties;
mod raw_html;
mod syntax;

use super::{Body, body_of};
use crate::read::{Links, ReadOptions, read};
use crate::settings::Settings;
use newsprint::edition::{Base, Block, Inline};
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

/// A content folder with three stories and some pictures, and what is known of it.
struct Fixture {
    folder: TempDir,
    reading: crate::read::Reading,
    links: Links,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let drawing = r#"<svg width="30" height="20"/>"#;
    for (file, text) in [
        ("content/posts/2025-12-19-harbour/index.md", "---\ntitle: Harbour\n---\nx"),
        ("content/posts/2025-12-19-harbour/quay.svg", drawing),
        ("content/posts/2025-12-19-harbour/plan.pdf", "x"),
        (
            "content/posts/lighthouse.md",
            "+++\ntitle = \"L\"\ndate = 2025-11-01\naliases = [\"/old/light.html\"]\n+++\n",
        ),
        ("content/pages/about.md", "# About\n\nUs"),
        ("content/pictures/a b.svg", drawing),
        ("content/pictures/c.svg", drawing),
        ("public/logo.svg", drawing),
    ] {
        let file = folder.path().join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let options = ReadOptions::of(folder.path(), folder.path());
    let content = folder.path().join("content");
    let base_url = Some("https://courier.example".into());
    let settings = Settings { base_url, ..Settings::default() };
    let reading = read(&content, &settings, &options);
    let mut links = Links::new(&reading, &settings, &Base::new("/"));
    links.add_address(newsprint::edition::Address::new("/topic/sea/").unwrap());
    links.perform();
    Fixture { folder, reading, links }
});

/// The harbour's story.
pub(super) fn story() -> crate::read::Manuscript {
    let fixture = &*FIXTURE;
    assert!(Path::new(fixture.folder.path()).exists());
    let story = fixture.reading.manuscripts.iter().find(|m| m.path.contains("harbour")).unwrap();
    crate::read::Manuscript { body_offset: 0, ..(**story).clone() }
}

/// Reads a text as if it stood in the harbour's story.
fn set(text: &str) -> Body {
    let fixture = &*FIXTURE;
    let story = story();
    body_of(text, "content/posts/2025-12-19-harbour/index.md".into(), &story, &fixture.links)
}

/// The blocks of a text that nothing is wrong with.
fn clean(text: &str) -> Vec<Block> {
    let body = set(text);
    assert_eq!(body.diagnostics.to_string(), "", "{text}");
    body.blocks
}

/// What is wrong with a text, one plain report after the other.
fn found(text: &str) -> Vec<String> {
    set(text).diagnostics.sorted().into_iter().map(ToString::to_string).collect()
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph { content }
}

fn words(text: &str) -> Block {
    paragraph(vec![Inline::text(text)])
}

fn link(href: &str, text: &str) -> Inline {
    Inline::Link { href: href.into(), content: vec![Inline::text(text)] }
}
