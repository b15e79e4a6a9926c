//! Names of files in reports, and places in them.

use super::paths::on_disk;
use super::text_file;
use crate::diagnostic::Diagnostic;
use newsprint::edition::Address;
use std::path::Path;

/// A content file's path as the editor knows it.
pub(super) fn shown(content: &Path, path: &str) -> String {
    let folder = content.display().to_string().replace('\\', "/");
    format!("{}/{path}", folder.trim_end_matches('/'))
}

/// Points at what gives a content file an address: the address as it stands there, else a field
/// that it is made of; the beginning when there is none. For what is found out when the file is
/// read no more.
pub(super) fn pointing(
    diagnostic: Diagnostic,
    content: &Path,
    path: &str,
    address: &Address,
) -> Diagnostic {
    let wanted = [address.as_str().trim_matches('/'), "slug", "url", "title"];
    // A file that cannot be read any more is named without a place.
    let Ok(text) = text_file::read(&on_disk(content, path)) else { return diagnostic };
    let places = wanted.iter().find_map(|it| text.find(it).map(|at| at..at + it.len()));
    diagnostic.at(&text, places.unwrap_or_default())
}

/// Points at the `id` in a content file's front matter; at the beginning where it is not found.
pub(super) fn pointing_at_id(
    diagnostic: Diagnostic,
    content: &Path,
    path: &str,
    id: &str,
) -> Diagnostic {
    let Ok(text) = text_file::read(&on_disk(content, path)) else { return diagnostic };
    let is_field = |line: &str| {
        let name = line.split([':', '=']).next().unwrap_or_default();
        name.trim_matches([' ', '\t', '"', '\'']).eq_ignore_ascii_case("id")
    };
    let mut at = 0;
    let mut place = 0..0;
    for line in text.split_inclusive('\n') {
        if is_field(line) {
            let found = line.find(id).map(|start| at + start..at + start + id.len());
            place = found.unwrap_or(at..at + line.trim_end().len());
            break;
        }
        at += line.len();
    }
    diagnostic.at(&text, place)
}
