use super::rare_words::RareWords;
use super::related::related;
use super::{Label, Labels, ListingPlan};
use crate::read::folded;
use crate::read::{Filed, Kind, Manuscript, Moment};
use crate::settings::Settings;
use crate::write::Redirect;
use newsprint::edition::{Address, Image, NamedLink, Story, Teaser, Text, Words};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// How many stories a feed holds at most.
const FEED_LENGTH: usize = 20;

/// A feed, without the texts of its stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPlan {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// The listing that it follows.
    pub address: Address,
    /// Its stories, as indices, newest first.
    pub stories: Vec<usize>,
}

/// How much a teaser shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Card {
    /// The headline and a small picture.
    Short,
    /// With the standfirst.
    Usual,
    /// With the standfirst and a large picture.
    Lead,
}

/// An edition: every page that will be written, without the texts.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) settings: &'a Settings,
    pub(super) words: &'a Words,
    /// The stories, oldest first; ties in time are ordered by address.
    pub stories: Vec<Filed>,
    /// When they were published, in nanoseconds.
    times: Vec<i128>,
    /// The plain pages, by address.
    pub texts: Vec<Filed>,
    /// What is for those who have its address, by address: in no list, and beside no other.
    pub unlisted: Vec<Filed>,
    pub(super) sections: Labels,
    pub(super) topics: Labels,
    pub(super) authors: Labels,
    /// The words that few stories share.
    rare_words: RareWords,
}

impl<'a> Plan<'a> {
    /// Orders what was read.
    pub fn new(manuscripts: Vec<Filed>, settings: &'a Settings, words: &'a Words) -> Self {
        let (mut unlisted, listed): (Vec<_>, Vec<_>) =
            manuscripts.into_iter().partition(|manuscript| manuscript.unlisted);
        let (mut stories, mut texts): (Vec<_>, Vec<_>) =
            listed.into_iter().partition(|manuscript| manuscript.kind == Kind::Story);
        let moment = |m: &Manuscript| m.published.as_ref().map(|moment| moment.instant);
        stories
            .par_sort_by(|a, b| moment(a).cmp(&moment(b)).then_with(|| a.address.cmp(&b.address)));
        texts.sort_by(|a, b| a.address.cmp(&b.address));
        unlisted.sort_by(|a: &Filed, b| a.address.cmp(&b.address));
        let time = |it: &Filed| moment(it).map_or(0, jiff::Timestamp::as_nanosecond);
        let mut plan = Self {
            times: stories.iter().map(time).collect(),
            settings,
            words,
            sections: Labels::new("section", &settings.sections),
            topics: Labels::new("topic", &settings.topics),
            authors: Labels::new("author", &settings.authors),
            rare_words: RareWords::of(&stories),
            stories,
            texts,
            unlisted,
        };
        for (index, story) in plan.stories.iter().enumerate() {
            if let Some(section) = &story.section {
                plan.sections.add(section, index);
            }
            for topic in &story.topics {
                plan.topics.add(topic, index);
            }
            for author in &story.authors {
                plan.authors.add(author, index);
            }
        }
        plan
    }

    /// What it was made of, sorted by path.
    pub fn into_manuscripts(self) -> Vec<Filed> {
        let all = self.stories.into_iter().chain(self.texts).chain(self.unlisted);
        let mut all: Vec<Filed> = all.collect();
        all.par_sort_by(|a, b| a.path.cmp(&b.path));
        all
    }

    /// Every text, to be given what is known of it later.
    pub fn manuscripts_mut(&mut self) -> impl Iterator<Item = &mut Filed> {
        self.stories.iter_mut().chain(&mut self.texts).chain(&mut self.unlisted)
    }

    /// Every text.
    pub fn all(&self) -> impl Iterator<Item = &Filed> + Clone {
        self.stories.iter().chain(&self.texts).chain(&self.unlisted)
    }

    /// The sections that every page names, in the newsroom's order.
    pub fn sections(&self) -> Vec<NamedLink> {
        self.sections.prominent().into_iter().map(|label| label.link.clone()).collect()
    }

