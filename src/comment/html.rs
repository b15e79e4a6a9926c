//! What a comment server returns as HTML, in our own blocks.
//!
//! The browser parses it into a document of its own, in which nothing runs and nothing is
//! loaded. An allowlist takes from that what a comment may hold; everything else gives its
//! text or nothing.

use super::paragraphs::paragraphs;
use crate::browser::document::resolve;
use crate::edition::{Block, Inline, ListItem};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, Node, SupportedType};

/// How deep elements may stand inside each other; deeper ones are taken for their text.
const DEEPEST: u8 = 24;

/// The blocks of an HTML text.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let parsed = DomParser::new()
        .and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml))
        .ok()
        .and_then(|document| document.body());
    match parsed {
        Some(body) => flow(&body, 0),
        None => paragraphs(html),
    }
}

/// The blocks in an element. What is no block is gathered into paragraphs.
fn flow(parent: &Node, depth: u8) -> Vec<Block> {
    let (mut blocks, mut line) = (Vec::new(), Vec::new());
    gather(parent, depth, &mut blocks, &mut line);
    end_line(&mut blocks, &mut line);
    blocks
}

fn gather(parent: &Node, depth: u8, blocks: &mut Vec<Block>, line: &mut Vec<Inline>) {
    let mut next = parent.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        let name = node.node_name();
        if !is_block(&name) {
            push(&node, &name, depth, line);
            continue;
        }
        end_line(blocks, line);
        if depth > DEEPEST {
            line.push(Inline::text(node.text_content().unwrap_or_default()));
            continue;
        }
        match name.as_str() {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => blocks.push(Block::Heading {
                level: 3,
                anchor: String::new(),
                content: inlines(&node, depth + 1),
            }),
            "BLOCKQUOTE" => blocks.push(Block::Quotation {
                content: flow(&node, depth + 1),
                attribution: Vec::new(),
            }),
            "PRE" => blocks.push(Block::Code {
                language: None,
                text: node.text_content().unwrap_or_default().trim_end().to_owned(),
            }),
            "HR" => blocks.push(Block::Separator),
            "UL" | "OL" => blocks.push(Block::List {
                ordered: name == "OL",
                start: None,
                items: items(&node, depth + 1),
            }),
            // A paragraph, or an element that only groups.
            _ => {
                gather(&node, depth + 1, blocks, line);
                end_line(blocks, line);
            }
        }
    }
}

/// The items of a list; what stands between them makes one of its own.
fn items(list: &Node, depth: u8) -> Vec<ListItem> {
    let mut items = Vec::new();
    let mut next = list.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        let content = match node.node_name().as_str() {
            "LI" => flow(&node, depth + 1),
            name => {
                let (mut blocks, mut line) = (Vec::new(), Vec::new());
                if is_block(name) {
                    blocks = flow(&node, depth + 1);
                } else {
                    push(&node, name, depth + 1, &mut line);
                    end_line(&mut blocks, &mut line);
                }
                if blocks.is_empty() {
                    continue;
                }
                blocks
            }
        };
        items.push(ListItem { done: None, content });
    }
    items
}

fn inlines(parent: &Node, depth: u8) -> Vec<Inline> {
    let mut line = Vec::new();
    let mut next = parent.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        push(&node, &node.node_name(), depth, &mut line);
    }
    line
}

/// Adds a node to a line of text.
fn push(node: &Node, name: &str, depth: u8, line: &mut Vec<Inline>) {
    if depth > DEEPEST {
        return line.push(Inline::text(node.text_content().unwrap_or_default()));
    }
    let content = || inlines(node, depth + 1);
    let element = || node.dyn_ref::<Element>();
    line.push(match name {
        "#text" => Inline::text(node.node_value().unwrap_or_default()),
        "BR" => Inline::Break,
        "STRONG" | "B" => Inline::Strong { content: content() },
        "EM" | "I" => Inline::Emphasis { content: content() },
        "DEL" | "S" | "STRIKE" => Inline::Strikethrough { content: content() },
        "SUB" => Inline::Sub { content: content() },
        "SUP" => Inline::Sup { content: content() },
        "CODE" | "KBD" => Inline::Code { text: node.text_content().unwrap_or_default() },
        "A" => match element().and_then(|a| a.get_attribute("href")).and_then(|it| link(&it)) {
            Some(href) => Inline::Link { href, content: content() },
            None => return line.extend(content()),
        },
        "IMG" => match element().and_then(|img| img.get_attribute("alt")) {
            Some(alt) => Inline::text(alt),
            None => return,
        },
        // What would run, load or decorate. In SVG and MathML names are in lower case.
        "#comment" | "SCRIPT" | "STYLE" | "IFRAME" | "OBJECT" | "EMBED" | "TEMPLATE"
        | "NOSCRIPT" | "TITLE" | "HEAD" | "TEXTAREA" | "SELECT" | "svg" | "math" => return,
        _ => return line.extend(content()),
    });
}

/// A link's URL, where the browser itself takes it for one of the web or of mail: a scheme can
/// hide behind tabs and line ends.
fn link(href: &str) -> Option<String> {
    let url = resolve(href)?;
    matches!(url.protocol().as_str(), "http:" | "https:" | "mailto:").then(|| url.href())
}

fn end_line(blocks: &mut Vec<Block>, line: &mut Vec<Inline>) {
    let blank = |inline: &Inline| match inline {
        Inline::Text { text } => text.trim().is_empty(),
        inline => *inline == Inline::Break,
    };
    let content = std::mem::take(line);
    if !content.iter().all(blank) {
        blocks.push(Block::Paragraph { content });
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "P" | "DIV"
            | "H1"
            | "H2"
            | "H3"
            | "H4"
            | "H5"
            | "H6"
            | "BLOCKQUOTE"
            | "PRE"
            | "UL"
            | "OL"
            | "LI"
            | "HR"
            | "SECTION"
            | "ARTICLE"
            | "FIGURE"
            | "TABLE"
            | "TBODY"
            | "TR"
            | "DL"
            | "DT"
            | "DD"
    )
}
