//! What drawn HTML may hold, whatever it was drawn from.
//!
//! HTML is read here as it is written and in no other way: what a browser might read otherwise is
//! a fault already.

/// The elements that pages are made of.
const ELEMENTS: &str = " a article aside b bdi blockquote br button caption code dd div dl dt em \
    figcaption figure footer form h1 h2 h3 h4 header hr iframe img input label li link main mark \
    math nav ol option p path picture pre q s script section select source span strong sub sup svg \
    table tbody td textarea th thead time tr ul ";

/// Those of formulas (MathML Core).
const OF_FORMULAS: &str = " mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot \
    mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover ";

/// Attributes by which a browser fetches, opens or sends something.
const LEADING: &str = " action cite data-frame formaction href poster src xlink:href ";

/// Panics where HTML holds what could act. Films play in frames of these origins alone.
pub fn check(html: &str, origins: &[&str]) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((text, behind)) = rest.split_once('<') {
        assert!(!text.contains('>'), "a tag ends that has not begun: {text}");
        let (tag, behind) = behind.split_once('>').expect("a tag ends");
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "elements end as they began");
            continue;
        }
        let name = element(tag, origins);
        let is_void = matches!(name, "br" | "hr" | "img" | "input" | "link" | "source");
        if !is_void {
            open.push(name);
        }
        if name == "source" {
            // Written with an end, which browsers pass over.
            rest = rest.strip_prefix("</source>").unwrap_or(rest);
        }
    }
    assert!(open.is_empty() && !rest.contains('>'), "what has begun ends: {open:?}");
}

/// Checks a start tag, and tells its name.
fn element<'a>(tag: &'a str, origins: &[&str]) -> &'a str {
    let (name, mut rest) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    let listed = |list: &str, name: &str| list.contains(&format!(" {name} "));
    assert!(listed(ELEMENTS, name) || listed(OF_FORMULAS, name), "an element <{name}>");
    assert!(name != "script", "a script");
    while !rest.is_empty() {
        let attribute = rest.strip_prefix(' ').expect("a space before each attribute");
        let (key, behind) = attribute.split_once("=\"").expect("a value in quotation marks");
        let (value, behind) = behind.split_once('"').expect("a value ends");
        rest = behind;
        let is_name = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(is_name, "an attribute {key}");
        assert!(!key.starts_with("on") && key != "style" && key != "srcdoc", "{name} {key}");
        assert!(!value.contains('<'), "{key}={value}");
        let value = plain(value);
        assert!(name != "iframe" || key != "src", "a frame that plays by itself");
        if listed(LEADING, key) {
            let is_picture = key == "src" && value.starts_with("data:image/");
            assert!(is_picture || leads(&value), "{name} leads to {value}");
        }
        if key == "data-frame" {
            let is_of =
                |origin: &&str| value.strip_prefix(*origin).is_some_and(|it| it.starts_with('/'));
            assert!(origins.iter().any(is_of), "a frame of {value}");
        }
    }
    name
}

/// A value without its escapes.
fn plain(value: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    named.iter().fold(value.to_owned(), |value, (name, sign)| value.replace(name, sign))
}

/// Whether a browser takes it for the web, mail or a telephone, or for a place of this host (URL
/// standard, section 4.4: what is blank around it, and tabs and line ends in it, are passed over).
fn leads(href: &str) -> bool {
    let href = href.trim_matches(|c: char| c <= ' ');
    let href: String = href.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let Some((scheme, _)) = href.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let scheme = scheme.to_ascii_lowercase();
    !is_scheme || matches!(&*scheme, "http" | "https" | "mailto" | "tel")
}
