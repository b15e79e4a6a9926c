//! The asking: which files a question needs, one after the other, and what they say.

use super::{
    Catalogue, FOLDER, Head, LIST, Normal, Query, Shard, Term, lines, piece_of, read_piece,
};
use crate::edition::FromJson;
use std::rc::Rc;

/// How many shards are searched by themselves when little is found: a dozen thousand stories.
const AT_FIRST: usize = 8;
/// How many more when the reader asks for older ones.
const MORE: usize = 16;
/// How many shards' files are asked for at once; of the newest alone at first, for the sake of
/// a quick answer.
const AT_ONCE: usize = 4;

/// The files at hand, by their path in the edition.
pub type Files<'a> = &'a dyn Fn(&str) -> Option<Rc<str>>;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// These files are needed, by their path in the edition.
    Needs(Vec<String>),
    /// This was found.
    Found(Found),
    /// A file is not what it should be.
    Broken,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The addresses of the best, as many as were wanted, those of the newest shard first.
    pub addresses: Vec<String>,
    /// How many there are in what was searched.
    pub count: usize,
    /// The oldest day that was searched, when there are older stories that were not.
    pub since: Option<String>,
    /// Whether they only hold words like those asked for.
    pub loose: bool,
}

/// A question on its way.
#[derive(Debug)]
pub struct Quest {
    terms: Vec<Term>,
    section: String,
    from: String,
    to: String,
    shards: Option<Vec<Shard>>,
    /// The lists of addresses of the shards searched so far.
    searched: Vec<Vec<String>>,
    reach: usize,
    hits: Vec<(usize, usize)>,
    loose: bool,
}

impl Quest {
    /// Begins a question; `None` when it holds no word.
    pub fn new(query: &Query, normal: &Normal) -> Option<Self> {
        let terms = query.terms(normal);
        (!terms.is_empty()).then(|| Self {
            terms,
            section: query.section.clone(),
            from: query.from.clone(),
            to: query.to.clone(),
            shards: None,
            searched: Vec::new(),
            reach: AT_FIRST,
            hits: Vec::new(),
            loose: false,
        })
    }

    /// The words that are looked for.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether words are taken that are merely like those asked for.
    pub fn is_loose(&self) -> bool {
        self.loose
    }

    /// Searches older stories too.
    pub fn go_on(&mut self) {
        self.reach = self.searched.len() + MORE;
    }

    /// Goes as far as the files at hand allow, until `want` stories are found or all is searched
    /// that may be.
    pub fn step(&mut self, want: usize, files: Files<'_>) -> Step {
        self.try_step(want, files).unwrap_or(Step::Broken)
    }

    fn try_step(&mut self, want: usize, files: Files<'_>) -> Option<Step> {
        let mut needs = Vec::new();
        if self.shards.is_none() {
            let Some(text) = files(super::CATALOGUE) else {
                return Some(Step::Needs(vec![super::CATALOGUE.into()]));
            };
            self.shards = Some(self.choose(&text)?);
        }
        loop {
            let shards = self.shards.as_ref()?;
            let begin = self.searched.len();
            let all = begin == shards.len();
            if all && self.hits.is_empty() && !self.loose {
                // Nothing holds these words: perhaps they were misspelt.
                self.loose = true;
                self.searched.clear();
                continue;
            }
            if all || begin >= self.reach || self.hits.len() >= want {
                break;
            }
            let end = if begin == 0 { 1 } else { begin + AT_ONCE };
            let mut found = Vec::new();
            for shard in &shards[begin..end.min(shards.len())] {
                if let Some(it) = self.look(shard, files, &mut needs)? {
                    found.push(it);
                }
            }
            if !needs.is_empty() {
                return Some(Step::Needs(needs));
            }
            for (lists, worth) in found {
                self.rank(&worth);
                self.searched.push(lists);
            }
        }
        let mut addresses = Vec::new();
        for &(shard, story) in self.hits.iter().take(want) {
            let path = path(self.searched.get(shard)?.get(story / LIST)?);
            match files(&path) {
                Some(list) => addresses.push(lines(&list)?.nth(story % LIST)?.to_owned()),
                None if needs.contains(&path) => {}
                None => needs.push(path),
            }
        }
        if !needs.is_empty() {
            return Some(Step::Needs(needs));
        }
        let shards = self.shards.as_ref()?;
        let last = self.searched.len().checked_sub(1).filter(|last| last + 1 < shards.len());
        Some(Step::Found(Found {
            addresses,
            count: self.hits.len(),
            since: last.map(|last| shards[last].from.clone()),
            loose: self.loose,
        }))
    }

    /// The shards with stories of the days asked for, newest first.
    fn choose(&self, catalogue: &str) -> Option<Vec<Shard>> {
        let catalogue = Catalogue::from_json(serde_json::from_str(catalogue).ok()?)?;
        let mut shards = catalogue.shards;
        shards.retain(|it| it.to >= self.from && (self.to.is_empty() || it.from <= self.to));
        Some(shards)
    }

