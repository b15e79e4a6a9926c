//! Which files a content folder holds.

use super::fence::Fence;
use super::file::shown;
use super::file_kind::{FileKind, is_document, kind};
use super::file_name::bundle;
use super::front_matter::{FrontMatter, Parts, is_there};
use super::header::keeps_from_readers;
use super::paths::{composed, folder, on_disk};
use super::reporter::Reporter;
use super::sections::DataFile;
use super::text_file;
use crate::diagnostic::{Diagnostic, Diagnostics};
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
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
    /// What pages show.
    pub(super) others: Vec<String>,
    /// All else, which is published when a page links to it.
    pub(super) on_demand: Vec<String>,
    /// What says something of texts: sections' files, and what may be data of texts.
    pub(super) sections: Vec<String>,
    /// What cannot be read: files, and folders with whatever is in them.
    pub(super) faulty: BTreeSet<String>,
}

impl Files {
    /// Puts a file among those that are dealt with as it is, or says why it stays out.
    fn sort_in(
        &mut self,
        content: &Path,
        path: String,
        assets: &[String],
        diagnostics: &mut Diagnostics,
    ) {
        let file = on_disk(content, &path);
        match kind(&path) {
            FileKind::Foreign | FileKind::Other | FileKind::Host if is_named(assets, &path) => {
                self.others.push(path);
            }
            FileKind::Host => diagnostics.push(of_host(content, &path)),
            FileKind::Text => self.manuscripts.push(path),
            FileKind::Section => {
                diagnostics.extend(section_file(content, &path));
                self.sections.push(path);
            }
            FileKind::Media => self.others.push(path),
            FileKind::Copy => diagnostics.push(left_behind(content, &path)),
            FileKind::Part => diagnostics.push(part(content, &path)),
            FileKind::Foreign if begins_with_fence(&file) => {
                if let Some(fault) = foreign(content, &path) {
                    diagnostics.push(fault);
                    self.faulty.insert(path);
                }
            }
            // Its author says that nobody is to read it.
            FileKind::Foreign if keeps_from_readers(&file) => {}
            FileKind::Foreign | FileKind::Other => {
                let data = DataFile::of(&path, &name(content));
                self.sections.extend(data.as_ref().map(|_| path.clone()));
                match data {
                    Some(DataFile { is_sure: true, .. }) => {}
                    _ if is_document(&path) => self.on_demand.push(path),
                    _ => diagnostics.push(of_no_kind(content, &path)),
                }
            }
        }
    }
}

/// The name of a folder.
fn name(folder: &Path) -> Cow<'_, str> {
    folder.file_name().unwrap_or_default().to_string_lossy()
}

/// Walks a content folder. Files and folders that begin with a dot, and what editors leave
/// behind, are passed over in silence. `assets` are the paths of what is published of any kind.
pub(super) fn files(
    content: &Path,
    assets: &[String],
    fence: &Fence,
    diagnostics: &mut Diagnostics,
) -> Files {
    let mut files = Files::default();
    if let Some(fault) = root(content, fence) {
        files.faulty.insert(String::new());
        diagnostics.push(fault);
        return files;
    }
    let mut walk = WalkDir::new(content)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry));
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                files.faulty.extend(error.path().and_then(|path| relative(content, path)));
                diagnostics.push(unreadable(content, &error));
                continue;
            }
        };
        if entry.path_is_symlink()
            && let Err(real) = fence.holds(entry.path())
        {
            files.faulty.extend(relative(content, entry.path()));
            diagnostics.push(leads_out(entry.path(), real.as_deref()));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if !entry.file_type().is_file() {
            if !entry.file_type().is_dir() {
                diagnostics.push(no_file(entry.path()));
            }
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
        files.sort_in(content, path, assets, diagnostics);
    }
    files.manuscripts.sort();
    files.others.sort();
    files.on_demand.sort();
    files.sections.sort();
    for paths in [&mut files.manuscripts, &mut files.others, &mut files.on_demand] {
        report_twins(content, paths, diagnostics);
    }
    take_out_resources(content, &mut files.manuscripts, diagnostics);
    files
}

/// Looks whether all that lies in the public folder may be published: a file of it is copied as it
/// is, and what a link leads to is copied with it.
pub(super) fn public(public: &Path, fence: &Fence) -> Diagnostics {
    if let Some(fault) = root(public, fence) {
        return std::iter::once(fault).collect();
    }
    let entries = WalkDir::new(public).into_iter().flatten();
    let faults = entries.filter_map(|entry| match entry.file_type() {
        kind if kind.is_symlink() => {
            let real = fence.holds(entry.path()).err()?;
            Some(leads_out(entry.path(), real.as_deref()))
        }
        kind if kind.is_file() || kind.is_dir() => None,
        _ => Some(no_file(entry.path())),
    });
    faults.collect()
}

/// What is wrong with a folder that is perhaps a link itself, or lies below one. That it is not
/// there is told by who reads it.
fn root(folder: &Path, fence: &Fence) -> Option<Diagnostic> {
    let real = fence.holds(folder).err()??;
    Some(leads_out(folder, Some(&real)))
}

