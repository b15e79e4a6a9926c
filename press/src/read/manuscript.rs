//! One file's front matter into a [`Manuscript`].

mod former;
mod lead_image;
mod required;

use super::address::{Names, written};
use super::body::{first_heading, plain, without_templates};
use super::characters::{cleaned, first_unfit, with_lines};
use super::data::likely;
use super::directions::settled;
use super::file::shown;
use super::file_kind::is_among_drafts;
use super::file_name::{FileName, spelled};
use super::front_matter::{Dates, FrontMatter, KindWord, Marks, Parts};
use super::host::Host;
use super::kept::{Kept, Source};
use super::pictures::Pictures;
use super::reporter::Reporter;
use super::sections::Sections;
use super::{Filed, Kind, Manuscript, Moment, ReadOptions, paths, slug, text_file};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::eye::{Eye, is_settled};
use crate::settings::{Settings, is_language};
use former::{Former, elsewhere, former, sorted};
use newsprint::edition::Address;
use required::missing;
use std::path::Path;

/// What all files are read with.
pub(super) struct Desk<'a> {
    pub(super) content: &'a Path,
    /// Looks at the files of the content folder.
    pub(super) eye: Eye,
    pub(super) settings: &'a Settings,
    pub(super) options: &'a ReadOptions,
    pub(super) host: Host,
    pub(super) pictures: &'a Pictures,
    /// What was read at an earlier build.
    pub(super) kept: &'a Kept,
    /// What is said of folders.
    pub(super) sections: Sections,
}

/// What came of a file.
#[derive(Default)]
pub(super) struct Outcome {
    /// Nothing when the file stays out, or an error keeps it from having an address.
    pub(super) manuscript: Option<Filed>,
    /// What it would be, when it stays out of this edition.
    pub(super) kept_back: Option<Filed>,
    /// What it might be, when an error keeps it out: links to it lead somewhere, and what else
    /// is wrong with it can be told at once.
    pub(super) unfit: Option<Filed>,
    /// From when on the story is no more in the edition.
    pub(super) ends: Option<jiff::Timestamp>,
    /// Whether it was read now.
    pub(super) source: Source,
    pub(super) diagnostics: Diagnostics,
}