    /// How many sections are named by their own stories alone.
    pub fn crowded_out(&self) -> usize {
        self.sections.all().len() - self.sections.prominent().len()
    }

    /// What has a feed: the edition, and every section, topic and author with stories.
    pub fn feeds(&self) -> Vec<FeedPlan> {
        let newest = |stories: &[usize]| stories.iter().rev().take(FEED_LENGTH).copied().collect();
        let title = &self.settings.title;
        let labels = [&self.sections, &self.topics, &self.authors].map(Labels::all).concat();
        let of_label = |label: &Label| FeedPlan {
            title: format!("{} – {title}", label.link.name),
            description: label.description.clone().unwrap_or_else(|| label.link.name.clone()),
            address: label.link.address.clone(),
            stories: newest(&label.stories),
        };
        let everything: Vec<usize> =
            (self.stories.len().saturating_sub(FEED_LENGTH)..self.stories.len()).collect();
        let whole = FeedPlan {
            title: title.clone(),
            description: self.settings.brand.motto.clone().unwrap_or_else(|| title.clone()),
            address: Address::front(),
            stories: newest(&everything),
        };
        let feeds = std::iter::once(whole).chain(labels.into_iter().map(of_label));
        feeds.filter(|feed| !feed.stories.is_empty()).collect()
    }

    /// The addresses that stories and pages had before, sorted. Of those that they may have had,
    /// the ones that nothing else has: neither a page, nor another story with the same claim, nor
    /// what `is_file` knows.
    pub fn redirects(
        &self,
        listings: &[ListingPlan],
        is_file: impl Fn(&Address) -> bool,
    ) -> Vec<Redirect> {
        let manuscripts = || self.all();
        let redirect = |from: &Address, manuscript: &Manuscript| Redirect {
            from: from.clone(),
            to: manuscript.address.clone(),
            title: manuscript.headline.clone(),
            language: manuscript.language.clone(),
        };
        let mut redirects: Vec<Redirect> = manuscripts()
            .flat_map(|it| it.aliases.iter().map(move |from| redirect(from, it)))
            .collect();
        let claims = || manuscripts().flat_map(|it| it.perhaps.iter().map(move |from| (from, it)));
        if claims().next().is_some() {
            let pages =
                manuscripts().flat_map(|it| std::iter::once(&it.address).chain(&it.aliases));
            let taken: FxHashSet<_> =
                pages.chain(listings.iter().map(|it| &it.address)).map(folded).collect();
            let mut count: FxHashMap<_, usize> = FxHashMap::default();
            claims().for_each(|(from, _)| *count.entry(folded(from)).or_default() += 1);
            let is_free = |from: &Address| {
                let name = folded(from);
                count.get(&name) == Some(&1) && !taken.contains(&name) && !is_file(from)
            };
            redirects.extend(
                claims().filter(|(from, _)| is_free(from)).map(|(from, it)| redirect(from, it)),
            );
        }
        redirects.sort();
        redirects
    }

    /// The listings of authors that are no single person.
    pub fn organizations(&self) -> BTreeSet<Address> {
        let authors = self.authors.all().into_iter().filter(|author| author.organization);
        authors.map(|author| author.link.address.clone()).collect()
    }

    /// A story's page, but for what its text gives: body, reading time, revision. `related` are
    /// the stories [related](Self::related) to it.
    pub fn story(&self, index: usize, related: &[usize]) -> Option<Story> {
        let article = self.article(index)?;
        let short = |index: usize| self.teaser(index, Card::Short);
        Some(Story {
            previous: index.checked_sub(1).and_then(short),
            next: short(index + 1),
            related: related.iter().copied().filter_map(short).collect(),
            ..article
        })
    }

    /// The stories related to a story, as indices.
    pub fn related(&self, index: usize) -> Vec<usize> {
        let lists = (&self.topics, &self.sections, &self.rare_words);
        related(&self.stories, &self.times, index, lists)
    }

    /// A story by itself, without what stands around it, and but for what its text gives.
    pub fn article(&self, index: usize) -> Option<Story> {
        self.article_of(self.stories.get(index)?)
    }

