//! The files at the top of an edition that make it found: sitemaps, `robots.txt`, the web
//! manifest.

use crate::edition::{ListingPlan, Plan};
use crate::write::sitemap::{INDEX, NEWS, names, news_sitemap, sitemaps};
use crate::write::{MANIFEST, Output, Pour, ROBOTS, WriteError, manifest, robots};
use std::path::Path;

/// Where those lie whose names are always the same.
pub(super) const PATHS: [&str; 4] = [INDEX, NEWS, ROBOTS, MANIFEST];

/// The files that every edition has, and those that one has whose URL is known, for links to lead
/// to.
pub(super) fn made(plan: &Plan<'_>, has_root: bool) -> impl Iterator<Item = String> {
    let always = [ROBOTS, MANIFEST, "/404.html", "/page.schema.json"].map(ToOwned::to_owned);
    let news = (!plan.stories.is_empty()).then(|| NEWS.to_owned());
    let sitemaps = std::iter::once(INDEX.to_owned()).chain(news).chain(names(plan));
    always.into_iter().chain(sitemaps.filter(move |_| has_root))
}

/// The files, ready to be written: each with its path in the edition.
pub(super) struct Found(Vec<(String, String)>);

impl Found {
    /// Makes the files of an edition. `public` is the folder whose files are copied as they
    /// are: a manifest that is there is the edition's, and a `robots.txt` is added to.
    pub(super) fn new(
        plan: &Plan<'_>,
        listings: &[ListingPlan],
        pour: &Pour,
        public: &Path,
        now: jiff::Timestamp,
    ) -> Self {
        let mut files = Vec::new();
        let root = pour.structured_data.as_ref().map(|data| &data.root);
        let mut news = None;
        if let Some(root) = root {
            files.extend(sitemaps(plan, listings, root));
            news = news_sitemap(plan, &pour.site.title, root, now);
        }
        let own = |path: &str| std::fs::read_to_string(public.join(path.trim_matches('/'))).ok();
        files.push((ROBOTS.into(), robots(own(ROBOTS).as_deref(), root, news.is_some())));
        files.extend(news);
        if own(MANIFEST).is_none() {
            let [colour, _] = &pour.theme_colours;
            files.push((MANIFEST.into(), manifest(&pour.site, public, colour)));
        }
        Self(files)
    }

    pub(super) fn write(&self, output: &Output) -> Result<(), WriteError> {
        self.0.iter().try_for_each(|(path, text)| output.write(path, text))
    }
}
