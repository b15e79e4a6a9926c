//! Front matter of a form that is not read: it must not be published as if it were the text, with
//! what it says of drafts.

use std::ops::Range;

/// The names of fields by which a head without fences is known (Pelican, MultiMarkdown).
const FIELDS: [&str; 16] = [
    "title",
    "date",
    "slug",
    "status",
    "author",
    "authors",
    "category",
    "tags",
    "summary",
    "modified",
    "draft",
    "published",
    "lang",
    "keywords",
    "visibility",
    "private",
];

/// Where a text without front matter that is known begins with one that is not.
pub(crate) fn unread(text: &str) -> Option<Range<usize>> {
    let start =
        text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    let text = &text[start..];
    let first = text.lines().next()?.trim_end();
    let place = start..start + first.len();
    is_named_fence(first).then(|| place.clone()).or_else(|| {
        let inside = first.strip_prefix("<!--").map_or(text, |_| &text[4..]);
        let head = inside.trim_start().lines().take_while(|line| !line.trim().is_empty());
        let fields = head.take(20).filter(|line| is_field(line)).count();
        let begins_so = inside.trim_start().lines().next().is_some_and(is_field);
        (begins_so && fields >= 2).then_some(place)
    })
}

/// `---json`, `+++ toml`, `;;;`.
fn is_named_fence(line: &str) -> bool {
    let after = ["---", "+++", ";;;"].iter().find_map(|fence| line.strip_prefix(fence));
    after.is_some_and(|rest| {
        let name = rest.trim();
        (line.starts_with(';') && name.is_empty())
            || (!name.is_empty()
                && name.len() < 12
                && name.bytes().all(|b| b.is_ascii_alphabetic()))
    })
}

/// `Title: The quay`, and `.. title: The quay` of Nikola.
fn is_field(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '.', ':', '%']);
    let name = line.split_once([':', '=']).map_or("", |(name, _)| name.trim());
    FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_that_is_not_read_is_no_text() {
        for head in [
            "---json\n{\"draft\": true}\n---\nx",
            "--- toml\ndraft = true\n---\n",
            ";;;\n{}\n;;;\n",
            "Title: The quay\nStatus: draft\n\nText",
            "\n\ntitle = \"x\"\ndraft = true\n\nText",
            "<!--\n.. title: x\n.. status: private\n-->\nText",
            "<!-- title: x\ndate: y -->",
        ] {
            assert!(unread(head).is_some(), "{head}");
        }
        for text in [
            "# A heading\n\nText",
            "Date: it was in May\n\nText: more",
            "-----\n\nText",
            "--- he said\n",
            "<!-- a remark -->\n\nText",
            "",
        ] {
            assert_eq!(unread(text), None, "{text}");
        }
    }
}
