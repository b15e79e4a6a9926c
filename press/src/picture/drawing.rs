//! Drawings in SVG, written anew from what is allowed.
//!
//! On a page a drawing stands in an `img`, where browsers run none of its scripts and ask for
//! nothing that it names. Opened by its own address it is a document on the edition's host
//! that could do both. So what is published is not the file but what was understood of it:
//! elements and attributes that are on a list ([`allowed`]), styles without what asks for other
//! files ([`style`]), pictures that stand inside it ([`inside`]). Whatever a browser might
//! read otherwise than press is not in it, since it is written by press, in UTF-8, without a
//! document type. Whoever put in what was taken out is told.
//!
//! [Decision 10](../../../docs/decisions/0010-drawings.md) says why this is no library's work.

mod allowed;
mod inside;
mod reuse;
mod style;

use super::flaw::{Flaw, Remark};
use allowed::Kind;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use reuse::Reuse;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;

/// No drawing is longer, in bytes.
const MAX_LENGTH: usize = 20_000_000;

/// No drawing has more elements.
const MAX_ELEMENTS: usize = 500_000;

/// No element lies in more others.
const MAX_DEPTH: usize = 256;

/// No element has more attributes.
const MAX_ATTRIBUTES: usize = 500;

/// No more names of namespaces hold at one place.
const MAX_NAMESPACES: usize = 200;

/// What was taken out is told up to so many kinds.
const MAX_TOLD: usize = 12;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Whether a file is a drawing, by its name.
pub(super) fn is_drawing(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

/// A drawing, written anew from what is allowed in it.
pub(super) fn harmless(bytes: &[u8]) -> Result<(Vec<u8>, Vec<Remark>), Flaw> {
    if bytes.len() > MAX_LENGTH {
        return Err(Flaw::TooMuch("20 MB of text"));
    }
    let mut rewriting = Rewriting::default();
    rewriting.read(text(bytes)?)?;
    if !rewriting.reuse.is_bearable() {
        return Err(Flaw::TooMuch("200,000 elements, when those are counted that it repeats"));
    }
    let remarks = rewriting.remarks();
    Ok((rewriting.written.into_bytes(), remarks))
}

/// A file's text, which is written in UTF-8.
fn text(bytes: &[u8]) -> Result<&str, Flaw> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            return Err(Flaw::Encoding("UTF-32".into()));
        }
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, b'<', ..] | [b'<', 0, ..] => {
            return Err(Flaw::Encoding("UTF-16".into()));
        }
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| Flaw::Encoding("something else".into()))
}

/// What a namespace is to a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    None,
    Svg,
    Xlink,
    Xml,
    Xhtml,
    /// A program's own, by which nothing is drawn.
    Other,
}

impl Space {
    fn of(url: &str) -> Self {
        match url {
            "" => Self::None,
            SVG => Self::Svg,
            "http://www.w3.org/1999/xlink" => Self::Xlink,
            "http://www.w3.org/XML/1998/namespace" => Self::Xml,
            "http://www.w3.org/1999/xhtml" => Self::Xhtml,
            _ => Self::Other,
        }
    }
}

/// An element that has begun and not ended.
#[derive(Debug)]
struct Open {
    /// Its name and number; none for one that is left out.
    written: Option<(&'static str, u32)>,
    /// How many names of namespaces held around it.
    spaces: usize,
}

/// An attribute as it is read: the namespace, the name without its prefix, and the value.
type Read<'s> = (Space, &'s str, Cow<'s, str>);

/// A drawing while it is read and written.
#[derive(Debug, Default)]
struct Rewriting {
    written: String,
    /// Whether the last start tag lacks its end yet.
    start_is_open: bool,
    open: Vec<Open>,
    /// How many of the open elements are left out.
    left_out: usize,
    /// The names of namespaces that hold, the innermost last.
    spaces: Vec<(String, Space)>,
    /// What stands in a style element, while it is read.
    sheet: Option<String>,
    has_root: bool,
    reuse: Reuse,
    taken: BTreeSet<String>,
}

impl Rewriting {
    fn read(&mut self, text: &str) -> Result<(), Flaw> {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|error| malformed(&error))? {
                Event::Eof => break,
                Event::Decl(declaration) => {
                    if let Some(encoding) = declaration.encoding() {
                        let encoding = encoding.map_err(|error| malformed(&error))?;
                        is_utf8(&String::from_utf8_lossy(&encoding), text)?;
                    }
                }
                Event::DocType(kind) => self.document_type(&kind)?,
                Event::Start(start) => self.start(&start)?,
                Event::Empty(start) => {
                    self.start(&start)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(part) => self.text(&fit(String::from_utf8_lossy(&part))),
                Event::CData(part) => self.text(&fit(String::from_utf8_lossy(&part))),
                Event::GeneralRef(reference) => self.text(&fit(referred(&reference)?.into())),
                Event::Comment(comment) => self.comment(&fit(String::from_utf8_lossy(&comment))),
                Event::PI(instruction) => {
                    if self.left_out == 0 {
                        let target = String::from_utf8_lossy(instruction.target()).into_owned();
                        self.take(format!("<?{}?>", short(&target)));
                    }
                }
            }
        }
        if !self.open.is_empty() {
            return Err(Flaw::Malformed("an element does not end".into()));
        }
        if !self.has_root {
            return Err(Flaw::Malformed("there is no <svg> in it".into()));
        }
        Ok(())
    }

