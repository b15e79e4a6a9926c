use super::device::Device;
use super::error::Error;
use super::http::Request;
use super::isso::Isso;
use super::model::{Ask, Capabilities, Outcome, What};
use super::wordpress::{Progress, WordPress};
use crate::browser::fetch;
use crate::context::Edition;
use crate::edition::{Address, Comments, Provider};
use leptos::task::spawn_local;

/// Where the comments under one story are kept: the one door to them.
///
/// What goes to a server is made by its adapter as plain data, and what comes back is read by
/// it: only [`Adapter::ask`] touches the web.
#[derive(Clone, Debug)]
pub(super) enum Adapter {
    /// In this browser.
    Device(Device),
    /// On an Isso server.
    Isso(Isso),
    /// On a WordPress site.
    WordPress(WordPress),
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

/// How an adapter goes on with what it was asked.
pub(super) enum Next {
    /// It needs the answer to this.
    Send(Request),
    /// It has come to an end.
    Done(Result<Outcome, Error>),
}

impl Adapter {
    /// `None` where the newsroom takes no comments.
    pub(super) fn new(edition: &Edition, thread: &Thread) -> Option<Self> {
        let settings = &edition.site.comments;
        let endpoint = settings.endpoint.as_deref().unwrap_or_default();
        match settings.provider {
            Provider::Device => Some(Self::Device(Device::new(&edition.base, &thread.key))),
            Provider::Isso => Some(Self::Isso(Isso::new(endpoint, thread, settings.moderated))),
            Provider::WordPress => Some(Self::WordPress(WordPress::new(endpoint, thread))),
            Provider::None => None,
        }
    }

    /// What is known of the place before it has answered.
    pub(super) fn capabilities(&self) -> Capabilities {
        match self {
            Self::Device(_) => Device::capabilities(),
            Self::Isso(_) => Isso::capabilities(),
            Self::WordPress(_) => WordPress::capabilities(),
        }
    }

    /// Asks the place for something, and goes on with what has come of it.
    ///
    /// One future for all that is asked: each function that waits is some kilobytes of code.
    pub(super) fn ask(&self, ask: Ask, then: impl FnOnce(Result<Outcome, Error>) + 'static) {
        work(self.clone(), ask, Box::new(then));
    }
}

fn work(adapter: Adapter, mut ask: Ask, then: Box<dyn FnOnce(Result<Outcome, Error>)>) {
    spawn_local(async move {
        let mut progress = Progress::default();
        let mut answer = None;
        let outcome = loop {
            let next = match (&adapter, &answer) {
                (Adapter::Device(device), _) => Next::Done(device.done(&ask)),
                (Adapter::Isso(isso), None) => Next::Send(isso.request(&ask)),
                (Adapter::Isso(isso), Some(answer)) => Next::Done(isso.read(&ask, answer)),
                (Adapter::WordPress(wordpress), answer) => {
                    wordpress.next(&mut progress, &mut ask, answer.as_ref())
                }
            };
            match next {
                Next::Done(outcome) => break outcome,
                Next::Send(request) => match fetch::send(&request).await {
                    Ok(came) => answer = Some(came),
                    // Before a comment goes out it is found out where to.
                    Err(_) if ask.what == What::Submit && request.method == "GET" => {
                        break Err(Error::Network);
                    }
                    Err(error) => break Err(error),
                },
            }
        };
        then(outcome);
    });
}
