//! An edition that is hosted under a path.

use crate::project::{Project, sample_edition, story};
use crate::tree::{Tree, attributes, leads_on, texts};

#[test]
fn everything_leads_into_the_path() {
    let edition = sample_edition("/paper/");
    for (path, _, page) in edition.all_painted() {
        for name in
            ["href", "src", "srcset", "action", "data-js", "data-wasm", "data-site", "data-base"]
        {
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

#[test]
fn what_else_lives_on_the_host_is_another_site() {
    let links = [
        ("https://quay.example/paper/about/", "/paper/about/"),
        ("https://quay.example/paper/", "/paper/"),
        ("https://quay.example/paper", "/paper/"),
        ("https://quay.example/shop/", "https://quay.example/shop/"),
        ("https://quay.example/about/", "https://quay.example/about/"),
        ("https://quay.example", "https://quay.example"),
        ("https://quay.example/papers/", "https://quay.example/papers/"),
        ("/about/", "/paper/about/"),
        ("/paper/about/#us", "/paper/about/#us"),
        ("/paper", "/paper/"),
    ];
    let project = Project::new([("content/about.md", "---\ntitle: About\n---\n\n## Us\n")]);
    let text: Vec<_> = links.iter().map(|(written, _)| format!("[x]({written})")).collect();
    project.write("content/s/a.md", &story("A", "2026-05-01", "").replace("Text", &text.join(" ")));
    let edition = project.build_with(|it| it.public_url = "/paper/".into());
    let page = edition.painted("/2026/05/01/a/");
    let inside = scraper::Selector::parse(".body p a").unwrap();
    let hrefs: Vec<_> = page.select(&inside).filter_map(|link| link.attr("href")).collect();
    assert_eq!(hrefs, links.map(|(_, meant)| meant));

    let broken = "[x](https://quay.example/paper/nothing/) [y](/paper/nothing/)";
    project.write("content/s/a.md", &story("A", "2026-05-01", "").replace("Text", broken));
    let (result, lines) = project.outcome_with(|it| it.public_url = "/paper/".into());
    assert!(result.is_ok() && lines.len() == 2, "{lines:#?}");
    let edition = Tree::of(&project.output());
    let page = edition.painted("/2026/05/01/a/");
    assert_eq!(page.select(&inside).count(), 0, "their words stay");
}

#[test]
fn at_the_top_of_a_host_a_whole_url_of_no_page_stays_with_a_warning() {
    let project = Project::new([("content/about.md", "---\ntitle: About\n---\n")]);
    let text = "[x](https://quay.example/shop/) [y](https://quay.example/about/)";
    project.write("content/s/a.md", &story("A", "2026-05-01", "").replace("Text", text));
    let (result, lines) = project.outcome();
    assert!(result.is_ok() && lines.len() == 1, "{lines:#?}");
    assert!(lines[0].contains("warning: “https://quay.example/shop/”"), "{lines:#?}");
    let edition = Tree::of(&project.output());
    let page = edition.painted("/2026/05/01/a/");
    let hrefs = attributes(&page, "href");
    let has = |href: &str| hrefs.contains(&href);
    assert!(has("https://quay.example/shop/") && has("/about/"), "{hrefs:?}");
}
