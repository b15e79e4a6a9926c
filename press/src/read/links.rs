//! Everything that a link inside the edition can lead to.
//!
//! A text may name a page by its address (`/2025/12/19/harbour/`), by an older address, by
//! its file (`../posts/harbour.md`, Zola's `@/posts/harbour.md`, Hugo's `ref`), or by the
//! address that Hugo or Zola gave it (`/posts/harbour/`). All of them are found here and end
//! as the page's own address.

use super::data::likely;
use super::file_kind::{is_markdown, without_ending};
use super::file_name::{bundle, translated};
use super::header::keeps_from_readers;
use super::host::{Host, Own};
use super::pictures::{NoPicture, PictureFile, Pictures, Place};
use super::walk::begins_with_fence;
use super::{Asset, Filed, Manuscript, Reading, paths};
use crate::diagnostic::Diagnostics;
use crate::register::Register;
use crate::settings::{Player, Settings};
use newsprint::edition::{Address, Base, Image, SEARCH};
use newsprint::markup::leads;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Everything that a link of the edition can lead to.
#[derive(Debug)]
pub struct Links {
    pages: Pages,
    /// What is written but not in this edition: drafts, stories of the future or past.
    kept_back: Pages,
    /// What an error keeps out of the edition.
    unfit: Pages,
    /// Files that are copied, by their path in the edition.
    copied: HashSet<String>,
    bundles: BTreeMap<String, Address>,
    /// The same of pages that are kept back.
    idle_bundles: BTreeMap<String, Address>,
    idle_files: HashSet<String>,
    pictures: Arc<Pictures>,
    host: Host,
    players: Vec<Player>,
    /// Whether texts are only read for what is wrong with them: no picture is developed.
    rehearsing: bool,
    /// Files that are copied when a page links to them, by their path in the edition.
    on_demand: HashMap<String, PathBuf>,
    /// Those to which one does.
    wanted: Mutex<BTreeSet<String>>,
}

/// Pages by everything that a link may call them.
#[derive(Debug, Default)]
struct Pages {
    addresses: FxHashSet<Address>,
    /// Older addresses and those of other generators.
    moved: FxHashMap<String, Address>,
    /// Content files below the content folder, without extension; a bundle by its folder too.
    files: FxHashMap<String, Address>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Inside the edition, or to another site: the `href` as it will stand.
    Href(String),
    /// To the edition's host and to nothing in the edition, with the address that was likely
    /// meant: another site may live on that host.
    Beside(String, Option<String>),
    /// To a page that is written but not in this edition.
    KeptBack,
    /// To a page that an error keeps out, of which it is told.
    LeftOut,
    /// Inside the edition to nothing; with the address that was likely meant.
    Nothing(Option<String>),
}

impl Links {
    /// Knows all that was read, for an edition under a path. Pages that are not made from a file
    /// are added with [`add_address`](Self::add_address).
    pub fn new(reading: &Reading, settings: &Settings, base: &Base) -> Self {
        let mut links = Self {
            pages: Pages {
                addresses: FxHashSet::from_iter([Address::front()]),
                ..Pages::default()
            },
            kept_back: Pages::default(),
            unfit: Pages::default(),
            copied: reading.assets.iter().map(|asset| asset.target.clone()).collect(),
            bundles: reading.bundles.clone(),
            idle_bundles: reading.idle_bundles.clone(),
            idle_files: reading.idle_files.clone(),
            pictures: Arc::clone(&reading.pictures),
            host: Host::new(settings.base_url.as_deref(), base),
            players: settings.players.clone(),
            rehearsing: true,
            on_demand: reading
                .on_demand
                .iter()
                .map(|it| (it.target.clone(), it.source.clone()))
                .collect(),
            wanted: Mutex::default(),
        };
        links.pages.add(&reading.manuscripts);
        links.kept_back.add(&reading.kept_back);
        links.unfit.add(&reading.unfit);
        links
    }

    /// From now on what texts ask for is made: until then they are read for what is wrong with
    /// them.
    pub fn perform(&mut self) {
        self.rehearsing = false;
    }

