//! Rule 6: publishing one story rewrites that story, its neighbours and a bounded number of
//! listings.

use crate::project::{Project, story};
use jiff::{Timestamp, ToSpan};

/// An edition of so many stories, one every six hours, over two sections and six topics.
fn edition(stories: usize) -> Project {
    let start: Timestamp = "2025-01-01T06:00:00Z".parse().unwrap();
    let files: Vec<_> = (0..stories)
        .map(|n| {
            let section = ["World", "Sport"][n % 2];
            let author = ["Day desk", "Night desk"][n / 2 % 2];
            let more = format!(
                "section = \"{section}\"\ntags = [\"Topic {}\"]\nauthors = [\"{author}\"]\n\
                 slug = \"s{n:03}\"",
                n % 6
            );
            let date = start + (6 * n as i64).hours();
            (
                format!("content/stories/{n:03}.md"),
                story(&format!("S{n}"), &date.to_string(), &more),
            )
        })
        .collect();
    let project = Project::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    project.write(
        "newsprint.toml",
        "title = \"T\"\nbase_url = \"https://quay.example\"\npage_size = 5\n[[sections]]\nname = \"World\"\n[[sections]]\nname = \"Sport\"\n",
    );
    project
}

/// What one more story changes. What it changes of the search index is told in `search.rs`.
fn changes(project: &Project, date: &str, more: &str) -> Vec<String> {
    let before = project.build();
    project.write("content/stories/new.md", &story("New", date, more));
    pages_and_others(before.changes(&project.build()))
}

fn pages_and_others(mut changes: Vec<String>) -> Vec<String> {
    changes.retain(|change| !change.contains(" search/"));
    changes
}

const MORE: &str = "section = \"World\"\ntags = [\"Topic 0\"]\nauthors = [\"Day desk\"]";

/// Pages, not files: each comes as `index.html` and `page.json`.
fn pages(changes: &[String]) -> Vec<String> {
    let pages = changes.iter().filter_map(|change| change.strip_suffix("page.json"));
    let pages: Vec<_> = pages.map(ToOwned::to_owned).collect();
    assert_eq!(pages.len() * 2 + others(changes).len(), changes.len(), "{changes:#?}");
    pages
}

/// Feeds, sitemaps: what is no page.
fn others(changes: &[String]) -> Vec<&str> {
    let is_page = |it: &&str| it.ends_with("/page.json") || it.ends_with("/index.html");
    let at_top = |it: &&str| matches!(&it[2..], "page.json" | "index.html");
    let changes = changes.iter().map(String::as_str);
    changes.filter(|it| !is_page(it) && !at_top(it)).collect()
}

#[test]
fn a_new_story_changes_itself_its_neighbour_and_the_newest_listings() {
    let changed = pages(&changes(&edition(60), "2026-01-01", MORE));
    let (new, old): (Vec<_>, Vec<_>) =
        changed.iter().map(String::as_str).partition(|change| change.starts_with('+'));
    assert_eq!(new, ["+ 2026/01/01/new/"]);
    let (listings, stories): (Vec<_>, Vec<_>) =
        old.into_iter().partition(|change| !change.starts_with("~ 2025/"));
    assert_eq!(
        listings,
        ["~ archive/", "~ author/day-desk/", "~ ", "~ section/world/", "~ topic/topic-0/"]
    );
    // The one that shares its topic names it as related; the other is its neighbour.
    assert_eq!(stories, ["~ 2025/01/14/s054/", "~ 2025/01/16/s059/"]);
}

#[test]
fn a_new_story_changes_its_feeds_and_the_sitemap_of_its_month() {
    for stories in [60, 180] {
        let changed = changes(&edition(stories), "2026-05-01", MORE);
        assert_eq!(
            others(&changed),
            [
                "~ atom.xml",
                "~ author/day-desk/atom.xml",
                "~ author/day-desk/feed.json",
                "~ author/day-desk/feed.xml",
                "~ feed.json",
                "~ feed.xml",
                "~ section/world/atom.xml",
                "~ section/world/feed.json",
                "~ section/world/feed.xml",
                "+ sitemap-2026-05.xml",
                "~ sitemap-news.xml",
                "~ sitemap-pages.xml",
                "~ sitemap.xml",
                "~ topic/topic-0/atom.xml",
                "~ topic/topic-0/feed.json",
                "~ topic/topic-0/feed.xml",
            ]
        );
    }
}

#[test]
fn a_story_of_the_past_leaves_the_other_months_alone() {
    let changed = changes(&edition(180), "2025-01-05T01:00:00Z", "");
    assert_eq!(others(&changed), ["~ sitemap-2025-01.xml"]);
}

#[test]
fn numbered_pages_of_the_archive_stay_as_they_are() {
    // The newest page holds nine stories and is split: one page is new, and the one before
    // it learns of it.
    let changed = pages(&changes(&edition(64), "2026-01-01", "section = \"Sport\""));
    let archive: Vec<_> = changed.iter().filter(|change| change.contains("archive/")).collect();
    assert_eq!(archive, ["~ archive/", "~ archive/page/11/", "+ archive/page/12/"]);
}

#[test]
fn how_much_changes_does_not_depend_on_how_much_there_is() {
    let number = |stories| changes(&edition(stories), "2026-05-01", MORE).len();
    assert_eq!(number(60), number(180));
}

#[test]
fn a_story_of_the_past_changes_what_stands_around_it() {
    let number = |stories| {
        let changed = pages(&changes(&edition(stories), "2025-01-05T01:00:00Z", MORE));
        // All archive pages after it move by one story.
        let (listings, stories): (Vec<_>, Vec<_>) =
            changed.into_iter().partition(|change| !change.contains(" 2025/"));
        assert!(!listings.contains(&"~ archive/page/1/".into()), "{listings:#?}");
        stories.len()
    };
    assert_eq!(number(60), number(120));
}

#[test]
fn another_spelling_of_a_topic_renames_nothing() {
    let more = MORE.replace("Topic 0", "TOPIC 0");
    let capital = changes(&edition(60), "2026-01-01", &more);
    assert_eq!(capital, changes(&edition(60), "2026-01-01", MORE));
}

#[test]
fn a_changed_text_changes_its_own_page() {
    let project = edition(30);
    let before = project.build();
    let path = "content/stories/010.md";
    let text = std::fs::read_to_string(project.path().join(path)).unwrap();
    project.write(path, &format!("{text}\nOne more paragraph.\n"));
    let changes = pages_and_others(before.changes(&project.build()));
    assert_eq!(pages(&changes), ["~ 2025/01/03/s010/"]);
}
