//! What will be in the edition: decided before anything of it is made.
//!
//! A fault keeps a text out, and then its listings, its neighbours and whoever links to it are
//! others. So the edition is planned again without it, until nothing is wrong any more.

use super::{Body, found, hosts};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edition::{FeedPlan, ListingPlan, Plan};
use crate::read::{self, Asset, Clashes, Filed, Links, Manuscript, Owners, Reading};
use crate::settings::Settings;
use crate::write::feed::Form;
use newsprint::edition::{Address, Base, SEARCH, Words};
use newsprint::search::CATALOGUE;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// What an edition is planned by.
pub(super) struct Desk<'a> {
    pub(super) settings: &'a Settings,
    pub(super) words: &'a Words,
    pub(super) base: &'a Base,
    pub(super) content: &'a Path,
    pub(super) public: &'a Path,
    /// The paths of the app's files.
    pub(super) app: Vec<String>,
    /// Whether what harms no reader keeps a text out.
    pub(super) strict: bool,
}

/// An edition as it will be.
pub(super) struct Planned<'a> {
    pub(super) plan: Plan<'a>,
    /// What is not in it yet.
    pub(super) later: Plan<'a>,
    pub(super) listings: Vec<ListingPlan>,
    pub(super) feeds: Vec<FeedPlan>,
    pub(super) links: Links,
    /// The files that are copied.
    pub(super) assets: Vec<Asset>,
}

impl<'a> Desk<'a> {
    /// Plans the edition, and leaves out of the reading what cannot be in it.
    pub(super) fn plan(&self, reading: &mut Reading, diagnostics: &mut Diagnostics) -> Planned<'a> {
        loop {
            let mut planned = self.plan_once(reading);
            let files = [reading.assets.as_slice(), &reading.on_demand];
            let clashes = self.clashes(&planned, files);
            let mut faulty = clashes.texts;
            let mut found = clashes.diagnostics;
            if faulty.is_empty() && self.strict {
                faulty = self.rehearse(&planned, &mut found);
            }
            if faulty.is_empty() {
                diagnostics.extend(found);
                diagnostics.extend(crowded_out(&planned.plan));
                let copied = |it: &Asset| !clashes.files.contains(&it.target);
                let assets = reading.assets.iter().filter(|it| copied(it)).cloned().collect();
                planned.links.pass_over(&clashes.files);
                return Planned { assets, ..planned };
            }
            // What else was found is found again.
            diagnostics.extend(found.errors_alone());
            reading.manuscripts = planned.plan.into_manuscripts();
            reading.kept_back = planned.later.into_manuscripts();
            reading.leave_out(&faulty);
        }
    }

    fn plan_once(&self, reading: &mut Reading) -> Planned<'a> {
        let mut links = Links::new(reading, self.settings, self.base);
        let plan = |manuscripts: Vec<Filed>| Plan::new(manuscripts, self.settings, self.words);
        // A listing of what stays out alone is none that a link leads to yet.
        let later = plan(std::mem::take(&mut reading.kept_back));
        let unfit = plan(reading.unfit.clone());
        for listing in later.listings().into_iter().chain(unfit.listings()) {
            links.add_kept_back(listing.address);
        }
        let plan = plan(std::mem::take(&mut reading.manuscripts));
        let listings = plan.listings();
        let has_url = self.settings.base_url.is_some();
        let feeds = if has_url { plan.feeds() } else { Vec::new() };
        for listing in &listings {
            links.add_address(listing.address.clone());
        }
        for path in feeds.iter().flat_map(feed_paths).chain(found::made(&plan, has_url)) {
            links.add_file(path);
        }
        if self.settings.search {
            links.add_address(Address::new(SEARCH).unwrap_or_default());
        }
        Planned { plan, later, listings, feeds, links, assets: Vec::new() }
    }

    fn clashes(&self, planned: &Planned<'_>, files: [&[Asset]; 2]) -> Clashes {
        let Planned { plan, later, listings, feeds, .. } = planned;
        let manuscripts = plan.all().chain(super::to_come::stories(later));
        let owned = |paths: &[&str], whose| {
            paths.iter().map(|path| ((*path).to_owned(), whose)).collect::<Vec<_>>()
        };
        let of_search = [&*format!("{SEARCH}index.html"), &format!("{SEARCH}page.json"), CATALOGUE];
        let of_search = if self.settings.search { of_search.as_slice() } else { &[] };
        let mut owners: Owners = HashMap::new();
        owners.extend(owned(&found::PATHS, "what search engines read"));
        owners.extend(owned(&hosts::PATHS, "what hosts are told"));
        owners.extend(owned(&["/404.html"], "the page for what is not there"));
        owners.extend(owned(&["/page.schema.json"], "the form of pages"));
        owners.extend(owned(of_search, "the search"));
        owners.extend(feeds.iter().flat_map(feed_paths).map(|path| (path, "a feed")));
        let app: Vec<_> = self.app.iter().map(String::as_str).collect();
        owners.extend(owned(&app, "the app"));
        read::clashes(manuscripts, listings, files, &owners, self.content, self.public)
    }

    /// Reads all texts for what is wrong with them, and tells those with a fault.
    fn rehearse(&self, planned: &Planned<'_>, found: &mut Diagnostics) -> BTreeSet<String> {
        let texts: Vec<_> = planned.plan.all().collect();
        let read: Vec<_> = texts
            .into_par_iter()
            .map(|it| (&it.path, self.body(it, &planned.links).diagnostics))
            .filter(|(_, diagnostics)| diagnostics.has_errors())
            .collect();
        let mut faulty = BTreeSet::new();
        for (path, diagnostics) in read {
            found.extend(diagnostics);
            faulty.insert(path.clone());
        }
        faulty
    }

    /// A text as blocks.
    pub(super) fn body(&self, manuscript: &Manuscript, links: &Links) -> Body {
        let body = read::body(manuscript, self.content, links);
        Body { diagnostics: body.diagnostics.where_strict(self.strict), ..body }
    }
}

/// Says that there are more sections than every page can name.
fn crowded_out(plan: &Plan<'_>) -> Option<Diagnostic> {
    let count = plan.crowded_out();
    let message = format!("{count} sections stand neither in the menu nor on the front page");
    (count > 0).then(|| {
        Diagnostic::warning("press::read::many_sections", "newsprint.toml", message)
            .help("Name those that are to stand there in newsprint.toml, as [[sections]].")
    })
}

/// Where the files of a feed lie.
fn feed_paths(feed: &FeedPlan) -> impl Iterator<Item = String> {
    Form::ALL.into_iter().map(|form| format!("{}{}", feed.address, form.file()))
}
