//! What is wrong is said, all of it. A fault keeps its text out, and the rest is published.

use crate::project::{DRAWING, Project, story};
use crate::tree::Tree;
use press::build::BuildError;

fn good() -> Project {
    Project::new([("content/s/good.md", story("Good", "2026-05-01", "").as_str())])
}

fn broken(text: &str) -> String {
    format!("{}\n{text}\n", story("Broken", "2026-05-02", ""))
}

#[test]
fn a_fault_keeps_its_text_out_and_the_rest_is_published() {
    let project = good();
    project.write("content/s/bad.md", "+++\ntitle = \"Bad\"\ndate = 2026-02-30\n+++\n");
    project.write("content/s/worse.md", "---\ntitel: Worse\n---\n");
    project.write("content/s/slug/index.md", &story("Sluggish", "2026-05-02", "slug = [\"a\"]"));
    project.write("content/s/slug/plan.pdf", "%PDF");
    let (result, lines) = project.outcome();
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.faults, summary.left_out), (1, 4, 3));
    let begin =
        |start: &str| assert!(lines.iter().any(|line| line.starts_with(start)), "{lines:#?}");
    begin("content/s/bad.md:3:8: error: ");
    begin("content/s/worse.md:2:1: error: ");
    begin("content/s/slug/index.md:4:8: error: ");
    let whole = Tree::of(&project.output());
    assert!(!whole.has("2026/05/02/a/plan.pdf") && !whole.has("s/slug/plan.pdf"));
    // As if it had never been written.
    assert_eq!(good().build().changes(&whole), [""; 0]);
}

#[test]
fn a_text_that_readers_have_does_not_vanish_through_a_fault() {
    let project = good();
    project.write("content/s/other.md", &story("Other", "2026-05-02", ""));
    let before = project.build();
    project.write("content/s/new.md", &story("New", "2026-05-03", ""));
    // Neither its date nor its name says any more which of them it was.
    project.write("content/s/other.md", "---\nheadlin: Other\n---\n");
    let (result, lines) = project.outcome();
    let said = result.unwrap_err().to_string();
    assert!(
        said.contains("content/s/other.md is in the last edition, at /2026/05/02/other/"),
        "{said}"
    );
    assert!(lines.iter().any(|it| it.starts_with("content/s/other.md:")), "{lines:#?}");
    assert_eq!(before.changes(&Tree::of(&project.output())), [""; 0]);

    // Of its own will it goes.
    project.write("content/s/other.md", &story("Other", "2026-05-02", "draft = true"));
    assert_eq!(project.outcome().0.unwrap().stories, 2);
    // And what was never there may be faulty.
    project.write("content/s/other.md", "---\nheadlin: Other\n---\n");
    assert_eq!(project.outcome().0.unwrap().left_out, 1);
}

#[test]
fn a_text_that_nobody_has_kept_in_mind_does_not_vanish_either() {
    let project = good();
    let before = project.build();
    std::fs::remove_dir_all(project.path().join(".newsprint/standing")).unwrap();
    project.write("content/s/good.md", &story("Good", "2026-05-01", "language = \"x!\""));
    assert!(matches!(project.outcome().0, Err(BuildError::Vanishing { .. })));
    assert_eq!(before.changes(&Tree::of(&project.output())), [""; 0]);
}

