//! Manuscripts to try things with.

use crate::read::{Filed, ReadOptions, read};
use crate::settings::Settings;

/// Manuscripts read from files: name, date (none for a plain page), more front matter.
pub(super) fn manuscripts(files: &[(&str, &str, &str)]) -> Vec<Filed> {
    let folder = tempfile::tempdir().unwrap();
    for (name, date, more) in files {
        let date = if date.is_empty() { String::new() } else { format!("date: {date}\n") };
        let text = format!("---\ntitle: {}\n{date}{more}\n---\n", name.to_uppercase());
        std::fs::write(folder.path().join(format!("{name}.md")), text).unwrap();
    }
    let options = ReadOptions {
        now: "2030-01-01T00:00:00Z".parse().unwrap(),
        ..ReadOptions::of(folder.path(), folder.path())
    };
    let reading = read(folder.path(), &Settings::default(), &options);
    assert_eq!(reading.diagnostics.to_string(), "");
    reading.manuscripts
}
