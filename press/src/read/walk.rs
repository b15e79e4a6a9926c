//! Which files a content folder holds.

use super::file::shown;
use super::file_name::{bundle, translated};
use super::paths::folder;
use super::reporter::Reporter;
use crate::diagnostic::{Diagnostic, Diagnostics};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// The files below a content folder as paths with `/` between folders, sorted.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Markdown.
    pub(super) manuscripts: Vec<String>,
    /// All else.
    pub(super) others: Vec<String>,
    /// What cannot be read: files, and folders with whatever is in them.
    pub(super) faulty: BTreeSet<String>,
}

/// Walks a content folder. Files and folders that begin with a dot, and what editors leave
/// behind, are passed over in silence.
pub(super) fn files(content: &Path, diagnostics: &mut Diagnostics) -> Files {
    let mut files = Files::default();
    let walk = WalkDir::new(content).follow_links(true).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                files.faulty.extend(error.path().and_then(|path| relative(content, path)));
                diagnostics.push(unreadable(content, &error));
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(path) = relative(content, entry.path()) else {
            diagnostics.push(
                Diagnostic::error(
                    "press::read::bad_name",
                    entry.path().display().to_string(),
                    "the file's name is not written in UTF-8",
                )
                .help("Give the file another name."),
            );
            continue;
        };
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.').map(|(stem, extension)| (stem, extension.to_lowercase())) {
            Some((stem, extension)) if extension == "md" || extension == "markdown" => {
                if translated(stem).0 == "_index" {
                    diagnostics.extend(section_file(content, &path));
                } else {
                    files.manuscripts.push(path);
                }
            }
            _ => files.others.push(path),
        }
    }
    files.manuscripts.sort();
    take_out_resources(content, &mut files.manuscripts, diagnostics);
    files.others.sort();
    files
}

/// Hugo takes Markdown beside the `index.md` of a bundle for a part of that page, which its theme
/// may show. Where such a file has front matter it is read as a page all the same.
fn take_out_resources(content: &Path, manuscripts: &mut Vec<String>, told: &mut Diagnostics) {
    let bundles: FxHashSet<String> =
        manuscripts.iter().filter_map(|path| bundle(path)).map(ToOwned::to_owned).collect();
    if bundles.is_empty() {
        return;
    }
    manuscripts.retain(|path| {
        let is_beside = bundle(path).is_none() && bundles.contains(folder(path));
        if !is_beside || begins_with_fence(&content.join(path)) {
            return true;
        }
        told.push(
            Diagnostic::warning(
                "press::read::resource",
                shown(content, path),
                "this is a part of the bundle beside it, and no page shows it",
            )
            .help("Give it front matter if it is a page, or take it out."),
        );
        false
    });
}

/// Whether a file begins with the line that front matter begins with. One that cannot be read is
/// told of later.
fn begins_with_fence(file: &Path) -> bool {
    let mut start = [0; 6];
    let read = File::open(file).and_then(|mut file| file.read(&mut start));
    read.map_or(true, |_| {
        let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&start);
        start.starts_with(b"+++") || start.starts_with(b"---")
    })
}

fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name == "Thumbs.db"
}

fn relative(content: &Path, file: &Path) -> Option<String> {
    let parts = file.strip_prefix(content).ok()?.components();
    let parts: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn unreadable(content: &Path, error: &walkdir::Error) -> Diagnostic {
    let file = error.path().unwrap_or(content).display().to_string();
    let what = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error("press::read::unreadable", file, format!("this cannot be read: {what}"))
        .help("Look whether it is there and whether you may read it.")
}

/// Zola's and Hugo's section files.
fn section_file(content: &Path, path: &str) -> Diagnostics {
    let reporter = Reporter::new(super::file::shown(content, path), "");
    reporter
        .warning(
            "press::read::section_file",
            0..0,
            "a section file has no place here and is passed over",
        )
        .help("Sections are described in newsprint.toml, under [[sections]].");
    reporter.finish()
}
