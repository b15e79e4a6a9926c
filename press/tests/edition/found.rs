//! What search engines, feed readers and other sites get.

use crate::project::{DRAWING, Project, sample_edition, story};
use crate::tree::{Tree, attributes, texts};
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeSet;

fn edition() -> Tree {
    project().build()
}

fn project() -> Project {
    let quay = "+++\ntitle = \"The harbour & its quay\"\ndate = 2026-05-31T09:30:00\n\
        updated = 2026-06-01T08:00:00\ndescription = \"The first ships are back.\"\n\
        section = \"World\"\ntags = [\"Sea\"]\nauthors = [\"Ana\", \"City desk\"]\n\
        aliases = [\"/old/harbour.html\", \"/old/quay/\"]\n\n[image]\nsrc = \"quay.svg\"\n\
        alt = \"A ship at a quay.\"\n+++\n\nThe first ship[^1] came in *at dawn*.\n\n\
        [^1]: By [telephone](/about/).\n";
    Project::new([
        ("content/stories/quay/index.md", quay),
        ("content/stories/quay/quay.svg", DRAWING),
        ("content/stories/lamp.md", &story("A lamp", "2026-05-01", "tags = [\"Sea\"]")),
        ("content/stories/match.md", &story("Home win", "2026-04-02", "section = \"Sport\"")),
        ("content/pages/about.md", "# About\n\nWho we are.\n"),
        (
            "newsprint.toml",
            "title = \"The Quay\"\nbase_url = \"https://quay.example\"\npage_size = 2\n\
             [[sections]]\nname = \"World\"\n[[sections]]\nname = \"Empty\"\n\
             [[authors]]\nname = \"City desk\"\norganization = true\n\
             [comments]\nprovider = \"none\"\n",
        ),
        ("public/icon-512.png", ""),
    ])
}

const STORY: &str = "/2026/05/31/quay/";

#[test]
fn sitemaps_name_every_page_once_and_keep_to_the_protocol() {
    let edition = edition();
    let mut named = Vec::new();
    for file in urls(&edition, "sitemap.xml", "sitemapindex") {
        let path = file.strip_prefix("https://quay.example/").unwrap();
        named.extend(urls(&edition, path, "urlset"));
    }
    let distinct: BTreeSet<_> = named.iter().collect();
    assert_eq!(distinct.len(), named.len());
    let expected: BTreeSet<String> = edition
        .addresses()
        .into_iter()
        .filter(|address| !address.contains("/page/"))
        .filter(|address| !["/section/empty/", "/search/"].contains(&address.as_str()))
        .map(|address| format!("https://quay.example{address}"))
        .collect();
    assert_eq!(distinct.into_iter().cloned().collect::<BTreeSet<_>>(), expected);
    insta::assert_snapshot!("the_index_of_sitemaps", edition.text("sitemap.xml"));
    insta::assert_snapshot!("a_sitemap", edition.text("sitemap-2026-05.xml"));
}

#[test]
fn a_listing_has_changed_when_a_story_that_it_shows_has() {
    let project = project();
    let corrected = "description = \"S.\"\nupdated = 2026-06-01T11:00:00";
    project.write("content/stories/lamp.md", &story("A lamp", "2026-05-01", corrected));
    // Dated before it was published, which it cannot have been.
    let odd = "section = \"Sport\"\nupdated = 2026-03-01";
    project.write("content/stories/match.md", &story("Home win", "2026-04-02", odd));
    let edition = project.build();
    let changed = |file: &str, address: &str| {
        let start = format!("<loc>https://quay.example{address}</loc><lastmod>");
        let (_, rest) =
            edition.text(file).split_once(&start).unwrap_or_else(|| panic!("{address}"));
        rest.split_once('<').unwrap().0.to_owned()
    };
    for (address, at) in [
        ("/", "2026-06-01T11:00:00+00:00"),
        ("/archive/", "2026-06-01T11:00:00+00:00"),
        ("/section/world/", "2026-06-01T08:00:00+00:00"),
        ("/section/sport/", "2026-04-02"),
    ] {
        assert_eq!(changed("sitemap-pages.xml", address), at, "{address}");
    }
    let story = changed("sitemap-2026-04.xml", "/2026/04/02/match/");
    assert_eq!(story, "2026-04-02");
}

