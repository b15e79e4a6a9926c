//! The asking: which files a question needs, one after the other, and what they say.

use super::{
    CATALOGUE, FOLDER, Head, LIST, NAME, Normal, Query, Shard, Term, lines, name, piece_of,
    read_catalogue, read_piece,
};
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

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Where the pages of the best lie, as many as were wanted, those of the newest shard first.
    pub pages: Vec<String>,
    /// How many there are in what was searched.
    pub count: usize,
    /// The oldest day that was searched, when there are older stories that were not; else
    /// nothing.
    pub since: String,
    /// Whether they only hold words like those asked for.
    pub loose: bool,
}

/// A question on its way.
#[derive(Debug)]
pub struct Quest {
    terms: Rc<[Term]>,
    query: Query,
    /// The shards of the days asked for, as lines of the catalogue.
    shards: Vec<String>,
    /// The lists of addresses of the shards searched so far, as lines of their heads.
    searched: Vec<String>,
    reach: usize,
    /// What was found, best first: the shard's number, and below 16 bits of it the story's.
    hits: Vec<u32>,
    loose: bool,
}

impl Quest {
    /// Begins a question; `None` when it holds no word.
    pub fn new(query: &Query, normal: &Normal) -> Option<Self> {
        let terms = query.terms(normal);
        (!terms.is_empty()).then(|| Self {
            terms: terms.into(),
            query: query.clone(),
            shards: Vec::new(),
            searched: Vec::new(),
            reach: AT_FIRST,
            hits: Vec::new(),
            loose: false,
        })
    }

    /// The words that are looked for.
    pub fn terms(&self) -> Rc<[Term]> {
        Rc::clone(&self.terms)
    }

    /// Searches older stories too.
    pub fn go_on(&mut self) {
        self.reach = self.searched.len() + MORE;
    }

    /// Goes as far as the files at hand allow, until `want` stories are found or all is searched
    /// that may be. `None` when files are missing, which are then in `needs`; when there are none
    /// in it, a file is not what it should be.
    pub fn step(
        &mut self,
        want: usize,
        files: Files<'_>,
        needs: &mut Vec<String>,
    ) -> Option<Found> {
        if self.shards.is_empty() {
            let catalogue = get(CATALOGUE.into(), files, needs)?;
            for line in read_catalogue(&catalogue)? {
                let shard = Shard::read(line)?;
                let [from, to] = [2, 3].map(|it| self.query.value(it));
                if shard.to >= from && (to.is_empty() || shard.from <= to) {
                    self.shards.push(line.to_owned());
                }
            }
        }
        loop {
            let begin = self.searched.len();
            let all = begin == self.shards.len();
            if all && self.hits.is_empty() && !self.loose && !self.shards.is_empty() {
                // Nothing holds these words: perhaps they were misspelt.
                self.loose = true;
                self.searched.clear();
                continue;
            }
            if all || begin >= self.reach || self.hits.len() >= want {
                break;
            }
            // All are looked at, so that all files are asked for that are missing.
            let end = if begin == 0 { 1 } else { begin + AT_ONCE };
            let mut whole = true;
            for number in begin..end.min(self.shards.len()) {
                whole &= self.look(number, whole, files, needs).is_some();
            }
            if !whole {
                return None;
            }
        }
        let mut pages = Vec::new();
        for hit in self.hits.iter().take(want) {
            let story = (hit & 0xFFFF) as usize;
            let lists = self.searched.get((hit >> 16) as usize)?;
            if let Some(list) = get(path(name(lists, story / LIST)?), files, needs) {
                let page = [lines(&list)?.nth(story % LIST)?, "page.json"].concat();
                get(page.clone(), files, needs);
                pages.push(page);
            }
        }
        let searched = self.searched.len();
        let since = searched.checked_sub(1).filter(|_| searched < self.shards.len());
        let since = since.and_then(|last| Some(Shard::read(&self.shards[last])?.from.to_owned()));
        needs.is_empty().then(|| Found {
            pages,
            count: self.hits.len(),
            since: since.unwrap_or_default(),
            loose: self.loose,
        })
    }