    /// What each story of a shard is worth, with the shard's lists of addresses; nothing as long
    /// as files are missing.
    #[allow(clippy::type_complexity)]
    fn look(
        &self,
        shard: &Shard,
        files: Files<'_>,
        needs: &mut Vec<String>,
    ) -> Option<Option<(Vec<String>, Vec<u32>)>> {
        let place = path(&shard.head);
        let Some(head) = files(&place) else {
            needs.push(place);
            return Some(None);
        };
        let head = Head::read(&head)?;
        let mut worth: Vec<u32> = Vec::new();
        let asked = needs.len();
        for term in &self.terms {
            let path = path(head.pieces.get(piece_of(&term.text, head.pieces.len()))?);
            let Some(piece) = files(&path) else {
                if !needs.contains(&path) {
                    needs.push(path);
                }
                continue;
            };
            let mut here = vec![0; head.stories.len()];
            read_piece(&piece, &mut |it| term.fits(it, self.loose), &mut |fit, (story, rank)| {
                if let Some(worth) = here.get_mut(story as usize) {
                    *worth = fit.saturating_mul(rank.worth()).max(*worth);
                }
            })?;
            // A story must hold every word.
            for (here, before) in here.iter_mut().zip(&worth) {
                *here = if *here > 0 && *before > 0 { *here + before } else { 0 };
            }
            worth = here;
        }
        if needs.len() > asked {
            return Some(None);
        }
        let section = head.sections.iter().position(|it| *it == self.section);
        let (from, to) = (day(&self.from).unwrap_or(0), day(&self.to).unwrap_or(u32::MAX));
        for (story, worth) in head.stories.iter().zip(&mut worth) {
            let elsewhere = !self.section.is_empty()
                && section.is_none_or(|section| story.section as usize != section + 1);
            if elsewhere || !(from..=to).contains(&story.day) {
                *worth = 0;
            }
        }
        Some(Some((head.lists, worth)))
    }

    /// Adds the stories of a shard that are worth something, the best first, the newer of two.
    fn rank(&mut self, worth: &[u32]) {
        let shard = self.searched.len();
        let mut below = u32::MAX;
        while let Some(best) = worth.iter().copied().filter(|it| *it > 0 && *it < below).max() {
            let stories = worth.iter().enumerate().rev().filter(|it| *it.1 == best);
            self.hits.extend(stories.map(|(story, _)| (shard, story)));
            below = best;
        }
    }
}

/// Where a file lies that goes by this name.
fn path(name: &str) -> String {
    [FOLDER, name, ".txt"].concat()
}

