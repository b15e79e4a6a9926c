//! What two files both want to have: an address, or an `id`.

use super::file::{pointing, pointing_at_id, shown};
use super::file_name::FileName;
use super::{Filed, Kind, Manuscript};
use crate::diagnostic::{Diagnostic, Diagnostics};
use newsprint::edition::Address;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::path::Path;

/// Says of every address that two files want who they are, also of one that a story will want
/// when it is due. Letter case makes no difference to some hosts and disks.
pub(super) fn report_duplicates(
    content: &Path,
    manuscripts: &[Filed],
    kept_back: &[Filed],
    diagnostics: &mut Diagnostics,
) {
    let mut taken: FxHashMap<Cow<'_, str>, (&Address, &Manuscript)> = FxHashMap::default();
    taken.reserve(manuscripts.len());
    let mut take = |address, manuscript| {
        let (same, other): (&Address, &Manuscript) = match taken.entry(folded(address)) {
            Entry::Occupied(taken) => *taken.get(),
            Entry::Vacant(free) => {
                free.insert((address, manuscript));
                return;
            }
        };
        let path = &manuscript.path;
        // An alias that is its page's address in other letters leads to what is there.
        if *path == other.path {
            return;
        }
        let fault = Diagnostic::error(
            "press::read::duplicate_address",
            shown(content, path),
            match shown(content, &other.path) {
                other if same == address => {
                    format!("the address {address} belongs to {other} already")
                }
                other => format!(
                    "the address {address} differs only in letter case from {same}, which belongs \
                     to {other}"
                ),
            },
        );
        let fault = pointing(fault, content, path, address);
        let fault = fault.help(match is_translation(path, &other.path) {
            true => "An edition has one language at an address. Give one of the two a slug or url.",
            false => "Give one of the two another slug, url or date.",
        });
        let due = manuscript.due.as_deref().max(other.due.as_deref());
        diagnostics.push(due.map_or(fault.clone(), |day| fault.until_due(day)));
    };
    let scheduled = kept_back.iter().filter(|it| it.due.is_some());
    let all = || manuscripts.iter().chain(scheduled.clone()).map(|it| &**it);
    all().for_each(|it| take(&it.address, it));
    all().for_each(|it| it.aliases.iter().for_each(|alias| take(alias, it)));
}

/// An address as hosts and disks compare it that make nothing of letter case.
pub(super) fn folded(address: &Address) -> Cow<'_, str> {
    match address.as_str().chars().any(char::is_uppercase) {
        true => address.as_str().to_lowercase().into(),
        false => address.as_str().into(),
    }
}

/// Whether two files are one story in two languages by their names.
fn is_translation(path: &str, other: &str) -> bool {
    let (one, other) = (FileName::of(path), FileName::of(other));
    one.language != other.language && (one.stem, one.folders) == (other.stem, other.folders)
}

/// The same of every `id`: two stories with one share their comments and their name in feeds.
pub(super) fn report_duplicate_ids(
    content: &Path,
    manuscripts: &[Filed],
    kept_back: &[Filed],
    diagnostics: &mut Diagnostics,
) {
    let scheduled = kept_back.iter().filter(|it| it.due.is_some());
    let stories = || {
        let all = manuscripts.iter().chain(scheduled.clone()).map(|it| &**it);
        all.filter(|it| it.kind == Kind::Story)
    };
    let is_written = |it: &&Manuscript| it.id != it.address.as_str();
    // Those that nobody wrote are addresses, of which something is said already.
    let mut taken: FxHashMap<&str, &Manuscript> = FxHashMap::default();
    taken.reserve(manuscripts.len());
    taken.extend(stories().filter(|it| !is_written(it)).map(|it| (it.id.as_str(), it)));
    for story in stories().filter(is_written) {
        let other = match taken.entry(&story.id) {
            Entry::Occupied(taken) => *taken.get(),
            Entry::Vacant(free) => {
                free.insert(story);
                continue;
            }
        };
        let Manuscript { path, id, .. } = story;
        let fault = Diagnostic::error(
            "press::read::duplicate_id",
            shown(content, path),
            format!("the id “{id}” belongs to {} already", shown(content, &other.path)),
        );
        let fault = pointing_at_id(fault, content, path, id).help(
            "Give each story an id of its own, or none: with one for both, they would share their \
             comments and their place in feeds.",
        );
        let due = story.due.as_deref().max(other.due.as_deref());
        diagnostics.push(match due {
            Some(day) => fault.until_due(day),
            None => fault,
        });
    }
}