/// Whether a text is a time or a day as RFC 3339 writes them.
fn is_time(text: &str) -> bool {
    let is_day = text.len() == "2026-04-02".len() && text.parse::<jiff::civil::Date>().is_ok();
    is_day || text.parse::<jiff::Timestamp>().is_ok()
}

/// The URLs of a sitemap or an index, read by an independent parser; each has its elements in
/// the order that the protocol's schema wants.
fn urls(edition: &Tree, path: &str, root: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(edition.text(path)).unwrap();
    assert_eq!(document.root_element().tag_name().name(), root, "{path}");
    let elements = |node: roxmltree::Node<'_, '_>| -> Vec<String> {
        let children = node.children().filter(roxmltree::Node::is_element);
        children.map(|child| child.tag_name().name().to_owned()).collect()
    };
    let entries = document.root_element().children().filter(roxmltree::Node::is_element);
    let mut urls = Vec::new();
    for entry in entries {
        assert_eq!(
            entry.tag_name().namespace(),
            Some("http://www.sitemaps.org/schemas/sitemap/0.9"),
            "{path}"
        );
        let names = elements(entry).join(" ");
        assert!(["loc", "loc lastmod", "loc news"].contains(&names.as_str()), "{names} in {path}");
        let text = |name: &str| {
            let found = entry.children().find(|child| child.tag_name().name() == name);
            found.and_then(|child| child.text()).map(ToOwned::to_owned)
        };
        if let Some(changed) = text("lastmod") {
            assert!(is_time(&changed), "{changed} in {path}");
        }
        urls.push(text("loc").unwrap());
    }
    assert!(!urls.is_empty(), "a sitemap must hold a URL: {path}");
    urls
}

#[test]
fn news_are_two_days_old_at_most() {
    let edition = edition();
    insta::assert_snapshot!("the_news_sitemap", edition.text("sitemap-news.xml"));
    assert_eq!(
        urls(&edition, "sitemap-news.xml", "urlset"),
        ["https://quay.example/2026/05/31/quay/"]
    );
    // Later there are none, and the sitemap still holds a URL.
    let later = project().build_with(|it| it.now = "2026-08-01T00:00:00Z".parse().unwrap());
    assert_eq!(urls(&later, "sitemap-news.xml", "urlset").len(), 1);
    assert!(!later.text("sitemap-news.xml").contains("news:title"));
}

#[test]
fn a_news_sitemap_holds_a_thousand_at_most() {
    let files: Vec<_> = (0..1_003)
        .map(|n| {
            let date = format!("2026-05-31T{:02}:{:02}:{:02}Z", n / 3600, n / 60 % 60, n % 60);
            (format!("content/s/{n}.md"), story(&format!("S{n}"), &date, ""))
        })
        .collect();
    let project = Project::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let edition = project.build();
    let news = urls(&edition, "sitemap-news.xml", "urlset");
    assert_eq!(news.len(), 1_000);
    assert!(news[0].ends_with("/1002/") && news[999].ends_with("/3/"), "the newest first");
}

#[test]
fn crawlers_are_told_of_the_sitemaps() {
    insta::assert_snapshot!("robots", edition().text("robots.txt"));
    let own = project();
    own.write("public/robots.txt", "User-agent: Greedy\nDisallow: /\n");
    let text = own.build().text("robots.txt").to_owned();
    assert!(text.starts_with("User-agent: Greedy\n") && text.contains("\nSitemap: https://"));
}

