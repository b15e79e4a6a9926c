//! A disk that is full leaves the last good edition, and is told.

use crate::project::{Project, story};
use crate::tree::Tree;
use std::path::Path;
use std::process::{Command, Output};

fn project() -> Project {
    let stories: Vec<_> = (1..=28)
        .map(|day| {
            let text = story(&format!("S{day}"), &format!("2026-05-{day:02}"), "");
            (format!("content/s/{day}.md"), format!("{text}\n{}\n", "Word after word. ".repeat(60)))
        })
        .collect();
    Project::new(stories.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// Another title, which stands on every page.
fn change(project: &Project) {
    project.write("newsprint.toml", "title = \"Later\"\nbase_url = \"https://quay.example\"\n");
}

/// Runs a shell's script in the project's folder, with `$PRESS` to build into `$1`.
#[cfg(unix)]
fn shell(project: &Project, program: &[&str], script: &str) -> Output {
    let press = env!("CARGO_BIN_EXE_press");
    let build = format!("{press} build --app app --now 2026-06-01T12:00:00Z --output");
    Command::new(program[0])
        .args(&program[1..])
        .args(["sh", "-c", script])
        .current_dir(project.path())
        .env("PRESS", build)
        .env_remove("TRUNK_STAGING_DIR")
        .env_remove("TRUNK_DIST_DIR")
        .output()
        .unwrap()
}

/// That the last good edition stands, and that it is said what to do.
fn stands(edition: &Path, before: &Tree, output: &Output, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(said.contains(why) && said.contains("Check that there is room"), "{said}");
    assert_eq!(before.changes(&Tree::of(edition)), [""; 0]);
}

#[test]
#[cfg(unix)]
fn files_that_cannot_grow_leave_the_last_good_edition() {
    let project = project();
    let before = project.build();
    change(&project);
    // In blocks of 512 bytes: no file at all, pages that are cut off, and pages but no ledger.
    for blocks in [0, 3, 10] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec $PRESS out");
        let output = shell(&project, &["env"], &script);
        stands(&project.output(), &before, &output, "could not write");
    }
    // With room again, all is well.
    let (result, lines) = project.outcome();
    result.unwrap_or_else(|error| panic!("{error}: {lines:#?}"));
    let later = Tree::of(&project.output());
    assert!(later.text("index.html").contains("Later"));
    assert_eq!(later.changes(&project.build()), [""; 0]);
}

/// On a disk of its own, where the system lets us have one.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_last_good_edition() {
    let project = project();
    for folder in ["disk", "before", "after"] {
        std::fs::create_dir_all(project.path().join(folder)).unwrap();
    }
    let apart = ["unshare", "--user", "--map-root-user", "--mount"];
    let mount = "mount -t tmpfs -o size=4m disk disk";
    let can = Command::new(apart[0])
        .args(&apart[1..])
        .args(["sh", "-c", mount])
        .current_dir(project.path())
        .output();
    if !can.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no disk of one's own can be mounted here");
        return;
    }
    let later = "title = \\\"Later\\\"\\nbase_url = \\\"https://quay.example\\\"\\n";
    let script = format!(
        "{mount} && $PRESS disk/out && cp -r disk/out/. before/ || exit 0
        printf \"{later}\" > newsprint.toml
        dd if=/dev/zero of=disk/filler bs=1k 2>/dev/null
        truncate -s -40k disk/filler
        $PRESS disk/out
        code=$?
        cp -r disk/out/. after/
        exit $code"
    );
    let output = shell(&project, &apart, &script);
    let before = Tree::of(&project.path().join("before"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(before.has("2026/05/28/28/index.html"), "{said}");
    stands(&project.path().join("after"), &before, &output, "No space left");
}
