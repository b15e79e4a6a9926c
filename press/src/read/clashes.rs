//! What would be written twice: an address that a listing has, a file that a page has.

use super::duplicates::folded;
use super::file::{pointing, shown};
use super::{Asset, Filed, Manuscript};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edition::ListingPlan;
use crate::write::hosting::{HEADERS, REDIRECTS};
use crate::write::{MANIFEST, ROBOTS, asked};
use newsprint::edition::Address;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::HashSet;
use std::path::Path;
use walkdir::WalkDir;

/// Files that stand at the top of every edition.
const OF_EVERY_EDITION: [&str; 2] = ["/404.html", "/page.schema.json"];

/// The files of a page, in the folder that is its address.
const OF_A_PAGE: [&str; 2] = ["index.html", "page.json"];

/// How long a file's or folder's name may be, in bytes.
const LONGEST_NAME: usize = 255;

/// What press makes.
struct Made<'a> {
    /// The addresses of all pages.
    addresses: FxHashSet<&'a str>,
    /// The other files, by their paths.
    own: &'a HashSet<String>,
}

impl Made<'_> {
    /// Whether press makes the file of this path.
    fn has(&self, path: &str) -> bool {
        let mut folders = OF_A_PAGE.iter().filter_map(|name| path.strip_suffix(name));
        folders.any(|folder| self.addresses.contains(folder))
            || self.own.contains(path)
            || OF_EVERY_EDITION.contains(&path)
    }
}

/// Says of every manuscript that wants the address of a listing, of every address that is a
/// file's, and of every file that would be copied over a page's own or over one of `own`, the
/// paths of the other files that press makes, what it clashes with. Of a manuscript that is due
/// later it says what it will clash with. Of the public folder's files
/// some are taken up into press's own; the others would be lost.
pub fn clashes<'a>(
    manuscripts: impl Iterator<Item = &'a Filed> + Clone,
    listings: &[ListingPlan],
    assets: &[Asset],
    own: &HashSet<String>,
    content: &Path,
    public: &Path,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut clash = |manuscript: &Manuscript, address: &Address, message: String, help: &str| {
        let path = &manuscript.path;
        let fault =
            Diagnostic::error("press::read::duplicate_address", shown(content, path), message);
        let fault = pointing(fault, content, path, address).help(help);
        diagnostics.push(match &manuscript.due {
            Some(day) => fault.until_due(day),
            None => fault,
        });
    };
    let titles: FxHashMap<_, &str> =
        listings.iter().map(|it| (folded(&it.address), it.title.as_str())).collect();
    let of_listings = listings.iter().map(|listing| listing.address.as_str());
    let of_manuscripts = manuscripts
        .clone()
        .filter(|it| it.due.is_none())
        .flat_map(|it| std::iter::once(&it.address).chain(&it.aliases))
        .map(Address::as_str);
    let made = Made { addresses: of_listings.chain(of_manuscripts).collect(), own };
    let alone: FxHashSet<&str> =
        own.iter().filter_map(|path| path.strip_suffix(OF_A_PAGE[1])).collect();
    let copied: FxHashSet<&str> = assets.iter().map(|asset| asset.target.as_str()).collect();
    let is_file = |path: &str| copied.contains(path) || made.has(path);
    let help = "Give it another slug or url, or take the alias out.";
    for manuscript in manuscripts {
        for address in std::iter::once(&manuscript.address).chain(&manuscript.aliases) {
            let mut say = |message| clash(manuscript, address, message, help);
            if let Some(title) = titles.get(&folded(address)) {
                say(format!("the address {address} belongs to the listing “{title}” already"));
            } else if alone.contains(&*folded(address)) {
                say(format!("the address {address} belongs to a page that every edition has"));
            } else if let Some(file) = above(address).find(|path| is_file(path)) {
                say(format!("{file} is a file of the edition, and no page can be there"));
            } else if above(address)
                .any(|path| path.len() - path.rfind('/').unwrap_or(0) > LONGEST_NAME)
            {
                say(format!(
                    "in the address {address} a folder's name is longer than servers know"
                ));
            }
        }
        for alias in &manuscript.aliases {
            let file = asked(alias);
            if !file.ends_with('/') && is_file(file) {
                clash(
                    manuscript,
                    alias,
                    format!("{file} is a file of the edition, and cannot lead on from there"),
                    help,
                );
            }
        }
    }
    for Asset { target, source } in assets {
        if made.has(target) {
            let path = source.strip_prefix(content).unwrap_or(source).display().to_string();
            let message = format!("the edition has a file {target} of its own");
            let file = shown(content, &path.replace('\\', "/"));
            let fault = Diagnostic::error("press::read::duplicate_address", file, message);
            diagnostics.push(fault.help("Give the file another name."));
        }
    }
    let kept = [ROBOTS, MANIFEST, HEADERS, REDIRECTS];
    for file in WalkDir::new(public).sort_by_file_name().into_iter().flatten() {
        let Ok(path) = file.path().strip_prefix(public) else { continue };
        let path = format!("/{}", path.display().to_string().replace('\\', "/"));
        if made.has(&path) && !kept.contains(&path.as_str()) {
            let file = file.path().display().to_string();
            let message =
                format!("the edition has a file {path} of its own, which takes its place");
            let fault = Diagnostic::warning("press::read::duplicate_address", file, message);
            diagnostics.push(fault.help("Take it out, or give it another name."));
        }
    }
    diagnostics
}

/// Every folder of an address as the path of the file that might be there instead:
/// `/2026/harbour.txt/` gives `/2026` and `/2026/harbour.txt`. An alias that was a file is asked
/// for as that, so its last is left out.
fn above(address: &Address) -> impl Iterator<Item = &str> {
    let path = address.as_str();
    let end = if asked(address).ends_with('/') { path.len() } else { path.len() - 1 };
    path[..end].match_indices('/').skip(1).map(move |(at, _)| &path[..at])
}
