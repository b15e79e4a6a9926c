//! Front matter that was read at an earlier build.
//!
//! To read the front matter of a hundred thousand files takes many seconds; to see that they
//! have not changed takes a fraction of one. What a file gave is kept with its length and time.
//! Kept are only files of which nothing had to be said, and that are in the edition: the others
//! are few, and are read again.

use super::manuscript::Outcome;
use super::pictures::{Found, Pictures};
use super::{Kind, Manuscript, Moment, paths};
use crate::columns::{self, Sum, pack, piece, unpack};
use crate::picture::Focus;
use crate::texts::Texts;
use crate::write::length_and_time;
use newsprint::edition::{Address, Comments, Image, Inline, Timestamp};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Goes up whenever the form changes; what is kept in an older one is passed over.
const FORM: u32 = 6;

/// What was kept.
#[derive(Debug)]
pub(super) struct Kept {
    /// A hash of everything besides the file that front matter is read by.
    by: Sum,
    /// Of most files.
    most: Shelf,
    /// What was read after that was kept: a changed file does not make all be written again.
    since: Shelf,
}

/// Files' front matter as it stands in a file. Each is read when it is asked for, and only what
/// the edition needs of it becomes more than these bytes.
#[derive(Debug, Default)]
struct Shelf {
    /// Names this shelf.
    sum: Sum,
    /// The paths below the content folder, sorted.
    paths: Texts,
    /// Each one's front matter, and where it ends.
    entries: Vec<u8>,
    ends: Vec<usize>,
}

/// What a shelf can be trusted for.
#[derive(Serialize, Deserialize)]
struct Head {
    form: u32,
    /// A hash of everything besides the file that it was read by, or the shelf that this one
    /// stands beside.
    by: Sum,
    /// The build's “now”, in nanoseconds since 1970.
    now: i128,
    /// The content folder, as it was given.
    content: String,
}

/// Which of the newsroom's files a page was made from, as far as the last builds have kept it.
#[derive(Debug, Default)]
pub struct Sources {
    content: PathBuf,
    /// Path and stamp by address.
    files: FxHashMap<String, (String, (u64, u64))>,
}

impl Sources {
    /// Reads what was kept in a file, by whatever settings; nothing where it is not there.
    pub fn read(file: &Path) -> Self {
        let Some((head, most)) = Shelf::open(file) else { return Self::default() };
        let since = Shelf::open(&recent(file)).filter(|(it, _)| it.by == most.sum);
        let mut files = FxHashMap::default();
        // What was read later counts.
        for shelf in [Some(most), since.map(|(_, since)| since)].into_iter().flatten() {
            for place in 0..shelf.paths.len() {
                if let Some(file) = shelf.at(place) {
                    let path = shelf.paths.get(place).to_owned();
                    files.insert(file.address.to_owned(), (path, file.stamp));
                }
            }
        }
        Self { content: head.content.into(), files }
    }

    /// The file of an address, as the editor knows it: one that is still as it was when it was
    /// read. Another may have become another page.
    pub fn of(&self, address: &str) -> Option<String> {
        let (path, stamp) = self.files.get(address)?;
        let metadata = std::fs::metadata(paths::on_disk(&self.content, path)).ok()?;
        let shown = super::shown(&self.content, path);
        (length_and_time(&metadata) == *stamp)
            .then(|| shown.strip_prefix("./").unwrap_or(&shown).to_owned())
    }
}

/// Where an outcome comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Source {
    /// The file itself.
    #[default]
    Read,
    /// What is kept of most files.
    Kept,
    /// What is kept of the files that have changed since.
    Recent,
}

