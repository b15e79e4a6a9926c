//! Sets a tree as blocks.
//!
//! The work is spread over the modules beside this one, one for each kind of block; this is
//! what they share.

use super::anchors::Anchors;
use super::characters::without_controls;
use super::footnotes::Footnotes;
use super::markdown::role;
use super::math::Macros;
use super::repeated::mark_repeated;
use super::shortcode::{Piece, Shortcode, Shortcodes};
use super::speech::Speech;
use super::tables::MOST_SPANNED;
use super::tree::{Id, TOP, Tree};
use crate::read::links::Target;
use crate::read::reporter::Reporter;
use crate::read::uses::Desk;
use crate::read::{Manuscript, paths, slug};
use html5ever::local_name;
use newsprint::edition::{Block, Inline, plain_text};
use newsprint::markup::leads;
use std::ops::Range;
use url::Url;

/// How deep blocks nest, and how deep inlines nest in a line. A page's JSON must stay below the
/// 128 levels that serde_json reads: each level here makes two of them, and the page, a
/// table's cell or a footnote around it a dozen more.
pub(super) const DEEPEST_BLOCK: usize = 26;
pub(super) const DEEPEST_INLINE: usize = 22;

pub(super) struct Compositor<'a> {
    pub(super) tree: &'a Tree,
    pub(super) codes: &'a Shortcodes<'a>,
    pub(super) reporter: &'a Reporter<'a>,
    pub(super) desk: &'a Desk<'a>,
    pub(super) manuscript: &'a Manuscript,
    pub(super) anchors: Anchors,
    pub(super) footnotes: Footnotes,
    /// How often the contents of the page have been asked for.
    pub(super) contents_set: usize,
    /// Anchors of places that hold no line: the next one takes them.
    pub(super) waiting: Vec<Inline>,
    /// Where all that is read stands in the file, when it is not the text itself.
    pub(super) instead: Option<Range<usize>>,
    /// Inline elements around blocks, outermost first: each line inside is wrapped in them.
    pub(super) around: Vec<Id>,
    /// The last heading's level, to notice a jump; the headline is 1.
    pub(super) level: u8,
    /// Whether a quotation is being set: a line there may begin with a dash.
    pub(super) in_quotation: bool,
    /// Whether the term that is set next belongs to a list of definitions.
    pub(super) in_terms: bool,
    /// The language and direction of the block that is being set.
    pub(super) speaks: Speech,
    /// What the formulas so far have defined.
    pub(super) macros: Macros,
    /// How many more cells there may be that stay empty because another spans them.
    pub(super) spanned: usize,
}

impl<'a> Compositor<'a> {
    pub(super) fn new(
        tree: &'a Tree,
        codes: &'a Shortcodes<'a>,
        reporter: &'a Reporter<'a>,
        desk: &'a Desk<'a>,
        manuscript: &'a Manuscript,
    ) -> Self {
        Self {
            tree,
            codes,
            reporter,
            desk,
            manuscript,
            anchors: Anchors::of(tree, codes, reporter),
            waiting: Vec::new(),
            instead: None,
            footnotes: Footnotes::of(tree, reporter),
            contents_set: 0,
            around: Vec::new(),
            level: 1,
            in_quotation: false,
            in_terms: false,
            speaks: Speech::of(&manuscript.language),
            macros: Macros::default(),
            spanned: MOST_SPANNED,
        }
    }

    pub(super) fn set(mut self) -> Vec<Block> {
        // html5ever puts a fragment into an element of its own.
        let root = self.tree.children(TOP).first().copied().unwrap_or(TOP);
        let mut ids = self.tree.children(root);
        if self.begins_with_headline(ids) {
            self.level = 1;
            let first = ids.iter().position(|id| !self.is_blank(*id)).unwrap_or_default();
            ids = &ids[first + 1..];
        }
        let mut blocks = self.blocks(ids, 0);
        if let Some(Block::Paragraph { content } | Block::Heading { content, .. }) =
            blocks.last_mut()
        {
            content.append(&mut self.waiting);
        }
        blocks.extend(self.footnotes_block());
        mark_repeated(&mut blocks);
        blocks
    }

