//! Files as other tools, other systems and other editors leave them.

use crate::project::{DRAWING, Project, story};
use crate::tree::{Tree, attributes, each, texts};

const SETTINGS: &str =
    "title = \"T\"\nbase_url = \"https://paper.example\"\n[comments]\nprovider = \"none\"\n";

fn project<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Project {
    let project = Project::new(files);
    project.write("newsprint.toml", SETTINGS);
    project
}

/// A story of 20 May with this text.
fn saying(text: &str) -> String {
    story("A", "2026-05-20", "") + "\n" + text + "\n"
}

const PLACE: &str = "/2026/05/20/a/";

/// The links of a story's text.
fn hrefs(edition: &Tree, address: &str) -> Vec<String> {
    let page = edition.page(address);
    let mut found = Vec::new();
    collect(&page["body"], "href", &mut found);
    found
}

fn collect(value: &serde_json::Value, name: &str, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            found.extend(fields.get(name).and_then(|it| it.as_str()).map(ToOwned::to_owned));
            fields.values().for_each(|value| collect(value, name, found));
        }
        serde_json::Value::Array(items) => {
            items.iter().for_each(|value| collect(value, name, found));
        }
        _ => {}
    }
}

#[test]
fn front_matter_may_be_json_or_stand_below_blank_lines_and_marks() {
    let json = "\u{feff}\n{\n  \"title\": \"Caf\\u00e9 \\ud83d\\ude00\",\n  \"date\": \"2026-05-20\",\n  \
                \"tags\": [\"sea\"],\n  \"image\": null\n}\n\nText.\n";
    let edition = project([
        ("content/s/a.md", json),
        ("content/s/b.md", "\n \r\n---\r\ntitle: B\r\ndate: 2026-05-20\r\n---\r\nText.\r\n"),
        ("content/s/c.md", "\u{feff}\u{feff}+++\ntitle = \"C\"\ndate = 2026-05-20\n+++\nText.\n"),
        ("content/s/d.md", "---\ntitle: \"A long\ntitle\"\ndate: 2026-05-20\n...\nText.\n"),
    ])
    .build();
    let headline = |name: &str| edition.page(&format!("/2026/05/20/{name}/"))["headline"].clone();
    assert_eq!(headline("a"), "Café 😀");
    assert_eq!(each(&edition.page("/2026/05/20/a/")["topics"], "name"), ["sea"]);
    assert_eq!(
        (headline("b"), headline("c"), headline("d")),
        ("B".into(), "C".into(), "A long title".into())
    );
    for name in ["a", "b", "c", "d"] {
        let painted = edition.painted(&format!("/2026/05/20/{name}/"));
        let text = texts(&painted, ".body p, article p").concat();
        assert!(text.contains("Text.") && !text.contains("title"), "{text}");
    }
}

#[test]
fn names_of_sections_topics_and_authors_are_read_as_programs_write_them() {
    let text = "---\ntitle: A\ndate: 2026-05-20\nauthors: ['Se&aacute;n O&#8217;Brien', {name: Tom &amp; Co}]\n\
                category: Arts &amp; <i>Letters</i>\ntags: ['R&amp;D', 'R&D', C*, __init__]\n---\n\nText.\n";
    let edition = project([("content/s/a.md", text)]).build();
    let page = edition.page("/2026/05/20/a/");
    assert_eq!(page["section"]["name"], "Arts & Letters");
    assert_eq!(each(&page["topics"], "name"), ["R&D", "C*", "__init__"]);
    assert_eq!(each(&page["authors"], "name"), ["Seán O’Brien", "Tom & Co"]);
    let addresses = edition.addresses();
    assert!(addresses.contains(&"/section/arts-letters/".to_owned()), "{addresses:?}");
    assert!(!addresses.iter().any(|it| it.contains("amp") || it.contains("8217")), "{addresses:?}");
}

