use super::*;
use std::collections::BTreeSet;
use std::time::SystemTime;
use tempfile::TempDir;

/// A room with a folder that press owns.
struct Room(TempDir);

impl Room {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("dist")
    }

    fn open(&self) -> Output {
        Output::owning(&self.folder(), Look::Times).unwrap()
    }

    /// Builds an edition of these files, and a schema, by which it is known.
    fn build(&self, files: &[(&str, &str)]) -> Tally {
        let output = self.begin(files);
        output.finish().unwrap();
        output.tally()
    }

    fn begin(&self, files: &[(&str, &str)]) -> Output {
        let output = self.open();
        output.write("page.schema.json", "{}").unwrap();
        for (path, content) in files {
            output.write(path, content).unwrap();
        }
        output
    }

    /// What stands: path and content, without the schema.
    fn standing(&self) -> Vec<(String, String)> {
        contents(&self.folder())
    }

    fn time(&self, path: &str) -> SystemTime {
        fs::metadata(self.folder().join(path)).unwrap().modified().unwrap()
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.0.path().join(".newsprint/dist").join(name)
    }
}

fn contents(folder: &Path) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().display().to_string();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .filter(|(path, _)| path != "page.schema.json")
        .collect()
}

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, content)| ((*path).into(), (*content).into())).collect()
}

#[test]
fn an_edition_replaces_another_and_touches_only_what_differs() {
    let room = Room::new();
    let first = [("a/index.html", "1"), ("b/index.html", "2"), ("c/d/index.html", "3")];
    assert_eq!(room.build(&first).written, 4);
    assert_eq!(room.standing(), owned(&first));
    let time = room.time("a/index.html");
    let second = [("a/index.html", "1"), ("b/index.html", "changed"), ("e/index.html", "new")];
    assert_eq!(room.build(&second).written, 2);
    assert_eq!(room.standing(), owned(&second));
    assert_eq!(room.time("a/index.html"), time);
    assert!(!room.folder().join("c").exists(), "no empty folder stays");
    // And back, several times: the second tree is always the one to build on.
    for files in [&first, &second, &first] {
        room.build(files);
        assert_eq!(room.standing(), owned(files));
        assert_eq!(room.time("a/index.html"), time);
    }
    assert_eq!(room.build(&first).written, 0);
}

#[test]
fn a_build_that_is_not_finished_leaves_no_trace() {
    let room = Room::new();
    let first = [("a", "1"), ("b", "2")];
    room.build(&first);
    drop(room.begin(&[("a", "other"), ("c", "3")]));
    assert_eq!(room.standing(), owned(&first));
    let next = [("a", "1"), ("d", "4")];
    room.build(&next);
    assert_eq!(room.standing(), owned(&next));
}

#[test]
fn a_file_can_become_a_folder_and_a_folder_a_file() {
    let room = Room::new();
    let (file, folder) = ([("a", "1"), ("z", "0")], [("a/b", "2"), ("z", "0")]);
    for files in [file, folder, file, folder] {
        room.build(&files);
        assert_eq!(room.standing(), owned(&files));
    }
}

#[test]
fn what_was_changed_by_hand_is_made_again() {
    let room = Room::new();
    let files = [("a", "1"), ("b", "2"), ("c", "3")];
    room.build(&files);
    fs::write(room.folder().join("a"), "by hand").unwrap();
    fs::remove_file(room.folder().join("b")).unwrap();
    room.build(&files);
    assert_eq!(room.standing(), owned(&files));
    fs::remove_dir_all(room.folder()).unwrap();
    room.build(&files);
    assert_eq!(room.standing(), owned(&files));
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let room = Room::new();
    fs::create_dir_all(room.folder()).unwrap();
    fs::write(room.folder().join("letters.txt"), "dear").unwrap();
    assert!(matches!(Output::owning(&room.folder(), Look::Times), Err(OutputError::Foreign(_))));
    fs::remove_file(room.folder().join("letters.txt")).unwrap();
    room.build(&[("a", "1")]);
    // One that Trunk has put there is an edition, and is taken over.
    fs::remove_dir_all(room.0.path().join(".newsprint")).unwrap();
    assert!(matches!(Output::owning(&room.folder(), Look::Times), Err(OutputError::Foreign(_))));
    note_edition(&room.folder()).unwrap();
    room.build(&[("b", "1")]);
    assert_eq!(room.standing(), owned(&[("b", "1")]));
}