    /// Whether films of a host may play in the page.
    pub(crate) fn plays(&self, player: Player) -> bool {
        self.players.contains(&player)
    }

    /// Adds a page that is not made from a file, for example a listing.
    pub fn add_address(&mut self, address: Address) {
        self.pages.addresses.insert(address);
    }

    /// Adds a listing that the edition does not have as long as all its stories stay out.
    pub fn add_kept_back(&mut self, address: Address) {
        self.kept_back.addresses.insert(address);
    }

    /// Adds a file that is not copied but made, by its path in the edition, for example a feed.
    pub fn add_file(&mut self, path: String) {
        self.copied.insert(path);
    }

    /// Whether a page at an address would be in the way of a file, or the other way round.
    pub fn has_file(&self, address: &Address) -> bool {
        let folders = address.as_str().match_indices('/').skip(1).map(|(at, _)| at);
        let mut paths = folders.map(|at| &address.as_str()[..at]);
        let index = format!("{address}index.html");
        let is_file = |path: &str| self.copied.contains(path) || self.pictures.has_public(path);
        paths.any(is_file) || is_file(&index) || address.as_str() == SEARCH
    }

    /// The width and height, in CSS pixels, of a picture by its path inside the edition
    /// (`/logo.svg`), or `None` when there is no such picture or its size cannot be read.
    pub fn picture_size(&self, path: &str) -> Option<(u32, u32)> {
        self.pictures.find(path, "").ok().map(|found| found.size)
    }

    /// Shows a picture that stands on every page, by its path inside the edition.
    pub fn show_picture(&self, image: &mut Image) {
        if let Ok(found) = self.pictures.find(&image.src, "") {
            // Of one with a flaw it is told on its own file.
            let _ = self.pictures.show(&found, image, false);
        }
    }

    /// Whether what was developed could not be kept.
    pub fn cannot_keep_pictures(&self) -> bool {
        self.pictures.cannot_keep()
    }

    /// The files that the edition gets because its pages show pictures, by their path in it.
    pub fn picture_files(&self) -> BTreeMap<String, PictureFile> {
        self.pictures.files()
    }

    /// Leaves out files whose place is taken.
    pub fn pass_over(&mut self, taken: &BTreeSet<String>) {
        self.on_demand.retain(|target, _| !taken.contains(target));
    }

    /// The files to which pages link, and of those that wait for that the ones to which none does.
    pub fn demanded(&self) -> (Vec<Asset>, Vec<PathBuf>) {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        let asset = |target: &String| {
            Some(Asset { target: target.clone(), source: self.on_demand.get(target)?.clone() })
        };
        let copied = wanted.iter().filter_map(asset).collect();
        let others = self.on_demand.iter().filter(|(target, _)| !wanted.contains(*target));
        let mut others: Vec<_> = others.map(|(_, source)| source.clone()).collect();
        others.sort();
        (copied, others)
    }

    /// Whether there is a file that a page may give to readers by linking to it; then they get it.
    fn demand(&self, target: &str, is_published: bool) -> bool {
        let Some(source) = self.on_demand.get(target) else { return false };
        // An editor's copy of a text, or one that another tool makes a page of.
        if begins_with_fence(source) || keeps_from_readers(source) {
            return false;
        }
        if is_published && !self.rehearsing {
            self.wanted.lock().unwrap_or_else(PoisonError::into_inner).insert(target.into());
        }
        true
    }

    /// What is known of the newsroom's files.
    pub(crate) fn register(&self) -> &Register {
        self.pictures.register()
    }

    /// What is wrong with the pictures that pages show.
    pub fn picture_diagnostics(&self) -> Diagnostics {
        self.pictures.diagnostics()
    }

