//! What a comment server returns as HTML, in our own markup.
//!
//! The browser parses it into a document of its own, in which nothing runs and nothing is
//! loaded. An allowlist takes from that what a comment may hold; everything else gives its
//! text or nothing.

use crate::browser::document::resolve;
use crate::markup::{Element, el};
use crate::text::holds;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Node, SupportedType};

/// How deep elements may stand inside each other; deeper ones are taken for their text.
const DEEPEST: u8 = 24;

/// What a comment may hold, by its name in the parsed document, and what is made of it. Headings
/// are demoted: the page's own are above them.
const ALLOWED: [(&str, &str); 34] = [
    ("P", "p"),
    ("BR", "br"),
    ("HR", "hr"),
    ("A", "a"),
    ("STRONG", "strong"),
    ("B", "strong"),
    ("EM", "em"),
    ("I", "em"),
    ("DEL", "s"),
    ("S", "s"),
    ("STRIKE", "s"),
    ("INS", "ins"),
    ("SUB", "sub"),
    ("SUP", "sup"),
    ("CODE", "code"),
    ("KBD", "code"),
    ("PRE", "pre"),
    ("BLOCKQUOTE", "blockquote"),
    ("UL", "ul"),
    ("OL", "ol"),
    ("LI", "li"),
    ("DIV", "div"),
    // Of a table the words are kept, a row a line.
    ("TR", "div"),
    ("TH", "span"),
    ("TD", "span"),
    ("DT", "div"),
    ("DD", "div"),
    ("Q", "q"),
    ("H1", "h4"),
    ("H2", "h4"),
    ("H3", "h4"),
    ("H4", "h4"),
    ("H5", "h4"),
    ("H6", "h4"),
];

/// What would run, load or decorate, with all that it holds. In SVG and MathML names are in
/// lower case.
const DROPPED: &str = " #comment SCRIPT STYLE XSTYLE IFRAME OBJECT EMBED TEMPLATE NOSCRIPT TITLE TEXTAREA SELECT \
    svg math ";

/// Adds an HTML text to an element.
pub(super) fn add(element: Element, html: &str) -> Element {
    let parsed = DomParser::new()
        .and_then(|parser| parser.parse_from_string(&calm(html), SupportedType::TextHtml))
        .ok()
        .and_then(|document| document.body());
    match parsed {
        Some(body) => walk(element, &body, 0),
        None => element.text(html.to_owned()),
    }
}

/// The same with other names for what the page's policy forbids: handlers of events and styles.
/// Neither would do anything in the parsed document, nor be taken from it, but the browser would
/// tell its console of each.
fn calm(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let (mut in_tag, mut quote, mut before) = (false, None, ' ');
    for (at, character) in html.char_indices() {
        let named = |name: &str| {
            html.get(at..at + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
        };
        if in_tag
            && quote.is_none()
            && (before.is_whitespace() || "</\"'".contains(before))
            && (named("on") || named("style"))
        {
            out.push('x');
        }
        match character {
            '<' if quote.is_none() => {
                let next = html.get(at + 1..).and_then(|rest| rest.chars().next());
                in_tag = next.is_some_and(|next| next.is_ascii_alphabetic() || next == '/');
            }
            '>' if quote.is_none() => in_tag = false,
            '"' | '\'' if in_tag && quote == Some(character) => quote = None,
            '"' | '\'' if in_tag && quote.is_none() && before == '=' => quote = Some(character),
            _ => {}
        }
        out.push(character);
        before = character;
    }
    out
}

fn walk(mut element: Element, parent: &Node, depth: u8) -> Element {
    let mut next = parent.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        let name = node.node_name();
        let allowed = ALLOWED.iter().find(|(it, _)| *it == name).map(|(_, tag)| *tag);
        let made = match allowed {
            _ if holds(DROPPED, &[" ", &name, " "].concat()) => continue,
            _ if name == "#text" || depth > DEEPEST => {
                element = element.text(node.text_content().unwrap_or_default());
                continue;
            }
            Some("a") => link(&node),
            Some(tag) => Some(el(tag)),
            None => None,
        };
        element = match made {
            Some(made) => element.child(walk(made, &node, depth + 1)),
            None => walk(element, &node, depth + 1),
        };
    }
    element
}

/// A link, where it leads to what the browser itself takes for the web or mail: a scheme can hide
/// behind tabs and line ends.
fn link(node: &Node) -> Option<Element> {
    let href = node.dyn_ref::<web_sys::Element>()?.get_attribute("href")?;
    let url = resolve(&href)?;
    let allowed = matches!(url.protocol().as_str(), "http:" | "https:" | "mailto:");
    let made = || el("a").attr("href", url.href()).attr("rel", "nofollow ugc noopener");
    allowed.then(made)
}

#[cfg(test)]
mod tests {
    use super::calm;
    use proptest::prelude::*;

    #[test]
    fn what_the_policy_forbids_goes_by_another_name() {
        for (html, calmed) in [
            (
                "<p onclick=\"a()\" STYLE='b'>on style</p>",
                "<p xonclick=\"a()\" xSTYLE='b'>on style</p>",
            ),
            ("<svg/onload=a()>", "<svg/xonload=a()>"),
            ("<style>p{}</style>", "<xstyle>p{}</xstyle>"),
            (
                "<a href=\"/on/style\"onfocus=a()>1 < 2</a>",
                "<a href=\"/on/style\"xonfocus=a()>1 < 2</a>",
            ),
            ("<a title='it is on'>é", "<a title='it is on'>é"),
            ("1 < 2 on", "1 < 2 on"),
        ] {
            assert_eq!(calm(html), calmed);
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(html in "\\PC{0,30}|[<>\"'=/ onstyleé]{0,30}") {
            calm(&html);
        }
    }
}
