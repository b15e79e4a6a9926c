//! What would be written twice: an address that a listing has, a file that a page has.

use super::file::shown;
use super::{Asset, Filed};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edition::ListingPlan;
use newsprint::edition::Address;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::HashSet;
use std::path::Path;

/// Files that stand at the top of every edition.
const OF_EVERY_EDITION: [&str; 2] = ["/404.html", "/page.schema.json"];

/// Says of every manuscript that wants the address of a listing, and of every file that would
/// be copied over a page's own or over one of `own`, the paths of the other files that press
/// makes, what it clashes with.
pub fn clashes<'a>(
    manuscripts: impl Iterator<Item = &'a Filed>,
    listings: &[ListingPlan],
    assets: &[Asset],
    own: &HashSet<String>,
    content: &Path,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut clash = |path: &str, message: String, help: &str| {
        let file = shown(content, path);
        diagnostics
            .push(Diagnostic::error("press::read::duplicate_address", file, message).help(help));
    };
    let titles: FxHashMap<&Address, &str> =
        listings.iter().map(|listing| (&listing.address, listing.title.as_str())).collect();
    let mut addresses: FxHashSet<&str> = titles.keys().map(|address| address.as_str()).collect();
    for manuscript in manuscripts {
        addresses.insert(manuscript.address.as_str());
        for address in std::iter::once(&manuscript.address).chain(&manuscript.aliases) {
            if let Some(title) = titles.get(address) {
                clash(
                    &manuscript.path,
                    format!("the address {address} belongs to the listing “{title}” already"),
                    "Give it another slug or url, or take the alias out.",
                );
            }
        }
    }
    for Asset { target, source } in assets {
        let page = ["index.html", "page.json"].iter().filter_map(|name| target.strip_suffix(name));
        if page.into_iter().any(|folder| addresses.contains(folder))
            || own.contains(target)
            || OF_EVERY_EDITION.contains(&target.as_str())
        {
            let path = source.strip_prefix(content).unwrap_or(source).display().to_string();
            clash(
                &path.replace('\\', "/"),
                format!("the edition has a file {target} of its own"),
                "Give the file another name.",
            );
        }
    }
    diagnostics
}