#[test]
fn a_dead_link_and_a_missing_picture_leave_their_words() {
    let project = good();
    project.write(
        "content/s/bad.md",
        &story(
            "Bad",
            "2026-05-02",
            "image = { src = \"gone.jpg\", alt = \"A quay\" }\nauthr = \"X\"",
        )
        .replace("Text of", "[A link](/to/nothing/), [none]().\n\n![A quay](quay.jpg)\n\nText of"),
    );
    let (result, lines) = project.outcome();
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.faults), (2, 0), "{lines:#?}");
    assert_eq!(lines.len(), 5, "{lines:#?}");
    assert!(lines.iter().all(|it| it.contains(": warning: ")), "{lines:#?}");
    let page = Tree::of(&project.output()).page("/2026/05/02/bad/");
    assert!(page["body"].to_string().contains("A link") && page["lead_image"].is_null());
    assert!(!page["body"].to_string().contains("/to/nothing/"), "{page:#?}");

    // Where the build is strict the story stays out, and does not pull down whoever links to it.
    project.write("content/s/to.md", &broken("[Bad](bad.md) and [its topic](/topic/x/)"));
    let _ = std::fs::remove_dir_all(project.output());
    let (result, lines) = project.outcome_with(|it| it.strict = true);
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.faults, summary.left_out), (1, 6, 2), "{lines:#?}");
    let _ = std::fs::remove_dir_all(project.output());
    project.write("content/s/to.md", &broken("[Bad](bad.md)"));
    let settings = std::fs::read_to_string(project.path().join("newsprint.toml")).unwrap();
    project.write("newsprint.toml", &format!("{settings}\n[build]\nstrict = true\n"));
    let (result, lines) = project.outcome();
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.faults, summary.left_out), (2, 5, 1), "{lines:#?}");
    // A story to come is not out: what is wrong with it is told until then.
    let later = story("Later", "2026-07-02", "") + "\n[A link](/to/nothing/)\n";
    project.write("content/s/later.md", &later);
    assert_eq!(project.outcome().0.unwrap().faults, 5);
}

/// What is told, and what is made, in that order.
#[derive(Default)]
struct Order(std::sync::Mutex<Vec<String>>);

impl press::build::Watcher for Order {
    fn begin(&self, stage: press::build::Stage, things: usize) {
        self.0.lock().unwrap().push(format!("{stage:?} {things}"));
    }

    fn advance(&self) {}

    fn tell(&self, errors: &press::diagnostic::Diagnostics) {
        self.0.lock().unwrap().push(format!("{} errors", errors.errors()));
    }
}

#[test]
fn errors_are_told_before_any_picture_is_developed() {
    let project = good();
    let lead = "image = { src = \"quay.jpg\", alt = \"A quay\" }";
    project.write("content/s/b.md", &story("B", "2026-05-02", lead));
    project.write("content/s/c.md", &(story("C", "2026-13-02", lead) + "\n![A](quay.jpg)\n"));
    project.write_bytes("content/s/quay.jpg", &crate::project::photograph("quay.jpg", 60, 40));
    let order = Order::default();
    press::build::build(&project.options(), &order).0.unwrap();
    assert_eq!(order.0.into_inner().unwrap()[..2], ["1 errors", "Pictures 1"]);
    // Nor is one developed where nothing will be built.
    let developed = project.path().join(".newsprint/pictures");
    std::fs::remove_dir_all(&developed).unwrap();
    project.write("newsprint.toml", "page_size = 0\n");
    let order = Order::default();
    assert!(press::build::build(&project.options(), &order).0.is_err());
    assert!(order.0.into_inner().unwrap().is_empty() && !developed.exists());
}

