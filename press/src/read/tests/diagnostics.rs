//! What is said of front matter and files: file, line, column, and the text in question.

use super::reading;
use crate::diagnostic::Severity::{self, Error, Warning};

/// Reads a story's front matter and looks for a report at a place that holds some words.
fn says(fields: &str, place: &str, severity: Severity, code: &str, marked: &[&str]) {
    says_of(
        &[("content/stories/a.md", &format!("{fields}\n\nText"))],
        place,
        severity,
        code,
        marked,
    );
}

fn says_of(files: &[(&str, &str)], place: &str, severity: Severity, code: &str, marked: &[&str]) {
    let reading = reading(files);
    let found = reading.diagnostics.sorted();
    let hit = found.iter().any(|report| {
        let text = report.to_string();
        report.severity() == severity
            && report.code() == format!("press::{code}")
            && report.file().ends_with(".md")
            && report.line_and_column().map(|(line, column)| format!("{line}:{column}"))
                == Some(place.into())
            && report.help_text().is_some()
            && marked.iter().all(|word| text.contains(word))
    });
    assert!(hit, "{place} {code} {marked:?} in {found:#?}");
}

#[test]
fn malformed_front_matter() {
    let code = "front_matter::malformed";
    says("+++\ntitle = \n+++", "2:9", Error, code, &["title ="]);
    says("---\ntitle: a: b\n---", "2:9", Error, code, &["title: a: b"]);
    says("---\ntitle: [a\n---", "2:8", Error, code, &[]);
    says("+++\ntitle = \"T\"\n", "1:1", Error, code, &["never ends"]);
    says("---\njust words\n---", "2:1", Error, code, &["just words"]);
}

#[test]
fn fields() {
    let story = |field: &str| format!("---\ntitle: T\ndate: 2025-12-19\n{field}\n---");
    let unknown = "front_matter::unknown_field";
    says(
        &story("descripton: x"),
        "4:1",
        Warning,
        unknown,
        &["“descripton”", "Did you mean “description”?"],
    );
    says(&story("banana: x"), "4:1", Warning, unknown, &["“banana”", "[extra]"]);
    says(
        &story("lastmod: 2025-12-20\nupdated: 2025-12-21"),
        "4:1",
        Warning,
        unknown,
        &["Keep one"],
    );
    says(
        &story("publishDate: 2025-12-20\npublished: 2025-12-20"),
        "5:1",
        Warning,
        unknown,
        &["Keep one"],
    );
    says(&story("kind: poem"), "4:7", Error, "front_matter::wrong_kind", &["“story” or “text”"]);
    let no_place = "front_matter::no_place";
    says(&story("section: [World, Sport]"), "4:18", Warning, no_place, &["“Sport”"]);
    let future = "front_matter::future_update";
    says(&story("updated: 2999-01-01"), "4:10", Warning, future, &["has not come"]);
    says(&story("weight: 3"), "4:1", Warning, "front_matter::no_place", &["“weight”"]);
}

#[test]
fn wrong_kinds() {
    let story = |field: &str| format!("---\ntitle: T\ndate: 2025-12-19\n{field}\n---");
    let kind = "front_matter::wrong_kind";
    says(&story("draft: maybe"), "4:8", Error, kind, &["“draft” must be true or false", "maybe"]);
    says(
        &story("slug: [a]"),
        "4:7",
        Error,
        kind,
        &["“slug” must be a text, but here it is a list"],
    );
    says(&story("comments: perhaps"), "4:11", Error, kind, &["“comments”", "perhaps"]);
    says(&story("tags:\n  a: b"), "5:3", Error, kind, &["“tags”"]);
    says(&story("image: {alt: x}"), "4:1", Error, kind, &["“image” has no “src”"]);
}

