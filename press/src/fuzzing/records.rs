//! What press keeps from build to build, as somebody may have put it into a repository.
//!
//! A record is written here with a right sum, which a fuzzer would never come upon. Its columns
//! stand behind each other, each after its length in two bytes.

use crate::build::fuzzing::builds;
use crate::columns;
use crate::read::fuzzing::{shelf, uses};
use crate::register::Register;
use crate::write::{Look, Output, Tally};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// When all files of the edition were written: a ledger can know them by it.
const WRITTEN: Duration = Duration::from_secs(1_000_000_000);

/// What stands in the edition.
const FILES: [&str; 3] = ["index.html", "a/index.html", "a/page.json"];

const SECRET: &str = "nobody's but the writer's";

/// Records make no build read, write or remove anything but its own files. The first byte says which
/// record it is.
pub fn ledger(input: &[u8]) {
    let Some((record, rest)) = input.split_first() else { return };
    match record {
        b'l' => standing(rest),
        b'k' => {
            in_room(|room| shelf(&put(room, "kept", rest, 5), &put(room, "kept.recent", rest, 5)))
        }
        b'r' => in_room(|room| register(room, rest)),
        b'u' => uses(rest),
        b'b' => in_room(|room| builds(room, rest)),
        _ => {}
    }
}

/// Builds an edition where one stands that the records tell of.
fn standing(input: &[u8]) {
    in_room(|room| {
        let beside = room.join(".newsprint/edition");
        let edition = room.join("edition");
        for folder in [edition.clone(), beside.join("tree")] {
            for file in FILES {
                write(&folder.join(file), file);
            }
        }
        let (mut rest, [ledger, since, behind]) = (input, ["ledger", "ledger.since", "ledger.new"]);
        for name in [ledger, since, behind] {
            let columns: [Vec<u8>; 13] = columns_of(&mut rest);
            if columns.iter().any(|column| !column.is_empty()) {
                write_columns(&beside.join(name), &columns);
            }
        }
        fs::write(beside.join("behind"), rest).unwrap();
        build(&edition);
        assert_eq!(fs::read_to_string(edition.join("index.html")).unwrap(), "new");
        build(&edition);
    });
}

fn build(edition: &Path) {
    // Who cannot own the folder says so, and does nothing.
    let Ok(output) = Output::owning(edition, Look::Times) else { return };
    for path in output.paths() {
        assert!(!path.starts_with('/') && path.split('/').all(|it| !matches!(it, "" | "." | "..")));
    }
    for key in ["", "/", "/a/"] {
        if let Some(unit) = output.unit(key) {
            output.keep(&unit);
        }
    }
    output.write("index.html", "new").unwrap();
    let Tally { files, .. } = output.tally();
    if output.finish().is_ok() {
        assert!(files >= 1);
    } else {
        write(&edition.join("index.html"), "new");
    }
}

/// What was found out of files by other builds.
fn register(room: &Path, input: &[u8]) {
    let by = [7; 32];
    let head = postcard::to_stdvec(&(1_u32, by)).unwrap();
    let file = room.join("register");
    columns::write(&file, &[&head, input]).unwrap();
    let register = Register::read(&file, by);
    let picture = room.join("edition/index.html");
    write(&picture, "x");
    let _ = register.known(&picture, register.stamp(&picture), |entry| entry.size);
    register.enter(&picture, Some((1, 1)), |entry| entry.size = Some((1, 1)));
    register.keep().unwrap();
}

/// Calls something with a folder in which it may write, and looks whether it went out of the folders
/// that are its own.
fn in_room(check: impl FnOnce(&Path)) {
    let room = std::env::temp_dir().join(format!("newsprint-fuzzing-{}", std::process::id()));
    let _ = fs::remove_dir_all(&room);
    let beside = room.join(".newsprint/edition");
    fs::create_dir_all(&beside).unwrap();
    let secrets = [room.join("secret"), room.join("outside/index.html")];
    secrets.iter().for_each(|secret| write(secret, SECRET));
    check(&room);
    for secret in &secrets {
        assert_eq!(fs::read_to_string(secret).unwrap(), SECRET);
    }
    let _ = fs::remove_dir_all(&room);
}

/// Writes a file as if that had been long ago.
pub(crate) fn write(file: &Path, content: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, content).unwrap();
    File::options().write(true).open(file).unwrap().set_modified(UNIX_EPOCH + WRITTEN).unwrap();
}

/// Writes a record of so many columns.
fn put(room: &Path, name: &str, input: &[u8], number: usize) -> PathBuf {
    let mut rest = input;
    let columns: Vec<Vec<u8>> = (0..number).map(|_| column_of(&mut rest)).collect();
    let file = room.join(name);
    write_columns(&file, &columns);
    file
}

fn write_columns(file: &Path, columns: &[Vec<u8>]) {
    let columns: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    columns::write(file, &columns).unwrap();
}

fn columns_of<const N: usize>(rest: &mut &[u8]) -> [Vec<u8>; N] {
    std::array::from_fn(|_| column_of(rest))
}

/// Takes a column from the front.
fn column_of(rest: &mut &[u8]) -> Vec<u8> {
    let Some((length, behind)) = rest.split_first_chunk() else {
        return std::mem::take(rest).to_vec();
    };
    let length = usize::from(u16::from_le_bytes(*length)).min(behind.len());
    let (column, behind) = behind.split_at(length);
    *rest = behind;
    column.to_vec()
}
