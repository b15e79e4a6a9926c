//! What stands in a line and has no form in Markdown, set as what has one: `==mark==`, `\(x\)`,
//! attribute lists, Liquid, and shortcodes around words.
//!
//! The parser is asked first where code, HTML and links are: nothing is changed in code.

use super::MARKDOWN;
use super::attributes::{Attributes, attributes};
use super::images::CREDIT;
use super::laid::Laid;
use super::layout::tell_attributes;
use super::lines::within;
use super::shortcode::Shortcodes;
use super::speech::{direction_of, language_tag};
use super::teller::Teller;
use crate::read::Manuscript;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Replacements, by where they begin.
pub(super) type Edits = BTreeMap<usize, (usize, String)>;

/// A text with what is known of it.
pub(super) struct Marks<'a> {
    pub(super) text: &'a str,
    pub(super) codes: &'a Shortcodes<'a>,
    pub(super) teller: &'a Teller<'a>,
    pub(super) story: &'a Manuscript,
    /// Where a place of the text stood in the one that was covered.
    pub(super) place: &'a dyn Fn(Range<usize>) -> Range<usize>,
    pub(super) map: Map,
    pub(super) edits: Edits,
}

/// Where in a text is what.
#[derive(Default)]
pub(super) struct Map {
    /// Code, in order.
    code: Vec<Range<usize>>,
    /// HTML, formulas and where links lead.
    other: Vec<Range<usize>>,
    /// Where pictures, links, emphasis and code end.
    ends: HashSet<usize>,
    /// Where headings end.
    headings: HashSet<usize>,
    /// Pictures, by where they end.
    pictures: BTreeMap<usize, Shown>,
}

/// A picture in the text.
struct Shown {
    /// Where behind its words stands what it is.
    behind: Range<usize>,
    src: String,
    title: String,
}

/// Sets what is in the lines. `None` when there is nothing to do.
pub(super) fn marked(
    text: &str,
    codes: &Shortcodes<'_>,
    teller: &Teller<'_>,
    story: &Manuscript,
    place: &dyn Fn(Range<usize>) -> Range<usize>,
) -> Option<Laid> {
    let has_sign = ["==", "\\(", "]{", "){", ") {", "] {", "`{", "*{", "_{", "{:", "{#", "{."];
    if codes.found.is_empty() && !has_sign.iter().any(|sign| text.contains(sign)) {
        return None;
    }
    let map = Map::of(text);
    let mut marks = Marks { text, codes, teller, story, place, map, edits: Edits::new() };
    marks.extensions();
    marks.shortcodes();
    marks.attribute_lists();
    marks.highlights();
    marks.parentheses();
    if marks.edits.is_empty() {
        return None;
    }
    let mut end = 0;
    let edits = marks.edits.into_iter().filter_map(|(start, (stop, made))| {
        let fits = start >= end;
        end = if fits { stop } else { end };
        fits.then_some((start..stop, made))
    });
    Some(Laid::edited(text, edits))
}

impl Map {
    fn of(text: &str) -> Self {
        let mut map = Self::default();
        // For each element that is open: where its last child ended.
        let mut open: Vec<usize> = Vec::new();
        let mut shown: Vec<(String, String)> = Vec::new();
        for (event, range) in Parser::new_ext(text, MARKDOWN).into_offset_iter() {
            match &event {
                Event::Start(tag) => {
                    if matches!(tag, Tag::CodeBlock(_)) {
                        map.code.push(range.clone());
                    }
                    if let Tag::Image { dest_url, title, .. } = tag {
                        shown.push((dest_url.to_string(), title.to_string()));
                    }
                    open.push(range.start);
                    continue;
                }
                Event::End(tag) => {
                    let inner = open.pop().unwrap_or(range.start);
                    if *tag == TagEnd::Image
                        && let Some((src, title)) = shown.pop()
                    {
                        // A picture without words has nothing inside.
                        let inner = inner.max(range.start + "![".len());
                        let picture = Shown { behind: inner..range.end, src, title };
                        map.pictures.insert(range.end, picture);
                    }
                    match tag {
                        TagEnd::Link | TagEnd::Image => {
                            map.other.push(inner..range.end);
                            map.ends.insert(range.end);
                        }
                        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                            map.ends.insert(range.end);
                        }
                        TagEnd::Heading(_) => {
                            let line = text[range.clone()].trim_end().len();
                            map.headings.insert(range.start + line);
                        }
                        _ => {}
                    }
                }
                Event::Code(_) => {
                    map.code.push(range.clone());
                    map.ends.insert(range.end);
                }
                Event::Html(_)
                | Event::InlineHtml(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_) => map.other.push(range.clone()),
                _ => {}
            }
            if let Some(last) = open.last_mut() {
                *last = range.end;
            }
        }
        map.other.sort_by_key(|range| range.start);
        // What lies in another of them adds nothing.
        map.other.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            last.end = if joins { last.end.max(next.end) } else { last.end };
            joins
        });
        map
    }

    /// Whether a place lies in code.
    pub(super) fn is_code(&self, at: usize) -> bool {
        within(&self.code, at)
    }

    /// Whether a place lies in code, HTML, a formula or behind a link's words.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.is_code(at) || within(&self.other, at)
    }
}

