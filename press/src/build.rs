//! `press build`: content in, an edition out.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edition::{FeedPlan, Plan};
use crate::picture::FOLDER;
use crate::read::{self, Asset, Body, Kind, PictureFile, Reading};
use crate::settings::Settings;
use crate::write::hosting::Hosting;
use crate::write::{
    AppFiles, Look, MANIFEST, Output, OutputError, Redirect, ShellError, StyleError, Styles, Tally,
    WriteError, made_for, note_edition, put_compressed, put_files,
};
use judging::Judge;
use kept::Kept;
use last::Last;
use making::{Making, Set};
use newsprint::edition::{Base, Document, Story};
use newsprint::search::FOLDER as INDEX;
use planning::Planned;
use room::Room;
use schemars::generate::SchemaSettings;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

mod found;
#[cfg(any(test, fuzzing))]
pub(crate) mod fuzzing;
mod hosts;
mod judging;
mod kept;
mod last;
mod making;
mod pages;
mod planning;
mod room;
mod to_come;

/// The JSON Schema of `page.json`; every edition has it.
const SCHEMA_FILE: &str = "page.schema.json";

/// The folder of the project in which developed pictures are kept from build to build.
const DEVELOPED: &str = ".newsprint/pictures";

/// The file of the project in which front matter is kept from build to build.
pub(crate) const KEPT: &str = ".newsprint/front-matter";

/// The file of the project in which it is kept what came of pictures and other files.
const REGISTER: &str = ".newsprint/files";

/// What is built, from what, to where.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The project's folder: newsprint.toml, `style/`, `words/`, `public/`.
    pub project: PathBuf,
    /// The folder with the newsroom's Markdown.
    pub content: PathBuf,
    /// Trunk's page, into which every page is poured.
    pub shell: PathBuf,
    /// Where the edition goes.
    pub output: PathBuf,
    /// The path, or URL, that the edition is hosted under.
    pub public_url: String,
    /// The build's “now”: what is dated later stays out.
    pub now: jiff::Timestamp,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether stories of the future are built.
    pub future: bool,
    /// Whether what harms no reader keeps a story out all the same.
    pub strict: bool,
    /// A folder outside the edition that keeps the app's files of the last builds, which then
    /// stay in the edition for readers with an older page.
    pub keep: Option<PathBuf>,
    /// A folder outside the edition for what servers are set up with.
    pub hosting: Option<PathBuf>,
    /// Who keeps the comments, when not whom newsprint.toml names.
    pub comments_provider: Option<String>,
    /// Where the comment server is, when not where newsprint.toml says.
    pub comments_endpoint: Option<String>,
    /// Under `trunk serve`, the folder in which it is kept what stands in the output, so that
    /// the next build writes only what differs; the app lies in the output already.
    pub serving: Option<PathBuf>,
    /// Whether there are compressed files beside the files.
    pub precompress: bool,
    /// Whether files are looked at by hash, not by length and time, and nothing that was kept is
    /// taken for true.
    pub verify: bool,
    /// The folder of the edition that readers have, when the new one is put there by another.
    pub standing: Option<PathBuf>,
}

impl BuildOptions {
    /// The folder into which Trunk has built the app.
    fn app(&self) -> &Path {
        if self.serving.is_some() {
            return &self.output;
        }
        self.shell.parent().unwrap_or(&self.project)
    }

    /// Opens the folder that the edition goes to.
    fn open(&self) -> Result<Output, OutputError> {
        let look = if self.verify { Look::Hashes } else { Look::Times };
        match &self.serving {
            Some(room) => Output::keeping(&self.output, room, look),
            None if self.is_owned() => Output::owning(&self.output, look),
            None => Ok(Output::new(&self.output)),
        }
    }

    /// Whether the edition has a folder of its own, which press then owns: what stands there
    /// is replaced as a whole, and what has not changed is not written.
    fn is_owned(&self) -> bool {
        self.output != self.app()
    }
}

