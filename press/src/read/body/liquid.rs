//! Liquid and Nunjucks, as Jekyll, Eleventy and Hexo write them: `{% post_url a %}`,
//! `{{ "/about/" | relative_url }}`.

use super::shortcode::{Form, Shortcode, arguments_of};
use crate::read::Manuscript;

/// Reads the tag or output that begins at a brace, if one does.
pub(super) fn parse(text: &str, start: usize) -> Option<Shortcode> {
    let rest = &text[start..];
    let (form, close) = match rest.get(..2)? {
        "{%" => (Form::Tag, "%}"),
        "{{" => (Form::Output, "}}"),
        _ => return None,
    };
    let inside = &rest[2..];
    // What never ends must not take the end of another.
    let next = inside.match_indices('{').find(|(at, _)| inside[at + 1..].starts_with(['{', '%']));
    let inside = &inside[..next.map_or(inside.len(), |(at, _)| at)];
    let inside = &inside[..inside.find(close)?];
    let length = inside.len() + 4;
    if inside.contains("\n\n") {
        return None;
    }
    // White space before and after is taken away with `{%-` and `-%}`.
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    let inside = inside.strip_suffix('-').unwrap_or(inside).trim();
    let (name, arguments) = match form {
        Form::Output if is_output(inside) => ("", inside),
        Form::Tag => {
            let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
            let (name, arguments) = inside.split_at(end);
            is_identifier(name).then_some((name, arguments.trim()))?
        }
        _ => return None,
    };
    let (name, arguments) = match name {
        "include" | "include_relative" | "include_cached" | "render" => included(arguments),
        _ => (name, arguments),
    };
    Some(Shortcode {
        form,
        name: name.into(),
        arguments: if form == Form::Output { Vec::new() } else { arguments_of(arguments) },
        inside: arguments.into(),
        written: rest[..length].into(),
        is_literal: false,
        range: start..start + length,
    })
}

/// An included file is known by its name: `youtube.html`.
fn included(arguments: &str) -> (&str, &str) {
    let end = arguments.find(char::is_whitespace).unwrap_or(arguments.len());
    let (file, rest) = arguments.split_at(end);
    let file = file.trim_matches(|c| matches!(c, '"' | '\'' | ','));
    let name = file.rsplit('/').next().unwrap_or(file);
    let name = name.split('.').next().unwrap_or(name);
    if is_identifier(name) { (name, rest.trim()) } else { ("include", arguments) }
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':'))
}

/// Whether what stands in double braces is an expression, and no word in a text about templates.
fn is_output(inside: &str) -> bool {
    let first = inside.split('|').next().unwrap_or_default().trim();
    let is_quoted = first.len() > 1
        && (first.starts_with('"') && first.ends_with('"')
            || first.starts_with('\'') && first.ends_with('\''));
    let is_path = |path: &str| {
        path.starts_with(|c: char| c.is_ascii_alphabetic())
            && path.chars().all(|c| c.is_ascii_alphanumeric() || "_-.[]\"'".contains(c))
    };
    is_quoted || is_path(first) && (first.contains('.') || inside.contains('|'))
}

/// What an output stands for that is a text by itself: `{{ "Tides" | upcase }}`.
pub(super) fn literal(inside: &str) -> Option<String> {
    quoted(split(inside).first()?).map(ToOwned::to_owned)
}

/// What an output stands for, where the text alone tells it. `is_joined` says that more of an
/// address follows it.
pub(super) fn value(inside: &str, is_joined: bool, story: &Manuscript) -> Option<String> {
    let mut parts = split(inside).into_iter();
    let first = parts.next()?;
    let (literal, mut value) = match quoted(first) {
        Some(literal) => (true, literal.to_owned()),
        None => (false, known(first, is_joined, story)?),
    };
    for filter in parts {
        let (name, argument) = filter.split_once(':').unwrap_or((filter, ""));
        let argument = argument.trim();
        let argument = || match quoted(argument) {
            Some(literal) => Some(literal.to_owned()),
            None => known(argument, true, story),
        };
        match name.trim() {
            "relative_url" | "absolute_url" | "url" | "abs_url" | "url_for" | "asset_url"
                if !value.starts_with('/') && !value.contains("://") && !value.starts_with('.') =>
            {
                value.insert(0, '/');
            }
            "append" => value.push_str(&argument()?),
            "prepend" => value.insert_str(0, &argument()?),
            "relative_url" | "absolute_url" | "url" | "escape" | "xml_escape" | "strip"
            | "safe" | "trim" | "uri_escape" | "default" | "asset_url" | "url_for" | "abs_url" => {}
            _ if literal => {}
            _ => return None,
        }
    }
    Some(value)
}

