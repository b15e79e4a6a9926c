//! A headline that stands in the text instead of the front matter.

use super::body::MARKDOWN;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// The words of the first block, when that is a heading of the first level.
pub(super) fn first_heading(text: &str) -> Option<String> {
    let mut events = Parser::new_ext(text, MARKDOWN);
    let first = events.next()?;
    if !matches!(first, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
        return None;
    }
    let mut words = String::new();
    for event in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
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
        assert_eq!(first_heading("Text\n\n# Later"), None);
        assert_eq!(first_heading("## Second"), None);
        assert_eq!(first_heading("#"), None);
    }
}
