//! Drawings in SVG, made harmless.
//!
//! On a page a drawing stands in an `img`, where browsers run none of its scripts and ask for
//! nothing that it names. Opened by its own address it is a document on the edition's host
//! that could do both. So what could act is taken out of the published copy, and whoever put
//! it in is told. A drawing that has nothing of the kind is published byte for byte.

use super::flaw::{Flaw, Remark};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};
use std::collections::BTreeSet;
use std::path::Path;

/// Elements that run, or show a document of another kind. Nothing in them stays either.
const ACTING: [&[u8]; 12] = [
    b"script",
    b"foreignobject",
    b"iframe",
    b"frame",
    b"object",
    b"embed",
    b"audio",
    b"video",
    b"canvas",
    b"handler",
    b"listener",
    b"link",
];

/// Elements that change another's attribute: harmless unless they change a link or a handler.
const CHANGING: [&[u8]; 3] = [b"animate", b"set", b"animatetransform"];

/// Whether a file is a drawing, by its name.
pub(super) fn is_drawing(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

/// A drawing without what could act.
pub(super) fn harmless(bytes: Vec<u8>) -> Result<(Vec<u8>, Vec<Remark>), Flaw> {
    let text = String::from_utf8(bytes)
        .map_err(|_| Flaw::Malformed("it is not written in UTF-8".into()))?;
    let mut reader = Reader::from_str(&text);
    let mut writer = Writer::new(Vec::with_capacity(text.len()));
    let mut taken = BTreeSet::new();
    // How deep inside an element that acts.
    let mut inside = 0usize;
    let mut depth = 0usize;
    loop {
        let event = reader.read_event().map_err(|error| malformed(&error))?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if inside > 0 {
            match event {
                Event::Start(_) => inside += 1,
                Event::End(_) => inside -= 1,
                Event::Eof => return Err(Flaw::Malformed("an element does not end".into())),
                _ => {}
            }
            continue;
        }
        let written = match event {
            Event::Eof => break,
            Event::Start(start) if acts(&start) => {
                taken.insert(named(&start));
                inside = 1;
                continue;
            }
            Event::Empty(start) if acts(&start) => {
                taken.insert(named(&start));
                continue;
            }
            Event::Start(start) if local(&start).eq_ignore_ascii_case(b"style") => {
                depth -= 1;
                let rules = rules(&mut reader)?;
                let start = tamed(start, &mut taken)?;
                let end = start.to_end().into_owned();
                write(&mut writer, Event::Start(start))?;
                match rules {
                    Some(rules) => {
                        for event in rules {
                            write(&mut writer, event)?;
                        }
                    }
                    None => {
                        taken.insert("a style that asks for other files".into());
                    }
                }
                Event::End(end)
            }
            Event::Start(start) => Event::Start(tamed(start, &mut taken)?),
            Event::Empty(start) => Event::Empty(tamed(start, &mut taken)?),
            Event::DocType(kind) => {
                if kind.windows(8).any(|window| window.eq_ignore_ascii_case(b"<!entity")) {
                    return Err(Flaw::Entities);
                }
                // Browsers pass it over; it may name a file on another host.
                continue;
            }
            Event::PI(instruction) => {
                taken.insert(format!(
                    "<?{}?>",
                    String::from_utf8_lossy(instruction.target()).into_owned()
                ));
                continue;
            }
            other => other,
        };
        write(&mut writer, written)?;
    }
    if depth > 0 {
        return Err(Flaw::Malformed("an element does not end".into()));
    }
    if taken.is_empty() {
        return Ok((text.into_bytes(), Vec::new()));
    }
    Ok((writer.into_inner(), vec![Remark::TakenOut(taken.into_iter().collect())]))
}

fn malformed(error: &dyn std::fmt::Display) -> Flaw {
    Flaw::Malformed(error.to_string())
}

fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) -> Result<(), Flaw> {
    writer.write_event(event).map_err(|error| malformed(&error))
}

/// What stands in a style element, read to its end; `None` when it asks for other files. Its
/// pieces count together: a comment or a reference between them hides nothing.
fn rules<'t>(reader: &mut Reader<&'t [u8]>) -> Result<Option<Vec<Event<'t>>>, Flaw> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut odd = false;
    loop {
        let event = reader.read_event().map_err(|error| malformed(&error))?;
        match &event {
            Event::End(_) => break,
            Event::Text(part) => text.push_str(&String::from_utf8_lossy(part)),
            Event::CData(part) => text.push_str(&String::from_utf8_lossy(part)),
            Event::Comment(_) => {}
            Event::Eof => return Err(Flaw::Malformed("an element does not end".into())),
            Event::Start(start) => {
                odd = true;
                let end = start.to_end().into_owned();
                reader.read_to_end(end.name()).map_err(|error| malformed(&error))?;
            }
            _ => odd = true,
        }
        pieces.push(event);
    }
    Ok((!odd && !asks(&text)).then_some(pieces))
}

