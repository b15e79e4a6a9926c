//! What has not changed is neither made nor written again.

use crate::project::{DRAWING, Project, files, photograph, set_time, story};
use crate::tree::Tree;
use press::build::BuildOptions;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Puts another content of the same length into a file, which keeps its time: whoever opens it
/// sees that.
fn change_unseen(file: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let time = file.metadata().unwrap().modified().unwrap();
    let mut content = std::fs::read(file).unwrap();
    let length = content.len();
    change(&mut content);
    assert_eq!(content.len(), length);
    std::fs::write(file, content).unwrap();
    set_time(file, time);
}

/// When each file of an edition was written.
fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    // Before the first build there is no folder.
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().display().to_string();
            (path, entry.metadata().unwrap().modified().unwrap())
        })
        .collect()
}

/// The files that a build has written, and the edition.
fn built(project: &Project) -> (Vec<String>, Tree) {
    let before = times(&project.output());
    let (result, lines) = project.outcome();
    let summary = result.unwrap_or_else(|error| panic!("{error}: {lines:#?}"));
    let after = times(&project.output());
    let written: Vec<_> = after
        .iter()
        .filter(|(path, time)| before.get(*path) != Some(*time))
        .map(|(path, _)| path.clone())
        .collect();
    assert_eq!(summary.written.written as usize, written.len(), "{written:#?}");
    assert_eq!(summary.written.files as usize, after.len());
    (written, Tree::of(&project.output()))
}

/// How many pages a build makes.
fn made(project: &Project) -> usize {
    let (result, lines) = project.outcome();
    result.unwrap_or_else(|error| panic!("{error}: {lines:#?}")).made
}

/// The same content built from nothing.
fn afresh(project: &Project) -> Tree {
    let [kept, aside] = [".newsprint", "aside"].map(|name| project.path().join(name));
    std::fs::rename(&kept, &aside).unwrap();
    let output = project.path().join("afresh");
    let edition = project.build_with(|options| options.output = output);
    std::fs::remove_dir_all(&kept).unwrap();
    std::fs::rename(&aside, &kept).unwrap();
    edition
}

