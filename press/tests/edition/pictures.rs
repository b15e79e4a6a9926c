//! Photographs: what a page offers a browser, and what the edition holds.

use crate::project::{Project, photograph, sample_edition, story};
use crate::tree::{Tree, attributes, texts};
use scraper::Selector;
use std::path::Path;

const SETTINGS: &str = "title = \"The Quay\"\nbase_url = \"https://quay.example\"\n\
    [pictures]\nwidths = [40, 80]\n[[sections]]\nname = \"World\"\n";

fn lead(src: &str) -> String {
    story("Quay", "2026-05-03", &format!("image = {{ src = \"{src}\", alt = \"A quay.\" }}"))
}

/// A story with a photograph above it, one in it and one in the public folder; and a
/// neighbour.
fn project() -> Project {
    let text = format!("{}\n![A ship](ship.png)\n\n![The town](/town.jpg)\n", lead("quay.jpg"));
    let project = Project::new([
        ("content/stories/quay/index.md", text.as_str()),
        ("content/stories/other.md", &story("Other", "2026-05-02", "")),
        ("newsprint.toml", SETTINGS),
    ]);
    project.write_bytes("content/stories/quay/quay.jpg", &photograph("a.jpg", 160, 100));
    project.write_bytes("content/stories/quay/ship.png", &photograph("a.png", 60, 60));
    project.write_bytes("public/town.jpg", &photograph("a.jpg", 50, 40));
    project
}

const ADDRESS: &str = "/2026/05/03/quay/";

/// All the files that a page offers, as paths below the edition.
fn offered(edition: &Tree, page: &str) -> Vec<String> {
    let html = edition.painted(page);
    let mut files: Vec<String> = attributes(&html, "src")
        .into_iter()
        .filter(|src| !src.starts_with("data:") && !src.ends_with(".js"))
        .map(ToOwned::to_owned)
        .collect();
    for set in attributes(&html, "srcset") {
        files.extend(set.split(", ").map(|one| one.split(' ').next().unwrap().to_owned()));
    }
    files.into_iter().map(|file| file.trim_start_matches('/').to_owned()).collect()
}

#[test]
fn a_page_offers_each_picture_in_widths_and_every_file_is_there() {
    let edition = project().build();
    let page = edition.page(ADDRESS);
    let image = &page["lead_image"];
    assert_eq!((&image["width"], &image["height"]), (&80.into(), &50.into()));
    assert!(image["src"].as_str().unwrap().ends_with("/quay-80.jpg"), "{image:#}");
    let widths = |image: &serde_json::Value| -> Vec<u64> {
        let sources = image["sources"].as_array().unwrap().iter();
        sources.map(|source| source["width"].as_u64().unwrap()).collect()
    };
    assert_eq!(widths(image), [40, 80]);
    let ship = &page["body"][1]["image"];
    assert_eq!(widths(ship), [40, 60]);
    assert_eq!(ship["src"], "/2026/05/03/quay/ship.png");
    for address in [ADDRESS, "/", "/archive/", "/2026/05/02/other/"] {
        let files = offered(&edition, address);
        assert!(files.len() >= 2, "{address}: {files:?}");
        for file in files {
            assert!(edition.has(&file), "{file} of {address}");
        }
    }
    // The original is there too, at its own address.
    assert!(edition.has("2026/05/03/quay/quay.jpg") && edition.has("town.jpg"));
    assert_eq!(edition.page(ADDRESS)["previous"]["image"], serde_json::Value::Null);
}

#[test]
fn the_samples_photographs_are_upright_and_do_not_say_where_they_were_taken() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let original = std::fs::read(content.join("pictures/bridge-ramp.jpg")).unwrap();
    // Exif's entry for the place, in this file's byte order.
    let place = |file: &[u8]| file.windows(4).any(|it| it == [0x88, 0x25, 0, 4]);
    let edition = sample_edition("/");
    assert!(place(&original) && !place(edition.bytes("pictures/bridge-ramp.jpg")));
    let page = edition.page("/2025/07/01/the-bridge-that-dives/");
    let body = page["body"].as_array().unwrap();
    let ramp = body.iter().find(|block| block["type"] == "image").unwrap();
    assert_eq!((&ramp["image"]["width"], &ramp["image"]["height"]), (&1200.into(), &1600.into()));
    let sources = page["lead_image"]["sources"].as_array().unwrap();
    assert_eq!(sources.len(), 4, "{sources:#?}");
    for file in offered(&edition, "/2025/07/01/the-bridge-that-dives/") {
        assert!(edition.has(&file), "{file}");
    }
}

