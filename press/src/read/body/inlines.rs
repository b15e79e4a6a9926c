//! Text, emphasis, links and what else stands in a line.

use super::autolink;
use super::compositor::{Compositor, DEEPEST_INLINE, referred};
use super::emoji::with_emoji;
use super::foreign::foreign;
use super::markdown::role;
use super::shortcode::{Piece, Shortcode};
use super::tree::Id;
use super::{embed, math};
use html5ever::local_name;
use newsprint::edition::{Image, Inline, plain_text};
use std::ops::Range;

impl Compositor<'_> {
    /// Sets nodes as inlines, white space as it was written.
    pub(super) fn inlines(&mut self, ids: &[Id], in_link: bool, depth: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        for &id in ids {
            if let Some(text) = self.tree.text(id) {
                self.text(text, in_link, &mut out);
            } else if depth < DEEPEST_INLINE {
                self.element(id, in_link, depth, &mut out);
            } else {
                out.push(Inline::text(self.words(id)));
            }
        }
        out
    }

    fn element(&mut self, id: Id, in_link: bool, depth: usize, out: &mut Vec<Inline>) {
        if let Some(anchor) = self.anchors.placed(id) {
            out.push(Inline::Anchor { id: anchor.into() });
        }
        match self.tree.name(id).map_or("", |name| name) {
            "br" => out.push(Inline::Break),
            "wbr" => out.push(Inline::text("\u{200b}")),
            "img" => match self.picture_of(id) {
                Ok(image) => out.push(self.image_in_line(image, self.tree.span(id))),
                Err(words) if in_link => out.extend(without_links(words)),
                Err(words) => out.extend(words),
            },
            "code" | "kbd" | "samp" | "tt" => out.push(Inline::Code { text: self.words(id) }),
            "embed" => self.marker(id, in_link, out),
            // In brackets that this stands for.
            "rp" => {}
            _ => {
                let in_link_below = in_link || self.is_link(id);
                let deeper = depth + 1 + usize::from(self.says_language(id));
                let content = self.inlines(self.tree.children(id), in_link_below, deeper);
                let content = self.spoken(id, content);
                out.extend(self.wrapped(id, content, in_link));
            }
        }
    }

    /// Puts content into the inline that an element stands for.
    pub(super) fn wrapped(&mut self, id: Id, content: Vec<Inline>, in_link: bool) -> Vec<Inline> {
        let span = self.tree.span(id);
        let inline = match self.tree.name(id).map_or("", |name| name) {
            "em" | "i" | "cite" | "dfn" | "var" | "u" => Inline::Emphasis { content },
            "strong" | "b" | "mark" => Inline::Strong { content },
            "s" | "del" | "strike" => Inline::Strikethrough { content },
            "sub" => Inline::Sub { content },
            "sup" => Inline::Sup { content },
            "a" if in_link => return content,
            "a" => {
                let Some(written) = self.tree.attribute(id, &local_name!("href")) else {
                    return content;
                };
                let Some(href) = self.href(written, span) else { return content };
                if content.is_empty() {
                    return content;
                }
                Inline::Link { href, content }
            }
            "q" => {
                let (before, after) = quotation_marks(&self.speech(self.tree.parent(id)).language);
                return between(before, content, after);
            }
            "rt" => return between("(", content, ")"),
            "abbr" => {
                if let Some(title) = self.tree.attribute(id, &local_name!("title")) {
                    self.reporter
                        .warning(
                            "press::html::changed",
                            span,
                            format!("what <abbr> explains is not shown: “{title}”"),
                        )
                        .help("Write it out in the text: readers on a phone cannot hover.");
                }
                return content;
            }
            _ => return content,
        };
        vec![inline]
    }

    pub(super) fn is_link(&self, id: Id) -> bool {
        self.tree.name(id).is_some_and(|name| **name == *"a")
            && self.tree.attribute(id, &local_name!("href")).is_some()
    }

    /// A picture between words has no room for what is said below it.
    fn image_in_line(&self, image: Image, span: Range<usize>) -> Inline {
        let caption = plain_text(&image.caption);
        let caption = (!caption.is_empty()).then_some(&caption);
        for (what, text) in [("caption", caption), ("credit", image.credit.as_ref())] {
            if let Some(text) = text {
                self.reporter
                    .warning(
                        "press::body::caption_in_line",
                        span.clone(),
                        format!("the {what} of a picture between words is not shown: “{text}”"),
                    )
                    .help("Put the picture alone in its paragraph, or write it in the text.");
            }
        }
        Inline::Image { image: Image { caption: Vec::new(), credit: None, ..image } }
    }

    fn marker(&mut self, id: Id, in_link: bool, out: &mut Vec<Inline>) {
        let value = self.tree.attribute(id, &local_name!("data")).unwrap_or_default();
        match self.tree.attribute(id, &local_name!("role")) {
            Some(role::REFERENCE) => match self.footnotes.refer(value) {
                Some(reference) if !in_link => out.push(reference),
                Some(_) => {
                    self.reporter
                        .warning(
                            "press::body::footnote_in_link",
                            self.tree.span(id),
                            format!("the reference to the footnote “{value}” stands in a link and leads nowhere"),
                        )
                        .help("Put it behind the link.");
                    out.push(Inline::text(format!("[^{value}]")));
                }
                None => out.push(Inline::text(format!("[^{value}]"))),
            },
            Some(role::MATH) => out.push(self.formula(value, false, self.tree.span(id))),
            Some(role::DISPLAY) => out.push(self.formula(value, true, self.tree.span(id))),
            // A frame between words cannot be a card.
            Some(role::FRAME) => {
                if let Some(embed) = embed::of(value) {
                    let title = self.tree.attribute(id, &local_name!("title"));
                    let title = title.map_or(embed.title, str::to_owned);
                    let title = if title.is_empty() { embed.provider.to_owned() } else { title };
                    out.push(link_or_words(embed.url, &title, in_link));
                }
            }
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &str, in_link: bool, out: &mut Vec<Inline>) {
        if text.contains("](") {
            self.tell_of_links(text);
        }
        for piece in self.codes.pieces(text) {
            match piece {
                Piece::Text(text) if in_link => self.lines(text, out),
                Piece::Text(text) if text.contains("[^") => self.noted(text, out),
                Piece::Text(text) => self.linked(text, out),
                Piece::Shortcode(code) => self.code_in_line(code, in_link, out),
            }
        }
    }

    /// Says that what looks like a link is printed as it is.
    fn tell_of_links(&self, text: &str) {
        for (at, _) in text.match_indices("](") {
            let open = text[..at].rfind('[');
            let end = text[at..].find(')').map(|end| at + end + 1);
            let Some(written) = open.zip(end).and_then(|(open, end)| text.get(open..end)) else {
                continue;
            };
            // Where it is not found so, its brackets are escaped.
            let place = self.place_of(written);
            let file = self.reporter.text();
            let is_escaped = file[..place.start].ends_with('\\');
            if file.get(place.clone()) == Some(written) && !is_escaped {
                self.reporter
                    .warning(
                        "press::body::open_link",
                        place,
                        format!("this looks like a link and is printed as it is: “{written}”"),
                    )
                    .help("An address with spaces stands between < and >: [words](<a file.pdf>).");
            }
        }
    }

    /// References to footnotes whose label is spelled so differently that Markdown finds none.
    fn noted(&mut self, text: &str, out: &mut Vec<Inline>) {
        let mut at = 0;
        for (open, _) in text.match_indices("[^") {
            let Some(length) = text[open..].find(']').map(|end| end + 1) else { break };
            let written = &text[open..open + length];
            let label = &written[2..length - 1];
            // What is escaped in the file is text.
            let is_escaped = || self.reporter.text().contains(&format!("\\{written}"));
            if open < at || !self.footnotes.has(label) || is_escaped() {
                continue;
            }
            self.linked(&text[at..open], out);
            out.extend(self.footnotes.refer(label));
            at = open + length;
        }
        self.linked(&text[at..], out);
    }

    /// GitHub's autolinks: web and e-mail addresses in the text are links.
    fn linked(&mut self, text: &str, out: &mut Vec<Inline>) {
        if !["://", "www.", "@"].iter().any(|sign| text.contains(sign)) {
            return self.lines(text, out);
        }
        let mut at = 0;
        for (range, kind) in autolink::find(text) {
            let written = &text[range.clone()];
            let href = match kind {
                autolink::Kind::Web | autolink::Kind::MailTo => written.to_owned(),
                autolink::Kind::Host => format!("http://{written}"),
                autolink::Kind::Mail => format!("mailto:{written}"),
            };
            self.lines(&text[at..range.start], out);
            let place = self.place_of(written);
            match self.href(&href, place) {
                Some(href) => out.push(Inline::Link { href, content: vec![Inline::text(written)] }),
                None => out.push(Inline::text(written)),
            }
            at = range.end;
        }
        self.lines(&text[at..], out);
    }

    /// Text; inside a quotation, a line that begins with a dash stays a line.
    fn lines(&self, text: &str, out: &mut Vec<Inline>) {
        let mut rest = text;
        while self.in_quotation
            && let Some(at) =
                ["\n— ", "\n-- ", "\n― "].iter().filter_map(|dash| rest.find(dash)).min()
        {
            out.push(Inline::text(&rest[..at]));
            out.push(Inline::Break);
            rest = &rest[at + 1..];
        }
        out.push(Inline::text(with_emoji(rest)));
        self.tell_of_signs(rest);
    }

    /// Says of words in double braces that nothing stands in for them.
    fn tell_of_braces(&self, text: &str) {
        let mut rest = text;
        while let Some(start) = rest.find("{{")
            && let Some(length) = rest[start..].find("}}")
        {
            let written = &rest[start..start + length + 2];
            rest = &rest[start + length + 2..];
            // What is escaped in the file is meant as it stands.
            let place = self.place_of(written);
            let file = self.reporter.text();
            if file[..place.start].ends_with('\\') || !file.contains(written) {
                continue;
            }
            self.reporter
                .warning(
                    "press::body::unknown_shortcode",
                    place,
                    format!("“{written}” stands for nothing here and stays as it was written"),
                )
                .help("If readers are to see it, put it into code: `…`.");
        }
    }

    /// Says of signs that mean something to other tools alone.
    fn tell_of_foreign(&self, text: &str) {
        let Some((written, meaning)) = foreign(text) else { return };
        // What is escaped in the file is meant as it stands.
        let place = self.place_of(written);
        let file = self.reporter.text();
        if file[..place.start].ends_with('\\') || !file.contains(written) {
            return;
        }
        let message = format!("“{written}”, {meaning} elsewhere, stays as it was written");
        self.reporter
            .warning("press::body::foreign_sign", place, message)
            .help("Write it in Markdown or HTML, or put it into code if readers are to see it.");
    }

    /// Says of TeX that the parser knew for no formula, and of words in double braces.
    fn tell_of_signs(&self, text: &str) {
        self.tell_of_braces(text);
        self.tell_of_foreign(text);
        let mut parts = text.split('$').skip(1);
        let is_tex = |part: &str| {
            part.as_bytes().windows(2).any(|it| it[0] == b'\\' && it[1].is_ascii_alphabetic())
        };
        if let Some(tex) = parts.find(|part| is_tex(part) && !part.starts_with(' ')) {
            self.reporter
                .warning(
                    "press::body::formula",
                    self.place_of(tex),
                    format!("the formula “{tex}” cannot be read and is shown as it is written"),
                )
                .help("Look whether each brace that is opened is closed.");
        }
    }

    /// A formula; one that cannot be read is shown as it was written, and of one that only defines
    /// commands there is nothing to show.
    pub(super) fn formula(&mut self, tex: &str, display: bool, span: Range<usize>) -> Inline {
        let tex = self.codes.restored(tex);
        let tex = tex.trim().trim_matches('`').trim();
        let (what, help) = match self.macros.expand(tex) {
            Ok(it) if it.tex.trim().is_empty() => return Inline::text(""),
            Ok(it) => match math::tree(&it.tex, display) {
                Some(tree) => {
                    if let Some(command) = it.plainer {
                        self.plainer_formula(tex, command, span);
                    }
                    return Inline::Math { tex: tex.into(), tree, display };
                }
                None => {
                    ("cannot be read", "Write it with the commands of LaTeX that KaTeX knows, too.")
                }
            },
            Err(math::Fault::Endless) => (
                "has commands that stand for each other without an end",
                "Look what they are defined as.",
            ),
            Err(math::Fault::TooMuch) => (
                "is longer, or has more commands replaced, than those of any text",
                "Cut it into several, or its text, and define fewer commands.",
            ),
            Err(math::Fault::Unfinished) => (
                "has a definition or a command that is not complete",
                "Write definitions as \\newcommand{\\name}[1]{…#1…} or \\def\\name#1{…#1…}.",
            ),
        };
        let message = format!("the formula “{tex}” {what} and is shown as it is written");
        self.reporter.warning("press::body::formula", span, message).help(help);
        Inline::Code { text: tex.into() }
    }

    /// Says of a formula that a page shows less of it than was written.
    fn plainer_formula(&self, tex: &str, command: &str, span: Range<usize>) {
        let message = format!("the formula “{tex}” is drawn without its “\\{command}”");
        self.reporter
            .warning("press::body::formula", span, message)
            .help("Colours, links and styles of formulas are not shown. Take the command out.");
    }

    /// A shortcode between words.
    fn code_in_line(&mut self, code: &Shortcode, in_link: bool, out: &mut Vec<Inline>) {
        if let Some(embed) = self.embed_of_code(code) {
            return out.push(link_or_words(embed.url, &embed.title, in_link));
        }
        if let Some(image) = self.picture_of_code(code) {
            return match image {
                Ok(image) => out.push(self.image_in_line(image, self.span_of_code(code))),
                Err(words) => out.extend(words),
            };
        }
        if let Some(reference) = referred(code) {
            let href = self.href(&reference, self.span_of_code(code));
            return out.push(Inline::text(href.unwrap_or(reference)));
        }
        if !code.is_literal {
            self.reporter
                .warning(
                    "press::body::unknown_shortcode",
                    self.span_of_code(code),
                    format!("the shortcode “{}” is not known here and is left out", code.name),
                )
                .help("Write what it stands for. docs/front-matter.md lists the shortcodes.");
            return;
        }
        out.push(Inline::text(&code.written));
    }
}

