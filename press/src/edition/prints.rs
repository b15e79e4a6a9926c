//! What pages are made from, as hashes.
//!
//! Whether a page would be another than the one that stands is asked of every page at every
//! build. To make the page's data for that would cost more than all else; so each story is
//! hashed once, and a page is hashed by its stories' hashes.

use super::{Labels, ListingPlan, Plan};
use crate::read::{Filed, Manuscript};
use newsprint::edition::NamedLink;
use rayon::prelude::*;
use serde::Serialize;

type Hash = [u8; 32];

/// Hashes of all that the pages of an edition show of its stories.
#[derive(Debug)]
pub struct Prints {
    /// Of each story, all that another page can show of it.
    stories: Vec<Hash>,
}

/// A hash in the making.
struct Mill(blake3::Hasher);

impl Mill {
    /// Begins with what the page is made from besides.
    fn new(of_all: &Hash) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(of_all);
        Self(hasher)
    }

    fn text(&mut self, text: &str) {
        self.0.update(&text.len().to_le_bytes());
        self.0.update(text.as_bytes());
    }

    fn link(&mut self, link: Option<&NamedLink>) {
        self.text(link.map_or("", |link| link.name.as_str()));
        self.text(link.map_or("", |link| link.address.as_str()));
    }

    /// Anything, as JSON: only what is rare.
    fn json(&mut self, of: &impl Serialize) {
        // What cannot be written as JSON cannot be written as a page either.
        let json = serde_json::to_vec(of).unwrap_or_default();
        self.0.update(&json.len().to_le_bytes());
        self.0.update(&json);
    }

    fn finish(self) -> Hash {
        *self.0.finalize().as_bytes()
    }
}

impl Prints {
    /// Hashes the stories of a plan.
    pub fn new(plan: &Plan<'_>) -> Self {
        let story = |manuscript: &Filed| {
            let mut mill = Mill::new(&manuscript.print());
            mill.link(plan.section_of(manuscript).as_ref());
            mill.finish()
        };
        Self { stories: plan.stories.par_iter().map(story).collect() }
    }

    /// Of all that a story's page is made from, besides its text.
    /// `related` are the stories related to it.
    pub fn story(&self, plan: &Plan<'_>, index: usize, related: &[usize], of_all: &Hash) -> Hash {
        let mut mill = Mill::new(of_all);
        let Some(manuscript) = plan.stories.get(index) else { return mill.finish() };
        self.card(Some(index), &mut mill);
        for (labels, names) in
            [(&plan.topics, &manuscript.topics), (&plan.authors, &manuscript.authors)]
        {
            self.labels(labels, names, &mut mill);
        }
        self.card(index.checked_sub(1), &mut mill);
        self.card(Some(index + 1), &mut mill);
        for other in related {
            self.card(Some(*other), &mut mill);
        }
        mill.finish()
    }

    /// Of all that a plain page is made from, besides its text.
    pub fn text(&self, manuscript: &Manuscript, of_all: &Hash) -> Hash {
        let mut mill = Mill::new(of_all);
        mill.0.update(&manuscript.print());
        mill.finish()
    }

    /// Of all that the page of a text is made from that stands in no list, besides its text.
    pub fn unlisted(&self, plan: &Plan<'_>, manuscript: &Manuscript, of_all: &Hash) -> Hash {
        let mut mill = Mill::new(of_all);
        mill.0.update(&manuscript.print());
        mill.link(plan.section_of(manuscript).as_ref());
        self.labels(&plan.topics, &manuscript.topics, &mut mill);
        self.labels(&plan.authors, &manuscript.authors, &mut mill);
        mill.finish()
    }

    /// Of all that a listing is made from.
    pub fn listing(&self, listing: &ListingPlan, of_all: &Hash) -> Hash {
        let ListingPlan {
            kind,
            address,
            title,
            description,
            number,
            lead,
            stories,
            groups,
            older,
            newer,
        } = listing;
        let mut mill = Mill::new(of_all);
        mill.json(&(kind, address, title, description, number, older, newer));
        self.card(*lead, &mut mill);
        stories.iter().for_each(|index| self.card(Some(*index), &mut mill));
        for (section, stories) in groups {
            mill.link(Some(section));
            stories.iter().for_each(|index| self.card(Some(*index), &mut mill));
        }
        mill.finish()
    }

    /// What is shown of another story; there may be none.
    fn card(&self, index: Option<usize>, mill: &mut Mill) {
        let print = index.and_then(|index| self.stories.get(index));
        mill.0.update(print.unwrap_or(&[0; 32]));
    }

    fn labels(&self, labels: &Labels, names: &[String], mill: &mut Mill) {
        for name in names {
            mill.link(labels.get(name).map(|label| &label.link));
        }
        mill.text("");
    }
}
