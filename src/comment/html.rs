//! What a comment server returns as HTML, in our own markup.
//!
//! The text is read here, and never given to a browser as HTML: not even a document in which
//! nothing runs is silent about what it does not run. An allowlist makes elements of what a comment
//! may hold; everything else gives its text or nothing. See decision 12.
//!
//! It is read byte by byte: all that HTML is made of is ASCII, and the standard library's ways to
//! look for texts in texts are kilobytes of code.

use super::entities;
use super::http::start_of;
use crate::browser::document::resolve;
use crate::edition::Word;
use crate::markup::{Element, el};
use crate::text::holds;

/// How deep elements may stand inside each other; deeper ones are taken for their text.
const DEEPEST: usize = 24;
/// How many bytes of one text are read: twice what a server takes, for the markup that it adds.
const LONGEST: usize = 131_072;
/// How many elements are made of one text: no comment has so many lines.
const MOST: usize = 2000;

/// What a comment may hold: an element's name, how it stands to others, and what is made of it.
/// Headings are demoted: the page's own are above them. Of a table the words are kept, a row a line.
const ALLOWED: &str = "p p p br . br hr _ hr a a a strong - strong b - strong em - em i - em del - s \
    s - s strike - s ins - ins sub - sub sup - sup code - code kbd - code q - q pre b pre \
    blockquote b blockquote ul b ul ol b ol div b div li l li tr r div th c span td c span \
    dt d div dd d div h1 b h4 h2 b h4 h3 b h4 h4 b h4 h5 b h4 h6 b h4";
/// It holds nothing. A paragraph ends before the second.
const BREAK: &str = ".";
const RULE: &str = "_";
/// It stands in a line.
const WORDS: &str = "-";
/// A paragraph ends before it.
const PARAGRAPH: &str = "p";
const BLOCK: &str = "b";
/// It ends where another one begins. So do, in the same list, those of the other letters.
const LINK: &str = "a";

/// What would run, load or decorate, and fields: they go with all that they hold. The first hold
/// text alone up to their end (HTML standard, section 13.2.5), even what looks like an element.
const RAW: &str = " script style iframe noembed noframes noscript title textarea ";
const DROPPED: &str = " svg math object template select audio ";

/// Adds an HTML text to an element, and says so where it is not all of it.
pub(super) fn add(element: Element, html: &str) -> Element {
    let (element, whole) = read(element, html, &followed);
    element.child((!whole).then(|| el("p").class("comment-cut").word(Word::CommentCut)))
}

/// Where a link leads, if that is what the browser itself takes for the web or mail: a scheme can
/// hide behind tabs and line ends, and behind references that are not known here.
fn followed(href: &str) -> Option<String> {
    let is_path = |byte: &u8| matches!(byte, b'/' | b'?' | b'#');
    let mut start = href.bytes().take_while(|byte| !is_path(byte));
    if href.is_empty() || start.any(|byte| byte == b'&') {
        return None;
    }
    let url = resolve(href)?;
    let allowed = matches!(url.protocol().as_str(), "http:" | "https:" | "mailto:");
    allowed.then(|| url.href())
}

pub(super) fn read(
    element: Element,
    html: &str,
    follow: &dyn Fn(&str) -> Option<String>,
) -> (Element, bool) {
    let root = Open { name: "", kind: "", element };
    let text = start_of(html, LONGEST);
    let mut reader = Reader { text, at: 0, made: 0, root, open: Vec::new(), follow };
    while reader.piece().is_some() {}
    while reader.close() {}
    (reader.root.element, text.len() == html.len() && reader.made <= MOST)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    made: usize,
    root: Open,
    /// The elements that have not ended, the outermost first.
    open: Vec<Open>,
    follow: &'a dyn Fn(&str) -> Option<String>,
}

struct Open {
    /// As the server has written it.
    name: &'static str,
    /// How it stands to others.
    kind: &'static str,
    element: Element,
}

/// A tag: its name in small letters, the address that it leads to, whether it ends itself.
struct Tag {
    name: String,
    href: String,
    closed: bool,
}

impl<'a> Reader<'a> {
    /// A byte that is still to come; zero at the end.
    fn peek(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or_default()
    }