impl Desk<'_> {
    /// Reads a file below the content folder.
    pub(super) fn read(&self, path: &str) -> Outcome {
        // Looked at before it is read: a file that changes meanwhile is another one next time.
        // What is said of it elsewhere may change without it.
        let of_folder = self.sections.of(path);
        let stamp = self.stamp(path).filter(|_| of_folder.is_none());
        let known =
            stamp.and_then(|it| self.kept.outcome(path, it, self.options.now, self.pictures));
        if let Some(outcome) = known {
            return outcome;
        }
        let shown = shown(self.content, path);
        let file = paths::on_disk(self.content, path);
        let text = match text_file::read(&file) {
            Ok(text) => with_lines(text),
            Err(unread) => return Outcome::failed(unread.diagnostic(shown)),
        };
        self.text(path, shown, &text, stamp, of_folder.as_ref())
    }

    /// Reads the text of a file, which is called `shown` in the report, had this length and time, and
    /// of which this is said elsewhere.
    pub(super) fn text(
        &self,
        path: &str,
        shown: String,
        text: &str,
        stamp: Option<(u64, u64)>,
        of_folder: Option<&Marks>,
    ) -> Outcome {
        let unfit = first_unfit(text);
        let text = cleaned(text);
        let reporter = Reporter::new(shown.clone(), &text);
        if let Some((at, c)) = unfit {
            reporter
                .warning(
                    "press::read::character",
                    at..at,
                    format!("a character is left out that no page can hold: U+{:04X}", c as u32),
                )
                .help("Nobody sees it. Take it out; there may be more of them.");
        }
        let parts = match Parts::of(&text) {
            Ok(parts) => parts,
            Err((error, help)) => {
                reporter
                    .error("press::front_matter::malformed", error.span, error.message)
                    .help(help);
                return Outcome { diagnostics: reporter.finish(), ..Outcome::default() };
            }
        };
        if let Some(place) = parts.unread(&text) {
            reporter
                .error(
                    "press::front_matter::malformed",
                    place,
                    "this looks like front matter, and is of a form or in a place that is not read",
                )
                .help(
                    "Put YAML between two lines “---”, or TOML between two lines “+++”, at the \
                     top of the file. What shows such lines to readers belongs into a code block.",
                );
            return Outcome { diagnostics: reporter.finish(), ..Outcome::default() };
        }
        let (entries, whole) = parts.entries(&reporter);
        let mut matter = FrontMatter::read(entries, &reporter, &self.settings.time_zone);
        if let Some(marks) = of_folder {
            matter.marks.add(marks, "");
        }
        let name = FileName::of(path);
        if !whole {
            // A field that seems to be missing may stand in what could not be read.
            let unheard = Reporter::new(String::new(), &text);
            let date = self.published(&matter, &name, &unheard);
            let (unfit, _) = self.manuscript(path, &name, matter, date, parts.body, &unheard);
            let diagnostics = reporter.finish();
            return Outcome { unfit: Some(unfit), diagnostics, ..Outcome::default() };
        }
        let published = self.published(&matter, &name, &reporter);
        let now = self.options.now;
        let due = matter.dates.due_after(published.as_ref(), now).filter(|_| !self.options.future);
        let due = due.map(Moment::day);
        let Marks { draft, draft_by, mut hidden, .. } = matter.marks.clone();
        let draft = draft.or_else(|| is_among_drafts(path).then_some(true));
        let is_draft = draft == Some(true) && !self.options.drafts;
        if is_draft && hidden.is_none() {
            hidden = draft_by.map(|file| format!("draft in {file}"));
        }
        let never = is_draft || hidden.is_some() || matter.dates.is_over(now);
        let ends = matter.dates.expiry.as_ref().map(|moment| moment.instant);
        let (mut manuscript, fit) =
            self.manuscript(path, &name, matter, published, parts.body, &reporter);
        if never {
            // What is wrong with it is of no concern to any edition yet.
            let diagnostics = hidden.into_iter().map(|mark| kept_out(&shown, &mark)).collect();
            let kept_back = fit.then_some(manuscript);
            return Outcome { kept_back, diagnostics, ..Outcome::default() };
        }
        let diagnostics = reporter.finish();
        if let Some(day) = due {
            let diagnostics = diagnostics.until_due(&day);
            manuscript.due = Some(day);
            let kept_back = fit.then_some(manuscript);
            return Outcome { kept_back, diagnostics, ..Outcome::default() };
        }
        if !fit {
            return Outcome { unfit: Some(manuscript), diagnostics, ..Outcome::default() };
        }
        manuscript.stamp = stamp;
        let manuscript = Some(manuscript);
        Outcome { manuscript, ends, diagnostics, ..Outcome::default() }
    }

    /// A file's length and time, when that time is past enough to tell one writing from the next.
    fn stamp(&self, path: &str) -> Option<(u64, u64)> {
        self.eye.length_and_time(path).filter(|(_, time)| is_settled(*time))
    }

    /// The front matter's date, else that of the path, else that of `publishDate`. A story that
    /// has none of them takes that of its last change, as Hugo does.
    fn published(
        &self,
        matter: &FrontMatter,
        name: &FileName<'_>,
        reporter: &Reporter<'_>,
    ) -> Option<Moment> {
        if let Some(date) = &matter.dates.date {
            return Some(date.clone());
        }
        let from_path = name.date.as_ref().and_then(|date| {
            let moment = Moment::parse(date, &self.settings.time_zone).ok();
            if moment.is_none() {
                reporter
                    .error(
                        "press::front_matter::impossible_date",
                        0..0,
                        format!("the file's path says “{date}”, which is no day of the calendar"),
                    )
                    .help("Name the file after a day that exists, or write a date inside it.");
            }
            moment
        });
        let needs_date = match matter.kind {
            Some(kind) => kind == KindWord::Story,
            None => !name.is_among_pages(),
        };
        let updated = || matter.dates.updated.clone().filter(|_| needs_date);
        from_path.or_else(|| matter.dates.publish.clone()).or_else(updated)
    }

    /// When the story was changed after it was published, as far as that time has come.
    fn updated(
        &self,
        dates: Dates,
        published: Option<&Moment>,
        reporter: &Reporter<'_>,
    ) -> Option<Moment> {
        let updated = dates.updated.filter(|updated| {
            published.is_none_or(|published| updated.instant > published.instant)
        })?;
        if self.options.future || updated.instant <= self.options.now {
            return Some(updated);
        }
        reporter
            .warning(
                "press::front_matter::future_update",
                dates.updated_at,
                "the story is said to have changed at a time that has not come",
            )
            .help("Readers and search engines are not told of it. Write when it changed.");
        None
    }

    /// The manuscript, and whether it can be in an edition.
    fn manuscript(
        &self,
        path: &str,
        name: &FileName<'_>,
        matter: FrontMatter,
        published: Option<Moment>,
        body_offset: usize,
        reporter: &Reporter<'_>,
    ) -> (Filed, bool) {
        let kind = kind(&matter, name, published.is_some());
        let heading = || {
            let words = first_heading(&reporter.text()[body_offset..])?;
            Some(without_templates(&words).map_or(words, |(bare, _)| bare))
        };
        let headline = matter.title.clone().or_else(heading);
        // A date that cannot be read has been reported as that.
        let dateless = kind == Kind::Story
            && published.is_none()
            && !matter.dates.unreadable
            && name.date.is_none();
        missing(&matter, headline.is_none(), dateless, reporter);
        // Addresses are made of what is written, as other generators do.
        let written = headline.unwrap_or_default();
        let headline = settled(&plain(&written)).into_owned();
        let section = matter.section.as_ref().map(|section| self.section(section, reporter));
        let names = Names {
            file: name,
            matter: &matter,
            headline: &written,
            section: section.as_deref(),
            published: published.as_ref(),
        };
        let found = self.address(kind, &names, reporter);
        let dated = kind == Kind::Text || published.is_some();
        let fit = found.is_some() && dated && !headline.is_empty();
        let by_file = || names.by_file(slug).map_or((Address::front(), None), |it| (it, None));
        let (address, also) = found.unwrap_or_else(by_file);
        let elsewhere = elsewhere(&names, &address);
        let Former { mut aliases, perhaps } = former(&matter, &address, &elsewhere, reporter);
        aliases.extend(also);
        let aliases = sorted(aliases, &[&address]);
        let perhaps = self.perhaps(kind, &names, perhaps);
        let taken: Vec<&Address> = std::iter::once(&address).chain(&aliases).collect();
        let perhaps = sorted(perhaps, &taken);
        let updated = self.updated(matter.dates, published.as_ref(), reporter);
        let language = self.language(matter.language, name, reporter);
        let caption = matter.lead_image.as_ref().and_then(|image| image.caption.clone());
        let lead_caption = caption.filter(|written| plain(written) != *written);
        let (lead_image, lead_found) = match matter.lead_image {
            Some(image) => self.lead_image(image, paths::folder(path), reporter),
            None => (None, None),
        };
        let manuscript = Box::new(Manuscript {
            path: path.into(),
            kind,
            id: matter.id.map_or_else(|| address.to_string(), |id| paths::composed(&id).into()),
            address,
            aliases,
            perhaps,
            elsewhere,
            headline,
            standfirst: matter.standfirst.as_deref().map(plain),
            section,
            topics: matter.topics,
            authors: matter.authors,
            published,
            updated,
            language,
            featured: matter.featured,
            unlisted: matter.marks.is_unlisted(),
            noindex: matter.marks.noindex,
            unsearched: matter.marks.unsearched,
            lead_image,
            lead_caption: lead_caption.map(Into::into),
            lead_found,
            cards: None,
            crops: Vec::new(),
            comments: matter.comments,
            title_in_body: matter.title.is_none(),
            body_offset,
            stamp: None,
            due: None,
            left_out: false,
        });
        (manuscript, fit)
    }

    /// The section under the name that the settings give it: `world` is `World` there.
    fn section(
        &self,
        written: &(String, std::ops::Range<usize>),
        reporter: &Reporter<'_>,
    ) -> String {
        let (name, span) = written;
        let known = || self.settings.sections.iter().map(|section| section.name.as_str());
        if let Some(same) = known().find(|known| slug(known) == slug(name)) {
            return same.into();
        }
        if let Some(meant) = likely(name, known()) {
            reporter
                .warning(
                    "press::front_matter::unknown_section",
                    span.clone(),
                    format!("“{name}” is no section of newsprint.toml"),
                )
                .help(format!("Did you mean “{meant}”?"));
        }
        name.clone()
    }

    fn address(
        &self,
        kind: Kind,
        names: &Names<'_>,
        reporter: &Reporter<'_>,
    ) -> Option<(Address, Option<Address>)> {
        let code = "press::front_matter::bad_address";
        if let Some((text, span)) = &names.matter.url {
            return match written(text) {
                Ok((address, _)) if address == Address::front() => {
                    reporter
                        .error(code, span.clone(), "the front page's own address is taken")
                        .help("Give the page a name, for example \"/welcome/\".");
                    None
                }
                Ok(found) => Some(found),
                Err(error) => {
                    reporter
                        .error(code, span.clone(), format!("“{text}” is no address: {error}"))
                        .help("Write folders between slashes, for example \"/2025/harbour/\".");
                    None
                }
            };
        }
        let address = match kind {
            Kind::Story => names.by_pattern(&self.settings.permalink, slug),
            Kind::Text => names.by_file(slug),
        };
        match address {
            Ok(address) if !names.slug(slug).is_empty() => Some((address, None)),
            _ => {
                let span = names.matter.slug.as_ref().map_or(0..0, |(_, span)| span.clone());
                reporter
                    .error(code, span, "no address can be made of the file's name and title")
                    .help("Add a slug with letters or digits: slug = \"harbour-opens\".");
                None
            }
        }
    }

    fn language(
        &self,
        written: Option<(String, std::ops::Range<usize>)>,
        name: &FileName<'_>,
        reporter: &Reporter<'_>,
    ) -> String {
        let own = &self.settings.language;
        match written {
            Some((tag, _)) if is_language(&tag) => tag,
            Some((tag, span)) => {
                reporter
                    .error(
                        "press::front_matter::bad_language",
                        span,
                        format!("“{tag}” is no language tag"),
                    )
                    .help("Write a tag of BCP 47, for example \"en\", \"pt-BR\" or \"ar\".");
                own.clone()
            }
            None => {
                let named = name.language.filter(|named| !named.eq_ignore_ascii_case(own));
                named.map_or_else(|| own.clone(), spelled)
            }
        }
    }
}

/// What a text is, by what its author says, where it lies, and whether it has a date.
fn kind(matter: &FrontMatter, name: &FileName<'_>, dated: bool) -> Kind {
    match matter.kind {
        Some(KindWord::Story) => Kind::Story,
        Some(KindWord::Text) => Kind::Text,
        None if name.folders.first() == Some(&"pages") => Kind::Text,
        None if !dated && name.is_among_pages() => Kind::Text,
        None => Kind::Story,
    }
}

impl Outcome {
    fn failed(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: std::iter::once(diagnostic).collect(), ..Self::default() }
    }
}

/// Says of a text that its author keeps it from readers: who takes it for published should know.
fn kept_out(file: &str, mark: &str) -> Diagnostic {
    let message = format!("this stays out of the edition, because it says “{mark}”");
    Diagnostic::warning("press::front_matter::kept_out", file, message)
        .help("Take that out to publish it. “draft: true” says in silence that it is not finished.")
}