    /// A picture as a manuscript names it, with its path and size and all that it comes in;
    /// nothing said about it yet.
    pub(crate) fn picture(&self, src: &str, from: &Manuscript) -> Result<Image, NoPicture> {
        let src = &*self.host.inside(src);
        // A picture of a bundle by its address in the edition.
        let found = match self.pictures.find(src, paths::folder(&from.path)) {
            Err(NoPicture::Missing) => {
                let path = paths::decoded(src);
                let path = paths::composed(&path);
                let file = bundled(&self.bundles, &path).or_else(|| {
                    from.due.is_some().then(|| bundled(&self.idle_bundles, &path)).flatten()
                });
                self.pictures.find(&format!("/{}", file.ok_or(NoPicture::Missing)?), "")?
            }
            found => found?,
        };
        let path = path_in_edition(&found.place, &self.bundles).ok_or(NoPicture::Missing)?;
        let (width, height) = found.size;
        let mut image = Image { src: paths::encoded(&path), width, height, ..Image::default() };
        match &from.due {
            None if self.rehearsing || from.left_out => {}
            None => drop(self.pictures.show(&found, &mut image, false)?),
            Some(day) if waits(&found.place, &self.idle_bundles, &self.idle_files) => {
                self.pictures.will_show(&found, day);
            }
            Some(_) => {}
        }
        Ok(image)
    }

    /// Whether a picture lies on another host. One on the edition's own is looked for in it.
    pub(crate) fn is_remote(&self, src: &str) -> bool {
        let is_found = || self.pictures.find(&self.host.inside(src), "").is_ok();
        let is_own = self.host.own(src).is_some_and(|own| {
            self.host.below_base(&own.path).is_some() && (own.sure || is_found())
        });
        paths::is_remote(src) && !is_own
    }

    /// Follows a link that stands on every page: an address or file of the edition, or a URL.
    /// `None` when it leads to nothing.
    pub fn from_anywhere(&self, href: &str) -> Option<String> {
        if paths::scheme(href).is_some() {
            return leads(href).then(|| href.into());
        }
        let (path, tail) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
        let path = paths::decoded(path);
        let path = paths::composed(&path);
        let path = path.strip_prefix('/').filter(|path| !path.starts_with('/'))?;
        self.page_or_file(&self.pages, path.trim_end_matches('/'), true)
            .map(|found| format!("{found}{tail}"))
    }

    /// Whether a link that stands on every page leads to a page that an error keeps out.
    pub fn is_left_out(&self, href: &str) -> bool {
        let path = paths::decoded(href);
        let path = path.trim_matches('/');
        self.from_anywhere(href).is_none() && self.unfit.by_address(path).is_some()
    }