fn newsroom() -> Project {
    let stories: Vec<_> = (1..=24)
        .map(|day| {
            let more = format!("section = \"World\"\ntags = [\"Topic {}\"]", day % 5);
            let mut text = story(&format!("S{day}"), &format!("2026-05-{day:02}"), &more);
            if day == 20 {
                text += "\nSee [the third](/2026/05/03/s3/).\n";
            }
            (format!("content/s/s{day}.md"), text)
        })
        .collect();
    let project = Project::new(stories.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    project.settle();
    project
}

#[test]
fn the_same_again_writes_nothing() {
    let project = newsroom();
    let first = built(&project).1;
    for _ in 0..2 {
        let (written, edition) = built(&project);
        assert_eq!(written, [""; 0]);
        assert_eq!(first.changes(&edition), [""; 0]);
    }
}

#[test]
fn the_same_again_makes_nothing() {
    let project = newsroom();
    let desks = ["World desk", "City desk", "Night desk", "Agency"]
        .map(|name| format!("[[authors]]\nname = \"{name}\"\norganization = true\n"));
    let settings =
        format!("title = \"The Quay\"\nbase_url = \"https://quay.example\"\n{}", desks.concat());
    project.write("newsprint.toml", &settings);
    for (n, name) in ["World desk", "City desk", "Night desk", "Agency"].iter().enumerate() {
        let more = format!("authors = [\"{name}\"]");
        project.write(&format!("content/d/{n}.md"), &story(&format!("D{n}"), "2026-05-29", &more));
    }
    project.settle();
    assert!(made(&project) > 28);
    for _ in 0..3 {
        assert_eq!(made(&project), 0);
    }
}

#[test]
fn a_changed_text_writes_its_own_page() {
    let project = newsroom();
    built(&project);
    let more = "section = \"World\"\ntags = [\"Topic 0\"]";
    project.write("content/s/s10.md", &(story("S10", "2026-05-10", more) + "\nMore.\n"));
    let (written, edition) = built(&project);
    let pages: Vec<_> = written.iter().filter(|path| path.starts_with("2026/")).collect();
    assert_eq!(pages, ["2026/05/10/s10/index.html", "2026/05/10/s10/page.json"], "{written:#?}");
    assert_eq!(afresh(&project).changes(&edition), [""; 0]);
}

#[test]
fn a_word_that_comes_or_goes_changes_the_stories_that_it_relates() {
    let stories: Vec<_> = (0..45)
        .map(|n| {
            let date = format!("2026-0{}-{:02}", 1 + n / 28, 1 + n % 28);
            (format!("content/s/s{n}.md"), story(&format!("S{n}"), &date, ""))
        })
        .collect();
    let project = Project::new(stories.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let lighthouse = |day: &str, more: &str| story(&format!("Lighthouse {more}"), day, "");
    project.write("content/s/first.md", &lighthouse("2025-12-01", "one"));
    project.write("content/s/last.md", &story("Storm", "2026-03-01", ""));
    project.settle();
    let first = "2025/12/01/first/page.json".to_owned();
    let (written, edition) = built(&project);
    assert!(written.contains(&first) && !edition.text(&first).contains("related"));
    project.write("content/s/last.md", &lighthouse("2026-03-01", "two"));
    let (written, edition) = built(&project);
    assert!(written.contains(&first), "{written:#?}");
    assert!(edition.text(&first).contains("Lighthouse two"));
    assert_eq!(afresh(&project).changes(&edition), [""; 0]);
    project.write("content/s/last.md", &story("Storm", "2026-03-01", ""));
    let (written, edition) = built(&project);
    assert!(written.contains(&first), "{written:#?}");
    assert_eq!(afresh(&project).changes(&edition), [""; 0]);
}

#[test]
fn whatever_changes_the_edition_is_that_of_a_build_from_nothing() {
    let project = newsroom();
    built(&project);
    type Step = fn(&Project);
    let steps: [(&str, Step); 7] = [
        ("a new story", |it| {
            it.write("content/s/new.md", &story("New", "2026-05-12T12:00:00", ""))
        }),
        ("another headline", |it| it.write("content/s/s7.md", &story("Seven", "2026-05-07", ""))),
        ("another section", |it| {
            it.write("content/s/s8.md", &story("S8", "2026-05-08", "section = \"Sport\""));
        }),
        ("a story less", |it| std::fs::remove_file(it.path().join("content/s/s9.md")).unwrap()),
        ("another style", |it| it.write("style/shared.css", "body { color: red }")),
        ("another address", |it| {
            let more = "slug = \"third\"\naliases = [\"/2026/05/03/s3/\"]";
            it.write("content/s/s3.md", &story("S3", "2026-05-03", more));
        }),
        ("nothing", |_| ()),
    ];
    for (what, step) in steps {
        step(&project);
        project.settle();
        let (_, edition) = built(&project);
        assert_eq!(afresh(&project).changes(&edition), [""; 0], "{what}");
    }
    // The link to the story that moved was followed anew, though its own text is the same.
    let edition = Tree::of(&project.output());
    assert!(edition.text("2026/05/20/s20/page.json").contains("/2026/05/03/third/"));
}

/// Numbers that nobody would have chosen, and the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A story that says something else each time, and links to another when that is there.
fn any_story(dice: &mut Dice, n: u64) -> String {
    let day = dice.throw(28) + 1;
    // The build's “now” is the first of June.
    let month = if dice.throw(8) == 0 { 7 } else { 5 };
    let mut more = format!("slug = \"s{n}\"\n");
    if dice.throw(3) > 0 {
        more += ["section = \"World\"\n", "section = \"Sport\"\n"][dice.throw(2) as usize];
    }
    if dice.throw(4) > 0 {
        more += &format!("tags = [\"Topic {}\", \"topic {}\"]\n", dice.throw(4), dice.throw(4));
    }
    if dice.throw(6) == 0 {
        more += "featured = true\n";
    }
    if dice.throw(6) == 0 {
        more += &format!("aliases = [\"/old/{n}/\"]\n");
    }
    if dice.throw(9) == 0 {
        more += "draft = true\n";
    }
    if dice.throw(6) == 0 {
        more += "authors = [\"Ada\"]\n";
    }
    let headline = format!("Headline {} of {n}", dice.throw(9));
    let mut text = story(&headline, &format!("2026-{month:02}-{day:02}"), &more);
    let other = dice.throw(30);
    // Only what stays can be linked to.
    if other < 3 {
        text += &format!("\nSee [another](fixed{other}.md).\n");
    }
    if dice.throw(5) == 0 {
        text += "\n![A](/pictures/a.svg)\n";
    }
    text + &format!("\nMore: {}.\n", dice.throw(1000))
}

#[test]
fn whatever_happens_the_edition_is_that_of_a_build_from_nothing() {
    let mut dice = Dice(7);
    let project = Project::new([]);
    let drawing = |width: u64| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\"></svg>")
    };
    project.write("content/pictures/a.svg", &drawing(30));
    for n in 0..3 {
        project.write(
            &format!("content/s/fixed{n}.md"),
            &story("Fixed", "2026-04-01", &format!("slug = \"f{n}\"")),
        );
    }
    let file = |n: u64| format!("content/s/{n}.md");
    for n in 0..20 {
        let text = any_story(&mut dice, n);
        project.write(&file(n), &text);
    }
    for step in 0..40 {
        for _ in 0..=dice.throw(3) {
            let n = dice.throw(24);
            match dice.throw(10) {
                0 => {
                    let _ = std::fs::remove_file(project.path().join(file(n)));
                }
                1 => project.write("content/pictures/a.svg", &drawing(30 + dice.throw(3))),
                2 => project
                    .write("style/main.css", &format!("body {{ margin: {}px }}", dice.throw(3))),
                3 => {
                    let size = dice.throw(3) + 2;
                    project.write("newsprint.toml", &format!("title = \"The Quay\"\nbase_url = \"https://quay.example\"\npage_size = {size}\n"));
                }
                4 => project
                    .write("content/pages/about.md", &format!("# About\n\n{}\n", dice.throw(3))),
                5 => {
                    let slug = format!("slug = \"f{}-{}\"", n % 3, dice.throw(2));
                    project.write(
                        &format!("content/s/fixed{}.md", n % 3),
                        &story("Fixed", "2026-04-01", &slug),
                    );
                }
                _ => {
                    let text = any_story(&mut dice, n);
                    project.write(&file(n), &text);
                }
            }
        }
        // Sometimes the files have only just been written, and are not known by their times.
        if dice.throw(3) > 0 {
            project.settle();
        }
        let (_, edition) = built(&project);
        assert_eq!(afresh(&project).changes(&edition), [""; 0], "step {step}");
    }
}

