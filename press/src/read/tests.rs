//! Whole content folders: what becomes of each file, and what is said when it cannot be.

mod diagnostics;
mod imports;

use super::{Kind, Manuscript, ReadOptions, Reading, read};
use crate::settings::Settings;
use std::path::Path;
use tempfile::TempDir;

/// A content folder made of files and their texts; pictures get a drawing.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let drawing = r#"<svg width="30" height="20"/>"#;
        std::fs::write(path, if file.ends_with(".svg") { drawing } else { text }).unwrap();
    }
    folder
}

fn options(folder: &Path) -> ReadOptions {
    ReadOptions::of(folder, folder)
}

fn settings(text: &str) -> Settings {
    let (settings, found) = Settings::parse("newsprint.toml", &format!("title = \"T\"\n{text}"));
    assert_eq!(found.to_string(), "");
    settings
}

fn reading(files: &[(&str, &str)]) -> Reading {
    let folder = folder(files);
    read(&folder.path().join("content"), &settings(""), &options(folder.path()))
}

/// The manuscripts of a folder that nothing is wrong with.
fn clean(files: &[(&str, &str)]) -> Vec<crate::read::Filed> {
    let reading = reading(files);
    assert_eq!(reading.diagnostics.to_string(), "");
    reading.manuscripts
}

fn one(path: &str, text: &str) -> Manuscript {
    *clean(&[(path, text)]).into_iter().next().unwrap()
}

#[test]
fn files_become_stories_and_pages() {
    let dated = "---\ntitle: T\ndate: 2025-12-19\n---\n";
    let undated = "---\ntitle: T\n---\n";
    let table = [
        ("content/stories/harbour.md", dated, Kind::Story, "/2025/12/19/harbour/"),
        ("content/harbour.md", dated, Kind::Story, "/2025/12/19/harbour/"),
        ("content/2025/12/18/harbour.md", undated, Kind::Story, "/2025/12/18/harbour/"),
        ("content/2025/12/18/harbour.md", dated, Kind::Story, "/2025/12/19/harbour/"),
        (
            "content/blog/a/2025-12-18-harbour/index.md",
            undated,
            Kind::Story,
            "/2025/12/18/harbour/",
        ),
        ("content/about.md", undated, Kind::Text, "/about/"),
        ("content/about/index.md", undated, Kind::Text, "/about/"),
        ("content/pages/legal/imprint.md", undated, Kind::Text, "/legal/imprint/"),
        ("content/pages/about.md", dated, Kind::Text, "/about/"),
        ("content/docs/a.md", "---\ntitle: T\nkind: text\n---\n", Kind::Text, "/docs/a/"),
        ("content/about.md", "---\ntitle: T\nslug: About Us\n---\n", Kind::Text, "/about-us/"),
        ("content/a.md", "---\ntitle: T\nurl: x/y.html\n---\n", Kind::Text, "/x/y/"),
        ("content/stories/تجربة.md", dated, Kind::Story, "/2025/12/19/تجربة/"),
        ("content/a.markdown", "# A *story*\n\nText", Kind::Text, "/a/"),
    ];
    for (path, text, kind, address) in table {
        let manuscript = one(path, text);
        assert_eq!((manuscript.kind, manuscript.address.as_str()), (kind, address), "{path}");
    }
}

#[test]
fn the_pattern_of_addresses_is_the_newsrooms() {
    let files =
        [("content/stories/2025-12-19-quay.md", "---\ntitle: The Quay\nsection: Sea Life\n---\n")];
    for (pattern, address) in [
        ("/:section/:year-:month/:slug/", "/sea-life/2025-12/quay/"),
        ("/:year/:day/:title", "/2025/19/the-quay/"),
        ("news/:filename", "/news/quay/"),
    ] {
        let folder = folder(&files);
        let settings = settings(&format!("permalink = \"{pattern}\""));
        let reading = read(&folder.path().join("content"), &settings, &options(folder.path()));
        assert_eq!(reading.manuscripts[0].address.as_str(), address);
    }
}

#[test]
fn dates_are_in_the_newsrooms_zone() {
    let folder =
        folder(&[("content/a.md", "+++\ntitle = \"T\"\ndate = 2025-12-19T23:30:00Z\n+++\n")]);
    let settings = settings("time_zone = \"Europe/Berlin\"");
    let reading = read(&folder.path().join("content"), &settings, &options(folder.path()));
    let story = &reading.manuscripts[0];
    assert_eq!(story.address.as_str(), "/2025/12/20/a/");
    assert_eq!(story.published.as_ref().unwrap().text.as_str(), "2025-12-20T00:30:00+01:00");
}

