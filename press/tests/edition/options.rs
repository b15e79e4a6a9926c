//! What stays out, and what is let in to be looked at.

use crate::project::{Project, story};
use crate::tree::{Tree, texts};

/// Due at noon, of the future, a draft, over at noon.
fn project() -> Project {
    Project::new([
        ("content/s/due.md", story("Due", "2026-06-01T12:00:00Z", "").as_str()),
        ("content/s/later.md", story("Later", "2026-06-01T12:00:01Z", "").as_str()),
        ("content/s/draft.md", story("Draft", "2026-05-01", "draft = true").as_str()),
        (
            "content/s/over.md",
            story("Over", "2026-05-01", "expiry_date = 2026-06-01T12:00:00Z").as_str(),
        ),
    ])
}

/// The slugs of the stories that are built.
fn built(change: impl FnOnce(&mut press::build::BuildOptions)) -> Vec<String> {
    let addresses = project().build_with(change).addresses();
    let stories = addresses.iter().filter(|address| address.starts_with("/2026/"));
    stories.map(|address| address.split('/').nth(4).unwrap().to_owned()).collect()
}

#[test]
fn what_is_not_due_stays_out() {
    assert_eq!(built(|_| ()), ["due"]);
}

#[test]
fn drafts_and_the_future_are_let_in() {
    assert_eq!(built(|it| it.drafts = true), ["draft", "due"]);
    assert_eq!(built(|it| it.future = true), ["due", "later"]);
}

#[test]
fn now_is_another_moment() {
    assert_eq!(built(|it| it.now = "2026-06-01T11:59:59Z".parse().unwrap()), ["over"]);
    assert_eq!(built(|it| it.now = "2026-06-02T00:00:00Z".parse().unwrap()), ["due", "later"]);
}

#[test]
fn what_stays_out_is_not_linked_to() {
    let edition = project().build();
    let due = edition.page("/2026/06/01/due/");
    assert_eq!(
        (&due["previous"], &due["next"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    let front = edition.text("index.html");
    assert!(["Later", "Draft", "Over"].iter().all(|headline| !front.contains(headline)));
}

#[test]
fn a_link_to_what_stays_out_keeps_its_words_until_it_is_out() {
    let links = "tags = [\"Quays\"]\n+++\n\nSee [it](/2026/06/02/later/), [the file](later.md) \
                 and [the topic](/topic/tides/).\n\n+++";
    let project = Project::new([
        ("content/s/due.md", story("Due", "2026-06-01", links).as_str()),
        ("content/s/later.md", story("Later", "2026-06-02", "tags = [\"Tides\"]").as_str()),
    ]);
    let (result, lines) = project.outcome();
    assert!(result.is_ok(), "{lines:#?}");
    let told = |line: &&String| line.contains("warning") && line.contains("is not out");
    assert_eq!(lines.iter().filter(told).count(), 3, "{lines:#?}");
    let link = "p a[href]:not([href^='#'])";
    let early = Tree::of(&project.output()).painted("/2026/06/01/due/");
    assert!(!texts(&early, link).iter().any(|text| ["it", "the file"].contains(&text.as_str())));

    let edition = project.build_with(|it| it.future = true);
    let words = texts(&edition.painted("/2026/06/01/due/"), link);
    assert!(["it", "the file", "the topic"].iter().all(|it| words.contains(&(*it).into())));
}
