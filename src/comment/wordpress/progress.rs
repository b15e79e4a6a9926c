//! A list of comments, page by page.

use super::{decode, encode};
use crate::comment::error::Error;
use crate::comment::http::Answer;
use crate::comment::model::{Ask, Comment, CommentId, MOST, Outcome};

/// How far one thing that was asked is.
#[derive(Clone, Debug, Default)]
pub(in crate::comment) struct Progress {
    /// What was asked for last.
    pub(super) step: Step,
    /// What has come so far, page by page.
    pub(super) page: Outcome,
    /// What has come beside: comments that others answer.
    pub(super) parents: Vec<Comment>,
    /// The comments that were asked for by their ids, and how often some were.
    asked: Vec<CommentId>,
    rounds: u32,
    /// How often the list was begun anew.
    begun: u32,
    /// How many answers have come.
    answers: u32,
}

/// What a list needs next.
pub(super) enum More {
    Nothing,
    Page,
    /// The comments with these ids.
    These(Vec<CommentId>),
}

/// How often comments that others answer are asked for by their ids: each round goes up one level.
const ROUNDS: u32 = 3;
/// How many comments more than were asked for come where the conversation goes deeper than that.
const DEEP: u32 = 1000;
/// How many answers there may be to one question, whatever a server says of how much is to come:
/// those that bring [`MOST`] comments, and as many again.
const ANSWERS: u32 = 2 * MOST as u32 / encode::PAGE;
/// How often a list is begun anew when something has come or gone between two pages of it.
const ANEW: u32 = 3;

/// What an answer is an answer to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Step {
    #[default]
    Post,
    Page,
    Parents,
    Submission,
}

