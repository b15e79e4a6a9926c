//! An edition that is hosted under a path.

use crate::project::{Project, sample_edition, story};
use crate::tree::{attributes, texts};

#[test]
fn everything_leads_into_the_path() {
    let edition = sample_edition("/paper/");
    for (path, _, page) in edition.all_painted() {
        for name in
            ["href", "src", "srcset", "action", "data-js", "data-wasm", "data-site", "data-base"]
        {
            for value in attributes(&page, name) {
                let elsewhere = ["https://", "http://", "mailto:", "tel:", "#"];
                let fine = value.starts_with("/paper/")
                    || elsewhere.iter().any(|start| value.starts_with(start));
                assert!(fine, "{name}=\"{value}\" in {path}");
            }
        }
    }
}

#[test]
fn only_painted_pages_know_the_path() {
    let (root, paper) = (sample_edition("/"), sample_edition("https://courier.example/paper/"));
    let changed = root.changes(&paper);
    let html = changed.iter().filter(|change| change.ends_with(".html")).count();
    assert_eq!(html, root.all_painted().count(), "every painted page has the path");
    assert_eq!(html, changed.len(), "and nothing else: {changed:#?}");
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