/// What a build has made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many stories.
    pub stories: usize,
    /// How many pages in all.
    pub pages: usize,
    /// How many pages of stories, texts and listings were made; the others stand as they are.
    pub made: usize,
    /// What was written.
    pub written: Tally,
    /// How many faults keep something out of the edition.
    pub faults: usize,
    /// How many stories and plain pages they keep out.
    pub left_out: usize,
    /// Whether the build was strict, by its options or by the settings.
    pub strict: bool,
}

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The settings have errors, or all of the content cannot be read; the diagnostics say which.
    #[error("{0}: nothing was built, and the last good edition stays as it is.")]
    Faults(String),
    /// A text of the last edition would not be in this one.
    #[error(
        "{path} is in the last edition, at {address}, and would vanish from this one by a fault: \
         nothing was built, and the last good edition stays as it is. Mend it, or take the file \
         out if it is to go."
    )]
    Vanishing {
        /// The text's file.
        path: String,
        /// Where readers have it.
        address: String,
    },
    /// What was developed cannot be kept.
    #[error(
        "pictures cannot be kept: nothing was built, and the last good edition stays as it is."
    )]
    Pictures,
    /// A file of the project that is not there.
    #[error("could not read {path}: {source}. {help}")]
    Missing {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
        /// What to do.
        help: &'static str,
    },
    /// Trunk's page is none.
    #[error(transparent)]
    Shell(#[from] ShellError),
    /// The app's files cannot be written.
    #[error("could not write to the app in {0}: {1}. See that its files can be changed.")]
    Names(PathBuf, #[source] std::io::Error),
    /// The app is made for other comments than the settings ask for.
    #[error(
        "the app in {app} is made for comments of “{made}”, and the settings say “{wanted}”: \
         readers would find no form. Run “trunk build”: it makes the app anew."
    )]
    OtherComments {
        /// Where the app is.
        app: PathBuf,
        /// What it is made for.
        made: String,
        /// What the settings ask for.
        wanted: &'static str,
    },
    /// The style sheet is none.
    #[error(transparent)]
    Style(#[from] StyleError),
    /// The app's files cannot be read.
    #[error("could not read the app in {0}: {1}. Run “trunk build”: it makes it.")]
    App(PathBuf, #[source] walkdir::Error),
    /// The folder cannot hold an edition.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A page could not be written as JSON.
    #[error("could not write a page as JSON: {0}. This is a fault of press; please report it.")]
    Json(#[from] serde_json::Error),
}

/// Hears how far a build is.
pub trait Watcher: Sync {
    /// A stage begins, with so many things to do.
    fn begin(&self, stage: Stage, things: usize);
    /// One more is done.
    fn advance(&self);
    /// These errors are known, before anything is made.
    fn tell(&self, _errors: &Diagnostics) {}
}

/// What takes its time in a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The pictures above the stories are developed.
    Pictures,
    /// Pages are written; pictures in texts are developed on the way.
    Pages,
}

/// Builds an edition. The diagnostics are all there are, whether it was built or not.
pub fn build(
    options: &BuildOptions,
    watcher: &dyn Watcher,
) -> (Result<Summary, BuildError>, Diagnostics) {
    let mut faults = BTreeMap::new();
    loop {
        let mut diagnostics = Diagnostics::new();
        match run(options, watcher, &faults, &mut diagnostics) {
            Ok(Built::Whole(summary)) => return (Ok(summary), diagnostics),
            // The text that shows its fault late stands in listings, and beside others.
            Ok(Built::Without(more)) => faults.extend(more),
            Err(error) => return (Err(error), diagnostics),
        }
    }
}

/// Faults that were found when a text was set, by its path.
type Faults = BTreeMap<String, Diagnostics>;

/// What has come of one try.
enum Built {
    Whole(Summary),
    /// Nothing: it must be built without these.
    Without(Faults),
}

/// One try: content is read and planned, judged, and made into an edition.
fn run(
    options: &BuildOptions,
    watcher: &dyn Watcher,
    faults: &Faults,
    diagnostics: &mut Diagnostics,
) -> Result<Built, BuildError> {
    let (shell, room, of_settings) = Room::open(options)?;
    let by = room.reading();
    // What stands is looked at while the content is read.
    let (mut reading, output) =
        rayon::join(|| read::read(&options.content, &room.settings, &by), || options.open());
    diagnostics.extend(std::mem::take(&mut reading.diagnostics));
    diagnostics.extend(faults.values().flatten().cloned());
    reading.leave_out(&faults.keys().cloned().collect());
    let desk = room.desk(&shell.app);
    let planned = desk.plan(&mut reading, diagnostics);
    let styles = Styles::read(&options.project.join("style"), &room.settings.brand.colours);
    let last = Last::of(&options.project, options.standing.as_deref().unwrap_or(&options.output));
    let judge = Judge { room: &room, desk: &desk, reading: &reading, planned: &planned };
    judge.settings(of_settings, styles.as_ref().err(), diagnostics)?;
    judge.vanishing(&last, diagnostics)?;
    let (styles, output) = (styles?, output?);
    watcher.tell(&diagnostics.errors_alone());

    let Planned { mut plan, later, listings, feeds, mut links, assets } = planned;
    drop(later);
    links.perform();
    develop(&reading, &mut plan, watcher);
    let left_out = reading.faulty.len();
    drop(reading);
    let poured = room.pour(shell, styles, &plan, &links, !feeds.is_empty())?;
    if options.serving.is_none() && options.is_owned() {
        put_app(options.app(), &output)?;
    }
    let making = Making {
        room: &room,
        desk: &desk,
        plan: &plan,
        listings: &listings,
        links: &links,
        poured: &poured,
        output: &output,
        watcher,
    };
    let set = match making.pages_set(diagnostics)? {
        Ok(set) => set,
        Err(late) => {
            output.withdraw();
            return Ok(Built::Without(late));
        }
    };
    let (made, pages) = (set.made, making.pages() + 1 + usize::from(room.settings.search));
    let standing = complete(options, &making, set, feeds, assets, diagnostics)?;
    let stories = plan.all().filter(|it| it.kind == Kind::Story).count();
    let texts = last::list(&plan);
    // A hundred thousand manuscripts are not given back in no time either.
    rayon::join(|| output.finish(), move || drop((listings, links, plan))).0?;
    // Without it the next build may miss that a text vanishes, and nothing else.
    let _ = last.keep(&texts);
    standing.tell(options, &output)?;
    options.standing.as_deref().map_or(Ok(()), note_edition)?;
    let (written, faults) = (output.tally(), diagnostics.errors());
    let strict = room.strict;
    Ok(Built::Whole(Summary { stories, pages, made, written, faults, left_out, strict }))
}

/// Develops the pictures above stories.
fn develop(reading: &Reading, plan: &mut Plan<'_>, watcher: &dyn Watcher) {
    let leads: Vec<_> = plan.manuscripts_mut().filter(|it| it.lead_found.is_some()).collect();
    watcher.begin(Stage::Pictures, leads.len());
    reading.develop_leads(leads, || watcher.advance());
}

/// What is done when an edition stands.
struct Standing<'o> {
    kept: Option<Kept<'o>>,
    hosting: Hosting,
}