/// A day as a number.
fn day(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::terms::tests::normal;
    use super::super::{Posting, Rank, Story, list, pieces, write_piece};
    use super::*;
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    /// An index made by hand: shards newest first, their stories oldest first, each with its
    /// day, its section (0 or 1) and its words; one with a `!` stands in the headline.
    fn index(shards: &[&[(u32, u32, &str)]]) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut names = 0;
        let mut put = |text: String, files: &mut BTreeMap<String, String>| {
            names += 1;
            files.insert(path(&format!("f{names}")), text);
            format!("f{names}")
        };
        let mut catalogue = Catalogue { format: 1, shards: Vec::new() };
        for (number, stories) in shards.iter().enumerate() {
            let mut terms: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
            for (story, (_, _, words)) in (0..).zip(*stories) {
                for word in words.split(' ') {
                    let rank = if word.ends_with('!') { Rank::Headline } else { Rank::Text };
                    terms.entry(word.trim_end_matches('!').into()).or_default().push((story, rank));
                }
            }
            let count = pieces(stories.len());
            let piece = |n: usize| {
                let here = terms.iter().filter(|(term, _)| piece_of(term, count) == n);
                write_piece(here.map(|(term, it)| (term.as_str(), it.as_slice())), stories.len())
            };
            let addresses: Vec<_> = (0..stories.len()).map(|n| format!("/{number}/{n}/")).collect();
            let head = Head {
                sections: vec!["world".into()],
                pieces: (0..count).map(|n| put(piece(n), &mut files)).collect(),
                lists: addresses
                    .chunks(LIST)
                    .map(|it| put(list(it.iter().map(String::as_str)), &mut files))
                    .collect(),
                stories: stories.iter().map(|it| Story { day: it.0, section: it.1 }).collect(),
            };
            let date =
                |day: u32| format!("{}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100);
            catalogue.shards.push(Shard {
                head: put(head.write(), &mut files),
                from: date(stories.first().unwrap().0),
                to: date(stories.last().unwrap().0),
            });
        }
        files.insert(super::super::CATALOGUE.into(), serde_json::to_string(&catalogue).unwrap());
        files
    }

    /// What is found, and how many files were fetched for it.
    fn ask(files: &BTreeMap<String, String>, query: &Query, want: usize) -> (Found, usize) {
        let mut quest = Quest::new(query, &normal).unwrap();
        go(&mut quest, files, want)
    }

    fn go(quest: &mut Quest, files: &BTreeMap<String, String>, want: usize) -> (Found, usize) {
        let here: RefCell<BTreeMap<String, Rc<str>>> = RefCell::default();
        loop {
            let step = quest.step(want, &|path| here.borrow().get(path).cloned());
            match step {
                Step::Needs(paths) => {
                    assert!(!paths.is_empty());
                    for path in paths {
                        let text = files[&path].as_str().into();
                        assert!(here.borrow_mut().insert(path, text).is_none(), "asked for twice");
                    }
                }
                Step::Found(found) => return (found, here.borrow().len()),
                Step::Broken => panic!("a file is broken"),
            }
        }
    }

    fn query(text: &str) -> Query {
        Query { text: text.into(), ..Query::default() }
    }

    const NEW: &[(u32, u32, &str)] = &[
        (20260101, 0, "ferry quay"),
        (20260102, 1, "ferry!"),
        (20260103, 0, "harbour"),
        (20260104, 1, "ferry quay harbours"),
    ];
    const OLD: &[(u32, u32, &str)] = &[(20250101, 1, "ferry!"), (20250601, 0, "lighthouse ferry")];

    #[test]
    fn the_best_comes_first_then_the_newer() {
        let (found, _) = ask(&index(&[NEW]), &query("ferry"), 10);
        assert_eq!(found.addresses, ["/0/1/", "/0/3/", "/0/0/"]);
        assert_eq!((found.count, found.since), (3, None));
        assert_eq!(ask(&index(&[NEW]), &query("ferry"), 1).0.addresses.len(), 1);
    }

    #[test]
    fn a_story_holds_every_word_in_any_of_its_forms() {
        let files = index(&[NEW]);
        assert_eq!(ask(&files, &query("harbour ferry"), 10).0.addresses, ["/0/3/"]);
        assert_eq!(ask(&files, &query("har"), 10).0.count, 2);
        assert_eq!(ask(&files, &query("harbour"), 10).0.addresses, ["/0/2/", "/0/3/"]);
    }

    #[test]
    fn older_shards_are_read_when_they_are_needed() {
        let files = index(&[NEW, OLD]);
        let (found, fetched) = ask(&files, &query("ferry"), 3);
        assert_eq!(found.since.as_deref(), Some("2026-01-01"));
        // The catalogue; a head, a piece and a list of the newer shard.
        assert_eq!(fetched, 4);
        let (found, fetched) = ask(&files, &query("ferry"), 4);
        assert_eq!((found.count, found.since, fetched), (5, None, 7));
        assert_eq!(found.addresses, ["/0/1/", "/0/3/", "/0/0/", "/1/0/"]);
    }

    #[test]
    fn sections_and_days_narrow_it() {
        let files = index(&[NEW, OLD]);
        let of = |section: &str, from: &str, to: &str| Query {
            section: section.into(),
            from: from.into(),
            to: to.into(),
            ..query("ferry")
        };
        assert_eq!(ask(&files, &of("world", "", ""), 9).0.addresses, ["/0/1/", "/0/3/", "/1/0/"]);
        assert_eq!(ask(&files, &of("nowhere", "", ""), 9).0.count, 0);
        let (found, fetched) = ask(&files, &of("", "2025-02-01", "2025-12-31"), 9);
        assert_eq!((found.addresses, fetched), (vec!["/1/1/".to_owned()], 4));
        assert_eq!(ask(&files, &of("", "2026-01-02", ""), 9).0.addresses, ["/0/1/", "/0/3/"]);
    }

    #[test]
    fn what_nobody_wrote_is_taken_for_a_slip_of_the_fingers() {
        let (found, _) = ask(&index(&[NEW, OLD]), &query("lighthuose"), 9);
        assert!(found.loose);
        assert_eq!(found.addresses, ["/1/1/"]);
        let (found, _) = ask(&index(&[NEW]), &query("submarine"), 9);
        assert_eq!((found.count, found.loose), (0, true));
    }

    #[test]
    fn a_large_archive_is_searched_in_stretches() {
        let stories: Vec<Vec<(u32, u32, &str)>> =
            (0..40).map(|n| vec![(20260000 - n, 0, "quay")]).collect();
        let shards: Vec<&[_]> = stories.iter().map(Vec::as_slice).collect();
        let files = index(&shards);
        let mut quest = Quest::new(&query("ferry"), &normal).unwrap();
        let (found, fetched) = go(&mut quest, &files, 9);
        assert!(found.since.is_some() && !found.loose);
        assert!(fetched <= 1 + 2 * (AT_FIRST + AT_ONCE), "{fetched}");
        for _ in 0..3 {
            quest.go_on();
        }
        let stretches = (0..9).filter(|_| {
            quest.go_on();
            go(&mut quest, &files, 9).0.since.is_some()
        });
        assert!((1..9).contains(&stretches.count()));
    }

    #[test]
    fn a_file_that_is_none_is_told() {
        let files = index(&[NEW]);
        for broken in files.keys() {
            let mut quest = Quest::new(&query("ferry"), &normal).unwrap();
            let step = quest.step(9, &|path| {
                Some(if path == broken { "<html>" } else { files[path].as_str() }.into())
            });
            let touched = files[broken].contains("ferry") || !broken.ends_with("f1.txt");
            assert_eq!(step == Step::Broken, touched, "{broken}");
        }
    }
}
