//! Pages, each made only if it would be another than the one that stands.

use super::planning::Desk;
use super::{BuildError, with_text};
use crate::diagnostic::Diagnostics;
use crate::edition::{ListingPlan, Plan, Prints};
use crate::picture::Crop;
use crate::read::{self, Body, Kind, Links, Manuscript, Uses};
use crate::search::Index;
use crate::write::{Output, Pour, Print, Unit};
use newsprint::edition::{Page, Text};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Makes the pages of an edition.
pub(super) struct Pages<'a> {
    plan: &'a Plan<'a>,
    pour: &'a Pour,
    output: &'a Output,
    links: &'a Links,
    desk: &'a Desk<'a>,
    index: Option<&'a Index<'a>>,
    /// A hash of what every page is made from: settings, style, words, the app, press itself.
    of_all: blake3::Hash,
    /// Of what each page is made from; none where all is made anew.
    prints: Option<Prints>,
    made: AtomicUsize,
}

/// Whether a page is there, and what is wrong with its text.
pub(super) type Outcome = (Result<(), BuildError>, Diagnostics);

impl<'a> Pages<'a> {
    pub(super) fn new(
        plan: &'a Plan<'a>,
        pour: &'a Pour,
        output: &'a Output,
        links: &'a Links,
        desk: &'a Desk<'a>,
        index: Option<&'a Index<'a>>,
    ) -> Self {
        let all = format!("{} {pour:?} {:?}", read::press(), desk.settings);
        let prints = output.is_owned().then(|| Prints::new(plan));
        let of_all = blake3::hash(all.as_bytes());
        Self { plan, pour, output, links, desk, index, of_all, prints, made: AtomicUsize::new(0) }
    }

    /// How many pages were made so far, and not taken over.
    pub(super) fn count(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// A story's page.
    pub(super) fn story(&self, index: usize) -> Outcome {
        let Some(manuscript) = self.plan.stories.get(index) else { return nothing() };
        let related = self.plan.related(index);
        let print = self.print(|prints, of_all| prints.story(self.plan, index, &related, of_all));
        self.made(manuscript, print, |body| {
            let story = self.plan.story(index, &related)?;
            let story = with_text(story, body);
            if let Some(search) = self.index {
                search.add(index, &story);
            }
            Some(Page::Story(Box::new(story)))
        })
    }

    /// A plain page.
    pub(super) fn text(&self, index: usize) -> Outcome {
        let Some(manuscript) = self.plan.texts.get(index) else { return nothing() };
        let print = self.print(|prints, of_all| prints.text(manuscript, of_all));
        self.made(manuscript, print, |body| {
            Some(Page::Text(Text { body: body.blocks, ..self.plan.text(index)? }))
        })
    }

    /// The page of a text that stands in no list.
    pub(super) fn unlisted(&self, index: usize) -> Outcome {
        let Some(manuscript) = self.plan.unlisted.get(index) else { return nothing() };
        let print = self.print(|prints, of_all| prints.unlisted(self.plan, manuscript, of_all));
        self.made(manuscript, print, |body| match manuscript.kind {
            Kind::Text => Some(Page::Text(Text { body: body.blocks, ..Plan::text_of(manuscript) })),
            Kind::Story => {
                let story = self.plan.article_of(manuscript)?;
                let story = with_text(story, body);
                Some(Page::Story(Box::new(story)))
            }
        })
    }

    /// A listing's page.
    pub(super) fn listing(&self, listing: &ListingPlan) -> Result<(), BuildError> {
        let key = listing.address.as_str();
        let print = self.print(|prints, of_all| prints.listing(listing, of_all));
        if let Some(unit) = self.output.unit(key).filter(|unit| Some(unit.print) == print) {
            self.output.keep(&unit);
            return Ok(());
        }
        // Networks that show a link know no WebP, which the lead's card is.
        let lead = listing.lead.and_then(|index| self.plan.stories.get(index));
        let crops = lead.map_or(&[][..], |lead| &lead.crops);
        let files = self.write(Page::Listing(Box::new(self.plan.listing(listing))), crops)?;
        if let Some(print) = print {
            self.output.note(key, Unit { print, uses: Vec::new(), files });
        }
        Ok(())
    }

    /// A page with a text: taken over when it would be the same, else made.
    fn made(
        &self,
        manuscript: &Manuscript,
        print: Option<Print>,
        page: impl FnOnce(Body) -> Option<Page>,
    ) -> Outcome {
        let key = manuscript.address.as_str();
        // A file that was written a moment ago is not known by its time.
        let print = print.zip(manuscript.stamp).map(|it| stamped(it, &manuscript.path));
        if let Some(unit) = self.output.unit(key).filter(|unit| Some(unit.print) == print)
            && let Ok(uses) = postcard::from_bytes::<Uses>(unit.uses)
            && uses.still_hold(manuscript, self.links)
        {
            self.output.keep(&unit);
            return nothing();
        }
        let mut body = self.desk.body(manuscript, self.links);
        let found = std::mem::take(&mut body.diagnostics);
        if found.has_errors() {
            return (Ok(()), found);
        }
        let uses = postcard::to_stdvec(&body.uses);
        let Some(page) = page(body) else { return (Ok(()), found) };
        let written = self.write(page, &manuscript.crops);
        // What a text is warned of is told again at the next build, so it is read again.
        if let (Ok(files), Some(print), Ok(uses), true) = (&written, print, uses, found.is_empty())
        {
            self.output.note(key, Unit { print, uses, files: files.clone() });
        }
        (written.map(|_| ()), found)
    }

    /// Writes a page's two files and tells their paths.
    fn write(&self, page: Page, crops: &[Crop]) -> Result<Vec<String>, BuildError> {
        let folder = page.address().map(|address| address.as_str().to_owned()).unwrap_or_default();
        let folder = folder.trim_start_matches('/');
        self.made.fetch_add(1, Ordering::Relaxed);
        let files = [format!("{folder}page.json"), format!("{folder}index.html")];
        self.pour.page(page, crops, |json, html| {
            self.output.write(&files[0], json)?;
            self.output.write(&files[1], html)
        })??;
        Ok(files.into())
    }

    /// A hash of what a page is made from; none is needed where all is made anew.
    fn print(&self, of: impl FnOnce(&Prints, &[u8; 32]) -> [u8; 32]) -> Option<Print> {
        let prints = self.prints.as_ref()?;
        Some(half(&of(prints, self.of_all.as_bytes())))
    }
}

fn nothing() -> Outcome {
    (Ok(()), Diagnostics::new())
}

/// The hash of a page with that of the file that its text is in.
fn stamped((print, (length, time)): (Print, (u64, u64)), path: &str) -> Print {
    let stamp = [length.to_le_bytes(), time.to_le_bytes()].concat();
    let bytes = [&print, stamp.as_slice(), path.as_bytes()].concat();
    half(blake3::hash(&bytes).as_bytes())
}

fn half(hash: &[u8; 32]) -> Print {
    let mut print = [0; 16];
    print.copy_from_slice(&hash[..16]);
    print
}