fn local<'s>(start: &'s BytesStart<'_>) -> &'s [u8] {
    start.local_name().into_inner()
}

fn named(start: &BytesStart<'_>) -> String {
    format!("<{}>", String::from_utf8_lossy(local(start)))
}

fn acts(start: &BytesStart<'_>) -> bool {
    let name = local(start).to_ascii_lowercase();
    if ACTING.contains(&name.as_slice()) {
        return true;
    }
    CHANGING.contains(&name.as_slice())
        && start.attributes().with_checks(false).flatten().any(|attribute| {
            let target = attribute.normalized_value(XmlVersion::default()).unwrap_or_default();
            let target = target.to_ascii_lowercase();
            let target = target.rsplit(':').next().unwrap_or_default().trim().to_owned();
            attribute.key.local_name().as_ref().eq_ignore_ascii_case(b"attributeName")
                && (target == "href" || target.starts_with("on"))
        })
}

/// An element without the attributes that could act.
fn tamed<'e>(start: BytesStart<'e>, taken: &mut BTreeSet<String>) -> Result<BytesStart<'e>, Flaw> {
    let mut kept: Vec<Attribute<'_>> = Vec::new();
    let mut lost = false;
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| Flaw::Malformed(error.to_string()))?;
        match danger(&start, &attribute) {
            None => kept.push(attribute),
            Some(what) => {
                lost = true;
                taken.insert(what);
            }
        }
    }
    if !lost {
        return Ok(start.clone());
    }
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    Ok(BytesStart::new(name).with_attributes(kept).into_owned())
}

/// What is wrong with an attribute.
fn danger(element: &BytesStart<'_>, attribute: &Attribute<'_>) -> Option<String> {
    let name = attribute.key.local_name().as_ref().to_ascii_lowercase();
    let shown = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
    let Ok(value) = attribute.normalized_value(XmlVersion::default()) else { return Some(shown) };
    // Browsers pass over blanks and control characters in a scheme.
    let plain: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .to_ascii_lowercase();
    if name.starts_with(b"on") {
        return Some(shown);
    }
    if name == b"base" && shown.starts_with("xml:") {
        return Some(shown);
    }
    if matches!(&name[..], b"href" | b"src" | b"from" | b"to" | b"values" | b"by") {
        let is_link = local(element).eq_ignore_ascii_case(b"a");
        let harmless = match &name[..] {
            b"href" | b"src" => {
                plain.is_empty()
                    || plain.starts_with('#')
                    || is_embedded_picture(&plain)
                    // A link waits for a click; it asks for nothing by itself.
                    || (is_link && ["https:", "http:", "mailto:", "/"].iter().any(|start| plain.starts_with(start)))
            }
            _ => !plain.contains("javascript:") && !plain.contains("data:text"),
        };
        return (!harmless).then(|| format!("{shown}=\"{}\"", short(&value)));
    }
    asks(&value).then(|| format!("{shown}=\"{}\"", short(&value)))
}

/// A picture inside the file itself: of pixels, for another drawing could act again.
fn is_embedded_picture(plain: &str) -> bool {
    ["png", "jpeg", "jpg", "gif", "webp", "avif"]
        .iter()
        .any(|kind| plain.starts_with(&format!("data:image/{kind};")))
}

/// Whether a style or a value asks for another file: `url(…)` other than `url(#…)`, or
/// `@import`. Escapes hide nothing: a style with any is taken to ask.
fn asks(style: &str) -> bool {
    let lower = style.to_ascii_lowercase();
    if lower.contains("@import") || lower.contains("javascript:") || lower.contains("image-set(") {
        return true;
    }
    let escaped_function = lower.contains('\\') && lower.contains('(');
    escaped_function
        || lower.split("url(").skip(1).any(|rest| {
            let inner = rest.trim_start().trim_start_matches(['"', '\'']).trim_start();
            let inner = inner.trim_start_matches("&quot;").trim_start_matches("&apos;");
            !(inner.starts_with('#')
                || is_embedded_picture(inner)
                || inner.starts_with("data:font/"))
        })
}