#[test]
fn what_was_kept_deletes_and_writes_nothing_elsewhere() {
    let elsewhere = ["../../letter", "a/../../../letter", "/letter", ""];
    for path in elsewhere {
        let room = Room::new();
        let files = [("a", "1"), ("b/c", "2")];
        room.build(&files);
        fs::write(room.0.path().join("letter"), "dear").unwrap();
        let behind = postcard::to_stdvec(&BTreeSet::from([path.to_owned()])).unwrap();
        fs::write(room.beside("behind"), behind).unwrap();
        room.build(&[("a", "2"), ("b/c", "2")]);
        assert_eq!(room.standing(), owned(&[("a", "2"), ("b/c", "2")]), "{path}");
        assert_eq!(fs::read(room.0.path().join("letter")).unwrap(), b"dear", "{path}");
        assert!(room.open().write(path, "x").is_err() || path == "/letter");
        assert!(
            room.open().copy(&room.0.path().join("letter"), path).is_err() || path == "/letter"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_second_tree_is_not_followed() {
    let room = Room::new();
    let letters = room.0.path().join("letters");
    fs::create_dir_all(&letters).unwrap();
    fs::write(letters.join("c"), "dear").unwrap();
    room.build(&[("a", "1"), ("b/c", "2")]);
    room.build(&[("a", "1"), ("b/c", "3")]);
    fs::remove_dir_all(room.beside("tree/b")).unwrap();
    std::os::unix::fs::symlink(&letters, room.beside("tree/b")).unwrap();
    room.build(&[("a", "2")]);
    assert_eq!(room.standing(), owned(&[("a", "2")]));
    room.build(&[("a", "2"), ("b/c", "4")]);
    assert_eq!(room.standing(), owned(&[("a", "2"), ("b/c", "4")]));
    assert_eq!(fs::read(letters.join("c")).unwrap(), b"dear");
}

#[cfg(unix)]
#[test]
fn no_mode_comes_along() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let room = Room::new();
    let program = room.0.path().join("program");
    fs::write(&program, "#!/bin/sh").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o4777)).unwrap();
    let output = room.open();
    output.copy(&program, "program").unwrap();
    output.finish().unwrap();
    assert_eq!(fs::metadata(room.folder().join("program")).unwrap().mode() & 0o7133, 0);
}

#[test]
fn wherever_a_build_is_killed_the_next_one_is_right() {
    // What a build leaves that was killed: the state before or after each of its last steps.
    let first = [("a", "1"), ("b", "2"), ("c", "3")];
    let second = [("a", "1"), ("b", "changed"), ("d", "4")];
    let third = [("a", "1"), ("b", "again"), ("c", "3")];
    type Spoil = fn(&Room);
    let spoil: [(&str, Spoil); 5] = [
        ("the second tree is half made", |room| {
            fs::remove_file(room.beside("behind")).unwrap();
            fs::remove_file(room.beside("tree/a")).unwrap();
        }),
        ("there is no second tree", |room| {
            fs::remove_dir_all(room.beside("tree")).unwrap();
        }),
        ("the ledger is that of the build before", |room| {
            fs::rename(room.beside("ledger"), room.beside("ledger.new")).unwrap();
        }),
        ("the ledger is lost", |room| {
            fs::remove_file(room.beside("ledger")).unwrap();
        }),
        ("killed between two renames", |room| {
            fs::rename(room.folder(), room.beside("old")).unwrap();
        }),
    ];
    for (what, spoil) in spoil {
        let room = Room::new();
        room.build(&first);
        room.build(&second);
        spoil(&room);
        room.build(&third);
        assert_eq!(room.standing(), owned(&third), "{what}");
        room.build(&second);
        assert_eq!(room.standing(), owned(&second), "{what}");
    }
}

#[test]
fn of_two_files_with_one_path_the_later_counts() {
    let room = Room::new();
    let twice = |files: &[(&str, &str)]| room.build(files).written;
    twice(&[("a", "trunk's"), ("a", "press's")]);
    assert_eq!(room.standing(), owned(&[("a", "press's")]));
    assert_eq!(twice(&[("a", "trunk's"), ("a", "press's")]), 0);
    assert_eq!(room.standing(), owned(&[("a", "press's")]));
}

#[test]
fn a_unit_is_taken_over_while_its_files_stand() {
    let room = Room::new();
    let unit = Unit { print: [7; 16], uses: vec![1], files: vec!["a".into(), "b".into()] };
    let output = room.begin(&[("a", "1"), ("b", "2")]);
    output.note("unit", unit.clone());
    output.finish().unwrap();
    drop(output);
    let output = room.begin(&[]);
    let found = output.unit("unit").unwrap();
    assert_eq!((found.print, found.uses), (unit.print, unit.uses.as_slice()));
    output.keep(&found);
    output.finish().unwrap();
    drop(output);
    assert_eq!(room.standing(), owned(&[("a", "1"), ("b", "2")]));
    fs::remove_file(room.folder().join("b")).unwrap();
    assert!(room.open().unit("unit").is_none());
}
