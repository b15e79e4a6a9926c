//! An edition that is hosted under a path.

use crate::project::{Project, sample_edition, story};
use crate::tree::{attributes, leads_on, texts};

#[test]
fn everything_leads_into_the_path() {
    let edition = sample_edition("/paper/");
    for (path, _, page) in edition.all_painted() {
        for name in [
            "href",
            "src",
            "srcset",
            "action",
            "data-js",
            "data-wasm",
            "data-site",
            "data-style",
            "data-base",
        ] {
            for value in attributes(&page, name) {
                let elsewhere = ["https://", "http://", "mailto:", "tel:", "#", "data:image/webp;"];
                let fine = value.starts_with("/paper/")
                    || elsewhere.iter().any(|start| value.starts_with(start));
                assert!(fine, "{name}=\"{value}\" in {path}");
            }
        }
    }
}

#[test]
fn only_painted_pages_and_what_holds_whole_urls_know_the_path() {
    let (root, paper) = (sample_edition("/"), sample_edition("https://courier.example/paper/"));
    let changed = root.changes(&paper);
    let drawn = |path: &str| path.ends_with(".html") && !leads_on(root.text(path));
    let html = changed.iter().filter(|change| drawn(&change[2..])).count();
    assert_eq!(html, root.all_painted().count(), "every painted page has the path");
    let whole = |path: &str| {
        let name = path.rsplit(['/', ' ']).next().unwrap();
        ["feed.xml", "atom.xml", "feed.json", "robots.txt", "_headers", "_redirects"]
            .contains(&name)
            || name.starts_with("sitemap")
    };
    let others: Vec<_> =
        changed.iter().filter(|change| !change.ends_with(".html") && !whole(change)).collect();
    assert_eq!(others, [""; 0]);
}

#[test]
fn the_canonical_address_has_the_path_too() {
    let project = Project::new([("content/s/a.md", story("A", "2026-05-01", "").as_str())]);
    let edition = project.build_with(|it| it.public_url = "paper".into());
    let page = edition.text("2026/05/01/a/index.html");
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://quay.example/paper/2026/05/01/a/\">")
    );
    assert!(!texts(&edition.painted("/"), "script#page").concat().contains("paper"));
}
