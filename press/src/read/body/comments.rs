//! What a writer notes for the desk, and nobody else reads.
//!
//! Comments are covered before anything else is read, because Markdown would print most of
//! them: HTML's, and those of the tools that texts come from. Each keeps its length. What
//! stands in code is shown there, so no comment is looked for in it.

use super::MARKDOWN;
use super::cover::NOTHING;
use super::lines::within;
use super::shortcode::is_escape;
use crate::read::reporter::Reporter;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// What begins a comment, what ends it, and whose it is.
const FORMS: [(&str, &[&str]); 10] = [
    ("<!--", &["-->", "--!>"]),
    // Java Server Pages, Ruby.
    ("<%--", &["--%>"]),
    ("<%#", &["%>"]),
    // MDX.
    ("{/*", &["*/}"]),
    // Handlebars, Blade.
    ("{{!--", &["--}}", "--~}}"]),
    ("{{!", &["}}"]),
    ("{{--", &["--}}"]),
    // kramdown.
    ("{::comment}", &["{:/comment}", "{:/}"]),
    ("{::comment ", &["{:/comment}", "{:/}"]),
    ("<?", &["?>"]),
];

/// A text without its comments, as long as it was. `offset` is where it begins in the file.
pub(super) fn hidden<'t>(text: &'t str, offset: usize, reporter: &Reporter<'_>) -> Cow<'t, str> {
    let signs = ["<!--", "<?", "<%", "{%", "{#", "{/*", "{{", "{::", "%%", "[//", "[comment]"];
    if !signs.iter().any(|sign| text.contains(sign)) {
        return text.into();
    }
    let mut scan = Scan {
        text,
        at: 0,
        code: indented_code(text),
        found: Vec::new(),
        fence: None,
        signs: Signs::new(text),
    };
    scan.run();
    for fault in scan.found.iter().filter(|comment| !comment.ends) {
        let place = offset + fault.range.start..offset + fault.range.start + fault.mark;
        reporter
            .error("press::html::unfinished", place, "a comment begins here and never ends")
            .help("Write the mark that ends it: until then nobody can tell what is for readers.");
    }
    for comment in &scan.found {
        tell_of_shortcode(text, &comment.range, offset, reporter);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Comment { range, .. } in scan.found {
        out.push_str(&text[at..range.start]);
        push_cover(text, &range, &mut out);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out.into()
}

/// Hugo prints what stands in `{{</* … */>}}`. Words of a note that stand there are none the less
/// no shortcode that is to be shown.
fn tell_of_shortcode(text: &str, range: &Range<usize>, offset: usize, reporter: &Reporter<'_>) {
    let whole = &text[range.clone()];
    let inside = whole.strip_prefix("{{<").or_else(|| whole.strip_prefix("{{%"));
    if inside.is_some_and(|inside| inside.trim_start().starts_with("/*")) {
        reporter
            .warning(
                "press::body::comment",
                offset + range.start..offset + range.end,
                "this is taken for a note to the desk and left out",
            )
            .help("To show a shortcode, write its name and quoted arguments there, or use `code`.");
    }
}

/// Covers one comment. What fills its lines alone goes on parting what is above and below it,
/// as an HTML comment does.
fn push_cover(text: &str, range: &Range<usize>, out: &mut String) {
    let before = text[..range.start].trim_end_matches([' ', '\t', '>']);
    let begins = before.is_empty() || before.ends_with('\n');
    let after = text[range.end..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let after = after.strip_prefix('\n').map_or(after, |_| "");
    let is_html = text[range.clone()].starts_with("<!--") && after.starts_with('<');
    if begins && (after.is_empty() || is_html) && range.len() > 7 {
        out.push_str("<!--");
        out.extend(std::iter::repeat_n('x', range.len() - 7));
        out.push_str("-->");
    } else {
        out.extend(std::iter::repeat_n(NOTHING, range.len()));
    }
}

struct Comment {
    range: Range<usize>,
    /// How long what begins it is.
    mark: usize,
    /// Whether it has an end of its own.
    ends: bool,
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Code that is code by its indent.
    code: Vec<Range<usize>>,
    found: Vec<Comment>,
    /// The fence of the code that is being read, and whether it stands in a quotation.
    fence: Option<(&'t str, bool)>,
    signs: Signs<'t>,
}

/// Where each sign stands next, by the place from which it was looked for: a text may hold one that
/// begins a comment ten thousand times, and none that ends it.
struct Signs<'t> {
    text: &'t str,
    /// The same in lower case, when it is asked for.
    lower: Option<String>,
    next: HashMap<&'static str, (usize, Option<usize>)>,
    /// The same of the lines that part paragraphs, and of Liquid's tags that end what is shown as
    /// it was written.
    blank: Option<(usize, usize)>,
    ends: HashMap<&'static str, (usize, Option<Range<usize>>)>,
}

/// How much of a tag is looked at for what it says, in bytes.
const LONGEST_TAG: usize = 500;

/// How long a comment is that may be no comment but a shortcode to be shown, in bytes.
const LONGEST_ESCAPE: usize = 2_000;

impl<'t> Signs<'t> {
    fn new(text: &'t str) -> Self {
        let (next, ends) = (HashMap::new(), HashMap::new());
        Self { text, lower: None, next, blank: None, ends }
    }

    /// Where a sign stands next from a place on.
    fn next(&mut self, from: usize, sign: &'static str) -> Option<usize> {
        match self.known(from, sign) {
            Some(found) => found,
            None => {
                let found = self.text[from..].find(sign).map(|at| from + at);
                self.next.insert(sign, (from, found));
                found
            }
        }
    }

    /// The same of a sign in lower case, in whatever letters it stands there.
    fn next_in_any_case(&mut self, from: usize, sign: &'static str) -> Option<usize> {
        if let Some(found) = self.known(from, sign) {
            return found;
        }
        let lower = self.lower.get_or_insert_with(|| self.text.to_ascii_lowercase());
        let found = lower[from..].find(sign).map(|at| from + at);
        self.next.insert(sign, (from, found));
        found
    }

    fn known(&self, from: usize, sign: &'static str) -> Option<Option<usize>> {
        let (asked, found) = self.next.get(sign)?;
        (*asked <= from && found.is_none_or(|found| found >= from)).then_some(*found)
    }

    /// Where the paragraph ends that is read at a place.
    fn end_of_paragraph(&mut self, at: usize) -> usize {
        if let Some((asked, end)) = self.blank
            && asked <= at
            && at < end
        {
            return end;
        }
        let end = at + blank_line(&self.text[at..]);
        self.blank = Some((at, end));
        end
    }

    /// What stands in a tag of Liquid, and how long the tag is. Of what is longer than any tag, its
    /// beginning.
    fn tag(&mut self, at: usize) -> Option<(&'t str, usize)> {
        let inside = at + 2;
        if !self.text[at..].starts_with("{%") {
            return None;
        }
        let end = self.next(inside, "%}")?;
        let seen = self.text.floor_char_boundary(end.min(inside + LONGEST_TAG));
        let words = self.text[inside..seen].trim_matches(['-', '+']).trim();
        Some((words, end + 2 - at))
    }

    /// Where the next tag of Liquid of this name is.
    fn end_tag(&mut self, from: usize, name: &'static str) -> Option<Range<usize>> {
        if let Some((asked, found)) = self.ends.get(name)
            && *asked <= from
            && found.as_ref().is_none_or(|found| found.start >= from)
        {
            return found.clone();
        }
        let mut at = from;
        let mut found = None;
        while let Some(brace) = self.next(at, "{%") {
            match self.tag(brace) {
                None => break,
                Some((words, length)) if words == name => {
                    found = Some(brace..brace + length);
                    break;
                }
                Some(_) => at = brace + 2,
            }
        }
        self.ends.insert(name, (from, found.clone()));
        found
    }
}

impl<'t> Scan<'t> {
    fn run(&mut self) {
        let mut line = true;
        while self.at < self.text.len() {
            if line && self.line() {
                continue;
            }
            let rest = &self.text[self.at..];
            let length = rest.find(['<', '{', '%', '[', '`', '\\', '\n']).unwrap_or(rest.len());
            let is_start = line && rest[..length].trim_matches([' ', '\t', '>']).is_empty();
            line = false;
            self.at += length;
            let rest = &self.text[self.at..];
            match rest.bytes().next() {
                None => {}
                Some(b'\n') => {
                    self.at += 1;
                    line = true;
                }
                Some(b'\\') => self.at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                Some(b'`') => {
                    let end = self.signs.end_of_paragraph(self.at);
                    self.at += code_span(&self.text[self.at..end]);
                }
                Some(_) if self.is_code() => self.at += 1,
                Some(_) => match self.comment(is_start) {
                    Some(length) => self.at += length,
                    None if rest.starts_with("{{") => self.at += 2,
                    None => self.at += self.shown().unwrap_or(1),
                },
            }
        }
    }

    /// Whether the line that begins here is one of code, or begins or ends code: then it is
    /// passed over.
    fn line(&mut self) -> bool {
        let line = self.text[self.at..].split_inclusive('\n').next().unwrap_or_default();
        let quoted = line.trim_start().starts_with('>');
        let bare = line.trim_start_matches([' ', '\t', '>']);
        if let Some((fence, in_quotation)) = self.fence {
            if !in_quotation || quoted {
                let ends = bare.starts_with(fence)
                    && bare.trim().trim_start_matches(&fence[..1]).is_empty();
                self.fence = (!ends).then_some((fence, in_quotation));
                self.at += line.len();
                return true;
            }
            self.fence = None;
        }
        let bare = without_marker(bare);
        let sign = bare.chars().next().filter(|c| matches!(c, '`' | '~'));
        let Some(sign) = sign else { return false };
        let fence = &bare[..bare.len() - bare.trim_start_matches(sign).len()];
        let is_fence = fence.len() > 2 && (sign == '~' || !bare[fence.len()..].contains('`'));
        if is_fence && !self.is_code() {
            self.fence = Some((fence, quoted));
            self.at += line.len();
        }
        is_fence && self.fence.is_some()
    }

    fn is_code(&self) -> bool {
        within(&self.code, self.at)
    }

    /// The length of the comment that begins here, which is noted.
    fn comment(&mut self, is_start: bool) -> Option<usize> {
        let rest = &self.text[self.at..];
        let (mark, length) = self
            .form()
            .or_else(|| self.shortcode())
            .or_else(|| self.liquid())
            .or_else(|| self.tera())
            .or_else(|| obsidian(self.text, self.at, is_start))
            .or_else(|| if is_start { self.definition() } else { None })?;
        let ends = length.is_some();
        let length = length.unwrap_or(rest.len());
        self.found.push(Comment { range: self.at..self.at + length, mark, ends });
        Some(length)
    }
}

/// How long a comment's mark is, and the whole where that ends.
type Found = Option<(usize, Option<usize>)>;

impl Scan<'_> {
    fn form(&mut self) -> Found {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
            return Some((4, rest.find('>').map(|at| at + 1)));
        }
        let (open, ends) = FORMS.iter().find(|(open, _)| rest.starts_with(open))?;
        let from = self.at + open.len();
        let end = ends.iter().filter_map(|end| Some(self.signs.next(from, end)? + end.len())).min();
        let end = end.map(|end| end - self.at);
        // Where it never ends, these are words: `{{!` is no rare exclamation.
        let is_sure = *open == "<!--" || open.starts_with("{::");
        (is_sure || end.is_some()).then_some((open.len(), end))
    }

    /// Hugo's comments: the shortcode of that name, and `{{/* … */}}` with anything but a shortcode
    /// that is to be shown.
    fn shortcode(&mut self) -> Found {
        let rest = &self.text[self.at..];
        if !rest.starts_with("{{") {
            return None;
        }
        for (open, close) in [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}")] {
            let Some(inside) = rest.strip_prefix(open) else { continue };
            let body = inside.trim_start_matches(['-', ' ', '\t', '\n', '\r']);
            if let Some(comment) = body.strip_prefix("/*") {
                let from = self.text.len() - comment.len();
                let end = self.signs.next(from, "*/")?;
                let (inner, after) = (&self.text[from..end], &self.text[end + 2..]);
                let end = after.trim_start_matches([' ', '\t', '\n', '\r', '-']);
                let end = end.strip_prefix(close)?;
                let whole = rest.len() - end.len();
                let is_shown = inner.len() <= LONGEST_ESCAPE && is_escape(inner, open);
                return (!is_shown).then_some((open.len(), Some(whole)));
            }
            if open == "{{" {
                return None;
            }
            // The name is looked at before all that stands behind it.
            let is_comment = body.strip_prefix("comment").is_some_and(|after| {
                after.starts_with(|c: char| c.is_whitespace() || c == '/')
                    || after.starts_with(close)
            });
            let word_end = self.signs.next(self.at + open.len(), close)?;
            if !is_comment {
                return None;
            }
            let word = &self.text[self.at + open.len()..word_end];
            let begin = word_end + close.len() - self.at;
            if word.trim().ends_with('/') {
                return Some((begin, Some(begin)));
            }
            return Some((begin, end_of_shortcode(rest, begin)));
        }
        None
    }

    /// `{% comment %} … {% endcomment %}` and `{% # … %}`.
    fn liquid(&mut self) -> Found {
        let (words, begin) = self.signs.tag(self.at)?;
        let is_noted = words.strip_prefix("/*").is_some_and(|note| match note.strip_suffix("*/") {
            Some(note) => !is_escape(note, "{%"),
            None => begin > LONGEST_TAG,
        });
        if words.starts_with('#') || is_noted {
            return Some((2, Some(begin)));
        }
        if words.split_whitespace().next() != Some("comment") {
            return None;
        }
        let end = self.signs.end_tag(self.at + begin, "endcomment");
        Some((begin, end.map(|end| end.end - self.at)))
    }

    /// `{# … #}`, but not the anchor in `## Heading {#name}`.
    fn tera(&mut self) -> Found {
        let inside = self.at + 2;
        if !self.text[self.at..].starts_with("{#") {
            return None;
        }
        let end = self.signs.next(inside, "#}")?;
        let comment = &self.text[inside..end];
        let stands_off =
            comment.is_empty() || comment.starts_with(|c: char| c.is_whitespace() || c == '-');
        let is_sure = stands_off || !comment.contains(['{', '}', '\n']);
        is_sure.then(|| (2, Some(comment.len() + 4)))
    }

    /// `[//]: # (…)`: the definition of a link that nobody uses. Markdown prints it where the
    /// brackets do not fit.
    fn definition(&mut self) -> Found {
        let rest = &self.text[self.at..];
        let names = ["[//]:", "[comment]:", "[//comment]:", "[//begin]:", "[//end]:"];
        let name = names.iter().find(|name| rest.starts_with(**name))?;
        let line = rest.lines().next().unwrap_or_default();
        let target = line[name.len()..].trim_start();
        if !target.starts_with(['#', '<']) {
            return None;
        }
        let open = target.trim_start_matches(['#', '<', '>']).trim_start();
        let begin = self.at;
        let end = self.signs.end_of_paragraph(begin);
        let from = (begin + line.len()).min(end);
        let mut closing = |from, sign| {
            let found = self.signs.next(from, sign).filter(|found| *found < end);
            found.map(|found| found + 1 - begin)
        };
        let closed = match open.chars().next() {
            Some('(') if !line.contains(')') => closing(begin, ")"),
            Some('"') if !open[1..].contains('"') => closing(from, "\""),
            Some('\'') if !open[1..].contains('\'') => closing(from, "'"),
            _ => None,
        };
        Some((name.len(), Some(closed.unwrap_or(line.len()))))
    }

    /// How far what is shown as it was written goes: Liquid's `raw`, and code in HTML.
    fn shown(&mut self) -> Option<usize> {
        let rest = &self.text[self.at..];
        if let Some((words, begin)) = self.signs.tag(self.at) {
            let end = match words.split_whitespace().next() {
                Some("raw") => "endraw",
                Some("verbatim") => "endverbatim",
                Some("highlight") => "endhighlight",
                _ => return None,
            };
            return Some(self.signs.end_tag(self.at + begin, end)?.end - self.at);
        }
        let (name, close) = SHOWN.into_iter().find(|(name, _)| {
            let tag = rest.get(1..=name.len()).filter(|_| rest.starts_with('<'));
            let after = rest[1..].get(name.len()..).and_then(|rest| rest.chars().next());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
                && after.is_some_and(|c| c.is_whitespace() || c == '>')
        })?;
        let end = self.signs.next_in_any_case(self.at, close)?;
        // A comment of HTML is one there, too.
        let is_marked = matches!(name, "pre" | "code");
        let comment = if is_marked { self.signs.next(self.at, "<!--") } else { None };
        let length = comment.map_or(end, |comment| comment.min(end)) - self.at;
        (end - self.at < 1 << 16).then_some(length)
    }
}