#[test]
fn missing_and_impossible() {
    let missing = "front_matter::missing_date";
    says("---\ntitle: T\n---", "1:1", Error, missing, &["the story has no date", "“text”"]);
    says(
        "---\ntitle: T\ndat: 2025-12-19\n---",
        "3:1",
        Error,
        missing,
        &["“dat”", "Did you mean “date”?"],
    );
    let title = "front_matter::missing_title";
    says("---\ndate: 2025-12-19\n---", "1:1", Error, title, &["there is no title"]);
    says(
        "---\ntitel: T\ndate: 2025-12-19\n---",
        "2:1",
        Error,
        title,
        &["“titel”", "Did you mean “title”?"],
    );
    let impossible = "front_matter::impossible_date";
    says(
        "---\ntitle: T\ndate: 2025-02-30\n---",
        "3:7",
        Error,
        impossible,
        &["“2025-02-30”", "no day"],
    );
    says(
        "+++\ntitle = \"T\"\ndate = \"2025-12-19 25:00\"\n+++",
        "3:8",
        Error,
        impossible,
        &["25:00"],
    );
    says(
        "---\ntitle: T\ndate: yesterday\n---",
        "3:7",
        Error,
        "front_matter::unreadable_date",
        &["“yesterday”"],
    );
    says("+++\ntitle = \"T\"\ndate = 2025-02-30\n+++", "3:8", Error, impossible, &["“2025-02-30”"]);
    says_of(
        &[("content/stories/2025-02-30-a.md", "---\ntitle: T\n---\n")],
        "1:1",
        Error,
        impossible,
        &["2025-02-30"],
    );
}

#[test]
fn a_wrong_date_is_reported_once() {
    let reading = reading(&[("content/stories/a.md", "---\ntitle: T\ndate: 2025-02-30\n---\n")]);
    assert_eq!(reading.diagnostics.errors(), 1);
    assert!(reading.manuscripts.is_empty());
}

#[test]
fn addresses_and_languages() {
    let story = |field: &str| format!("---\ntitle: T\ndate: 2025-12-19\n{field}\n---");
    let bad = "front_matter::bad_address";
    says(&story("url: a b"), "4:6", Error, bad, &["“a b”"]);
    says(&story("url: /"), "4:6", Error, bad, &["front page"]);
    says(&story("aliases: [x//y]"), "4:11", Error, bad, &["“x//y”"]);
    says(&story("language: english!"), "4:11", Error, "front_matter::bad_language", &["english!"]);
    says_of(
        &[("content/stories/!!!.md", "---\ntitle: '???'\ndate: 2025-12-19\n---\n")],
        "1:1",
        Error,
        bad,
        &["slug"],
    );
}

#[test]
fn lead_images() {
    let story = |field: &str| format!("---\ntitle: T\ndate: 2025-12-19\n{field}\n---");
    says(
        &story("image: {src: gone.jpg, alt: x}"),
        "4:14",
        Warning,
        "image::missing",
        &["“gone.jpg”"],
    );
    says(
        &story("image: {src: gone.jpg}"),
        "4:14",
        Error,
        "image::no_alt",
        &["“gone.jpg”", "alt = \"\""],
    );
    says(&story("images: [gone.jpg]"), "4:10", Warning, "image::no_alt", &["“gone.jpg”"]);
    says(
        &story("image: {src: 'https://a.example/b.jpg', alt: x}"),
        "4:14",
        Warning,
        "image::remote",
        &["a.example"],
    );
    says(
        &story("image: {src: gone.jpg, alt: x, focus: 50% 120%}"),
        "4:39",
        Warning,
        "image::focus",
        &["“50% 120%”", "focus = \"50% 20%\""],
    );
}

#[test]
fn two_files_with_one_address() {
    let text = "---\ntitle: T\ndate: 2025-12-19\n---\n";
    let reading = reading(&[
        ("content/stories/a.md", text),
        ("content/more/a.md", text),
        ("content/pages/b.md", "---\ntitle: T\naliases: [/2025/12/19/a/]\n---\n"),
    ]);
    let found: Vec<_> = reading.diagnostics.sorted().iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2);
    assert!(
        found[0].contains("content/pages/b.md") && found[0].contains("content/more/a.md"),
        "{found:?}"
    );
    assert!(
        found[1].contains("content/stories/a.md") && found[1].contains("content/more/a.md"),
        "{found:?}"
    );
}