    /// Looks through a shard, and keeps what was found if it is its turn.
    fn look(
        &mut self,
        number: usize,
        keep: bool,
        files: Files<'_>,
        needs: &mut Vec<String>,
    ) -> Option<()> {
        let place = path(Shard::read(&self.shards[number])?.head);
        let head = get(place, files, needs)?;
        let head = Head::read(&head)?;
        let mut found = Vec::new();
        let mut whole = keep;
        let pieces = head.pieces.len() / NAME;
        for term in &*self.terms {
            let piece = path(name(head.pieces, piece_of(&term.text, pieces))?);
            let Some(piece) = get(piece, files, needs).filter(|_| whole) else {
                whole = false;
                continue;
            };
            let mut here = vec![0; head.stories().count()];
            read_piece(&piece, &mut |it| term.fits(it, self.loose), &mut |fit, (story, rank)| {
                if let Some(worth) = here.get_mut(story as usize) {
                    *worth = fit.saturating_mul(rank.worth()).max(*worth);
                }
            })?;
            found.push(here);
        }
        if !whole {
            return None;
        }
        let mut worth: Vec<u32> = Vec::new();
        let mut at = 0;
        while let Some(term) = self.terms.get(at) {
            let behind = at + 1 + term.or;
            // What means the same together.
            let mut same = Vec::new();
            found.get(at + 1..behind)?.iter().for_each(|it| both(it, &mut same));
            let mut here = std::mem::take(found.get_mut(at)?);
            for (here, same) in here.iter_mut().zip(same) {
                *here = same.max(*here);
            }
            // A story must hold every word.
            both(&here, &mut worth);
            at = behind;
        }
        let [section, from, to] = [1, 2, 3].map(|it| self.query.value(it));
        let anywhere = section.is_empty();
        let section = head.sections.split(' ').position(|it| it == section);
        let (from, to) = (day(from), day(to).wrapping_sub(1));
        for (story, worth) in head.stories().zip(&mut worth) {
            let here = anywhere || section == Some(story.section as usize);
            if !here || story.day < from || story.day.wrapping_sub(1) > to {
                *worth = 0;
            }
        }
        // The best first, and of two alike the newer.
        let mut below = u32::MAX;
        while let Some(best) = worth.iter().copied().filter(|it| *it > 0 && *it < below).max() {
            for story in (0..worth.len()).rev().filter(|story| worth[*story] == best) {
                self.hits.push((number << 16 | story) as u32);
            }
            below = best;
        }
        self.searched.push(head.lists.to_owned());
        Some(())
    }
}

/// Leaves in `worth` what stories are worth that hold this too; at first it is empty.
fn both(here: &[u32], worth: &mut Vec<u32>) {
    let first = worth.is_empty();
    worth.resize(here.len(), 0);
    for (worth, here) in worth.iter_mut().zip(here) {
        *worth = if *here > 0 && (first || *worth > 0) { *here + *worth } else { 0 };
    }
}

/// A file, or nothing but the note that it is needed.
fn get(path: String, files: Files<'_>, needs: &mut Vec<String>) -> Option<Rc<str>> {
    let file = files(&path);
    if file.is_none() && !needs.contains(&path) {
        needs.push(path);
    }
    file
}

/// Where a file lies that goes by this name.
fn path(name: &str) -> String {
    [FOLDER, name, ".txt"].concat()
}

