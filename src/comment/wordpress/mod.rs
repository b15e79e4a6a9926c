//! Comments on a WordPress site, over its REST interface (6.0 and newer). What it answers is
//! read off a real one; see `tests/answers/wordpress/`.

mod decode;
mod encode;
mod progress;
#[cfg(test)]
mod tests;

pub(super) use progress::Progress;

use super::adapter::{Next, Thread};
use super::error::Error;
use super::http::{Answer, Request};
use super::model::{Ask, Capabilities, Order, State, What};
use super::same;
use crate::edition::Word;
use progress::{More, Step};
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

    fn next_page(&self, progress: &Progress, ask: &Ask) -> Request {
        self.listing(ask, progress.page.next.saturating_sub(1))
    }

    fn begin(&self, progress: &mut Progress, ask: &Ask) -> Request {
        if ask.what == What::Submit && self.post.load(Relaxed) > 0 {
            progress.step = Step::Submission;
            return self.submission(&ask.submission);
        }
        if let Some(id) = ask.comment.filter(|_| ask.what == What::Find) {
            progress.step = Step::Parents;
            return self.these(&[id]);
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
                return Ok(Some(self.next_page(progress, ask)));
            }
            // Nobody can do that without logging in.
            (Step::Post, _) => return Err(Error::Forbidden),
            (Step::Submission, _) => {
                progress.page.comments.push(decode::submitted(answer, &ask.submission)?);
                return Ok(None);
            }
            (Step::Page, _) => progress.add(answer)?,
            (Step::Parents, _) => progress.parents.extend(decode::comments(answer)?),
        }
        if ask.what == What::List {
            match progress.wants(ask) {
                More::Nothing => {}
                More::Page => return Ok(Some(self.next_page(progress, ask))),
                More::These(ids) => return Ok(Some(self.these(&ids))),
            }
        }
        progress.join();
        if ask.what == What::Find && ask.comment.is_none() {
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
