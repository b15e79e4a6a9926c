//! Front matter of a form that is not read: it must not be published as if it were the text, with
//! what it says of drafts.

use super::without_blank;
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

/// Those of them that say who may see a text: one alone is enough.
const MARKS: [&str; 6] = ["status", "draft", "published", "visibility", "private", "hidden"];

/// What such a field says.
const SAID: [&str; 12] =
    ["true", "false", "yes", "no", "on", "off", "1", "0", "draft", "private", "hidden", "pending"];

/// Where a text without front matter that is known begins with one that is not.
pub(super) fn unread(text: &str) -> Option<Range<usize>> {
    let start = text.len() - without_blank(text).len();
    let place = start..start + first_line(&text[start..]).trim_end().len();
    let noted = text[start..].strip_prefix("<!--").unwrap_or(&text[start..]).trim_start();
    let head = noted.lines().take(20).take_while(|line| !line.trim().is_empty());
    let fields = head.filter(|line| is_field(line)).count();
    let first = first_line(noted);
    let begins_so = (is_field(first) && fields >= 2) || is_mark(first);
    let is_named = is_named_fence(first_line(&text[start..]).trim_end());
    (begins_so || is_named).then_some(place).or_else(|| misplaced(text))
}

/// Where front matter begins that stands below the place where it is read: below a remark, a
/// heading, or front matter. Nobody tells a reader that a text is a draft.
pub(super) fn misplaced(text: &str) -> Option<Range<usize>> {
    let mut rest = without_blank(text);
    while let Some(below) = below_remark(rest).or_else(|| below_heading(rest)) {
        rest = without_blank(below);
    }
    let start = text.len() - rest.len();
    let is_head = is_fenced(rest) || is_like_json(rest);
    is_head.then(|| start..start + first_line(rest).trim_end().len())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn below_remark(text: &str) -> Option<&str> {
    text.strip_prefix("<!--")?.split_once("-->").map(|(_, below)| below)
}

fn below_heading(text: &str) -> Option<&str> {
    text.strip_prefix("# ")?.split_once('\n').map(|(_, below)| below)
}

/// Fields between two lines of the same signs.
fn is_fenced(text: &str) -> bool {
    let fence = first_line(text).trim_end();
    let Some(sign) = fence.chars().next().filter(|c| "-+=~*;—".contains(*c)) else {
        return false;
    };
    let run = fence.len() - fence.trim_start_matches(sign).len();
    let mut lines = text.lines().skip(1).skip_while(|line| line.trim().is_empty());
    run > 1
        && lines.next().is_some_and(is_field)
        && lines.take(100).any(|line| line.starts_with(&fence[..run]))
}

/// JSON, or what is nearly that, of which a name is one of the fields.
fn is_like_json(text: &str) -> bool {
    let inside = text.trim_start_matches('[').trim_start().strip_prefix('{');
    let Some(inside) = inside.filter(|it| !it.starts_with(['{', '%', '#', ':', '.', '<', '/']))
    else {
        return false;
    };
    let inside = &inside[..inside.floor_char_boundary(2000)];
    let names = inside.split(['{', ',', '\n']).filter_map(|item| item.split_once(':'));
    names.map(|(name, _)| name.trim().trim_matches(['"', '\''])).any(is_name)
}

/// `---json`, `+++ toml`, `--- # what follows`, `;;;`.
fn is_named_fence(line: &str) -> bool {
    let after = ["---", "+++", ";;;"].iter().find_map(|fence| line.strip_prefix(fence));
    after.is_some_and(|rest| {
        let name = rest.trim();
        (line.starts_with(';') && name.is_empty())
            || name.starts_with('#')
            || (!name.is_empty()
                && name.len() < 12
                && name.bytes().all(|b| b.is_ascii_alphabetic()))
    })
}

/// `Title: The quay`, `.. title: The quay` of Nikola, `#+TITLE: The quay` of Org.
fn is_field(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '.', ':', '%']);
    let line = line.strip_prefix("#+").unwrap_or(line);
    line.split_once([':', '=']).is_some_and(|(name, _)| is_name(name.trim()))
}

/// `Status: draft`
fn is_mark(line: &str) -> bool {
    let is_one_of = |words: &[&str], word: &str| {
        let word = word.trim_matches(['"', '\'', ' ', '.', '#', '+']);
        words.iter().any(|it| word.eq_ignore_ascii_case(it))
    };
    line.split_once([':', '='])
        .is_some_and(|(name, said)| is_one_of(&MARKS, name) && is_one_of(&SAID, said.trim()))
}

fn is_name(name: &str) -> bool {
    FIELDS.iter().chain(&MARKS).any(|field| name.eq_ignore_ascii_case(field))
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
            "--- # what follows is YAML\ndraft: true\n---\n",
            "#+TITLE: x\n#+DRAFT: true\n",
            "\nStatus: draft\n\n# Text",
            "{draft: true, title: 'x'}\n# Text",
            "{\n  // not yet\n  'draft': true\n}\n",
            "----\ndraft: true\n----\n",
            "<!-- a remark -->\n\n---\ndraft: true\n---\n",
            "# Text\n\n+++\ndraft = true\n+++\n",
        ] {
            assert!(unread(head).is_some(), "{head}");
        }
        for text in [
            "# A heading\n\nText",
            "Date: it was in May\n\nText: more",
            "-----\n\nText",
            "--- he said\n",
            "<!-- a remark -->\n\nText",
            "# A heading\n\n---\n\nText: more\n\n---\n",
            "{{< youtube title: x >}}",
            "{.lead}\nTitle: x",
            "Status: it has changed",
            "Private: no entry beyond the quay",
            "",
        ] {
            assert_eq!(unread(text), None, "{text}");
        }
    }
}
