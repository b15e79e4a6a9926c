//! Listings: what they are called, what they say, how they lead on.

use crate::project::{Project, story};
use crate::tree::{Tree, each, texts};
use scraper::Selector;

fn edition() -> Tree {
    let more =
        "section = \"World\"\ntags = [\"Sea\", \"Old & new\"]\nauthors = [\"Ada L.\", \"B. C.\"]";
    let files: Vec<_> = (1..=5)
        .map(|n| {
            (format!("content/s/{n}.md"), story(&format!("S{n}"), &format!("2026-05-0{n}"), more))
        })
        .collect();
    let project = Project::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let settings = project.path().join("newsprint.toml");
    let text = std::fs::read_to_string(settings).unwrap();
    let more = "[[topics]]\nname = \"Sea\"\nslug = \"the-sea\"\ndescription = \"All that floats.\"\n\
                [[authors]]\nname = \"Ada L.\"\ndescription = \"Writes about numbers.\"\n";
    project.write("newsprint.toml", &format!("{text}\n{more}"));
    project.build()
}

#[test]
fn sections_topics_and_authors_have_pages_with_what_is_said_about_them() {
    let edition = edition();
    for (address, kind, title, description) in [
        ("/section/world/", "section", "World", "Beyond the harbour wall."),
        ("/topic/the-sea/", "topic", "Sea", "All that floats."),
        ("/topic/old-new/", "topic", "Old & new", ""),
        ("/author/ada-l/", "author", "Ada L.", "Writes about numbers."),
        ("/author/b-c/", "author", "B. C.", ""),
    ] {
        let page = edition.page(address);
        assert_eq!(page["listing"], kind);
        assert_eq!(page["title"], title);
        assert_eq!(page["description"].as_str().unwrap_or_default(), description);
        let painted = edition.painted(address);
        assert_eq!(texts(&painted, "h1"), [title]);
        assert_eq!(texts(&painted, "title"), [format!("{title} – The Quay")]);
        assert_eq!(texts(&painted, ".listing-description").concat(), description);
    }
    let story = edition.page("/2026/05/01/1/");
    assert_eq!(each(&story["topics"], "address"), ["/topic/the-sea/", "/topic/old-new/"]);
    assert_eq!(each(&story["authors"], "address"), ["/author/ada-l/", "/author/b-c/"]);
    assert_eq!(story["section"]["address"], "/section/world/");
}

#[test]
fn pages_of_a_listing_lead_to_each_other() {
    let edition = edition();
    let links = |address: &str| -> Vec<String> {
        let painted = edition.painted(address);
        let links = Selector::parse(".pagination a").unwrap();
        painted
            .select(&links)
            .map(|a| [a.attr("rel"), a.attr("href")].map(Option::unwrap).join(" "))
            .collect()
    };
    assert_eq!(links("/archive/"), ["next /archive/page/1/"]);
    assert_eq!(links("/archive/page/1/"), ["prev /archive/"]);
    assert_eq!(edition.page("/archive/page/1/")["number"], 1);
    assert_eq!(
        texts(&edition.painted("/archive/page/1/"), "title"),
        ["Archive, Page 1 – The Quay"]
    );
    assert!(!edition.has("archive/page/2/page.json"));
    // All five stories have all labels: every listing is cut alike.
    for listing in ["section/world", "topic/the-sea", "author/ada-l"] {
        assert_eq!(links(&format!("/{listing}/page/1/")), [format!("prev /{listing}/")]);
    }
}

#[test]
fn a_section_without_stories_has_a_page_that_says_so() {
    let edition = edition();
    let page = edition.page("/section/sport/");
    assert_eq!(
        (page["title"].as_str(), each(&page["stories"], "headline")),
        (Some("Sport"), vec![])
    );
    assert_eq!(texts(&edition.painted("/section/sport/"), ".listing-empty"), ["No stories yet."]);
    assert_eq!(texts(&edition.painted("/"), ".masthead-sections a"), ["World", "Sport"]);
}

#[test]
fn an_edition_without_stories_has_all_its_pages() {
    let edition = Project::new([]).build();
    let all = ["/archive/", "/", "/search/", "/section/sport/", "/section/world/"];
    assert_eq!(edition.addresses(), all);
    assert!(edition.has("404.html"));
}

#[test]
fn a_label_of_signs_alone_has_a_page_of_its_own() {
    let labels = "tags = [\"++\", \"🚢\", \"?\"]\nsection = \"!\"";
    let edition =
        Project::new([("content/s/a.md", story("A", "2026-05-01", labels).as_str())]).build();
    for address in ["/topic/++/", "/topic/🚢/", "/topic/-/", "/section/!/"] {
        assert_eq!(edition.page(address)["lead"]["headline"], "A", "{address}");
    }
    assert_eq!(edition.page("/")["listing"], "front");
}
