//! Rule 5: the same content gives the same bytes.

use crate::project::{Project, SHELL, clean_build, sample, story};
use crate::tree::Tree;
use press::build::BuildOptions;

fn files() -> Vec<(String, String)> {
    let mut files: Vec<_> = (1..=28)
        .map(|day| {
            // Two on each day, at the same time, and spellings that meet at one address.
            let topic = ["Sea", "sea", "SEA", "Light"][day % 4];
            let more = format!("tags = [\"{topic}\", \"Harbour\"]\nsection = \"World\"");
            let date = format!("2026-05-{:02}", day.div_ceil(2));
            (format!("content/stories/s{day}.md"), story(&format!("S{day}"), &date, &more))
        })
        .collect();
    files.push(("content/pages/about.md".into(), "# About\n\n[Notes](/notes.txt)\n".into()));
    files.push(("content/notes.txt".into(), "notes".into()));
    files
}

fn project(files: &[(String, String)]) -> Project {
    Project::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

#[test]
fn two_builds_are_the_same() {
    let project = project(&files());
    let first = project.build();
    assert_eq!(first.changes(&project.build()), [""; 0]);
}

#[test]
fn a_build_over_an_older_one_is_the_same() {
    let project = project(&files());
    let first = project.build();
    project.outcome().0.unwrap();
    assert_eq!(first.changes(&Tree::of(&project.output())), [""; 0]);
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let (forward, mut backward) = (files(), files());
    backward.reverse();
    let (forward, backward) = (project(&forward).build(), project(&backward).build());
    assert_eq!(forward.changes(&backward), [""; 0]);
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let project = project(&files());
    let with_threads = |number: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(number).build().unwrap();
        pool.install(|| project.build())
    };
    assert_eq!(with_threads(1).changes(&with_threads(2)), [""; 0]);
}

#[test]
fn a_later_now_changes_nothing_that_is_out_already() {
    let project = project(&files());
    let later = project.build_with(|it| it.now = "2027-01-01T00:00:00Z".parse().unwrap());
    assert_eq!(project.build().changes(&later), [""; 0]);
}

/// `trunk build` has press build into the folder in which the app lies, `make build` into one that
/// is press's own. What Trunk has built is the same both times.
#[test]
fn trunk_and_make_build_the_same() {
    let project = project(&files());
    for folder in ["app", "trunk"] {
        let files = [
            ("index.html", SHELL),
            ("wake-1.js", "wake()"),
            ("newsprint-1.js", "glue('newsprint_bg.wasm')"),
            ("newsprint-1_bg.wasm", "app"),
            ("search-1.js", "glue('search_bg.wasm')"),
            ("search-1_bg.wasm", "search"),
            // Copied by Trunk from the public folder.
            ("favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"),
            ("fonts/a.woff2", "font"),
        ];
        for (file, text) in files {
            project.write(&format!("{folder}/{file}"), text);
        }
    }
    let trunk = project.path().join("trunk");
    clean_build(&BuildOptions {
        shell: trunk.join("index.html"),
        output: trunk.clone(),
        ..project.options()
    });
    let made = project.build_with(|it| it.keep = Some(project.path().join("kept")));
    assert!(made.has("fonts/a.woff2") && made.text("index.html").contains("data-sealed"));
    assert_eq!(Tree::of(&trunk).changes(&made), [""; 0]);
}

#[test]
fn the_sample_edition_builds_without_a_word_and_twice_the_same() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [first, second] = folders.each_ref().map(|folder| {
        let options = sample(folder.path(), "/");
        let summary = clean_build(&options);
        assert!(summary.stories >= 14, "{summary:?}");
        let tree = Tree::of(&options.output);
        assert_eq!(summary.pages, tree.addresses().len() + 1, "and 404.html");
        assert_eq!(summary.written.files as usize, tree.paths().len());
        tree
    });
    assert_eq!(first.changes(&second), [""; 0]);
}