#[test]
fn a_link_that_breaks_is_told_though_its_text_is_the_same() {
    let project = newsroom();
    built(&project);
    std::fs::remove_file(project.path().join("content/s/s3.md")).unwrap();
    let (result, lines) = project.outcome();
    assert!(result.is_ok());
    assert!(lines[0].starts_with("content/s/s20.md:"), "{lines:#?}");
    let edition = Tree::of(&project.output());
    let _ = std::fs::remove_dir_all(project.output());
    assert!(project.outcome().0.is_ok());
    assert_eq!(Tree::of(&project.output()).changes(&edition), [""; 0], "as built afresh");
}

#[test]
fn a_picture_that_changes_changes_the_pages_that_show_it() {
    let project = newsroom();
    let drawing = |width: u32| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\"></svg>")
    };
    project.write("content/pictures/a.svg", &drawing(30));
    let text = story("S5", "2026-05-05", "") + "\n![A](/pictures/a.svg)\n";
    project.write("content/s/s5.md", &text);
    project.settle();
    built(&project);
    project.write("content/pictures/a.svg", &drawing(60));
    project.settle();
    let (written, edition) = built(&project);
    assert!(written.contains(&"2026/05/05/s5/page.json".into()), "{written:#?}");
    assert_eq!(afresh(&project).changes(&edition), [""; 0]);
}

/// A newsroom with files of every kind: photographs above a story and in it, drawings, one of
/// which no page shows, a document, a picture of the public folder.
fn newsroom_with_files() -> Project {
    let project = Project::new([]);
    let text = story("Quay", "2026-05-03", "image = { src = \"quay.jpg\", alt = \"A quay.\" }")
        + "\n![A](a.svg) ![Ship](ship.png) ![Town](/town.jpg) [Report](report.pdf)\n";
    project.write("content/s/quay/index.md", &text);
    project.write_bytes("content/s/quay/quay.jpg", &photograph("a.jpg", 160, 100));
    project.write_bytes("content/s/quay/ship.png", &photograph("a.png", 60, 60));
    project.write("content/s/quay/a.svg", &DRAWING.replace("30", "50"));
    project.write("content/s/quay/b.svg", DRAWING);
    project.write("content/s/quay/report.pdf", "%PDF of the harbour");
    project.write_bytes("public/town.jpg", &photograph("a.jpg", 50, 40));
    project.settle();
    project
}

#[test]
fn what_has_its_length_and_time_is_not_opened_again() {
    let project = newsroom_with_files();
    let acting = DRAWING.replace("></svg>", "><script>x()</script></svg>");
    project.write("content/s/quay/a.svg", &acting);
    project.settle();
    let first = built(&project).1;
    let warnings = project.outcome().1;
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    let mut spoilt = files(&project.path().join(".newsprint/pictures"));
    spoilt.retain(|file| !file.ends_with("print.json"));
    assert!(spoilt.len() > 9, "{spoilt:#?}");
    let originals = files(&project.path().join("content/s/quay"));
    spoilt.extend(originals.into_iter().filter(|file| !file.ends_with("index.md")));
    spoilt.push(project.path().join("public/town.jpg"));
    spoilt.iter().for_each(|file| change_unseen(file, |content| content.fill(b'x')));
    let (written, edition) = built(&project);
    assert_eq!(written, [""; 0]);
    assert_eq!(first.changes(&edition), [""; 0]);
    assert_eq!(project.outcome().1, warnings, "what is to be said of a file is said again");
}