#[test]
fn feeds_are_as_expected() {
    let edition = edition();
    insta::assert_snapshot!("the_feed_as_rss", edition.text("section/world/feed.xml"));
    insta::assert_snapshot!("the_feed_as_atom", edition.text("section/world/atom.xml"));
    let json: Value = serde_json::from_str(edition.text("section/world/feed.json")).unwrap();
    insta::assert_snapshot!("the_feed_as_json", serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn every_feed_is_read_by_an_independent_parser_and_found_from_its_page() {
    let edition = sample_edition("/");
    let mut linked = BTreeSet::new();
    for (path, _, page) in edition.all_painted() {
        let links = Selector::parse("link[rel=alternate]").unwrap();
        let feeds: Vec<_> = page.select(&links).map(|it| it.attr("href").unwrap()).collect();
        assert!(feeds.contains(&"/feed.xml") && feeds.len() % 3 == 0, "{path}: {feeds:?}");
        linked.extend(feeds.into_iter().map(ToOwned::to_owned));
    }
    let stories = edition.addresses();
    for path in edition.paths() {
        let name = path.rsplit('/').next().unwrap();
        if !["feed.xml", "atom.xml", "feed.json"].contains(&name) {
            continue;
        }
        assert!(linked.remove(&format!("/{path}")), "no page links to {path}");
        let feed = feed_rs::parser::parse(edition.text(&path).as_bytes()).unwrap();
        assert!((1..=20).contains(&feed.entries.len()), "{path}");
        assert!(feed.entries.is_sorted_by(|a, b| a.published >= b.published), "{path}");
        for entry in feed.entries {
            let url = entry.links[0].href.strip_prefix("https://courier.example").unwrap();
            assert!(stories.iter().any(|address| address == url), "{url} in {path}");
            let html = entry.content.unwrap().body.unwrap();
            let text = Html::parse_fragment(&html);
            assert!(html.len() > 500 && !texts(&text, "p").is_empty(), "{path}: {html}");
            for value in attributes(&text, "href").into_iter().chain(attributes(&text, "src")) {
                let whole = ["https://", "mailto:", "tel:"].iter().any(|it| value.starts_with(it));
                assert!(whole, "{value} in {path}");
            }
        }
    }
    assert_eq!(linked, BTreeSet::new(), "links to feeds that are not there");
}

/// The JSON-LD of a page, flat.
fn structured(edition: &Tree, path: &str) -> Vec<Value> {
    let page = Html::parse_document(edition.text(path));
    let found = texts(&page, "script[type='application/ld+json']");
    assert!(found.len() <= 1, "{path}");
    let graph = found.iter().flat_map(|text| {
        let data: Value = serde_json::from_str(text).unwrap();
        assert_eq!(data["@context"], "https://schema.org");
        data["@graph"].as_array().unwrap().clone()
    });
    graph.collect()
}

#[test]
fn the_head_of_a_story_is_as_expected() {
    let edition = edition();
    let html = edition.text("2026/05/31/quay/index.html");
    let (head, _) = html.split_once("<style>").unwrap();
    insta::assert_snapshot!("the_head_of_a_story", head);
    let data = structured(&edition, "2026/05/31/quay/index.html");
    insta::assert_snapshot!("the_json_ld", serde_json::to_string_pretty(&data).unwrap());
}

/// The properties that Google's documentation requires or recommends for each type.
#[test]
fn structured_data_have_the_shapes_of_schema_org() {
    let url = |value: &Value| {
        let text = value.as_str().unwrap_or_default();
        assert!(text.starts_with("https://courier.example/"), "{value}");
    };
    let edition = sample_edition("/");
    let mut types = BTreeSet::new();
    // What is found on the search page is found without it.
    for address in edition.addresses().iter().filter(|it| *it != "/search/") {
        let path = &format!("{}index.html", &address[1..]);
        let graph = structured(&edition, path);
        assert!(!graph.is_empty(), "{path}");
        for thing in graph {
            let kind = thing["@type"].as_str().unwrap().to_owned();
            match kind.as_str() {
                "NewsArticle" => {
                    assert!(thing["headline"].as_str().is_some_and(|it| !it.is_empty()));
                    url(&thing["mainEntityOfPage"]);
                    for name in ["datePublished", "dateModified"] {
                        let time = thing[name].as_str().unwrap();
                        assert!(is_time(time), "{time} in {path}");
                    }
                    let authors = thing["author"].as_array().unwrap();
                    assert!(!authors.is_empty());
                    for author in authors {
                        assert!(
                            ["Person", "Organization", "NewsMediaOrganization"]
                                .contains(&author["@type"].as_str().unwrap())
                        );
                        assert!(author["name"].is_string());
                        url(&author["url"]);
                    }
                    thing["image"].as_array().into_iter().flatten().for_each(url);
                    url(&thing["publisher"]["logo"]["url"]);
                    assert!(thing["publisher"]["name"].is_string());
                }
                "BreadcrumbList" => {
                    let steps = thing["itemListElement"].as_array().unwrap();
                    assert!(steps.len() >= 2, "{path}");
                    for (position, step) in (1..).zip(steps) {
                        assert_eq!(step["@type"], "ListItem");
                        assert_eq!(step["position"], position);
                        assert!(step["name"].as_str().is_some_and(|it| !it.is_empty()));
                        url(&step["item"]);
                    }
                }
                "WebSite" => url(&thing["url"]),
                other => panic!("{other} in {path}"),
            }
            types.insert(kind);
        }
    }
    assert_eq!(types.into_iter().collect::<Vec<_>>(), ["BreadcrumbList", "NewsArticle", "WebSite"]);
}

#[test]
fn canonical_cards_and_structured_data_name_one_url() {
    let edition = sample_edition("/paper/");
    for address in edition.addresses() {
        let page = edition.painted(&address);
        let one = |selector: &str, name: &str| {
            let selector = Selector::parse(selector).unwrap();
            page.select(&selector).next().unwrap().attr(name).unwrap().to_owned()
        };
        let canonical = one("link[rel=canonical]", "href");
        assert!(canonical.starts_with("https://courier.example/paper/"), "{canonical}");
        assert_eq!(one("meta[property='og:url']", "content"), canonical);
        // What is found on the search page is found without it.
        let robots = if address == "/search/" { "noindex" } else { "max-image-preview:large" };
        assert_eq!(one("meta[name=robots]", "content"), robots);
        let card = one("meta[name='twitter:card']", "content");
        assert!(["summary", "summary_large_image"].contains(&card.as_str()));
    }
    let missing = Html::parse_document(edition.text("404.html"));
    assert_eq!(attributes(&missing, "rel").iter().filter(|it| **it == "canonical").count(), 0);
    assert!(edition.text("404.html").contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[test]
fn an_edition_without_a_url_does_without_and_is_told_so() {
    let project = project();
    project.write("newsprint.toml", "title = \"The Quay\"\n");
    let (result, said) = project.outcome();
    result.unwrap();
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].starts_with("newsprint.toml: warning: without a base_url"), "{said:#?}");
    let edition = Tree::of(&project.output());
    for path in ["feed.xml", "sitemap.xml", "sitemap-news.xml"] {
        assert!(!edition.has(path), "{path}");
    }
    let page = edition.text(&format!("{}index.html", &STORY[1..]));
    for piece in ["canonical", "og:", "ld+json", "alternate"] {
        assert!(!page.contains(piece), "{piece}");
    }
    assert!(edition.has("robots.txt") && edition.has("manifest.webmanifest"));
}

#[test]
fn a_menu_may_lead_to_a_feed_and_no_file_may_take_its_place() {
    let project = project();
    let settings = std::fs::read_to_string(project.path().join("newsprint.toml")).unwrap();
    let menu = "\n[[menu.footer]]\nname = \"RSS\"\nhref = \"/feed.xml\"\n";
    project.write("newsprint.toml", &format!("{settings}{menu}"));
    assert!(project.build().text("index.html").contains("href=\"/feed.xml\">RSS</a>"));
    project.write("content/section/world/feed.json", "mine");
    let (result, said) = project.outcome();
    assert_eq!(result.unwrap().faults, 1);
    assert!(
        said[0]
            .contains("/section/world/feed.json is a file of the edition already: a feed has it"),
        "{said:#?}"
    );
}

#[test]
fn the_manifest_names_what_is_there_and_the_newsrooms_own_comes_first() {
    let manifest: Value = serde_json::from_str(edition().text("manifest.webmanifest")).unwrap();
    assert_eq!(manifest["name"], "The Quay");
    assert_eq!(manifest["icons"][0]["src"], "icon-512.png");
    assert_eq!(manifest["start_url"], ".");
    assert!(
        edition()
            .text("index.html")
            .contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\">")
    );
    let own = project();
    own.write("public/manifest.webmanifest", "{}");
    assert!(!own.build().has("manifest.webmanifest"), "Trunk copies the newsroom's own");
}
