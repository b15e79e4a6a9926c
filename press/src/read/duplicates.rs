//! What two files both want to have: an address, or an `id`.

use super::file::{pointing, pointing_at_id, shown};
use super::file_name::FileName;
use super::{Filed, Kind, Manuscript};
use crate::diagnostic::{Diagnostic, Diagnostics};
use newsprint::edition::Address;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::path::Path;

/// Says of every address that two files want who they are, also of one that a story will want
/// when it is due. Letter case makes no difference to some hosts and disks. The older keeps the
/// address, and the path of the other is added to those that stay out.
pub(super) fn report_duplicates(
    content: &Path,
    manuscripts: &[Filed],
    kept_back: &[Filed],
    stays_out: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut taken: FxHashMap<Cow<'_, str>, (&Address, &Manuscript)> = FxHashMap::default();
    taken.reserve(manuscripts.len());
    let mut take = |address, manuscript| {
        let (same, other): (&Address, &Manuscript) = match taken.entry(folded(address)) {
            Entry::Occupied(taken) => *taken.get(),
            Entry::Vacant(free) => {
                free.insert((address, manuscript));
                return true;
            }
        };
        let path = &manuscript.path;
        // An alias that is its page's address in other letters leads to what is there.
        if *path == other.path {
            return true;
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
        due.is_some()
    };
    let all = oldest_first(manuscripts, kept_back);
    let mut out: FxHashSet<&str> = FxHashSet::default();
    // An address is more than one that was given up.
    out.extend(all.iter().filter(|it| !take(&it.address, it)).map(|it| it.path.as_str()));
    for manuscript in all {
        if manuscript.aliases.is_empty() || out.contains(manuscript.path.as_str()) {
            continue;
        }
        let taken = manuscript.aliases.iter().filter(|alias| !take(alias, manuscript)).count();
        if taken > 0 {
            out.insert(&manuscript.path);
        }
    }
    stays_out.extend(out.into_iter().map(str::to_owned));
}

/// Texts in the order in which they have a right to an address or an `id`: those that are out
/// before those to come, each by their time and then by their path.
fn oldest_first<'m>(manuscripts: &'m [Filed], kept_back: &'m [Filed]) -> Vec<&'m Manuscript> {
    let scheduled = kept_back.iter().filter(|it| it.due.is_some());
    let mut all: Vec<&Manuscript> = manuscripts.iter().chain(scheduled).map(|it| &**it).collect();
    let time = |it: &Manuscript| it.published.as_ref().map(|moment| moment.instant);
    all.par_sort_by(|a, b| {
        let order = a.due.is_some().cmp(&b.due.is_some());
        order.then_with(|| time(a).cmp(&time(b))).then_with(|| a.path.cmp(&b.path))
    });
    all
}

/// An address as hosts and disks compare it that make nothing of letter case.
pub(crate) fn folded(address: &Address) -> Cow<'_, str> {
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
    stays_out: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let is_written = |it: &&Manuscript| it.id != it.address.as_str();
    let all = manuscripts.iter().chain(kept_back).map(|it| &**it);
    if !all.clone().any(|it| is_written(&it)) {
        return;
    }
    let mut stories = oldest_first(manuscripts, kept_back);
    stories.retain(|it| it.kind == Kind::Story && !stays_out.contains(&it.path));
    // Those that nobody wrote are addresses, of which something is said already.
    let mut taken: FxHashMap<&str, &Manuscript> = FxHashMap::default();
    taken.reserve(manuscripts.len());
    let unwritten = stories.iter().filter(|it| !is_written(it));
    taken.extend(unwritten.map(|it| (it.id.as_str(), *it)));
    for story in stories.into_iter().filter(is_written) {
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
            None => {
                stays_out.insert(path.clone());
                fault
            }
        });
    }
}