#[test]
fn addresses_that_differ_in_letter_case_alone() {
    let files = [
        ("content/pages/about.md", "---\ntitle: T\n---\n"),
        ("content/pages/us.md", "---\ntitle: T\nurl: /ABOUT/\n---\n"),
        ("content/pages/we.md", "---\ntitle: T\naliases: [/About/, /We/]\n---\n"),
    ];
    let code = "read::duplicate_address";
    says_of(&files, "3:7", Error, code, &["us.md", "/ABOUT/", "from /about/, which"]);
    says_of(&files, "3:12", Error, code, &["we.md", "/About/", "from /about/, which"]);
    assert_eq!(reading(&files).diagnostics.errors(), 2);
}

#[test]
fn two_languages_at_one_address() {
    let text = "---\ntitle: T\ndate: 2025-12-19\n---\n";
    let code = "read::duplicate_address";
    for (path, other) in [
        ("content/s/a.md", "content/s/a.fr.md"),
        ("content/s/a/index.fr.md", "content/s/a/index.de.md"),
    ] {
        let files = [(path, text), (other, text)];
        says_of(&files, "2:1", Error, code, &[path, other, "one language", "slug or url"]);
        assert_eq!(reading(&files).diagnostics.errors(), 1);
    }
    let section = [("content/s/_index.fr.md", text)];
    says_of(&section, "1:1", Warning, "read::section_file", &[]);
    assert!(reading(&section).manuscripts.is_empty());
}

#[test]
fn two_stories_with_one_id() {
    let story = |id: &str| format!("---\ntitle: The quay\ndate: 2025-12-19\n{id}\n---\n");
    let code = "read::duplicate_id";
    let of_both = [
        ("content/stories/a.md", story("id: quay")),
        ("content/stories/b.md", story("id: quay")),
        ("content/stories/c.md", story("")),
        ("content/stories/d.md", story("id: /2025/12/19/c/")),
        // Another's address from before: that one has an id itself.
        ("content/stories/e.md", story("id: /2025/12/19/a/")),
        ("content/pages/f.md", story("id: quay")),
    ];
    let files = of_both.each_ref().map(|(path, text)| (*path, text.as_str()));
    assert_eq!(reading(&files).diagnostics.errors(), 2);
    says_of(&files, "4:5", Error, code, &["b.md", "“quay”", "content/stories/a.md already"]);
    says_of(&files, "4:5", Error, code, &["d.md", "content/stories/c.md already"]);
    let later = [
        ("content/stories/a.md", "---\ntitle: A\ndate: 2025-12-19\nid: x\n---\n"),
        ("content/stories/b.md", "+++\ntitle = \"B\"\ndate = 2026-02-01\nid = \"x\"\n+++\n"),
    ];
    says_of(&later, "4:7", Warning, code, &["b.md", "2026-02-01"]);
}

#[test]
fn files_that_cannot_be_read() {
    let folder = super::folder(&[("content/_index.md", "x"), ("content/a.md", "x")]);
    std::fs::write(folder.path().join("content/a.md"), b"---\ntitle: \xff\n---\n").unwrap();
    let options = super::options(folder.path());
    let reading = super::read(&folder.path().join("content"), &super::settings(""), &options);
    let found = reading.diagnostics.to_string();
    assert!(found.contains("content/a.md:2:8: error: the file is not written in UTF-8"), "{found}");
    assert!(
        found.contains("content/_index.md:1:1: warning: a section has no page of its own"),
        "{found}"
    );
    let missing = super::read(&folder.path().join("none"), &super::settings(""), &options);
    assert!(missing.diagnostics.has_errors());
}

#[test]
fn sections_that_are_misspelled() {
    let folder = super::folder(&[(
        "content/stories/a.md",
        "---\ntitle: T\ndate: 2025-12-19\nsection: Wrold\n---\n",
    )]);
    let settings = super::settings("[[sections]]\nname = \"World\"");
    let reading =
        super::read(&folder.path().join("content"), &settings, &super::options(folder.path()));
    let found = reading.diagnostics.to_string();
    assert!(found.contains("a.md:4:10: warning: “Wrold”") && found.contains("“World”?"), "{found}");
}
