//! Front matter that was read at an earlier build.
//!
//! To read the front matter of a hundred thousand files takes many seconds; to see that they
//! have not changed takes a fraction of one. What a file gave is kept with its length and time.
//! Kept are only files of which nothing had to be said, and that are in the edition: the others
//! are few, and are read again.

use super::manuscript::Outcome;
use super::pictures::Pictures;
use super::{Kind, Manuscript, Moment, paths};
use newsprint::edition::{Address, Comments, Image, Timestamp};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::Path;

/// Goes up whenever the form changes; what is kept in an older one is passed over.
const FORM: u32 = 2;

/// What was kept, by path below the content folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// A hash of everything besides the file that front matter is read by.
    by: [u8; 32],
    /// The build's “now”, in nanoseconds since 1970.
    now: i128,
    files: HashMap<String, File>,
}

#[derive(Debug, Serialize, Deserialize)]
struct File {
    stamp: (u64, u64),
    /// From when on it is no more in the edition.
    ends: Option<i128>,
    story: bool,
    address: String,
    aliases: Vec<String>,
    elsewhere: Option<String>,
    id: String,
    headline: String,
    standfirst: Option<String>,
    section: Option<String>,
    topics: Vec<String>,
    authors: Vec<String>,
    published: Option<(i128, String)>,
    updated: Option<(i128, String)>,
    language: String,
    featured: bool,
    lead: Option<Lead>,
    comments: (bool, Option<String>, Option<u64>),
    body_offset: u64,
    title_in_body: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Lead {
    src: String,
    alt: String,
    caption: Option<String>,
    credit: Option<String>,
}

impl Kept {
    /// Reads what was kept. What was read by other settings, by another press or for a later
    /// “now” is nothing.
    pub(super) fn read(file: &Path, by: [u8; 32], now: jiff::Timestamp) -> Self {
        let now = now.as_nanosecond();
        let empty = Self { by, now, files: HashMap::new() };
        let Ok(bytes) = std::fs::read(file) else { return empty };
        let Some((sum, content)) = bytes.split_at_checked(32) else { return empty };
        if blake3::hash(content).as_bytes() != sum {
            return empty;
        }
        match postcard::from_bytes::<(u32, Self)>(content) {
            Ok((FORM, kept)) if kept.by == by && kept.now <= now => kept,
            _ => empty,
        }
    }

    /// What a file gave, if it is the same and still has its time.
    pub(super) fn outcome(
        &self,
        path: &str,
        stamp: (u64, u64),
        now: jiff::Timestamp,
        pictures: &Pictures,
    ) -> Option<Outcome> {
        let file = self.files.get(path)?;
        let over = file.ends.is_some_and(|ends| ends <= now.as_nanosecond());
        if file.stamp != stamp || over {
            return None;
        }
        let lead_found = match &file.lead {
            // One that is no more must be told.
            Some(lead) => Some(pictures.find(&lead.src, paths::folder(path)).ok()?),
            None => None,
        };
        let lead_image = file.lead.as_ref().zip(lead_found.as_ref()).map(|(lead, found)| Image {
            src: lead.src.clone(),
            alt: lead.alt.clone(),
            caption: lead.caption.clone(),
            credit: lead.credit.clone(),
            width: found.size.0,
            height: found.size.1,
            ..Image::default()
        });
        let addresses: Result<_, _> = file.aliases.iter().map(Address::new).collect();
        let manuscript = Manuscript {
            path: path.into(),
            kind: if file.story { Kind::Story } else { Kind::Text },
            address: Address::new(&file.address).ok()?,
            aliases: addresses.ok()?,
            elsewhere: file.elsewhere.as_ref().and_then(|it| Address::new(it).ok()),
            id: file.id.clone(),
            headline: file.headline.clone(),
            standfirst: file.standfirst.clone(),
            section: file.section.clone(),
            topics: file.topics.clone(),
            authors: file.authors.clone(),
            published: moment(file.published.as_ref())?,
            updated: moment(file.updated.as_ref())?,
            language: file.language.clone(),
            featured: file.featured,
            lead_image,
            cards: None,
            crops: Vec::new(),
            comments: Comments {
                open: file.comments.0,
                closes: file.comments.1.as_ref().map(Timestamp::new),
                post: file.comments.2,
            },
            body_offset: usize::try_from(file.body_offset).ok()?,
            stamp: Some(stamp),
            title_in_body: file.title_in_body,
        };
        Some(Outcome { manuscript: Some(manuscript), lead_found, ..Outcome::default() })
    }

    /// Keeps what was read now, where it differs from what is kept. `by` and `now` are those
    /// of [`read`](Self::read). A failure costs the next build time and nothing else.
    pub(super) fn keep(
        &self,
        file: &Path,
        now: jiff::Timestamp,
        outcomes: &[Outcome],
    ) -> std::io::Result<()> {
        let all: Vec<_> = outcomes.par_iter().filter_map(entry).collect();
        let same = all.len() == self.files.len()
            && all.iter().all(|(path, entry)| {
                self.files.get(path).is_some_and(|kept| kept.stamp == entry.stamp)
            });
        if same {
            return Ok(());
        }
        let kept = Self { by: self.by, now: now.as_nanosecond(), files: all.into_iter().collect() };
        let mut bytes = vec![0; 32];
        bytes = postcard::to_extend(&(FORM, &kept), bytes).map_err(std::io::Error::other)?;
        let sum = blake3::hash(&bytes[32..]);
        bytes[..32].copy_from_slice(sum.as_bytes());
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let part = file.with_extension(std::process::id().to_string());
        std::fs::write(&part, bytes)?;
        std::fs::rename(part, file)
    }
}

fn moment(kept: Option<&(i128, String)>) -> Option<Option<Moment>> {
    let Some((instant, text)) = kept else { return Some(None) };
    let instant = jiff::Timestamp::from_nanosecond(*instant).ok()?;
    Some(Some(Moment { instant, text: Timestamp::new(text.as_str()) }))
}

/// What is kept of an outcome, if anything.
fn entry(outcome: &Outcome) -> Option<(String, File)> {
    let manuscript = outcome.manuscript.as_ref().filter(|_| outcome.diagnostics.is_empty())?;
    let text = |address: &Address| address.as_str().to_owned();
    let moment = |moment: &Moment| (moment.instant.as_nanosecond(), moment.text.to_string());
    let file = File {
        stamp: manuscript.stamp?,
        ends: outcome.ends.map(jiff::Timestamp::as_nanosecond),
        story: manuscript.kind == Kind::Story,
        address: text(&manuscript.address),
        aliases: manuscript.aliases.iter().map(text).collect(),
        elsewhere: manuscript.elsewhere.as_ref().map(text),
        id: manuscript.id.clone(),
        headline: manuscript.headline.clone(),
        standfirst: manuscript.standfirst.clone(),
        section: manuscript.section.clone(),
        topics: manuscript.topics.clone(),
        authors: manuscript.authors.clone(),
        published: manuscript.published.as_ref().map(moment),
        updated: manuscript.updated.as_ref().map(moment),
        language: manuscript.language.clone(),
        featured: manuscript.featured,
        lead: manuscript.lead_image.as_ref().map(|image| Lead {
            src: image.src.clone(),
            alt: image.alt.clone(),
            caption: image.caption.clone(),
            credit: image.credit.clone(),
        }),
        comments: (
            manuscript.comments.open,
            manuscript.comments.closes.as_ref().map(ToString::to_string),
            manuscript.comments.post,
        ),
        body_offset: manuscript.body_offset as u64,
        title_in_body: manuscript.title_in_body,
    };
    Some((manuscript.path.clone(), file))
}
