use crate::read::paths::composed;
use crate::read::slug;
use crate::settings;
use newsprint::edition::{Address, NamedLink};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many labels stand on every page, where the settings do not name more. With each of them every
/// page grows, and an author makes one by writing its name.
const PROMINENT: usize = 50;

/// Sections, topics or authors: each name with its listing's address and its stories.
///
/// Two names that come to the same address are the same label, under the name that the
/// settings give it, else the one that its oldest story writes: a new story renames nothing.
#[derive(Debug, Default)]
pub struct Labels {
    labels: Vec<Label>,
    /// The labels by the last folder of their address.
    by_slug: BTreeMap<String, usize>,
    /// Names whose last folder is not made from the name.
    slugs: BTreeMap<String, String>,
    folder: &'static str,
    /// The labels by the names that stories write: a hundred thousand stories carry a few.
    by_name: FxHashMap<String, usize>,
}

/// A section, topic or author.
#[derive(Clone, Debug)]
pub struct Label {
    /// Its name and listing.
    pub link: NamedLink,
    /// A sentence about it.
    pub description: Option<String>,
    /// Whether it is an author that is no single person.
    pub organization: bool,
    /// Its stories, as indices, oldest first.
    pub stories: Vec<usize>,
    /// Its place in the settings; those that the settings do not know come last.
    rank: usize,
}

impl Label {
    /// All stories of the edition, in the archive.
    pub fn of_all(name: &str, stories: Vec<usize>) -> Self {
        let address = Address::new("/archive/").unwrap_or_else(|_| Address::front());
        let link = NamedLink { name: name.into(), address };
        Self { link, description: None, organization: false, stories, rank: 0 }
    }
}

impl Labels {
    /// Begins with the labels that the settings know, under `/folder/`.
    pub fn new(folder: &'static str, known: &[settings::Label]) -> Self {
        let mut labels = Self { folder, ..Self::default() };
        for (rank, label) in known.iter().enumerate() {
            let slug = label.slug.as_deref().map(|slug| composed(slug).into_owned());
            let slug = slug.unwrap_or_else(|| folder_name(&label.name));
            labels.slugs.insert(plain(&label.name), slug.clone());
            let place = labels.place(slug, &label.name, rank);
            let entry = &mut labels.labels[place];
            entry.description.clone_from(&label.description);
            entry.organization |= label.organization;
        }
        labels
    }

    /// Notes that a story carries a name. Stories come oldest first.
    pub fn add(&mut self, name: &str, story: usize) {
        let place = match self.by_name.get(name) {
            Some(place) => *place,
            None => {
                let place = self.place(self.slug_of(name), name, usize::MAX);
                self.by_name.insert(name.into(), place);
                place
            }
        };
        let stories = &mut self.labels[place].stories;
        if stories.last() != Some(&story) {
            stories.push(story);
        }
    }

    /// The label of a name that has been added.
    pub fn get(&self, name: &str) -> Option<&Label> {
        let by_slug = || self.by_slug.get(&self.slug_of(name));
        self.labels.get(*self.by_name.get(name).or_else(by_slug)?)
    }

    /// All labels: in the settings' order, then by address.
    pub fn all(&self) -> Vec<&Label> {
        let mut all: Vec<_> = self.labels.iter().collect();
        all.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.link.address.cmp(&b.link.address)));
        all
    }

    /// The labels that stand on every page, in the order of [`Self::all`]: those of the settings, and
    /// of the others as many as find room beside them, those with the most stories.
    pub fn prominent(&self) -> Vec<&Label> {
        let (mut prominent, mut others): (Vec<_>, Vec<_>) =
            self.all().into_iter().partition(|label| label.rank < usize::MAX);
        let room = PROMINENT.saturating_sub(prominent.len());
        if others.len() > room {
            others.sort_by_key(|label| Reverse(label.stories.len()));
            others.truncate(room);
            others.sort_by(|a, b| a.link.address.cmp(&b.link.address));
        }
        prominent.extend(others);
        prominent
    }

    fn slug_of(&self, name: &str) -> String {
        self.slugs.get(&plain(name)).cloned().unwrap_or_else(|| folder_name(name))
    }

    /// The place of the label with this last folder; it is made when there is none.
    fn place(&mut self, slug: String, name: &str, rank: usize) -> usize {
        let address =
            Address::new(format!("/{}/{slug}/", self.folder)).unwrap_or_else(|_| Address::front());
        *self.by_slug.entry(slug).or_insert_with(|| {
            self.labels.push(Label {
                link: NamedLink { name: name.into(), address },
                description: None,
                organization: false,
                stories: Vec::new(),
                rank,
            });
            self.labels.len() - 1
        })
    }
}

