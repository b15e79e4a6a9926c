//! `press build`: content in, an edition out.

use crate::diagnostic::Diagnostics;
use crate::edition::Plan;
use crate::read::{self, Body, Links, Manuscript, ReadOptions};
use crate::settings::{Settings, check_targets};
use crate::write::{
    Output, Pour, Shell, ShellError, StyleError, Tally, WriteError, root_url, site, style,
    theme_colours, words,
};
use newsprint::edition::{Base, Block, Document, NotFound, Page, Story, Text};
use rayon::prelude::*;
use schemars::generate::SchemaSettings;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The JSON Schema of `page.json`; every edition has it.
const SCHEMA_FILE: &str = "page.schema.json";

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
    /// Who keeps the comments, when not whom newsprint.toml names.
    pub comments_provider: Option<String>,
    /// Where the comment server is, when not where newsprint.toml says.
    pub comments_endpoint: Option<String>,
}

/// What a build has made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many stories.
    pub stories: usize,
    /// How many pages in all.
    pub pages: usize,
    /// What was written.
    pub written: Tally,
}

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The content has errors; the diagnostics say which.
    #[error("{0} in the content: nothing was built, and the last good edition stays as it is.")]
    Content(String),
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
    /// The style sheet is none.
    #[error(transparent)]
    Style(#[from] StyleError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A page could not be written as JSON.
    #[error("could not write a page as JSON: {0}. This is a fault of press; please report it.")]
    Json(#[from] serde_json::Error),
}

/// Hears how far a build is.
pub trait Watcher: Sync {
    /// So many pages will be written.
    fn begin(&self, pages: usize);
    /// One more has been written.
    fn advance(&self);
}

/// Builds an edition. The diagnostics are all there are, whether it was built or not.
pub fn build(
    options: &BuildOptions,
    watcher: &dyn Watcher,
) -> (Result<Summary, BuildError>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let result = run(options, watcher, &mut diagnostics);
    (result, diagnostics)
}

fn run(
    options: &BuildOptions,
    watcher: &dyn Watcher,
    diagnostics: &mut Diagnostics,
) -> Result<Summary, BuildError> {
    let project = &options.project;
    let shell = Shell::parse(&text(&options.shell, "Run “trunk build”: it makes this page.")?)?;
    let settings_file = project.join("newsprint.toml");
    let (mut settings, found) = Settings::read(&settings_file);
    diagnostics.extend(found);
    diagnostics.extend(settings.replace_comments(
        options.comments_provider.as_deref(),
        options.comments_endpoint.as_deref(),
    ));
    let (words, found) = words(&project.join("words"), &settings.language);
    diagnostics.extend(found);
    let public = project.join("public");
    let mut reading = read::read(
        &options.content,
        &settings,
        &ReadOptions {
            now: options.now,
            drafts: options.drafts,
            future: options.future,
            public: public.clone(),
        },
    );
    diagnostics.extend(std::mem::take(&mut reading.diagnostics));
    let mut links = Links::new(&reading, &options.content, &settings, &public);
    let assets = std::mem::take(&mut reading.assets);
    let plan = Plan::new(reading.manuscripts, &settings, &words);
    let listings = plan.listings();
    for listing in &listings {
        links.add_address(listing.address.clone());
    }
    diagnostics.extend(check_targets(&settings, &settings_file, &links));
    let manuscripts = plan.stories.iter().chain(&plan.texts);
    diagnostics.extend(read::clashes(manuscripts, &listings, &assets, &options.content));

    let output = Output::new(&options.output);
    let site = site(&settings, &plan, &links, &words);
    let site_json = serde_json::to_string(&site)?;
    let site_file = format!("site-{}.json", &blake3::hash(site_json.as_bytes()).to_hex()[..16]);
    let base = Base::new(&options.public_url);
    let pour = Pour {
        shell,
        site: Arc::new(site),
        site_file: site_file.clone(),
        style: style(&project.join("style/main.css"), &settings.brand.colours)?,
        root_url: settings.base_url.as_deref().map(|url| root_url(url, &base)),
        theme_colours: theme_colours(&settings.brand.colours),
        icons: icons(&public, &base),
        base,
    };
    let pages = plan.stories.len() + plan.texts.len() + listings.len();
    let body = |manuscript: &Manuscript| read::body(manuscript, &options.content, &links);
    // Where an edition stands already, or none will, nothing is written before all is read.
    if diagnostics.has_errors() || output.holds(SCHEMA_FILE) {
        let manuscripts = plan.stories.par_iter().chain(&plan.texts);
        let found: Vec<_> = manuscripts.map(|it| body(it).diagnostics).collect();
        if diagnostics.has_errors() || found.iter().any(Diagnostics::has_errors) {
            diagnostics.extend(found.into_iter().flatten());
            return Err(content_error(diagnostics));
        }
    }
    watcher.begin(pages);
    let put = |page: Page| {
        let result = write_page(&pour, &output, page);
        watcher.advance();
        result
    };
    let stories = (0..plan.stories.len()).into_par_iter().map(|index| {
        let text = body(&plan.stories[index]);
        let page =
            plan.story(index).map(|story| with_text(story, text.blocks, text.reading_minutes));
        (page.map(|story| Page::Story(Box::new(story))), text.diagnostics)
    });
    let texts = (0..plan.texts.len()).into_par_iter().map(|index| {
        let Body { blocks, diagnostics, .. } = body(&plan.texts[index]);
        (plan.text(index).map(|text| Page::Text(Text { body: blocks, ..text })), diagnostics)
    });
    // One page at a time on each core: a text is in memory only while its page is written.
    let outcomes: Vec<_> =
        stories.chain(texts).map(|(page, found)| (page.map_or(Ok(()), &put), found)).collect();
    let mut written = Ok(());
    for (outcome, found) in outcomes {
        diagnostics.extend(found);
        written = written.and(outcome);
    }
    if diagnostics.has_errors() {
        return Err(content_error(diagnostics));
    }
    written?;
    listings
        .into_par_iter()
        .map(|listing| put(Page::Listing(Box::new(listing))))
        .collect::<Result<(), BuildError>>()?;
    let (_, not_found) = pour.page(Page::NotFound(NotFound {}))?;
    output.write("404.html", not_found)?;
    output.write(&site_file, site_json)?;
    output.write(SCHEMA_FILE, schema()?)?;
    for asset in &assets {
        output.copy(&asset.source, &asset.target)?;
    }
    Ok(Summary { stories: plan.stories.len(), pages: pages + 1, written: output.tally() })
}

/// The text of a file that the build cannot do without.
fn text(path: &Path, help: &'static str) -> Result<String, BuildError> {
    let missing = |source| BuildError::Missing { path: path.into(), source, help };
    std::fs::read_to_string(path).map_err(missing)
}

/// A story's page with what its text gives.
fn with_text(story: Story, body: Vec<Block>, reading_minutes: u32) -> Story {
    let mut story = Story { body, reading_minutes, ..story };
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

/// Writes a page's two files.
fn write_page(pour: &Pour, output: &Output, page: Page) -> Result<(), BuildError> {
    let folder = page.address().map(|address| address.as_str().to_owned()).unwrap_or_default();
    let (json, html) = pour.page(page)?;
    output.write(&format!("{folder}page.json"), json)?;
    output.write(&format!("{folder}index.html"), html)?;
    Ok(())
}

/// The JSON Schema of `page.json`.
fn schema() -> Result<String, serde_json::Error> {
    // What is written, which leaves out what is empty; not what could be read.
    let generator = SchemaSettings::default().for_serialize().into_generator();
    let mut json = serde_json::to_string_pretty(&generator.into_root_schema_for::<Document>())?;
    json.push('\n');
    Ok(json)
}

/// The links to the icons that the project has.
fn icons(public: &Path, base: &Base) -> String {
    [
        ("favicon.svg", "icon", " type=\"image/svg+xml\""),
        ("favicon.ico", "icon", " sizes=\"32x32\""),
        ("apple-touch-icon.png", "apple-touch-icon", ""),
    ]
    .into_iter()
    .filter(|(file, ..)| public.join(file).is_file())
    .map(|(file, rel, more)| {
        format!("<link rel=\"{rel}\" href=\"{}{file}\"{more}>\n", base.as_str())
    })
    .collect()
}

fn content_error(diagnostics: &Diagnostics) -> BuildError {
    BuildError::Content(match diagnostics.errors() {
        1 => "1 error".into(),
        more => format!("{more} errors"),
    })
}
