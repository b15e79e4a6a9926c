//! Who may see a text: what the tools of the world call it when not everybody may.
//!
//! Marks are looked for everywhere, in the inner tables too, and any one of them counts: a text
//! that is shown to the wrong reader cannot be taken back, one that is missing can be added. What
//! may be such a mark and is not understood is an error, which keeps the text out.

use super::super::data::{Entry, Fields, Kind, Value, near};
use super::super::reporter::Reporter;
use super::fields::CODES;
use super::known;
use super::mark_words::{
    CLOSED, DRAFT, FALSE_IS_DRAFT, FALSE_IS_HIDDEN, FALSE_MAY_BE_DRAFT, HIDDEN, MAY_BE_STATES,
    OF_THE_TEXT, OPEN, READERS, STATES, TELLING, TRUE_IS_DRAFT, TRUE_IS_HIDDEN,
    TRUE_IS_NOT_INDEXED, TRUE_IS_NOT_SEARCHED, TRUE_IS_UNLISTED, TRUE_MAY_HIDE, UNLISTED,
};
use super::program::report_computed;

/// What front matter says of who may see a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Whether it is a draft; nothing where nothing is said.
    pub(crate) draft: Option<bool>,
    /// Who says that, where it is not the text itself.
    pub(crate) draft_by: Option<String>,
    /// Whether what is said of a folder goes before what its texts say of themselves.
    pub(crate) goes_before: bool,
    /// What keeps it out of every edition, as it is written.
    pub(crate) hidden: Option<String>,
    /// Whether it is for those who have its address: it stands in no list.
    pub(crate) unlisted: bool,
    /// Whether search engines are asked to pass it over.
    pub(crate) noindex: bool,
    /// Whether the edition's own search does not find it.
    pub(crate) unsearched: bool,
}

impl Marks {
    /// Takes every mark.
    pub(super) fn take(fields: &mut Fields<'_>, reporter: &Reporter<'_>) -> Self {
        let mut marks = Self::default();
        marks.take_flags(fields);
        marks.take_states(fields, reporter);
        marks.take_likely(fields, reporter);
        marks.take_build(fields, reporter);
        marks.take_addresses(fields);
        marks.take_lists(fields);
        marks.take_robots(fields);
        each(fields, &["eleventy_computed"], |_, entry| report_computed(&entry, reporter));
        marks
    }

    /// Adds what is said of all texts of a folder. That a text says that it is no draft counts.
    pub(crate) fn add(&mut self, other: &Self, whose: &str) {
        let (said_by, whose) = (whose, other.draft_by.as_deref().unwrap_or(whose));
        self.goes_before |= other.goes_before;
        if other.draft == Some(true) && (self.draft.is_none() || other.goes_before) {
            (self.draft, self.draft_by) = (Some(true), Some(whose.to_owned()));
        }
        if self.hidden.is_none() {
            let of = if said_by.is_empty() { "" } else { " in " };
            self.hidden = other.hidden.as_ref().map(|mark| format!("{mark}{of}{said_by}"));
        }
        self.unlisted |= other.unlisted;
        self.noindex |= other.noindex;
        self.unsearched |= other.unsearched;
    }

    /// Whether nothing is said.
    pub(crate) fn say_nothing(&self) -> bool {
        *self == Self { goes_before: self.goes_before, ..Self::default() }
    }

    /// Whether it stands in no list.
    pub(crate) fn is_unlisted(&self) -> bool {
        self.unlisted || self.noindex
    }

    fn is_draft(&mut self, draft: bool) {
        self.draft = Some(draft || self.draft == Some(true));
    }

    fn hide(&mut self, entry: &Entry, value: &str) {
        self.hidden.get_or_insert_with(|| format!("{}: {value}", entry.key));
    }

