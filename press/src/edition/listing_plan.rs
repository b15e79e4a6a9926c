//! Which stories stand on which listing.

use super::listings::numbered;
use super::plan::Card;
use super::{Label, Plan};
use newsprint::edition::{Address, Group, Listing, ListingKind, NamedLink, Teaser, Word};

/// How many stories stand on the front page beside and below the lead; more, where the sections
/// add too few.
const FRONT_NEWEST: usize = 6;

/// How many stories stand on the front page at least, if the edition has so many.
const FRONT_LEAST: usize = 10;

/// How many stories a section has on the front page.
const FRONT_GROUP: usize = 3;

/// A page of a listing, its stories as indices: a hundred thousand stories stand on half a
/// million cards, and only those are made that are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingPlan {
    /// What it lists.
    pub kind: ListingKind,
    /// Where it lives.
    pub address: Address,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Counted from the oldest; none for the newest page.
    pub number: Option<u32>,
    /// The story set largest.
    pub lead: Option<usize>,
    /// The others, newest first.
    pub stories: Vec<usize>,
    /// On the front page, each section's newest.
    pub groups: Vec<(NamedLink, Vec<usize>)>,
    /// The page with older stories.
    pub older: Option<Address>,
    /// The page with newer stories.
    pub newer: Option<Address>,
}

impl ListingPlan {
    /// All its stories.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        let groups = self.groups.iter().flat_map(|(_, stories)| stories);
        self.lead.iter().chain(&self.stories).chain(groups).copied()
    }
}

impl Plan<'_> {
    /// Every listing, page by page: the front page first.
    pub fn listings(&self) -> Vec<ListingPlan> {
        let mut listings = vec![self.front()];
        let archive: Vec<usize> = (0..self.stories.len()).collect();
        let everything = Label::of_all(self.words.get(Word::Archive), archive);
        listings.extend(self.pages(ListingKind::Archive, &everything));
        for (kind, labels) in [
            (ListingKind::Section, &self.sections),
            (ListingKind::Topic, &self.topics),
            (ListingKind::Author, &self.authors),
        ] {
            for label in labels.all() {
                listings.extend(self.pages(kind, label));
            }
        }
        listings
    }

    /// A listing's page.
    pub fn listing(&self, plan: &ListingPlan) -> Listing {
        let usual = |stories: &[usize]| {
            stories.iter().filter_map(|&index| self.teaser(index, Card::Usual)).collect()
        };
        let group = |(section, stories): &(NamedLink, Vec<usize>)| Group {
            section: section.clone(),
            stories: stories
                .iter()
                .filter_map(|&index| self.teaser(index, Card::Short))
                .map(|teaser| Teaser { section: None, ..teaser })
                .collect(),
        };
        Listing {
            listing: plan.kind,
            address: plan.address.clone(),
            title: plan.title.clone(),
            description: plan.description.clone(),
            number: plan.number,
            lead: plan.lead.and_then(|index| self.teaser(index, Card::Lead)),
            groups: plan.groups.iter().map(group).collect(),
            stories: usual(&plan.stories),
            older: plan.older.clone(),
            newer: plan.newer.clone(),
        }
    }

    /// The front page: the lead, the newest, and each section's newest that do not stand
    /// there already.
    fn front(&self) -> ListingPlan {
        let newest = || (0..self.stories.len()).rev();
        let recent: Vec<usize> =
            newest().take(self.settings.page_size.max(FRONT_NEWEST + 1)).collect();
        let lead = self.lead(&recent);
        let below = |count: usize| -> Vec<usize> {
            newest().filter(|&index| Some(index) != lead).take(count).collect()
        };
        let enough = FRONT_LEAST.min(self.stories.len());
        let (stories, groups) = (FRONT_NEWEST..FRONT_LEAST)
            .map(|count| {
                let below = below(count);
                let groups = self.groups(lead, &below);
                (below, groups)
            })
            .find(|(below, groups)| {
                let grouped: usize = groups.iter().map(|(_, stories)| stories.len()).sum();
                1 + below.len() + grouped >= enough
            })
            .unwrap_or_default();
        ListingPlan {
            kind: ListingKind::Front,
            address: Address::front(),
            title: self.settings.title.clone(),
            description: self.settings.brand.motto.clone(),
            number: None,
            lead,
            groups,
            stories,
            older: None,
            newer: None,
        }
    }

    /// Each section's newest stories that do not stand on the front page already.
    fn groups(&self, lead: Option<usize>, below: &[usize]) -> Vec<(NamedLink, Vec<usize>)> {
        let groups = self.sections.prominent().into_iter().filter_map(|label| {
            let stories: Vec<usize> = label
                .stories
                .iter()
                .rev()
                .filter(|&index| Some(*index) != lead && !below.contains(index))
                .take(FRONT_GROUP)
                .copied()
                .collect();
            (!stories.is_empty()).then(|| (label.link.clone(), stories))
        });
        groups.collect()
    }

    /// A listing's pages, oldest first.
    fn pages(&self, kind: ListingKind, label: &Label) -> Vec<ListingPlan> {
        let pages = numbered(&label.link.address, label.stories.len(), self.settings.page_size);
        pages
            .into_iter()
            .map(|page| {
                let mut stories: Vec<usize> =
                    label.stories[page.stories.clone()].iter().rev().copied().collect();
                // Older pages are lists: which story leads is news.
                let lead = page.number.is_none().then(|| self.lead(&stories)).flatten();
                stories.retain(|&index| Some(index) != lead);
                ListingPlan {
                    kind,
                    address: page.address,
                    title: label.link.name.clone(),
                    description: label.description.clone(),
                    number: page.number.and_then(|number| number.try_into().ok()),
                    lead,
                    stories,
                    groups: Vec::new(),
                    older: page.older,
                    newer: page.newer,
                }
            })
            .collect()
    }

    /// The story set largest: the newest that is featured, else the newest.
    fn lead(&self, newest_first: &[usize]) -> Option<usize> {
        newest_first
            .iter()
            .copied()
            .find(|&index| self.stories[index].featured)
            .or_else(|| newest_first.first().copied())
    }
}
