//! The order of the rooms in `src/`: each takes from those below it, and never from one above.
//!
//! Press's crates are held in order by Cargo. The app is one crate, because one WebAssembly is made
//! of it; so this test reads its `use` lines, and whatever else is named by `crate::`.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// From the ground up: what is data, what draws it, what runs in the browser.
const FLOORS: [&str; 12] = [
    "text",
    "edition",
    "search",
    "markup",
    "context",
    "browser",
    "component",
    "page",
    "comment",
    "navigation",
    "app",
    "wake",
];

/// All Rust files below a folder, and those beside it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The rooms that a text names: `crate::room`, and each of `crate::{room, …}`.
fn named(text: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, start) in text.match_indices("crate::") {
        let is_part = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let rest = &text[at + start.len()..];
        if is_part {
            continue;
        }
        let Some(list) = rest.strip_prefix('{') else {
            named.extend(first_word(rest));
            continue;
        };
        let mut depth = 0;
        let mut item = String::new();
        for c in list.chars() {
            match c {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => named.extend(first_word(&std::mem::take(&mut item))),
                c => item.push(c),
            }
        }
        named.extend(first_word(&item));
    }
    named
}

fn first_word(path: &str) -> Option<String> {
    let word: String =
        path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

#[test]
fn names_are_found_however_they_are_written() {
    let text = "use crate::edition::{A, B};\nuse crate::{\n  page::{self, X},\n markup::el,\n};\n\
                crate::app::render(); pub(in crate::comment) fn f() {} my_crate::nothing";
    let found: Vec<_> = named(text).into_iter().collect();
    assert_eq!(found, ["app", "comment", "edition", "markup", "page"]);
}

#[test]
fn no_room_takes_from_one_above_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let floor = |room: &str| FLOORS.iter().position(|it| *it == room);
    let mut upstairs = Vec::new();
    for file in files(&source) {
        let path = file.strip_prefix(&source).unwrap().to_str().unwrap().replace('\\', "/");
        let room = path.split(['/', '.']).next().unwrap();
        // What tries the rooms out may look into any of them.
        if ["bin", "lib", "main", "fuzzing"].contains(&room) || path.ends_with("/fuzzing.rs") {
            continue;
        }
        let own = floor(room).unwrap_or_else(|| panic!("src/{path} has no place in FLOORS"));
        let text = std::fs::read_to_string(&file).unwrap();
        // What only tests take may come from anywhere.
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for name in named(code) {
            let other = floor(&name).unwrap_or_else(|| panic!("src/{path} names crate::{name}"));
            if other > own {
                upstairs.push(format!("src/{path} takes from {name}, which is above {room}"));
            }
        }
    }
    assert!(upstairs.is_empty(), "{}", upstairs.join("\n"));
}
