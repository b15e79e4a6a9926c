//! What would be written twice: an address that a listing has, a file that a page has.

use super::duplicates::folded;
use super::file::{pointing, shown};
use super::paths::composed;
use super::{Asset, Filed, Manuscript};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edition::ListingPlan;
use crate::picture::FOLDER as PICTURES;
use crate::write::hosting::{HEADERS, REDIRECTS};
use crate::write::{MANIFEST, ROBOTS, asked};
use newsprint::edition::Address;
use newsprint::search::FOLDER as INDEX;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use walkdir::WalkDir;

/// Whose the files are that press makes besides pages, by their paths in the edition.
pub type Owners = HashMap<String, &'static str>;

/// Files at the top of an edition whose names are made of their content, by what their names begin
/// and end with. Whatever such a name says, a page of another build may ask for it.
const OF_THE_APP: [(&str, &str); 6] = [
    ("wake-", ".js"),
    ("newsprint-", ".js"),
    ("newsprint-", ".wasm"),
    ("search-", ".js"),
    ("search-", ".wasm"),
    ("style-", ".css"),
];

/// The data that all pages share, in the same way.
const SITE: (&str, &str) = ("site-", ".json");

/// The sitemaps of a month each, and that of pages.
const SITEMAP: (&str, &str) = ("sitemap-", ".xml");

/// Folders of an address that servers take for something else: their own set-up, or a program.
const OF_SERVERS: [&str; 2] = ["_worker.js", "web.config"];

/// The files of a page, in the folder that is its address.
const OF_A_PAGE: [&str; 2] = ["index.html", "page.json"];

/// How long a file's or folder's name may be, in bytes.
const LONGEST_NAME: usize = 255;

/// What press makes.
struct Made<'a> {
    /// The addresses of all pages.
    addresses: FxHashSet<&'a str>,
    /// The other files.
    owners: &'a Owners,
}

impl Made<'_> {
    /// Whose the file of this path is, where press makes it.
    fn owner(&self, path: &str) -> Option<&'static str> {
        let mut folders = OF_A_PAGE.iter().filter_map(|name| path.strip_suffix(name));
        if folders.any(|folder| self.addresses.contains(folder)) {
            return Some("a page");
        }
        self.owners.get(path).copied().or_else(|| by_name(path))
    }
}

/// Whose a file is by the form of its name.
fn by_name(path: &str) -> Option<&'static str> {
    let name = path.strip_prefix('/')?;
    let is = |(start, end): (&str, &str)| name.starts_with(start) && name.ends_with(end);
    match () {
        () if path.starts_with(INDEX) => Some("the search index"),
        () if path.strip_prefix(PICTURES).is_some_and(is_developed) => Some("a developed picture"),
        () if name.contains('/') => None,
        () if OF_THE_APP.into_iter().any(is) => Some("the app"),
        () if is(SITEMAP) => Some("what search engines read"),
        () if is(SITE) => Some("the data that all pages share"),
        () => None,
    }
}

/// Whether a path below the folder of developed pictures begins with a hash.
fn is_developed(path: &str) -> bool {
    path.split_once('/').is_some_and(|(folder, _)| {
        folder.len() == 16 && folder.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// What must not be written, because it would be written twice.
#[derive(Debug, Default)]
pub struct Clashes {
    /// The paths of the texts that stay out.
    pub texts: BTreeSet<String>,
    /// Where the files would lie that stay out.
    pub files: BTreeSet<String>,
    /// What is said of them, and of files of the public folder.
    pub diagnostics: Diagnostics,
}

/// Says of every manuscript that wants the address of a listing, of every address that is a
/// file's, and of every file that would be copied over a page's own or over another that press
/// makes, what it clashes with. Of a manuscript that is due
/// later it says what it will clash with. Of the public folder's files
/// some are taken up into press's own; the others would be lost.
pub fn clashes<'a>(
    manuscripts: impl Iterator<Item = &'a Filed> + Clone,
    listings: &[ListingPlan],
    [assets, on_demand]: [&[Asset]; 2],
    owners: &Owners,
    content: &Path,
    public: &Path,
) -> Clashes {
    let titles: FxHashMap<_, &str> =
        listings.iter().map(|it| (folded(&it.address), it.title.as_str())).collect();
    let of_listings = listings.iter().map(|listing| listing.address.as_str());
    let of_manuscripts = manuscripts
        .clone()
        .filter(|it| it.due.is_none())
        .flat_map(|it| std::iter::once(&it.address).chain(&it.aliases))
        .map(Address::as_str);
    let made = Made { addresses: of_listings.chain(of_manuscripts).collect(), owners };
    let copied = assets.iter().map(|asset| asset.target.as_str()).collect();
    let alone = owners.keys().filter_map(|path| path.strip_suffix(OF_A_PAGE[1])).collect();
    let taken = Taken { titles, alone, copied, made: &made };
    let mut clashes = Clashes::default();
    for manuscript in manuscripts {
        clashes.of_text(manuscript, &taken, content);
    }
    clashes.of_files(assets, &made, content, public);
    clashes.of_files(on_demand, &made, content, public);
    clashes.of_public(&made, public);
    clashes
}

/// What an address may not be.
struct Taken<'a> {
    /// The titles of listings, by their addresses.
    titles: FxHashMap<Cow<'a, str>, &'a str>,
    /// The addresses of pages that every edition has.
    alone: FxHashSet<&'a str>,
    copied: FxHashSet<&'a str>,
    made: &'a Made<'a>,
}

impl Taken<'_> {
    /// Whose the file of this path is.
    fn whose(&self, path: &str) -> Option<&'static str> {
        self.copied.contains(path).then_some("of the content folder").or(self.made.owner(path))
    }

    /// What speaks against an address.
    fn against(&self, address: &Address) -> Option<String> {
        if let Some(title) = self.titles.get(&folded(address)) {
            return Some(format!("the address {address} belongs to the listing “{title}” already"));
        }
        if self.alone.contains(&*folded(address)) {
            return Some(format!("the address {address} belongs to a page that every edition has"));
        }
        if let Some((file, whose)) = above(address).find_map(|it| Some((it, self.whose(it)?))) {
            return Some(format!(
                "{file} is a file of the edition ({whose}), and no page can be there"
            ));
        }
        let mut folders = address.as_str().split('/');
        if let Some(folder) = folders.find(|it| it.starts_with('.') || is_of_servers(it)) {
            return Some(format!("servers take the folder “{folder}” of {address} for their own"));
        }
        let is_long = |path: &str| path.len() - path.rfind('/').unwrap_or(0) > LONGEST_NAME;
        above(address).any(is_long).then(|| {
            format!("in the address {address} a folder's name is longer than servers know")
        })
    }
}

