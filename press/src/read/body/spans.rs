//! Shortcodes and Liquid in a line: what they stand for, or nothing, with a word.

use super::embed;
use super::images::is_picture_file;
use super::kinds::Kind;
use super::liquid;
use super::marks::Marks;
use super::paired::kind_of;
use super::pairs::closes;
use super::shortcode::{Form, Shortcode};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What the compositor draws by itself.
const DRAWN: [&str; 14] = [
    "youtube",
    "vimeo",
    "x",
    "tweet",
    "twitter",
    "instagram",
    "instagram_simple",
    "x_simple",
    "twitter_simple",
    "vimeo_simple",
    "gist",
    "ref",
    "relref",
    "spotify",
];

/// What only decorates, and goes in silence.
const DECORATES: [&str; 9] =
    ["icon", "fa", "fas", "fab", "fontawesome", "iconify", "clear", "clearfix", "more"];

/// A placeholder in the text: where, and the number of its shortcode.
type Place = (Range<usize>, usize);

impl Marks<'_> {
    /// Sets all shortcodes that are not left to the compositor.
    pub(super) fn shortcodes(&mut self) {
        let mut places: Vec<Place> = Vec::new();
        let mut at = 0;
        while let Some((range, number)) = self.codes.next_place(self.text, at) {
            at = range.end;
            places.push((range, number));
        }
        let codes = self.codes;
        let mut closed = HashSet::new();
        let by_number: HashMap<usize, usize> =
            places.iter().enumerate().rev().map(|(at, (_, number))| (*number, at)).collect();
        for (at, (range, number)) in places.iter().enumerate() {
            let code = &codes.found[*number];
            if code.is_literal || self.map.is_code(range.start) || closed.contains(number) {
                continue;
            }
            let close = codes.closing.get(number).and_then(|close| by_number.get(close));
            let close = close.filter(|close| **close >= at).map(|close| &places[*close]);
            match close {
                Some((close, number)) => {
                    closed.insert(*number);
                    self.around(code, range, close);
                }
                None => self.single(code, range, places.get(at + 1)),
            }
        }
    }

    /// A pair around words.
    fn around(&mut self, code: &Shortcode, open: &Range<usize>, close: &Range<usize>) {
        let text = self.text;
        let inner = &text[open.end..close.start];
        let edges = match (code.name.as_str(), kind_of(code)) {
            ("mark", _) => ("<mark>".to_owned(), "</mark>"),
            ("kbd", _) => ("<kbd>".into(), "</kbd>"),
            ("sub", _) => ("<sub>".into(), "</sub>"),
            ("sup", _) => ("<sup>".into(), "</sup>"),
            ("button" | "link" | "btn" | "linkbutton", _) => {
                let Some(href) = href(code) else { return self.bare(code, open, close) };
                self.edit(open.clone(), "[");
                return self.edit(close.clone(), format!("](<{href}>)"));
            }
            (_, Some(Kind::Hidden)) => return self.edit(open.start..close.end, ""),
            (_, Some(Kind::Code)) => {
                let inner = inner.trim().replace('\n', " ");
                return self.edit(open.start..close.end, format!("`` {inner} ``"));
            }
            (_, Some(Kind::Formula)) => {
                let tex = inner.trim().trim_matches('$').replace('\n', " ");
                return self.edit(open.start..close.end, format!("${tex}$"));
            }
            _ => return self.bare(code, open, close),
        };
        self.edit(open.clone(), edges.0);
        self.edit(close.clone(), edges.1);
    }

    /// Takes a pair off what it holds.
    fn bare(&mut self, code: &Shortcode, open: &Range<usize>, close: &Range<usize>) {
        if kind_of(code).is_none() {
            self.tell(code, open, "is not known here; what it holds is kept");
        }
        self.edit(open.clone(), "");
        self.edit(close.clone(), "");
    }

    fn single(&mut self, code: &Shortcode, range: &Range<usize>, next: Option<&Place>) {
        if let Some(made) = self.stands_for(code, range, next) {
            return self.edit(range.clone(), made);
        }
        if is_drawn(code) {
            return;
        }
        if closes(code).is_some() || matches!(code.name.as_str(), "else" | "elsif" | "elif") {
            self.tell(code, range, "closes nothing that is open here, and is left out");
        } else if !DECORATES.contains(&code.name.as_str()) {
            self.tell(code, range, "is not known here and is left out");
        }
        self.edit(range.clone(), "");
    }

    /// The Markdown that one without a closing one stands for.
    fn stands_for(
        &self,
        code: &Shortcode,
        range: &Range<usize>,
        next: Option<&Place>,
    ) -> Option<String> {
        if code.form == Form::Output {
            let follows = next.is_some_and(|(next, _)| next.start == range.end);
            let is_joined = follows || self.text[range.end..].starts_with(['/', '?', '#']);
            return liquid::value(&code.inside, is_joined, self.story);
        }
        if code.written.is_empty() {
            return Some(String::new());
        }
        if let Some(address) = liquid::address(code) {
            return Some(address);
        }
        match code.name.as_str() {
            "toc" | "TOC" | "tableofcontents" | "table_of_contents" => Some("[toc]".into()),
            "br" | "linebreak" => Some("<br>".into()),
            "hr" | "divider" | "line" => Some("\n\n***\n\n".into()),
            "param" | "get_param" => match code.argument("name", 0)? {
                "title" => Some(self.story.headline.clone()),
                "description" => self.story.standfirst.clone(),
                _ => None,
            },
            "button" | "btn" | "linkbutton" | "link" | "post_link" | "asset_link" => link(code),
            "badge" | "tooltip" | "term" | "abbr" | "label" | "qr" | "kbd" => {
                let named = ["text", "content", "label", "title"];
                let words = named.iter().find_map(|name| code.argument(name, 99));
                Some(words.or_else(|| code.argument("", 0))?.to_owned())
            }
            "video" | "audio" | "mp4" | "webm" | "iframe" | "embed" | "video-webm" => {
                self.medium(code, range)
            }
            _ => picture(code).or_else(|| self.card(code)),
        }
    }

    /// A film or recording becomes a card where its host is known, and else a link.
    fn medium(&self, code: &Shortcode, range: &Range<usize>) -> Option<String> {
        let src = source(code)?;
        if embed::of(src).is_some() {
            return Some(src.to_owned());
        }
        self.teller.warn(
            "press::html::changed",
            self.there(range),
            format!("“{}” becomes a link to what it shows", code.name),
            "Look whether the story still reads well.",
        );
        let name = src.trim_end_matches('/').rsplit('/').next().unwrap_or(src);
        Some(format!("[{name}](<{src}>)"))
    }

    /// Whatever names a film or post of a host that is known.
    fn card(&self, code: &Shortcode) -> Option<String> {
        let values = code.arguments.iter().map(|(_, value)| value.as_str());
        let url = values.into_iter().find(|value| embed::of(value).is_some())?;
        (!is_drawn(code)).then(|| url.to_owned())
    }

    fn tell(&self, code: &Shortcode, range: &Range<usize>, what: &str) {
        let name = match code.form {
            Form::Output => &code.written,
            _ => &code.name,
        };
        self.teller.warn(
            "press::body::unknown_shortcode",
            self.there(range),
            format!("the shortcode “{name}” {what}"),
            "Write what it stands for. docs/front-matter.md lists the shortcodes.",
        );
    }
}