#[derive(Debug, Serialize, Deserialize)]
struct File<'a> {
    stamp: (u64, u64),
    /// From when on it is no more in the edition.
    ends: Option<i128>,
    story: bool,
    address: &'a str,
    #[serde(borrow)]
    aliases: Vec<&'a str>,
    #[serde(borrow)]
    perhaps: Vec<&'a str>,
    #[serde(borrow)]
    elsewhere: Vec<&'a str>,
    /// None when it is the address.
    id: Option<&'a str>,
    headline: &'a str,
    standfirst: Option<&'a str>,
    section: Option<&'a str>,
    topics: Vec<&'a str>,
    authors: Vec<&'a str>,
    published: Option<(i128, &'a str)>,
    updated: Option<(i128, &'a str)>,
    language: &'a str,
    featured: bool,
    /// Unlisted, not to be indexed, not to be found.
    seen: (bool, bool, bool),
    lead: Option<Lead<'a>>,
    comments: (bool, Option<&'a str>, Option<u64>),
    body_offset: u64,
    title_in_body: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Lead<'a> {
    src: &'a str,
    alt: &'a str,
    caption: Option<&'a str>,
    /// The caption as it was written, where that is not the same.
    written: Option<&'a str>,
    credit: Option<&'a str>,
    focus: Option<Focus>,
}

impl Kept {
    /// Nothing, so that every file is read.
    pub(super) fn nothing(by: Sum) -> Self {
        Self { by, most: Shelf::default(), since: Shelf::default() }
    }

    /// Reads what was kept. What was read by other settings, by another press or for a later
    /// “now” is nothing.
    pub(super) fn read(file: &Path, by: Sum, now: jiff::Timestamp) -> Self {
        let now = now.as_nanosecond();
        let most = Shelf::read(file, by, now).unwrap_or_default();
        let since = Shelf::read(&recent(file), most.sum, now).unwrap_or_default();
        Self { by, most, since }
    }

    /// What a file gave, if it is the same and still has its time.
    pub(super) fn outcome(
        &self,
        path: &str,
        stamp: (u64, u64),
        now: jiff::Timestamp,
        pictures: &Pictures,
    ) -> Option<Outcome> {
        let (file, source) = match self.since.get(path) {
            Some(file) => (file, Source::Recent),
            None => (self.most.get(path)?, Source::Kept),
        };
        let over = file.ends.is_some_and(|ends| ends <= now.as_nanosecond());
        if file.stamp != stamp || over {
            return None;
        }
        let lead_found = match &file.lead {
            // One that is no more must be told.
            Some(lead) => {
                let found = pictures.find(lead.src, paths::folder(path)).ok()?;
                Some(Found { focus: lead.focus, ..found })
            }
            None => None,
        };
        let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let lead_image = file.lead.as_ref().zip(lead_found.as_ref()).map(|(lead, found)| Image {
            src: lead.src.into(),
            alt: lead.alt.into(),
            caption: lead.caption.map(Inline::text).into_iter().collect(),
            credit: owned(lead.credit),
            width: found.size.0,
            height: found.size.1,
            ..Image::default()
        });
        let addresses = |all: &[&str]| -> Option<Vec<Address>> {
            all.iter().map(|it| Address::new(*it).ok()).collect()
        };
        let manuscript = Manuscript {
            path: path.into(),
            kind: if file.story { Kind::Story } else { Kind::Text },
            address: Address::new(file.address).ok()?,
            aliases: addresses(&file.aliases)?,
            perhaps: addresses(&file.perhaps)?,
            elsewhere: addresses(&file.elsewhere)?,
            id: file.id.unwrap_or(file.address).into(),
            headline: file.headline.into(),
            standfirst: owned(file.standfirst),
            section: owned(file.section),
            topics: all(&file.topics),
            authors: all(&file.authors),
            published: moment(file.published)?,
            updated: moment(file.updated)?,
            language: file.language.into(),
            featured: file.featured,
            unlisted: file.seen.0,
            noindex: file.seen.1,
            unsearched: file.seen.2,
            lead_image,
            lead_caption: file.lead.as_ref().and_then(|lead| lead.written.map(Into::into)),
            lead_found,
            cards: None,
            crops: Vec::new(),
            comments: Comments {
                open: file.comments.0,
                closes: file.comments.1.map(Timestamp::new),
                post: file.comments.2,
            },
            body_offset: usize::try_from(file.body_offset).ok()?,
            stamp: Some(stamp),
            due: None,
            left_out: false,
            title_in_body: file.title_in_body,
        };
        let manuscript = Some(Box::new(manuscript));
        Some(Outcome { manuscript, source, ..Outcome::default() })
    }

    /// Keeps what was read now. A failure costs the next build time and nothing else.
    pub(super) fn keep(
        &self,
        file: &Path,
        content: &Path,
        now: jiff::Timestamp,
        outcomes: &[Outcome],
    ) -> std::io::Result<()> {
        let now = now.as_nanosecond();
        let content = content.to_string_lossy().into_owned();
        let head = |by| Head { form: FORM, by, now, content };
        let is_new = |outcome: &&Outcome| outcome.source == Source::Read;
        if !outcomes.iter().filter(is_new).any(|outcome| entry(outcome).is_some()) {
            return Ok(());
        }
        let since: Vec<_> = outcomes.iter().filter(|it| it.source != Source::Kept).collect();
        if since.len() < self.most.paths.len() / 16 {
            let since: Vec<_> = since.into_iter().filter_map(entry).collect();
            return Shelf::write(&recent(file), &head(self.most.sum), &since);
        }
        let all: Vec<_> = outcomes.par_iter().filter_map(entry).collect();
        Shelf::write(file, &head(self.by), &all)
    }
}

impl Shelf {
    fn read(file: &Path, by: Sum, now: i128) -> Option<Self> {
        let (head, shelf) = Self::open(file)?;
        (head.by == by && head.now <= now).then_some(shelf)
    }

    /// Reads a shelf, whatever it was read by.
    fn open(file: &Path) -> Option<(Head, Self)> {
        let (sum, [head, paths, path_ends, entries, ends]) = columns::read(file)?;
        // Another form may go on otherwise behind its number.
        let (form, _) = postcard::take_from_bytes::<u32>(&head).ok()?;
        let head: Head = postcard::from_bytes(&head).ok().filter(|_| form == FORM)?;
        let paths = Texts::of([paths, path_ends])?;
        Some((head, Self { sum, paths, entries, ends: unpack(&ends)? }))
    }

    fn get(&self, path: &str) -> Option<File<'_>> {
        self.at(self.paths.find(path)?)
    }

    fn at(&self, place: usize) -> Option<File<'_>> {
        postcard::from_bytes(piece(&self.entries, &self.ends, place)?).ok()
    }

    /// Writes a shelf of these, which are sorted by path.
    fn write(file: &Path, head: &Head, entries: &[(&str, Vec<u8>)]) -> std::io::Result<()> {
        let (mut paths, mut all, mut ends) = (Texts::default(), Vec::new(), Vec::new());
        for (path, bytes) in entries {
            paths.push(path);
            all.extend_from_slice(bytes);
            ends.push(all.len());
        }
        let head = postcard::to_stdvec(head);
        let head = head.map_err(std::io::Error::other)?;
        let ends = pack(ends.into_iter());
        columns::replace(file, &[&head, paths.text(), &paths.ends(), &all, &ends])
    }
}

