//! Attribute lists: `{#id .class key="value"}` as Pandoc, Hugo and markdown-it read them, and
//! kramdown's `{: #id .class}`.

/// What an attribute list says that means something here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    pub(super) id: Option<&'a str>,
    /// A list of the headings belongs here.
    pub(super) toc: bool,
    /// A title of its own.
    pub(super) title: Option<&'a str>,
    /// A picture's caption and who made it.
    pub(super) caption: Option<&'a str>,
    pub(super) credit: Option<&'a str>,
    /// In which language words are, and in which direction they run.
    pub(super) lang: Option<&'a str>,
    pub(super) dir: Option<&'a str>,
    /// The first class, without its dot.
    pub(super) class: Option<&'a str>,
    /// Whether there is more than an anchor, a language, and what is said of a picture.
    pub(super) decorates: bool,
    /// How many bytes it takes.
    pub(super) length: usize,
}

impl Attributes<'_> {
    /// Whether it says something of a picture.
    pub(super) fn describes(&self) -> bool {
        self.caption.is_some() || self.credit.is_some()
    }

    /// Whether it says in which language or direction words are.
    pub(super) fn speaks(&self) -> bool {
        self.lang.is_some() || self.dir.is_some()
    }
}

/// Reads the attribute list that a text begins with.
pub(super) fn attributes(text: &str) -> Option<Attributes<'_>> {
    let mut rest = text.strip_prefix('{')?;
    let (is_kramdown, after) = match rest.strip_prefix(':') {
        Some(after) => (true, after),
        None => (false, rest),
    };
    // `{::options /}` is none.
    rest = (!after.starts_with(':')).then_some(after)?;
    let mut found = Attributes::default();
    let mut any = false;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if let Some(after) = rest.strip_prefix('}') {
            found.length = text.len() - after.len();
            return any.then_some(found);
        }
        any = true;
        rest = item(rest, is_kramdown, &mut found)?;
    }
}

/// Reads one item; returns what follows.
fn item<'a>(text: &'a str, is_kramdown: bool, found: &mut Attributes<'a>) -> Option<&'a str> {
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, '}' | '{' | '"' | '\'' | '=' | '<' | '>');
    if let Some(id) = text.strip_prefix('#') {
        let end = id.find(|c| is_end(c) || matches!(c, '.' | '#')).filter(|end| *end > 0)?;
        found.id = Some(&id[..end]);
        return Some(&id[end..]);
    }
    let decorates = std::mem::replace(&mut found.decorates, true);
    if let Some(class) = text.strip_prefix('.') {
        let end = class.find(|c| is_end(c) || matches!(c, '.' | '#')).filter(|end| *end > 0)?;
        found.class = found.class.or(Some(&class[..end]));
        return class[..end].starts_with(|c: char| !c.is_ascii_digit()).then(|| &class[end..]);
    }
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '@');
    let end = text.find(|c| !is_of_key(c)).filter(|end| *end > 0)?;
    let (key, after) = text.split_at(end);
    let Some(value) = after.strip_prefix('=') else {
        // A word alone is a reference in kramdown: `{:toc}`.
        found.toc |= key == "toc";
        return is_kramdown.then_some(after);
    };
    if !key.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, after) = match quote {
        Some(quote) => value[1..].split_once(quote)?,
        None => value.split_at(value.find(is_end).filter(|end| *end > 0)?),
    };
    match key {
        "id" => found.id = Some(value),
        "title" => found.title = Some(value),
        "caption" => found.caption = Some(value),
        "credit" | "attribution" | "attr" => found.credit = Some(value),
        "lang" => found.lang = Some(value),
        "dir" => found.dir = Some(value),
        _ => {}
    }
    if matches!(key, "caption" | "credit" | "attribution" | "attr" | "lang" | "dir") {
        found.decorates = decorates;
    }
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_all_writers_are_read() {
        for (text, id, toc) in [
            ("{#a}", Some("a"), false),
            ("{: #a-b .c}x", Some("a-b"), false),
            ("{:#größe.b}", Some("größe"), false),
            ("{.a .b width=50% title=\"a } b\"}", None, false),
            ("{: .center}", None, false),
            ("{:.no_toc}", None, false),
            ("{:toc}", None, true),
            ("{:toc max_level=3 }", None, true),
            ("{:target=\"_blank\" rel='x'}", None, false),
            ("{ width=\"300\" }", None, false),
            ("{id=x}", Some("x"), false),
        ] {
            let found = attributes(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.id, found.toc), (id, toc), "{text}");
            assert!(text[..found.length].ends_with('}'));
        }
    }

    #[test]
    fn what_is_said_of_a_picture_is_no_decoration() {
        let found = attributes("{credit=\"A. B.\" caption='On *x*'}").unwrap();
        assert_eq!((found.credit, found.caption), (Some("A. B."), Some("On *x*")));
        assert!(!found.decorates);
        assert!(attributes("{.wide credit=x}").unwrap().decorates);
    }

    #[test]
    fn what_is_said_of_a_language_is_no_decoration() {
        let found = attributes("{: lang=\"he\" dir=rtl}").unwrap();
        assert_eq!((found.lang, found.dir, found.decorates), (Some("he"), Some("rtl"), false));
    }

    #[test]
    fn what_is_none_stays() {
        for text in [
            "{}", "{a}", "{a, b}", "{:}", "{ x: 1 }", "{#}", "{.5}", "{#a", "{a=}", "a", "{{x}}",
            "{1=2}",
        ] {
            assert_eq!(attributes(text), None, "{text}");
        }
    }
}