/// A comment that never ends shows itself when the text is set, and then listings, neighbours and
/// feeds know the story already: all begins anew without it.
#[test]
fn a_fault_that_shows_late_leaves_no_trace() {
    let project = good();
    let late = |headline: &str, date: &str| {
        story(headline, date, "tags = [\"Sea\"]") + "\nzqleakq <!-- zqleakq\n"
    };
    project.write("content/s/b.md", &late("Zqleakq", "2026-05-02"));
    project.write("content/s/c.md", &story("C", "2026-05-03", "tags = [\"Sea\"]"));
    project.write("content/s/d.md", &late("Zqleakq too", "2026-05-04"));
    let order = Order::default();
    let (result, told) = press::build::build(&project.options(), &order);
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.faults, summary.left_out), (2, 2, 2));
    assert_eq!(told.errors(), 2, "{told}");
    // Of four stories, and then of two: the second time it is known from the start.
    let order = order.0.into_inner().unwrap();
    let pages: Vec<_> = order.iter().filter(|it| it.starts_with("Pages")).collect();
    assert_eq!(pages.len(), 2, "{order:?}");
    assert_eq!(order[0], "0 errors");
    assert!(order.contains(&"2 errors".to_owned()), "{order:?}");
    let edition = Tree::of(&project.output());
    for path in edition.exact_paths() {
        let text = String::from_utf8_lossy(edition.bytes(&path)).to_lowercase();
        assert!(!text.contains("zqleakq") && !path.contains("/05/02/"), "{path}");
    }
    assert_eq!(edition.page("/2026/05/03/c/")["previous"]["headline"], "Good");
    // It is the edition that there would be without those files.
    for name in ["b", "d"] {
        std::fs::remove_file(project.path().join(format!("content/s/{name}.md"))).unwrap();
    }
    std::fs::remove_dir_all(project.output()).unwrap();
    assert_eq!(project.build().changes(&edition), [""; 0]);
}

#[test]
fn a_fault_in_one_text_hides_none_in_another() {
    let project = good();
    project.write("content/s/a.md", "+++\ntitle = \"A\"\n+++\n");
    project.write("content/s/b.md", &broken("[A link](/to/nothing/)"));
    let (_, lines) = project.outcome();
    assert_eq!(lines.len(), 2, "{lines:#?}");
}

#[test]
fn a_link_to_a_text_that_stays_out_keeps_its_words() {
    let project = good();
    project.write("content/s/a.md", "+++\ntitle = \n+++\n\n[A link](/to/nothing/)\n");
    project
        .write("content/s/b.md", "---\ntitle: B\ndate: 2026-02-30\nurl: a b\nlanguage: x!\n---\n");
    project.write("content/s/c.md", &broken("[One](a.md) and [another](/2026/02/28/b/)."));
    let (_, lines) = project.outcome();
    let places: Vec<_> = lines
        .iter()
        .filter_map(|line| line.split(" error").next()?.split(" warning").next())
        .collect();
    let expected = ["a.md:2:9:", "a.md:5:1:", "b.md:3:7:", "b.md:4:6:", "b.md:5:11:"];
    assert_eq!(places, expected.map(|place| format!("content/s/{place}")), "{lines:#?}");
    let body = Tree::of(&project.output()).page("/2026/05/02/c/")["body"].to_string();
    assert!(body.contains("One and another") && !body.contains("href"), "{body}");
}

#[test]
fn a_menu_may_name_a_page_that_stays_out() {
    let project = good();
    project.write("content/pages/about.md", "---\ntitle: About\nlanguage: x!\n---\n");
    let settings = std::fs::read_to_string(project.path().join("newsprint.toml")).unwrap();
    let menu = "[[menu.header]]\nname = \"About\"\nhref = \"/about/\"\n";
    project.write("newsprint.toml", &format!("{settings}\n{menu}"));
    let (result, lines) = project.outcome();
    assert_eq!((result.unwrap().left_out, lines.len()), (1, 1), "{lines:#?}");
    assert!(!Tree::of(&project.output()).text("index.html").contains("About"));
}

#[test]
fn a_colour_that_is_none_is_told_with_its_place_and_the_rest() {
    let project = good();
    project.write("newsprint.toml", "title = \"T\"\n[brand.colours]\naccent = \"teel\"\n");
    project.write("content/s/b.md", &broken("[A link](/to/nothing/)"));
    let (_, lines) = project.outcome();
    let told = |start: &str| assert!(lines.iter().any(|it| it.contains(start)), "{lines:#?}");
    told("newsprint.toml:3:11: error: “teel”");
    told("content/s/b.md:9:1: warning: ");
}