    fn take_flags(&mut self, fields: &mut Fields<'_>) {
        for (names, when) in [(TRUE_IS_DRAFT, true), (FALSE_IS_DRAFT, false)] {
            each(fields, names, |fields, entry| match said(fields, &entry) {
                Some(said) => self.is_draft(said == when),
                None => fields.wrong(&entry, "true or false"),
            });
        }
        for (names, when) in [(TRUE_IS_HIDDEN, true), (FALSE_IS_HIDDEN, false)] {
            each(fields, names, |fields, entry| match said(fields, &entry) {
                Some(said) if said == when => self.hide(&entry, word(when)),
                Some(_) => {}
                // A theme's list of what it does not show beside the text.
                None if matches!(entry.value.kind, Kind::List(_)) && entry.key == "hide" => {}
                None => fields.wrong(&entry, "true or false"),
            });
        }
        for name in TRUE_IS_UNLISTED {
            each(fields, &[name], |fields, entry| {
                self.unlisted |= said(fields, &entry).unwrap_or(true);
            });
        }
        each(fields, TRUE_IS_NOT_INDEXED, |fields, entry| {
            self.noindex |= said(fields, &entry).unwrap_or(true);
        });
        each(fields, TRUE_IS_NOT_SEARCHED, |fields, entry| {
            self.unsearched |= said(fields, &entry).unwrap_or(true);
        });
        // Whoever needs a word to read it is not everybody.
        each(fields, &["password", "passwords", "passphrase"], |fields, entry| {
            if fields.scalar(&entry).is_none_or(|text| !text.trim().is_empty()) {
                self.hide(&entry, "…");
            }
        });
    }

    /// `status: private` and the like.
    fn take_states(&mut self, fields: &mut Fields<'_>, reporter: &Reporter<'_>) {
        each(fields, STATES, |fields, entry| {
            let text = fields.scalar(&entry).unwrap_or_default();
            let word = text.trim().to_lowercase().replace(['_', ' '], "-");
            let is = |words: &[&str]| words.contains(&word.as_str());
            match said(fields, &entry) {
                _ if matches!(entry.value.kind, Kind::List(_) | Kind::Table(_)) => {
                    unclear(&entry, "a list", reporter);
                }
                _ if word.is_empty() => {}
                Some(true) => {}
                Some(false) => self.hide(&entry, "false"),
                None if is(OPEN) => {}
                None if is(DRAFT) => self.is_draft(true),
                None if is(HIDDEN) => self.hide(&entry, &text),
                None if is(UNLISTED) => self.unlisted = true,
                None => unclear(&entry, &text, reporter),
            }
        });
    }

    /// Fields whose names are not those of marks alone: what they say counts where it says that
    /// not everybody may see the text, and is left to others where it does not.
    fn take_likely(&mut self, fields: &mut Fields<'_>, reporter: &Reporter<'_>) {
        for name in TRUE_MAY_HIDE {
            if peeked(fields, name) == Some(true)
                && let Some(entry) = fields.take(&[name])
            {
                self.hide(&entry, "true");
            }
        }
        for name in FALSE_MAY_BE_DRAFT {
            if peeked(fields, name) == Some(false) && fields.take(&[name]).is_some() {
                self.is_draft(true);
            }
        }
        for name in MAY_BE_STATES {
            let text = fields.peek(name).and_then(|value| fields.scalar_of(value));
            let word = text.unwrap_or_default().trim().to_lowercase().replace(['_', ' '], "-");
            let (draft, hidden) = (DRAFT.contains(&&*word), HIDDEN.contains(&&*word));
            if (draft || hidden)
                && let Some(entry) = fields.take(&[name])
            {
                if draft { self.is_draft(true) } else { self.hide(&entry, &word) }
            }
        }
        each(fields, READERS, |fields, entry| {
            let words = fields.texts_of(&entry).into_iter().map(|(text, _)| text.to_lowercase());
            let words: Vec<_> = words.collect();
            if !words.iter().all(|word| OPEN.contains(&word.as_str())) {
                unclear(&entry, &words.join(", "), reporter);
            }
        });
        // Hugo makes no page where there is nothing to make it as.
        let is_none = |value: &Value| matches!(&value.kind, Kind::List(list) if list.is_empty());
        if fields.peek("outputs").is_some_and(is_none)
            && let Some(entry) = fields.take(&["outputs"])
        {
            self.hide(&entry, "[]");
        }
        self.take_inner(fields, reporter);
    }

