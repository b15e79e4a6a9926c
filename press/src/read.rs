//! From a newsroom's files to stories.
//!
//! [`read`] walks the content folder and takes the front matter of every file, [`body`] later
//! takes one file's text to blocks. Between them the text stays on disk: memory does not grow
//! with the length of what was written, and an edition of a hundred thousand stories is a
//! hundred thousand [`Manuscript`]s.

mod address;
mod body;
mod characters;
mod clashes;
pub(crate) mod data;
mod directions;
mod duplicates;
mod fence;
mod file;
mod file_kind;
mod file_name;
mod front_matter;
#[cfg(any(test, fuzzing))]
pub(crate) mod fuzzing;
mod header;
mod host;
mod kept;
mod links;
mod manuscript;
mod moment;
pub(crate) mod paths;
mod pictures;
pub(crate) mod reporter;
mod sections;
mod slug;
mod svg;
pub(crate) mod text_file;
mod uses;
mod walk;

pub use body::{Body, body, reading_minutes};
pub use clashes::{Clashes, Owners, clashes};
pub use kept::Sources;
pub use links::Links;
pub use moment::Moment;
pub use paths::encoded;
pub use pictures::PictureFile;
pub use slug::slug;
#[cfg(any(test, fuzzing))]
pub(crate) use svg::size as size_of_drawing;
pub use uses::Uses;

use crate::diagnostic::Diagnostics;
use crate::eye::Eye;
use crate::picture::{Crop, Darkroom, Ratio, Recipe};
use crate::register::Register;
use crate::settings::Settings;
use crate::write::length_and_time;
pub(crate) use duplicates::folded;
use duplicates::{report_duplicate_ids, report_duplicates};
use fence::Fence;
use file::shown;
use file_name::{FileName, bundle};
use host::Host;
use kept::Kept;
use links::{path_in_edition, waits};
use manuscript::{Desk, Outcome};
use newsprint::edition::{Address, Base, Comments, Image};
use pictures::{Found, Pictures, Place};
use rayon::prelude::*;
use sections::Sections;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What decides which stories are read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The build's “now”.
    pub now: jiff::Timestamp,
    /// Whether drafts are read.
    pub drafts: bool,
    /// Whether stories that are published later are read.
    pub future: bool,
    /// Whether what harms no reader keeps a story out.
    pub strict: bool,
    /// Whether nothing that was kept from build to build is taken for true.
    pub verify: bool,
    /// The path on its host under which the edition will be.
    pub base: Base,
    /// The project's folder, out of which no symbolic link is followed.
    pub project: PathBuf,
    /// The folder whose files are copied into the edition as they are.
    pub public: PathBuf,
    /// The folder in which developed pictures are kept from build to build.
    pub developed: PathBuf,
    /// The file in which front matter is kept from build to build.
    pub kept: PathBuf,
    /// The file in which it is kept what came of pictures and other files.
    pub register: PathBuf,
}

impl ReadOptions {
    /// Those of a project as it is published, at the beginning of 2026; `room` is the folder in which
    /// is kept what stays from build to build.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn of(project: &Path, room: &Path) -> Self {
        Self {
            base: Base::new("/"),
            now: "2026-01-01T00:00:00Z".parse().unwrap(),
            drafts: false,
            future: false,
            strict: false,
            verify: false,
            project: project.into(),
            public: project.join("public"),
            developed: room.join("developed"),
            kept: room.join("kept"),
            register: room.join("register"),
        }
    }

    /// A hash of everything besides the files that they are read by.
    fn by(&self, content: &Path, settings: &Settings) -> [u8; 32] {
        let Self { drafts, future, base, public, .. } = self;
        let press = press();
        let all = format!("{press} {drafts} {future} {base:?} {public:?} {content:?} {settings:?}");
        *blake3::hash(all.as_bytes()).as_bytes()
    }
}

/// Names this very press: another may read and draw otherwise.
pub(crate) fn press() -> String {
    let own = std::env::current_exe().and_then(std::fs::metadata);
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), own.map(|it| length_and_time(&it)).ok())
}