    fn take(&mut self, what: String) {
        // One more than is told, so that it is known that there are more.
        if self.taken.len() <= MAX_TOLD {
            self.taken.insert(what);
        }
    }

    fn remarks(&mut self) -> Vec<Remark> {
        let mut taken: Vec<String> = std::mem::take(&mut self.taken).into_iter().collect();
        if taken.len() > MAX_TOLD {
            taken.truncate(MAX_TOLD);
            taken.push("and more".into());
        }
        if taken.is_empty() { Vec::new() } else { vec![Remark::TakenOut(taken)] }
    }

    /// Browsers pass over a document type that only names one. What it can say besides is left
    /// out, and with entities nobody can tell what the text is.
    fn document_type(&mut self, kind: &[u8]) -> Result<(), Flaw> {
        if kind.windows(8).any(|window| window.eq_ignore_ascii_case(b"<!entity")) {
            return Err(Flaw::Entities);
        }
        if kind.contains(&b'[') {
            self.take("<!DOCTYPE […]>".into());
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Flaw> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Flaw::TooMuch("256 elements in each other"));
        }
        let spaces = self.spaces.len();
        let attributes = self.attributes(start)?;
        let name = start.name();
        let (prefix, local) = split(utf8(name.as_ref())?);
        let space = self.element_space(prefix, local);
        let known = (space == Space::Svg).then(|| allowed::element(local)).flatten();
        let root = self.open.is_empty();
        if root && (known != Some("svg") || self.has_root) {
            return Err(Flaw::Malformed("its outermost element is no <svg> of SVG".into()));
        }
        let inner = self.left_out == 0 && self.sheet.is_none();
        let name = known.filter(|name| {
            inner && (!allowed::changes(name) || self.changes_allowed(name, &attributes))
        });
        let Some(name) = name else {
            let draws_nothing = matches!(space, Space::Other | Space::None)
                || (space == Space::Svg && local == "metadata");
            if inner && known.is_none() && !draws_nothing {
                self.take(format!("<{}>", short(local)));
            }
            self.left_out += 1;
            self.open.push(Open { written: None, spaces });
            return Ok(());
        };
        if self.reuse.len() >= MAX_ELEMENTS {
            return Err(Flaw::TooMuch("500,000 elements"));
        }
        self.has_root = true;
        let number = self.reuse.begin();
        self.close_start();
        self.written.push('<');
        self.written.push_str(name);
        if root {
            self.put("xmlns", SVG);
        }
        self.write_attributes(name, number, &attributes);
        self.start_is_open = true;
        self.open.push(Open { written: Some((name, number)), spaces });
        if name == "style" {
            self.sheet = Some(String::new());
        }
        Ok(())
    }

    /// The attributes of an element, with what their prefixes mean. What it says of namespaces
    /// holds from now on.
    fn attributes<'s>(&mut self, start: &'s BytesStart<'_>) -> Result<Vec<Read<'s>>, Flaw> {
        let mut names = HashSet::new();
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| malformed(&error))?;
            let key = utf8(attribute.key.into_inner())?;
            if !names.insert(key) {
                return Err(Flaw::Malformed(format!("“{}” stands there twice", short(key))));
            }
            if names.len() > MAX_ATTRIBUTES {
                return Err(Flaw::TooMuch("500 attributes on an element"));
            }
            let value = attribute.normalized_value(XmlVersion::default());
            let value = fit(value.map_err(|error| malformed(&error))?);
            match split(key) {
                ("xmlns", prefix) => self.spaces.push((prefix.to_owned(), Space::of(&value))),
                ("", "xmlns") => self.spaces.push((String::new(), Space::of(&value))),
                split => attributes.push((split, value)),
            }
            if self.spaces.len() > MAX_NAMESPACES {
                return Err(Flaw::TooMuch("200 namespaces at one place"));
            }
        }
        let meant = |((prefix, local), value): ((&'s str, &'s str), Cow<'s, str>)| {
            // Without a prefix it is the element's own.
            let space = if prefix.is_empty() { Space::None } else { self.space(prefix) };
            (space, local, value)
        };
        Ok(attributes.into_iter().map(meant).collect())
    }

    /// What a prefix means here.
    fn space(&self, prefix: &str) -> Space {
        let declared = self.spaces.iter().rev().find(|(name, _)| name == prefix);
        match (declared, prefix) {
            (Some((_, space)), _) => *space,
            (None, "") => Space::None,
            (None, "xml") => Space::Xml,
            // Often forgotten, and what is meant is plain.
            (None, "xlink") => Space::Xlink,
            (None, _) => Space::Other,
        }
    }

    /// The namespace of an element. An outermost `<svg>` that has forgotten it is meant as one
    /// of SVG, and what is in it.
    fn element_space(&mut self, prefix: &str, local: &str) -> Space {
        let space = self.space(prefix);
        if space == Space::None && self.open.is_empty() && local == "svg" {
            self.spaces.insert(0, (String::new(), Space::Svg));
            return Space::Svg;
        }
        space
    }

    /// Whether an animation changes only what it may.
    fn changes_allowed(&mut self, element: &str, attributes: &[Read<'_>]) -> bool {
        let changed = attributes
            .iter()
            .find(|(space, name, _)| *space == Space::None && *name == "attributeName")
            .map(|(_, _, value)| value.trim());
        match changed {
            // It has a default where it turns or moves something.
            None => true,
            Some(name) if allowed::is_changed(name) => true,
            Some(name) => {
                self.take(format!("<{element} attributeName=\"{}\">", short(name)));
                false
            }
        }
    }

    fn write_attributes(&mut self, element: &'static str, number: u32, attributes: &[Read<'_>]) {
        let is_own = |name: &str| {
            attributes.iter().any(|(space, own, _)| (*space, *own) == (Space::None, name))
        };
        let mut has_href = is_own("href");
        let (mut has_space, mut has_lang) = (false, false);
        for (space, name, value) in attributes {
            match (space, *name) {
                (Space::None, name) => match allowed::attribute(name) {
                    Some(kind) => self.attribute(element, number, name, kind, value),
                    None => self.take(short(name)),
                },
                // Under two prefixes it may stand there twice. The first one counts.
                (Space::Xlink, "href") => {
                    if !std::mem::replace(&mut has_href, true) {
                        self.attribute(element, number, "href", Kind::Href, value);
                    }
                }
                (Space::Xml, "space") => {
                    if !std::mem::replace(&mut has_space, true) {
                        self.put("xml:space", value);
                    }
                }
                (Space::Xml, "lang") => {
                    if !std::mem::replace(&mut has_lang, true) {
                        self.put("xml:lang", value);
                    }
                }
                (Space::Xml, name) => self.take(format!("xml:{}", short(name))),
                (Space::Xhtml | Space::Svg, name) => self.take(short(name)),
                (Space::Xlink | Space::Other, _) => {}
            }
        }
    }

    fn attribute(
        &mut self,
        element: &'static str,
        number: u32,
        name: &str,
        kind: Kind,
        value: &str,
    ) {
        match kind {
            Kind::Idle => {}
            Kind::Plain => {
                if name == "id" {
                    self.reuse.name(number, value);
                }
                self.put(name, value);
            }
            Kind::AttributeName => self.put(name, value.trim()),
            Kind::Href => self.href(element, number, value),
            Kind::Styled | Kind::Style => {
                let tamed = style::tamed(value);
                tamed.names.iter().for_each(|target| self.reuse.asked(number, target));
                if tamed.taken.is_empty() || (kind == Kind::Style && !tamed.css.trim().is_empty()) {
                    self.put(name, &tamed.css);
                }
                if !tamed.taken.is_empty() {
                    self.take(format!("{name}=\"{}\"", short(value)));
                }
            }
        }
    }

    /// A link is to a part of the same drawing, or shows a picture that stands inside it.
    fn href(&mut self, element: &'static str, number: u32, value: &str) {
        let place = value.trim();
        if let Some(name) = place.strip_prefix('#') {
            if element == "use" {
                self.reuse.used(number, name);
            } else if element != "a" {
                self.reuse.asked(number, name);
            }
            self.put("href", place);
        } else if let Some(picture) =
            allowed::shows_pictures(element).then(|| inside::picture(place)).flatten()
        {
            self.put("href", &picture);
        } else if !place.is_empty() {
            self.take(format!("<{element} href=\"{}\">", short(place)));
        }
    }

    fn end(&mut self) {
        let Some(Open { written, spaces }) = self.open.pop() else { return };
        self.spaces.truncate(spaces);
        let Some((name, number)) = written else {
            self.left_out -= 1;
            return;
        };
        if let Some(sheet) = self.sheet.take() {
            self.sheet_ends(number, &sheet);
        }
        self.reuse.end(number);
        if std::mem::take(&mut self.start_is_open) {
            self.written.push_str("/>");
        } else {
            self.written.push_str("</");
            self.written.push_str(name);
            self.written.push('>');
        }
    }

    fn sheet_ends(&mut self, number: u32, sheet: &str) {
        let tamed = style::tamed(sheet);
        if !tamed.taken.is_empty() {
            let taken: Vec<&str> = tamed.taken.iter().take(3).map(String::as_str).collect();
            self.take(format!("a style that asks for other files ({})", taken.join(", ")));
        }
        tamed.names.iter().for_each(|target| self.reuse.asked(number, target));
        if !tamed.css.is_empty() {
            self.close_start();
            escape(&tamed.css, false, &mut self.written);
        }
    }

    fn text(&mut self, text: &str) {
        if self.left_out > 0 || self.open.is_empty() {
            return;
        }
        if let Some(sheet) = &mut self.sheet {
            sheet.push_str(text);
        } else if !text.is_empty() {
            self.close_start();
            escape(text, false, &mut self.written);
        }
    }

    /// Comments stay: the licences of many drawings stand in them.
    fn comment(&mut self, text: &str) {
        if self.left_out > 0 || self.sheet.is_some() || text.contains("--") || text.ends_with('-') {
            return;
        }
        self.close_start();
        self.written.push_str("<!--");
        self.written.push_str(text);
        self.written.push_str("-->");
    }

    /// What follows stands in the element that has just begun.
    fn close_start(&mut self) {
        if std::mem::take(&mut self.start_is_open) {
            self.written.push('>');
        }
    }

    /// Writes an attribute.
    fn put(&mut self, name: &str, value: &str) {
        self.written.push(' ');
        self.written.push_str(name);
        self.written.push_str("=\"");
        escape(value, true, &mut self.written);
        self.written.push('"');
    }
}