#[test]
fn words_that_are_numbers_to_others_stay_words() {
    for word in [
        "+49",
        ".5",
        "007",
        "No",
        "1e3",
        "0x1F",
        "12:30",
        "2024-01-01",
        "Null",
        "null",
        "~",
        "1_000",
    ] {
        let text = format!(
            "---\ntitle: {word}\ndate: 2026-05-20\nslug: a\ntags: [{word}, x]\nauthors: [{word}]\n---\n"
        );
        let page = project([("content/s/x.md", text.as_str())]).build().page(PLACE);
        assert_eq!(page["headline"], word);
        assert_eq!(each(&page["topics"], "name"), [word, "x"]);
        assert_eq!(each(&page["authors"], "name"), [word]);
    }
    for word in ["+49", "0x1F", "1_000", "1e3", "2024-01-01", "12:30:00"] {
        let text = format!(
            "+++\ntitle = {word}\ndescription = {word}\nslug = \"a\"\ndate = 2026-05-20\n+++\n"
        );
        let page = project([("content/s/x.md", text.as_str())]).build().page(PLACE);
        assert_eq!((&page["headline"], &page["standfirst"]), (&word.into(), &word.into()));
    }
    // Exporters mean nothing by these.
    let text =
        "---\ntitle: A\ndate: 2026-05-20\ndescription: null\nauthor: ~\nslug: null\nid: ~\n---\n";
    let page = project([("content/s/a.md", text)]).build().page(PLACE);
    assert_eq!(page.get("standfirst").or(page.get("authors")), None);
}

#[test]
fn characters_that_no_page_can_hold_are_in_none() {
    let text = "---\ntitle: \"A\\0 \\x01\u{8}b\"\ndate: 2026-05-20\ntags: [\"c\\x1f\u{7f}\"]\nid: \"k\\0\"\n---\n\n\
                a\n\n\0\n\nco\u{2}op don\u{92}t \u{fffe}[x](https://x.example/\u{1}) `\u{1b}`\n";
    let project = project([("content/s/a.md", text)]);
    let (result, told) = project.outcome();
    result.unwrap();
    assert!(told.iter().any(|it| it.contains("U+0008")), "{told:#?}");
    let edition = Tree::of(&project.output());
    let page = edition.page(PLACE);
    assert_eq!((&page["headline"], &page["id"]), (&"A b".into(), &"k".into()));
    let body = page["body"].to_string();
    assert!(body.contains("coop don’t"), "{body}");
    for path in edition.exact_paths() {
        let text = String::from_utf8_lossy(edition.bytes(&path)).into_owned();
        let unfit = |c: char| (c.is_control() && !"\t\n\r".contains(c)) || c == '\u{fffe}';
        assert!(!text.contains(unfit), "{path}");
        for escape in ["\\u0000", "\\u0001", "&#0;", "&#x0;", "%00", "\u{fffd}"] {
            assert!(!text.contains(escape), "{escape} in {path}");
        }
    }
}

