//! Styles of a drawing: what asks for other files is taken out of them.
//!
//! They are cut into tokens by the rules of CSS, as browsers do, so that an escape
//! (`u\72l(…)`, `@\69mport`) or a comment hides nothing. At-rules and functions are written only
//! when they are known to ask for nothing; where one is not, the rule or declaration in which
//! it stands is left out, and the others stay as they are.

use super::inside;
use cssparser::{Parser, ParserInput, Token};
use std::borrow::Cow;

/// At-rules that ask for nothing.
const RULES: [&str; 18] = [
    "-moz-keyframes",
    "-o-keyframes",
    "-webkit-keyframes",
    "charset",
    "container",
    "counter-style",
    "font-face",
    "font-feature-values",
    "font-palette-values",
    "keyframes",
    "layer",
    "media",
    "namespace",
    "page",
    "property",
    "scope",
    "starting-style",
    "supports",
];

/// Functions, and pseudo-classes written as such, that ask for nothing.
const FUNCTIONS: &[&str] = &[
    "abs",
    "acos",
    "asin",
    "atan",
    "atan2",
    "blur",
    "brightness",
    "calc",
    "circle",
    "clamp",
    "color",
    "color-mix",
    "conic-gradient",
    "contrast",
    "cos",
    "counter",
    "counters",
    "cubic-bezier",
    "device-cmyk",
    "dir",
    "drop-shadow",
    "ellipse",
    "env",
    "exp",
    "fit-content",
    "format",
    "grayscale",
    "has",
    "host",
    "hsl",
    "hsla",
    "hue-rotate",
    "hwb",
    "hypot",
    "icc-color",
    "inset",
    "invert",
    "is",
    "lab",
    "lang",
    "lch",
    "light-dark",
    "linear",
    "linear-gradient",
    "local",
    "log",
    "matrix",
    "matrix3d",
    "max",
    "min",
    "minmax",
    "mod",
    "not",
    "nth-child",
    "nth-last-child",
    "nth-last-of-type",
    "nth-of-type",
    "oklab",
    "oklch",
    "opacity",
    "path",
    "perspective",
    "polygon",
    "pow",
    "radial-gradient",
    "ray",
    "rect",
    "rem",
    "repeat",
    "repeating-conic-gradient",
    "repeating-linear-gradient",
    "repeating-radial-gradient",
    "rgb",
    "rgba",
    "rotate",
    "rotate3d",
    "rotatex",
    "rotatey",
    "rotatez",
    "round",
    "saturate",
    "scale",
    "scale3d",
    "scalex",
    "scaley",
    "scalez",
    "selector",
    "sepia",
    "sign",
    "sin",
    "skew",
    "skewx",
    "skewy",
    "sqrt",
    "steps",
    "tan",
    "tech",
    "translate",
    "translate3d",
    "translatex",
    "translatey",
    "translatez",
    "var",
    "where",
    "xywh",
];

/// No brackets in a style lie deeper in each other.
const MAX_DEPTH: usize = 64;

/// A style as it is written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tamed {
    pub(super) css: String,
    /// What was taken out.
    pub(super) taken: Vec<String>,
    /// The names of the elements of the drawing that it asks for.
    pub(super) names: Vec<String>,
}

/// A sheet or declarations without what asks for other files.
pub(super) fn tamed(css: &str) -> Tamed {
    let mut tamed = Tamed::default();
    if is_simple(css) {
        tamed.css = css.to_owned();
        return tamed;
    }
    let mut input = ParserInput::new(css);
    write(&mut Parser::new(&mut input), css.len(), &mut tamed, 0);
    tamed
}

/// Whether there is nothing in a style that could ask: neither a function nor an at-rule, nor an
/// escape that hides one. Most are so.
fn is_simple(css: &str) -> bool {
    !css.bytes().any(|byte| matches!(byte, b'(' | b'\\' | b'@'))
}

