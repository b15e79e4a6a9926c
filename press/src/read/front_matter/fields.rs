//! What front matter says, under the names that Hugo, Zola and their themes use.
//!
//! `[taxonomies]` (Zola), `[extra]` (Zola) and `[params]` (Hugo) are looked through for the
//! same names after the top level. What else stands in the latter two is the theme's own
//! business and is passed over in silence.

use super::super::body::plain;
use super::super::data::{Codes, Entry, Fields, Kind, likely, near, said_twice, same};
use super::super::reporter::Reporter;
use super::dates;
use super::known::{self, is_known_elsewhere};
use super::{Dates, LeadImage, Marks, marks, words};
use jiff::tz::TimeZone;
use newsprint::edition::Comments;
use std::collections::HashSet;
use std::ops::Range;

pub(super) const CODES: Codes = Codes {
    unknown: "press::front_matter::unknown_field",
    kind: "press::front_matter::wrong_kind",
    too_much: "press::front_matter::too_much",
    // Each topic, author and former address becomes a page.
    most: 100,
};

/// What a file says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KindWord {
    Story,
    Text,
}

/// A text and where it stands.
pub(crate) type Placed = (String, Range<usize>);

/// All that front matter can say.
#[derive(Debug)]
pub(crate) struct FrontMatter {
    pub(crate) title: Option<String>,
    pub(crate) standfirst: Option<String>,
    pub(crate) dates: Dates,
    pub(crate) slug: Option<Placed>,
    pub(crate) url: Option<Placed>,
    pub(crate) aliases: Vec<Placed>,
    pub(crate) marks: Marks,
    /// Whether it has a table that Zola alone knows.
    pub(crate) is_zola: bool,
    pub(crate) authors: Vec<String>,
    pub(crate) section: Option<Placed>,
    pub(crate) topics: Vec<String>,
    pub(crate) lead_image: Option<LeadImage>,
    pub(crate) comments: Comments,
    pub(crate) language: Option<Placed>,
    pub(crate) id: Option<String>,
    pub(crate) featured: bool,
    pub(crate) kind: Option<KindWord>,
    /// The fields that may have been meant to be `title` or `date`.
    pub(crate) misspelled: Vec<Placed>,
}

impl FrontMatter {
    pub(crate) fn read(entries: Vec<Entry>, reporter: &Reporter<'_>, zone: &TimeZone) -> Self {
        let mut entries = entries;
        words::clear(&mut entries, reporter);
        let mut fields = Fields::new(reporter, CODES, entries);
        // The inner tables come after the top level: what stands there wins.
        let mut private = HashSet::new();
        let is_zola = ["taxonomies", "extra"].iter().any(|name| fields.peek(name).is_some());
        for name in ["taxonomies", "params", "extra"] {
            if let Some(table) = fields.table(&[name]) {
                private.extend(table.places());
                fields.append(table);
            }
        }
        let dates = Dates::take(&mut fields, reporter, zone);
        let marks = Marks::take(&mut fields, reporter);
        let kind = kind(&mut fields);
        let (section, mut topics) = section(&mut fields, reporter);
        topics.splice(0..0, names(&mut fields, &["tags", "topics", "tag", "topic"]));
        let mut seen = HashSet::new();
        topics.retain(|topic| seen.insert(topic.to_lowercase()));
        let lead_image = LeadImage::take(&mut fields, reporter);
        let mut matter = Self {
            title: fields.words(&["title", "headline"]),
            standfirst: fields.text(&["standfirst", "description", "summary", "excerpt"]),
            dates,
            slug: fields.text_at(&["slug"]),
            url: fields.text_at(&["url", "path", "permalink"]),
            aliases: aliases(&mut fields),
            marks,
            authors: authors(&mut fields),
            section,
            topics,
            lead_image,
            comments: comments(&mut fields, reporter, zone),
            language: fields.text_at(&["language", "lang"]),
            id: fields.text(&["id"]),
            featured: fields.flag(&["featured"]).unwrap_or(false),
            kind,
            is_zola,
            misspelled: Vec::new(),
        };
        // Both `description` and `summary`: the second is an excerpt for listings elsewhere.
        for name in ["description", "summary", "excerpt"] {
            fields.take(&[name]);
        }
        matter.misspelled = unknown(fields, reporter, &private, &matter);
        matter
    }
}