#[test]
fn the_lead_comes_first_and_nothing_shifts() {
    let edition = project().build();
    let html = edition.painted(ADDRESS);
    let all = Selector::parse("main img:not(.stand-in)").unwrap();
    let images: Vec<_> = html.select(&all).map(|image| image.value()).collect();
    assert_eq!(images.len(), 3);
    for (index, image) in images.iter().enumerate() {
        let first = index == 0;
        assert_eq!(image.attr("fetchpriority"), first.then_some("high"));
        assert_eq!(image.attr("loading"), (!first).then_some("lazy"));
        assert!(image.attr("width").is_some() && image.attr("height").is_some());
        assert!(image.attr("srcset").is_some() && image.attr("sizes").is_some());
    }
    let stand_ins = Selector::parse("figure > img.stand-in[alt='']").unwrap();
    assert_eq!(html.select(&stand_ins).count(), 3);
    assert!(attributes(&html, "style").is_empty());
}

#[test]
fn cards_show_pictures_cut_to_their_shape() {
    let edition = project().build();
    let shape = |image: &serde_json::Value| {
        image["width"].as_f64().unwrap() / image["height"].as_f64().unwrap()
    };
    let large = &edition.page("/")["lead"]["image"];
    assert!((shape(large) - 16.0 / 9.0).abs() < 0.02, "{large:#}");
    let small = &edition.page("/2026/05/02/other/")["next"]["image"];
    assert!((shape(small) - 4.0 / 3.0).abs() < 0.02, "{small:#}");
    assert_eq!(small["placeholder"], serde_json::Value::Null);
    assert_eq!(small["alt"], "A quay.");
}

#[test]
fn a_focus_moves_the_cut_of_cards_and_shared_pictures_and_of_nothing_else() {
    let project = project();
    let before = project.build();
    let original = lead("quay.jpg");
    let text = original.replace("alt = \"A quay.\"", "alt = \"A quay.\", focus = \"left\"");
    assert_ne!(text, original);
    let body = "\n![A ship](ship.png)\n\n![The town](/town.jpg)\n";
    project.write("content/stories/quay/index.md", &format!("{text}{body}"));
    let after = project.build();
    let card = |edition: &Tree| {
        edition.page("/2026/05/02/other/")["next"]["image"]["src"].as_str().unwrap().to_owned()
    };
    let bytes = |edition: &Tree| edition.bytes(card(edition).trim_start_matches('/')).to_vec();
    assert_ne!(bytes(&before), bytes(&after));
    // Built once more, from what is kept of the front matter, it is the same.
    assert_eq!(after.changes(&project.build()), [""; 0]);
    let whole = |edition: &Tree| edition.page(ADDRESS)["lead_image"]["placeholder"].clone();
    assert_eq!(whole(&before), whole(&after));
}

#[test]
fn search_engines_and_cards_get_the_shapes_that_they_ask_for() {
    let edition = project().build();
    let page = edition.painted("/2026/05/03/quay/");
    let text = texts(&page, "script[type='application/ld+json']").concat();
    let data: serde_json::Value = serde_json::from_str(&text).unwrap();
    let images = data["@graph"][0]["image"].as_array().unwrap();
    let files: Vec<_> = images
        .iter()
        .map(|url| url.as_str().unwrap().strip_prefix("https://quay.example/").unwrap())
        .collect();
    assert_eq!(files.len(), 3, "{files:?}");
    assert!(files.iter().all(|file| edition.has(file)), "{files:?}");
    let content_of = |path: &str, property: &str| {
        let html = edition.text(path);
        let (_, rest) = html.split_once(&format!("\"{property}\" content=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let content = |property: &str| content_of("2026/05/03/quay/index.html", property);
    assert_eq!(content("og:image"), format!("https://quay.example/{}", files[0]));
    assert_eq!(content("twitter:card"), "summary_large_image");
    let side = |name: &str| content(name).parse::<f64>().unwrap();
    let ratio = side("og:image:width") / side("og:image:height");
    assert!((ratio - 16.0 / 9.0).abs() < 0.05, "{ratio}");
    // On a listing it is the picture of the story that leads it.
    for path in ["index.html", "archive/index.html"] {
        let url = content_of(path, "og:image");
        assert_eq!(url, content("og:image"), "{path}");
        assert!(url.ends_with(".jpg"), "{url}");
    }
}

#[test]
fn the_second_build_develops_nothing_and_is_the_same() {
    let project = project();
    let first = project.build();
    let kept = project.path().join(".newsprint/pictures");
    let state = || Tree::of(&kept);
    let before = state();
    assert_eq!(first.changes(&project.build()), [""; 0]);
    assert_eq!(before.changes(&state()), [""; 0]);
    // Another quality is another picture, under another name.
    project.write("newsprint.toml", &SETTINGS.replace("[pictures]", "[pictures]\nquality = 50"));
    let changes = first.changes(&project.build());
    assert!(changes.iter().any(|it| it.starts_with("+ picture/")), "{changes:#?}");
    assert!(!changes.iter().any(|it| it.starts_with("~ picture/")), "{changes:#?}");
}

#[test]
fn a_broken_picture_is_told_once_on_its_own_file() {
    let project = project();
    let whole = photograph("a.jpg", 160, 100);
    project.write_bytes("content/stories/quay/quay.jpg", &whole[..whole.len() / 2]);
    project.write(
        "content/stories/other.md",
        &format!("{}\n![x](quay/quay.jpg)\n", story("Other", "2026-05-02", "")),
    );
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().faults, 0);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].starts_with("content/stories/quay/quay.jpg: warning: the file ends before"),
        "{lines:#?}"
    );
    // Pages stand without it, and with its words.
    let edition = Tree::of(&project.output());
    assert!(edition.page("/2026/05/03/quay/")["lead_image"].is_null());
    let other = edition.page("/2026/05/02/other/")["body"].to_string();
    assert!(!other.contains("\"image\"") && other.contains('x'), "{other}");
    assert_eq!(project.outcome().1, lines, "it is told at every build");
    // Where the build is strict that is no edition to be content with.
    let (result, lines) = project.outcome_with(|it| it.strict = true);
    assert_eq!(result.unwrap().faults, 1);
    assert!(lines[0].contains("quay.jpg: error: "), "{lines:#?}");
}

