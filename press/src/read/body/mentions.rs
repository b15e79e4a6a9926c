//! Tags that a text only names.
//!
//! Who writes “the <title> element” or `Vec<T>` without code means no tag, and a browser would
//! swallow the rest of the paragraph, or of the page. Which tags are meant is seen by what
//! belongs to them: an end, attributes, text that follows close. Those that are only named are
//! covered, so that Markdown and HTML see text; they are shown as they are, with a word about it.

use super::MARKDOWN;
use super::allowed::{self, Fate};
use super::cover::{Cover, with};
use super::ready::Place;
use crate::read::reporter::Reporter;
use html5ever::LocalName;
use pulldown_cmark::{Event, Parser};
use std::collections::HashMap;
use std::ops::Range;

/// How often a text is looked through: what is no tag any more may make a paragraph of a block.
const ROUNDS: usize = 4;

/// Names of HTML that have no place here; any other name that is not allowed is not HTML's.
const OTHER_HTML: [&str; 42] = [
    "acronym",
    "applet",
    "area",
    "audio",
    "base",
    "basefont",
    "bgsound",
    "blink",
    "button",
    "canvas",
    "col",
    "colgroup",
    "datalist",
    "dialog",
    "dir",
    "fieldset",
    "form",
    "frame",
    "frameset",
    "input",
    "label",
    "legend",
    "link",
    "map",
    "marquee",
    "menu",
    "meta",
    "meter",
    "noframes",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "plaintext",
    "progress",
    "search",
    "select",
    "slot",
    "template",
    "track",
    "video",
];

/// A tag as it stands in the text.
struct Tag {
    /// In small letters.
    name: String,
    range: Range<usize>,
    is_end: bool,
    /// `<br/>`.
    closes_itself: bool,
    /// Whether it says something by attributes with values.
    has_values: bool,
    /// Whether anything stands behind its name.
    has_more: bool,
    /// Which paragraph or block of HTML it stands in.
    part: usize,
    in_block: bool,
    /// Whether it never ends: its block does before.
    is_cut: bool,
    /// Its other half.
    partner: Option<usize>,
}

/// The text with the `<` of each tag that is only named covered; `None` where there is none.
pub(super) fn covered(
    text: &str,
    cover: &mut Cover,
    place: Place<'_>,
    reporter: &Reporter<'_>,
) -> Option<String> {
    let mut changed: Option<String> = None;
    for _ in 0..ROUNDS {
        let now = changed.as_deref().unwrap_or(text);
        let bytes = now.as_bytes();
        let begins_tag = |(at, _): (usize, &str)| {
            bytes.get(at + 1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/')
        };
        if !now.match_indices('<').any(begins_tag) {
            break;
        }
        let mut tags = tags(now);
        join(&mut tags);
        let dropped = dropped(&tags);
        let mut times: HashMap<&str, usize> = HashMap::new();
        tags.iter().for_each(|tag| *times.entry(&tag.name).or_default() += 1);
        let is_here = |at: &usize| !dropped[*at];
        let named = (0..tags.len()).filter(is_here).filter(|at| is_named(*at, &tags, now, &times));
        let named: Vec<&Tag> = named.map(|at| &tags[at]).collect();
        let Some(sign) = cover.letter('<').filter(|_| !named.is_empty()) else { break };
        for tag in &named {
            tell(tag, &now[tag.range.clone()], place, reporter);
        }
        let mut places: Vec<_> = named.iter().map(|tag| (tag.range.start, sign)).collect();
        places.sort_unstable();
        changed = Some(with(now, &places));
    }
    changed
}

/// All tags that Markdown hands on as HTML.
fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut part = 0;
    let mut block: Option<Vec<Range<usize>>> = None;
    for (event, range) in Parser::new_ext(text, MARKDOWN).into_offset_iter() {
        match event {
            Event::Start(pulldown_cmark::Tag::HtmlBlock) => {
                part += 1;
                block = Some(Vec::new());
            }
            Event::Html(_) => {
                if let Some(lines) = &mut block {
                    lines.push(range);
                }
            }
            Event::End(pulldown_cmark::TagEnd::HtmlBlock) => {
                in_lines(text, block.take().unwrap_or_default(), part, &mut tags);
                part += 1;
            }
            Event::InlineHtml(_) => tags.extend(tag_at(text, range.start, range.end, part, false)),
            Event::Start(it) if is_part(&it) => part += 1,
            Event::End(_) | Event::Start(_) => {}
            _ => {}
        }
    }
    tags
}

fn is_part(tag: &pulldown_cmark::Tag<'_>) -> bool {
    use pulldown_cmark::Tag as Markdown;
    !matches!(
        tag,
        Markdown::Emphasis
            | Markdown::Strong
            | Markdown::Strikethrough
            | Markdown::Superscript
            | Markdown::Subscript
            | Markdown::Link { .. }
            | Markdown::Image { .. }
    )
}

