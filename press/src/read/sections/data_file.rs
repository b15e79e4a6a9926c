//! Data files: what other tools read beside a text, or in its folder, as if it stood in the
//! text's front matter.
//!
//! Eleventy has `a.11tydata.json` and `a.json` beside `a.md`, and `posts/posts.11tydata.json` and
//! `posts/posts.json` for all of `posts`; Lume `posts/_data.yml`; Material for MkDocs
//! `posts/.meta.yml`; Nikola `a.meta`. Some may be programs, which press does not run.

use super::Reach;
use crate::read::data::{Entry, Kind, Malformed, Value, parse_json, parse_whole_toml, parse_yaml};
use crate::read::paths::folder;

/// The programs that Eleventy and Lume run.
const PROGRAMS: [&str; 6] = ["js", "cjs", "mjs", "ts", "mts", "cts"];

/// What a file that is data by its name holds for, and what form it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct DataFile {
    pub(super) reach: Reach,
    pub(super) form: Form,
    /// Whether nothing but such data can be called so: no page gives it to readers.
    pub(in crate::read) is_sure: bool,
}

/// How data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Yaml,
    Toml,
    /// Nikola's: `.. status: draft`.
    Meta,
    /// It must be run.
    Program,
}

impl DataFile {
    /// What the name of a file says, whose path is below a content folder of this name.
    pub(in crate::read) fn of(path: &str, content: &str) -> Option<Self> {
        let own = folder(path);
        let name = path.rsplit('/').next().unwrap_or_default();
        let whole =
            |form, is_sure| Some(Self { reach: Reach::Folder(own.to_owned()), form, is_sure });
        if name == ".meta.yml" {
            return whole(Form::Yaml, true);
        }
        let (stem, ending) = name.rsplit_once('.')?;
        let (stem, is_sure) = match stem.strip_suffix(".11tydata") {
            Some(stem) => (stem, true),
            None => (stem, stem == "_data"),
        };
        let form = match ending.to_lowercase().as_str() {
            "json" => Form::Json,
            "yaml" | "yml" => Form::Yaml,
            "toml" => Form::Toml,
            "meta" => Form::Meta,
            ending if PROGRAMS.contains(&ending) && is_sure => Form::Program,
            _ => return None,
        };
        let of_folder = if own.is_empty() { content } else { own };
        if stem == "_data" || of_folder.rsplit('/').next() == Some(stem) {
            return whole(form, is_sure);
        }
        let text = if own.is_empty() { stem.to_owned() } else { format!("{own}/{stem}") };
        Some(Self { reach: Reach::Text(text), form, is_sure })
    }

    /// What it says.
    ///
    /// # Errors
    /// It is not of its form.
    pub(super) fn entries(&self, text: &str) -> Result<Vec<Entry>, Malformed> {
        match self.form {
            // A list is nobody's data: it may be the numbers of a chart.
            Form::Json if text.trim_start().starts_with('[') => Ok(Vec::new()),
            Form::Json => {
                parse_json(text, 0).or_else(|error| parse_yaml(text, 0).map_err(|_| error))
            }
            Form::Yaml => parse_yaml(text, 0),
            Form::Toml => parse_whole_toml(text),
            Form::Meta => Ok(meta(text)),
            Form::Program => Ok(Vec::new()),
        }
    }
}

/// The fields of Nikola's `.meta`.
fn meta(text: &str) -> Vec<Entry> {
    let mut at = 0;
    let mut entries = Vec::new();
    for line in text.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        let field = line.trim_start().strip_prefix("..").and_then(|line| line.split_once(':'));
        let Some((key, value)) = field else { continue };
        let key_at = begin + line.find(key.trim()).unwrap_or(0);
        let end = begin + line.trim_end().len();
        let value_at = end - value.trim().len();
        entries.push(Entry {
            key: key.trim().to_owned(),
            key_span: key_at..key_at + key.trim().len(),
            value: Value { span: value_at..end, kind: Kind::Text(value.trim().to_owned()) },
        });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_data_holds_for() {
        let folder = |path: &str| Some(Reach::Folder(path.into()));
        let text = |path: &str| Some(Reach::Text(path.into()));
        for (path, reach) in [
            ("s/a.11tydata.json", text("s/a")),
            ("s/a.json", text("s/a")),
            ("a.11tydata.cjs", text("a")),
            ("s/posts/posts.json", folder("s/posts")),
            ("s/posts/posts.11tydata.mjs", folder("s/posts")),
            ("content.11tydata.js", folder("")),
            ("s/_data.yml", folder("s")),
            ("s/.meta.yml", folder("s")),
            ("s/a.meta", text("s/a")),
            ("s/a.js", None),
            ("s/s.js", None),
            ("s/a.csv", None),
            ("s/a", None),
        ] {
            assert_eq!(DataFile::of(path, "content").map(|it| it.reach), reach, "{path}");
        }
    }

    #[test]
    fn data_of_every_form_is_read() {
        let keys = |path: &str, text: &str| {
            let entries = DataFile::of(path, "").unwrap().entries(text).unwrap();
            entries.into_iter().map(|it| it.key).collect::<Vec<_>>()
        };
        assert_eq!(keys("a.json", "{\n\t\"draft\": true\n}"), ["draft"]);
        assert_eq!(keys("a.json", "[1, 2]"), [""; 0]);
        assert_eq!(keys("a.yml", "---\ndraft: true\n"), ["draft"]);
        assert_eq!(keys("a.toml", "draft = true\n"), ["draft"]);
        assert_eq!(keys("a.meta", ".. title: X\n.. status: draft\n"), ["title", "status"]);
        assert!(DataFile::of("a.toml", "").unwrap().entries("draft = \n").is_err());
    }
}