/// What of a text is looked at from a place on for the end of what begins there.
fn near(text: &str, at: usize) -> &str {
    const REACH: usize = 4_000;
    &text[at..text.floor_char_boundary(at + REACH)]
}

impl Marks<'_> {
    pub(super) fn edit(&mut self, range: Range<usize>, made: impl Into<String>) {
        self.edits.insert(range.start, (range.end, made.into()));
    }

    /// Where a range stands in the text that was covered.
    pub(super) fn there(&self, range: &Range<usize>) -> Range<usize> {
        (self.place)(range.clone())
    }

    /// Attribute lists behind words, pictures and headings.
    fn attribute_lists(&mut self) {
        let text = self.text;
        for (at, _) in text.match_indices('{') {
            if self.map.is_taken(at) {
                continue;
            }
            let Some(found) = attributes(near(text, at)) else { continue };
            let end = at + found.length;
            let before = text[..at].trim_end_matches([' ', '\t']);
            let ends_line = text[end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
            let is_kramdown = text[at..].starts_with("{:");
            let is_heading = self.map.headings.contains(&end);
            if is_heading && found.id.is_some() && !is_kramdown {
                // The parser reads these itself.
                continue;
            }
            if is_heading && found.id.is_some() {
                let id = found.id.unwrap_or_default();
                self.edit(at..end, format!("{{#{id}}}"));
                continue;
            }
            let is_apart = ends_line && self.map.pictures.contains_key(&before.len());
            let behind = self.map.ends.contains(&at) || is_apart;
            if behind && self.describe(before.len(), &found) {
                self.edit(before.len()..end, "");
                let rest = Attributes { caption: None, credit: None, ..found };
                tell_attributes(self.teller, &rest, self.there(&(at..end)));
                continue;
            }
            let in_line = ends_line && (is_kramdown || is_heading);
            let mut rest = found;
            if let Some(open) = self.span(at, before) {
                let (mut tag, mut closing) = (String::new(), "");
                if let Some(said) = tag_of_speech(&rest) {
                    (tag, closing) = (said, "</span>");
                    (rest.lang, rest.dir) = (None, None);
                }
                self.edit(open..open + 1, tag);
                self.edit(at - 1..end, closing);
            } else if behind || in_line {
                // The white space before it goes, too, at the end of a line.
                let start = if ends_line { before.len() } else { at };
                self.edit(start..end, "");
            } else {
                continue;
            }
            tell_attributes(self.teller, &rest, self.there(&(at..end)));
        }
    }

    /// Says of the picture that ends at a place what stands in braces behind it.
    fn describe(&mut self, at: usize, found: &Attributes<'_>) -> bool {
        let Some(picture) = self.map.pictures.get(&at) else { return false };
        if !found.describes() {
            return false;
        }
        let caption = found.caption.map_or(picture.title.clone(), ToOwned::to_owned);
        let title = match found.credit {
            Some(credit) => format!("{caption}{CREDIT}{credit}"),
            None => caption,
        };
        let escaped = |text: &str, sign: char| {
            text.replace('\\', "\\\\").replace('&', "&amp;").replace(sign, &format!("\\{sign}"))
        };
        let src = escaped(&picture.src, '>').replace('<', "\\<");
        let behind = format!("](<{src}> \"{}\")", escaped(&title, '"'));
        let range = picture.behind.clone();
        self.edit(range, behind);
        true
    }

    /// Where a span begins whose attributes stand at a place: `[words]{.small}`.
    fn span(&self, at: usize, before: &str) -> Option<usize> {
        if before.len() != at || !before.ends_with(']') || self.map.ends.contains(&at) {
            return None;
        }
        let mut depth = 0;
        for (place, c) in before.char_indices().rev() {
            match c {
                ']' => depth += 1,
                '[' if depth == 1 => return Some(place),
                '[' => depth -= 1,
                '\n' if before[..place].ends_with('\n') => return None,
                _ => {}
            }
        }
        None
    }

    /// `==words==`.
    fn highlights(&mut self) {
        let text = self.text;
        let mut at = 0;
        // Up to where it is known that no mark ends.
        let mut barren = 0;
        while let Some(open) = text[at..].find("==").map(|found| at + found) {
            let run = text[open..].len() - text[open..].trim_start_matches('=').len();
            at = open + run;
            let begins = run == 2
                && !self.map.is_taken(open)
                && !text[..open].ends_with(is_joined)
                && text[at..].starts_with(|c: char| !c.is_whitespace());
            if !begins {
                continue;
            }
            if at < barren {
                continue;
            }
            match self.end_of_highlight(at) {
                Ok(close) => {
                    self.edit(open..at, "<mark>");
                    self.edit(close..close + 2, "</mark>");
                    at = close + 2;
                }
                Err(block) => barren = block,
            }
        }
    }

    /// Where the mark ends that begins here, or where the block does in which none ends.
    fn end_of_highlight(&self, from: usize) -> Result<usize, usize> {
        let text = self.text;
        let block = text[from..].find("\n\n").map_or(text.len(), |end| from + end);
        let mut at = from;
        while let Some(close) = text[at..block].find("==").map(|found| at + found) {
            let run = text[close..].len() - text[close..].trim_start_matches('=').len();
            let after = close + run;
            let ends = run == 2
                && close > from
                && !self.map.is_taken(close)
                && !text[..close].ends_with(char::is_whitespace)
                && !text[after..].starts_with(is_joined);
            if ends {
                return Ok(close);
            }
            at = after;
        }
        Err(block)
    }

    /// `\(x\)`, and `\\(x\\)` where a slash was lost on the way.
    fn parentheses(&mut self) {
        let text = self.text;
        for (open, close) in [("\\\\(", "\\\\)"), ("\\(", "\\)")] {
            let mut at = 0;
            // Up to where it is known that no formula ends.
            let mut barren = 0;
            while let Some(start) = text[at..].find(open).map(|found| at + found) {
                at = start + open.len();
                if at < barren || self.map.is_taken(start) || text[..start].ends_with('\\') {
                    continue;
                }
                let block = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
                let Some(end) = text[at..block].find(close).map(|found| at + found) else {
                    barren = block;
                    continue;
                };
                let tex = text[at..end].trim();
                if super::math::looks_like_one(tex) && !tex.contains('$') {
                    self.edit(start..end + close.len(), format!("${}$", tex.replace('\n', " ")));
                    at = end + close.len();
                }
            }
        }
    }
}

/// The tag before words whose attributes say in which language or direction they are; `None` where
/// these say nothing of it, or what is no language and no direction.
fn tag_of_speech(found: &Attributes<'_>) -> Option<String> {
    let lang = found.lang.map(|it| Some(format!(" lang=\"{}\"", language_tag(it)?)));
    let dir = found.dir.map(|it| Some(format!(" dir=\"{}\"", direction_of(it)?)));
    let said = [lang, dir].into_iter().flatten().collect::<Option<String>>()?;
    (!said.is_empty()).then(|| format!("<span{said}>"))
}

/// What stands beside signs that part nothing: `a==b`.
fn is_joined(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '=' | '_')
}