#[test]
fn with_verify_a_file_is_known_by_its_hash() {
    let project = newsroom_with_files();
    let first = built(&project).1;
    let verified = |it: &mut BuildOptions| it.verify = true;
    project.outcome_with(verified).0.unwrap();
    assert_eq!(first.changes(&Tree::of(&project.output())), [""; 0]);
    // Changed so that nobody sees it: in the edition, and in what was developed.
    let mut spoilt = files(&project.output());
    spoilt.extend(files(&project.path().join(".newsprint/pictures")));
    spoilt.retain(|file| !file.ends_with("print.json"));
    spoilt.iter().for_each(|file| change_unseen(file, |content| content.fill(b'x')));
    let (summary, _) = project.outcome_with(verified);
    assert!(summary.unwrap().made > 4);
    assert_eq!(first.changes(&Tree::of(&project.output())), [""; 0]);
}

#[test]
fn a_file_that_changes_is_made_anew() {
    let project = newsroom_with_files();
    built(&project);
    let past = SystemTime::now() - Duration::from_secs(60);
    let mut other = photograph("a.jpg", 160, 100);
    let length = other.len();
    // In the picture itself.
    other[length - 40] ^= 1;
    project.write_bytes("content/s/quay/quay.jpg", &other);
    project.write_bytes("public/town.jpg", &photograph("a.jpg", 50, 41));
    project.write("content/s/quay/b.svg", &DRAWING.replace("30", "40"));
    project.write("content/s/quay/report.pdf", "%PDF of the harbour!");
    for file in ["content/s/quay/quay.jpg", "public/town.jpg", "content/s/quay/b.svg"] {
        set_time(&project.path().join(file), past);
    }
    let (written, edition) = built(&project);
    for file in ["quay.jpg", "b.svg", "report.pdf", "page.json"] {
        assert!(written.contains(&format!("2026/05/03/quay/{file}")), "{file} in {written:#?}");
    }
    assert!(written.iter().any(|it| it.starts_with("picture/") && it.ends_with("/quay-160.webp")));
    assert!(!written.iter().any(|it| it.contains("/ship")), "{written:#?}");
    assert_eq!(afresh(&project).changes(&edition), [""; 0]);
}

#[test]
fn a_file_that_was_written_a_moment_ago_is_not_known_by_its_time() {
    let project = newsroom_with_files();
    let now = SystemTime::now();
    let of = ["content/s/quay/quay.jpg", "content/s/quay/b.svg", "content/s/quay/report.pdf"];
    let of = of.map(|file| project.path().join(file));
    of.iter().for_each(|file| set_time(file, now));
    let first = built(&project).1;
    change_unseen(&of[0], |jpeg| {
        let length = jpeg.len();
        jpeg[length - 40] ^= 1;
    });
    change_unseen(&of[1], |svg| {
        let width = svg.windows(3).position(|it| it == b"\"30").unwrap();
        svg[width + 1] = b'4';
    });
    change_unseen(&of[2], |pdf| pdf.make_ascii_uppercase());
    let (_, edition) = built(&project);
    assert!(first.changes(&edition).len() > 5);
    assert_eq!(afresh(&project).changes(&edition), [""; 0]);
}

#[test]
fn a_developed_picture_that_was_lost_is_made_again() {
    let project = newsroom_with_files();
    let first = built(&project).1;
    std::fs::remove_dir_all(project.path().join(".newsprint/pictures")).unwrap();
    std::fs::remove_dir_all(project.output().join("picture")).unwrap();
    assert_eq!(first.changes(&built(&project).1), [""; 0]);
}

#[test]
fn warnings_are_told_at_every_build() {
    let project = newsroom();
    project.write("content/s/s5.md", &(story("S5", "2026-05-05", "") + "\n## A\n\n#### B\n"));
    project.settle();
    let lines = || project.outcome().1;
    let first = lines();
    assert_eq!(first.len(), 1, "{first:#?}");
    assert_eq!(lines(), first);
}

#[test]
fn the_apps_files_are_taken_along() {
    let project = newsroom();
    project.write("app/newsprint-1.js", "the glue");
    project.write("app/icons/a.svg", "<svg/>");
    let (_, edition) = built(&project);
    assert_eq!(edition.text("newsprint-1.js"), "the glue");
    assert!(edition.has("icons/a.svg"));
    assert!(edition.text("index.html").contains("<title>"), "press's front page, not Trunk's");
    std::fs::remove_file(project.path().join("app/icons/a.svg")).unwrap();
    assert!(!built(&project).1.has("icons/a.svg"));
}
