//! The anchors of a page, known before any link is set.

use super::compositor::words;
use super::shortcode::Shortcodes;
use super::tree::{Id, TOP, Tree};
use crate::read::data::likely;
use crate::read::reporter::Reporter;
use crate::read::{paths, slug};
use html5ever::local_name;
use newsprint::edition::{APPS_OWN, APPS_OWN_PREFIXES, BEFORE};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Anchors, unique on the page.
#[derive(Default)]
pub(super) struct Anchors {
    by_heading: HashMap<Id, String>,
    /// What other tools would have called a heading: links of old lead there.
    others: HashMap<Id, Vec<String>>,
    /// Places between words or around blocks that have a name of their own.
    placed: HashMap<Id, String>,
    /// Everything that a link may ask for, and the anchor that stands there.
    all: HashMap<String, String>,
    /// From which number on an anchor that is taken may be free.
    next: HashMap<String, usize>,
    /// How often it was looked for what a link may have meant.
    guesses: Cell<usize>,
}

impl Anchors {
    /// First everything gets the anchor that its writer gave it (`{#anchor}`, `id="…"`), then
    /// each other heading one made of its words. A second one of the same name gets `-1`, as
    /// Hugo, Zola and GitHub do, and so does one that the app uses itself; links to it are led
    /// on. What those tools would have called a heading is kept beside, where it is free.
    pub(super) fn of(tree: &Tree, codes: &Shortcodes<'_>, reporter: &Reporter<'_>) -> Self {
        let mut anchors = Self::default();
        let asked = asked_for(tree);
        for id in tree.descendants(TOP) {
            let Some(written) = written(tree, id) else { continue };
            let is_heading = level(tree, id).is_some();
            let is_place = tree.name(id).is_some_and(|name| **name == *"a");
            if !is_heading && !is_place && !asked.contains(written) {
                continue;
            }
            let is_free = !anchors.all.contains_key(written);
            if is_heading {
                let anchor = anchors.claim(written);
                anchors.by_heading.insert(id, anchor);
            } else if is_free {
                let anchor = anchors.claim(written);
                anchors.placed.insert(id, anchor);
            }
            if !is_free {
                reporter
                    .warning(
                        "press::body::anchor_twice",
                        tree.span(id),
                        format!("the anchor “#{written}” stands on this page twice; links lead to the first"),
                    )
                    .help("Give one of them another name.");
            }
        }
        let headings = tree.descendants(TOP).filter(|id| level(tree, *id).is_some());
        let unnamed: Vec<(Id, String)> = headings
            .filter(|id| !anchors.by_heading.contains_key(id))
            .map(|id| (id, words(tree, codes, id)))
            .collect();
        for (id, words) in &unnamed {
            let wanted = slug(words);
            let anchor = anchors.claim(if wanted.is_empty() { "section" } else { &wanted });
            anchors.by_heading.insert(*id, anchor);
        }
        for rule in [of_github, of_zola, of_kramdown] {
            anchors.name_by(rule, &unnamed);
        }
        anchors
    }

    /// Takes an anchor, or the nearest one that is free.
    fn claim(&mut self, wanted: &str) -> String {
        let clashes = APPS_OWN_PREFIXES.iter().any(|prefix| wanted.starts_with(prefix));
        let free = if clashes { format!("{BEFORE}{wanted}") } else { wanted.to_owned() };
        let from = self.next.get(&free).copied().unwrap_or_default();
        let found = (from..)
            .map(|n| (n, if n == 0 { free.clone() } else { format!("{free}-{n}") }))
            .find(|(_, it)| !self.all.contains_key(it) && !APPS_OWN.contains(&it.as_str()));
        let (number, anchor) = found.unwrap_or((from, free.clone()));
        self.next.insert(free, number + 1);
        self.all.insert(anchor.clone(), anchor.clone());
        self.all.entry(wanted.to_owned()).or_insert_with(|| anchor.clone());
        anchor
    }

