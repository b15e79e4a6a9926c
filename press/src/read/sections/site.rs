//! What a site's own configuration says of its texts: Jekyll's `defaults` in `_config.yml` and
//! Hugo's `cascade` in `hugo.toml`. It is looked for at the top of the content folder and beside
//! that folder.

use super::{Reach, Rule, Sections};
use crate::read::data::{Entry, Kind, Malformed, parse_json, parse_whole_toml, parse_yaml, same};
use crate::read::file_kind::without_ending;
use crate::read::front_matter::marks_of;
use crate::read::reporter::Reporter;
use crate::read::text_file::{self, Unread};
use std::path::{Path, PathBuf};

/// The names of such files without their endings.
const NAMES: [&str; 5] =
    ["_config", "hugo", "config", "config/_default/hugo", "config/_default/config"];

/// Their endings.
const ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];

/// The files of that kind that say something of texts, and what stands in them. One that is too
/// long to be read may say something.
pub(super) fn files(content: &Path) -> Vec<(PathBuf, Result<String, Unread>)> {
    let folders = [Some(content), content.parent()];
    let mut found = Vec::new();
    for folder in folders.into_iter().flatten() {
        for (name, ending) in NAMES.iter().flat_map(|name| ENDINGS.map(|ending| (name, ending))) {
            let file = folder.join(format!("{name}.{ending}"));
            let text = text_file::read(&file);
            let is_telling = match &text {
                Ok(text) => text.contains("cascade") || text.contains("defaults"),
                Err(unread) => matches!(unread, Unread::TooLong(..)),
            };
            if is_telling {
                found.push((file, text));
            }
        }
    }
    found
}

impl Sections {
    /// Adds what such a file says; `content` is the content folder's name.
    pub(super) fn add_site(&mut self, file: &Path, content: &str, reporter: &Reporter<'_>) {
        let shown = file.display().to_string();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let everywhere = Reach::Folder(String::new());
        let entries = match entries(&name, reporter.text()) {
            Ok(entries) => entries,
            Err(error) => {
                reporter.error("press::front_matter::malformed", error.span, error.message).help(
                    "This site's configuration may say who may see its texts. Mend it, or take \
                     “cascade” and “defaults” out.",
                );
                return;
            }
        };
        for entry in entries {
            if same(&entry.key, "cascade") {
                self.cascades(&everywhere, &shown, entry, reporter);
            } else if same(&entry.key, "defaults") && name.starts_with("_config.") {
                for entries in tables(entry) {
                    self.defaults(&shown, content, entries, reporter);
                }
            }
        }
    }

    /// One of Jekyll's `defaults`: `values`, for the texts of a `scope`.
    fn defaults(
        &mut self,
        file: &str,
        content: &str,
        entries: Vec<Entry>,
        reporter: &Reporter<'_>,
    ) {
        let (mut path, mut kind, mut values) = (String::new(), None, Vec::new());
        for entry in entries {
            let Kind::Table(inner) = entry.value.kind else { continue };
            if same(&entry.key, "values") {
                values = inner;
                continue;
            }
            for said in inner {
                let text = said.value.scalar(reporter.text()).unwrap_or_default().to_lowercase();
                match said.key.as_str() {
                    "path" => path = text,
                    "type" => kind = Some(text).filter(|it| !it.is_empty()),
                    _ => {}
                }
            }
        }
        let path = path.trim_matches('/');
        let below = path.strip_prefix(&content.to_lowercase()).unwrap_or(path);
        let below = if below.is_empty() || below.starts_with('/') { below } else { path };
        let below = below.trim_matches('/');
        let below = without_ending(below).unwrap_or(below);
        let patterns = match below {
            "" => Vec::new(),
            below => vec![format!("/{below}"), format!("/{below}/**")],
        };
        let marks = marks_of(values, reporter);
        let rule = Rule::of(Reach::Folder(String::new()), file, marks);
        self.rules.push(Rule { patterns, kind, ..rule });
    }
}

/// The tables that a value is made of.
fn tables(entry: Entry) -> Vec<Vec<Entry>> {
    let Kind::List(list) = entry.value.kind else { return Vec::new() };
    let tables = list.into_iter().filter_map(|value| match value.kind {
        Kind::Table(entries) => Some(entries),
        _ => None,
    });
    tables.collect()
}

fn entries(name: &str, text: &str) -> Result<Vec<Entry>, Malformed> {
    match name.rsplit('.').next() {
        Some("toml") => parse_whole_toml(text),
        Some("json") => parse_json(text, 0),
        _ => parse_yaml(text, 0),
    }
}
