//! Which story comes before which.

use crate::project::{Project, story};
use crate::tree::each;

#[test]
fn neighbours_follow_time_and_at_the_same_time_the_address() {
    let at = |slug: &str, date: &str| {
        (format!("content/stories/{slug}.md"), story(&slug.to_uppercase(), date, ""))
    };
    let files = [
        at("c", "2026-05-02T10:00:00Z"),
        at("b", "2026-05-02T10:00:00Z"),
        // The same moment, written in another zone.
        at("a", "2026-05-02T12:00:00+02:00"),
        at("early", "2026-05-02T09:59:59Z"),
        at("late", "2026-05-02T23:00:00-05:00"),
    ];
    let project = Project::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    project.write("content/pages/about.md", "# About\n");
    let edition = project.build();

    let order = ["early", "a", "b", "c", "late"];
    let address = |slug: &str| match slug {
        "late" => "/2026/05/03/late/".to_owned(),
        _ => format!("/2026/05/02/{slug}/"),
    };
    for (index, slug) in order.iter().enumerate() {
        let page = edition.page(&address(slug));
        let neighbour = |field: &str| page[field]["address"].as_str().map(ToOwned::to_owned);
        let at = |index: Option<usize>| index.and_then(|it| order.get(it)).map(|it| address(it));
        assert_eq!(neighbour("previous"), at(index.checked_sub(1)), "before {slug}");
        assert_eq!(neighbour("next"), at(Some(index + 1)), "after {slug}");
    }
    // Newest first, the lead above all, in pages of two counted from the oldest.
    let newest = edition.page("/archive/");
    assert_eq!(newest["lead"]["headline"], "LATE");
    assert_eq!(each(&newest["stories"], "headline"), ["C", "B"]);
    assert_eq!(each(&edition.page("/archive/page/1/")["stories"], "headline"), ["A", "EARLY"]);
}

#[test]
fn a_featured_story_leads_while_it_is_among_the_newest() {
    let featured = "featured = true\nsection = \"World\"";
    let project = Project::new([
        ("content/s/a.md", story("A", "2026-05-01", featured).as_str()),
        ("content/s/b.md", story("B", "2026-05-02", featured).as_str()),
        ("content/s/c.md", story("C", "2026-05-03", "section = \"World\"").as_str()),
    ]);
    let edition = project.build();
    for address in ["/", "/archive/", "/section/world/"] {
        let page = edition.page(address);
        assert_eq!(page["lead"]["headline"], "B", "{address}");
        assert_eq!(each(&page["stories"], "headline"), ["C", "A"], "{address}");
    }

    // Two more, and it stands on a numbered page, which is a list without a lead.
    project.write("content/s/d.md", &story("D", "2026-05-04", "section = \"World\""));
    project.write("content/s/e.md", &story("E", "2026-05-05", "section = \"World\""));
    let edition = project.build();
    assert_eq!(edition.page("/section/world/")["lead"]["headline"], "E");
    let older = edition.page("/section/world/page/1/");
    assert_eq!(older["lead"], serde_json::Value::Null);
    assert_eq!(each(&older["stories"], "headline"), ["B", "A"]);
}

#[test]
fn no_story_stands_twice_on_the_front_page() {
    let files: Vec<_> = (1..=20)
        .map(|n| {
            let section = ["World", "Sport"][n % 2];
            let more = format!("section = \"{section}\"\nfeatured = {}", n == 15);
            let date = format!("2026-05-{n:02}");
            (format!("content/s/{n}.md"), story(&format!("S{n}"), &date, &more))
        })
        .collect();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let front = Project::new(files).build().page("/");
    assert_eq!(front["lead"]["headline"], "S15");
    assert_eq!(each(&front["stories"], "headline"), ["S20", "S19", "S18", "S17", "S16", "S14"]);
    let groups = front["groups"].as_array().unwrap();
    let shown: Vec<_> = groups
        .iter()
        .map(|group| {
            (group["section"]["name"].as_str().unwrap(), each(&group["stories"], "headline"))
        })
        .collect();
    assert_eq!(shown, [("World", vec!["S12", "S10", "S8"]), ("Sport", vec!["S13", "S11", "S9"])]);
}
