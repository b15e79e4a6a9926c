//! The search index: what is in an edition is found with the very code that the app searches
//! with, and one story changes few of the index's files.

use crate::project::{Project, sample_edition, story};
use crate::tree::Tree;
use newsprint::search::{Found, Query, Quest};
use press::search::normal;

/// What a question finds in an edition: addresses, best first.
fn ask(edition: &Tree, query: [&str; 4]) -> Vec<String> {
    let found = found(edition, query);
    found.pages.iter().map(|page| format!("/{}", page.trim_start_matches('/'))).collect()
}

fn found(edition: &Tree, query: [&str; 4]) -> Found {
    let mut quest = Quest::new(&Query(query.join("\n")), &normal).unwrap();
    let mut needs = Vec::new();
    let find = |path: &str| Some(edition.text(path.trim_start_matches('/')).into());
    quest.step(50, &find, &mut needs).unwrap()
}

fn words(edition: &Tree, text: &str) -> Vec<String> {
    ask(edition, [text, "", "", ""])
}

fn newsroom() -> Project {
    let body = "+++\ntitle = \"The Ferry returns\"\ndate = 2026-05-01\nsection = \"World\"\n\
        description = \"After a winter in dry dock.\"\ntags = [\"Sea life\"]\n\
        authors = [\"Ana Öz\"]\n+++\n\nIt crosses the *Straße* again.\n\n- A list of piers\n";
    let hebrew =
        "+++\ntitle = \"המגדלור\"\ndate = 2026-05-03\nlanguage = \"he\"\n+++\n\nאור בלילה.\n";
    Project::new([
        ("content/a.md", body),
        ("content/b.md", &story("Piers", "2026-05-02", "section = \"Sport\"")),
        ("content/c.md", hebrew),
        ("content/about.md", "# About\n\nThe ferry's office.\n"),
    ])
}

#[test]
fn a_story_is_found_by_all_that_it_says() {
    let edition = newsroom().build();
    for text in
        ["ferry", "dock", "sea", "world", "oz", "ana öz", "strasse", "crosses", "winter ferry"]
    {
        assert_eq!(words(&edition, text), ["/2026/05/01/a/page.json"], "{text}");
    }
    assert_eq!(words(&edition, "מגדלור")[..], [""; 0]);
    assert_eq!(words(&edition, "המגדלור"), ["/2026/05/03/c/page.json"]);
    // A headline counts more than a text, however much newer that is.
    assert_eq!(words(&edition, "pier"), ["/2026/05/02/b/page.json", "/2026/05/01/a/page.json"]);
    assert_eq!(found(&edition, ["submarine", "", "", ""]).count, 0);
}

#[test]
fn words_are_found_however_they_are_written() {
    let text = "Ħobż u żebbuġ. O’Brien, e-mail, 1,000 boats, 2.500.000 nets, Müller, Ærø, Łódź, Þór, Şeker, \
                ﬁsh, Ǿre, Đorđe, Hawaiʻi, ｶﾞｽ, Ｔｏｋｙｏ, AT&T, U.S.A., Århus, Søren, ŋuŋi, Əli.";
    let edition =
        Project::new([("content/a.md", (story("A", "2026-05-01", "") + text).as_str())]).build();
    for asked in [
        "hobz",
        "zebbug",
        "obrien",
        "O'Brien",
        "brien",
        "email",
        "e-mail",
        "mail",
        "1000",
        "1,000",
        "1.000",
        "2500000",
        "mueller",
        "muller",
        "Müller",
        "aero",
        "aro",
        "lodz",
        "thor",
        "seker",
        "fish",
        "ore",
        "dorde",
        "hawaii",
        "Hawai'i",
        "ガス",
        "tokyo",
        "att",
        "AT&T",
        "usa",
        "aarhus",
        "arhus",
        "soeren",
        "soren",
        "nuni",
        "eli",
        "Ｍｕｅｌｌｅｒ",
        "ħobż",
    ] {
        let expected: &[&str] = if asked == "aro" { &[] } else { &["/2026/05/01/a/page.json"] };
        assert_eq!(words(&edition, asked), expected, "{asked}");
    }
}

