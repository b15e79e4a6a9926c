//! The program itself: what it prints and how it ends.

use crate::project::{Project, story};
use std::process::{Command, Output};

/// Runs press in a project's folder as an editor would.
fn press(project: &Project, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("TRUNK_") || name.starts_with("NEWSPRINT_") {
            command.env_remove(name);
        }
    }
    command.current_dir(project.path()).arg("build").args(arguments).output().unwrap()
}

fn said(output: &Output) -> Vec<String> {
    String::from_utf8(output.stderr.clone()).unwrap().lines().map(ToOwned::to_owned).collect()
}

const USUAL: [&str; 6] = ["--app", "app", "--output", "out", "--now", "2026-06-01T12:00:00Z"];

#[test]
fn a_build_ends_with_one_line() {
    let project = Project::new([("content/s/a.md", story("A", "2026-05-01", "").as_str())]);
    let output = press(&project, &USUAL);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said:#?}");
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].starts_with("press: 1 story, 7 pages (5 made), "), "{said:#?}");
    assert!(said[0].contains(" files, ") && said[0].ends_with(" s"), "{said:#?}");
    assert!(output.stdout.is_empty());
    assert!(project.output().join("2026/05/01/a/index.html").is_file());
}

#[test]
fn the_edition_goes_into_the_apps_folder() {
    let project = Project::new([("content/s/a.md", story("A", "2026-05-01", "").as_str())]);
    assert!(press(&project, &["--app", "app", "--now", "2026-06-01T12:00:00Z"]).status.success());
    assert!(project.path().join("app/2026/05/01/a/page.json").is_file());
    // Trunk's page is there no more: it must be built again before the next edition.
    let again = press(&project, &["--app", "app"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).concat().contains("trunk build"), "{:#?}", said(&again));
}

#[test]
fn errors_of_all_files_are_told_with_their_lines() {
    let project = Project::new([
        ("content/s/a.md", "+++\ntitle = \"A\"\ndate = 2026-13-01\n+++\n"),
        ("content/s/b.md", "+++\ntitle = \"B\"\ndate = 2026-05-01\n+++\n\n[x](/nothing/)\n"),
        ("content/s/c.md", "+++\ntitle = \"C\"\ndate = 2026-05-01\nauthr = \"D\"\n+++\n"),
    ]);
    let output = press(&project, &USUAL);
    let said = said(&output);
    // Published, with faults.
    assert_eq!(output.status.code(), Some(3), "{said:#?}");
    for (line, start) in [
        (0, "./content/s/a.md:3:8: error: "),
        (3, "./content/s/b.md:6:1: warning: "),
        (4, "./content/s/c.md:4:1: warning: "),
        (5, "press: 2 warnings; --verbose tells each"),
        (6, "press: 2 stories, "),
        (7, "press: published, with 1 error: 1 text stays out"),
    ] {
        assert!(said[line].starts_with(start), "{start} in {said:#?}");
    }
    assert_eq!(said.len(), 8, "{said:#?}");
    assert!(project.output().join("index.html").exists());
    let verbose = self::said(&press(&project, &[&USUAL[..], &["--verbose"]].concat()));
    assert!(verbose.iter().filter(|it| it.contains("help: ")).count() == 3, "{verbose:#?}");
    let strict = press(&project, &[&USUAL[..], &["--strict"]].concat());
    // What readers have would vanish.
    assert_eq!(strict.status.code(), Some(1));
    let _ = std::fs::remove_dir_all(project.output());
    let strict = press(&project, &[&USUAL[..], &["--strict"]].concat());
    assert_eq!(strict.status.code(), Some(3), "{:#?}", self::said(&strict));
    assert!(self::said(&strict).last().unwrap().starts_with("press: published, with 3 errors"));
}

