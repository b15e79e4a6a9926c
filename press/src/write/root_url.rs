use crate::read::paths::encoded;
use newsprint::edition::{Address, Base};
use std::fmt;

/// The whole URL of the edition's root, without a slash at its end: what every URL begins with
/// that search engines, feeds and other sites get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootUrl(String);

impl RootUrl {
    /// What the newsroom's settings say, and the path that the edition is hosted under where
    /// that is not in there already.
    pub fn new(base_url: &str, base: &Base) -> Self {
        let url = base_url.trim_end_matches('/');
        let path = base.as_str().trim_end_matches('/');
        Self(if Base::new(url) == *base { url.into() } else { format!("{url}{path}") })
    }

    /// The URL of a page.
    pub fn page(&self, address: &Address) -> String {
        self.file(address.as_str())
    }

    /// The URL of a file by its path in the edition, in plain characters: `/feed.xml`.
    pub fn file(&self, path: &str) -> String {
        format!("{}{}", self.0, encoded(path))
    }

    /// The URL of what a page names: a path inside the edition with its escapes, or another
    /// site's URL, which comes back as it is.
    pub fn target(&self, target: &str) -> String {
        self.seen_from_elsewhere().href(target)
    }

    /// What components draw with when what they draw is read elsewhere.
    pub fn seen_from_elsewhere(&self) -> Base {
        Base::whole(&self.0)
    }

    /// The host, with its port where it has one.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }
}

impl fmt::Display for RootUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sub_path_stands_once() {
        let base = Base::new("/paper/");
        let root = |url: &str, base: &Base| RootUrl::new(url, base).to_string();
        assert_eq!(root("https://example.org", &base), "https://example.org/paper");
        assert_eq!(root("https://example.org/paper/", &base), "https://example.org/paper");
        assert_eq!(root("https://example.org/", &Base::new("/")), "https://example.org");
    }

    #[test]
    fn urls_are_whole_and_escaped() {
        let root = RootUrl::new("https://example.org:8080", &Base::new("/paper/"));
        let page = root.page(&Address::new("/2026/مرفأ/").unwrap());
        assert_eq!(page, "https://example.org:8080/paper/2026/%D9%85%D8%B1%D9%81%D8%A3/");
        assert_eq!(root.target("/a%20b.png"), "https://example.org:8080/paper/a%20b.png");
        assert_eq!(root.target("https://other.example/x"), "https://other.example/x");
        assert_eq!(root.host(), "example.org:8080");
    }
}
