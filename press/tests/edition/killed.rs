//! A build that is killed at any moment leaves a whole edition.

use crate::project::{Project, story};
use crate::tree::{Tree, attributes};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// How often a build is killed.
const TIMES: u32 = 20;

/// How many stories the edition has: enough that a build takes its time.
const STORIES: usize = 60;

/// A newsroom whose pages all change with the round: the title stands on each.
fn project() -> Project {
    let stories: Vec<_> = (0..STORIES)
        .map(|n| {
            let date = format!("2026-0{}-{:02}", 1 + n % 5, 1 + n % 28);
            let more =
                format!("section = \"World\"\ntags = [\"Topic {}\"]\nslug = \"s{n}\"", n % 7);
            (format!("content/s/{n}.md"), story(&format!("S{n}"), &date, &more))
        })
        .collect();
    let project = Project::new(stories.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    project.write("app/wake-1.js", "wake()");
    project
}

fn settings(project: &Project, round: u32) {
    let text = format!("title = \"Round {round}\"\nbase_url = \"https://quay.example\"\n");
    project.write("newsprint.toml", &text);
    // A story that comes and goes, so that pages and folders do.
    let extra = project.path().join("content/s/extra.md");
    match round % 2 {
        0 => project.write("content/s/extra.md", &story("Extra", "2026-05-30", "")),
        _ => {
            let _ = std::fs::remove_file(extra);
        }
    }
}

fn press(project: &Project) -> Child {
    Command::new(env!("CARGO_BIN_EXE_press"))
        .current_dir(project.path())
        .args(["build", "--app", "app", "--output", "out", "--now", "2026-06-01T12:00:00Z"])
        .env_remove("TRUNK_STAGING_DIR")
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The round that an edition is of, when it is whole: every page is of that round, every link
/// and file that a page names is there, and nothing is there besides.
fn round_of(edition: &Tree) -> u32 {
    let title = |text: &str| -> u32 {
        let rest = text.split("Round ").nth(1).unwrap();
        rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
    };
    let round = title(edition.text("index.html"));
    for (path, html, page) in edition.all_painted() {
        assert_eq!(title(html), round, "{path}");
        for target in attributes(&page, "href").into_iter().chain(attributes(&page, "data-site")) {
            let Some(path) = target.strip_prefix('/').filter(|it| !it.starts_with('/')) else {
                continue;
            };
            let path = path.split('#').next().unwrap();
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.into()
            };
            assert!(edition.has(&file), "{target} in a page of round {round}");
        }
    }
    let extra = edition.has("2026/05/30/extra/index.html");
    assert_eq!(extra, round % 2 == 0);
    let stories = edition.paths().iter().filter(|path| path.starts_with("2026/")).count();
    assert_eq!(stories, 2 * (STORIES + usize::from(extra)));
    round
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_edition() {
    let project = project();
    settings(&project, 0);
    let begun = Instant::now();
    assert!(press(&project).wait().unwrap().success());
    let long = begun.elapsed();
    let mut standing = round_of(&Tree::of(&project.output()));
    // Spread over the whole of a build, and a little past its end.
    for round in 1..=TIMES {
        settings(&project, round);
        let mut build = press(&project);
        std::thread::sleep(long.mul_f64(1.15) * (round * 7 % TIMES) / TIMES);
        build.kill().unwrap();
        build.wait().unwrap();
        let found = round_of(&Tree::of(&project.output()));
        assert!(found == round || found == standing, "{found} is neither {standing} nor {round}");
        standing = found;
    }
    settings(&project, TIMES + 1);
    let mut last = press(&project);
    assert!(last.wait().unwrap().success());
    assert_eq!(round_of(&Tree::of(&project.output())), TIMES + 1);
    // And it is what a build from nothing is.
    let built = Tree::of(&project.output());
    assert_eq!(built.changes(&project.build()), [""; 0]);
}
