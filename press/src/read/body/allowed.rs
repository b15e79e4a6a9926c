//! Which HTML has a place in a body.

use super::speech::{direction_of, language_tag};
use html5ever::LocalName;
use html5ever::tokenizer::states::RawKind;

/// What becomes of an element.
pub(super) enum Fate {
    /// It has a place.
    Keep,
    /// It has one, but not as it was; the text says how.
    KeepWithWord(&'static str),
    /// It only groups: its content is kept.
    Unwrap,
    /// Its content is kept, but not what it says of it; the text says how.
    UnwrapWithWord(&'static str),
    /// It has no content, and no place.
    DropTag,
    /// It goes with all it holds, which the tokenizer reads in this way.
    Drop(Option<RawKind>),
}

/// Decides on an element.
pub(super) fn fate(name: &LocalName) -> Fate {
    match &**name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "ul" | "ol"
        | "li" | "dl" | "dt" | "dd" | "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr"
        | "th" | "td" | "figure" | "figcaption" | "img" | "br" | "hr" | "a" | "em" | "i"
        | "strong" | "b" | "s" | "del" | "strike" | "code" | "kbd" | "samp" | "tt" | "var"
        | "cite" | "dfn" | "u" | "mark" | "sub" | "sup" | "q" | "abbr" | "wbr" | "ruby" | "rt"
        | "rp" | "div" | "section" | "article" | "main" | "header" | "footer" | "center"
        | "address" | "hgroup" | "summary" => Fate::Keep,
        "details" => Fate::KeepWithWord("cannot fold here: what it holds is shown"),
        "aside" => Fate::KeepWithWord("has no frame here: what it holds stands in the story"),
        "nav" => Fate::KeepWithWord("is no navigation here: its links stand in the story"),
        "ins" => Fate::UnwrapWithWord("does not mark what was added: what it holds is kept"),
        "small" => Fate::UnwrapWithWord("is no small print here: what it holds is kept"),
        "noscript" | "span" | "font" | "big" | "time" | "data" | "bdi" | "bdo" | "nobr"
        | "picture" | "source" | "rb" | "rtc" | "html" | "body" | "colgroup" | "col" => {
            Fate::Unwrap
        }
        "script" => Fate::Drop(Some(RawKind::ScriptData)),
        "style" | "iframe" | "xmp" | "noembed" | "noframes" => Fate::Drop(Some(RawKind::Rawtext)),
        "textarea" | "title" => Fate::Drop(Some(RawKind::Rcdata)),
        "template" | "svg" | "math" | "select" | "datalist" | "object" | "canvas" | "applet"
        | "video" | "audio" | "head" | "map" | "progress" | "meter" => Fate::Drop(None),
        "input" | "link" | "meta" | "base" | "embed" | "track" | "param" | "area" | "frame"
        | "keygen" | "basefont" | "bgsound" => Fate::DropTag,
        _ => Fate::UnwrapWithWord("is not known here; what it holds is kept"),
    }
}

/// Elements without content and end tag.
pub(super) fn is_void(name: &LocalName) -> bool {
    matches!(&**name, "br" | "hr" | "img" | "wbr")
}

/// Elements whose end tag may be left out.
pub(super) fn may_stay_open(name: &LocalName) -> bool {
    matches!(
        &**name,
        "p" | "li" | "dt" | "dd" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "rt" | "rp"
    )
}

/// Elements that HTML opens anew in the next paragraph as long as nothing closes them.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(&**name, "a" | "b" | "code" | "em" | "i" | "s" | "strike" | "strong" | "tt" | "u")
}

/// Attributes that mean something in a body.
pub(super) fn attribute(element: &LocalName, name: &str) -> bool {
    match name {
        "href" | "src" | "alt" | "id" | "name" | "start" | "align" | "colspan" | "rowspan" => true,
        "title" => matches!(&**element, "img" | "abbr"),
        // Of words.
        "lang" | "dir" => !matches!(
            &**element,
            "img" | "br" | "hr" | "wbr" | "pre" | "code" | "kbd" | "samp" | "tt"
        ),
        _ => false,
    }
}

/// Whether an attribute of words has a value that means something.
pub(super) fn is_meant(name: &str, value: &str) -> bool {
    match name {
        "lang" => value.trim().is_empty() || language_tag(value).is_some(),
        "dir" => direction_of(value).is_some(),
        _ => true,
    }
}

/// Attributes that would have done something: a reader would miss them.
pub(super) fn is_missed(element: &LocalName, name: &str, value: &str) -> bool {
    match name {
        "style" | "lang" | "dir" | "contenteditable" | "title" => true,
        // Digits are what lists count with.
        "type" => &**element == "ol" && value != "1",
        "reversed" => &**element == "ol",
        "value" => &**element == "li",
        _ => name.starts_with("on"),
    }
}
