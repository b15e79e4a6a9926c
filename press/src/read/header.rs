//! What texts of other tools say of themselves without front matter: Org's `#+DRAFT: true`,
//! AsciiDoc's `:page-draft: true`, reStructuredText's `:status: draft`, Nikola's `.. status: draft`,
//! HTML's `<meta name="status" content="draft">`.
//!
//! press reads none of these texts, but gives them to readers as files when a page links to them.

use super::data::{Entry, Kind, Value};
use super::front_matter::marks_of;
use super::reporter::Reporter;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// How much of a file is looked at, in bytes.
const LOOKED_AT: u64 = 64 * 1024;

/// How many lines a header has at most.
const LINES: usize = 60;

/// What tools put before the names of their fields.
const PREFIXES: [&str; 6] = ["export_hugo_", "hugo_", "export_", "page-", "jbake-", "page_"];

/// Whether a text says by itself that it is not for readers.
pub(super) fn keeps_from_readers(file: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(file).and_then(|file| file.take(LOOKED_AT).read_to_end(&mut start));
    read.is_ok() && says_so(&String::from_utf8_lossy(&start))
}

fn says_so(text: &str) -> bool {
    let entries: Vec<Entry> = text
        .lines()
        .take(LINES)
        .filter_map(|line| field(line).or_else(|| meta(line)))
        .map(|(key, value)| entry(key, value))
        .collect();
    let unheard = Reporter::new(String::new(), text);
    let marks = marks_of(entries, &unheard);
    marks.draft == Some(true) || marks.hidden.is_some() || has_parts_for_nobody(text)
}

/// Parts of a text that Org keeps out of whatever it makes of it.
fn has_parts_for_nobody(text: &str) -> bool {
    text.lines().any(|line| {
        let is_heading = line.starts_with('*') && line.trim_start_matches('*').starts_with(' ');
        let words = line.trim_start_matches('*').trim();
        is_heading && (words.contains(":noexport:") || words.starts_with("COMMENT "))
    })
}

/// A field as one of the tools writes it.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let noted = ["#+", "..", "%", "<!--", "//"].iter().find_map(|sign| line.strip_prefix(sign));
    let line = noted.unwrap_or(line).trim_start();
    let is_attribute = line.starts_with(':');
    let (key, value) = line.strip_prefix(':').unwrap_or(line).split_once(':')?;
    let (key, value) = (key.trim(), value.trim().trim_end_matches("-->").trim());
    // AsciiDoc takes `:draft!:` back, and `:draft:` alone says that it is so.
    let value = match value {
        _ if is_attribute && (key.starts_with('!') || key.ends_with('!')) => "false",
        "" if is_attribute => "true",
        value => value,
    };
    (!key.is_empty() && !key.contains(' ')).then_some((key.trim_matches('!'), value))
}

/// `<meta name="status" content="draft">`
fn meta(line: &str) -> Option<(&str, &str)> {
    let tag = line.trim_start();
    let is_meta = tag.get(..6).is_some_and(|it| it.eq_ignore_ascii_case("<meta "));
    let attribute = |name: &str| {
        let (_, rest) = tag.split_once(name)?;
        let rest = rest.trim_start_matches(['"', '\'']);
        Some(&rest[..rest.find(['"', '\'', '>', ' ']).unwrap_or(rest.len())])
    };
    if is_meta { Some((attribute("name=")?, attribute("content=")?)) } else { None }
}

fn entry(key: &str, value: &str) -> Entry {
    let plain = key.to_lowercase();
    let key = PREFIXES.iter().find_map(|it| plain.strip_prefix(it)).unwrap_or(&plain).to_owned();
    let kind = Kind::Text(value.trim_matches(['"', '\'']).to_owned());
    Entry { key, key_span: 0..0, value: Value { span: 0..0, kind } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_keep_a_text_from_readers() {
        for text in [
            "#+TITLE: A\n#+DRAFT: true\n\nText",
            "#+hugo_draft: t\n",
            ":PROPERTIES:\n:EXPORT_HUGO_DRAFT: true\n:END:\n",
            "* Open\n* Shut :noexport:\nText",
            "* COMMENT Shut\n",
            "= A\n:draft:\n\nText",
            "= A\n:page-published: false\n",
            "= A\n:page-draft: true\n",
            "= A\n:jbake-status: draft\n",
            "= A\n:docstatus: draft\n",
            "A\n=\n\n:status: private\n",
            ".. title: A\n.. status: draft\n",
            "Title: A\nStatus: hidden\n",
            "<!-- draft: true -->\n<p>",
            "<html>\n<META name=\"status\" content=\"draft\">\n",
            "% draft: true\n\\documentclass{article}",
        ] {
            assert!(says_so(text), "{text}");
        }
        for text in [
            "#+TITLE: A\n#+DRAFT: nil\n",
            "= A\n:draft!:\n:!page-draft:\n",
            "= A\n:page-published: true\n:status: published\n",
            "* Open :export:\n*bold* COMMENT\n",
            "We drew a draft: true to life.\n",
            "<meta name=\"viewport\" content=\"width=device-width\">\n",
            "year;access\n2024;12\n",
            "",
        ] {
            assert!(!says_so(text), "{text}");
        }
    }
}