    /// Takes what stands before the next byte of some, or all there is.
    #[inline(never)]
    fn until(&mut self, end: &dyn Fn(u8) -> bool) -> &'a str {
        let from = self.at;
        while self.at < self.text.len() && !end(self.peek(0)) {
            self.at += 1;
        }
        self.since(from)
    }

    fn since(&self, from: usize) -> &'a str {
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// Reads a text and the tag or comment behind it. `None` at the end.
    fn piece(&mut self) -> Option<()> {
        let from = self.at;
        self.until(&|byte| byte == b'<');
        let is_tag = self.peek(1).is_ascii_alphabetic();
        let is_end = self.peek(1) == b'/' && self.peek(2).is_ascii_alphabetic();
        let is_comment = matches!(self.peek(1), b'!' | b'?' | b'/') && !is_end;
        if !(is_tag || is_end || is_comment) {
            // A sign that begins nothing.
            self.at = self.text.len().min(self.at + 1);
        }
        let text = self.since(from);
        if !text.is_empty() {
            self.write(entities::decode(text));
        }
        if self.at == self.text.len() {
            return None;
        }
        if is_comment {
            self.pass_comment();
        } else if is_end {
            self.at += 2;
            let name = self.tag()?.name;
            let at = self.open.iter().rposition(|open| open.name == name);
            self.close_to(at);
        } else if is_tag {
            self.at += 1;
            let tag = self.tag()?;
            self.begin(&tag);
        }
        Some(())
    }

    /// Passes over a comment, and what browsers take for one.
    fn pass_comment(&mut self) {
        let from = self.at;
        self.until(&|byte| byte == b'>');
        if self.text.as_bytes().get(from..from + 4) == Some(b"<!--") {
            // One may end where it begins: `<!-->`, `<!--->`.
            while self.at < self.text.len() && !self.since(from + 2).ends_with("--") {
                self.at += 1;
                self.until(&|byte| byte == b'>');
            }
        }
        self.at = self.text.len().min(self.at + 1);
    }

    /// Reads a tag from its name to its end (HTML standard, sections 13.2.5.8 to 13.2.5.39). `None`
    /// where it does not end: browsers drop it, too.
    fn tag(&mut self) -> Option<Tag> {
        let space = |byte: u8| byte.is_ascii_whitespace();
        let ends = |byte: u8| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>';
        let name = self.until(&ends).to_ascii_lowercase();
        let mut tag = Tag { name, href: String::new(), closed: false };
        loop {
            let before = self.until(&|byte| !space(byte) && byte != b'/');
            match self.peek(0) {
                0 if self.at == self.text.len() => return None,
                b'>' => {
                    self.at += 1;
                    tag.closed = before.ends_with('/');
                    return Some(tag);
                }
                _ => {}
            }
            // A first `=` is a part of the name.
            let from = self.at;
            self.at += 1;
            self.until(&|byte| ends(byte) || byte == b'=');
            let is_href = self.since(from).eq_ignore_ascii_case("href");
            self.until(&|byte| !space(byte));
            if self.peek(0) != b'=' {
                continue;
            }
            self.at += 1;
            self.until(&|byte| !space(byte));
            let quote = self.peek(0);
            let value = if matches!(quote, b'"' | b'\'') {
                self.at += 1;
                let value = self.until(&|byte| byte == quote);
                self.at += 1;
                value
            } else {
                self.until(&|byte| space(byte) || byte == b'>')
            };
            if self.at > self.text.len() {
                return None;
            }
            if is_href && tag.href.is_empty() {
                tag.href = entities::decode(value);
            }
        }
    }

    fn begin(&mut self, tag: &Tag) {
        let named = [" ", &tag.name, " "].concat();
        let raw = holds(RAW, &named);
        if raw || holds(DROPPED, &named) {
            // Elements of drawings and formulas can end themselves.
            if !(tag.closed && holds(" svg math ", &named)) {
                self.drop(&tag.name, raw);
            }
            return;
        }
        // Nothing behind it is a tag any more.
        if tag.name == "plaintext" {
            let text = self.until(&|_| false);
            return self.write(text.to_owned());
        }
        let mut words = ALLOWED.split(' ');
        let (name, kind, made) = loop {
            let (Some(name), Some(kind), Some(made)) = (words.next(), words.next(), words.next())
            else {
                return;
            };
            if name == tag.name {
                break (name, kind, made);
            }
        };
        if !matches!(kind, BREAK | WORDS | LINK) {
            self.end_one_of(PARAGRAPH);
        }
        if !matches!(kind, BREAK | WORDS | RULE | BLOCK) {
            self.end_one_of(kind);
        }
        self.made += 1;
        if self.made > MOST || self.open.len() >= DEEPEST {
            return;
        }
        let mut element = el(made);
        if kind == LINK {
            let Some(href) = (self.follow)(&tag.href) else { return };
            element = element.attr("href", href).attr("rel", "nofollow ugc noopener");
        }
        if made == "pre" && self.peek(0) == b'\n' {
            // What stands there for the eyes of its writer.
            self.at += 1;
        }
        self.open.push(Open { name, kind, element });
        if matches!(kind, BREAK | RULE) {
            self.close();
        }
    }

    /// Passes over an element with all that it holds, to its end or that of the text.
    fn drop(&mut self, name: &str, raw: bool) {
        let mut depth = 1;
        while depth > 0 && self.at < self.text.len() {
            self.until(&|byte| byte == b'<');
            self.at += 1;
            let ends = self.peek(0) == b'/';
            let from = self.at + usize::from(ends);
            let called = self.text.as_bytes().get(from..from + name.len());
            if !called.is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes())) {
                continue;
            }
            self.at = from;
            match self.tag() {
                None => self.at = self.text.len(),
                Some(tag) if tag.name != name => {}
                Some(_) if ends => depth -= 1,
                Some(tag) => depth += usize::from(!raw && !tag.closed),
            }
        }
        self.at = self.at.min(self.text.len());
    }

    /// Ends the innermost element of a kind, with what is open in it, unless a list or a quotation
    /// around this place has begun since.
    fn end_one_of(&mut self, kind: &str) {
        let is_wall = |open: &Open| matches!(open.name, "ul" | "ol" | "blockquote");
        let wall = self.open.iter().rposition(is_wall);
        let at = self.open.iter().rposition(|open| open.kind == kind);
        self.close_to(at.filter(|at| wall.is_none_or(|wall| *at > wall)));
    }

    fn close_to(&mut self, at: Option<usize>) {
        while at.is_some_and(|at| self.open.len() > at) && self.close() {}
    }

    /// Ends the innermost element. False where there is none.
    fn close(&mut self) -> bool {
        let Some(closed) = self.open.pop() else { return false };
        let top = self.top();
        *top = std::mem::replace(top, el("")).child(closed.element);
        true
    }

    fn write(&mut self, text: String) {
        let top = self.top();
        *top = std::mem::replace(top, el("")).text(text);
    }

    /// What holds whatever comes next.
    fn top(&mut self) -> &mut Element {
        match self.open.last_mut() {
            Some(open) => &mut open.element,
            None => &mut self.root.element,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::RenderHtml as _;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    fn drawn(html: &str) -> (String, bool) {
        let follow = |href: &str| href.starts_with("https:").then(|| href.to_owned());
        let (element, whole) = read(el("div"), html, &follow);
        let html = element.to_html();
        let inside = html.strip_prefix("<div>").and_then(|it| it.strip_suffix("</div>"));
        (inside.unwrap().to_owned(), whole)
    }

    #[test]
    fn what_a_comment_may_hold_is_kept() {
        for (html, expected) in [
            (
                "<p>A &amp; <b>b</b> <EM>c</EM></p>\n<p>d",
                "<p>A &amp; <strong>b</strong> <em>c</em></p>\n<p>d</p>",
            ),
            ("a<br>b<br/>c<hr>d", "a<br>b<br>c<hr>d"),
            ("<p>a<p>b<div>c</div>", "<p>a</p><p>b</p><div>c</div>"),
            (
                "<ul><li>a<li>b<ol><li>c</ol><li>d</ul>e",
                "<ul><li>a</li><li>b<ol><li>c</li></ol></li><li>d</li></ul>e",
            ),
            (
                "<table><tr><th>a<td>b<tr><td>c</table>",
                "<div><span>a</span><span>b</span></div><div><span>c</span></div>",
            ),
            ("<h1 id=x>a</h1>", "<h4>a</h4>"),
            ("<pre>\n a\n</pre>", "<pre> a\n</pre>"),
            ("<blockquote><p>a</blockquote>b", "<blockquote><p>a</p></blockquote>b"),
            ("<b><i>a</b>b</i>c", "<strong><em>a</em></strong>bc"),
            ("1 < 2 && 3 <4 <", "1 &lt; 2 &amp;&amp; 3 &lt;4 &lt;"),
            ("&eacute;&hellip;&#8217;&unknown;", "é…’&amp;unknown;"),
            ("<span class=x>a</span><u>b</u>", "ab"),
        ] {
            assert_eq!(drawn(html), (expected.into(), true), "{html}");
        }
        let link = "<a href=\"https://a.example/\" rel=\"nofollow ugc noopener\">x</a>";
        for html in [
            "<a href=https://a.example/>x</a>",
            "<a title='>' HREF = 'https://a.example/' href='https://b.example/'>x",
            "<a href=\"https://a.example/\"/>x</a>",
        ] {
            assert_eq!(drawn(html).0, link, "{html}");
        }
    }

    #[test]
    fn nothing_else_is_left() {
        for (html, expected) in [
            ("<p title= \"a>\" onclick=\"x\">b</p>", "<p>b</p>"),
            ("<p title='a>' style=x>b</p>", "<p>b</p>"),
            ("<textarea><p onclick=x>a</textarea>b", "b"),
            ("<title><b>a</title>b", "b"),
            ("<xmp><b onclick=x>a</b></xmp>", "<strong>a</strong>"),
            ("<!-- <b onclick=x> -->a<!--><b>b</b><!-- c", "a<strong>b</strong>"),
            ("<![CDATA[<p onclick=x>]]>a", "]]&gt;a"),
            ("<?xml version=1?>a</ b>c<!doctype html>d", "acd"),
            ("<base href=\"https://evil.example/\">a", "a"),
            ("a<plaintext><b>b</b>", "a&lt;b&gt;b&lt;/b&gt;"),
            ("<noscript><p title=\"</noscript>b", "b"),
            ("<template><b>a</b><template></template>c</template>b", "b"),
            ("<svg><style><b>a</style></svg>b<svg/>c", "bc"),
            ("<math><mtext><b>a</b></mtext></math>b", "b"),
            ("<link rel=preload href=x as=script>a<meta http-equiv=refresh content=0>b", "ab"),
            ("<img srcset=x>a<video poster=x>b</video>c<object data=x>d</object>", "abc"),
            ("<style>@import 'x'</style>a<STYLE>b</sTyle >c", "ac"),
            ("<script>a</scripty>b</script\n>c", "c"),
            ("<iframe srcdoc=x>a</iframe>b<embed src=x>c", "bc"),
            ("<a href=javascript:x>a</a><a>b</a>", "ab"),
            ("a<b title=\"", "a"),
            ("a<p", "a"),
        ] {
            assert_eq!(drawn(html), (expected.into(), true), "{html}");
        }
    }

    #[test]
    fn what_is_beyond_every_comment_is_cut_and_said() {
        let (html, whole) = drawn(&"<b>".repeat(30_000));
        assert!(!whole && html.matches("<strong>").count() == DEEPEST);
        let (html, whole) = drawn(&"é<br>".repeat(3000));
        assert!(
            !whole && html.matches("<br>").count() == MOST && html.matches('é').count() == 3000
        );
        for length in [LONGEST, LONGEST + 1] {
            let (html, whole) = drawn(&"é".repeat(length / 2 + length % 2));
            assert_eq!((html.len() <= LONGEST, whole), (true, length == LONGEST));
        }
    }

    /// The time in which a processor was busy with this thread: that others are busy, too, changes
    /// nothing.
    fn busy() -> Duration {
        thread_local!(static BEGUN: Instant = Instant::now());
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
        nanoseconds.map_or_else(|| BEGUN.with(Instant::elapsed), Duration::from_nanos)
    }

    fn time(html: &str) -> Duration {
        let before = busy();
        drawn(html);
        busy().saturating_sub(before)
    }

    /// Twice as much takes about twice as long, and no four times.
    #[test]
    fn no_text_takes_long() {
        const TRIES: usize = 4;
        const SHORT: Duration = Duration::from_millis(60);
        for part in [
            "<",
            "</",
            "<a ",
            "<p><b>",
            "<b title=\"",
            "<!--",
            "<svg>",
            "<svg/>",
            "&",
            "&#x1",
            "<li>",
            "<style>",
            "</b>",
            "<a href=x>",
            "<p x=\"y\" ",
            "<script><",
            "<template>",
        ] {
            let whole = part.repeat(LONGEST / part.len());
            let half = part.repeat(LONGEST / part.len() / 2);
            let mut best = (Duration::MAX, Duration::MAX);
            let grows = (0..TRIES).all(|_| {
                best = (best.0.min(time(&half)), best.1.min(time(&whole)));
                best.1 > best.0.mul_f64(3.2) && best.1 > SHORT
            });
            assert!(!grows, "{part}: {best:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_is_drawn(html in "(<|>|/|!|-|\"|'|=|&|;| |\n|a|href|b|p|li|ul|svg|style|script|é){0,40}") {
            let (drawn, _) = drawn(&html);
            let mut rest = drawn.as_str();
            while let Some((_, tag)) = rest.split_once('<') {
                let (tag, behind) = tag.split_once('>').unwrap();
                let name = tag.trim_start_matches('/').split(' ').next().unwrap();
                prop_assert!(ALLOWED.split(' ').skip(2).step_by(3).any(|made| made == name), "{drawn}");
                rest = behind;
            }
        }
    }
}