/// Elements of HTML in which there are no comments of other tools, and what ends them.
const SHOWN: [(&str, &str); 6] = [
    ("pre", "</pre"),
    ("code", "</code"),
    ("script", "</script"),
    ("style", "</style"),
    ("textarea", "</textarea"),
    ("xmp", "</xmp"),
];

/// Where `{{< /comment >}}` ends.
fn end_of_shortcode(rest: &str, mut at: usize) -> Option<usize> {
    loop {
        let brace = rest[at..].find("{{")? + at;
        let inside = rest[brace + 2..].trim_start_matches(['<', '%']).trim_start();
        let inside = inside.strip_prefix('/').map(str::trim_start);
        if let Some(after) = inside.and_then(|inside| inside.strip_prefix("comment"))
            && let Some(after) =
                [">}}", "%}}"].iter().find_map(|end| after.trim_start().strip_prefix(end))
        {
            return Some(rest.len() - after.len());
        }
        at = brace + 2;
    }
}

/// `%% … %%` in a line, or around lines where it begins one.
fn obsidian(text: &str, at: usize, is_start: bool) -> Found {
    let rest = &text[at..];
    let inside = rest.strip_prefix("%%").filter(|inside| !inside.starts_with('%'))?;
    let before = text[..at].chars().next_back();
    // `50%%` and `%d%%` are no remarks.
    let is_format = text[..at].chars().nth_back(1) == Some('%');
    if before.is_some_and(|c| c.is_numeric() || c == '%') || is_format {
        return None;
    }
    let end = inside.find("%%")?;
    let after = inside[end + 2..].chars().next();
    let is_free = after.is_none_or(|c| !c.is_alphanumeric() && c != '%');
    let has_words = inside[..end].contains(char::is_alphanumeric);
    let in_line = !inside[..end].contains("\n\n");
    (is_free && has_words && (in_line || is_start)).then_some((2, Some(end + 4)))
}

