use super::*;
use feed_rs::model::FeedType;
use newsprint::edition::{Base, Footnote, GalleryImage, Image, Inline, ListItem, NamedLink, Note};

fn link(name: &str, address: &str) -> NamedLink {
    NamedLink { name: name.into(), address: Address::new(address).unwrap() }
}

fn root() -> RootUrl {
    RootUrl::new("https://quay.example", &Base::new("/paper/"))
}

fn feed() -> Feed {
    let site =
        Arc::new(Site { title: "The Quay".into(), language: "en".into(), ..Site::default() });
    let text = |text: &str| Inline::text(text);
    let story = Story {
        address: Address::new("/2026/مرفأ/").unwrap(),
        id: "/2026/مرفأ/".into(),
        headline: "Rise & <fall> ]]> \u{8}of a quay".into(),
        standfirst: Some("A \"standfirst\".".into()),
        section: Some(link("World", "/section/world/")),
        topics: vec![link("Sea & salt", "/topic/sea-salt/")],
        authors: vec![link("Ana", "/author/ana/")],
        published: Timestamp::new("2026-05-01T09:30:00+02:00"),
        updated: Some(Timestamp::new("2026-05-03T10:00:00+02:00")),
        language: "ar".into(),
        lead_image: Some(Image { src: "/a%20b.jpg".into(), ..Image::default() }),
        body: vec![Block::Paragraph {
            content: vec![
                text("5 < 6 & ]]>\u{8} "),
                Inline::Link { href: "/about/".into(), content: vec![text("about")] },
                Inline::Link { href: "https://other.example/".into(), content: vec![text("x")] },
                Inline::FootnoteReference { number: 1, reference: 1 },
            ],
        }],
        ..Story::default()
    };
    let older = Story {
        address: Address::new("/2026/b/").unwrap(),
        id: "b 7".into(),
        headline: "B".into(),
        published: Timestamp::new("2026-04-01T00:00:00+02:00"),
        language: "en".into(),
        ..Story::default()
    };
    Feed {
        title: "World – The Quay".into(),
        description: "Far & near".into(),
        address: Address::new("/section/world/").unwrap(),
        language: "en".into(),
        publisher: "The Quay".into(),
        entries: [story, older].map(|story| Entry::new(story, &site, &root())).into(),
    }
}

#[test]
fn the_text_is_drawn_with_whole_urls() {
    let html = &feed().entries[0].html;
    assert!(html.starts_with("<figure"), "{html}");
    for piece in [
        "src=\"https://quay.example/paper/a%20b.jpg\"",
        "href=\"https://quay.example/paper/about/\"",
        "href=\"https://other.example/\"",
        "href=\"https://quay.example/paper/2026/%D9%85%D8%B1%D9%81%D8%A3/#fn-1\"",
    ] {
        assert!(html.contains(piece), "{piece} in {html}");
    }
}

#[test]
fn what_only_our_own_pages_can_show_stands_in_no_feed() {
    let image = |name: &str| Image {
        src: format!("/{name}.jpg"),
        alt: name.into(),
        placeholder: Some("data:image/webp;base64,AAAA".into()),
        ..Image::default()
    };
    let picture = |name: &str| Block::Image { image: image(name) };
    let film = || Block::Embed {
        provider: "YouTube".into(),
        url: "https://film.example/1".into(),
        title: "A film".into(),
        frame: Some("https://film.example/frame/1".into()),
    };
    let story = Story {
        lead_image: Some(image("lead")),
        body: vec![
            film(),
            Block::Gallery { images: vec![GalleryImage(image("gallery"))] },
            Block::Quotation { content: vec![picture("quoted"), film()], attribution: Vec::new() },
            Block::Note { note: Note::Editor, content: vec![picture("noted")] },
            Block::List {
                ordered: false,
                definitions: false,
                start: None,
                items: vec![ListItem { done: None, term: false, content: vec![picture("listed")] }],
            },
            Block::Footnotes {
                notes: vec![Footnote { number: 1, references: 1, content: vec![picture("foot")] }],
            },
        ],
        ..Story::default()
    };
    let html = Entry::new(story, &Arc::default(), &root()).html;
    for name in ["lead", "gallery", "quoted", "noted", "listed", "foot"] {
        assert_eq!(html.matches(&format!("alt=\"{name}\"")).count(), 1, "{name} in {html}");
    }
    assert_eq!(html.matches("<img").count(), 6, "{html}");
    assert_eq!(html.matches("href=\"https://film.example/1\"").count(), 2, "{html}");
    for piece in ["data:", "stand-in", "<button", "<iframe"] {
        assert!(!html.contains(piece), "{piece} in {html}");
    }
}

