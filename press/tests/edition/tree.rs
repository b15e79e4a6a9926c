//! What was built, as data.

use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// Every kind of block in format 1, by its name in page.json.
pub const BLOCKS: [&str; 13] = [
    "code",
    "embed",
    "footnotes",
    "gallery",
    "heading",
    "image",
    "list",
    "note",
    "paragraph",
    "pull-quote",
    "quotation",
    "separator",
    "table",
];

/// Every file below a folder, by its path with `/` between folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree(BTreeMap<String, Vec<u8>>);

impl Tree {
    pub fn of(folder: &Path) -> Self {
        let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path.replace('\\', "/"), std::fs::read(entry.path()).unwrap())
        });
        Self(files.collect())
    }

    pub fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// All paths, with a hash's place for the hash of the site's file.
    pub fn paths(&self) -> Vec<String> {
        self.0.keys().map(|path| without_hash(path)).collect()
    }

    /// The addresses of all pages, sorted.
    pub fn addresses(&self) -> Vec<String> {
        let folders = self.0.keys().filter_map(|path| path.strip_suffix("page.json"));
        folders.map(|folder| format!("/{folder}")).collect()
    }

    /// All paths as they are.
    pub fn exact_paths(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    pub fn bytes(&self, path: &str) -> &[u8] {
        self.0.get(path).unwrap_or_else(|| panic!("there is no {path}"))
    }

    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(self.bytes(path)).unwrap()
    }

    /// The data of the page at an address.
    pub fn page(&self, address: &str) -> Value {
        serde_json::from_str(self.text(&format!("{}page.json", &address[1..]))).unwrap()
    }

    /// The painted page at an address.
    pub fn painted(&self, address: &str) -> Html {
        Html::parse_document(self.text(&format!("{}index.html", &address[1..])))
    }

    /// Every painted page, with its path; those that only lead on from an address that has
    /// moved are not drawn by the app.
    pub fn all_painted(&self) -> impl Iterator<Item = (&str, &str, Html)> {
        self.all_html().filter(|(_, html, _)| !leads_on(html))
    }

    /// The pages at addresses that have moved.
    pub fn all_moved(&self) -> impl Iterator<Item = (&str, &str, Html)> {
        self.all_html().filter(|(_, html, _)| leads_on(html))
    }

    fn all_html(&self) -> impl Iterator<Item = (&str, &str, Html)> {
        let pages = self.0.keys().filter(|path| path.ends_with(".html"));
        pages.map(|path| {
            let html = self.text(path);
            (path.as_str(), html, Html::parse_document(html))
        })
    }

    /// What a second build has that this one has not (`+`), has no more (`-`), or has
    /// otherwise (`~`).
    pub fn changes(&self, later: &Self) -> Vec<String> {
        let mut changes: Vec<String> = Vec::new();
        for (path, content) in &later.0 {
            match self.0.get(path) {
                None => changes.push(format!("+ {path}")),
                Some(before) if before != content => changes.push(format!("~ {path}")),
                Some(_) => {}
            }
        }
        let gone = self.0.keys().filter(|path| !later.has(path));
        changes.extend(gone.map(|path| format!("- {path}")));
        changes.sort_by(|a, b| a[2..].cmp(&b[2..]));
        changes
    }
}

/// Whether a page only leads on to another address.
pub fn leads_on(html: &str) -> bool {
    html.contains("http-equiv=\"refresh\"")
}

/// A text with the hash in the name of the site's file taken out: it changes with every word
/// of the interface.
pub fn without_hash(text: &str) -> String {
    match text.split_once("site-") {
        Some((before, after)) if after.get(16..21) == Some(".json") => {
            format!("{before}site-HASH{}", without_seal(&after[16..]))
        }
        _ => text.into(),
    }
}

/// And for what it is known by.
fn without_seal(text: &str) -> String {
    match text.split_once("data-site-seal=\"sha256-") {
        Some((before, after)) if after.get(44..45) == Some("\"") => {
            format!("{before}data-site-seal=\"HASH{}", &after[44..])
        }
        _ => text.into(),
    }
}

/// The texts of all elements that a selector finds.
pub fn texts(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).map(|element| element.text().collect()).collect()
}

/// An attribute of all elements that have it.
pub fn attributes<'a>(html: &'a Html, name: &'a str) -> Vec<&'a str> {
    let selector = Selector::parse(&format!("[{name}]")).unwrap();
    html.select(&selector).filter_map(|element| element.attr(name)).collect()
}

/// The values of a field in a list of objects.
pub fn each<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(|item| item[field].as_str().unwrap_or_default()).collect()
}