/// How long the code in a paragraph is that begins with a backtick; only the backticks where it
/// never ends.
fn code_span(paragraph: &str) -> usize {
    let run = paragraph.len() - paragraph.trim_start_matches('`').len();
    let mut at = run;
    while let Some(next) = paragraph[at..].find('`').map(|next| at + next) {
        let length = paragraph[next..].len() - paragraph[next..].trim_start_matches('`').len();
        if length == run {
            return next + length;
        }
        at = next + length;
    }
    run
}

/// Where the paragraph ends that is being read.
fn blank_line(rest: &str) -> usize {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if at > 0 && line.trim_matches([' ', '\t', '>', '\r', '\n']).is_empty() {
            return at;
        }
        at += line.len();
    }
    rest.len()
}

/// A line without the mark of the list's item that it begins.
fn without_marker(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match bare.len() < line.len() {
        true => bare.strip_prefix(['.', ')']),
        false => bare.strip_prefix(['-', '*', '+']),
    };
    rest.filter(|rest| rest.starts_with([' ', '\t']))
        .map_or(line, |rest| rest.trim_start_matches([' ', '\t']))
}

/// The code that is code because it is set in.
fn indented_code(text: &str) -> Vec<Range<usize>> {
    if !["\n    ", "\n\t"].iter().any(|indent| text.contains(indent)) && !text.starts_with("    ") {
        return Vec::new();
    }
    let events = Parser::new_ext(text, MARKDOWN).into_offset_iter();
    let code = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some(range),
        _ => None,
    });
    code.collect()
}