#[test]
fn an_independent_parser_finds_in_every_form_what_was_written() {
    let (feed, root) = (feed(), root());
    for (path, text) in feed.files(&root) {
        let found =
            feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|e| panic!("{path}: {e}"));
        let (kind, keeps_controls) = match path.as_str() {
            "/section/world/feed.xml" => (FeedType::RSS2, false),
            "/section/world/atom.xml" => (FeedType::Atom, false),
            "/section/world/feed.json" => (FeedType::JSON, true),
            other => panic!("{other}"),
        };
        assert_eq!(found.feed_type, kind);
        assert_eq!(found.title.unwrap().content, "World – The Quay", "{path}");
        assert_eq!(found.entries.len(), 2, "{path}");
        let entry = &found.entries[0];
        let without =
            |text: &str| if keeps_controls { text.into() } else { text.replace('\u{8}', "") };
        let headline = &feed.entries[0].story.headline;
        assert_eq!(entry.title.as_ref().unwrap().content, without(headline), "{path}");
        let url = "https://quay.example/paper/2026/%D9%85%D8%B1%D9%81%D8%A3/";
        assert_eq!(entry.id, url, "{path}");
        assert!(entry.links.iter().any(|link| link.href == url), "{path}: {:?}", entry.links);
        let body = entry.content.as_ref().unwrap().body.as_deref().unwrap();
        assert_eq!(body, without(&feed.entries[0].html), "{path}");
        let published = entry.published.unwrap().to_rfc3339();
        assert_eq!(published, "2026-05-01T07:30:00+00:00", "{path}");
        let summary = entry.summary.as_ref().unwrap().content.replace("&quot;", "\"");
        assert_eq!(summary, "A \"standfirst\".", "{path}");
        assert_eq!(entry.authors[0].name.as_deref(), Some("Ana"), "{path}");
        let labels: Vec<_> = entry.categories.iter().map(|it| it.term.as_str()).collect();
        assert_eq!(labels, ["World", "Sea & salt"], "{path}");
        assert_eq!(found.entries[1].id, feed.entries[1].id(&root), "{path}");
    }
}

#[test]
fn nothing_that_is_corrected_gives_a_story_another_name() {
    let name = |id: &str, address: &str, day: &str| {
        let story = Story {
            id: id.into(),
            address: Address::new(address).unwrap(),
            published: Timestamp::new(format!("{day}T00:00:00Z")),
            ..Story::default()
        };
        Entry::new(story, &Arc::default(), &root()).id(&root())
    };
    let first = name("b 7", "/2026/b/", "2026-04-01");
    assert_eq!(first, name("b 7", "/2026/04/b/", "2026-04-02"));
    assert_ne!(first, name("b 8", "/2026/b/", "2026-04-01"));
    // As RFC 9562 writes a UUID of version 8.
    let uuid = first.strip_prefix("urn:uuid:").unwrap();
    let parts: Vec<_> = uuid.split('-').collect();
    let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12], "{uuid}");
    assert!(parts[2].starts_with('8') && "89ab".contains(&parts[3][..1]), "{uuid}");
    // A story that moves and keeps its old address as its id keeps its name.
    let before = name("/2026/a/", "/2026/a/", "2026-04-01");
    assert_eq!(before, "https://quay.example/paper/2026/a/");
    assert_eq!(before, name("/2026/a/", "/2026/b/", "2026-04-01"));
}

#[test]
fn a_feed_is_as_old_as_the_last_change_in_it() {
    let (feed, root) = (feed(), root());
    assert_eq!(feed.changed().unwrap().as_str(), "2026-05-03T10:00:00+02:00");
    let files = feed.files(&root);
    assert!(files[0].1.contains("<lastBuildDate>Sun, 3 May 2026 10:00:00 +0200</lastBuildDate>"));
    assert!(files[1].1.contains("<updated>2026-05-03T10:00:00+02:00</updated>"));
    assert_eq!(files[0].1.matches("lastBuildDate").count(), 2);
}