#[test]
fn what_is_not_due_stays_out() {
    let story = |field: &str| format!("---\ntitle: T\ndate: 2025-12-19\n{field}\n---\n");
    let files = [
        ("content/s/a.md", story("draft: true")),
        ("content/s/b.md", story("publishDate: 2026-02-01")),
        ("content/s/c.md", story("expiryDate: 2025-12-31")),
        ("content/s/d.md", "---\ntitle: T\ndate: 2026-02-01\n---\n".into()),
        ("content/s/e/index.md", story("published: false\nbroken_by_design: true")),
        ("content/s/e/e.svg", String::new()),
        ("content/s/g.md", story("published: 2026-02-01")),
        ("content/s/f.md", story("draft: false\nexpiryDate: 2026-02-01")),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = folder(&files);
    let names = |drafts, future| {
        let options = ReadOptions { drafts, future, ..options(folder.path()) };
        let reading = read(&folder.path().join("content"), &settings(""), &options);
        let names: Vec<_> = reading.manuscripts.iter().map(|m| m.path[2..3].to_owned()).collect();
        (names.concat(), reading.assets.len())
    };
    assert_eq!(names(false, false), ("f".into(), 0));
    assert_eq!(names(true, false), ("aef".into(), 1));
    assert_eq!(names(false, true), ("bdfg".into(), 0));
}

#[test]
fn a_bundles_files_go_with_their_story() {
    let folder = folder(&[
        (
            "content/s/2025-12-19-quay/index.md",
            "---\ntitle: T\nimage: {src: a b.svg, alt: x}\n---\n",
        ),
        ("content/s/2025-12-19-quay/a b.svg", ""),
        ("content/s/2025-12-19-quay/more/c.pdf", "x"),
        ("content/s/d.svg", ""),
        ("content/pictures/e.svg", ""),
        ("content/.hidden/f.svg", ""),
        ("content/s/g.md~", ""),
    ]);
    let reading = read(&folder.path().join("content"), &settings(""), &options(folder.path()));
    assert_eq!(reading.diagnostics.to_string(), "");
    let image = reading.manuscripts[0].lead_image.as_ref().unwrap();
    assert_eq!((image.src.as_str(), image.width), ("/2025/12/19/quay/a%20b.svg", 30));
    let targets: Vec<_> = reading.assets.iter().map(|asset| asset.target.as_str()).collect();
    assert_eq!(
        targets,
        ["/2025/12/19/quay/a b.svg", "/2025/12/19/quay/more/c.pdf", "/pictures/e.svg", "/s/d.svg"]
    );
    assert!(reading.assets.iter().all(|asset| asset.source.is_file()));
}

#[test]
fn a_files_name_may_say_its_language() {
    let dated = "---\ntitle: T\ndate: 2025-12-19\n---\n";
    let story = |path: &str, text: &str| {
        let story = one(path, text);
        (story.address.to_string(), story.language)
    };
    let quay = |language: &str| ("/2025/12/19/quay/".to_owned(), language.to_owned());
    assert_eq!(story("content/s/quay.fr.md", dated), quay("fr"));
    assert_eq!(story("content/s/quay/index.pt-br.md", dated), quay("pt-BR"));
    assert_eq!(story("content/s/quay.en.md", dated), quay("en"));
    let said = "---\ntitle: T\ndate: 2025-12-19\nlang: ar\n---\n";
    assert_eq!(story("content/s/quay.fr.md", said), quay("ar"));

    // The files of a bundle go with the page that is no translation.
    let other = "---\ntitle: T\ndate: 2025-12-19\nslug: cais\n---\n";
    let reading = reading(&[
        ("content/s/quay/index.md", dated),
        ("content/s/quay/index.pt.md", other),
        ("content/s/quay/a.svg", ""),
    ]);
    assert_eq!(reading.diagnostics.to_string(), "");
    assert_eq!(reading.assets[0].target, "/2025/12/19/quay/a.svg");
}

#[test]
fn sections_go_by_the_name_in_the_settings() {
    let folder = folder(&[(
        "content/s/2025-12-19-a.md",
        "---\ntitle: T\ncategories: [sea life, Tides]\ntags: [x, X, y]\n---\n",
    )]);
    let settings = settings("[[sections]]\nname = \"Sea Life\"");
    let reading = read(&folder.path().join("content"), &settings, &options(folder.path()));
    let story = &reading.manuscripts[0];
    assert_eq!(story.section.as_deref(), Some("Sea Life"));
    assert_eq!(story.topics, ["x", "y", "Tides"]);
}

#[test]
fn comments_are_open_unless_said_otherwise() {
    let comments = |text: &str| {
        one("content/s/2025-12-19-a.md", &format!("---\ntitle: T\n{text}\n---\n")).comments
    };
    assert!(comments("").open);
    assert!(!comments("comments: false").open);
    assert!(!comments("comments: closed").open);
    assert!(!comments("disableComments: true").open);
    let closing = comments("comments: {closes: 2026-03-01}");
    assert!(closing.open);
    assert_eq!(closing.closes.unwrap().as_str(), "2026-03-01T00:00:00+00:00");
    assert_eq!(comments("comments: {post: 12}").post, Some(12));
    assert_eq!(comments("wordpress_id: 12\ncomments: true").post, Some(12));
}

#[test]
fn reading_twice_gives_the_same() {
    let files: Vec<(String, String)> = (0..200)
        .map(|n| (format!("content/s/2025-12-19-a{n}.md"), format!("---\ntitel: T{n}\n---\n")))
        .collect();
    let files: Vec<_> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let folder = folder(&files);
    let read = || read(&folder.path().join("content"), &settings(""), &options(folder.path()));
    assert_eq!(read().diagnostics.to_string(), read().diagnostics.to_string());
    assert_eq!(read().diagnostics.errors(), 200);
}
