//! A build that is killed at any moment leaves a whole edition, and beside it nothing half written.

use crate::project::{Project, photograph, story};
use crate::tree::{Tree, attributes, leads_on};
use press::build::BuildOptions;
use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// How often a build is killed.
const TIMES: u32 = 20;

/// How many stories the edition has: enough that a build takes its time.
const STORIES: usize = 60;

/// How many of them had another address before.
const MOVED: usize = 9;

/// A newsroom whose pages all change with the round: the title stands on each. Some of its
/// stories have moved, and some show a picture.
fn project() -> Project {
    let stories: Vec<_> = (0..STORIES)
        .map(|n| {
            let date = format!("2026-0{}-{:02}", 1 + n % 5, 1 + n % 28);
            let mut more =
                format!("section = \"World\"\ntags = [\"Topic {}\"]\nslug = \"s{n}\"", n % 7);
            if n < MOVED {
                more += &format!("\naliases = [\"/old/{n}/\"]");
            }
            if n % 6 == 0 {
                more += "\nimage = { src = \"/quay.jpg\", alt = \"A quay.\" }";
            }
            let text = story(&format!("S{n}"), &date, &more) + "\n![A town](/town.png)\n";
            (format!("content/s/{n}.md"), text)
        })
        .collect();
    let project = Project::new(stories.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    project.write_bytes("public/town.png", &photograph("a.png", 60, 40));
    for file in ["wake-1.js", "newsprint-1.js", "newsprint-1_bg.wasm", "search-1.js"] {
        project.write(&format!("app/{file}"), "1");
    }
    project.write("app/search-1_bg.wasm", "1");
    project
}

fn settings(project: &Project, round: u32) {
    let text = format!(
        "title = \"Round {round}\"\nbase_url = \"https://quay.example\"\n[pictures]\nwidths = [40]\n"
    );
    project.write("newsprint.toml", &text);
    // A picture that changes, too.
    project.write_bytes("content/quay.jpg", &photograph("a.jpg", 100, 60 + round % 3));
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
        .args(["--keep", "kept", "--hosting", "hosting"])
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
        let sets = attributes(&page, "srcset").into_iter().flat_map(|set| set.split(", "));
        let files = sets.filter_map(|one| one.split(' ').next());
        let named = ["href", "src", "data-site"].map(|name| attributes(&page, name)).concat();
        for target in named.into_iter().chain(files) {
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
    for n in 0..MOVED {
        let html = edition.text(&format!("old/{n}/index.html"));
        assert!(leads_on(html), "{html}");
        assert_eq!(title(html), round, "{n}");
    }
    let extra = edition.has("2026/05/30/extra/index.html");
    assert_eq!(extra, round % 2 == 0);
    let stories = edition.paths().iter().filter(|path| path.starts_with("2026/")).count();
    assert_eq!(stories, 2 * (STORIES + usize::from(extra)));
    round
}

/// What stands beside an edition is whole, too: what is kept of the app for later builds, and what
/// servers are set up with.
fn beside(project: &Project, edition: &Tree) {
    let [kept, hosting] = ["kept", "hosting"].map(|name| Tree::of(&project.path().join(name)));
    let builds: Vec<BTreeSet<String>> = serde_json::from_str(kept.text("builds.json")).unwrap();
    for file in builds.iter().flatten() {
        assert!(kept.has(file), "{file} is not kept");
        if file.starts_with("site-") {
            let _: serde_json::Value = serde_json::from_str(kept.text(file)).unwrap();
        }
    }
    // The last build that is kept is that of this edition or the one before it.
    for file in &builds[0] {
        assert_eq!(kept.bytes(file), edition.bytes(file), "{file}");
    }
    for file in ["nginx-edition.conf", "Caddyfile-edition"] {
        assert!(hosting.text(file).ends_with("}\n"), "{file}");
    }
    let headers = hosting.text("cloudfront-headers.json");
    let _: serde_json::Value = serde_json::from_str(headers).unwrap();
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_edition() {
    let project = project();
    // The pictures are developed once.
    settings(&project, 100);
    assert!(press(&project).wait().unwrap().success());
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
        let edition = Tree::of(&project.output());
        beside(&project, &edition);
        let found = round_of(&edition);
        assert!(found == round || found == standing, "{found} is neither {standing} nor {round}");
        standing = found;
    }
    settings(&project, TIMES + 1);
    let mut last = press(&project);
    assert!(last.wait().unwrap().success());
    assert_eq!(round_of(&Tree::of(&project.output())), TIMES + 1);
    // And it is what a build from nothing is.
    let built = Tree::of(&project.output());
    beside(&project, &built);
    let rules = std::fs::read_to_string(project.path().join("hosting/nginx-edition.conf")).unwrap();
    let frames = built.exact_paths().into_iter().filter(|path| path.starts_with("site-"));
    let frames: Vec<_> = frames.collect();
    assert_eq!(frames.len(), 3, "{frames:?}");
    assert!(frames.iter().all(|frame| rules.contains(frame)), "{frames:?}");
    let keep = Some(project.path().join("kept"));
    let again = project.build_with(|options| *options = BuildOptions { keep, ..options.clone() });
    assert_eq!(built.changes(&again), [""; 0]);
}