pub(super) fn link_or_words(href: String, title: &str, in_link: bool) -> Inline {
    match in_link {
        true => Inline::text(title),
        false => Inline::Link { href, content: vec![Inline::text(title)] },
    }
}

/// A picture's stand-in inside a link: a link cannot hold another.
fn without_links(words: Vec<Inline>) -> Vec<Inline> {
    let inner = words.into_iter().map(|inline| match inline {
        Inline::Link { content, .. } => content,
        other => vec![other],
    });
    inner.flatten().collect()
}

/// What browsers set around `<q>` in a language (Unicode CLDR, `delimiters`).
fn quotation_marks(language: &str) -> (&'static str, &'static str) {
    match language.split('-').next().unwrap_or_default() {
        "de" | "cs" | "sk" | "sl" | "bg" | "is" => ("„", "“"),
        "pl" | "hu" | "ro" | "hr" | "sr" => ("„", "”"),
        "fr" => ("«\u{a0}", "\u{a0}»"),
        "es" | "it" | "pt" | "ru" | "uk" | "el" | "no" | "nb" | "fa" => ("«", "»"),
        "sv" | "fi" => ("”", "”"),
        "ja" | "zh" => ("「", "」"),
        _ => ("“", "”"),
    }
}

fn between(open: &str, content: Vec<Inline>, close: &str) -> Vec<Inline> {
    let mut out = vec![Inline::text(open)];
    out.extend(content);
    out.push(Inline::text(close));
    out
}
