#[cfg(any(comments = "device", comments = "none"))]
use super::device::Device;
use super::error::Error;
use super::http::{Answer, Request};
#[cfg(comments = "isso")]
use super::isso::Isso;
use super::made_for::{ACTS, SHARED};
use super::model::{Ask, Capabilities, Outcome, What};
#[cfg(comments = "wordpress")]
use super::wordpress::{Progress, WordPress};
use crate::browser::fetch::{self, Failed};
use crate::browser::{clock, document};
use crate::context::Edition;
use crate::edition::{Address, Comments, Provider, Story};
use leptos::task::spawn_local;

/// Where the comments under one story are kept: the one door to them. In the app it knows the
/// one place that the app is made for.
///
/// What goes to a server is made by its adapter as plain data, and what comes back is read by
/// it: only [`Adapter::ask`] touches the web.
#[derive(Clone, Debug)]
pub(super) enum Adapter {
    /// In this browser.
    #[cfg(any(comments = "device", comments = "none"))]
    Device(Device),
    /// On an Isso server.
    #[cfg(comments = "isso")]
    Isso(Isso),
    /// On a WordPress site; and how far what it was asked is.
    #[cfg(comments = "wordpress")]
    WordPress(WordPress, Box<Progress>),
}

/// The story that comments belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The story's key, the same for ever.
    pub key: String,
    /// The story's address.
    pub address: Address,
    /// The story's headline.
    pub headline: String,
    /// What the story says of its comments.
    pub comments: Comments,
}

impl Thread {
    /// The thread of a story.
    pub(super) fn of(story: &Story) -> Self {
        Self {
            key: story.id.clone(),
            address: story.address.clone(),
            headline: story.headline.clone(),
            comments: story.comments.clone(),
        }
    }
}

/// How an adapter goes on with what it was asked.
pub(super) enum Next {
    /// It needs the answer to this.
    Send(Request),
    /// It has come to an end.
    Done(Result<Outcome, Error>),
}

impl Adapter {
    /// `None` where the newsroom takes no comments, or keeps them where this app is not made
    /// for: press does not put such an app into an edition.
    pub(super) fn new(edition: &Edition, thread: &Thread) -> Option<Self> {
        let settings = &edition.site.comments;
        match settings.provider {
            #[cfg(any(comments = "device", comments = "none"))]
            Provider::Device => Some(Self::Device(Device::new(&edition.base, &thread.key))),
            #[cfg(comments = "isso")]
            Provider::Isso => {
                let endpoint = settings.endpoint.as_deref().unwrap_or_default();
                Some(Self::Isso(Isso::new(endpoint, thread, settings.moderated)))
            }
            #[cfg(comments = "wordpress")]
            Provider::WordPress => {
                let endpoint = settings.endpoint.as_deref().unwrap_or_default();
                Some(Self::WordPress(WordPress::new(endpoint, thread), Box::default()))
            }
            _ => None,
        }
    }

    /// The place without a thread, to be asked about many at once; `None` where that cannot be.
    pub(super) fn of_all(edition: &Edition) -> Option<Self> {
        let settings = &edition.site.comments;
        match settings.provider {
            #[cfg(comments = "isso")]
            Provider::Isso => {
                let endpoint = settings.endpoint.as_deref().unwrap_or_default();
                Some(Self::Isso(Isso::of_no_thread(endpoint)))
            }
            _ => None,
        }
    }

    /// What is known of the place before it has answered.
    pub(super) fn capabilities(&self) -> Capabilities {
        match *self {
            #[cfg(any(comments = "device", comments = "none"))]
            Self::Device(_) => Device::capabilities(),
            #[cfg(comments = "isso")]
            Self::Isso(_) => Isso::capabilities(),
            #[cfg(comments = "wordpress")]
            Self::WordPress(..) => WordPress::capabilities(),
        }
    }

    /// Asks the place for something, and goes on with what has come of it.
    ///
    /// One future for all that is asked: each function that waits is some kilobytes of code.
    pub(super) fn ask(&self, ask: Ask, then: impl FnOnce(Result<Outcome, Error>) + 'static) {
        self.begin(ask, Box::new(then));
    }

    /// One function for all who ask.
    #[inline(never)]
    fn begin(&self, mut ask: Ask, then: Box<dyn FnOnce(Result<Outcome, Error>)>) {
        let mut adapter = self.clone();
        match adapter.next(&mut ask, None) {
            Next::Done(outcome) => then(outcome),
            Next::Send(request) if SHARED => work(adapter, ask, request, then),
            Next::Send(_) => {}
        }
    }

    /// The cookie that came with the answer to a request which took none along.
    fn cookie(&self, request: &Request, answer: &Answer) -> Option<String> {
        match *self {
            #[cfg(comments = "isso")]
            Self::Isso(ref isso) if !request.credentials => isso.cookie(answer),
            _ => None,
        }
    }

    /// What is to be done next, after the answer to what was asked for last.
    fn next(&mut self, ask: &mut Ask, answer: Option<&Answer>) -> Next {
        match *self {
            #[cfg(any(comments = "device", comments = "none"))]
            Self::Device(ref device) => Next::Done(device.done(ask)),
            #[cfg(comments = "isso")]
            Self::Isso(ref isso) => match answer {
                None => Next::Send(isso.request(ask)),
                Some(answer) => isso.next(ask, answer),
            },
            #[cfg(comments = "wordpress")]
            Self::WordPress(ref wordpress, ref mut progress) => {
                wordpress.next(progress, ask, answer)
            }
        }
    }
}

/// What it means for a comment that no answer came.
fn fault(failed: Failed, request: &Request) -> Error {
    match failed {
        Failed::Offline => Error::Network,
        Failed::TooLarge if request.method == "GET" => Error::TooMuch,
        // What was to be done may have been done.
        Failed::TooLarge | Failed::Broken => Error::Unclear,
    }
}

fn work(
    mut adapter: Adapter,
    mut ask: Ask,
    mut request: Request,
    then: Box<dyn FnOnce(Result<Outcome, Error>)>,
) {
    spawn_local(async move {
        let outcome = loop {
            let answer = match fetch::send(&request).await.map_err(|it| fault(it, &request)) {
                Ok(answer) => answer,
                // It may have been done all the same.
                Err(Error::Unclear) if ACTS && matches!(ask.what, What::Edit | What::Delete) => {
                    Answer::default()
                }
                // Before a comment goes out it is found out where to.
                Err(Error::Unclear) if ask.what == What::Submit && request.method == "GET" => {
                    break Err(Error::Down);
                }
                Err(error) => break Err(error),
            };
            if let Some(cookie) = adapter.cookie(&request, &answer) {
                document::keep_cookie(&cookie);
            }
            if answer.date > 0.0 {
                ask.since_there = answer.date - (clock::seconds() - ask.since).max(0.0);
            }
            match adapter.next(&mut ask, Some(&answer)) {
                Next::Done(outcome) => break outcome,
                Next::Send(next) => request = next,
            }
        };
        then(outcome);
    });
}