/// A name as names are compared.
fn plain(name: &str) -> String {
    composed(name).to_lowercase()
}

/// The last folder of a label's address. A name of signs alone, like “++”, keeps them as far
/// as they can stand in an address.
fn folder_name(name: &str) -> String {
    match slug(name) {
        slug if !slug.is_empty() => slug,
        _ => composed(name)
            .chars()
            .map(|c| {
                if c.is_whitespace() || c.is_control() || "./?#%\\\"<>".contains(c) {
                    '-'
                } else {
                    c
                }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str, slug: Option<&str>, description: Option<&str>) -> settings::Label {
        let text = |text: Option<&str>| text.map(ToOwned::to_owned);
        settings::Label {
            name: name.into(),
            slug: text(slug),
            description: text(description),
            organization: false,
        }
    }

    fn named(labels: &Labels) -> Vec<(&str, &str)> {
        let all = labels.all().into_iter();
        all.map(|label| (label.link.name.as_str(), label.link.address.as_str())).collect()
    }

    #[test]
    fn the_newsrooms_labels_come_first_then_the_others_by_address() {
        let settings =
            [known("World", None, Some("Far away.")), known("Sea Life", Some("sea"), None)];
        let mut labels = Labels::new("section", &settings);
        for (story, name) in ["Zoo", "sea life", "Art", "World", "Zoo"].into_iter().enumerate() {
            labels.add(name, story);
        }
        assert_eq!(
            named(&labels),
            [
                ("World", "/section/world/"),
                ("Sea Life", "/section/sea/"),
                ("Art", "/section/art/"),
                ("Zoo", "/section/zoo/"),
            ]
        );
        assert_eq!(labels.get("zoo").unwrap().stories, [0, 4]);
        assert_eq!(labels.get("SEA LIFE").unwrap().stories, [1]);
        assert_eq!(labels.get("World").unwrap().description.as_deref(), Some("Far away."));
        assert!(labels.get("Music").is_none());
    }

    #[test]
    fn every_page_names_those_of_the_settings_and_fifty_in_all() {
        let mut labels = Labels::new("section", &[known("World", None, None)]);
        for number in 0..60 {
            labels.add(&format!("S{number:02}"), number);
        }
        labels.add("S59", 60);
        let prominent = labels.prominent();
        let names: Vec<_> = prominent.iter().map(|label| label.link.name.as_str()).collect();
        assert_eq!((names.len(), names[0], names[1], names[49]), (50, "World", "S00", "S59"));
        assert!(!names.contains(&"S58"), "{names:?}");
    }

    #[test]
    fn spellings_of_one_address_are_one_label_under_the_oldest_name() {
        let mut labels = Labels::new("topic", &[]);
        for (story, name) in ["sea life", "Sea Life", "Sea-Life!"].into_iter().enumerate() {
            labels.add(name, story);
        }
        assert_eq!(named(&labels), [("sea life", "/topic/sea-life/")]);
        assert_eq!(labels.get("SEA life").unwrap().stories, [0, 1, 2]);
    }

    #[test]
    fn a_story_stands_once_under_a_label() {
        let mut labels = Labels::new("topic", &[]);
        labels.add("Sea", 3);
        labels.add("sea", 3);
        assert_eq!(labels.get("Sea").unwrap().stories, [3]);
    }

    #[test]
    fn every_name_has_an_address_of_its_own() {
        let mut labels = Labels::new("topic", &[]);
        for name in ["++", "…", "a/b", "? ?", "..", "%\"\\"] {
            labels.add(name, 0);
            let address = labels.get(name).unwrap().link.address.as_str();
            assert!(address.starts_with("/topic/") && address.len() > 8, "{name}: {address}");
        }
    }
}