    /// Adds what the rule of another tool would call each heading.
    fn name_by(&mut self, rule: fn(&str) -> Option<String>, headings: &[(Id, String)]) {
        let mut times: HashMap<String, usize> = HashMap::new();
        for (id, words) in headings {
            let Some(name) = rule(words).filter(|name| !name.is_empty()) else { continue };
            let before = times.entry(name.clone()).or_default();
            let name = if *before == 0 { name } else { format!("{name}-{before}") };
            *before += 1;
            let is_apps = APPS_OWN.contains(&name.as_str())
                || APPS_OWN_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
            if is_apps || self.all.contains_key(&name) {
                continue;
            }
            self.all.insert(name.clone(), self.of_heading(*id));
            self.others.entry(*id).or_default().push(name);
        }
    }

    pub(super) fn of_heading(&self, id: Id) -> String {
        self.by_heading.get(&id).cloned().unwrap_or_default()
    }

    /// What else a heading is called.
    pub(super) fn others(&self, id: Id) -> &[String] {
        self.others.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The name of a place that is no heading.
    pub(super) fn placed(&self, id: Id) -> Option<&str> {
        self.placed.get(&id).map(String::as_str)
    }

    /// The anchor that a link to a place of the page means, where there is one.
    pub(super) fn find(&self, wanted: &str) -> Option<&str> {
        self.all.get(wanted).map(String::as_str)
    }

    /// The anchor that was likely meant. It is looked for a hundred times: a text with more wrong
    /// links than that has been written for other headings.
    pub(super) fn likely(&self, anchor: &str) -> Option<&str> {
        const GUESSES: usize = 100;
        if self.guesses.replace(self.guesses.get() + 1) >= GUESSES {
            return None;
        }
        let mut all: Vec<&str> = self.all.values().map(String::as_str).collect();
        all.sort_unstable();
        likely(anchor, all)
    }
}

/// The anchor that an element was given.
fn written(tree: &Tree, id: Id) -> Option<&str> {
    let is_link = **tree.name(id)? == *"a";
    let name = || tree.attribute(id, &local_name!("name")).filter(|_| is_link);
    let written = tree.attribute(id, &local_name!("id")).or_else(name)?.trim();
    (!written.is_empty() && !written.contains(char::is_whitespace)).then_some(written)
}

/// The places of the page that its own links lead to.
fn asked_for(tree: &Tree) -> HashSet<String> {
    let hrefs = tree.descendants(TOP).filter_map(|id| tree.attribute(id, &local_name!("href")));
    hrefs.filter_map(|href| Some(paths::unescaped(href.strip_prefix('#')?).into_owned())).collect()
}

/// GitHub's rule, which Hugo, Jekyll and Docusaurus follow: `v1.2.3` is `v123`, `a & b` is
/// `a--b`.
fn of_github(words: &str) -> Option<String> {
    let kept = words.trim().chars().flat_map(char::to_lowercase).filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c => (c.is_alphanumeric() || is_combining_mark(c)).then_some(c),
    });
    Some(kept.collect())
}

/// Zola's rule: plain Latin letters, `what-s-next`.
fn of_zola(words: &str) -> Option<String> {
    let mut anchor = String::new();
    for c in words.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let plain: &str = match c {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' | 'ð' => "d",
            'þ' => "th",
            'ł' => "l",
            'ı' => "i",
            c if c.is_ascii_alphanumeric() => {
                anchor.push(c);
                continue;
            }
            // Letters of other scripts are spelled out there by tables that are not ours.
            c if c.is_alphanumeric() => return None,
            _ => "-",
        };
        if plain != "-" {
            anchor.push_str(plain);
        } else if !anchor.is_empty() && !anchor.ends_with('-') {
            anchor.push('-');
        }
    }
    Some(anchor.trim_end_matches('-').to_owned())
}

/// kramdown's own rule, of Jekyll without GitHub's: from the first letter on.
fn of_kramdown(words: &str) -> Option<String> {
    if !words.is_ascii() {
        return None;
    }
    let words = words.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).trim_end();
    let kept = words.chars().filter_map(|c| match c {
        ' ' | '-' => Some('-'),
        c => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
    });
    Some(kept.collect())
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
