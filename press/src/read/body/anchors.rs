//! The anchors of a page's headings, known before any link is set.

use super::compositor::words;
use super::shortcode::Shortcodes;
use super::tree::{Id, TOP, Tree};
use crate::read::data::likely;
use crate::read::slug;
use html5ever::local_name;
use std::collections::{HashMap, HashSet};

/// The ids that the app itself gives to parts of a story or a plain page, and to the data in
/// it. A heading of that name would take links, labels and the app's own look-ups to itself.
const APPS_OWN: [&str; 7] =
    ["comments", "content", "footnotes", "newsprint", "page", "related", "text"];

/// What the app's other ids begin with: fields and comments, footnotes, references to them. A
/// heading that begins so gets `section-` before that.
const APPS_OWN_PREFIXES: [&str; 3] = ["comment-", "fn-", "fnref-"];

/// Anchors, unique on the page.
pub(super) struct Anchors {
    by_heading: HashMap<Id, String>,
    all: HashSet<String>,
    /// Anchors that were wanted but are the app's own, and what they became.
    renamed: HashMap<String, String>,
}

impl Anchors {
    /// Gives each heading the anchor that was written (`{#anchor}`, `id="…"`), else one made
    /// of its words; a second one of the same name gets `-1`, as Hugo, Zola and GitHub do. So
    /// does one that the app uses itself; links to it are led on.
    pub(super) fn of(tree: &Tree, codes: &Shortcodes<'_>) -> Self {
        let mut anchors =
            Self { by_heading: HashMap::new(), all: HashSet::new(), renamed: HashMap::new() };
        for id in tree.descendants(TOP).filter(|id| level(tree, *id).is_some()) {
            let written = tree.attribute(id, &local_name!("id")).map(str::trim);
            let written = written.filter(|id| !id.is_empty() && !id.contains(char::is_whitespace));
            let wanted = match written {
                Some(id) => id.to_owned(),
                None => slug(&words(tree, codes, id)),
            };
            let wanted = if wanted.is_empty() { "section".into() } else { wanted };
            let clashes = APPS_OWN_PREFIXES.iter().any(|prefix| wanted.starts_with(prefix));
            let free = if clashes { format!("section-{wanted}") } else { wanted.clone() };
            let anchor = (0..)
                .map(|n| if n == 0 { free.clone() } else { format!("{free}-{n}") })
                .find(|it| !anchors.all.contains(it) && !APPS_OWN.contains(&it.as_str()));
            let anchor = anchor.unwrap_or(free);
            anchors.all.insert(anchor.clone());
            if clashes || APPS_OWN.contains(&wanted.as_str()) {
                anchors.renamed.entry(wanted).or_insert_with(|| anchor.clone());
            }
            anchors.by_heading.insert(id, anchor);
        }
        anchors
    }

    pub(super) fn of_heading(&self, id: Id) -> String {
        self.by_heading.get(&id).cloned().unwrap_or_default()
    }

    /// The anchor that a link to a heading of the page means, where there is one.
    pub(super) fn find(&self, wanted: &str) -> Option<&str> {
        let anchor = self.all.get(wanted).or_else(|| self.renamed.get(wanted));
        anchor.map(String::as_str)
    }

    pub(super) fn likely(&self, anchor: &str) -> Option<&str> {
        let mut all: Vec<&str> = self.all.iter().map(String::as_str).collect();
        all.sort_unstable();
        likely(anchor, all)
    }
}

/// A heading's level as it was written, 1 to 6.
pub(super) fn level(tree: &Tree, id: Id) -> Option<u8> {
    match &**tree.name(id)? {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}