    /// Follows a link of a manuscript.
    pub(crate) fn follow(&self, reference: &str, from: &Manuscript) -> Target {
        let whole = || match reference.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => reference.to_owned(),
        };
        if let Some(Own { path, sure }) = self.host.own(reference) {
            // What else lives on the host is another's.
            let Some(inside) = self.host.below_base(&path) else { return Target::Href(whole()) };
            return match self.follow_inside(inside, from) {
                Target::Nothing(_) if !sure => Target::Href(whole()),
                Target::Nothing(meant) if self.host.is_whole() => Target::Beside(whole(), meant),
                target => target,
            };
        }
        if paths::is_remote(reference) {
            return Target::Href(whole());
        }
        let target = self.follow_inside(reference, from);
        if !matches!(target, Target::Nothing(_)) || self.host.is_whole() {
            return target;
        }
        // Some write the edition's path on its host along.
        let inside = self.host.below_base(reference).map(|inside| self.follow_inside(inside, from));
        inside.filter(|it| !matches!(it, Target::Nothing(_))).unwrap_or(target)
    }

    /// Follows a link that says nothing of the host.
    fn follow_inside(&self, reference: &str, from: &Manuscript) -> Target {
        let tail_at = reference.find(['?', '#']).unwrap_or(reference.len());
        let (path, tail) = reference.split_at(tail_at);
        if path.is_empty() {
            return Target::Href(tail.into());
        }
        let path = paths::decoded(path);
        let path = paths::composed(&path);
        let path = path.strip_prefix("@/").map_or(path.clone(), |rest| format!("/{rest}").into());
        if let Some(found) = self.find(&self.pages, &path, from) {
            return Target::Href(format!("{found}{tail}"));
        }
        if self.find(&self.kept_back, &path, from).is_some() || self.is_idle_file(&path, from) {
            return Target::KeptBack;
        }
        if self.find(&self.unfit, &path, from).is_some() || self.unfit.has_named(&path) {
            return Target::LeftOut;
        }
        if is_markdown(&path) {
            return Target::Nothing(self.likely_file(without_extension(&path)));
        }
        let wanted = paths::join(from.address.folder(), &path).map(|path| format!("/{path}/"));
        Target::Nothing(wanted.and_then(|wanted| self.likely_address(&wanted)))
    }

    /// The page or file that a path in a manuscript means.
    fn find(&self, pages: &Pages, path: &str, from: &Manuscript) -> Option<String> {
        let folder = paths::folder(&from.path);
        if is_markdown(path) {
            return pages.by_file(without_extension(path), folder).map(Address::to_string);
        }
        let is_published = from.due.is_none() && !from.left_out;
        let absolute = paths::join(from.address.folder(), path);
        if let Some(found) = absolute.and_then(|path| self.page_or_file(pages, &path, is_published))
        {
            return Some(found);
        }
        // Beside the file: a bundle's document, a picture, a page without its extension.
        let beside = paths::join(folder, path)?;
        let place = Place::Content(beside.clone());
        let copied = path_in_edition(&place, &self.bundles);
        let is_there =
            |path: &String| self.copied.contains(path) || self.demand(path, is_published);
        match copied.filter(is_there) {
            Some(path) => Some(paths::encoded(&path)),
            None => pages.files.get(&beside).map(Address::to_string),
        }
    }

    /// Whether a path in a manuscript means a file of a bundle that is kept back.
    fn is_idle_file(&self, path: &str, from: &Manuscript) -> bool {
        if self.idle_files.is_empty() {
            return false;
        }
        let absolute = paths::join(from.address.folder(), path).map(|path| format!("/{path}"));
        let beside = paths::join(paths::folder(&from.path), path)
            .and_then(|path| path_in_edition(&Place::Content(path), &self.idle_bundles));
        [absolute, beside].into_iter().flatten().any(|path| self.idle_files.contains(&path))
    }

    /// A page by any of its addresses, or a file that is copied; `path` has no outer slashes.
    fn page_or_file(&self, pages: &Pages, path: &str, is_published: bool) -> Option<String> {
        if let Some(address) = pages.by_address(path) {
            return Some(address.to_string());
        }
        let file = format!("/{path}");
        // A page's data, for programs.
        let data = path.strip_suffix("page.json").and_then(|page| pages.by_address(page));
        if let Some(address) = data {
            return Some(format!("{address}page.json"));
        }
        let made = self.copied.contains(&file).then_some(file);
        let file = made
            .or_else(|| self.pictures.public_file(path))
            .or_else(|| Some(format!("/{path}")).filter(|it| self.demand(it, is_published)))?;
        Some(paths::encoded(&file))
    }

    fn likely_file(&self, file: &str) -> Option<String> {
        let name = file.rsplit('/').next().unwrap_or(file);
        let names = self.pages.files.keys().map(|file| file.rsplit('/').next().unwrap_or(file));
        let meant = likely(name, names)?;
        let mut files =
            self.pages.files.keys().filter(|file| file.rsplit('/').next() == Some(meant));
        files.next().map(|file| format!("{file}.md"))
    }

    /// The nearest address by its last folder, or by the whole.
    pub(crate) fn likely_address(&self, wanted: &str) -> Option<String> {
        let last = |address: &str| -> String {
            address.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
        };
        let name = last(wanted);
        let mut same: Vec<&Address> =
            self.pages.addresses.iter().filter(|address| last(address.as_str()) == name).collect();
        same.sort();
        same.first().map(|address| address.to_string()).or_else(|| {
            likely(wanted, self.pages.addresses.iter().map(Address::as_str)).map(Into::into)
        })
    }
}

