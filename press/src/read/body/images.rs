//! One picture: found, measured and described.

use super::compositor::Compositor;
use super::plain::{decoded, plain};
use super::shortcode::Shortcode;
use super::tree::Id;
use crate::read::paths;
use html5ever::local_name;
use newsprint::edition::{Image, Inline};
use std::ops::Range;

/// Stands in the title of a picture before who made it. No text has this character.
pub(super) const CREDIT: char = '\u{fdd0}';

/// A picture, or the words that stand in for one that is not shown.
pub(super) type Picture = Result<Image, Vec<Inline>>;

/// What a picture is known by.
struct Written<'w> {
    src: &'w str,
    alt: Option<&'w str>,
    caption: Option<&'w str>,
    credit: Option<&'w str>,
    span: Range<usize>,
}

impl Compositor<'_> {
    /// The picture of an `img` element.
    pub(super) fn picture_of(&self, id: Id) -> Picture {
        let tree = self.tree;
        let title = tree.attribute(id, &local_name!("title"));
        let (caption, credit) = match title.and_then(|title| title.split_once(CREDIT)) {
            Some((caption, credit)) => (Some(caption), Some(plain(&self.codes.restored(credit)))),
            None => (title, None),
        };
        let picture = Written {
            src: tree.attribute(id, &local_name!("src")).unwrap_or_default(),
            alt: tree.attribute(id, &local_name!("alt")),
            caption,
            credit: credit.as_deref(),
            span: tree.span(id),
        };
        self.picture(&picture)
    }

    /// The picture of Hugo's `figure`.
    pub(super) fn picture_of_code(&self, code: &Shortcode) -> Option<Picture> {
        if !is_figure(code) {
            return None;
        }
        let span = self.span_of_code(code);
        if let Some(href) = code.argument("link", 9) {
            self.lost_link(href, span.clone());
        }
        if let Some(href) = code.argument("attrlink", 9) {
            self.reporter
                .warning(
                    "press::body::link_in_caption",
                    span.clone(),
                    format!("the link of a picture's credit is not set: “{href}”"),
                )
                .help("Put the link into the text beside the picture.");
        }
        let caption = match (code.argument("title", 9), code.argument("caption", 9)) {
            (Some(title), Some(caption)) => Some(format!("{} – {}", title.trim(), caption.trim())),
            (title, caption) => caption.or(title).map(ToOwned::to_owned),
        };
        let alt = code.argument("alt", 9).map(decoded);
        let credit = code.argument("attr", 9).map(plain);
        let picture = Written {
            src: code.argument("src", 0)?,
            alt: alt.as_deref(),
            caption: caption.as_deref(),
            credit: credit.as_deref(),
            span,
        };
        Some(self.picture(&picture))
    }

    /// Says that a picture leads nowhere, where that is more than its own file.
    pub(super) fn lost_link(&self, href: &str, span: Range<usize>) {
        if is_picture_file(href) {
            return;
        }
        self.reporter
            .warning(
                "press::body::link_around_picture",
                span,
                format!("the link around a figure is not set: “{href}”"),
            )
            .help("Put the link into the text beside the picture.");
    }

    fn picture(&self, written: &Written<'_>) -> Picture {
        let src = self.codes.restored(written.src);
        let text = |text: Option<&str>| {
            let text = text.map(|text| self.codes.restored(text).trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        let alt = text(written.alt).unwrap_or_default();
        if written.alt.is_none() {
            self.reporter
                .warning(
                    "press::image::no_alt",
                    written.span.clone(),
                    format!("nothing says what the picture “{src}” shows"),
                )
                .help(
                    "Write it between the brackets: ![What is seen](picture.jpg). If the picture \
                     is decoration, decide so: <img src=\"picture.jpg\" alt=\"\">.",
                );
        }
        if self.desk.is_remote(&src) {
            return Err(self.remote(&src, &alt, written.span.clone()));
        }
        match self.desk.picture(&src) {
            Ok(image) => Ok(Image {
                alt,
                caption: match text(written.caption) {
                    Some(caption) => self.read_line(&caption, &written.span),
                    None => Vec::new(),
                },
                credit: text(written.credit),
                ..image
            }),
            Err(problem) => {
                problem.report(&src, written.span.clone(), self.reporter);
                Err(words_or_nothing(&alt))
            }
        }
    }

    /// A picture on another host becomes a link to it: a page asks no other host for anything.
    fn remote(&self, src: &str, alt: &str, span: Range<usize>) -> Vec<Inline> {
        let is_web =
            src.starts_with("//") || src.starts_with("http://") || src.starts_with("https://");
        let code = "press::image::remote";
        if !is_web {
            let scheme = paths::scheme(src).unwrap_or_default();
            self.reporter
                .warning(code, span, format!("a picture of the kind “{scheme}:” is not shown"))
                .help("Put the picture into a file of the content folder.");
            return words_or_nothing(alt);
        }
        self.reporter
            .warning(
                code,
                span,
                format!("the picture “{src}” lies on another host; a link to it is set instead"),
            )
            .help(
                "A page asks no other host for anything. Put the picture into the content folder.",
            );
        let name = paths::decoded(src);
        let name = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let words = if alt.is_empty() { name } else { alt };
        let href = if src.starts_with("//") { format!("https:{src}") } else { src.into() };
        vec![Inline::Link { href, content: vec![Inline::text(words)] }]
    }
}

fn words_or_nothing(alt: &str) -> Vec<Inline> {
    if alt.is_empty() { Vec::new() } else { vec![Inline::text(alt)] }
}

/// Whether a shortcode is Hugo's picture.
pub(super) fn is_figure(code: &Shortcode) -> bool {
    matches!(code.name.as_str(), "figure" | "image" | "img") && code.argument("src", 0).is_some()
}

/// Whether a link leads to nothing but a picture.
pub(super) fn is_picture_file(href: &str) -> bool {
    let path = paths::decoded(href);
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(
        extension.as_deref(),
        Some("jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "bmp" | "tif" | "tiff")
    )
}
