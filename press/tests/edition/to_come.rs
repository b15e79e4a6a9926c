//! Stories of days to come: what will be wrong with them is told today, and nothing of them is
//! published.

use crate::project::{DRAWING, Project, photograph, story};
use crate::tree::Tree;

const DUE: &str = "2026-07-01";

/// A story that is out, and one that is due a month later.
fn project(more: &str, text: &str) -> Project {
    let later = story("Later", "2026-07-01", more) + text;
    Project::new([
        ("content/s/out.md", story("Out", "2026-05-01", "").as_str()),
        ("content/s/later.md", later.as_str()),
    ])
}

/// What is said of the story that is due, all of which must be such warnings.
fn told(project: &Project) -> Vec<String> {
    let (result, lines) = project.outcome();
    assert!(result.is_ok(), "{lines:#?}");
    assert!(lines.iter().all(|it| it.contains(": warning: ") && it.contains(DUE)), "{lines:#?}");
    lines
}

#[test]
fn what_will_be_an_error_is_a_warning_until_its_day() {
    let more = "image = { src = \"gone.jpg\", alt = \"\" }\nlanguage = \"x!\"";
    let project = project(more, "\n[A link](/to/nothing/)\n\n![A quay](gone-too.jpg)\n");
    let lines = told(&project);
    let places: Vec<_> = lines.iter().filter_map(|it| it.split(": warning").next()).collect();
    let expected = ["4:17", "5:12", "10:1", "12:1"];
    assert_eq!(places, expected.map(|place| format!("content/s/later.md:{place}")), "{lines:#?}");
    assert!(lines[2].contains("“/to/nothing/” leads to nothing"), "{lines:#?}");
    assert_eq!(told(&project), lines, "it is told at every build");

    let on_the_day = |options: &mut press::build::BuildOptions| {
        options.now = "2026-07-01T12:00:00Z".parse().unwrap();
    };
    let (result, said) = project.outcome_with(on_the_day);
    // The language is what keeps it out; the rest would do no reader harm.
    assert_eq!((result.unwrap().left_out, said.len()), (1, 4), "{said:#?}");
    assert!(lines[1].contains("from 2026-07-01 on, when the story is due, this keeps it out"));
    assert!(lines[0].ends_with("public folder.") && lines[0].contains("is due on 2026-07-01"));
    assert_eq!(said.iter().filter(|it| it.contains(": error: ")).count(), 1, "{said:#?}");
    assert!(said.iter().all(|it| !it.contains("due")), "{said:#?}");
}

#[test]
fn the_day_is_the_newsrooms_and_the_later_of_two() {
    let project = project("publish_date = 2026-07-31T23:30:00Z", "\n[A link](/to/nothing/)\n");
    project.write("newsprint.toml", "title = \"T\"\ntime_zone = \"Europe/Berlin\"\n");
    let (_, lines) = project.outcome();
    assert!(lines[0].contains("the story is due on 2026-08-01"), "{lines:#?}");
}

#[test]
fn an_address_that_is_taken_is_told() {
    let project = project("url = \"/2026/05/01/out/\"\naliases = [\"/archive/\"]", "");
    let lines = told(&project);
    assert!(lines[0].contains("/2026/05/01/out/ belongs to content/s/out.md"), "{lines:#?}");
    assert!(lines[1].contains("belongs to the listing “Archive”"), "{lines:#?}");
    assert_eq!(lines.len(), 2);
}

#[test]
fn a_story_to_come_may_lead_to_its_own_files_and_to_others_to_come() {
    let text = "\n[Report](report.pdf), [again](/2026/07/01/bundle/report.pdf), \
                [later](/2026/07/01/later/), [itself](/2026/07/01/bundle/#text), \
                [out](../out.md), [topic](/topic/tides/).\n\n\
                ![A](a.svg)\n\n![A](/2026/07/01/bundle/a.svg)\n";
    let more = "tags = [\"Tides\"]\nimage = { src = \"a.svg\", alt = \"\" }";
    let project = project("", "");
    project.write("content/s/bundle/index.md", &(story("Bundle", "2026-07-01", more) + text));
    project.write("content/s/bundle/report.pdf", "%PDF");
    project.write("content/s/bundle/a.svg", DRAWING);
    assert_eq!(told(&project), [""; 0]);
}

#[test]
fn nothing_of_it_is_published_and_no_page_is_made_for_it() {
    let before = Project::new([("content/s/out.md", story("Out", "2026-05-01", "").as_str())]);
    let more = "image = { src = \"quay.jpg\", alt = \"A quay.\" }\ntags = [\"Tides\"]";
    let project = project(more, "\n![A](/pictures/a.svg)\n\n![B](/town.jpg)\n");
    let photographs = ["content/s/quay.jpg", "public/town.jpg"];
    for file in photographs {
        project.write_bytes(file, &photograph(file, 60, 40));
    }
    project.write("content/pictures/a.svg", DRAWING);
    for file in ["content/s/quay.jpg", "content/pictures/a.svg"] {
        // What lies in the content folder is copied, whoever shows it.
        before.write_bytes(file, &std::fs::read(project.path().join(file)).unwrap());
    }
    project.settle();
    assert_eq!(before.build().changes(&project.build()), [""; 0]);
    let (result, lines) = project.outcome();
    assert_eq!((result.unwrap().made, lines), (0, Vec::new()));
    assert_eq!(before.build().changes(&Tree::of(&project.output())), [""; 0]);
}

#[test]
fn a_picture_that_is_cut_off_is_told_once_and_without_a_day_where_it_is_published() {
    let project = project("", "");
    let more = "image = { src = \"lead.jpg\", alt = \"A quay.\" }";
    let text = story("Bundle", "2026-07-01", more) + "\n![A quay](quay.jpg)\n";
    project.write("content/s/bundle/index.md", &text);
    let whole = photograph("quay.jpg", 60, 40);
    for name in ["lead.jpg", "quay.jpg"] {
        project.write_bytes(&format!("content/s/bundle/{name}"), &whole[..whole.len() / 2]);
    }
    let lines = told(&project);
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert!(lines[0].starts_with("content/s/bundle/lead.jpg: "), "{lines:#?}");
    assert!(lines[1].starts_with("content/s/bundle/quay.jpg: "), "{lines:#?}");
    let text = story("Out", "2026-05-01", "") + "\n![A quay](/s/bundle/quay.jpg)\n";
    project.write("content/s/out.md", &text);
    let (result, lines) = project.outcome();
    assert_eq!((result.unwrap().faults, lines.len()), (0, 2), "{lines:#?}");
    assert!(lines[1].contains("quay.jpg: warning: ") && !lines[1].contains("due"), "{lines:#?}");
}

#[test]
fn drafts_are_not_read() {
    let project = project("draft = true", "\n[A link](/to/nothing/)\n");
    assert_eq!(told(&project), [""; 0]);
}