#[test]
fn warnings_are_told_by_their_kinds() {
    let links: String = (0..130).map(|n| format!("[{n}](/nothing/{n}/)\n\n")).collect();
    let text = story("A", "2026-05-01", "") + &links;
    let project = Project::new([
        ("content/s/a.md", text.as_str()),
        ("content/s/b.md", story("B", "2026-05-02", "colour = 1").as_str()),
    ]);
    let output = press(&project, &USUAL);
    let said = said(&output);
    assert_eq!((output.status.code(), said.len()), (Some(0), 4), "{said:#?}");
    let links = said.iter().find(|it| it.contains("broken_link")).unwrap();
    assert!(links.contains("130 of this kind: also ./content/s/a.md:10:1, "), "{links}");
    assert!(links.ends_with(" and 126 more"), "{links}");
    let verbose = self::said(&press(&project, &[&USUAL[..], &["-v"]].concat()));
    let places = verbose.iter().filter(|it| it.contains("broken_link"));
    assert_eq!(places.count(), 100, "{verbose:#?}");
    assert!(verbose.contains(&"./content/s/a.md: 30 more of this file are not told".to_owned()));
}

/// As Trunk's hook it ends well, or Trunk would throw the edition away.
#[test]
fn under_trunk_an_edition_with_faults_is_kept() {
    let project = Project::new([
        ("content/s/a.md", story("A", "2026-05-01", "").as_str()),
        ("content/s/b.md", "+++\ntitle = \"B\"\n+++\n"),
    ]);
    let hook = ["--app", "app", "--now", "2026-06-01T12:00:00Z", "--dist", "dist"];
    let output = press(&project, &hook);
    assert_eq!(output.status.code(), Some(0), "{:#?}", said(&output));
    assert!(said(&output).last().unwrap().contains("1 text stays out"));
    assert!(project.path().join("app/2026/05/01/a/index.html").is_file());
    // Where the build is strict, by the flag or by the settings, such an edition is none to have.
    project.write("app/index.html", crate::project::SHELL);
    let strict = press(&project, &[&hook[..], &["--strict"]].concat());
    assert_eq!(strict.status.code(), Some(3), "{:#?}", said(&strict));
    let settings = std::fs::read_to_string(project.path().join("newsprint.toml")).unwrap();
    project.write("newsprint.toml", &format!("{settings}\n[build]\nstrict = true\n"));
    project.write("app/index.html", crate::project::SHELL);
    let strict = press(&project, &hook);
    assert_eq!(strict.status.code(), Some(3), "{:#?}", said(&strict));
    assert!(said(&strict).last().unwrap().contains("Trunk keeps the last edition"));
    project.write("newsprint.toml", &settings);
    project.write("app/index.html", crate::project::SHELL);
    assert_eq!(press(&project, &hook).status.code(), Some(0));
    // Trunk puts it where readers have it; from there no story may go.
    std::fs::rename(project.path().join("app"), project.path().join("dist")).unwrap();
    project.write("app/index.html", crate::project::SHELL);
    project.write("content/s/a.md", "+++\ntitle = \"A\"\n+++\n");
    let output = press(&project, &hook);
    assert_eq!(output.status.code(), Some(1), "{:#?}", said(&output));
    assert!(said(&output).last().unwrap().contains("a.md is in the last edition"));
}

#[test]
fn previews_are_asked_for() {
    let project = Project::new([
        ("content/s/draft.md", story("Draft", "2026-05-01", "draft = true").as_str()),
        ("content/s/later.md", story("Later", "2026-07-01", "").as_str()),
    ]);
    let built = |more: &[&str]| {
        let _ = std::fs::remove_dir_all(project.output());
        let said = said(&press(&project, &[&USUAL, more].concat()));
        said[0].split(',').next().unwrap().to_owned()
    };
    assert_eq!(built(&[]), "press: 0 stories");
    assert_eq!(built(&["--drafts"]), "press: 1 story");
    assert_eq!(built(&["--drafts", "--future"]), "press: 2 stories");
}

#[test]
fn a_command_that_is_none_is_explained() {
    let project = Project::new([]);
    let output = press(&project, &["--app", "app", "--now", "yesterday"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).concat().contains("--now"), "{:#?}", said(&output));
}