#[test]
fn sections_and_days_narrow_it() {
    let edition = newsroom().build();
    let ask = |section: &str, from: &str, to: &str| ask(&edition, ["pier", section, from, to]);
    assert_eq!(ask("world", "", ""), ["/2026/05/01/a/page.json"]);
    assert_eq!(ask("sport", "2026-05-02", "2026-05-02"), ["/2026/05/02/b/page.json"]);
    assert_eq!(ask("", "", "2026-05-01"), ["/2026/05/01/a/page.json"]);
    assert_eq!(ask("", "2026-05-03", ""), [""; 0]);
}

#[test]
fn every_story_of_the_sample_is_found_in_its_language() {
    let edition = sample_edition("/paper/");
    let mut stories = 0;
    for address in edition.addresses() {
        let page = edition.page(&address);
        if page["kind"] == "story" {
            let headline = page["headline"].as_str().unwrap();
            let first = words(&edition, headline).into_iter().next();
            assert_eq!(first, Some(format!("{address}page.json")), "{headline}");
            stories += 1;
        }
    }
    assert!(stories > 13);
}

#[test]
fn the_page_is_there_and_nobody_else_is_told_of_it() {
    let edition = newsroom().build();
    assert_eq!(edition.page("/search/")["kind"], "search");
    let html = edition.text("search/index.html");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(html.contains("href=\"/search/#q\""), "the masthead leads there");
    assert!(!edition.text("sitemap-pages.xml").contains("/search/"));
}

#[test]
fn a_newsroom_can_do_without() {
    let project = newsroom();
    project.write(
        "newsprint.toml",
        "title = \"T\"\nbase_url = \"https://quay.example\"\nsearch = false\n",
    );
    let edition = project.build();
    assert!(edition.paths().iter().all(|path| !path.starts_with("search/")));
    assert!(!edition.text("index.html").contains("/search/"));
}

#[test]
fn its_address_is_not_to_be_had() {
    let project = newsroom();
    project.write("content/search.md", "# Search\n\nOurs.\n");
    let (result, told) = project.outcome();
    assert_eq!(result.unwrap().left_out, 1);
    let sentence = "the address /search/ belongs to a page";
    assert!(told.iter().any(|it| it.contains(sentence)), "{told:#?}");
}

/// An edition of so many short stories, an hour apart.
fn large(stories: usize) -> Project {
    let files: Vec<_> =
        (0..stories).map(|n| (format!("content/{}/s{n}.md", n / 100), text(n, ""))).collect();
    let project = Project::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    project.write("newsprint.toml", "title = \"T\"\nbase_url = \"https://quay.example\"\n");
    project
}

fn text(n: usize, more: &str) -> String {
    let (day, hour) = (n / 24, n % 24);
    let date = format!("2026-{:02}-{:02}T{hour:02}:00:00", 1 + day / 28, 1 + day % 28);
    story(&format!("Number {n} of w{}", n % 17), &date, "") + more
}

fn of_search(changes: &[String]) -> Vec<&String> {
    changes.iter().filter(|it| it.contains(" search/")).collect()
}

#[test]
fn a_changed_or_new_story_rewrites_its_own_shard_alone() {
    let project = large(2100);
    let before = project.build();
    let shards = before.text("search/index.txt").lines().count() - 1;
    assert!(shards > 1, "{shards}");
    // The words of a text that has changed: pieces that hold them, the head, the catalogue.
    project.write("content/3/s300.md", &text(300, "\nA lighthouse.\n"));
    let changed = project.build();
    let changes = before.changes(&changed);
    let written = of_search(&changes).iter().filter(|it| !it.starts_with('-')).count();
    assert!((3..=6).contains(&written), "{changes:#?}");
    assert_eq!(words(&changed, "lighthouse").len(), 1);
    // A new story.
    project.write("content/3/s2100.md", &text(2100, "\nAn aqueduct.\n"));
    let more = project.build();
    let changes = changed.changes(&more);
    let written = of_search(&changes).iter().filter(|it| !it.starts_with('-')).count();
    assert!(written <= 36, "{changes:#?}");
    assert_eq!(words(&more, "aqueduct").len(), 1);
}