impl Progress {
    /// Adds a page, which begins with the last comment of the one before. Where it does not, or the
    /// number of all is another by now, something has come or gone in between and has moved what
    /// follows: the list begins anew.
    pub(super) fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        let page = &mut self.page;
        let (before, total) = (std::mem::take(&mut page.comments), page.total);
        decode::page(answer, page.next.saturating_sub(1), page)?;
        let known = |comment: &Comment| before.iter().any(|it| it.id == comment.id);
        let follows = page.total == total && page.comments.first().is_some_and(known);
        if !before.is_empty() && !follows && self.begun < ANEW {
            self.begun += 1;
            page.comments.clear();
            (page.next, page.hidden) = (0, u32::MAX);
            return Ok(());
        }
        page.comments.retain(|comment| !known(comment));
        if page.comments.is_empty() {
            // Whatever the server says: nothing more comes.
            page.hidden = 0;
        }
        let new = std::mem::replace(&mut page.comments, before);
        page.comments.extend(new);
        Ok(())
    }

    /// What is to be asked for next.
    ///
    /// A list begins with the first comment, however many are there: those come again, as they are
    /// by now. So that a long thread does not come many times, about as many come with them.
    ///
    /// Comments come by their time, so one may come before the comment it answers, and would stand
    /// in another place when that came. It is asked for once, and what it answers too; where the
    /// conversation is deep, all come. Where all have come it is not there.
    pub(super) fn wants(&mut self, ask: &Ask) -> More {
        self.answers += 1;
        let page = &mut self.page;
        if self.answers >= ANSWERS || page.comments.len() >= MOST {
            page.cut = page.hidden > 0 || page.comments.len() > MOST;
            page.hidden = 0;
            page.comments.truncate(MOST);
            return More::Nothing;
        }
        let wanted = ask.there.saturating_add(ask.there.clamp(encode::PAGE, 200) / 2);
        let (more, next) = (self.page.hidden > 0, self.page.next);
        if self.step == Step::Page && more && (ask.all || next < wanted) {
            return More::Page;
        }
        let missing = self.missing();
        if !more || missing.is_empty() {
            return More::Nothing;
        }
        if self.rounds < ROUNDS {
            self.rounds += 1;
            self.step = Step::Parents;
            self.asked.extend_from_slice(&missing);
            return More::These(missing);
        }
        self.step = Step::Page;
        if next < ask.there.saturating_add(DEEP) { More::Page } else { More::Nothing }
    }

    /// Puts all that has come together.
    pub(super) fn join(&mut self) {
        let page = &mut self.page.comments;
        for parent in self.parents.drain(..) {
            if !page.iter().any(|comment| comment.id == parent.id) {
                page.push(parent);
            }
        }
    }

    /// The comments that are answered and not here, as many as can be asked for at once.
    fn missing(&self) -> Vec<CommentId> {
        let mut missing: Vec<CommentId> = Vec::new();
        let here = || self.page.comments.iter().chain(&self.parents);
        for parent in here().filter_map(|comment| comment.parent) {
            if !self.asked.contains(&parent)
                && !missing.contains(&parent)
                && !here().any(|comment| comment.id == parent)
                && missing.len() < encode::PAGE as usize
            {
                missing.push(parent);
            }
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::super::{WordPress, tests::wordpress};
    use super::*;
    use crate::comment::adapter::Next;
    use crate::comment::model::Order;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// A site with these comments, each with the one that it answers, in the order in which they
    /// were written.
    struct Site {
        comments: Vec<(u64, u64)>,
        asked: Vec<String>,
    }

    impl Site {
        fn new(comments: impl IntoIterator<Item = (u64, u64)>) -> Self {
            Self { comments: comments.into_iter().collect(), asked: Vec::new() }
        }

        /// Each answers the one before it.
        fn deep(levels: u64) -> Self {
            Self::new((1..=levels).map(|id| (id, id - 1)))
        }

        fn answer(&mut self, url: &str) -> Answer {
            self.asked.push(url.into());
            let say = |name: &str| {
                let (_, value) = url.split_once(&format!("{name}="))?;
                Some(value.split('&').next().unwrap().to_owned())
            };
            if url.contains("/posts?") {
                let body = r#"[{"id":4,"comment_status":"open"}]"#.into();
                return Answer { status: 200, body, ..Answer::default() };
            }
            let mut list = self.comments.clone();
            if let Some(ids) = say("include") {
                list.retain(|(id, _)| ids.split(',').any(|it| it == id.to_string()));
            }
            if say("order").as_deref() == Some("desc") {
                list.reverse();
            }
            let total = list.len();
            let offset: usize = say("offset").map_or(0, |it| it.parse().unwrap());
            let page = list
                .iter()
                .skip(offset)
                .take(100)
                .map(|(id, parent)| format!("{{\"id\":{id},\"parent\":{parent}}}"));
            let body = format!("[{}]", page.collect::<Vec<_>>().join(","));
            let headers = vec![("x-wp-total", total.to_string())];
            Answer { status: 200, headers, body, ..Answer::default() }
        }

        /// Asks, while `meanwhile` changes the site before each request.
        fn list(&mut self, mut ask: Ask, mut meanwhile: impl FnMut(&mut Self)) -> Outcome {
            let wordpress: WordPress = wordpress(None);
            let (mut progress, mut answer) = (Progress::default(), None);
            self.asked.clear();
            loop {
                match wordpress.next(&mut progress, &mut ask, answer.as_ref()) {
                    Next::Done(outcome) => return outcome.unwrap(),
                    Next::Send(request) => {
                        meanwhile(self);
                        answer = Some(self.answer(&request.url));
                    }
                }
                assert!(self.asked.len() < 200, "{:?}", self.asked);
            }
        }
    }

    fn ids(outcome: &Outcome) -> BTreeSet<u64> {
        let ids: BTreeSet<_> = outcome.comments.iter().map(|comment| comment.id.0).collect();
        assert_eq!(ids.len(), outcome.comments.len(), "a comment came twice");
        ids
    }

    fn newest() -> Ask {
        Ask { order: Order::Newest, ..Ask::default() }
    }

    #[test]
    fn a_deep_conversation_comes_in_a_few_requests() {
        for ask in [Ask::default(), newest()] {
            for levels in [100, 250, 900] {
                let mut site = Site::deep(levels);
                let came = ids(&site.list(ask.clone(), |_| {}));
                assert!(site.asked.len() <= 14, "{levels}: {:?}", site.asked);
                let orphan = came.iter().find(|id| **id > 1 && !came.contains(&(*id - 1)));
                assert_eq!(orphan, None);
            }
        }
    }

    #[test]
    fn no_depth_asks_without_an_end() {
        let mut site = Site::deep(20_000);
        site.list(newest(), |_| {});
        assert!(site.asked.len() <= 20, "{}", site.asked.len());
    }

    #[test]
    fn parents_without_an_end_and_any_number_told_are_asked_for_so_often_and_no_more() {
        // Each answer has one new comment, which answers one that is not there.
        for all in [false, true] {
            let wordpress: WordPress = wordpress(None);
            let (mut progress, mut ask) = (Progress::default(), Ask { all, ..newest() });
            let (mut asked, mut answer) = (0, None);
            let outcome = loop {
                match wordpress.next(&mut progress, &mut ask, answer.as_ref()) {
                    Next::Done(outcome) => break outcome.unwrap(),
                    Next::Send(_) => asked += 1,
                }
                assert!(asked <= 1 + ANSWERS, "{asked}");
                let (id, parent) = (1_000_000 - asked, 5_000_000 + asked);
                answer = Some(Answer {
                    status: 200,
                    headers: vec![("x-wp-total", "4294967295".into())],
                    body: format!("[{{\"id\":{},\"parent\":{parent}}},{{\"id\":{id}}}]", id + 1),
                    ..Answer::default()
                });
            };
            assert!(outcome.cut && outcome.hidden == 0 && !outcome.comments.is_empty());
        }
    }

    #[test]
    fn no_more_comments_come_than_are_shown() {
        let mut site = Site::new((1..=20_000).map(|id| (id, id - 1)));
        let page = site.list(Ask { all: true, ..Ask::default() }, |_| {});
        assert_eq!((page.comments.len(), page.cut, page.hidden), (MOST, true, 0));
        let mut site = Site::new((1..=4900).map(|id| (id, 0)));
        let page = site.list(Ask { all: true, ..Ask::default() }, |_| {});
        assert_eq!((page.comments.len(), page.cut), (4900, false));
    }

    #[test]
    fn the_next_page_begins_with_the_first() {
        for order in [Order::Oldest, Order::Newest] {
            let mut site = Site::new((1..=350).map(|id| (id, 0)));
            let mut there = 0;
            for _ in 0..4 {
                let page = site.list(Ask { order, there, ..Ask::default() }, |_| {});
                assert!(page.next > there || page.hidden == 0);
                // Every comment that the server counts is here or still to come.
                assert_eq!(ids(&page).len() as u32 + page.hidden, page.total.unwrap());
                there = page.next;
                // The newsroom deletes one that is there; somebody writes one.
                site.comments.remove(7);
                let last = site.comments.last().unwrap().0;
                site.comments.push((last + 1, 0));
            }
            let page = site.list(Ask { order, there, ..Ask::default() }, |_| {});
            assert_eq!(ids(&page), site.comments.iter().map(|(id, _)| *id).collect());
        }
    }

    #[test]
    fn whatever_a_server_says_there_is_an_end() {
        let wordpress: WordPress = wordpress(None);
        for total in ["4711", "0", "-1", "x"] {
            let (mut progress, mut ask) =
                (Progress::default(), Ask { all: true, ..Ask::default() });
            let mut asked = 0;
            let mut answer = None;
            while let Next::Send(_) = wordpress.next(&mut progress, &mut ask, answer.as_ref()) {
                asked += 1;
                assert!(asked < 20);
                answer = Some(Answer {
                    status: 200,
                    headers: vec![("x-wp-total", total.into())],
                    body: r#"[{"id":4,"parent":9},{"id":5}]"#.into(),
                    ..Answer::default()
                });
            }
        }
    }

    proptest! {
        /// What is there from the first request to the last comes, and each comment once.
        #[test]
        fn nothing_is_lost_between_two_pages(
            count in 90..420_u64,
            newest in any::<bool>(),
            moments in prop::collection::vec((0..9_usize, any::<bool>(), 0..400_usize), 0..3),
        ) {
            let mut site = Site::new((1..=count).map(|id| (id, 0)));
            let order = if newest { Order::Newest } else { Order::Oldest };
            let mut asked = 0;
            let page = site.list(Ask { order, all: true, ..Ask::default() }, |site| {
                for (at, deletes, which) in &moments {
                    if *at != asked {
                    } else if *deletes {
                        site.comments.remove(which % site.comments.len());
                    } else {
                        let last = site.comments.last().unwrap().0;
                        site.comments.push((last + 1, 0));
                    }
                }
                asked += 1;
            });
            let came = ids(&page);
            for (id, _) in site.comments.iter().filter(|(id, _)| *id <= count) {
                prop_assert!(came.contains(id), "{id} is missing");
            }
        }
    }
}