#[test]
fn what_is_a_file_of_the_edition_is_no_address() {
    for (field, file) in [
        ("aliases = [\"/index.html\"]", "/index.html"),
        ("aliases = [\"/404.html\"]", "/404.html"),
        ("url = \"/feed.xml\"", "/feed.xml"),
        ("url = \"/page.json\"", "/page.json"),
        ("url = \"/robots.txt/more/\"", "/robots.txt"),
        ("aliases = [\"/quay.svg\"]", "/quay.svg"),
    ] {
        let project = good();
        project.write("content/quay.svg", DRAWING);
        project.write("content/s/b.md", &story("B", "2026-05-02", field));
        let (result, lines) = project.outcome();
        assert_eq!(result.unwrap().left_out, 1, "{field}");
        assert!(lines[0].starts_with("content/s/b.md:"), "{lines:#?}");
        assert!(lines[0].contains(&format!("error: {file} is a file")), "{lines:#?}");
    }
    let project = good();
    project.write(
        "content/s/b.md",
        &story("B", "2026-05-02", &format!("url = \"/{}/\"", "a".repeat(300))),
    );
    assert!(project.outcome().1[0].contains("longer than servers know"));
}

#[test]
fn a_public_file_that_the_edition_has_itself_is_told() {
    let project = good();
    project.write("public/feed.xml", "<rss/>");
    project.write("public/robots.txt", "User-agent: x\n");
    let (result, lines) = project.outcome();
    assert!(result.is_ok());
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].contains("feed.xml: warning: /feed.xml is a file of the edition (a feed)"),
        "{lines:#?}"
    );
}

#[test]
fn markdown_beside_a_bundle_without_front_matter_is_a_part_of_it() {
    let project = good();
    project.write("content/s/b/index.md", &story("B", "2026-05-02", ""));
    project.write("content/s/b/notes.md", "A note.\n");
    project.write("content/s/b/more.md", &story("More", "2026-05-03", ""));
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 3);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("content/s/b/notes.md: warning: "), "{lines:#?}");
}

#[test]
fn faults_of_the_settings_stop_the_build() {
    let project = good();
    project.write("newsprint.toml", "title = \"T\"\ntime_zone = \"Mars\"\n");
    let (result, lines) = project.outcome();
    assert_eq!(
        result.unwrap_err().to_string(),
        "1 error in the settings: nothing was built, and the last good edition stays as it is."
    );
    let is_told = |it: &String| it.starts_with("newsprint.toml:2:13: error: ");
    assert!(lines.iter().any(is_told), "{lines:#?}");
    for file in ["index.html", "404.html", "archive/index.html", "page.schema.json"] {
        assert!(!project.output().join(file).exists(), "{file}");
    }
    // And so does content that is not there.
    let project = good();
    std::fs::remove_dir_all(project.path().join("content")).unwrap();
    assert!(matches!(project.outcome().0, Err(BuildError::Faults(_))));
}

#[test]
fn warnings_do_not_fail_a_build() {
    let project = good();
    project.write("content/s/a.md", &broken("## Two\n\n#### Four"));
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 2);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    // They are told again, and not twice, when the edition is built over itself.
    assert_eq!(project.outcome().1, lines);
}

#[test]
fn two_files_cannot_have_one_address() {
    let project = good();
    project.write("content/t/good.md", &story("Other", "2026-05-01", ""));
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 1);
    assert!(lines[0].contains("/2026/05/01/good/ belongs to content/s/good.md"), "{lines:#?}");
    assert!(lines[0].starts_with("content/t/good.md:"), "{lines:#?}");
    let headline = || Tree::of(&project.output()).page("/2026/05/01/good/")["headline"].clone();
    assert_eq!(headline(), "Good");
    // The older keeps it, whatever the files are called; nobody has read the other.
    let _ = std::fs::remove_dir_all(project.output());
    project.write("content/a.md", &story("First", "2026-04-30", "url = \"/2026/05/01/good/\""));
    let (result, lines) = project.outcome();
    assert_eq!((result.unwrap().left_out, lines.len()), (2, 2), "{lines:#?}");
    assert_eq!(headline(), "First");
    // What readers have does not go for it.
    project.write("content/0.md", &story("Zeroth", "2026-04-29", "url = \"/2026/05/01/good/\""));
    assert!(matches!(project.outcome().0, Err(BuildError::Vanishing { .. })));
    assert_eq!(headline(), "First");
}

