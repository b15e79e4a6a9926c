//! Comments on a WordPress site, over its REST interface (6.0 and newer). What it answers is
//! read off a real one; see `tests/answers/wordpress/`.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

use super::adapter::{Next, Thread};
use super::error::Error;
use super::http::{Answer, Request};
use super::model::{Ask, Capabilities, CommentId, Order, Outcome, State, What};
use super::same;
use crate::edition::Word;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The comments under one story on a WordPress site.
#[derive(Clone, Debug)]
pub(super) struct WordPress {
    /// The site's address, without `wp-json`.
    endpoint: String,
    /// The story's last folder, which is the post's slug.
    slug: String,
    /// The number of the post, 0 until it is known. The same one for all copies.
    post: Arc<AtomicU64>,
}

/// How far one thing that was asked is.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    /// What was asked for last.
    step: Step,
    /// What has come so far.
    page: Outcome,
    /// The comments that were asked for by their ids.
    asked: Vec<CommentId>,
}

/// What an answer is an answer to.
#[derive(Clone, Copy, Debug, Default)]
enum Step {
    #[default]
    Post,
    Page,
    Parents,
    Submission,
}

impl WordPress {
    pub(super) fn new(endpoint: &str, thread: &Thread) -> Self {
        let folders = thread.address.as_str().trim_matches('/');
        Self {
            endpoint: endpoint.into(),
            slug: folders.rsplit('/').next().unwrap_or_default().into(),
            post: Arc::new(AtomicU64::new(thread.comments.post.unwrap_or(0))),
        }
    }

    pub(super) fn capabilities() -> Capabilities {
        Capabilities {
            nesting: 4,
            min_length: 1,
            // The database takes 65,525 bytes. A text in which every character is one that
            // takes more is refused by the server, in words.
            max_length: 65_525,
            max_name: 245,
            max_email: 100,
            max_website: 200,
            // As every WordPress asks at first; it does not tell whether this one does.
            name_required: true,
            email_required: true,
            open: true,
            change: false,
            vote: false,
            preview: false,
            shared: true,
            orders: &[Order::Oldest, Order::Newest],
            whereabouts: Word::WhereServer,
        }
    }

    pub(super) fn next(
        &self,
        progress: &mut Progress,
        ask: &mut Ask,
        answer: Option<&Answer>,
    ) -> Next {
        let next = match answer {
            None => Ok(Some(self.begin(progress, ask))),
            Some(answer) => self.go_on(progress, ask, answer),
        };
        match next {
            Ok(Some(request)) => Next::Send(request),
            Ok(None) => Next::Done(Ok(std::mem::take(&mut progress.page))),
            Err(error) => Next::Done(Err(error)),
        }
    }

    fn begin(&self, progress: &mut Progress, ask: &Ask) -> Request {
        if ask.what == What::Submit && self.post.load(Relaxed) > 0 {
            progress.step = Step::Submission;
            return self.submission(&ask.submission);
        }
        self.which_post()
    }

    /// `None` when nothing more has to be asked for.
    fn go_on(
        &self,
        progress: &mut Progress,
        ask: &mut Ask,
        answer: &Answer,
    ) -> Result<Option<Request>, Error> {
        match (progress.step, ask.what) {
            (Step::Post, What::Submit) => {
                // Nothing has been sent yet: whatever goes wrong, it has not arrived.
                let (post, _) =
                    decode::post(answer).map_err(|error| decode::not_now(answer, error))?;
                self.post.store(post, Relaxed);
                return Ok(Some(self.begin(progress, ask)));
            }
            (Step::Post, What::List | What::Find) => {
                let (post, open) = decode::post(answer)?;
                self.post.store(post, Relaxed);
                progress.page.feed = self.feed(post);
                progress.page.capabilities = Some(Capabilities { open, ..Self::capabilities() });
                progress.step = Step::Page;
                return Ok(Some(self.listing(ask)));
            }
            // Nobody can do that without logging in.
            (Step::Post, _) => return Err(Error::Forbidden),
            (Step::Submission, _) => {
                progress.page.comments.push(decode::submitted(answer, &ask.submission)?);
                return Ok(None);
            }
            (Step::Page, _) => {
                decode::page(answer, ask.offset, &mut progress.page)?;
                if ask.all && progress.page.hidden > 0 {
                    ask.offset = progress.page.next;
                    return Ok(Some(self.listing(ask)));
                }
            }
            (Step::Parents, _) => progress.page.comments.extend(decode::comments(answer)?),
        }
        // The comments come by their time, so one may come before the comment it answers, which
        // would then stand in another place when it came. Each round goes up one level; a
        // parent that is not there is not asked for again.
        let missing = if ask.what == What::Find { Vec::new() } else { progress.missing() };
        if !missing.is_empty() {
            progress.step = Step::Parents;
            let request = self.these(&missing);
            progress.asked.extend(missing);
            return Ok(Some(request));
        }
        if ask.what == What::Find {
            // A held comment cannot be read back; but WordPress refuses the same text from the
            // same person a second time, held or not: they are sent as it stores them.
            let under = Some([ask.submission.parent; 2]);
            progress
                .page
                .comments
                .retain(|comment| comment.state == State::Live && same::is_it(comment, ask, under));
        }
        Ok(None)
    }
}

impl Progress {
    /// The comments that are answered and not here, as many as can be asked for at once.
    fn missing(&self) -> Vec<CommentId> {
        let mut missing: Vec<CommentId> = Vec::new();
        for parent in self.page.comments.iter().filter_map(|comment| comment.parent) {
            if !self.asked.contains(&parent)
                && !missing.contains(&parent)
                && !self.page.comments.iter().any(|comment| comment.id == parent)
                && missing.len() < encode::PAGE
            {
                missing.push(parent);
            }
        }
        missing
    }
}