    /// Whether the first block is the headline, which the page draws by itself.
    fn begins_with_headline(&self, ids: &[Id]) -> bool {
        let Some(first) = ids.iter().copied().find(|id| !self.is_blank(*id)) else { return false };
        super::anchors::level(self.tree, first) == Some(1)
            && (self.manuscript.title_in_body
                || self.words(first).trim() == self.manuscript.headline)
    }

    /// Reads a line of Markdown that stands in no paragraph of the text: a caption.
    pub(super) fn read_line(&self, written: &str, span: &Range<usize>) -> Vec<Inline> {
        // Behind a full stop no number begins a list and no sign a heading.
        let line = format!(".{}", without_controls(&written.replace(['\n', '\r'], " ")));
        let codes = Shortcodes::find(&line);
        let place = |_| span.clone();
        let prices = super::math::with_prices(&codes.text);
        let text = prices.as_ref().map_or(&*codes.text, |laid| &laid.text);
        let (ready, cover) = super::ready::made(text, &place, self.reporter);
        let tree = super::markdown::tree(&ready, &cover, &place, self.reporter);
        let mut inner = Compositor::new(&tree, &codes, self.reporter, self.desk, self.manuscript);
        inner.instead = Some(span.clone());
        inner.macros = self.macros.clone();
        let root = tree.children(TOP).first().copied().unwrap_or(TOP);
        let paragraph = tree.children(root).first().copied().unwrap_or(root);
        let mut line = inner.line(tree.children(paragraph));
        if let Some(Inline::Text { text }) = line.first_mut() {
            *text = text.strip_prefix('.').unwrap_or(text).to_owned();
        }
        // Neither a picture nor a note has a place in it.
        for inline in &mut line {
            if matches!(inline, Inline::Image { .. } | Inline::FootnoteReference { .. }) {
                *inline = Inline::text(plain_text(std::slice::from_ref(inline)));
            }
        }
        super::settle::settle(line)
    }

    /// Where a shortcode stands in the file.
    pub(super) fn span_of_code(&self, code: &Shortcode) -> Range<usize> {
        if let Some(instead) = &self.instead {
            return instead.clone();
        }
        let offset = self.offset();
        code.range.start + offset..code.range.end + offset
    }

    /// Where a piece of the text stands in the file, if it is found as it is.
    pub(super) fn place_of(&self, written: &str) -> Range<usize> {
        if let Some(instead) = &self.instead {
            return instead.clone();
        }
        let offset = self.offset();
        let found = self.reporter.text()[offset..].find(written).map(|at| at + offset);
        found.map_or(offset..offset, |at| at..at + written.len())
    }

    /// Where the text begins in the file.
    fn offset(&self) -> usize {
        self.reporter.text().len() - self.codes.text.len()
    }

    /// All words below a node, with shortcodes as they were written.
    pub(super) fn words(&self, id: Id) -> String {
        words(self.tree, self.codes, id)
    }

    /// Follows a link and says what is wrong with it. `None` when it leads nowhere that a
    /// reader may be sent.
    pub(super) fn href(&self, written: &str, span: Range<usize>) -> Option<String> {
        let written = self.reference(written);
        let written = written.trim();
        if written.trim_start_matches(['?', '#']).is_empty() {
            self.reporter
                .slip("press::body::broken_link", span, "this link names nothing to lead to")
                .help("Write where it leads, or take the link out and leave its words.");
            return None;
        }
        if let Some(scheme) = paths::scheme(written)
            && !leads(written)
        {
            let scheme = scheme.to_ascii_lowercase();
            self.reporter
                .warning(
                    "press::body::forbidden_link",
                    span,
                    format!("a link of the kind “{scheme}:” is not set; its words stay"),
                )
                .help("Links lead to addresses, files, http:, https:, mailto: and tel:.");
            return None;
        }
        self.report_user(written, &span);
        let href = match self.desk.follow(written) {
            Target::Href(href) => href,
            // What is wrong is that page's file, and that is told.
            Target::LeftOut => return None,
            Target::KeptBack => {
                self.reporter
                    .warning(
                        "press::body::link_to_unpublished",
                        span,
                        format!("the link “{written}” leads to a page that is not out"),
                    )
                    .help("Its words stay; they become a link with the edition that has the page.");
                return None;
            }
            Target::Beside(href, meant) => {
                self.reporter
                    .warning(
                        "press::body::broken_link",
                        span,
                        format!("“{written}” is on this edition's host and no page of it"),
                    )
                    .help(match meant {
                        Some(meant) => format!("It stays as it is. Did you mean “{meant}”?"),
                        None => "It stays as it is: look whether something else is there.".into(),
                    });
                return Some(href);
            }
            Target::Nothing(meant) => {
                self.reporter
                    .slip(
                        "press::body::broken_link",
                        span,
                        format!("the link “{written}” leads to nothing in this edition"),
                    )
                    .help(match meant {
                        Some(meant) => format!("Did you mean “{meant}”?"),
                        None => "Look at the address, or take the link out.".into(),
                    });
                return None;
            }
        };
        let own = self.manuscript.address.as_str();
        match href.strip_prefix('#').or_else(|| href.strip_prefix(own)?.strip_prefix('#')) {
            Some(anchor) => self.anchor(anchor, span),
            None => Some(href),
        }
    }