#[test]
fn names_that_look_alike_are_one_name() {
    let (nfc, nfd) = ("\u{dc}bung", "U\u{308}bung");
    for (on_disk, in_text) in [(nfc, nfd), (nfd, nfc), (nfd, nfd)] {
        let text = saying(&format!(
            "[u]({in_text}.md) [v](/2026/05/19/{}/) [w](/old/{in_text}/) [f]({in_text}.pdf) [p](/{in_text}.txt)\n\n\
             ![q]({in_text}.svg)\n",
            in_text.to_lowercase()
        ));
        let other = format!(
            "---\ntitle: U\ndate: 2026-05-19\naliases: [/old/{on_disk}/]\ntags: [{on_disk}]\nauthors: [{on_disk}]\n---\n"
        );
        let more = format!(
            "---\ntitle: M\ndate: 2026-05-18\ntags: [{in_text}]\nauthors: [{in_text}]\n---\n"
        );
        let project = project([
            ("content/s/a.md", text.as_str()),
            (format!("content/s/{on_disk}.md").as_str(), other.as_str()),
            ("content/s/m.md", more.as_str()),
            (format!("content/s/{on_disk}.pdf").as_str(), "x"),
            (format!("content/s/{on_disk}.svg").as_str(), DRAWING),
            (format!("public/{on_disk}.txt").as_str(), "x"),
        ]);
        let edition = project.build();
        let other = format!("/2026/05/19/{}/", nfc.to_lowercase());
        let name = |name: &str, end: &str| press::read::encoded(&format!("{name}.{end}"));
        assert_eq!(
            hrefs(&edition, PLACE),
            [
                other.clone(),
                other.clone(),
                other.clone(),
                format!("/s/{}", name(nfc, "pdf")),
                format!("/{}", name(on_disk, "txt")),
            ]
        );
        assert!(
            edition.has(&format!("s/{nfc}.pdf")) && edition.has(&format!("old/{nfc}/index.html"))
        );
        assert!(edition.text("2026/05/20/a/page.json").contains("\"src\":\""));
        // One topic and one author, with both stories.
        for folder in ["topic", "author"] {
            let listing = edition.page(&format!("/{folder}/{}/", nfc.to_lowercase()));
            let headlines = [
                vec![listing["lead"]["headline"].as_str().unwrap()],
                each(&listing["stories"], "headline"),
            ];
            assert_eq!(headlines.concat(), ["U", "M"]);
        }
    }
    let twins = project([
        (format!("content/s/{nfc}.md").as_str(), story("One", "2026-05-20", "").as_str()),
        (format!("content/s/{nfd}.md").as_str(), story("Two", "2026-05-20", "").as_str()),
    ]);
    let (_, told) = twins.outcome();
    assert!(told.join("\n").contains("two files have this name"), "{told:#?}");
}

#[test]
fn files_that_press_makes_are_there_to_link_to() {
    let files = "[a](/robots.txt) [b](/manifest.webmanifest) [c](/404.html) [d](/page.schema.json) \
                 [e](/about/page.json) [f](/index.html)";
    let found = "[g](/sitemap.xml) [h](/feed.xml) [i](/atom.xml) [j](/feed.json) [k](/sitemap-news.xml) \
                 [l](/topic/sea/feed.xml) [m](https://paper.example/feed.xml) [n](/sitemap-2026-05.xml)";
    let about = "# About\n\nWe.\n";
    let text = story("A", "2026-05-20", "tags = [\"Sea\"]") + "\n" + files + " " + found + "\n";
    let edition = project([("content/s/a.md", text.as_str()), ("content/about.md", about)]).build();
    for href in hrefs(&edition, PLACE) {
        let path = if href == "/" { "index.html" } else { &href[1..] };
        assert!(edition.has(path), "{href}");
    }
    assert_eq!(hrefs(&edition, PLACE).len(), 14);
    // Without a URL there are no feeds, and a link to one is dead.
    let text = story("A", "2026-05-20", "") + "\n" + files + "\n";
    let plain = Project::new([("content/s/a.md", text.as_str()), ("content/about.md", about)]);
    plain.write("newsprint.toml", "title = \"T\"\n");
    let (result, told) = plain.outcome();
    result.unwrap();
    assert!(!told.join("\n").contains("broken_link"), "{told:#?}");
    assert_eq!(hrefs(&Tree::of(&plain.output()), PLACE).len(), 6);
    plain.write("content/s/a.md", &saying("[h](/feed.xml)"));
    let (_, told) = plain.outcome();
    assert!(told.join("\n").contains("/feed.xml"), "{told:#?}");
}