/// The file beside that of most.
fn recent(file: &Path) -> PathBuf {
    file.with_extension("recent")
}

fn moment(kept: Option<(i128, &str)>) -> Option<Option<Moment>> {
    let Some((instant, text)) = kept else { return Some(None) };
    let instant = jiff::Timestamp::from_nanosecond(instant).ok()?;
    Some(Some(Moment { instant, text: Timestamp::new(text) }))
}

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// What an outcome is that was kept and read again, where it is one that is kept.
#[cfg(any(test, fuzzing))]
pub(super) fn again(
    outcome: &Outcome,
    now: jiff::Timestamp,
    pictures: &Pictures,
) -> Option<Option<Outcome>> {
    let (path, entries) = entry(outcome)?;
    let stamp = outcome.manuscript.as_ref()?.stamp?;
    let (mut paths, ends) = (Texts::default(), vec![entries.len()]);
    paths.push(path);
    let most = Shelf { paths, entries, ends, ..Shelf::default() };
    let kept = Kept { most, ..Kept::nothing(Sum::default()) };
    Some(kept.outcome(path, stamp, now, pictures))
}

/// By what was read what is kept in a file.
#[cfg(any(test, fuzzing))]
pub(super) fn by(file: &Path) -> Option<Sum> {
    Some(Shelf::open(file)?.0.by)
}

/// What is kept of an outcome, if anything: its path, and the front matter as it is kept.
fn entry(outcome: &Outcome) -> Option<(&str, Vec<u8>)> {
    let manuscript = outcome.manuscript.as_ref().filter(|_| outcome.diagnostics.is_empty())?;
    let moment = |moment: &Moment| moment.instant.as_nanosecond();
    let published = manuscript.published.as_ref().map(|it| (moment(it), it.text.as_str()));
    let updated = manuscript.updated.as_ref().map(|it| (moment(it), it.text.as_str()));
    let file = File {
        stamp: manuscript.stamp?,
        ends: outcome.ends.map(jiff::Timestamp::as_nanosecond),
        story: manuscript.kind == Kind::Story,
        address: manuscript.address.as_str(),
        aliases: manuscript.aliases.iter().map(Address::as_str).collect(),
        perhaps: manuscript.perhaps.iter().map(Address::as_str).collect(),
        elsewhere: manuscript.elsewhere.iter().map(Address::as_str).collect(),
        id: Some(manuscript.id.as_str()).filter(|id| *id != manuscript.address.as_str()),
        headline: &manuscript.headline,
        standfirst: manuscript.standfirst.as_deref(),
        section: manuscript.section.as_deref(),
        topics: texts(&manuscript.topics),
        authors: texts(&manuscript.authors),
        published,
        updated,
        language: &manuscript.language,
        featured: manuscript.featured,
        seen: (manuscript.unlisted, manuscript.noindex, manuscript.unsearched),
        lead: manuscript.lead_image.as_ref().map(|image| Lead {
            src: &image.src,
            alt: &image.alt,
            caption: match &image.caption[..] {
                // Front matter gives nothing but text.
                [Inline::Text { text }] => Some(text),
                _ => None,
            },
            written: manuscript.lead_caption.as_deref(),
            credit: image.credit.as_deref(),
            focus: manuscript.lead_found.as_ref().and_then(|found| found.focus),
        }),
        comments: (
            manuscript.comments.open,
            manuscript.comments.closes.as_ref().map(Timestamp::as_str),
            manuscript.comments.post,
        ),
        body_offset: manuscript.body_offset as u64,
        title_in_body: manuscript.title_in_body,
    };
    Some((&manuscript.path, postcard::to_stdvec(&file).ok()?))
}