    /// The same of any story, also of one that stands in no list.
    pub fn article_of(&self, manuscript: &Manuscript) -> Option<Story> {
        let published = manuscript.published.as_ref()?.text.clone();
        let links = |labels: &Labels, names: &[String]| {
            let mut links: Vec<NamedLink> = Vec::new();
            for label in names.iter().filter_map(|name| labels.get(name)) {
                if !links.contains(&label.link) {
                    links.push(label.link.clone());
                }
            }
            links
        };
        Some(Story {
            address: manuscript.address.clone(),
            id: manuscript.id.clone(),
            headline: manuscript.headline.clone(),
            standfirst: manuscript.standfirst.clone(),
            section: self.section_of(manuscript),
            topics: links(&self.topics, &manuscript.topics),
            authors: links(&self.authors, &manuscript.authors),
            published,
            updated: manuscript.updated.as_ref().map(|moment| moment.text.clone()),
            language: manuscript.language.clone(),
            lead_image: manuscript.lead_image.clone(),
            comments: manuscript.comments.clone(),
            reading_minutes: 1,
            ..Story::default()
        })
    }

    /// The same for a feed, whose readers are told a time even where a day alone was written.
    pub fn fed(&self, index: usize) -> Option<Story> {
        let manuscript = self.stories.get(index)?;
        let whole = |moment: &Option<Moment>| moment.as_ref().map(Moment::whole);
        Some(Story {
            published: whole(&manuscript.published)?,
            updated: whole(&manuscript.updated),
            ..self.article(index)?
        })
    }

    /// A plain page, but for its text.
    pub fn text(&self, index: usize) -> Option<Text> {
        self.texts.get(index).map(|it| Self::text_of(it))
    }

    /// The same of any plain page.
    pub fn text_of(manuscript: &Manuscript) -> Text {
        Text {
            address: manuscript.address.clone(),
            title: manuscript.headline.clone(),
            description: manuscript.standfirst.clone(),
            language: manuscript.language.clone(),
            body: Vec::new(),
        }
    }

    pub(super) fn teaser(&self, index: usize, card: Card) -> Option<Teaser> {
        let manuscript = self.stories.get(index)?;
        let foreign = manuscript.language != self.settings.language;
        let image = match &manuscript.cards {
            Some(cards) if card == Card::Lead => Some(&cards.large),
            Some(cards) => Some(&cards.small),
            None => manuscript.lead_image.as_ref(),
        };
        let image = image.map(|image| Image { caption: Vec::new(), credit: None, ..image.clone() });
        Some(Teaser {
            address: manuscript.address.clone(),
            headline: manuscript.headline.clone(),
            standfirst: manuscript.standfirst.clone().filter(|_| card != Card::Short),
            section: self.section_of(manuscript),
            published: manuscript.published.as_ref()?.text.clone(),
            language: foreign.then(|| manuscript.language.clone()),
            thread: Some(&manuscript.id)
                .filter(|id| card != Card::Short && **id != manuscript.address.as_str())
                .cloned(),
            image,
        })
    }

    /// The last folder of the address of a story's section.
    pub fn section_folder(&self, index: usize) -> Option<String> {
        let section = self.section_of(self.stories.get(index)?)?;
        section.address.folder().rsplit('/').next().map(ToOwned::to_owned)
    }