/// The tags in the lines of a block of HTML. Comments and what stands in scripts hold none.
fn in_lines(text: &str, lines: Vec<Range<usize>>, part: usize, tags: &mut Vec<Tag>) {
    let mut raw: Option<String> = None;
    let mut in_comment = false;
    let limit = lines.last().map_or(0, |line| line.end);
    let mut at = 0;
    for line in lines {
        at = line.start.max(at);
        while at < line.end {
            let rest = &text[at..line.end];
            if in_comment {
                let Some(end) = rest.find("-->") else { break };
                (at, in_comment) = (at + end + 3, false);
                continue;
            }
            if let Some(name) = &raw {
                let mut ends = rest.match_indices("</").map(|(end, _)| end);
                let is_end = |end: &usize| {
                    let found = rest.get(end + 2..end + 2 + name.len());
                    found.is_some_and(|it| it.eq_ignore_ascii_case(name))
                };
                let Some(end) = ends.find(is_end) else { break };
                (at, raw) = (at + end, None);
                continue;
            }
            let Some(start) = rest.find('<').map(|found| at + found) else { break };
            at = start + 1;
            in_comment = text[start..line.end].starts_with("<!--");
            // A tag may go on in the next line of its block.
            let Some(tag) = tag_at(text, start, limit, part, true) else {
                continue;
            };
            at = tag.range.end.max(at);
            let is_raw =
                ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]
                    .contains(&&*tag.name);
            if is_raw && !tag.is_end && !tag.is_cut {
                raw = Some(tag.name.clone());
            }
            tags.push(tag);
        }
    }
}

/// The tag that begins at a place.
fn tag_at(text: &str, start: usize, limit: usize, part: usize, in_block: bool) -> Option<Tag> {
    let rest = &text[start..limit];
    let inside = rest.strip_prefix('<')?;
    let is_end = inside.starts_with('/');
    let bare = inside.strip_prefix('/').unwrap_or(inside);
    let fits = |c: char| !c.is_whitespace() && !matches!(c, '/' | '>' | '<');
    let name = &bare[..bare.find(|c| !fits(c)).unwrap_or(bare.len())];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let attributes = &bare[name.len()..];
    let end = tag_end(attributes);
    let inner = &attributes[..end.unwrap_or(attributes.len())];
    let length = rest.len() - attributes.len() + end.map_or(inner.len(), |end| end + 1);
    Some(Tag {
        name: name.to_ascii_lowercase(),
        range: start..start + length,
        is_end,
        closes_itself: inner.trim_end().ends_with('/'),
        has_values: inner.contains('='),
        has_more: !inner.trim_matches(['/', ' ']).is_empty(),
        part,
        in_block,
        is_cut: end.is_none(),
        partner: None,
    })
}

/// Where the `>` stands that ends a tag.
fn tag_end(attributes: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in attributes.char_indices() {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if c == '>' => return Some(at),
            None if matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
            None => {}
        }
        before = if c.is_whitespace() { before } else { c };
    }
    None
}

/// Finds for each tag its other half: in the same paragraph or block, or, for what may stand
/// around blocks, anywhere below.
fn join(tags: &mut [Tag]) {
    for anywhere in [false, true] {
        let mut open: HashMap<(usize, String), Vec<usize>> = HashMap::new();
        for at in 0..tags.len() {
            let tag = &tags[at];
            let is_inline = allowed::is_formatting(&LocalName::from(tag.name.as_str()));
            if tag.partner.is_some() || tag.is_cut || (anywhere && is_inline) {
                continue;
            }
            let key = (if anywhere { 0 } else { tag.part }, tag.name.clone());
            if !tag.is_end {
                open.entry(key).or_default().push(at);
            } else if let Some(start) = open.get_mut(&key).and_then(Vec::pop) {
                tags[at].partner = Some(start);
                tags[start].partner = Some(at);
            }
        }
    }
}

