//! The desk at which questions are answered: it keeps the files that have come, sends for those
//! that are missing, and makes an answer of what was found.
//!
//! When the last of the files has come that a question waits for, it goes on by one step; what
//! comes for an earlier question only fills the store.

use super::{Answer, CATALOGUE, Failure, Found, Normal, Query, Quest, Term, excerpt, marked};
use crate::edition::{FromJson, Page, SEARCH, Story, Teaser, Value, paragraphs};
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
    let Page::Story(story) = Page::from_json(Value::parse(json)?)? else {
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
        // No numbers of comments stand on what was found.
        thread: None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::quest::tests::index;
    use super::super::terms::tests::normal;
    use super::*;
    use std::collections::BTreeMap;

    type Host = BTreeMap<String, String>;

    /// An index of as many stories as there are words, and the page of each.
    fn host(words: &[&str]) -> Host {
        let stories: Vec<_> = words.iter().zip(20260101..).map(|(it, day)| (day, 0, *it)).collect();
        let mut files = index(&[&stories]);
        for (number, word) in words.iter().enumerate() {
            let story = Story {
                address: crate::edition::Address::new(format!("/0/{number}/")).unwrap(),
                headline: format!("The {word}"),
                ..Story::default()
            };
            let page = Page::Story(Box::new(story));
            files.insert(format!("/0/{number}/page.json"), serde_json::to_string(&page).unwrap());
        }
        files
    }

    /// Says something at the desk and runs its errands; the answer, and the URLs in their order.
    fn say(desk: &mut Desk, message: &str, host: &Host) -> (Answer, Vec<String>) {
        let mut urls = Vec::new();
        let (mut errands, mut answer) = desk.hear(message);
        while let Some(errand) = errands.pop() {
            urls.push(errand.url.clone());
            let path = errand.url.strip_prefix("/paper").unwrap();
            let path = path.split('?').next().unwrap();
            let got = host.get(path).cloned().ok_or(Failure::Missing);
            let (more, said) = desk.receive(errand, got);
            errands.extend(more);
            answer = answer.or(said);
        }
        (answer.unwrap(), urls)
    }

    fn desk() -> Desk {
        let mut desk = Desk::new(&normal);
        assert_eq!(desk.hear("open /paper/"), (Vec::new(), None));
        desk
    }

    fn headlines(answer: &Answer) -> Vec<&str> {
        answer.stories.iter().map(|story| story.headline.as_str()).collect()
    }

    #[test]
    fn what_is_found_is_told_with_its_words_marked() {
        let mut desk = desk();
        let host = host(&["quay", "ferry"]);
        let (answer, urls) = say(&mut desk, "ask ferry\n\n\n\n", &host);
        assert_eq!(headlines(&answer), ["The \u{1}ferry\u{1}"]);
        assert_eq!((answer.asked.as_str(), answer.count), ("ferry\n\n\n\n", Some(1)));
        assert_eq!(urls[0], "/paper/search/index.txt");
        assert!(say(&mut desk, "ask ferry\n\n\n\n", &host).1.is_empty(), "it is at hand");
        assert_eq!(say(&mut desk, "ask –\n\n\n\n", &host).0.count, None);
    }

    #[test]
    fn more_is_told_when_asked() {
        let mut desk = desk();
        let host = host(&["ferry"; 12]);
        let (answer, _) = say(&mut desk, "ask ferry\n\n\n\n", &host);
        assert_eq!((answer.stories.len(), answer.count, answer.more), (10, Some(12), true));
        let (answer, _) = say(&mut desk, MORE, &host);
        assert_eq!((answer.stories.len(), answer.more), (12, false));
    }

    #[test]
    fn an_edition_that_has_changed_is_asked_anew_once_by_itself_and_then_when_told_to() {
        let mut desk = desk();
        let whole = host(&["ferry"]);
        let mut torn = whole.clone();
        torn.retain(|path, _| !path.starts_with("/search/index/"));
        let (answer, urls) = say(&mut desk, "ask ferry\n\n\n\n", &torn);
        assert_eq!(answer.failure, Some(404));
        let catalogues = ["/paper/search/index.txt", "/paper/search/index.txt?1"];
        let asked: Vec<_> = urls.iter().filter(|url| url.contains("index.txt")).collect();
        assert_eq!(asked, catalogues);
        let (answer, urls) = say(&mut desk, MORE, &whole);
        assert_eq!(headlines(&answer).len(), 1);
        assert_eq!(urls[0], "/paper/search/index.txt?2");
    }

    #[test]
    fn what_comes_late_is_no_answer_to_another_question() {
        let mut desk = desk();
        let host = host(&["ferry", "quay"]);
        let (first, _) = desk.hear("ask ferry\n\n\n\n");
        let (_, none) = desk.hear("ask quay\n\n\n\n");
        assert_eq!(none, None);
        let catalogue = Ok(host[CATALOGUE].clone());
        assert_eq!(desk.receive(first[0].clone(), catalogue), (Vec::new(), None));
        let (answer, _) = say(&mut desk, "ask quay\n\n\n\n", &host);
        assert_eq!(headlines(&answer), ["The \u{1}quay\u{1}"]);
    }

    #[test]
    fn a_story_that_has_gone_is_left_out() {
        let mut desk = desk();
        let mut host = host(&["ferry", "ferry"]);
        host.remove("/0/1/page.json");
        let (answer, _) = say(&mut desk, "ask ferry\n\n\n\n", &host);
        assert_eq!((answer.stories.len(), answer.count, answer.failure), (1, Some(2), None));
    }

    #[test]
    fn a_failure_is_told_and_what_was_asked_goes_on_from_there() {
        let mut desk = desk();
        let host = host(&["ferry"]);
        let (mut errands, _) = desk.hear("ask ferry\n\n\n\n");
        let errand = errands.remove(0);
        let (_, answer) = desk.receive(errand, Err(Failure::Offline));
        assert_eq!(answer.and_then(|it| it.failure), Some(0));
        assert_eq!(say(&mut desk, MORE, &host).0.stories.len(), 1);
    }
}