/// Whether the compositor knows what to draw.
pub(super) fn is_drawn(code: &Shortcode) -> bool {
    DRAWN.contains(&code.name.as_str()) || super::images::is_figure(code)
}

/// What a shortcode shows: a file or a page.
fn source(code: &Shortcode) -> Option<&str> {
    let names = [
        "src",
        "url",
        "file",
        "path",
        "mp4",
        "webm",
        "link",
        "href",
        "image",
        "image_path",
        "filename",
    ];
    names.iter().find_map(|name| code.argument(name, 99)).or_else(|| code.argument("", 0))
}

fn href(code: &Shortcode) -> Option<String> {
    let names = ["href", "url", "link", "to", "relref", "ref", "page"];
    let named = names.iter().find_map(|name| code.argument(name, 99).map(|value| (*name, value)));
    match named {
        Some(("relref" | "ref", page)) if !page.starts_with('/') && !page.ends_with(".md") => {
            Some(format!("{page}.md"))
        }
        Some((_, href)) => Some(href.into()),
        None => code.argument("", 0).map(Into::into),
    }
}

/// A link without a closing tag: Hexo's `link words url`, a theme's button.
fn link(code: &Shortcode) -> Option<String> {
    let quoteless = |word: &str| word.trim_matches(|c| matches!(c, '"' | '\'')).to_owned();
    let words = |words: &[&str]| quoteless(&words.join(" "));
    if code.form == Form::Tag {
        let parts: Vec<&str> = code.inside.split_whitespace().collect();
        return match (code.name.as_str(), &parts[..]) {
            ("post_link", [slug, title @ ..]) => {
                let title = if title.is_empty() { quoteless(slug) } else { words(title) };
                Some(format!("[{title}]({}.md)", slug.trim_end_matches(".md")))
            }
            ("asset_link", [file, title @ ..]) => {
                let title = if title.is_empty() { quoteless(file) } else { words(title) };
                Some(format!("[{title}](<{file}>)"))
            }
            (_, parts) => {
                let is_url = |word: &&str| word.contains("://") || word.starts_with(['/', '#']);
                let at = parts.iter().position(is_url).filter(|at| *at > 0)?;
                Some(format!("[{}](<{}>)", words(&parts[..at]), parts[at]))
            }
        };
    }
    let text =
        ["text", "label", "title", "content"].iter().find_map(|name| code.argument(name, 99));
    let text = text.or_else(|| code.argument("", 1))?;
    Some(format!("[{text}](<{}>)", href(code)?))
}

