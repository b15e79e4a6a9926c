//! Where a page was before: what its front matter says of it, and where the tool that it was
//! written for has put it.

use super::Desk;
use crate::read::address::{Names, Slugs, written};
use crate::read::front_matter::FrontMatter;
use crate::read::reporter::Reporter;
use crate::read::{Kind, paths, slug};
use newsprint::edition::Address;

impl Desk<'_> {
    /// Where the file would be by the newsroom's own pattern and the rules of other tools for
    /// names: a blog that moves here has been there.
    pub(super) fn perhaps(
        &self,
        kind: Kind,
        names: &Names<'_>,
        mut found: Vec<Address>,
    ) -> Vec<Address> {
        if names.matter.url.is_none() {
            found.extend(names.other_slugs().into_iter().filter_map(|slugs| match kind {
                Kind::Story => names.by_pattern(&self.settings.permalink, slugs).ok(),
                Kind::Text => names.by_file(slugs).ok(),
            }));
        }
        found
    }
}

/// Where Hugo, Zola or Jekyll put the file without a pattern of their own.
pub(super) fn elsewhere(names: &Names<'_>, address: &Address) -> Vec<Address> {
    let own: [Slugs; 1] = [slug];
    let others = names.other_slugs();
    let found = own.iter().chain(&others).filter_map(|slugs| names.elsewhere(*slugs));
    let mut places: Vec<Address> = Vec::new();
    for place in found.filter(|place| place != address) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// What a file says of addresses that it had.
#[derive(Default)]
pub(super) struct Former {
    pub(super) aliases: Vec<Address>,
    /// Where else the same words lead by other tools' rules.
    pub(super) perhaps: Vec<Address>,
}

/// The aliases of a page at an address. Without a slash before it an alias stands beside the page,
/// as Hugo has it: beside its address here, and perhaps beside the one that it had; for Zola it
/// stands at the top.
pub(super) fn former(
    matter: &FrontMatter,
    address: &Address,
    elsewhere: &[Address],
    reporter: &Reporter<'_>,
) -> Former {
    let mut former = Former::default();
    let beside = |page: &Address, text: &str| {
        let path = paths::join(paths::folder(page.folder()), &paths::decoded(text))?;
        written(&format!("/{path}")).ok()
    };
    let one = |found: (Address, Option<Address>)| found.1.unwrap_or(found.0);
    for (text, span) in &matter.aliases {
        let is_relative = !text.starts_with('/') && !text.contains("//");
        let own = if is_relative { beside(address, text) } else { None };
        if is_relative {
            former.perhaps.extend(elsewhere.first().and_then(|it| beside(it, text)).map(one));
            former.perhaps.extend(written(text).ok().filter(|_| own.is_some()).map(one));
        }
        match own.map_or_else(|| written(text), Ok).map(one) {
            Ok(alias) if alias != Address::front() => former.aliases.push(alias),
            Ok(_) => reporter
                .error(
                    "press::front_matter::bad_address",
                    span.clone(),
                    "the front page cannot lead elsewhere",
                )
                .help("Take this alias out."),
            Err(error) => reporter
                .error(
                    "press::front_matter::bad_address",
                    span.clone(),
                    format!("“{text}” is no address: {error}"),
                )
                .help("Write folders between slashes, for example \"/2025/harbour/\"."),
        }
    }
    former
}

/// Addresses in order, each once, without the front page and those that are taken in any letters.
pub(super) fn sorted(mut addresses: Vec<Address>, taken: &[&Address]) -> Vec<Address> {
    addresses.retain(|it| *it != Address::front() && !taken.contains(&it));
    addresses.sort();
    addresses.dedup();
    addresses
}