/// A token as it is written, or what is wrong with it.
fn judged<'t>(token: &Token<'_>, text: &'t str, tamed: &mut Tamed) -> Result<Cow<'t, str>, String> {
    let known =
        |list: &[&str], name: &str| list.binary_search(&name.to_ascii_lowercase().as_str()).is_ok();
    match token {
        Token::AtKeyword(name) if !known(&RULES, name) => return Err(format!("@{name}")),
        Token::Function(name) if name.eq_ignore_ascii_case("url") => {}
        Token::Function(name) if !known(FUNCTIONS, name) => return Err(format!("{name}(…)")),
        Token::UnquotedUrl(place) => {
            if let Some(place) = address(place, tamed)? {
                return Ok(format!("url({place})").into());
            }
        }
        Token::BadUrl(_) | Token::BadString(_) => return Err(super::short(text)),
        _ => {}
    }
    Ok(text.into())
}

/// An address in a style, where it is written otherwise than it stands there, or what is wrong
/// with it.
fn address(place: &str, tamed: &mut Tamed) -> Result<Option<String>, String> {
    if let Some(name) = place.trim().strip_prefix('#') {
        tamed.names.push(name.to_owned());
        return Ok(None);
    }
    if inside::is_font(place) {
        return Ok(None);
    }
    let picture = inside::picture(place);
    picture.map(Some).ok_or_else(|| format!("url({})", super::short(place)))
}

/// Writes the tokens of a block, and of those in it, to its end.
fn write(parser: &mut Parser<'_, '_>, length: usize, tamed: &mut Tamed, depth: usize) {
    // Where the rule or declaration began that is being written.
    let mut begun = tamed.css.len();
    // Whether it is being left out.
    let mut left_out = false;
    loop {
        let from = parser.position();
        let Ok(token) = parser.next_including_whitespace_and_comments() else { break };
        let token = token.clone();
        let text = parser.slice_from(from);
        let mut written = judged(&token, text, tamed);
        let close = match &token {
            Token::Function(_) | Token::ParenthesisBlock => Some(')'),
            Token::SquareBracketBlock => Some(']'),
            Token::CurlyBracketBlock => Some('}'),
            _ => None,
        };
        if depth >= MAX_DEPTH && close.is_some() {
            written = Err("brackets in each other, too many".into());
        }
        if depth > 0 && ends_open(parser, length, &token, text) {
            written = Err(super::short(text));
        }
        match written {
            Ok(text) if !left_out => tamed.css.push_str(&text),
            Ok(_) => {}
            Err(what) => {
                left_out = true;
                tamed.css.truncate(begun);
                tamed.taken.push(what);
            }
        }
        if let Some(close) = close {
            let is_url =
                matches!(&token, Token::Function(name) if name.eq_ignore_ascii_case("url"));
            let before = tamed.taken.len();
            let _ = parser.parse_nested_block(|parser| {
                if is_url && !left_out {
                    write_address(parser, length, tamed);
                } else if !left_out {
                    write(parser, length, tamed, depth + 1);
                }
                Ok::<(), cssparser::ParseError<'_, ()>>(())
            });
            // What is wrong in brackets is wrong with the declaration around them. Braces have
            // declarations of their own.
            if close != '}' && tamed.taken.len() > before {
                left_out = true;
                tamed.css.truncate(begun);
            } else if !left_out {
                tamed.css.push(close);
            }
        }
        if matches!(token, Token::Semicolon | Token::CurlyBracketBlock) {
            begun = tamed.css.len();
            left_out = false;
        }
    }
}

/// Whether a token is the last of the whole style and could go on: the bracket around it, which
/// is closed here, would become a part of it.
fn ends_open(parser: &Parser<'_, '_>, length: usize, token: &Token<'_>, text: &str) -> bool {
    let could_go_on =
        matches!(token, Token::QuotedString(_) | Token::UnquotedUrl(_) | Token::Comment(_))
            || text.contains('\\');
    could_go_on && parser.position().byte_index() >= length
}

