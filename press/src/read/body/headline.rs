//! A headline that stands in the text instead of the front matter.

use super::{MARKDOWN, characters, comments, math, ready};
use crate::read::reporter::Reporter;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// The words of the first block, when that is a heading of the first level.
pub(in crate::read) fn first_heading(text: &str) -> Option<String> {
    // What is wrong with it is told when the text is read.
    let unheard = Reporter::new(String::new(), text);
    let clean = characters::cleaned(text);
    let public = comments::hidden(&clean, 0, &unheard);
    let (line, cover) = ready::made(&public, &|range| range, &unheard);
    let prices = math::with_prices(&line);
    let line = prices.as_ref().map_or(&*line, |laid| &laid.text);
    let mut events = Parser::new_ext(line, MARKDOWN).skip_while(|event| match event {
        Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => true,
        Event::Html(html) => html.starts_with("<!--") && html.trim_end().ends_with("-->"),
        _ => false,
    });
    let first = events.next()?;
    if !matches!(first, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
        return None;
    }
    let mut words = String::new();
    for event in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(text) | Event::Code(text) => words.push_str(&cover.restored(&text)),
            Event::InlineMath(tex) => words.extend(["$", &cover.restored(&tex), "$"]),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_at_the_top_is_a_headline() {
        assert_eq!(
            first_heading("\n# The *harbour* opens\n\nText").as_deref(),
            Some("The harbour opens")
        );
        assert_eq!(first_heading("Harbour\n===\n").as_deref(), Some("Harbour"));
        assert_eq!(
            first_heading("<!-- a note -->\n\n{# another #}\n# The <title> **「港」**です\n")
                .as_deref(),
            Some("The <title> 「港」です")
        );
        assert_eq!(first_heading("Text\n\n# Later"), None);
        assert_eq!(first_heading("## Second"), None);
        assert_eq!(first_heading("#"), None);
    }
}