impl Pages {
    /// Adds pages that are made from files.
    fn add(&mut self, manuscripts: &[Filed]) {
        let Self { addresses, moved, files } = self;
        let by_address = || {
            addresses.extend(manuscripts.iter().map(|manuscript| manuscript.address.clone()));
        };
        let by_file = || {
            files.reserve(manuscripts.len());
            for Manuscript { path, address, .. } in manuscripts.iter().map(|it| &**it) {
                let file = without_extension(path);
                files.insert(file.into(), address.clone());
                let (plain, language) = translated(file);
                let plain = Some(plain).filter(|plain| *plain != file);
                for name in [plain, bundle(path)].into_iter().flatten() {
                    // A translation has the name that it shares only where it is alone.
                    match language {
                        None => drop(files.insert(name.into(), address.clone())),
                        Some(_) => drop(files.entry(name.into()).or_insert(address.clone())),
                    }
                }
            }
        };
        let otherwise = || {
            for manuscript in manuscripts {
                let address = &manuscript.address;
                for alias in &manuscript.aliases {
                    moved.insert(alias.folder().to_lowercase(), address.clone());
                }
                for elsewhere in manuscript.elsewhere.iter().chain(&manuscript.perhaps) {
                    let key = elsewhere.folder().to_lowercase();
                    moved.entry(key).or_insert_with(|| address.clone());
                }
            }
        };
        rayon::join(otherwise, || rayon::join(by_address, by_file));
    }

    /// A page by any of its addresses; `path` has no outer slashes.
    fn by_address(&self, path: &str) -> Option<Address> {
        let page = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
        let here = match page.is_empty() {
            true => self.addresses.get("/"),
            false => self.addresses.get(format!("/{page}/").as_str()),
        };
        here.or_else(|| self.moved.get(&page.to_lowercase())).cloned()
    }

    /// A page by its file, without extension, as a file in `folder` names it.
    fn by_file(&self, file: &str, folder: &str) -> Option<&Address> {
        paths::join(folder, file)
            .and_then(|file| self.files.get(&file))
            .or_else(|| self.files.get(file.trim_matches('/')))
            .or_else(|| self.by_name(file))
    }

    /// Whether a page has the last folder of a path: for pages whose address is not sure.
    fn has_named(&self, path: &str) -> bool {
        let last = |path: &str| path.trim_matches('/').rsplit('/').next().map(str::to_owned);
        let name = last(without_extension(path));
        self.addresses.iter().any(|address| last(address.as_str()) == name)
    }

    /// A file by its name alone, when there is only one of that name: Hugo's `ref` looks in
    /// the whole content folder for what has no folder.
    fn by_name(&self, name: &str) -> Option<&Address> {
        if name.contains('/') {
            return None;
        }
        let same = |file: &str| file.rsplit('/').next() == Some(name);
        let mut found = self.files.iter().filter(|(file, _)| same(file));
        let first = found.next()?;
        found.next().is_none().then_some(first.1)
    }
}

/// The path in the edition of a file of the content or the public folder: a bundle's files go
/// to its page's folder. `None` for the files of a bundle whose page stays out.
pub(super) fn path_in_edition(
    place: &Place,
    bundles: &BTreeMap<String, Address>,
) -> Option<String> {
    let path = match place {
        Place::Public(path) => return Some(format!("/{path}")),
        Place::Content(path) => path,
    };
    let mut folder = paths::folder(path);
    while !folder.is_empty() {
        if let Some(address) = bundles.get(folder) {
            return Some(format!("{address}{}", &path[folder.len() + 1..]));
        }
        folder = paths::folder(folder);
    }
    Some(format!("/{path}"))
}

/// Whether the edition gets a picture's file only with the pages that show it: another one is
/// copied in any case, and what is wrong with it is told then.
pub(super) fn waits(
    place: &Place,
    idle_bundles: &BTreeMap<String, Address>,
    idle_files: &HashSet<String>,
) -> bool {
    match place {
        Place::Public(_) => true,
        Place::Content(_) => {
            path_in_edition(place, idle_bundles).is_some_and(|path| idle_files.contains(&path))
        }
    }
}

/// The content file behind a path of the edition that lies in a bundle's folder.
fn bundled(bundles: &BTreeMap<String, Address>, path: &str) -> Option<String> {
    bundles.iter().find_map(|(folder, address)| {
        path.strip_prefix(address.as_str()).map(|rest| format!("{folder}/{rest}"))
    })
}

fn without_extension(path: &str) -> &str {
    let path = without_ending(path).unwrap_or(path);
    path.trim_end_matches('/')
}
