//! Where a manuscript will live.
//!
//! The front matter's `url` (or `path`, `permalink`) wins. Else a story follows the
//! newsroom's pattern, and a plain page lives under its file's name.

use super::Moment;
use super::file_name::FileName;
use super::front_matter::FrontMatter;
use super::paths::composed;
use super::slug::{self, slug};
use newsprint::edition::{Address, AddressError};

/// What a pattern's tokens stand for.
pub(super) struct Names<'a> {
    pub(super) file: &'a FileName<'a>,
    pub(super) matter: &'a FrontMatter,
    pub(super) headline: &'a str,
    pub(super) section: Option<&'a str>,
    pub(super) published: Option<&'a Moment>,
}

/// How a name becomes a folder of an address.
pub(super) type Slugs = fn(&str) -> String;

impl Names<'_> {
    /// `slug` of the front matter, else the file's name, else the headline.
    pub(super) fn slug(&self, slugs: Slugs) -> String {
        let given = self.matter.slug.as_ref().map(|(given, _)| slugs(given));
        [given, Some(slugs(self.file.stem)), Some(slugs(self.headline))]
            .into_iter()
            .flatten()
            .find(|slug| !slug.is_empty())
            .unwrap_or_default()
    }

    /// The rules of the tools that a file may have been written for.
    pub(super) fn other_slugs(&self) -> [Slugs; 3] {
        // Zola writes every script in Latin letters. Where nothing says that it was there, its
        // addresses would be a second one for each story of a paper in German or Polish.
        let of_ascii: Slugs = |text| if text.is_ascii() { slug::zola(text) } else { slug(text) };
        [slug::hugo, if self.matter.is_zola { slug::zola } else { of_ascii }, slug::jekyll]
    }

    /// The address of a story by the newsroom's pattern.
    pub(super) fn by_pattern(&self, pattern: &str, slugs: Slugs) -> Result<Address, AddressError> {
        let (year, month, day) =
            self.published.and_then(|moment| moment.text.date()).unwrap_or_default();
        let folders = pattern.split('/').map(|part| {
            let mut folder = String::new();
            let mut rest = part;
            while let Some((before, after)) = rest.split_once(':') {
                folder.push_str(before);
                let end = after
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(after.len());
                match &after[..end] {
                    "year" => folder.push_str(&format!("{year:04}")),
                    "month" => folder.push_str(&format!("{month:02}")),
                    "day" => folder.push_str(&format!("{day:02}")),
                    "slug" => folder.push_str(&self.slug(slugs)),
                    "section" => folder.push_str(&slug(self.section.unwrap_or_default())),
                    "filename" => folder.push_str(&slugs(self.file.stem)),
                    "title" => folder.push_str(&slugs(self.headline)),
                    // The settings let no other name through.
                    _ => {}
                }
                rest = &after[end..];
            }
            folder.push_str(rest);
            folder
        });
        from_folders(folders)
    }

    /// The address of a plain page: its folders and its name, without `pages`.
    pub(super) fn by_file(&self, slugs: Slugs) -> Result<Address, AddressError> {
        let folders = self.file.folders.iter().enumerate();
        let folders = folders.filter(|(at, name)| *at > 0 || **name != "pages");
        from_folders(folders.map(|(_, name)| slugs(name)).chain([self.slug(slugs)]))
    }

    /// Where Hugo and Zola put the file without a pattern of their own: what links inside an
    /// imported blog lead to.
    pub(super) fn elsewhere(&self, slugs: Slugs) -> Option<Address> {
        let folders = self.file.folders.iter().map(|name| slugs(name));
        from_folders(folders.chain([self.slug(slugs)])).ok()
    }
}

/// Joins folders; empty ones (a story without section) are left out.
fn from_folders(folders: impl Iterator<Item = String>) -> Result<Address, AddressError> {
    let folders: Vec<String> = folders.filter(|folder| !folder.is_empty()).collect();
    match folders.is_empty() {
        true => Err(AddressError::Segment(String::new())),
        false => Address::new(composed(&format!("/{}/", folders.join("/")))),
    }
}

/// An address as front matter writes it: with or without slashes or the site in front.
///
/// `/2020/harbour.html` cannot be a folder of its own; the second address returned is the
/// folder of that name, where most hosts find it under the old address.
pub(super) fn written(text: &str) -> Result<(Address, Option<Address>), AddressError> {
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => text,
    };
    let path = super::paths::decoded(path);
    let path = composed(&path);
    let path = path.trim_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    if path.is_empty() {
        return Ok((Address::front(), None));
    }
    let whole = Address::new(format!("/{path}/"))?;
    match path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")) {
        Some(stem) => Ok((Address::new(format!("/{stem}/"))?, Some(whole))),
        None => Ok((whole, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_addresses_as_people_write_them() {
        let read = |text| written(text).map(|(a, b)| (a.to_string(), b.map(|b| b.to_string())));
        assert_eq!(read("about"), Ok(("/about/".into(), None)));
        assert_eq!(read("/2020/a/"), Ok(("/2020/a/".into(), None)));
        assert_eq!(read("https://example.org/x"), Ok(("/x/".into(), None)));
        assert_eq!(read("/x/index.html"), Ok(("/x/".into(), None)));
        assert_eq!(read("/x.html"), Ok(("/x/".into(), Some("/x.html/".into()))));
        assert_eq!(read("/"), Ok(("/".into(), None)));
        assert!(read("a//b").is_err());
        assert!(read("a b").is_err());
    }
}
