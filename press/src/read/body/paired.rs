//! Paired shortcodes that hold blocks: `{{% notice tip %}}…{{% /notice %}}`,
//! `{% highlight js %}…{% endhighlight %}`.

use super::containers::Head;
use super::kinds::{Kind, kind};
use super::layout::Layout;
use super::lines::{Line, indent};
use super::shortcode::{Form, Shortcode};

impl Layout<'_> {
    /// A pair that begins with this line and ends with another, or with this one.
    pub(super) fn paired(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        let from = lines[0].start + (content.len() - content.trim_start().len());
        let (place, number) = self.codes.next_place(self.text, from)?;
        if place.start != from {
            return None;
        }
        let codes = self.codes;
        let code = &codes.found[number];
        if code.is_literal {
            return None;
        }
        let Some(close) = codes.closing.get(&number).and_then(|close| codes.found.get(*close))
        else {
            return self.unpaired(code, lines);
        };
        let close = close.range.clone();
        let last =
            lines.iter().position(|line| line.start <= close.start && close.end <= line.end)?;
        if !self.text[close.end..lines[last].end].trim().is_empty() {
            return None;
        }
        let known = kind_of(code);
        if last == 0 && matches!(known, None | Some(Kind::Plain | Kind::Markup)) {
            return None;
        }
        let depth = indent(content);
        let first = Line { start: place.end, ..lines[0].clone() };
        let inner = std::iter::once(first).chain(lines[1..=last].iter().cloned());
        let inner = inner.filter(|line| line.start <= close.start).map(|line| {
            let line = line.dedented(self.text, depth);
            if line.end < close.start {
                line
            } else {
                Line { end: close.start, next: close.start, ..line }
            }
        });
        let mut inner: Vec<_> = inner.collect();
        // The tags' own lines are none of what they hold.
        let is_blank = |line: &Line| self.text[line.start..line.end].trim().is_empty();
        if inner.first().is_some_and(is_blank) {
            inner.remove(0);
        }
        if inner.last().is_some_and(is_blank) {
            inner.pop();
        }
        self.pair(code, known, depth, &inner);
        Some(last + 1)
    }

    fn pair(&mut self, code: &Shortcode, known: Option<Kind>, depth: usize, lines: &[Line]) {
        let at = code.range.clone();
        match known {
            Some(Kind::Note(_)) => {
                let (mark, title) = note(code);
                self.quoted(depth, mark, &title, lines, at.start);
            }
            Some(Kind::Quotation) => self.quotation_of(code, depth, lines),
            Some(Kind::Code) => self.code_of(code, depth, lines),
            Some(Kind::Folding | Kind::Titled) => {
                let head = Head { name: code.name.clone(), title: title(code, 0) };
                self.container(depth, &head, lines, at);
            }
            Some(Kind::Hidden) => {
                if code.name != "comment" {
                    tell(self, code, "is left out with what it holds");
                }
                self.part(at.start);
            }
            Some(Kind::Formula) => self.formula_of(lines, depth, at.start),
            Some(Kind::Plain | Kind::Markup) => self.titled(depth, "", lines, at.start),
            None => {
                tell(self, code, "is not known here; what it holds is kept");
                self.titled(depth, "", lines, at.start);
            }
        }
    }

    /// A note whose text is an argument.
    fn unpaired(&mut self, code: &Shortcode, lines: &[Line]) -> Option<usize> {
        let rest = &self.text[code.range.end..lines[0].end];
        let known = kind_of(code)?;
        if !matches!(known, Kind::Note(_)) || !rest.trim().is_empty() {
            return None;
        }
        let text = ["text", "content", "body", "msg", "message"]
            .iter()
            .find_map(|name| code.argument(name, 99))?;
        let (mark, title) = note(code);
        let there = code.range.start;
        self.part(there);
        self.make(&format!("> [!{mark}]"), there);
        if !title.is_empty() {
            self.make(&format!(">\n> **{title}**\n>"), there);
        }
        self.make(&format!("> {}", text.replace('\n', " ")), there);
        self.part(there);
        Some(1)
    }

    /// A quotation with its source.
    fn quotation_of(&mut self, code: &Shortcode, depth: usize, lines: &[Line]) {
        let named = ["author", "by", "source", "cite", "attribution", "title"];
        let source = match code.form {
            Form::Tag => code.inside.clone(),
            _ => {
                let found = named.iter().filter_map(|name| code.argument(name, 99));
                let found: Vec<_> = found.filter(|it| !it.is_empty()).collect();
                found.join(", ")
            }
        };
        let there = code.range.start;
        self.part(there);
        let around = self.prefix.len();
        self.prefix.push_str(&" ".repeat(depth));
        self.prefix.push_str("> ");
        self.level(lines);
        if !source.is_empty() {
            self.part(there);
            self.make(&format!("— {source}"), there);
        }
        self.prefix.truncate(around);
        self.part(there);
    }

    /// Code, to the letter.
    fn code_of(&mut self, code: &Shortcode, depth: usize, lines: &[Line]) {
        let there = code.range.start;
        let longest = lines.iter().map(|line| {
            let content = self.content(line);
            content.split(|c| c != '`').map(str::len).max().unwrap_or_default()
        });
        let fence = "`".repeat(longest.max().unwrap_or_default().max(2) + 1);
        self.part(there);
        let around = self.prefix.len();
        self.prefix.push_str(&" ".repeat(depth));
        self.make(&format!("{fence}{}", language(code)), there);
        lines.iter().for_each(|line| self.set(line));
        self.make(&fence, there);
        self.prefix.truncate(around);
        self.part(there);
    }
}