/// The marks of a file that is no text itself, but says something of others.
pub(crate) fn marks_of(entries: Vec<Entry>, reporter: &Reporter<'_>) -> Marks {
    let mut fields = Fields::new(reporter, CODES, entries);
    for name in ["params", "extra"] {
        if let Some(table) = fields.table(&[name]) {
            fields.append(table);
        }
    }
    Marks::take(&mut fields, reporter)
}

/// Reports what stands at the top level and nobody took; returns what may have been meant to
/// be a required field that is missing.
fn unknown(
    fields: Fields<'_>,
    reporter: &Reporter<'_>,
    private: &HashSet<usize>,
    matter: &FrontMatter,
) -> Vec<Placed> {
    let mut misspelled = Vec::new();
    let none = fields.inner(Vec::new());
    for entry in fields.rest() {
        if entry.value.kind == Kind::Nothing || private.contains(&entry.key_span.start) {
            continue;
        }
        let key = entry.key.clone();
        let missing = [("title", matter.title.is_none()), ("date", matter.dates.date.is_none())];
        if missing.iter().any(|(name, missing)| *missing && near(&key, name)) {
            misspelled.push((key, entry.key_span));
        } else if same(&key, "kind") {
            reporter
                .error(CODES.kind, entry.value.span, "this is no kind of page")
                .help("Write “story” or “text” after “kind”, or take the field out.");
        } else if let Some(meant) = marks::misspelled(&none, &entry) {
            marks::report_misspelled(&entry, Some(meant), reporter);
        } else if marks::may_hide(&none, &entry) {
            marks::report_misspelled(&entry, None, reporter);
        } else if known::FIELDS.iter().any(|name| same(&key, name)) {
            said_twice(reporter, CODES, &entry);
        } else if is_known_elsewhere(&key) {
            reporter
                .warning(
                    "press::front_matter::no_place",
                    entry.key_span,
                    format!("“{key}” has no place here and is passed over"),
                )
                .help("Other generators know this field. Nothing is lost by taking it out.");
        } else {
            let report = reporter.slip(
                CODES.unknown,
                entry.key_span,
                format!("“{key}” is no field that is known here"),
            );
            match likely(&key, known::FIELDS.iter().copied()) {
                Some(name) => report.help(format!("Did you mean “{name}”?")),
                None => report.help(
                    "Take it out, or put it under [extra] if another tool reads it. \
                     docs/front-matter.md lists the fields.",
                ),
            }
        }
    }
    misspelled
}

/// `kind = "text"`, or Hugo's `type` and Jekyll's `layout` where they say as much.
fn kind(fields: &mut Fields<'_>) -> Option<KindWord> {
    for name in ["kind", "type", "layout"] {
        let word = fields.peek(name).and_then(|value| match &value.kind {
            Kind::Text(text) => Some(text.to_lowercase()),
            _ => None,
        });
        let kind = match word.as_deref() {
            Some("text" | "page" | "pages") => KindWord::Text,
            Some("story" | "stories" | "post" | "posts" | "article" | "news" | "blog") => {
                KindWord::Story
            }
            _ => continue,
        };
        fields.take(&[name]);
        return Some(kind);
    }
    None
}