/// What [`read`] found.
#[derive(Debug)]
pub struct Reading {
    /// Stories and plain pages, sorted by path.
    pub manuscripts: Vec<Filed>,
    /// What stays out of this edition: drafts, and what is not out yet or no longer.
    pub kept_back: Vec<Filed>,
    /// What an error keeps out: where such a file has an address, it may be another than the
    /// one that it will have.
    pub unfit: Vec<Filed>,
    /// The paths of all that an error keeps out; of a folder that cannot be read, the folder's.
    pub faulty: BTreeSet<String>,
    /// The other files, sorted by target.
    pub assets: Vec<Asset>,
    /// Those that are published when a page links to them.
    pub on_demand: Vec<Asset>,
    /// What is wrong.
    pub diagnostics: Diagnostics,
    content: PathBuf,
    /// The paths of all files that are no texts.
    others: Vec<String>,
    /// The paths of those of which nobody knows whether they are for readers.
    strangers: Vec<String>,
    /// The folders of all page bundles, those among them that stay out.
    all_bundles: HashSet<String>,
    /// The folders of page bundles and where their pages live.
    bundles: BTreeMap<String, Address>,
    /// The same of bundles that are kept back.
    idle_bundles: BTreeMap<String, Address>,
    /// Where the files of those would be in the edition.
    idle_files: HashSet<String>,
    pictures: Arc<Pictures>,
}

impl Reading {
    /// Leaves out texts in which a fault was found later, by their paths.
    pub fn leave_out(&mut self, paths: &BTreeSet<String>) {
        let manuscripts = std::mem::take(&mut self.manuscripts);
        for mut manuscript in manuscripts {
            if paths.contains(&manuscript.path) {
                manuscript.left_out = true;
                self.unfit.push(manuscript);
            } else {
                self.manuscripts.push(manuscript);
            }
        }
        self.faulty.extend(paths.iter().cloned());
        self.settle();
    }

    /// Decides where the files go that are no texts. The bundle of a story that stays out keeps
    /// its files to itself.
    fn settle(&mut self) {
        let bundles = bundles_of(self.manuscripts.iter().map(|it| &**it));
        let idle_bundles = bundles_of(self.kept_back.iter().map(|it| &**it));
        let stays_out = |path: &str| {
            let mut folder = paths::folder(path);
            while !folder.is_empty() && !bundles.contains_key(folder) {
                if self.all_bundles.contains(folder) {
                    return true;
                }
                folder = paths::folder(folder);
            }
            false
        };
        let (idle, others): (Vec<&String>, Vec<&String>) =
            self.others.iter().partition(|path| stays_out(path));
        let strangers = self.strangers.iter();
        let (idle_strangers, strangers): (Vec<&String>, Vec<&String>) =
            strangers.partition(|path| stays_out(path));
        let target = |path: &str, bundles| path_in_edition(&Place::Content(path.into()), bundles);
        let idle = idle.into_iter().chain(idle_strangers);
        self.idle_files = idle.filter_map(|path| target(path, &idle_bundles)).collect();
        let asset = |path: &String| {
            Some(Asset {
                target: target(path, &bundles)?,
                source: paths::on_disk(&self.content, path),
            })
        };
        self.assets = others.into_iter().filter_map(asset).collect();
        self.assets.sort();
        self.on_demand = strangers.into_iter().filter_map(asset).collect();
        for manuscript in &mut self.manuscripts {
            if let (Some(image), Some(found)) = (&mut manuscript.lead_image, &manuscript.lead_found)
                && let Some(path) = path_in_edition(&found.place, &bundles)
            {
                image.src = paths::encoded(&path);
            }
        }
        for Manuscript { due, lead_found, .. } in self.kept_back.iter().map(|it| &**it) {
            if let (Some(day), Some(found)) = (due, lead_found)
                && waits(&found.place, &idle_bundles, &self.idle_files)
            {
                self.pictures.will_show(found, day);
            }
        }
        (self.bundles, self.idle_bundles) = (bundles, idle_bundles);
    }

    /// Develops the pictures above stories, several at a time, and calls `done` after each. A
    /// picture that cannot be shown is shown nowhere.
    pub fn develop_leads(&self, stories: Vec<&mut Filed>, done: impl Fn() + Sync) {
        stories.into_par_iter().for_each(|story| {
            let Some(found) = &story.lead_found else { return };
            let Some(mut image) = story.lead_image.clone() else { return };
            match self.pictures.show(found, &mut image, true) {
                Ok(Some(print)) => {
                    let named = print.named(&found.file);
                    let cards = Cards {
                        small: named.card(&image, Ratio::Classic),
                        large: named.card(&image, Ratio::Wide),
                    };
                    (story.crops, story.cards) = (named.crops(), Some(Box::new(cards)));
                    story.lead_image = Some(image);
                }
                Ok(None) => {}
                Err(_) => story.lead_image = None,
            }
            done();
        });
    }
}

/// A story's picture as its teasers show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cards {
    /// For a thumbnail: 4:3.
    pub small: Image,
    /// For the story that leads a listing: 16:9.
    pub large: Image,
}