/// Whether a text in an encoding that the file names is the same in UTF-8.
fn is_utf8(encoding: &str, text: &str) -> Result<(), Flaw> {
    let name = encoding.trim().to_ascii_lowercase();
    let has_ascii = ["us-ascii", "ascii", "latin1"].contains(&name.as_str())
        || name.starts_with("iso-8859-")
        || name.starts_with("windows-125");
    if matches!(name.as_str(), "utf-8" | "utf8") || (has_ascii && text.is_ascii()) {
        Ok(())
    } else {
        Err(Flaw::Encoding(short(encoding)))
    }
}

/// What `&amp;` and its like stand for.
fn referred(reference: &BytesRef<'_>) -> Result<String, Flaw> {
    if let Some(character) = reference.resolve_char_ref().map_err(|error| malformed(&error))? {
        return Ok(character.to_string());
    }
    let name = reference.decode().map_err(|error| malformed(&error))?;
    let known = quick_xml::escape::resolve_xml_entity(&name).map(str::to_owned);
    known.ok_or_else(|| Flaw::Malformed(format!("“&{};” stands for nothing", short(&name))))
}

/// A name's prefix, which may be empty, and the rest.
fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

fn utf8(name: &[u8]) -> Result<&str, Flaw> {
    std::str::from_utf8(name).map_err(|error| malformed(&error))
}

fn malformed(error: &dyn std::fmt::Display) -> Flaw {
    Flaw::Malformed(error.to_string())
}

/// Whether a character may stand in XML.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// A text without what may not stand in XML. It goes before anything is judged: taken out later,
/// it would join what it has parted, as in `url\u{1}(…)`.
fn fit(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.chars().all(is_char) { text } else { text.chars().filter(|c| is_char(*c)).collect() }
}

/// Writes a text so that it is read as the same. It is [fit](fit) to be.
fn escape(text: &str, in_attribute: bool, written: &mut String) {
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' if in_attribute => written.push_str("&quot;"),
            '\t' if in_attribute => written.push_str("&#9;"),
            '\n' if in_attribute => written.push_str("&#10;"),
            '\r' => written.push_str("&#13;"),
            c => written.push(c),
        }
    }
}

fn short(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests;