impl Clashes {
    fn of_text(&mut self, manuscript: &Manuscript, taken: &Taken<'_>, content: &Path) {
        let Manuscript { path, address, aliases, due, .. } = manuscript;
        let mut say = |address, message: String| {
            let file = shown(content, path);
            let fault = Diagnostic::error("press::read::duplicate_address", file, message);
            let help = "Give it another slug or url, or take the alias out.";
            let fault = pointing(fault, content, path, address).help(help);
            self.diagnostics.push(match due {
                Some(day) => fault.until_due(day),
                None => {
                    self.texts.insert(path.clone());
                    fault
                }
            });
        };
        for address in std::iter::once(address).chain(aliases) {
            taken.against(address).into_iter().for_each(|message| say(address, message));
        }
        for alias in aliases {
            let file = asked(alias);
            let whose = taken.whose(file).filter(|_| !file.ends_with('/'));
            if let Some(whose) = whose {
                let message = format!(
                    "{file} is a file of the edition ({whose}), and cannot lead on from there"
                );
                say(alias, message);
            }
        }
    }

    /// Of files of the content folder.
    fn of_files(&mut self, assets: &[Asset], made: &Made<'_>, content: &Path, public: &Path) {
        for Asset { target, source } in assets {
            let is_public = || public.join(target.trim_start_matches('/')).exists();
            let of_public = || is_public().then_some("the public folder");
            let Some(whose) = made.owner(target).or_else(of_public) else { continue };
            let path = source.strip_prefix(content).unwrap_or(source).display().to_string();
            let message = format!("{target} is a file of the edition already: {whose} has it");
            let file = shown(content, &path.replace('\\', "/"));
            let fault = Diagnostic::error("press::read::duplicate_address", file, message);
            self.diagnostics.push(fault.help("It stays out. Give the file another name."));
            self.files.insert(target.clone());
        }
    }

    /// Of files of the public folder.
    fn of_public(&mut self, made: &Made<'_>, public: &Path) {
        let kept = [ROBOTS, MANIFEST, HEADERS, REDIRECTS];
        for file in WalkDir::new(public).sort_by_file_name().into_iter().flatten() {
            let Ok(path) = file.path().strip_prefix(public) else { continue };
            let path = format!("/{}", path.display().to_string().replace('\\', "/"));
            let path = composed(&path).into_owned();
            let whose = made.owner(&path).filter(|_| !kept.contains(&path.as_str()));
            if let Some(whose) = whose.filter(|_| file.file_type().is_file()) {
                let file = file.path().display().to_string();
                let message =
                    format!("{path} is a file of the edition ({whose}), which takes its place");
                let fault = Diagnostic::warning("press::read::duplicate_address", file, message);
                self.diagnostics.push(fault.help("Take it out, or give it another name."));
            }
        }
    }
}

fn is_of_servers(folder: &str) -> bool {
    OF_SERVERS.iter().any(|it| folder.eq_ignore_ascii_case(it))
}

/// Every folder of an address as the path of the file that might be there instead:
/// `/2026/harbour.txt/` gives `/2026` and `/2026/harbour.txt`. An alias that was a file is asked
/// for as that, so its last is left out.
fn above(address: &Address) -> impl Iterator<Item = &str> {
    let path = address.as_str();
    let end = if asked(address).ends_with('/') { path.len() } else { path.len() - 1 };
    path[..end].match_indices('/').skip(1).map(move |(at, _)| &path[..at])
}
