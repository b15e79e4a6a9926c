//! The steps in which an edition is made, one after the other.

use super::found::Found;
use super::pages::Pages;
use super::planning::Desk;
use super::room::{Poured, Room};
use super::{BuildError, Faults, SCHEMA_FILE, Stage, Watcher, schema, with_text};
use crate::diagnostic::Diagnostics;
use crate::edition::{FeedPlan, ListingPlan, Plan};
use crate::read::{Links, Manuscript};
use crate::search::Index;
use crate::write::feed::{Entry, Feed};
use crate::write::{Output, Sheet};
use newsprint::edition::{Address, NotFound, Page, SEARCH, SearchPage};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What an edition is made of.
pub(super) struct Making<'a> {
    pub(super) room: &'a Room<'a>,
    pub(super) desk: &'a Desk<'a>,
    pub(super) plan: &'a Plan<'a>,
    pub(super) listings: &'a [ListingPlan],
    pub(super) links: &'a Links,
    pub(super) poured: &'a Poured,
    pub(super) output: &'a Output,
    pub(super) watcher: &'a dyn Watcher,
}

/// What has come of the pages.
pub(super) struct Set {
    /// How many were made, and not taken over.
    pub(super) made: usize,
    /// What search engines and feeds are told.
    pub(super) found: Found,
}

impl Making<'_> {
    /// How many pages of stories, texts and listings there are.
    pub(super) fn pages(&self) -> usize {
        self.plan.all().count() + self.listings.len()
    }

    /// Makes all pages. The error is a build's, or the texts that showed a fault only now.
    pub(super) fn pages_set(
        &self,
        diagnostics: &mut Diagnostics,
    ) -> Result<Result<Set, Faults>, BuildError> {
        self.watcher.begin(Stage::Pages, self.pages());
        let index = self.room.settings.search.then(|| Index::new(self.plan, self.output));
        let pour = &self.poured.pour;
        let press = Pages::new(self.plan, pour, self.output, self.links, self.desk, index.as_ref());
        let (late, found) = self.texts(&press, diagnostics)?;
        if !late.is_empty() {
            return Ok(Err(late));
        }
        let told = |listing: &ListingPlan| {
            let result = press.listing(listing);
            self.watcher.advance();
            result
        };
        self.listings.par_iter().map(told).collect::<Result<(), BuildError>>()?;
        let made = press.count();
        if let Some(index) = index {
            self.search(index)?;
        }
        Ok(Ok(Set { made, found }))
    }

    /// Makes the pages of all texts, one at a time on each core: a text is in memory only while
    /// its page is written. Gives those that showed a fault.
    fn texts(
        &self,
        press: &Pages<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(Faults, Found), BuildError> {
        let told = |outcome| {
            self.watcher.advance();
            outcome
        };
        let plan = self.plan;
        let stories = (0..plan.stories.len()).into_par_iter().map(|index| press.story(index));
        let texts = (0..plan.texts.len()).into_par_iter().map(|index| press.text(index));
        let unlisted = (0..plan.unlisted.len()).into_par_iter().map(|it| press.unlisted(it));
        let (pour, now) = (&self.poured.pour, self.room.options.now);
        let (outcomes, found): (Vec<_>, _) = rayon::join(
            || stories.chain(texts).chain(unlisted).map(told).collect(),
            || Found::new(plan, self.listings, pour, &self.room.public, now),
        );
        let mut written = Ok(());
        let mut late = Faults::new();
        for ((outcome, told), manuscript) in outcomes.into_iter().zip(plan.all()) {
            if told.has_errors() {
                late.insert(manuscript.path.clone(), told);
                continue;
            }
            diagnostics.extend(told);
            written = written.and(outcome);
        }
        written.map(|()| (late, found))
    }

    /// Writes the search index, and the page on which one searches.
    fn search(&self, index: Index<'_>) -> Result<(), BuildError> {
        index.finish(|story| self.body(&self.plan.stories[story]).blocks)?;
        let address = Address::new(SEARCH).unwrap_or_default();
        self.poured.pour.page(Page::Search(SearchPage { address }), &[], |json, html| {
            self.output.write(&format!("{SEARCH}page.json"), json)?;
            self.output.write(&format!("{SEARCH}index.html"), html)
        })??;
        Ok(())
    }

    /// Writes what an edition has once, and gives the names of the files whose names are made of
    /// their content.
    pub(super) fn shared(&self) -> Result<BTreeSet<String>, BuildError> {
        let (Poured { pour, site_json, .. }, output) = (self.poured, self.output);
        pour.page(Page::NotFound(NotFound {}), &[], |_, html| output.write("404.html", html))??;
        output.write(&pour.site_file, site_json.as_str())?;
        output.write(SCHEMA_FILE, schema()?)?;
        let app = &pour.shell.app;
        let own = app.names().into_iter().chain([&pour.site_file]);
        let mut hashed: BTreeSet<String> = own.cloned().collect();
        for Sheet { rest, rest_file, .. } in pour.styles.all() {
            output.write(rest_file, rest)?;
            hashed.insert(rest_file.clone());
        }
        Ok(hashed)
    }

    /// Writes the feeds, whose texts are read again; only where the edition's URL is known.
    pub(super) fn feeds(&self, feeds: Vec<FeedPlan>) -> Result<(), BuildError> {
        let Some(root) = self.room.root() else { return Ok(()) };
        let (plan, settings) = (self.plan, &self.room.settings);
        feeds.into_par_iter().try_for_each(|feed| -> Result<(), BuildError> {
            let entry = |index: usize| {
                let text = self.body(&plan.stories[index]);
                let story = with_text(plan.fed(index)?, text);
                Some(Entry::new(story, &self.poured.pour.site, &root))
            };
            let feed = Feed {
                title: feed.title,
                description: feed.description,
                address: feed.address,
                language: settings.language.clone(),
                publisher: settings.title.clone(),
                entries: feed.stories.into_iter().filter_map(entry).collect(),
            };
            for (path, text) in feed.files(&root) {
                self.output.write(&path, text)?;
            }
            Ok(())
        })
    }

    fn body(&self, manuscript: &Manuscript) -> crate::read::Body {
        self.desk.body(manuscript, self.links)
    }
}