fn short(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inner: &str) -> Result<(String, Vec<String>), Flaw> {
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\">{inner}</svg>"
        );
        let (bytes, remarks) = harmless(text.into_bytes())?;
        let taken = remarks.into_iter().flat_map(|remark| match remark {
            Remark::TakenOut(what) => what,
            _ => Vec::new(),
        });
        let text = String::from_utf8(bytes).unwrap();
        let inner = text.split_once('>').unwrap().1.strip_suffix("</svg>").unwrap();
        Ok((inner.into(), taken.collect()))
    }

    #[test]
    fn a_harmless_drawing_stays_byte_for_byte() {
        for inner in [
            "<!-- A ship. --><path d='M0 0h3'   fill=\"url(#sea)\"/>",
            "<style>.a { fill: url( '#sea' ) } @media (width > 3px) {}</style>",
            "<use href=\"#a\"/><image xlink:href=\"data:image/png;base64,AA==\"/>",
            "<a href=\"https://example.org/\"><text>x &amp; y</text></a>",
            "<animate attributeName=\"x\" from=\"0\" to=\"3\"/>",
        ] {
            assert_eq!(drawn(inner).unwrap(), (inner.into(), vec![]), "{inner}");
        }
    }

    #[test]
    fn what_could_act_is_taken_out() {
        let table = [
            ("<script>run()</script><g/>", "<g/>", "<script>"),
            ("<svg:script href=\"x.js\"/><g/>", "<g/>", "<script>"),
            ("<SCRIPT><g/></SCRIPT>", "", "<SCRIPT>"),
            ("<foreignObject><p>a<b>c</b></p></foreignObject>d", "d", "<foreignObject>"),
            ("<g onclick=\"run()\" id=\"a\"/>", "<g id=\"a\"/>", "onclick"),
            ("<g ONLOAD=\"run()\"/>", "<g/>", "ONLOAD"),
            ("<image href=\"https://x.example/y.png\"/>", "<image/>", "href="),
            ("<image href=\"other.png\"/>", "<image/>", "href="),
            ("<use xlink:href=\"data:image/svg+xml;base64,AA\"/>", "<use/>", "xlink:href="),
            ("<a href=\" java&#10;script:run()\"/>", "<a/>", "href="),
            ("<set attributeName=\"href\" to=\"javascript:run()\"/>", "", "<set>"),
            ("<set attributeName=\"hre&#102;\" to=\"x\"/>", "", "<set>"),
            ("<animate attributeName=\"xlink:href\" values=\"x\"/>", "", "<animate>"),
            ("<g style=\"fill:url(//x.example/y)\"/>", "<g/>", "style="),
            ("<g fill=\"url('https://x.example/y#z')\"/>", "<g/>", "fill="),
            ("<style>@import 'x.css';</style>", "<style></style>", "a style"),
            ("<style><![CDATA[a{b:url(x)}]]></style>", "<style></style>", "a style"),
            ("<style>@imp<!-- -->ort 'x.css'</style>", "<style></style>", "a style"),
            ("<style>@imp&#111;rt 'x.css'</style>", "<style></style>", "a style"),
            ("<style>a{b:u\\72l(x)}</style>", "<style></style>", "a style"),
            ("<?xml-stylesheet href=\"x.css\"?>", "", "<?xml-stylesheet?>"),
            ("<g xml:base=\"https://x.example/\"/>", "<g/>", "xml:base"),
        ];
        for (inner, stays, said) in table {
            let (text, taken) = drawn(inner).unwrap();
            assert_eq!(text, stays, "{inner}");
            assert!(taken.len() == 1 && taken[0].starts_with(said), "{inner}: {taken:?}");
        }
    }

    #[test]
    fn a_drawing_that_is_none_is_refused() {
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>";
        assert_eq!(harmless(bomb.into()), Err(Flaw::Entities));
        for text in ["<svg><g></svg>", "<svg><script>", "<svg a='1' a='2'/>", "<svg"] {
            assert!(matches!(harmless(text.into()), Err(Flaw::Malformed(_))), "{text}");
        }
        assert!(matches!(harmless(vec![0xff, 0xfe]), Err(Flaw::Malformed(_))));
    }

    #[test]
    fn a_document_type_without_entities_is_left_out_in_silence() {
        let text = "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>";
        assert_eq!(harmless(text.into()).unwrap(), (text.into(), vec![]));
    }
}