    /// Tables that say something of the whole text, in which the same marks may stand.
    fn take_inner(&mut self, fields: &Fields<'_>, reporter: &Reporter<'_>) {
        for name in OF_THE_TEXT {
            let table = fields.peek(name).and_then(|value| match &value.kind {
                Kind::Table(entries) => Some(entries.clone()),
                _ => None,
            });
            let Some(entries) = table else { continue };
            let mut inner = Self::default();
            let mut table = fields.inner(entries);
            inner.take_flags(&mut table);
            inner.take_states(&mut table, reporter);
            let draft = inner.draft;
            self.draft = if draft == Some(true) { draft } else { self.draft.or(draft) };
            self.hidden = self.hidden.take().or(inner.hidden);
            self.unlisted |= inner.unlisted;
            self.noindex |= inner.noindex;
            self.unsearched |= inner.unsearched;
        }
    }

    /// Hugo's `build` and `_build`: whether there is a page, and whether it is in lists.
    fn take_build(&mut self, fields: &mut Fields<'_>, reporter: &Reporter<'_>) {
        each(fields, &["build"], |fields, entry| {
            let Kind::Table(entries) = &entry.value.kind else {
                match said(fields, &entry) {
                    Some(true) => {}
                    Some(false) => self.hide(&entry, "false"),
                    None => self.closed(fields, &entry, reporter),
                }
                return;
            };
            let mut table = fields.inner(entries.clone());
            each(&mut table, &["render"], |table, entry| self.closed(table, &entry, reporter));
            each(&mut table, &["list"], |table, entry| {
                let text = table.scalar(&entry).unwrap_or_default().to_lowercase();
                self.unlisted |= !matches!(text.trim(), "always" | "true" | "");
            });
        });
        each(fields, &["render"], |fields, entry| self.closed(fields, &entry, reporter));
    }

    /// `render: never`.
    fn closed(&mut self, fields: &Fields<'_>, entry: &Entry, reporter: &Reporter<'_>) {
        let text = fields.scalar(entry).unwrap_or_default().trim().to_lowercase();
        match said(fields, entry) {
            Some(false) => self.hide(entry, "false"),
            Some(true) => {}
            None if text == "always" => {}
            None if CLOSED.contains(&text.as_str()) => self.hide(entry, &text),
            None => unclear(entry, &text, reporter),
        }
    }

    /// Eleventy writes no page for `permalink: false`. An address is left for whoever reads it.
    fn take_addresses(&mut self, fields: &mut Fields<'_>) {
        for name in ["permalink", "url", "path"] {
            let is_none = |value: &Value| {
                let text = fields.scalar_of(value).unwrap_or_default().trim().to_lowercase();
                matches!(value.kind, Kind::Flag(_)) || matches!(text.as_str(), "false" | "no")
            };
            if fields.peek(name).is_some_and(is_none)
                && let Some(entry) = fields.take(&[name])
                && said(fields, &entry) == Some(false)
            {
                self.hide(&entry, "false");
            }
        }
    }

    /// Sitemaps, collections and the search.
    fn take_lists(&mut self, fields: &mut Fields<'_>) {
        each(fields, &["sitemap"], |fields, entry| match &entry.value.kind {
            Kind::Table(entries) => {
                let names = ["disable", "disabled", "exclude", "excluded", "ignore", "noindex"];
                self.unlisted |= any(fields, entries, &names, true);
                self.unlisted |= any(fields, entries, &["enable", "enabled", "include"], false);
            }
            _ => self.unlisted |= said(fields, &entry) == Some(false),
        });
        each(fields, &["search"], |fields, entry| match &entry.value.kind {
            Kind::Table(entries) => {
                self.unsearched |= any(fields, entries, &["exclude", "disable", "hidden"], true);
            }
            _ => self.unsearched |= said(fields, &entry) == Some(false),
        });
        each(fields, &["in_search_index", "searchable"], |fields, entry| {
            self.unsearched |= said(fields, &entry) == Some(false);
        });
        each(fields, &["listed", "indexed"], |fields, entry| {
            self.unlisted |= said(fields, &entry) == Some(false);
        });
    }