/// A day as a number; 0 for none.
fn day(text: &str) -> u32 {
    let digits = text.bytes().filter(u8::is_ascii_digit);
    digits.fold(0, |day: u32, digit| day.wrapping_mul(10).wrapping_add((digit - b'0').into()))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::terms::tests::normal;
    use super::super::{
        Posting, Rank, Story, list, pieces, write_catalogue, write_piece, write_stories,
    };
    use super::*;
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    /// An index made by hand: shards newest first, their stories oldest first, each with its
    /// day, its section (0 or 1) and its words; one with a `!` stands in the headline.
    pub(in super::super) fn index(shards: &[&[(u32, u32, &str)]]) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut names = 0;
        let mut put = |text: String, files: &mut BTreeMap<String, String>| {
            names += 1;
            let name = format!("{names:016}");
            files.insert(path(&name), text);
            name
        };
        let mut shards_made = Vec::new();
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
            let here: String = (0..count).map(|n| put(piece(n), &mut files)).collect();
            let lists: String = addresses
                .chunks(LIST)
                .map(|it| put(list(it.iter().map(String::as_str)), &mut files))
                .collect();
            let line: Vec<_> =
                stories.iter().map(|it| Story { day: it.0, section: it.1 }).collect();
            let head = Head {
                sections: " world ",
                pieces: &here,
                lists: &lists,
                stories: &write_stories(&line),
            };
            let date =
                |day: u32| format!("{}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100);
            let days = [stories.first().unwrap().0, stories.last().unwrap().0].map(date);
            shards_made.push((put(head.write(), &mut files), days));
        }
        let shards = shards_made.iter().map(|(head, [from, to])| Shard { head, from, to });
        files.insert(CATALOGUE.into(), write_catalogue(shards));
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
            let mut needs = Vec::new();
            let found = quest.step(want, &|path| here.borrow().get(path).cloned(), &mut needs);
            if let Some(found) = found {
                let pages = here.borrow().keys().filter(|it| it.ends_with(".json")).count();
                return (found, here.borrow().len() - pages);
            }
            assert!(!needs.is_empty(), "a file is broken");
            for path in needs {
                let text = files.get(&path).map_or("{}", String::as_str).into();
                assert!(here.borrow_mut().insert(path, text).is_none(), "asked for twice");
            }
        }
    }

    /// The addresses of what was found.
    fn places(found: &Found) -> Vec<&str> {
        found.pages.iter().map(|page| page.strip_suffix("page.json").unwrap()).collect()
    }

    fn query(text: &str) -> Query {
        Query(text.into())
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
        assert_eq!(places(&found), ["/0/1/", "/0/3/", "/0/0/"]);
        assert_eq!((found.count, found.since.as_str()), (3, ""));
        assert_eq!(ask(&index(&[NEW]), &query("ferry"), 1).0.pages.len(), 1);
    }

    #[test]
    fn a_story_holds_every_word_in_any_of_its_forms() {
        let files = index(&[NEW]);
        assert_eq!(places(&ask(&files, &query("harbour ferry"), 10).0), ["/0/3/"]);
        assert_eq!(ask(&files, &query("har"), 10).0.count, 2);
        assert_eq!(places(&ask(&files, &query("harbour"), 10).0), ["/0/2/", "/0/3/"]);
    }

    #[test]
    fn what_is_written_as_one_or_in_another_way_is_found() {
        let index = index(&[&[
            (20260101, 0, "o brien obrien"),
            (20260102, 0, "obrien"),
            (20260103, 0, "o brien"),
            (20260104, 0, "muller"),
            (20260105, 0, "mueller"),
            (20260106, 0, "o mullerei"),
        ]]);
        let of = |text: &str| {
            let mut found = ask(&index, &query(text), 9).0.pages;
            found.sort();
            found.iter().map(|it| it[3..4].to_owned()).collect::<Vec<_>>().concat()
        };
        assert_eq!(of("OBrien"), "01");
        assert_eq!(of("O'Brien"), "012");
        assert_eq!(of("Mueller"), "34");
        assert_eq!(of("Müller"), "345");
        assert_eq!(of("o'brien mueller"), "");
    }

    #[test]
    fn older_shards_are_read_when_they_are_needed() {
        let files = index(&[NEW, OLD]);
        let (found, fetched) = ask(&files, &query("ferry"), 3);
        assert_eq!(found.since, "2026-01-01");
        // The catalogue; a head, a piece and a list of the newer shard.
        assert_eq!(fetched, 4);
        let (found, fetched) = ask(&files, &query("ferry"), 4);
        assert_eq!((found.count, found.since.as_str(), fetched), (5, "", 7));
        assert_eq!(places(&found), ["/0/1/", "/0/3/", "/0/0/", "/1/0/"]);
    }

    #[test]
    fn sections_and_days_narrow_it() {
        let files = index(&[NEW, OLD]);
        let of =
            |section: &str, from: &str, to: &str| Query(["ferry", section, from, to].join("\n"));
        assert_eq!(places(&ask(&files, &of("world", "", ""), 9).0), ["/0/1/", "/0/3/", "/1/0/"]);
        assert_eq!(ask(&files, &of("nowhere", "", ""), 9).0.count, 0);
        let (found, fetched) = ask(&files, &of("", "2025-02-01", "2025-12-31"), 9);
        assert_eq!((places(&found), fetched), (vec!["/1/1/"], 4));
        assert_eq!(places(&ask(&files, &of("", "2026-01-02", ""), 9).0), ["/0/1/", "/0/3/"]);
    }

    #[test]
    fn what_nobody_wrote_is_taken_for_a_slip_of_the_fingers() {
        let (found, _) = ask(&index(&[NEW, OLD]), &query("lighthuose"), 9);
        assert!(found.loose);
        assert_eq!(places(&found), ["/1/1/"]);
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
        assert!(!found.since.is_empty() && !found.loose);
        assert!(fetched <= 1 + 2 * (AT_FIRST + AT_ONCE), "{fetched}");
        for _ in 0..3 {
            quest.go_on();
        }
        let stretches = (0..9).filter(|_| {
            quest.go_on();
            !go(&mut quest, &files, 9).0.since.is_empty()
        });
        assert!((1..9).contains(&stretches.count()));
    }

    #[test]
    fn a_file_that_is_none_is_told() {
        let files = index(&[&[(20260101, 0, "ferry")]]);
        for broken in files.keys() {
            let mut quest = Quest::new(&query("ferry"), &normal).unwrap();
            let mut needs = Vec::new();
            let find = |path: &str| {
                let text = files.get(path).map_or("{}", String::as_str);
                Some(if path == broken { "<html>" } else { text }.into())
            };
            assert_eq!(quest.step(9, &find, &mut needs), None, "{broken}");
            assert_eq!(needs, [""; 0]);
        }
    }
}