#[test]
fn the_addresses_of_listings_are_taken() {
    let project = good();
    project.write("content/pages/archive.md", "# Archive\n");
    project
        .write("content/pages/w.md", "+++\ntitle = \"W\"\naliases = [\"/section/world/\"]\n+++\n");
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().left_out, 2);
    let says = |file: &str, title: &str| {
        let hit = |line: &String| line.starts_with(file) && line.contains(title);
        assert!(lines.iter().any(hit), "{file} in {lines:#?}");
    };
    says("content/pages/archive.md", "the address /archive/ belongs to the listing “Archive”");
    says("content/pages/w.md", "the address /section/world/ belongs to the listing “World”");
}

#[test]
fn no_file_is_copied_over_a_page() {
    let project = good();
    project.write("content/page.schema.json", "mine");
    project.write("content/s/b/index.md", &story("B", "2026-05-02", ""));
    project.write("content/s/b/page.json", "{}");
    project.write("content/s/b/quay.svg", DRAWING);
    let (result, lines) = project.outcome();
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.faults, summary.left_out), (2, 2, 0));
    assert_eq!(lines.len(), 2, "{lines:#?}");
    let whose =
        "content/page.schema.json: error: /page.schema.json is a file of the edition already: ";
    assert!(lines[0].starts_with(whose), "{lines:#?}");
    assert!(lines[1].starts_with("content/s/b/page.json: error: "), "{lines:#?}");
}

#[test]
fn what_the_project_lacks_is_named() {
    for (path, named) in [
        ("app/index.html", "trunk build"),
        ("newsprint.toml", "newsprint.toml"),
        ("style/shared.css", "shared.css"),
    ] {
        let project = good();
        std::fs::remove_file(project.path().join(path)).unwrap();
        let (result, lines) = project.outcome();
        let said = format!("{}\n{}", result.unwrap_err(), lines.join("\n"));
        assert!(said.contains(named), "{said}");
    }
}

#[test]
fn what_stands_on_every_page_leads_somewhere() {
    let project = good();
    let link =
        |name: &str, href: &str| format!("[[menu.header]]\nname = \"{name}\"\nhref = \"{href}\"\n");
    let begin = "title = \"The Quay\"\nbase_url = \"https://quay.example\"";
    let settings = |links: &[String], rest: &str| format!("{begin}\n{rest}\n{}", links.concat());
    let rest = "brand.logo = \"/logo.svg\"\ncomments.privacy = \"/privacy/\"";
    let bad = [link("About", "/about/"), link("Up", "archive/"), link("Run", "javascript:run()")];
    project.write("newsprint.toml", &settings(&bad, rest));
    let (result, lines) = project.outcome();
    assert!(result.is_err());
    assert_eq!(lines.len(), 5, "{lines:#?}");
    for (line, place) in lines.iter().zip(["3:16", "4:21", "7:9", "10:9", "13:9"]) {
        assert!(
            line.starts_with(&format!("newsprint.toml:{place}: error: ")),
            "{place} in {lines:#?}"
        );
    }

    project.write("content/pages/about.md", "# About\n");
    project.write("content/pages/privacy.md", "# Privacy\n");
    project.write("public/logo.svg", DRAWING);
    let links = [
        link("About", "/about"),
        link("All", "/archive/#x"),
        link("Post", "mailto:desk@quay.example"),
    ];
    project.write("newsprint.toml", &settings(&links, rest));
    let front = project.build().painted("/");
    let menu = scraper::Selector::parse(".masthead-menu a").unwrap();
    let hrefs: Vec<_> = front.select(&menu).filter_map(|link| link.attr("href")).collect();
    assert_eq!(hrefs, ["/about/", "/archive/#x", "mailto:desk@quay.example"]);
}
