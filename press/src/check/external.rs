//! Links to other sites, followed on request.

use super::links::Links;
use super::public::{NOT_PUBLIC, Public};
use super::{also, warning};
use crate::diagnostic::{Diagnostics, because};
use rayon::prelude::*;
use std::time::{Duration, Instant};
use ureq::unversioned::transport::DefaultConnector;

/// How long an answer may take, redirects included.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long all of them may take.
const IN_ALL: Duration = Duration::from_secs(600);

/// Where links are followed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To addresses that are everybody's.
    Public,
    /// To those of this machine and its network too.
    Private,
}

/// Asks every other site for what is linked and says what did not answer well. Another site's
/// troubles are no error of the edition.
pub(super) fn follow(links: &Links, reach: Reach) -> Diagnostics {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .user_agent("Newsprint link check")
        .build();
    let agent = match reach {
        Reach::Public => {
            ureq::Agent::with_parts(config, DefaultConnector::default(), Public::default())
        }
        Reach::Private => config.into(),
    };
    let begun = Instant::now();
    let links: Vec<_> = links.to_other_sites().collect();
    let found = links.into_par_iter().filter_map(|(url, linked)| {
        let problem = match begun.elapsed() < IN_ALL {
            true => problem(&agent, url)?,
            false => "was not asked for: the others have taken ten minutes".into(),
        };
        let message = format!("the link “{url}” {problem}");
        Some(
            warning("press::check::external_link", &also(&linked.page, linked.others), message)
                .help("Open it. If the page has moved, link to where it is now."),
        )
    });
    found.collect::<Vec<_>>().into_iter().collect()
}

/// What is wrong with a URL; `None` when it answers.
fn problem(agent: &ureq::Agent, url: &str) -> Option<String> {
    let status = |answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>| match answer {
        Ok(answer) => Ok(answer.status().as_u16()),
        Err(ureq::Error::Other(error)) if error.to_string() == NOT_PUBLIC => {
            Err(format!("{NOT_PUBLIC}, and was not asked for"))
        }
        Err(error) => Err(because("does not answer", &error.to_string())),
    };
    let told = match status(agent.head(url).call()) {
        // Some hosts answer to nothing but GET.
        Ok(400..) => status(agent.get(url).call()),
        told => told,
    };
    match told {
        // Who is asked to sign in, to pay or to wait has come to the right place.
        Ok(401 | 402 | 403 | 429) | Ok(..=399) => None,
        Ok(status) => Some(format!("answers {status}")),
        Err(problem) => Some(problem),
    }
}