/// Whether a tag is only named. `times` says how many tags of each name there are.
fn is_named(at: usize, tags: &[Tag], text: &str, times: &HashMap<&str, usize>) -> bool {
    let tag = &tags[at];
    if tag.is_cut {
        return tag.in_block && !tag.is_end;
    }
    if let Some(partner) = tag.partner {
        let (open, close) = if tag.is_end { (partner, at) } else { (at, partner) };
        return is_named_pair(&tags[open], &tags[close], text);
    }
    let name = LocalName::from(tag.name.as_str());
    let fate = allowed::fate(&name);
    let after = text[tag.range.end..].chars().next();
    let before = text[..tag.range.start].chars().next_back();
    let stands_off =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || (!c.is_alphanumeric() && c != '<'));
    let is_blank = |c: char| c.is_whitespace() && c != '\n';
    let behind = text[tag.range.end..].trim_start_matches(is_blank);
    let goes_on = after.is_some_and(|c| c == ' ') && behind.starts_with(char::is_alphabetic);
    if tag.is_end {
        let ends_line = behind.is_empty() || behind.starts_with('\n');
        let ends_part = ends_line && !is_inline_name(&name);
        return !tag.in_block && stands_off(before) && stands_off(after) && !ends_part;
    }
    if tag.has_values || (tag.closes_itself && !is_html(&tag.name)) {
        return false;
    }
    if !is_html(&tag.name) {
        return true;
    }
    match fate {
        _ if matches!(&*tag.name, "br" | "wbr") => false,
        _ if allowed::is_void(&name) => !tag.in_block && before == Some(' ') && goes_on,
        Fate::DropTag | Fate::UnwrapWithWord(_) if !is_inline_name(&name) => {
            !tag.in_block || goes_on
        }
        Fate::Drop(raw) => !tag.in_block || goes_on || raw.is_some() || !first_of_line(tag, text),
        _ if is_inline_name(&name) => tag.has_more || stands_off(after),
        _ if tag.in_block => {
            goes_on && first_of_block(at, tags) && times.get(&*tag.name) == Some(&1)
        }
        _ if allowed::may_stay_open(&name) => stands_off(before) && goes_on,
        _ => true,
    }
}

/// For each tag whether it stands inside an element that goes with all it holds.
fn dropped(tags: &[Tag]) -> Vec<bool> {
    let drops =
        |tag: &Tag| matches!(allowed::fate(&LocalName::from(tag.name.as_str())), Fate::Drop(_));
    // How far the elements go that have begun.
    let mut end = 0;
    let inside = tags.iter().enumerate().map(|(at, tag)| {
        let is_inside = at < end;
        if let Some(partner) = tag.partner.filter(|partner| *partner > at && drops(tag)) {
            end = end.max(partner);
        }
        is_inside
    });
    inside.collect()
}

/// Whether the two halves of an element are only named: “between <b> and </b>”.
fn is_named_pair(open: &Tag, close: &Tag, text: &str) -> bool {
    if open.has_more || open.in_block || close.in_block || open.part != close.part {
        return false;
    }
    let inside = &text[open.range.end..close.range.start];
    let is_spaced = inside.starts_with(' ') && inside.ends_with(' ');
    let is_short = inside.trim().chars().nth(4).is_none() && !inside.trim().is_empty();
    let drops = matches!(allowed::fate(&LocalName::from(open.name.as_str())), Fate::Drop(_));
    let is_code = inside.contains(['{', '}', ';', '=', '(', '<']);
    open.name == "title" || (is_spaced && (is_short || (drops && !is_code)))
}

/// Whether HTML knows an element of that name.
fn is_html(name: &str) -> bool {
    let unknown = matches!(
        allowed::fate(&LocalName::from(name)),
        Fate::UnwrapWithWord("is not known here; what it holds is kept")
    );
    !unknown || OTHER_HTML.contains(&name)
}

/// Elements that stand in a line.
pub(super) fn is_inline_name(name: &LocalName) -> bool {
    allowed::is_formatting(name)
        || matches!(
            &**name,
            "abbr"
                | "bdi"
                | "bdo"
                | "big"
                | "cite"
                | "data"
                | "del"
                | "dfn"
                | "font"
                | "ins"
                | "kbd"
                | "mark"
                | "nobr"
                | "picture"
                | "q"
                | "rp"
                | "rt"
                | "ruby"
                | "samp"
                | "small"
                | "span"
                | "sub"
                | "sup"
                | "time"
                | "var"
        )
}

fn first_of_line(tag: &Tag, text: &str) -> bool {
    let before = text[..tag.range.start].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    before.is_empty() || before.ends_with('\n')
}

fn first_of_block(at: usize, tags: &[Tag]) -> bool {
    at.checked_sub(1).is_none_or(|before| tags[before].part != tags[at].part)
}

fn tell(tag: &Tag, written: &str, place: Place<'_>, reporter: &Reporter<'_>) {
    let name = &tag.name;
    let (code, message) = if tag.is_cut {
        ("press::html::unfinished", "a tag begins here and never ends; it is shown as it is".into())
    } else if tag.is_end {
        (
            "press::html::stray_end",
            format!("</{name}> closes nothing that is open here; it is shown as it is"),
        )
    } else if !is_html(name) {
        ("press::html::unwrapped", format!("{written} is not known here and shown as it is"))
    } else {
        (
            "press::html::unclosed",
            format!("<{name}> is opened here and never closed; it is shown as it is"),
        )
    };
    let help = match tag.is_cut {
        true => "Write the > that is missing.".to_owned(),
        false => format!("Where the text only names it, write it as code: `{written}`."),
    };
    let range = tag.range.clone();
    reporter.warning(code, place(range), message).help(help);
}