/// A picture of a tag or of a theme, as Markdown.
fn picture(code: &Shortcode) -> Option<String> {
    let is_known = matches!(
        code.name.as_str(),
        "figure"
            | "image"
            | "img"
            | "picture"
            | "photo"
            | "asset_img"
            | "responsive_image"
            | "imageblock"
            | "thumbnail"
            | "lightbox"
            | "imgproc"
            | "resize_image"
            | "bundle-image"
    );
    if super::images::is_figure(code) && code.form != Form::Tag {
        return None;
    }
    let is_picture = |value: &&str| is_picture_file(value);
    let names = ["src", "url", "path", "file", "image", "image_path", "filename", "name", "1x"];
    let named = names.iter().find_map(|name| code.argument(name, 99).filter(is_picture));
    let mut rest: Vec<&str> = code
        .arguments
        .iter()
        .filter(|(key, _)| key.is_none())
        .map(|(_, value)| value.as_str())
        .collect();
    let src = match named {
        Some(src) => src,
        None => {
            let at = rest.iter().position(is_picture).filter(|_| is_known)?;
            rest.drain(..=at).next_back()?
        }
    };
    let is_word = |word: &&&str| !word.bytes().all(|b| b.is_ascii_digit() || b == b'x');
    let words: Vec<&str> = rest.iter().filter(is_word).copied().collect();
    let words = words.join(" ");
    let argument = |names: &[&str]| names.iter().find_map(|name| code.argument(name, 99));
    let caption = argument(&["caption", "title", "description"]).unwrap_or_default();
    let alt = argument(&["alt"]).map(str::to_owned).or((!words.is_empty()).then_some(words));
    let alt = alt.unwrap_or_default().replace('[', "\\[").replace(']', "\\]");
    let title = match caption {
        "" => String::new(),
        caption => format!(" \"{}\"", caption.replace('"', "\\\"")),
    };
    Some(format!("![{alt}](<{src}>{title})"))
}