impl Standing<'_> {
    /// Keeps the app's files for the next builds, and tells servers of it. Only of an edition that
    /// stands: what is kept of a build that failed would push out the files of one that readers
    /// have, and servers would be told of files that are not there.
    fn tell(&self, options: &BuildOptions, output: &Output) -> Result<(), BuildError> {
        self.kept.as_ref().map_or(Ok(()), |kept| kept.keep(output.folder()))?;
        let beside = options.hosting.as_deref();
        beside.map_or(Ok(()), |folder| hosts::write_beside(&self.hosting, folder))?;
        Ok(())
    }
}

/// Writes all that an edition has besides its pages.
fn complete<'o>(
    options: &'o BuildOptions,
    making: &Making<'_>,
    set: Set,
    feeds: Vec<FeedPlan>,
    assets: Vec<Asset>,
    diagnostics: &mut Diagnostics,
) -> Result<Standing<'o>, BuildError> {
    let Making { room, plan, links, poured, output, .. } = making;
    let mut hashed = making.shared()?;
    let kept = options.keep.as_deref().map(|folder| Kept::add_to(output, folder, &hashed));
    let kept = kept.transpose()?;
    hashed.extend(kept.iter().flat_map(|kept| kept.old().iter().cloned()));
    let shown = links.picture_files();
    let (demanded, strangers) = links.demanded();
    let assets = [assets, demanded].concat();
    diagnostics.extend(strangers.iter().map(|file| stranger(file)));
    let redirects = plan.redirects(making.listings, |address| links.has_file(address));
    let hosting = Hosting {
        base: room.base.clone(),
        root: room.root(),
        policy: poured.policy.clone(),
        hashed: hashed.into_iter().map(|name| format!("/{name}")).collect(),
        lasting: lasting(&shown, plan, &assets, &redirects, room.settings.search),
        redirects,
        precompressed: options.precompress,
    };
    hosts::write(&hosting, &poured.pour, &room.public, output)?;
    set.found.write(output)?;
    making.feeds(feeds)?;
    diagnostics.extend(links.picture_diagnostics().where_strict(room.strict));
    let put = put_files(output, links.register(), &assets, shown)?;
    diagnostics.extend(put.where_strict(room.strict));
    // What cannot be kept is found out again by the next build.
    let _ = links.register().keep();
    if links.cannot_keep_pictures() {
        return Err(BuildError::Pictures);
    }
    if options.precompress {
        put_compressed(output)?;
    }
    Ok(Standing { kept, hosting })
}

/// A file of which nobody knows whether it is for readers.
fn stranger(file: &Path) -> Diagnostic {
    let file = file.display().to_string().replace('\\', "/");
    let message = "no page links to this file, and it is of no kind that pages show: it stays out";
    Diagnostic::warning("press::read::not_published", file, message)
        .help("Link to it, put it into the public folder, or take it out of the content folder.")
}

