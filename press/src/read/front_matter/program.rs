//! Programs in the place of front matter: Eleventy computes fields, and its data files may be
//! JavaScript. press runs none of them, so it must see whether one may keep texts from readers.

use super::super::data::{Entry, Kind, Value};
use super::super::reporter::Reporter;
use std::ops::Range;

/// Words that tell of who may see a text wherever they stand in a program, in lower case.
const TELLING: [&str; 12] = [
    "draft",
    "private",
    "hidden",
    "unpublish",
    "published",
    "unlisted",
    "noindex",
    "secret",
    "embargo",
    "internal",
    "eleventyexclude",
    "visibility",
];

/// Words that do so as names of fields alone.
const FIELDS: [&str; 8] =
    ["permalink", "render", "publish", "public", "status", "hide", "password", "access"];

/// The place in a program that may say who sees a text.
pub(in crate::read) fn mark_in_program(code: &str) -> Option<Range<usize>> {
    let lower = code.to_ascii_lowercase();
    let anywhere = TELLING.iter().filter_map(|word| lower.find(word).map(|at| at..at + word.len()));
    let fields = FIELDS.iter().filter_map(|word| {
        let mut places = lower.match_indices(word).map(|(at, _)| at..at + word.len());
        places.find(|place| is_field(&lower, place) && !is_address(&lower[place.end..], word))
    });
    anywhere.chain(fields).min_by_key(|place| place.start)
}

/// Whether a word is the name of a field: `render:`, `"render":`, `render(`, `data.render =`.
fn is_field(code: &str, place: &Range<usize>) -> bool {
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let before = code[..place.start].chars().next_back();
    let after = code[place.end..].trim_start_matches(['"', '\'', '`', ']']).trim_start();
    !before.is_some_and(in_name) && after.starts_with([':', '(', '=', ',', '}'])
}

/// `permalink: "/posts/…"` says where a page is.
fn is_address(after: &str, word: &str) -> bool {
    let value = after.trim_start_matches(['"', '\'', '`', ' ', '\n', '\t']);
    let value = value.strip_prefix(':').unwrap_or_default().trim_start();
    word == "permalink" && value.starts_with(['"', '\'', '`']) && !value.contains("false")
}

/// Reports a field that is computed, where a mark may come out of that.
pub(super) fn report_computed(entry: &Entry, reporter: &Reporter<'_>) {
    let start = entry.key_span.end;
    let computed = reporter.text().get(start..end_of(&entry.value)).unwrap_or_default();
    let Some(place) = mark_in_program(computed) else { return };
    let message = "this is computed by Eleventy alone, and may keep texts from readers";
    reporter
        .error("press::read::program", start + place.start..start + place.end, message)
        .help("Write the mark itself, without a computation, and take this out.");
}

/// Where a value ends; of a table YAML tells the beginning alone.
fn end_of(value: &Value) -> usize {
    let inner = match &value.kind {
        Kind::Table(entries) => entries.iter().map(|it| end_of(&it.value)).max(),
        Kind::List(list) => list.iter().map(end_of).max(),
        _ => None,
    };
    value.span.end.max(inner.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_may_hide() {
        for code in [
            "module.exports = { draft: true };",
            "export default { permalink: false }",
            "module.exports = { permalink: d => d.x ? false : \"/a/\" }",
            "export const render = false;",
            "export default { 'eleventyExcludeFromCollections': true }",
            "export default { eleventyComputed: { permalink(data) { return false } } }",
            "export default { isDraft }",
            "data[\"status\"] = 'x'",
        ] {
            assert!(mark_in_program(code).is_some(), "{code}");
        }
        for code in [
            "module.exports = { tags: ['posts'], layout: 'post' };",
            "export default { permalink: \"/blog/{{ page.fileSlug }}/\" }",
            "import { rendered } from 'x'; export default { republic: 1 }",
        ] {
            assert_eq!(mark_in_program(code), None, "{code}");
        }
    }
}