#[test]
fn a_drawing_is_published_without_what_could_act() {
    let project = project();
    let drawing = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\">{inner}</svg>")
    };
    project.write("content/pictures/a.svg", &drawing("<script>x()</script><g/>"));
    let (result, lines) = project.outcome();
    result.unwrap();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].contains("content/pictures/a.svg: warning: "), "{lines:#?}");
    assert_eq!(Tree::of(&project.output()).text("pictures/a.svg"), drawing("<g/>"));
}

#[test]
fn hosts_are_told_that_developed_pictures_never_change() {
    // For a day: the rule is sent with a 404, too.
    let rule = "\n/picture/*\n  Cache-Control: public, max-age=86400\n";
    let project = project();
    assert!(project.build().text("_headers").contains(rule));
    // A page that has its address there would be kept for ever, too.
    project.write(
        "content/stories/frame.md",
        &story("Frame", "2026-05-01", "url = \"/picture/frame/\""),
    );
    let edition = project.build();
    assert!(edition.has("picture/frame/index.html"));
    assert!(!edition.text("_headers").contains("/picture/"));
    // Without pictures there is nothing to tell.
    let text = story("Plain", "2026-05-01", "");
    let plain = Project::new([("content/plain.md", text.as_str())]).build();
    assert!(!plain.text("_headers").contains("/picture/"));
}

#[test]
fn avif_stands_before_webp_and_is_what_it_says() {
    let project = project();
    project.write("newsprint.toml", &SETTINGS.replace("[40, 80]", "[40, 80]\navif = true"));
    let edition = project.build();
    let html = edition.painted(ADDRESS);
    // The first that a browser can read counts, and every browser that runs the app reads WebP.
    let choices = |select: &str, attribute: &str| -> Vec<String> {
        let select = Selector::parse(select).unwrap();
        html.select(&select).map(|it| it.value().attr(attribute).unwrap().to_owned()).collect()
    };
    let kinds = choices("article figure picture > source:first-child", "type");
    let first = choices("article figure picture > source:first-child", "srcset");
    let others = choices("article figure picture > source + img", "srcset");
    assert_eq!((kinds.len(), others.len()), (3, 3));
    assert!(kinds.iter().all(|kind| kind == "image/avif"), "{kinds:?}");
    assert!(first.iter().all(|set| set.contains(".avif ")), "{first:?}");
    assert!(others.iter().all(|set| set.contains(".webp ")), "{others:?}");
    let files: Vec<_> =
        offered(&edition, ADDRESS).into_iter().filter(|path| path.ends_with(".avif")).collect();
    assert!(files.len() >= 4, "{files:?}");
    for path in files {
        let bytes = std::fs::read(project.output().join(&path)).unwrap();
        assert_eq!(&bytes[4..12], b"ftypavif", "{path}");
        let width: usize = path.rsplit(['-', '.']).nth(1).unwrap().parse().unwrap();
        assert_eq!(imagesize::blob_size(&bytes).unwrap().width, width, "{path}");
    }
    // The second build has them, and the same.
    assert_eq!(edition.changes(&project.build()), [""; 0]);
}
