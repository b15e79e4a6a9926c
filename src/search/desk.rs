//! The desk at which questions are answered: it keeps the files that have come, sends for those
//! that are missing, and makes an answer of what was found.
//!
//! When the last of the files has come that a question waits for, it goes on by one step; what
//! comes for an earlier question only fills the store.

use super::{
    Answer, CATALOGUE, Failure, Found, Normal, Query, Quest, Term, excerpt, marked,
};
use crate::edition::{FromJson, Page, SEARCH, Story, Teaser, paragraphs};
use serde_json::Value;
use std::rc::Rc;

/// Begins what the page says when it is opened; the path follows that the edition is hosted under.
pub const OPEN: &str = "open ";
/// Begins a question, whose [`Query`] follows.
pub const ASK: &str = "ask ";
/// Asks for more of what was found, for older stories, or to try again what has failed.
pub const MORE: &str = "more";

/// How many stories are shown at first, and how many more each time.
const STEP: usize = 10;
/// How many files are kept: more than one step needs.
const KEPT: usize = 96;

/// A file to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    round: usize,
    path: String,
    /// Where from.
    pub url: String,
}

/// The state of the questions.
pub struct Desk {
    normal: &'static Normal,
    base: String,
    query: Query,
    quest: Option<Quest>,
    failure: Option<Failure>,
    want: usize,
    /// How many stories the last answer held, and how many there are.
    shown: (usize, usize),
    /// Counts questions, so that answers to earlier ones are told apart.
    round: usize,
    /// How many files are awaited.
    awaited: usize,
    /// How often a file was not there because the edition had changed; in this question too, and
    /// just now.
    anew: usize,
    renewed: bool,
    stale: bool,
    files: Vec<(String, Rc<str>)>,
}

impl Desk {
    /// An empty desk; `normal` puts words into their plainest form.
    pub fn new(normal: &'static Normal) -> Self {
        Self {
            normal,
            base: String::new(),
            query: Query::default(),
            quest: None,
            failure: None,
            want: STEP,
            shown: (0, 0),
            round: 0,
            awaited: 0,
            anew: 0,
            renewed: false,
            stale: false,
            files: Vec::new(),
        }
    }

    /// Hears what the page says: what is to be fetched for it, and an answer when nothing is.
    pub fn hear(&mut self, message: &str) -> (Vec<Errand>, Option<Answer>) {
        if let Some(base) = message.strip_prefix(OPEN) {
            base.clone_into(&mut self.base);
            // What is new since the last visit is to be found.
            self.files.retain(|file| file.0 != CATALOGUE);
            return (Vec::new(), None);
        }
        match message.strip_prefix(ASK) {
            Some(query) => self.begin(Query(query.to_owned())),
            None => self.go_on(),
        }
        self.step()
    }

    /// Takes what has come, and goes on when it was the last that the question waits for.
    pub fn receive(
        &mut self,
        errand: Errand,
        got: Result<String, Failure>,
    ) -> (Vec<Errand>, Option<Answer>) {
        let current = errand.round == self.round;
        let path = errand.path;
        match got {
            Ok(text) => self.files.push((path, text.into())),
            Err(Failure::Missing) if !self.renewed => self.stale |= current,
            // A story that has gone and still stands in the index.
            Err(Failure::Missing) if !path.starts_with(SEARCH) => {
                self.files.push((path, Rc::default()));
            }
            Err(failure) if current => self.failure = Some(failure),
            Err(_) => {}
        }
        if current {
            self.awaited = self.awaited.saturating_sub(1);
        }
        if current && self.awaited == 0 { self.step() } else { (Vec::new(), None) }
    }

    fn begin(&mut self, query: Query) {
        self.query = query;
        self.want = STEP;
        self.round += 1;
        self.renewed = false;
        self.stale = false;
        self.failure = None;
        self.restart();
    }

    fn restart(&mut self) {
        self.quest = Quest::new(&self.query, self.normal);
    }

    /// Begins the question anew with a new catalogue.
    fn forget(&mut self) {
        self.anew += 1;
        self.files.clear();
        self.restart();
    }

    fn go_on(&mut self) {
        self.round += 1;
        match self.failure.take() {
            None => {}
            Some(Failure::Missing | Failure::Damaged) => {
                // What is at hand does not fit together.
                self.renewed = false;
                self.forget();
                return;
            }
            Some(_) => return,
        }
        let (shown, count) = self.shown;
        self.want = shown + STEP;
        if let (true, Some(quest)) = (count <= shown, &mut self.quest) {
            quest.go_on();
        }
    }

    /// Goes on as far as what is at hand allows.
    fn step(&mut self) -> (Vec<Errand>, Option<Answer>) {
        let mut needs = Vec::new();
        let mut answer = Answer { asked: self.query.0.clone(), ..Answer::default() };
        if std::mem::take(&mut self.stale) && self.failure.is_none() {
            // The edition has changed: the question begins anew, with the new catalogue.
            self.renewed = true;
            self.forget();
        }
        if self.failure.is_none()
            && let Some(quest) = &mut self.quest
        {
            let files = &self.files;
            let find = |path: &str| {
                let file = files.iter().find(|file| file.0 == path)?;
                Some(Rc::clone(&file.1))
            };
            if let Some(found) = quest.step(self.want, &find, &mut needs) {
                let terms = quest.terms();
                let pages = found.pages.iter().filter_map(|page| find(page));
                answer.stories =
                    pages.filter_map(|page| teaser(&page, &terms, &found, self.normal)).collect();
                self.shown = (found.pages.len(), found.count);
                answer.count = Some(found.count as u32);
                answer.more = found.count > found.pages.len();
                answer.since = Some(found.since).filter(|since| !since.is_empty());
                answer.loose = found.loose;
                let many = self.files.len().saturating_sub(KEPT + self.want);
                self.files.drain(..many);
            } else if needs.is_empty() {
                self.failure = Some(Failure::Damaged);
            }
        }
        answer.failure = self.failure.map(Failure::number);
        self.awaited = needs.len();
        let errand = |path: String| Errand { round: self.round, url: self.url(&path), path };
        let answered = needs.is_empty();
        (needs.into_iter().map(errand).collect(), answered.then_some(answer))
    }

    /// Where a file is fetched from. The catalogue of an edition that has changed is asked for
    /// past every store on the way that still has the old one.
    fn url(&self, path: &str) -> String {
        let mut url = [&self.base, &path[1..]].concat();
        if self.anew > 0 && path == CATALOGUE {
            url.push('?');
            url.push_str(&self.anew.to_string());
        }
        url
    }
}

/// A story that was found, as its `page.json` says; nothing when it is none.
fn teaser(json: &str, terms: &[Term], found: &Found, normal: &Normal) -> Option<Teaser> {
    let Page::Story(story) = Page::from_json(serde_json::from_str::<Value>(json).ok()?)? else {
        return None;
    };
    let Story {
        address,
        headline,
        standfirst,
        section,
        published,
        language,
        lead_image: image,
        body,
        ..
    } = *story;
    let text = excerpt(&paragraphs(&body), terms, found.loose, normal).or(standfirst);
    let mark = |text: &str| marked(text, terms, found.loose, normal);
    Some(Teaser {
        address,
        headline: mark(&headline),
        standfirst: text.map(|text| mark(&text)),
        section,
        published,
        language: Some(language),
        image,
    })
}