#[test]
fn whole_urls_of_the_own_host_are_inside() {
    let urls = [
        "http://paper.example/about/",
        "//paper.example/about/#us",
        "HTTPS://PAPER.Example/about/",
        "https://paper.example:443/about/",
        "https://www.paper.example/about/",
        "https://www.paper.example/elsewhere/",
        "https://paper.example:8080/about/",
        "//shop.example/about/",
    ];
    let links: Vec<_> = urls.iter().map(|url| format!("[x]({url})")).collect();
    let text = format!(
        "{}\n\n![Quay](https://paper.example/logo.svg)\n\n![Quay](//PAPER.example/s/quay.svg)\n",
        links.join(" ")
    );
    let text = story(
        "A",
        "2026-05-20",
        "image = { src = \"http://paper.example/logo.svg\", alt = \"Q\" }",
    ) + &text;
    let edition = project([
        ("content/s/a.md", text.as_str()),
        ("content/s/quay.svg", DRAWING),
        ("content/about.md", "# About\n\n## Us {#us}\n\nWe.\n"),
        ("public/logo.svg", DRAWING),
    ])
    .build();
    assert_eq!(
        hrefs(&edition, PLACE),
        [
            "/about/",
            "/about/#us",
            "/about/",
            "/about/",
            "/about/",
            "https://www.paper.example/elsewhere/",
            "https://paper.example:8080/about/",
            "https://shop.example/about/",
        ]
    );
    let painted = edition.painted(PLACE);
    let sources: Vec<_> =
        attributes(&painted, "src").into_iter().filter(|it| it.ends_with(".svg")).collect();
    assert!(
        sources.len() >= 3 && sources.iter().all(|it| it.starts_with('/') && !it.starts_with("//")),
        "{sources:?}"
    );
}

#[test]
fn a_relative_alias_stands_beside_its_story() {
    let edition = project([
        (
            "content/stories/a.md",
            story("A", "2026-05-20", "aliases = [\"oldest\", \"../up\", \"x.html\"]").as_str(),
        ),
        (
            "content/stories/b.md",
            "---\ntitle: B\ndate: 2026-05-20\nredirect_from: [before/b]\n---\n",
        ),
        // What Hugo and Zola would have made of “oldest” belongs to somebody here.
        ("content/pages/oldest.md", "# Oldest\n\nWe.\n"),
    ])
    .build();
    for (path, to) in [
        ("2026/05/20/oldest/index.html", "/2026/05/20/a/"),
        ("2026/05/up/index.html", "/2026/05/20/a/"),
        ("2026/05/20/x.html", "/2026/05/20/a/"),
        ("stories/oldest/index.html", "/2026/05/20/a/"),
        ("before/b/index.html", "/2026/05/20/b/"),
    ] {
        assert!(edition.text(path).contains(&format!("url={to}")), "{path}");
    }
    assert_eq!(edition.page("/oldest/")["kind"], "text");
    assert!(!edition.has("2026/05/20/before/b/index.html"));
}

#[test]
fn addresses_by_the_rules_of_other_tools_lead_on() {
    let edition = project([
        ("content/posts/what's-next.md", story("W", "2026-05-20", "").as_str()),
        ("content/posts/v1.2.3.md", story("V", "2026-05-20", "").as_str()),
        ("content/posts/z.md", "+++\ntitle = \"Z\"\ndate = 2026-05-20\nslug = \"Größe\"\n[taxonomies]\ntags = []\n+++\n"),
        ("content/posts/plain-name.md", saying("[v](/posts/v1.2.3/) [w](/posts/what-s-next/)").as_str()),
    ])
    .build();
    let leads = |path: &str| {
        let text = edition.text(&format!("2026/05/20/{path}/index.html"));
        let (_, rest) = text.split_once("url=").unwrap_or_else(|| panic!("{path} is a page"));
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(leads("what-s-next"), "/2026/05/20/whats-next/");
    assert_eq!(leads("what's-next"), "/2026/05/20/whats-next/");
    assert_eq!(leads("v1.2.3"), "/2026/05/20/v1-2-3/");
    assert_eq!(leads("grosse"), press::read::encoded("/2026/05/20/größe/"));
    assert_eq!(
        hrefs(&edition, "/2026/05/20/plain-name/"),
        ["/2026/05/20/v1-2-3/", "/2026/05/20/whats-next/"]
    );
    let moved = edition.exact_paths().into_iter().filter(|path| path.starts_with("2026/05/20/"));
    // Four stories with two files each, and four that lead on.
    assert_eq!(moved.filter(|path| path.ends_with("index.html")).count(), 8);
}
