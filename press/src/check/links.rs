//! Links inside the edition, and which of them lead to nothing.

use super::painted::Painted;
use super::{CheckError, Tree, also};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::paths;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The pages of an edition and what they link to.
pub(super) struct Links {
    /// What a fragment can name, by the path of the page's file.
    anchors: HashMap<String, HashSet<String>>,
    /// What is linked inside the edition: a path as the edition's files have it and a fragment,
    /// with the pages that do.
    inside: BTreeMap<Target, Linked>,
    /// Links to other sites.
    outside: BTreeMap<String, Linked>,
    count: usize,
}

/// A path inside the edition, without a leading slash, and a fragment.
type Target = (String, Option<String>);

/// The first page that has a link, and how many others have it too.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    pub(super) page: String,
    pub(super) others: usize,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Inside(Target),
    Outside(String),
    /// A mail address, data, or a place on the same host beside the edition.
    Elsewhere,
}

impl Links {
    /// Reads every painted page.
    pub(super) fn of(tree: &Tree) -> Result<Self, CheckError> {
        let pages: Vec<(&str, Painted)> = tree
            .ending(".html")
            .into_par_iter()
            .map(|path| Ok((path, Painted::read(&tree.text(path)?))))
            .collect::<Result<_, CheckError>>()?;
        let mut links = Self {
            anchors: HashMap::new(),
            inside: BTreeMap::new(),
            outside: BTreeMap::new(),
            count: 0,
        };
        for (path, painted) in pages {
            let mut places: Vec<Place> =
                painted.links.iter().map(|link| place(link, path, tree)).collect();
            places.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
            places.dedup();
            for place in places {
                match place {
                    Place::Inside(target) => {
                        links.count += 1;
                        note(&mut links.inside, target, path);
                    }
                    Place::Outside(url) => note(&mut links.outside, url, path),
                    Place::Elsewhere => {}
                }
            }
            links.anchors.insert(path.into(), painted.anchors);
        }
        Ok(links)
    }

    /// How many painted pages there are.
    pub(super) fn pages(&self) -> usize {
        self.anchors.len()
    }

    /// How many links inside the edition; the same one twice on a page counts once.
    pub(super) fn internal(&self) -> usize {
        self.count
    }

    /// The links to other sites, sorted.
    pub(super) fn to_other_sites(&self) -> impl Iterator<Item = (&str, &Linked)> {
        self.outside.iter().map(|(url, linked)| (url.as_str(), linked))
    }

    /// What leads to nothing.
    pub(super) fn broken(&self, tree: &Tree) -> Diagnostics {
        let broken = self.inside.iter().filter_map(|((path, fragment), linked)| {
            let Some(file) = file(path, tree) else {
                let message = format!("the link “/{path}” leads to nothing");
                let page = also(&linked.page, linked.others);
                return Some(
                    Diagnostic::error("press::check::broken_link", page, message)
                        .help("Mend the link in the story, or give the page that has moved an alias."),
                );
            };
            let fragment = fragment.as_deref()?;
            // A comment's place is made by the app.
            let known = fragment.is_empty()
                || fragment == "top"
                || fragment.starts_with("comment-")
                || self.anchors.get(&file).is_none_or(|anchors| anchors.contains(fragment));
            let message = format!("the link “/{path}#{fragment}” leads to no place on that page");
            let page = also(&linked.page, linked.others);
            (!known).then(|| Diagnostic::error("press::check::broken_anchor", page, message).help(
                "Look for the heading's anchor on the page; a heading gets one of its own with {#name}.",
            ))
        });
        broken.collect()
    }
}

fn note<T: Ord>(links: &mut BTreeMap<T, Linked>, target: T, page: &str) {
    links
        .entry(target)
        .and_modify(|linked| linked.others += 1)
        .or_insert_with(|| Linked { page: page.into(), others: 0 });
}

/// The file that a host answers a path with.
fn file(path: &str, tree: &Tree) -> Option<String> {
    let index = match path {
        "" => "index.html".to_owned(),
        path => format!("{}/index.html", path.trim_end_matches('/')),
    };
    if !path.is_empty() && !path.ends_with('/') && tree.has(path) {
        return Some(path.into());
    }
    tree.has(&index).then_some(index)
}

/// Where a link on a page leads. `page` is the path of the page's file.
fn place(link: &str, page: &str, tree: &Tree) -> Place {
    let own = tree.url().and_then(|url| link.strip_prefix(url));
    let outside = |url: &str| Place::Outside(url.split('#').next().unwrap_or(url).into());
    if own.is_none() && (link.starts_with("http://") || link.starts_with("https://")) {
        return outside(link);
    }
    if own.is_none() && paths::is_remote(link) {
        return match link.strip_prefix("//") {
            Some(rest) => Place::Outside(format!("https://{rest}")),
            None => Place::Elsewhere,
        };
    }
    let whole = link;
    let (link, fragment) = match own.unwrap_or(link).split_once('#') {
        Some((link, fragment)) => (link, Some(paths::unescaped(fragment).into_owned())),
        None => (own.unwrap_or(link), None),
    };
    let path = paths::decoded(link);
    let found = if own.is_some() {
        paths::join("", &path)
    } else if path.is_empty() {
        return Place::Inside((page.strip_suffix("index.html").unwrap_or(page).into(), fragment));
    } else if path.starts_with('/') {
        match tree.base().strip(&path) {
            Some(inside) => paths::join("", inside),
            None => return Place::Elsewhere,
        }
    } else {
        paths::join(paths::folder(page), &path)
    };
    // Beside an edition at the top of its host another site may live.
    let is_there = || found.as_deref().is_some_and(|path| file(path, tree).is_some());
    if own.is_some() && tree.base().as_str() == "/" && !is_there() {
        return outside(whole);
    }
    // A path that leads out of the edition names nothing in it.
    let mut found = found.unwrap_or_else(|| path.clone().into_owned());
    if path.ends_with('/') && !found.is_empty() {
        found.push('/');
    }
    Place::Inside((found, fragment))
}