/// A file of the content folder that is copied into the edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Its path inside the edition, not escaped: `/pictures/quay.svg`.
    pub target: String,
    /// Where it is.
    pub source: PathBuf,
}

/// What a file becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An article: it has a date, and stands in listings.
    Story,
    /// A plain page.
    Text,
}

/// A manuscript among a hundred thousand: moved and sorted as a pointer.
pub type Filed = Box<Manuscript>;

/// A file with its front matter read and its text still on disk.
#[derive(Clone, Debug)]
pub struct Manuscript {
    /// The path below the content folder, with `/` between folders.
    pub path: String,
    /// What it becomes.
    pub kind: Kind,
    /// Where it lives.
    pub address: Address,
    /// Where it lived before, sorted.
    pub aliases: Vec<Address>,
    /// Where it may have been by the rules of another tool, sorted: such an address leads on where
    /// nobody else has it.
    pub perhaps: Vec<Address>,
    /// The key of its comment thread.
    pub id: String,
    /// The headline.
    pub headline: String,
    /// The sentence under the headline.
    pub standfirst: Option<String>,
    /// The section's name, as the settings write it if they do.
    pub section: Option<String>,
    /// The topics' names, as written and in that order.
    pub topics: Vec<String>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// When it was published; a story always has it.
    pub published: Option<Moment>,
    /// When it last changed in a way that readers should know: later than `published`.
    pub updated: Option<Moment>,
    /// Its language (BCP 47).
    pub language: String,
    /// Whether it leads its listings.
    pub featured: bool,
    /// Whether it is for those who have its address: it stands in no list, feed or sitemap, beside
    /// no other story, and is not found.
    pub unlisted: bool,
    /// Whether search engines are asked to pass it over.
    pub noindex: bool,
    /// Whether the edition's own search does not find it.
    pub unsearched: bool,
    /// The picture above the body.
    pub lead_image: Option<Image>,
    /// Its caption as it was written, where it has signs of Markdown or HTML: its links are
    /// followed when the text is read.
    pub(crate) lead_caption: Option<Box<str>>,
    /// That picture's file.
    pub(crate) lead_found: Option<Found>,
    /// The same picture on cards; none for a drawing, and before it is developed.
    pub cards: Option<Box<Cards>>,
    /// The same picture cut to 16:9, 4:3 and 1:1, for search engines and shared links; none
    /// for a drawing.
    pub crops: Vec<Crop>,
    /// Whether readers may comment.
    pub comments: Comments,
    /// Where the text begins in the file, in bytes.
    pub body_offset: usize,
    /// The file's length and time: a file with the same ones is the same. None for a file that
    /// was written a moment ago, which may be written again without a later time.
    pub stamp: Option<(u64, u64)>,
    /// The day on which it comes into the edition, of a story that is kept back until then.
    pub due: Option<Box<str>>,
    /// Whether an error keeps it out of the edition.
    pub left_out: bool,
    /// Where Hugo, Zola or Jekyll would have put it: links may say so.
    elsewhere: Vec<Address>,
    /// Whether the headline is the first heading of the text.
    title_in_body: bool,
}

impl Manuscript {
    /// A hash of all that pages show of it besides its text.
    pub fn print(&self) -> [u8; 32] {
        let Self {
            path: _,
            kind: _,
            address,
            aliases: _,
            perhaps: _,
            id,
            headline,
            standfirst,
            section,
            topics,
            authors,
            published,
            updated,
            language,
            featured: _,
            unlisted,
            noindex,
            unsearched,
            lead_image,
            lead_caption: _,
            lead_found: _,
            cards,
            crops,
            comments,
            body_offset: _,
            stamp: _,
            due: _,
            left_out: _,
            elsewhere: _,
            title_in_body: _,
        } = self;
        let time = |moment: &Option<Moment>| moment.as_ref().map(|it| it.text.to_string());
        let text = (address.as_str(), id, headline, standfirst, section, topics, authors);
        let seen = (unlisted, noindex, unsearched);
        let more = (time(published), time(updated), language, comments.open, seen);
        let closes = comments.closes.as_ref().map(ToString::to_string);
        let mut bytes = postcard::to_stdvec(&(text, more, closes)).unwrap_or_default();
        if lead_image.is_some() {
            // Pictures leave out what they lack, which only JSON can tell apart.
            let cards = cards.as_ref().map(|cards| [&cards.small, &cards.large]);
            let crops: Vec<_> = crops.iter().map(|it| format!("{it:?}")).collect();
            bytes.extend(serde_json::to_vec(&(lead_image, cards, crops)).unwrap_or_default());
        }
        *blake3::hash(&bytes).as_bytes()
    }
}

