//! Drawings, as anybody may have drawn them.

use super::drawing::harmless;
use cssparser::{Parser, ParserInput, Token};
use roxmltree::{Document, Node};

/// What acts, shows another document or asks for files, of whatever namespace.
const FORBIDDEN: &str = " a:script base body canvas embed foreignObject form handler html iframe link \
    listener meta object script video audio ";

/// A drawing that is published is one to every reader of XML, has nothing in it that acts or asks for
/// files, and stays as it is when it is written anew.
pub fn drawing(input: &[u8]) {
    if let Ok(text) = str::from_utf8(input) {
        let size = crate::read::size_of_drawing(text);
        assert!(size.is_none_or(|(width, height)| width > 0 && height > 0));
    }
    let Ok((written, _)) = harmless(input) else { return };
    let text = str::from_utf8(&written).unwrap();
    let document = Document::parse(text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "svg");
    for node in document.descendants().filter(Node::is_element) {
        element(node);
    }
    // With a document type it would not have been read.
    assert!(!document.descendants().any(|node| node.is_pi()), "{text}");
    let (again, remarks) = harmless(&written).unwrap();
    assert_eq!(str::from_utf8(&again), Ok(text));
    assert_eq!(remarks, [], "{text}");
}

/// Reads a drawing alone.
pub(crate) fn read(input: &[u8]) {
    drop(harmless(input));
}

fn element(node: Node<'_, '_>) {
    let name = node.tag_name();
    assert_eq!(name.namespace(), Some("http://www.w3.org/2000/svg"), "{}", name.name());
    assert!(!FORBIDDEN.contains(&format!(" {} ", name.name())), "<{}>", name.name());
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        let space = attribute.namespace();
        assert!(space.is_none_or(|it| it == "http://www.w3.org/XML/1998/namespace"), "{space:?}");
        assert!(!key.to_ascii_lowercase().starts_with("on"), "{key}");
        assert!(!matches!(key, "src" | "srcset" | "srcdoc" | "background" | "action"), "{key}");
        if matches!(key, "href" | "base") {
            assert!(value.starts_with('#') || value.starts_with("data:image/"), "{key}={value}");
        }
        if key == "attributeName" {
            let changed = value.to_ascii_lowercase();
            assert!(!changed.starts_with("on") && !changed.contains("href"), "{value}");
        }
        if is_css(key) {
            asks_for_nothing(&mut Parser::new(&mut ParserInput::new(value)), false);
        }
    }
    if name.name() == "style" {
        let sheet: String = node.children().filter_map(|it| it.text()).collect();
        asks_for_nothing(&mut Parser::new(&mut ParserInput::new(&sheet)), false);
    }
}

/// Whether browsers look for files in it.
fn is_css(attribute: &str) -> bool {
    let named = ["style", "fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker"];
    named.contains(&attribute)
        || attribute.starts_with("marker-")
        || matches!(attribute, "from" | "to" | "by" | "values")
}

/// Panics at what a browser would fetch for a style.
fn asks_for_nothing(parser: &mut Parser<'_, '_>, is_url: bool) {
    while let Ok(token) = parser.next_including_whitespace_and_comments().cloned() {
        let mut within = |is_url| {
            let _ = parser.parse_nested_block(|parser| {
                asks_for_nothing(parser, is_url);
                Ok::<_, cssparser::ParseError<'_, ()>>(())
            });
        };
        match token {
            Token::UnquotedUrl(url) | Token::BadUrl(url) => stays(&url),
            Token::QuotedString(url) if is_url => stays(&url),
            Token::AtKeyword(name) => {
                assert!(!name.eq_ignore_ascii_case("import"), "@{name}");
            }
            Token::Function(name) => {
                let name = name.to_ascii_lowercase();
                within(
                    is_url
                        || matches!(
                            &*name,
                            "url" | "src" | "image" | "image-set" | "-webkit-image-set"
                        ),
                );
            }
            Token::CurlyBracketBlock | Token::ParenthesisBlock | Token::SquareBracketBlock => {
                within(is_url);
            }
            _ => {}
        }
    }
}

fn stays(url: &str) {
    let url = url.trim();
    assert!(url.is_empty() || url.starts_with('#') || url.starts_with("data:"), "asks for {url}");
}
