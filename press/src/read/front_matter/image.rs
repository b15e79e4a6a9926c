//! The picture above a story.
//!
//! The standard here is `image = { src, alt, caption, credit, focus }`. An alternative text must be
//! decided on: `alt = ""` decides that the picture is decoration. A picture of that form
//! without `alt` is an error. The forms that other generators use (`images`, `cover`,
//! `featured_image`, …) often have no place for it, so there it is a warning.

use super::super::data::{Entry, Fields, Kind};
use super::super::reporter::Reporter;
use crate::diagnostic::Severity;
use crate::picture::Focus;
use std::ops::Range;

/// The lead image as front matter names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeadImage {
    pub(crate) src: String,
    /// Where `src` stands.
    pub(crate) span: Range<usize>,
    pub(crate) alt: String,
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
    /// Around what it is cut.
    pub(crate) focus: Option<Focus>,
}

/// What one field says of a picture.
#[derive(Default)]
struct Said {
    src: Option<(String, Range<usize>)>,
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
    focus: Option<Focus>,
}

/// The fields that may hold a picture, the most telling one first.
const HOLDERS: [&str; 9] = [
    "image",
    "cover",
    "featured",
    "featured_image",
    "feature_image",
    "images",
    "cover_image",
    "hero_image",
    "thumbnail",
];

impl LeadImage {
    /// Takes every field that tells of a picture. `featured = true` tells of none: it is left
    /// for whoever asks for that.
    pub(super) fn take(fields: &mut Fields<'_>, reporter: &Reporter<'_>) -> Option<Self> {
        let beside = Said {
            src: None,
            alt: decision(fields, &["image_alt", "featured_image_alt", "cover_alt"]),
            caption: fields.text(&["image_caption", "featured_image_caption", "cover_caption"]),
            credit: fields.text(&["image_credit", "featured_image_credit", "cover_credit"]),
            focus: focus(fields, &["image_focus"], reporter),
        };
        let mut severity = Severity::Warning;
        let mut found: Option<Said> = None;
        for name in HOLDERS {
            if name == "featured"
                && fields.peek(name).is_none_or(|v| !matches!(v.kind, Kind::Table(_)))
            {
                continue;
            }
            let Some(entry) = fields.take(&[name]) else { continue };
            let standard = name == "image" && matches!(entry.value.kind, Kind::Table(_));
            let Some(said) = Said::of(entry, fields, standard, reporter) else { continue };
            match &mut found {
                None => {
                    severity = if standard { Severity::Error } else { severity };
                    found = Some(said);
                }
                // Hugo's `images` beside a map that describes the same picture.
                Some(first) => first.complete(said),
            }
        }
        let mut found = found?;
        let (src, span) = found.src.take()?;
        found.complete(beside);
        if found.alt.is_none() {
            reporter
                .report(
                    severity,
                    "press::image::no_alt",
                    span.clone(),
                    format!("nothing says what the lead image “{src}” shows"),
                )
                .help(
                    "Add a sentence for those who do not see it: image = { src = \"…\", alt = \
                     \"…\" }, or image_alt. If the picture is decoration, decide so: alt = \"\".",
                );
        }
        Some(Self {
            src,
            span,
            alt: found.alt.unwrap_or_default(),
            caption: found.caption,
            credit: found.credit,
            focus: found.focus,
        })
    }
}

impl Said {
    /// Reads a field: a path, a list of paths of which the first counts, or a table.
    fn of(
        entry: Entry,
        fields: &Fields<'_>,
        standard: bool,
        reporter: &Reporter<'_>,
    ) -> Option<Self> {
        let Kind::Table(entries) = entry.value.kind else {
            let src = fields.texts_of(&entry).into_iter().next()?;
            return Some(Self { src: Some(src), ..Self::default() });
        };
        let mut table = fields.inner(entries);
        let said = Self {
            src: table.text_at(&["src", "image", "url", "path", "file"]),
            alt: decision(&mut table, &["alt", "image_alt"]),
            caption: table.text(&["caption", "title"]),
            credit: table.text(&["credit", "attribution", "author"]),
            focus: focus(&mut table, &["focus", "focal_point", "position"], reporter),
        };
        if standard {
            // A size or a smaller copy written beside it: both are found out from the file.
            table.take(&["width"]);
            table.take(&["height"]);
            table.take(&["thumb"]);
            if said.src.is_none() {
                fields.missing_inside(&entry.key, &entry.key_span, "src");
            }
            table.finish(&["src", "alt", "caption", "credit", "focus"]);
        }
        Some(said)
    }

    /// Adds what is known of the same picture from elsewhere.
    fn complete(&mut self, other: Self) {
        let same = match (&self.src, &other.src) {
            (Some((a, _)), Some((b, _))) => a == b,
            _ => true,
        };
        if same {
            self.src = self.src.take().or(other.src);
            self.alt = self.alt.take().or(other.alt);
            self.caption = self.caption.take().or(other.caption);
            self.credit = self.credit.take().or(other.credit);
            self.focus = self.focus.take().or(other.focus);
        }
    }
}

/// An alternative text; an empty one is a decision too.
fn decision(fields: &mut Fields<'_>, names: &[&str]) -> Option<String> {
    let entry = fields.take(names)?;
    let text = fields.scalar(&entry);
    if text.is_none() {
        fields.wrong(&entry, "a text");
    }
    text.filter(|text| fields.bears(&entry.key, &entry.value, text))
}

/// The point around which a picture is cut.
fn focus(fields: &mut Fields<'_>, names: &[&str], reporter: &Reporter<'_>) -> Option<Focus> {
    let (text, span) = fields.text_at(names)?;
    let focus = Focus::read(&text);
    if focus.is_none() {
        reporter
            .warning("press::image::focus", span, format!("“{text}” is no place in a picture"))
            .help(
                "Say how far from the left and from the top it is: focus = \"50% 20%\". Or by words: \
                 \"top\", \"right\".",
            );
    }
    focus
}