/// The section, and the categories that are left for topics.
fn section(fields: &mut Fields<'_>, reporter: &Reporter<'_>) -> (Option<Placed>, Vec<String>) {
    let mut categories = fields.texts(&["categories", "category"]);
    let mut sections = fields.texts(&["section", "sections"]).into_iter();
    let first = sections.next();
    for (name, span) in sections {
        reporter
            .warning(
                "press::front_matter::no_place",
                span,
                format!("a story is in one section, so “{name}” is passed over"),
            )
            .help("Make it a topic: tags = [\"…\"].");
    }
    let section = first.or_else(|| (!categories.is_empty()).then(|| categories.remove(0)));
    let section = section.map(|(name, span)| (plain(&name), span));
    (section, categories.into_iter().map(|(name, _)| plain(&name)).collect())
}

/// Names as readers see them: programs write `Tom &amp; Jerry`.
fn names(fields: &mut Fields<'_>, keys: &[&str]) -> Vec<String> {
    fields.texts(keys).into_iter().map(|(name, _)| plain(&name)).collect()
}

/// Addresses that the page had. Hugo's may be relative to the page; Jekyll's never are.
fn aliases(fields: &mut Fields<'_>) -> Vec<Placed> {
    let mut aliases = fields.texts(&["aliases", "alias"]);
    let jekyll = fields.texts(&["redirect_from"]).into_iter();
    aliases.extend(jekyll.map(|(text, span)| match text.contains("://") {
        true => (text, span),
        false => (format!("/{}", text.trim_start_matches('/')), span),
    }));
    aliases
}

/// A name, a list of names, or a list of tables with a name each.
fn authors(fields: &mut Fields<'_>) -> Vec<String> {
    let Some(entry) = fields.take(&["authors", "author", "byline"]) else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    for value in fields.values_of(&entry) {
        let name = match &value.kind {
            Kind::Table(entries) => fields.inner(entries.clone()).text(&["name", "title"]),
            _ => fields.word_of(value).map(|name| name.trim().to_owned()),
        };
        match name.as_deref().map(plain) {
            Some(name) if name.is_empty() || names.contains(&name) => {}
            Some(name) if !fields.bears(&entry.key, value, &name) => {}
            Some(name) => names.push(name),
            None if value.kind == Kind::Nothing => {}
            None => fields.wrong_value(&entry.key, value, "a name or a list of names"),
        }
    }
    names
}

/// `comments = false`, `comments = "closed"`, `comments = { open, closes, post }`.
fn comments(fields: &mut Fields<'_>, reporter: &Reporter<'_>, zone: &TimeZone) -> Comments {
    let mut comments = Comments { open: true, closes: None, post: None };
    // What exporters from WordPress write.
    comments.post = fields.take(&["wordpress_id"]).and_then(|entry| post(fields, &entry));
    if fields.peek("disable_comments").is_some() {
        comments.open = !fields.flag(&["disable_comments"]).unwrap_or(false);
    }
    let Some(entry) = fields.take(&["comments"]) else { return comments };
    if let Kind::Table(entries) = entry.value.kind {
        let mut table = fields.inner(entries);
        comments.open = table.flag(&["open", "enabled"]).unwrap_or(true);
        comments.closes = table
            .text_at(&["closes", "closed"])
            .and_then(|(text, span)| dates::parse(&text, span, reporter, zone))
            .map(|moment| moment.whole());
        if let Some(entry) = table.take(&["post"]) {
            comments.post = post(&table, &entry);
        }
        table.finish(&["open", "closes", "post"]);
        return comments;
    }
    match fields.scalar(&entry).as_deref() {
        Some("true" | "yes" | "on" | "open") => comments.open = true,
        Some("false" | "no" | "off" | "closed") => comments.open = false,
        _ => fields.wrong(&entry, "“open”, “closed”, true or false"),
    }
    comments
}

/// The number of a post on the newsroom's WordPress site.
fn post(fields: &Fields<'_>, entry: &Entry) -> Option<u64> {
    let number = fields.scalar(entry).and_then(|text| text.trim().parse().ok());
    let number = number.filter(|number| *number > 0);
    if number.is_none() {
        fields.wrong(entry, "the number of a WordPress post");
    }
    number
}