fn tell(layout: &Layout<'_>, code: &Shortcode, what: &str) {
    layout.teller.warn(
        "press::body::unknown_shortcode",
        code.range.clone(),
        format!("the shortcode “{}” {what}", code.name),
        "Write what it stands for. docs/front-matter.md lists the shortcodes.",
    );
}

/// What a shortcode means, by its name.
pub(super) fn kind_of(code: &Shortcode) -> Option<Kind> {
    if code.form == Form::Tag {
        match code.name.as_str() {
            "capture" | "schema" | "javascript" | "stylesheet" | "style" => {
                return Some(Kind::Hidden);
            }
            // Conditions and loops.
            "block" | "section" => return None,
            _ => {}
        }
    }
    kind(&code.name)
}

/// The title of a shortcode: by name, else the unnamed argument at a place.
fn title(code: &Shortcode, place: usize) -> String {
    let names = ["title", "summary", "header", "heading", "name", "label"];
    let named = names.iter().find_map(|name| code.argument(name, 99));
    let title = named.or_else(|| match code.form {
        Form::Tag if place == 0 => Some(code.inside.as_str()),
        _ => code.argument("", place),
    });
    let title = title.unwrap_or_default().trim();
    let title = title.trim_matches(|c| matches!(c, '"' | '\''));
    if matches!(title, "true" | "false") { String::new() } else { title.into() }
}

/// The mark of a note and its title.
fn note(code: &Shortcode) -> (&'static str, String) {
    let mark = |name: &str| match kind(name) {
        Some(Kind::Note(mark)) => Some(mark),
        _ => None,
    };
    let types = ["type", "style", "level", "kind", "status", "color", "theme", "context"];
    let named = types.iter().find_map(|name| code.argument(name, 99)).and_then(mark);
    let unnamed = code.argument("", 0).and_then(mark);
    let own = mark(&code.name).unwrap_or("NOTE");
    // What a generic one is called says nothing, and an unknown first word may be a picture's.
    let is_generic = matches!(
        code.name.as_str(),
        "notice" | "callout" | "admonition" | "alert" | "box" | "infobox" | "message" | "panel"
    );
    let rest = || match code.form {
        Form::Tag => {
            let words = code.inside.split_once(char::is_whitespace).unwrap_or_default().1;
            words.trim().to_owned()
        }
        _ => title(code, 1),
    };
    match (named, unnamed) {
        (Some(mark), _) => (mark, title(code, 99)),
        (None, Some(mark)) => (mark, rest()),
        (None, None) if is_generic => {
            (if code.name == "alert" { "NOTE" } else { own }, title(code, 99))
        }
        (None, None) => (own, title(code, 0)),
    }
}

/// The language of a piece of code.
fn language(code: &Shortcode) -> String {
    let name = match code.name.as_str() {
        "highlight" | "code" | "prism" | "codeblock" => {
            let named = ["lang", "language"].iter().find_map(|name| code.argument(name, 99));
            // Hexo writes `lang:js` anywhere, and a title first.
            let hexo = code.inside.split_whitespace().find_map(|word| word.strip_prefix("lang:"));
            let first = code.argument("", 0).filter(|_| code.name != "codeblock");
            named.or(hexo).or(first).unwrap_or_default()
        }
        name => name,
    };
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '+' | '#' | '.');
    name.chars().take_while(|c| is_name(*c)).collect()
}