    pub(super) fn section_of(&self, manuscript: &Manuscript) -> Option<NamedLink> {
        manuscript
            .section
            .as_ref()
            .and_then(|name| self.sections.get(name))
            .map(|label| label.link.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::shelf::manuscripts;
    use super::*;
    use crate::settings;

    fn settings() -> Settings {
        let section = |name: &str| settings::Label {
            name: name.into(),
            slug: None,
            description: None,
            organization: false,
        };
        Settings {
            page_size: 2,
            sections: vec![section("World"), section("Empty")],
            ..Settings::default()
        }
    }

    fn headlines(teasers: &[Teaser]) -> Vec<&str> {
        teasers.iter().map(|teaser| teaser.headline.as_str()).collect()
    }

    /// Looks at a plan of these files.
    fn plan(files: &[(&str, &str, &str)], look: impl FnOnce(&Plan<'_>)) {
        let (settings, words) = (settings(), Words::default());
        look(&Plan::new(manuscripts(files), &settings, &words));
    }

    #[test]
    fn stories_are_ordered_by_time_then_address_and_pages_stand_apart() {
        let files = [
            ("z", "2026-01-01", ""),
            ("c", "2026-01-02T12:00:00+02:00", ""),
            ("b", "2026-01-02T10:00:00Z", ""),
            ("about", "", ""),
            ("a", "2026-01-03", ""),
        ];
        plan(&files, |plan| {
            let order: Vec<_> = plan.stories.iter().map(|story| story.headline.as_str()).collect();
            assert_eq!(order, ["Z", "B", "C", "A"]);
            assert_eq!(plan.texts.len(), 1);
            let of = |index: usize| plan.story(index, &plan.related(index));
            let story = |index: usize| of(index).unwrap();
            let names = |index: usize| {
                let Story { previous, next, .. } = story(index);
                [previous, next].map(|teaser| teaser.map(|teaser| teaser.headline))
            };
            assert_eq!(names(0), [None, Some("B".into())]);
            assert_eq!(names(1), [Some("Z".into()), Some("C".into())]);
            assert_eq!(names(3), [Some("C".into()), None]);
            assert!(plan.story(4, &[]).is_none() && plan.text(1).is_none());
        });
    }

    #[test]
    fn neighbours_are_short_and_say_when_they_are_in_another_language() {
        let files = [
            ("a", "2026-01-01", "description: Long\nlanguage: ar"),
            ("b", "2026-01-02", "description: Long\nlanguage: en"),
        ];
        plan(&files, |plan| {
            let previous = plan.story(1, &[]).unwrap().previous.unwrap();
            assert_eq!((previous.standfirst, previous.language.as_deref()), (None, Some("ar")));
            let next = plan.story(0, &[]).unwrap().next.unwrap();
            assert_eq!(next.language, None);
            let lead = plan.listing(&plan.listings()[0]).lead.unwrap();
            assert_eq!(lead.standfirst.as_deref(), Some("Long"));
        });
    }

    #[test]
    fn a_label_stands_once_on_a_story() {
        plan(&[("a", "2026-01-01", "tags: [Sea, sea!, Light]\nauthors: [X, x]")], |plan| {
            let story = plan.story(0, &[]).unwrap();
            let names =
                |links: &[NamedLink]| links.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
            assert_eq!(names(&story.topics), ["Sea", "Light"]);
            assert_eq!(names(&story.authors), ["X"]);
        });
    }

    #[test]
    fn every_listing_is_there_page_by_page() {
        let files: Vec<_> = [
            ("a", "2026-01-01", "section: World\ntags: [Sea]"),
            ("b", "2026-01-02", "section: World\nauthors: [X]"),
            ("c", "2026-01-03", "section: World\nfeatured: true"),
            ("d", "2026-01-04", "section: World"),
            ("e", "2026-01-05", "section: Local"),
        ]
        .into();
        plan(&files, |plan| {
            let listings: Vec<_> = plan.listings().iter().map(|it| plan.listing(it)).collect();
            let addresses: Vec<_> = listings.iter().map(|it| it.address.as_str()).collect();
            assert_eq!(
                addresses,
                [
                    "/",
                    "/archive/page/1/",
                    "/archive/",
                    "/section/world/page/1/",
                    "/section/world/",
                    "/section/empty/",
                    "/section/local/",
                    "/topic/sea/",
                    "/author/x/",
                ]
            );
            let of =
                |address: &str| listings.iter().find(|it| it.address.as_str() == address).unwrap();
            let lead = |address: &str| of(address).lead.as_ref().map(|lead| lead.headline.as_str());
            assert_eq!(lead("/archive/"), Some("C"), "the featured one of the newest");
            assert_eq!(headlines(&of("/archive/").stories), ["E", "D"]);
            assert_eq!((lead("/archive/page/1/"), of("/archive/page/1/").number), (None, Some(1)));
            assert_eq!(headlines(&of("/archive/page/1/").stories), ["B", "A"]);
            assert_eq!((lead("/section/empty/"), of("/section/empty/").stories.len()), (None, 0));
            let names: Vec<_> = plan.sections().into_iter().map(|it| it.name).collect();
            assert_eq!(names, ["World", "Empty", "Local"]);
        });
    }

    #[test]
    fn a_feed_holds_the_newest_of_what_has_stories() {
        let dates: Vec<_> =
            (1..=25).map(|n| (format!("s{n:02}"), format!("2026-01-{n:02}"))).collect();
        let mut files: Vec<_> = dates
            .iter()
            .map(|(name, date)| (name.as_str(), date.as_str(), "section: World"))
            .collect();
        files.push(("z", "2026-02-01", "tags: [Sea]"));
        plan(&files, |plan| {
            let feeds = plan.feeds();
            let addresses: Vec<_> = feeds.iter().map(|feed| feed.address.as_str()).collect();
            assert_eq!(addresses, ["/", "/section/world/", "/topic/sea/"]);
            assert_eq!((feeds[0].stories.len(), feeds[0].stories[0]), (20, 25));
            assert_eq!((feeds[1].stories[0], feeds[1].stories[19]), (24, 5));
            assert_eq!(feeds[2].title, "Sea – Newsprint");
            assert_eq!(plan.article(25).unwrap().previous, None);
        });
    }

    #[test]
    fn the_front_page_shows_each_story_once() {
        let dates: Vec<_> =
            (1..=12).map(|n| (format!("s{n:02}"), format!("2026-01-{n:02}"))).collect();
        let files: Vec<_> = dates
            .iter()
            .map(|(name, date)| (name.as_str(), date.as_str(), "section: World"))
            .collect();
        plan(&files, |plan| {
            let front = plan.listing(&plan.listings()[0]);
            assert_eq!(front.lead.unwrap().headline, "S12");
            assert_eq!(headlines(&front.stories), ["S11", "S10", "S09", "S08", "S07", "S06"]);
            assert_eq!(front.groups.len(), 1, "a section without stories is not shown");
            assert_eq!(headlines(&front.groups[0].stories), ["S05", "S04", "S03"]);
            assert!(front.groups[0].stories.iter().all(|teaser| teaser.section.is_none()));
        });
    }

    /// How many stories stand below the lead of the front page, and how many in its sections,
    /// when of `count` stories those of a range have a section.
    fn front(count: usize, sections: std::ops::Range<usize>) -> (usize, usize) {
        let names: Vec<_> = (0..count)
            .map(|n| (format!("s{n:02}"), format!("2026-01-{:02}", n + 1), sections.contains(&n)))
            .collect();
        let files: Vec<_> = names
            .iter()
            .map(|(name, date, has)| {
                (name.as_str(), date.as_str(), if *has { "section: World" } else { "" })
            })
            .collect();
        let mut counts = (0, 0);
        plan(&files, |plan| {
            let listing = &plan.listings()[0];
            let all: BTreeSet<_> = listing.all().collect();
            assert_eq!(all.len(), listing.all().count(), "each story once");
            let grouped = listing.groups.iter().map(|(_, stories)| stories.len()).sum();
            counts = (listing.stories.len(), grouped);
        });
        counts
    }

    #[test]
    fn the_front_page_has_ten_stories_where_the_edition_has_them() {
        assert_eq!(front(20, 0..0), (9, 0), "no story names a section");
        assert_eq!(front(20, 0..2), (7, 2), "two do");
        assert_eq!(front(20, 18..20), (9, 0), "the two that do stand there already");
        assert_eq!(front(20, 0..20), (6, 3));
        assert_eq!(front(8, 0..0), (7, 0));
        assert_eq!(front(10, 0..10), (6, 3));
        assert_eq!(front(11, 0..1), (8, 1));
        assert_eq!(front(1, 0..1), (0, 0));
        assert_eq!(front(0, 0..0), (0, 0));
    }
}