/// The parts of an expression between its bars; a bar in quotation marks parts nothing.
fn split(inside: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut quote) = (0, None);
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '|') => {
                parts.push(inside[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(inside[from..].trim());
    parts
}

fn quoted(text: &str) -> Option<&str> {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\''))
}

/// What is known of the site and the page. The edition's own host and path are left out: links
/// are the edition's own anyway.
fn known(path: &str, is_joined: bool, story: &Manuscript) -> Option<String> {
    match path {
        "site.baseurl" | "site.url" | "baseurl" | "site.base_url" | "page.root" => {
            is_joined.then(String::new)
        }
        "page.title" | "title" => Some(story.headline.clone()),
        "page.url" | "page.permalink" => Some(story.address.to_string()),
        "page.description" | "page.excerpt" => story.standfirst.clone(),
        "page.author" => story.authors.first().cloned(),
        _ => None,
    }
}

/// Where a tag leads that stands for an address: Jekyll's `link` and `post_url`, Hexo's
/// `post_path` and `asset_path`.
pub(super) fn address(code: &Shortcode) -> Option<String> {
    if code.form != Form::Tag {
        return None;
    }
    let path = code.inside.split_whitespace().next()?.trim_matches(|c| matches!(c, '"' | '\''));
    let name = path.rsplit('/').next().unwrap_or(path);
    match code.name.as_str() {
        "post_url" | "post_path" => Some(format!("{}.md", name.trim_end_matches(".md"))),
        // Hexo's `link` has a text and a URL.
        "link" if code.inside.split_whitespace().count() == 1 => {
            let is_post = path.starts_with('_') || !path.contains('/');
            Some(if is_post { name.into() } else { format!("/{}", path.trim_start_matches('/')) })
        }
        "asset_path" => Some(path.into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story() -> Manuscript {
        super::super::tests::story()
    }

    #[test]
    fn expressions_are_told_from_words_in_braces() {
        for inside in
            ["\"/a\" | url", "site.baseurl", "page.title | escape", "x | date: '%Y'", "'a'"]
        {
            assert!(is_output(inside), "{inside}");
        }
        for inside in
            ["name", "", "a b", "Hello, world.", "#if x", "/if", "x + y", "< ref x >", "…"]
        {
            assert!(!is_output(inside), "{inside}");
        }
    }

    #[test]
    fn values_of_outputs() {
        for (inside, is_joined, wanted) in [
            ("\"/about/\" | relative_url", false, Some("/about/")),
            ("'a.png' | absolute_url", false, Some("/a.png")),
            ("'https://a.example/x' | url", false, Some("https://a.example/x")),
            ("site.baseurl", true, Some("")),
            ("site.url", false, None),
            ("'/a|b' | prepend: site.baseurl", false, Some("/a|b")),
            ("'/a' | append: '.png'", false, Some("/a.png")),
            ("page.title | escape", false, Some("Harbour")),
            ("page.date | date: '%Y'", false, None),
            ("page.title | upcase", false, None),
            ("site.data.x", false, None),
        ] {
            assert_eq!(value(inside, is_joined, &story()).as_deref(), wanted, "{inside}");
        }
    }

    #[test]
    fn tags_lead_to_files() {
        for (tag, wanted) in [
            ("{% post_url 2024-01-05-a %}", Some("2024-01-05-a.md")),
            ("{%- post_url /sub/2024-01-05-a -%}", Some("2024-01-05-a.md")),
            ("{% link _posts/2024-01-05-a.md %}", Some("2024-01-05-a.md")),
            ("{% link about.md %}", Some("about.md")),
            ("{% link docs/plan.pdf %}", Some("/docs/plan.pdf")),
            ("{% link Words https://a.example %}", None),
            ("{% if x %}", None),
        ] {
            assert_eq!(address(&parse(tag, 0).unwrap()).as_deref(), wanted, "{tag}");
        }
        assert_eq!(parse("{% include youtube.html id=\"a\" %}", 0).unwrap().name, "youtube");
        for none in ["{%%}", "{% %}", "{% \"a\" %}", "{{ a }}", "{{", "{% a", "{% a {{ b %}"] {
            assert_eq!(parse(none, 0), None, "{none}");
        }
    }
}