/// Reads the front matter of every file below the content folder.
///
/// What it becomes: a file with a date (in its front matter or its path) is a story. A file
/// without one, at the top of the folder or in `pages`, is a plain page; elsewhere that is an
/// error. `kind = "text"` and `kind = "story"` decide otherwise. Drafts, stories whose time
/// has not come and those whose time is over stay out, and so do the files beside them in
/// their bundles.
pub fn read(content: &Path, settings: &Settings, options: &ReadOptions) -> Reading {
    let mut diagnostics = Diagnostics::new();
    let recipe = Recipe::new(&settings.pictures);
    let by = format!("{} {recipe:?}", press());
    let by = *blake3::hash(by.as_bytes()).as_bytes();
    let register = match options.verify {
        true => Register::empty(&options.register, by),
        false => Register::read(&options.register, by),
    };
    let darkroom = Darkroom::new(&options.developed, recipe, register);
    let fence = Fence::new(&options.project, content, &settings.follow_links);
    let pictures = Pictures::new(content, &options.public, fence.clone(), darkroom);
    let pictures = Arc::new(pictures);
    let (mut files, kept) = rayon::join(
        || walk::files(content, &settings.assets, &fence, &mut diagnostics),
        || match (options.by(content, settings), options.verify) {
            (by, true) => Kept::nothing(by),
            (by, false) => Kept::read(&options.kept, by, options.now),
        },
    );
    let eye = Eye::new(content);
    let mut sections =
        Sections::read(content, &files.sections, &files.manuscripts, &mut diagnostics);
    files.faulty.append(&mut sections.faulty);
    let host = Host::new(settings.base_url.as_deref(), &options.base);
    let desk =
        Desk { content, eye, settings, options, host, pictures: &pictures, kept: &kept, sections };
    let outcomes: Vec<Outcome> = files.manuscripts.par_iter().map(|path| desk.read(path)).collect();
    // What cannot be kept is read again at the next build.
    let _ = kept.keep(&options.kept, content, options.now, &outcomes);
    drop(kept);

    let all_bundles = files.manuscripts.iter().filter_map(|path| bundle(path));
    let mut reading = Reading {
        manuscripts: Vec::with_capacity(outcomes.len()),
        kept_back: Vec::new(),
        unfit: Vec::new(),
        faulty: std::mem::take(&mut files.faulty),
        assets: Vec::new(),
        on_demand: Vec::new(),
        diagnostics,
        content: content.into(),
        all_bundles: all_bundles.map(ToOwned::to_owned).collect(),
        others: files.others,
        strangers: files.on_demand,
        bundles: BTreeMap::new(),
        idle_bundles: BTreeMap::new(),
        idle_files: HashSet::new(),
        pictures,
    };
    for (outcome, path) in outcomes.into_iter().zip(files.manuscripts) {
        let diagnostics = outcome.diagnostics.where_strict(options.strict);
        let is_faulty = diagnostics.has_errors();
        reading.diagnostics.extend(diagnostics);
        reading.kept_back.extend(outcome.kept_back);
        let mut unfit = outcome.unfit;
        match outcome.manuscript {
            Some(manuscript) if is_faulty => unfit = Some(manuscript),
            manuscript => reading.manuscripts.extend(manuscript),
        }
        reading.unfit.extend(unfit.map(|mut it| {
            it.left_out = true;
            it
        }));
        if is_faulty {
            reading.faulty.insert(path);
        }
    }
    let mut clashing = BTreeSet::new();
    let Reading { manuscripts, kept_back, diagnostics, .. } = &mut reading;
    report_duplicates(content, manuscripts, kept_back, &mut clashing, diagnostics);
    report_duplicate_ids(content, manuscripts, kept_back, &mut clashing, diagnostics);
    reading.leave_out(&clashing);
    reading
}

/// Says what of the public folder may not be published, all of which is copied as it is.
pub fn public_files(project: &Path, public: &Path, settings: &Settings) -> Diagnostics {
    walk::public(public, &Fence::new(project, public, &settings.follow_links))
}

/// The folders of page bundles and where their pages live. Where one has translations, its files go
/// with the page that is none.
fn bundles_of<'m>(pages: impl Iterator<Item = &'m Manuscript>) -> BTreeMap<String, Address> {
    let mut bundles = BTreeMap::new();
    for Manuscript { path, address, .. } in pages {
        let Some(folder) = bundle(path) else { continue };
        if FileName::of(path).language.is_none() {
            bundles.insert(folder.to_owned(), address.clone());
        } else {
            bundles.entry(folder.to_owned()).or_insert_with(|| address.clone());
        }
    }
    bundles
}

#[cfg(test)]
mod tests;