/// Writes the address in `url("…")`.
fn write_address(parser: &mut Parser<'_, '_>, length: usize, tamed: &mut Tamed) {
    let from = parser.position();
    let place = parser.expect_string().map(|place| place.as_ref().to_owned());
    let open = parser.position().byte_index() >= length;
    let only = parser.is_exhausted() && !open;
    match place {
        Ok(place) if only => match address(&place, tamed) {
            Ok(None) => tamed.css.push_str(parser.slice_from(from)),
            Ok(Some(place)) => tamed.css.push_str(&format!("\"{place}\"")),
            Err(what) => tamed.taken.push(what),
        },
        _ => tamed.taken.push("url(…)".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(RULES.is_sorted() && FUNCTIONS.is_sorted());
    }

    #[test]
    fn what_asks_for_nothing_stays_as_it_is() {
        for css in [
            "",
            "fill:red;stroke : url( '#sea') ;",
            ".a > .b, [c=\"d\"]:not(.e)::after { content: \"url(x) @import\" } /* url(x) */",
            "@media (prefers-color-scheme: dark) { a { fill: rgb(0 0 0 / 50%) } }",
            "@keyframes k { from { transform: translate(1px) rotate(4deg) } 50% { opacity: 0 } }",
            "@font-face { font-family: A; src: url(data:font/woff2;base64,d09GMgAB) format('woff2') }",
            "a{b:calc((1px + 2px) * var(--c, 3))}<!-- a{} -->",
            "a { fill: \\72 ed }",
            "a{mask:url(data:image/gif;base64,R0lGODlhAQABAAAAADs=)}",
        ] {
            let tamed = tamed(css);
            assert_eq!((tamed.css.as_str(), tamed.taken), (css, vec![]));
        }
    }

    #[test]
    fn what_asks_for_a_file_goes_and_the_rest_stays() {
        let table = [
            ("@import 'x.css'; a{b:c}", " a{b:c}"),
            ("@\\69mport 'x.css'; a{b:c}", " a{b:c}"),
            ("@IMPORT url(x);", ""),
            ("a{b:c;fill:url(x);d:e}", "a{b:c;d:e}"),
            ("a{b:c;fill:u\\72l(x);d:e}", "a{b:c;d:e}"),
            ("a{b:c;fill:URL( \"//x.example/y\" );d:e}", "a{b:c;d:e}"),
            ("fill:url(#a), url(https://x.example/y#z)", ""),
            ("a{b:image-set('x.png' 1x)}f{g:h}", "a{}f{g:h}"),
            ("a{b:-webkit-image-set('x.png' 1x)}", "a{}"),
            ("a{b:attr(href type(<url>))}", "a{}"),
            ("a{b:calc(1px + expression(x))}", "a{}"),
            ("a{--u:url(x);fill:var(--u)}", "a{fill:var(--u)}"),
            ("@media (a:url(x)) { b{c:d} } e{f:g}", " e{f:g}"),
            ("@font-face{font-family:A;src:url(a.woff)}", "@font-face{font-family:A;}"),
            ("a{b:url(x y)}c{d:e}", "a{}c{d:e}"),
            ("a{b:url(data:image/svg+xml;base64,AAAA)}", "a{}"),
            ("a{b:url(data:font/woff;base64,PHN2Zz4=)}", "a{}"),
            ("a{b:src('x')}", "a{}"),
            ("a{b:url('#a' 'x')}", "a{}"),
            ("a[b=url(x)]{c:d} e{f:g}", " e{f:g}"),
        ];
        for (css, stays) in table {
            let tamed = tamed(css);
            assert_eq!(tamed.css, stays, "{css}");
            assert!(!tamed.taken.is_empty(), "{css}");
        }
    }

    #[test]
    fn what_is_written_is_harmless_to_its_end() {
        // What was written is looked at once more: nothing has come together by leaving out.
        for css in
            ["a{b:url(", "a{b:\"", "@media (", "a{b:c", "a{/*", "url(x", "\\", "@", "a{b:\n\"\n"]
        {
            let once = tamed(css);
            let twice = tamed(&once.css);
            assert_eq!((&twice.css, twice.taken.len()), (&once.css, 0), "{css}");
        }
        let deep = "(".repeat(100_000);
        assert_eq!(tamed(&deep).css, "");
    }

    #[test]
    fn elements_that_are_asked_for_are_known() {
        assert_eq!(tamed("fill:url(#a);mask:url('#b')").names, ["a", "b"]);
    }
}