    /// `robots: noindex`, and what tables for search engines say of it.
    fn take_robots(&mut self, fields: &mut Fields<'_>) {
        each(fields, &["robots", "googlebot"], |fields, entry| match &entry.value.kind {
            Kind::Table(entries) => {
                self.noindex |= any(fields, entries, TRUE_IS_NOT_INDEXED, true);
                self.noindex |= any(fields, entries, &["index"], false);
            }
            _ => {
                let texts = fields.texts_of(&entry).into_iter().map(|(text, _)| text);
                let words = texts.collect::<Vec<_>>().join(",").to_lowercase();
                let is_asked = |word: &str| matches!(word.trim(), "noindex" | "none");
                self.noindex |= words.split([',', ' ']).any(is_asked);
            }
        });
        for name in ["seo", "meta"] {
            let table = fields.peek(name).and_then(|value| match &value.kind {
                Kind::Table(entries) => Some(entries.clone()),
                _ => None,
            });
            if let Some(entries) = table {
                self.noindex |= any(fields, &entries, TRUE_IS_NOT_INDEXED, true);
                self.take_robots(&mut fields.inner(entries));
            }
        }
    }
}

/// Takes every field of these names.
fn each(fields: &mut Fields<'_>, names: &[&str], mut take: impl FnMut(&Fields<'_>, Entry)) {
    while let Some(entry) = fields.take(names) {
        take(fields, entry);
    }
}

/// Whether a table says this of any of these.
fn any(fields: &Fields<'_>, entries: &[Entry], names: &[&str], when: bool) -> bool {
    let mut table = fields.inner(entries.to_vec());
    let mut any = false;
    each(&mut table, names, |table, entry| any |= said(table, &entry) == Some(when));
    any
}

/// What a field says that is left where it is, as true or false.
fn peeked(fields: &Fields<'_>, name: &str) -> Option<bool> {
    let value = fields.peek(name)?.clone();
    said(fields, &Entry { key: String::new(), key_span: 0..0, value })
}

/// Whether a field that is not known has a name by which it may hide a text, and says that it
/// does.
pub(super) fn may_hide(fields: &Fields<'_>, entry: &Entry) -> bool {
    let name = known::fold(&entry.key);
    said(fields, entry) == Some(true) && TELLING.iter().any(|part| name.contains(part))
}

/// True or false, as any tool writes it.
fn said(fields: &Fields<'_>, entry: &Entry) -> Option<bool> {
    if let Kind::Flag(flag) = entry.value.kind {
        return Some(flag);
    }
    match fields.scalar(entry)?.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "t" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "f" | "0" | "" | "null" | "none" | "~" => Some(false),
        _ => None,
    }
}

fn word(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// What may mean that a text is not for everybody.
fn unclear(entry: &Entry, text: &str, reporter: &Reporter<'_>) {
    let message = format!(
        "“{}: {text}” may say that this is not for everybody, and nobody knows it here",
        entry.key
    );
    reporter
        .error("press::front_matter::unknown_mark", entry.value.span.clone(), message)
        .help("Write “public”, “draft”, “private” or “unlisted”, or take the field out.");
}

/// A mark whose name is misspelled: what it says, it must not lose.
pub(super) fn misspelled(fields: &Fields<'_>, entry: &Entry) -> Option<&'static str> {
    let said = said(fields, entry)?;
    let hides = |names: &[&'static str], when: bool| {
        let names = names.iter().filter(|_| said == when).copied();
        let mut meant = names.filter(|name| name.len() > 4 && near(&entry.key, name));
        meant.next()
    };
    hides(TRUE_IS_DRAFT, true)
        .or_else(|| hides(FALSE_IS_DRAFT, false))
        .or_else(|| hides(TRUE_IS_HIDDEN, true))
        .or_else(|| hides(FALSE_IS_HIDDEN, false))
}

/// Says of a misspelled mark that it keeps the text out.
pub(super) fn report_misspelled(entry: &Entry, meant: Option<&str>, reporter: &Reporter<'_>) {
    let help = match meant {
        Some(meant) => format!("Did you mean “{meant}”?"),
        None => {
            "Write “draft: true” or “private: true” if it is to stay out, or take it out.".into()
        }
    };
    reporter
        .error(
            CODES.unknown,
            entry.key_span.clone(),
            format!(
                "“{}” is no field that is known here, and may keep this from readers",
                entry.key
            ),
        )
        .help(help);
}