fn leads_out(link: &Path, real: Option<&Path>) -> Diagnostic {
    let message = match real {
        Some(real) => format!(
            "this is a link to {}, which is outside of the project or hidden in it, and is not \
             followed",
            real.display()
        ),
        None => "this is a link that leads nowhere".into(),
    };
    let help = "Put the file itself there, or name it, or the folder that it is in, in \
                newsprint.toml: [build] follow_links.";
    Diagnostic::error("press::read::link", link.display().to_string(), message).help(help)
}

fn no_file(path: &Path) -> Diagnostic {
    let message = "this is no file with content (a pipe, a socket or a device), and stays out";
    Diagnostic::warning("press::read::no_file", path.display().to_string(), message)
        .help("Take it out of the folder.")
}

/// Whether the settings name a file, or a folder that it is in.
fn is_named(assets: &[String], path: &str) -> bool {
    let mut names = assets.iter().filter_map(|named| path.strip_prefix(named.as_str()));
    names.any(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A file that readers could not be given as what it is.
fn of_no_kind(content: &Path, path: &str) -> Diagnostic {
    let message = "this is no text, picture, sound, film, document or data, and stays out";
    Diagnostic::warning("press::read::not_published", shown(content, path), message).help(
        "Put it into the public folder if readers are to have it, or name it in newsprint.toml: \
         [build] assets.",
    )
}

/// A file by which a host would be set up.
fn of_host(content: &Path, path: &str) -> Diagnostic {
    let message = "by its name hosts take this file for their own set-up, and it stays out";
    Diagnostic::error("press::read::of_host", shown(content, path), message)
        .help("Give it another name, or put it into the public folder if that is what it is for.")
}

/// Takes out the second of two files whose names look alike, and says so.
fn report_twins(content: &Path, paths: &mut Vec<String>, told: &mut Diagnostics) {
    paths.dedup_by(|path, before| {
        let is_twin = path == before;
        if is_twin {
            let message = "two files have this name, written with different characters";
            let twins = Diagnostic::error("press::read::bad_name", shown(content, path), message);
            told.push(twins.help("Give one of them another name."));
        }
        is_twin
    });
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
        if !is_beside || begins(&on_disk(content, path), true) {
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
pub(super) fn begins_with_fence(file: &Path) -> bool {
    begins(file, false)
}

fn begins(file: &Path, is_markdown: bool) -> bool {
    let mut start = [0; 512];
    let read = File::open(file).and_then(|mut file| file.read(&mut start));
    read.map_or(true, |length| is_there(&String::from_utf8_lossy(&start[..length]), is_markdown))
}

fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    // One of these says something of the texts of its folder.
    (name.starts_with('.') && name != ".meta.yml") || name.ends_with('~') || name == "Thumbs.db"
}

fn relative(content: &Path, file: &Path) -> Option<String> {
    let parts = file.strip_prefix(content).ok()?.components();
    let parts: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(composed(&parts?.join("/")).into_owned())
}

fn unreadable(content: &Path, error: &walkdir::Error) -> Diagnostic {
    let file = error.path().unwrap_or(content).display().to_string();
    let what = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error("press::read::unreadable", file, format!("this cannot be read: {what}"))
        .help("Look whether it is there and whether you may read it.")
}

/// A copy of a text that somebody's editor has left.
fn left_behind(content: &Path, path: &str) -> Diagnostic {
    let message =
        "by its name this is an older or unfinished copy, and it stays out of the edition";
    Diagnostic::warning("press::read::copy", shown(content, path), message)
        .help("Take it out, or give it a name of its own if it is a story.")
}

/// A text that Docusaurus, Jekyll and others take for no page.
fn part(content: &Path, path: &str) -> Diagnostic {
    let message = "its name or its folder's begins with “_”, so it stays out of the edition";
    Diagnostic::warning("press::read::part", shown(content, path), message)
        .help("Rename it to publish it. Only _posts and _pages are read, and _drafts with drafts.")
}

/// A page of another tool that press does not read. Its author may keep it from readers anyway.
fn foreign(content: &Path, path: &str) -> Option<Diagnostic> {
    let text = text_file::read(&on_disk(content, path)).unwrap_or_default();
    let unheard = Reporter::new(String::new(), &text);
    let is_kept_out = Parts::of(&text).is_ok_and(|parts| {
        let (entries, _) = parts.entries(&unheard);
        let marks = FrontMatter::read(entries, &unheard, &TimeZone::UTC).marks;
        marks.draft == Some(true) || marks.hidden.is_some()
    });
    let message = "this is a page of a kind that is not read here, and it stays out of the edition";
    let fault = Diagnostic::error("press::read::foreign", shown(content, path), message)
        .help("Write it as Markdown. If it is a file to be given to readers, put it into public.");
    (!is_kept_out).then_some(fault)
}

/// Zola's and Hugo's section files.
fn section_file(content: &Path, path: &str) -> Diagnostics {
    let reporter = Reporter::new(super::file::shown(content, path), "");
    reporter
        .warning(
            "press::read::section_file",
            0..0,
            "a section has no page of its own here: of this file is taken who may see its texts",
        )
        .help("Sections are described in newsprint.toml, under [[sections]].");
    reporter.finish()
}