/// The text of a file that the build cannot do without.
fn text(path: &Path, help: &'static str) -> Result<String, BuildError> {
    let missing = |source| BuildError::Missing { path: path.into(), source, help };
    std::fs::read_to_string(path).map_err(missing)
}

/// A story's page with what its text gives.
fn with_text(story: Story, text: Body) -> Story {
    let Body { blocks: body, reading_minutes, lead_caption, .. } = text;
    let mut story = Story { body, reading_minutes, ..story };
    if let (Some(image), Some(caption)) = (&mut story.lead_image, lead_caption) {
        image.caption = caption;
    }
    story.revision = revision(&story);
    story
}

/// A hash of what a story itself says: not of its neighbours, which are other stories' to
/// change.
fn revision(story: &Story) -> String {
    let own = (
        (&story.headline, &story.standfirst, &story.section, &story.topics, &story.authors),
        (&story.published, &story.updated, &story.language, &story.lead_image, &story.body),
    );
    let json = serde_json::to_vec(&own).unwrap_or_default();
    blake3::hash(&json).to_hex()[..16].into()
}

/// Puts the app's files, and what Trunk has copied beside them, into an edition of its own
/// folder. Trunk's page stays out: every page is made of it.
fn put_app(app: &Path, output: &Output) -> Result<(), BuildError> {
    for entry in walkdir::WalkDir::new(app).sort_by_file_name() {
        let entry = entry.map_err(|error| BuildError::App(app.into(), error))?;
        let path = entry.path().strip_prefix(app).unwrap_or(entry.path());
        if entry.file_type().is_file() && path != Path::new("index.html") {
            let path = path.to_string_lossy().replace('\\', "/");
            output.copy(entry.path(), &path)?;
        }
    }
    Ok(())
}

/// The folders in which no file ever changes: that of developed pictures and that of the search
/// index, whose names are made of their content, unless something else has its address in them.
fn lasting(
    shown: &BTreeMap<String, PictureFile>,
    plan: &Plan<'_>,
    assets: &[Asset],
    redirects: &[Redirect],
    search: bool,
) -> Vec<String> {
    let developed = shown
        .iter()
        .any(|(path, file)| path.starts_with(FOLDER) && matches!(file, PictureFile::Developed(_)));
    let alone = |folder: &&str| {
        let pages = plan.all().map(|it| it.address.as_str());
        let files = assets.iter().map(|asset| asset.target.as_str());
        let originals = shown.iter().filter(|(_, file)| matches!(file, PictureFile::Original(_)));
        let moved = redirects.iter().map(|redirect| redirect.from.as_str());
        let mut others =
            pages.chain(files).chain(moved).chain(originals.map(|(path, _)| path.as_str()));
        !others.any(|path| path.starts_with(folder))
    };
    let folders = [(FOLDER, developed), (INDEX, search)];
    let folders = folders.into_iter().filter_map(|(folder, there)| there.then_some(folder));
    folders.filter(alone).map(ToOwned::to_owned).collect()
}

/// The JSON Schema of `page.json`.
fn schema() -> Result<String, serde_json::Error> {
    // What is written, which leaves out what is empty; not what could be read.
    let generator = SchemaSettings::default().for_serialize().into_generator();
    let mut json = serde_json::to_string_pretty(&generator.into_root_schema_for::<Document>())?;
    json.push('\n');
    Ok(json)
}

/// The links to the icons and the manifest that the project has.
fn icons(public: &Path, base: &Base) -> String {
    let manifest = base.href(MANIFEST);
    let icons = [
        ("favicon.svg", "icon", " type=\"image/svg+xml\""),
        ("favicon.ico", "icon", " sizes=\"32x32\""),
        ("apple-touch-icon.png", "apple-touch-icon", ""),
    ]
    .into_iter()
    .filter(|(file, ..)| public.join(file).is_file())
    .map(|(file, rel, more)| {
        format!("<link rel=\"{rel}\" href=\"{}{file}\"{more}>\n", base.as_str())
    });
    icons.chain([format!("<link rel=\"manifest\" href=\"{manifest}\">\n")]).collect()
}

/// Sees that the app is made for the comments that the settings ask for.
fn check_app(folder: &Path, app: &AppFiles, settings: &Settings) -> Result<(), BuildError> {
    let wanted = settings.comments.provider_name();
    match made_for(folder, app) {
        Some(made) if made != wanted => {
            Err(BuildError::OtherComments { app: folder.into(), made, wanted })
        }
        _ => Ok(()),
    }
}