    /// Tells of a link with a name before its host, which a reader takes for the host:
    /// `https://bank.example@evil.example/`.
    fn report_user(&self, written: &str, span: &Range<usize>) {
        let whole = written.strip_prefix("//").map(|rest| format!("https://{rest}"));
        let Ok(url) = Url::parse(whole.as_deref().unwrap_or(written)) else { return };
        let Some(host) = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https")) else {
            return;
        };
        if !url.username().is_empty() || url.password().is_some() {
            let message =
                format!("the link “{written}” leads to {host}, whatever stands before “@”");
            let report =
                self.reporter.warning("press::body::link_with_user", span.clone(), message);
            report.help("Take out what stands between “//” and “@”, or the link.");
        }
    }

    /// A link to a heading of the same page.
    fn anchor(&self, written: &str, span: Range<usize>) -> Option<String> {
        let wanted = paths::unescaped(written);
        if wanted.is_empty() || wanted == "top" {
            return Some(format!("#{wanted}"));
        }
        // Other generators make anchors by slightly different rules.
        let plain = slug(&wanted);
        let found = self.anchors.find(&wanted).or_else(|| self.anchors.find(&plain));
        if let Some(anchor) = found {
            return Some(format!("#{anchor}"));
        }
        let report = self.reporter.warning(
            "press::body::missing_anchor",
            span,
            format!("no heading on this page has the anchor “#{written}”; the link’s words stay"),
        );
        report.help(match self.anchors.likely(&wanted) {
            Some(meant) => format!("Did you mean “#{meant}”?"),
            None => "Give the heading that anchor: ## Heading {#anchor}".into(),
        });
        None
    }

    /// A reference with Hugo's `ref` and `relref` replaced by the file they name.
    fn reference(&self, written: &str) -> String {
        let pieces = self.codes.pieces(written).into_iter().map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Shortcode(code) => referred(code).unwrap_or_else(|| code.written.clone()),
        });
        pieces.collect()
    }
}

/// The file that a `ref` or `relref` names.
pub(super) fn referred(code: &Shortcode) -> Option<String> {
    if !matches!(code.name.as_str(), "ref" | "relref") {
        return None;
    }
    let path = code.argument("path", 0)?;
    let (file, anchor) = path.split_once('#').map_or((path, None), |(a, b)| (a, Some(b)));
    let file = match file {
        "" => String::new(),
        _ if file.ends_with(".md") => file.into(),
        _ => format!("{}.md", file.trim_end_matches('/')),
    };
    Some(anchor.map_or(file.clone(), |anchor| format!("{file}#{anchor}")))
}

/// A formula as it was written; nothing of another marker.
fn formula(tree: &Tree, id: Id) -> &str {
    let role = tree.attribute(id, &local_name!("role"));
    let is_formula = matches!(role, Some(role::MATH | role::DISPLAY));
    let tex = tree.attribute(id, &local_name!("data")).filter(|_| is_formula);
    tex.unwrap_or_default()
}

pub(super) fn words(tree: &Tree, codes: &Shortcodes<'_>, id: Id) -> String {
    let mut words = String::new();
    for id in std::iter::once(id).chain(tree.descendants(id)) {
        match (tree.text(id), tree.name(id)) {
            (Some(text), _) => words.push_str(&codes.restored(text)),
            (_, Some(name)) if **name == *"br" => words.push(' '),
            (_, Some(name)) if **name == *"embed" => words.push_str(formula(tree, id)),
            _ => {}
        }
    }
    words
}
