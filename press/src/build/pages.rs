//! Pages, each made only if it would be another than the one that stands.

use super::{BuildError, with_text};
use crate::diagnostic::Diagnostics;
use crate::edition::Plan;
use crate::picture::Crop;
use crate::read::{self, Body, Links, Manuscript, Uses};
use crate::search::Index;
use crate::settings::Settings;
use crate::write::{Output, Pour, Print, Unit};
use newsprint::edition::{Listing, Page, Text};
use serde::Serialize;
use std::path::Path;

/// Makes the pages of an edition.
pub(super) struct Pages<'a> {
    plan: &'a Plan<'a>,
    pour: &'a Pour,
    output: &'a Output,
    links: &'a Links,
    content: &'a Path,
    index: Option<&'a Index<'a>>,
    /// A hash of what every page is made from: settings, style, words, the app, press itself.
    of_all: blake3::Hash,
}

/// Whether a page is there, and what is wrong with its text.
pub(super) type Outcome = (Result<(), BuildError>, Diagnostics);

impl<'a> Pages<'a> {
    pub(super) fn new(
        plan: &'a Plan<'a>,
        pour: &'a Pour,
        output: &'a Output,
        links: &'a Links,
        content: &'a Path,
        settings: &Settings,
        index: Option<&'a Index<'a>>,
    ) -> Self {
        let all = format!("{} {pour:?} {settings:?}", read::press());
        Self { plan, pour, output, links, content, index, of_all: blake3::hash(all.as_bytes()) }
    }

    /// A story's page.
    pub(super) fn story(&self, index: usize) -> Outcome {
        let Some(story) = self.plan.story(index) else { return (Ok(()), Diagnostics::new()) };
        let manuscript = &self.plan.stories[index];
        // The crops stand in the page's data for search engines.
        let print = self.print(&(&story, &manuscript.stamp, &crops(manuscript)));
        self.made(manuscript, story.address.as_str().to_owned(), print, |body| {
            let story = with_text(story, body.blocks, body.reading_minutes);
            if let Some(search) = self.index {
                search.add(index, &story);
            }
            Page::Story(Box::new(story))
        })
    }

    /// A plain page.
    pub(super) fn text(&self, index: usize) -> Outcome {
        let Some(text) = self.plan.text(index) else { return (Ok(()), Diagnostics::new()) };
        let manuscript = &self.plan.texts[index];
        let print = self.print(&(&text, &manuscript.stamp));
        self.made(manuscript, text.address.as_str().to_owned(), print, |body| {
            Page::Text(Text { body: body.blocks, ..text })
        })
    }

    /// A listing's page.
    pub(super) fn listing(&self, listing: Listing) -> Result<(), BuildError> {
        let key = listing.address.as_str().to_owned();
        let print = self.print(&listing);
        if let Some(unit) = self.output.unit(&key).filter(|unit| Some(unit.print) == print) {
            self.output.keep(&key, unit);
            return Ok(());
        }
        let files = self.write(Page::Listing(Box::new(listing)), &[])?;
        if let Some(print) = print {
            self.output.note(&key, Unit { print, uses: Vec::new(), files });
        }
        Ok(())
    }

    /// A page with a text: taken over when it would be the same, else made.
    fn made(
        &self,
        manuscript: &Manuscript,
        key: String,
        print: Option<Print>,
        page: impl FnOnce(Body) -> Page,
    ) -> Outcome {
        // A file that was written a moment ago is not known by its time.
        let print = print.filter(|_| manuscript.stamp.is_some());
        if let Some(unit) = self.output.unit(&key).filter(|unit| Some(unit.print) == print)
            && let Ok(uses) = postcard::from_bytes::<Uses>(&unit.uses)
            && uses.still_hold(manuscript, self.links)
        {
            self.output.keep(&key, unit);
            return (Ok(()), Diagnostics::new());
        }
        let mut body = read::body(manuscript, self.content, self.links);
        let found = std::mem::take(&mut body.diagnostics);
        if found.has_errors() {
            return (Ok(()), found);
        }
        let uses = postcard::to_stdvec(&body.uses);
        let written = self.write(page(body), &manuscript.crops);
        // What a text is warned of is told again at the next build, so it is read again.
        if let (Ok(files), Some(print), Ok(uses), true) = (&written, print, uses, found.is_empty())
        {
            self.output.note(&key, Unit { print, uses, files: files.clone() });
        }
        (written.map(|_| ()), found)
    }

    /// Writes a page's two files and tells their paths.
    fn write(&self, page: Page, crops: &[Crop]) -> Result<Vec<String>, BuildError> {
        let folder = page.address().map(|address| address.as_str().to_owned()).unwrap_or_default();
        let folder = folder.trim_start_matches('/');
        let (json, html) = self.pour.page(page, crops)?;
        let files = [format!("{folder}page.json"), format!("{folder}index.html")];
        self.output.write(&files[0], json)?;
        self.output.write(&files[1], html)?;
        Ok(files.into())
    }

    /// A hash of what a page is made from; none is needed where all is made anew.
    fn print(&self, from: &impl Serialize) -> Option<Print> {
        if !self.output.is_owned() {
            return None;
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.of_all.as_bytes());
        // Hashed in one piece: word by word takes several times as long.
        hasher.update(&serde_json::to_vec(from).ok()?);
        let mut print = [0; 16];
        print.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Some(print)
    }
}

fn crops(manuscript: &Manuscript) -> Vec<&str> {
    manuscript.crops.iter().map(|crop| crop.src.as_str()).collect()
}
