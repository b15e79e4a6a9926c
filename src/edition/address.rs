use serde::Serialize;
use std::fmt;

/// Where a page lives: an absolute path that starts and ends with `/` and carries neither
/// host nor public-url prefix, for example `/2026/11/22/harbour-opens/`.
///
/// An address is a folder that holds `index.html` and `page.json`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Address(String);

/// How long an address may be, in bytes: with the folder before it it is the path of a file.
const LONGEST: usize = 1_000;

/// Why a text is not an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// It does not begin with `/`.
    NoLeadingSlash,
    /// It does not end with `/`.
    NoTrailingSlash,
    /// It holds an empty, `.` or `..` segment.
    Segment(String),
    /// It is longer than the path of a file may be.
    Long,
    /// It holds a character that cannot stand in a path: a control, space, `?`, `#`, `%`, `\`.
    Character(char),
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLeadingSlash => f.write_str("an address starts with “/”"),
            Self::NoTrailingSlash => f.write_str("an address ends with “/”"),
            Self::Segment(segment) => write!(f, "“{segment}” cannot be a folder of an address"),
            Self::Long => f.write_str("an address has at most 1,000 bytes"),
            Self::Character(c) => write!(f, "an address cannot hold the character {c:?}"),
        }
    }
}

impl std::error::Error for AddressError {}

impl std::borrow::Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Address {
    /// The front page.
    pub fn front() -> Self {
        Self("/".into())
    }

    /// Takes a text that already has the form of an address.
    ///
    /// # Errors
    /// Says which rule the text breaks; see [`AddressError`].
    pub fn new(text: impl Into<String>) -> Result<Self, AddressError> {
        let text = text.into();
        if !text.starts_with('/') {
            return Err(AddressError::NoLeadingSlash);
        }
        if !text.ends_with('/') {
            return Err(AddressError::NoTrailingSlash);
        }
        let bad = |c: &char| c.is_control() || c.is_whitespace() || "?#%\\\"<>".contains(*c);
        if let Some(c) = text.chars().find(bad) {
            return Err(AddressError::Character(c));
        }
        let inner = text.trim_matches('/');
        if text.len() > LONGEST {
            return Err(AddressError::Long);
        }
        if let Some(inside) = text.strip_prefix('/').and_then(|it| it.strip_suffix('/')) {
            let mut segments = inside.split('/');
            if let Some(segment) = segments.find(|s| matches!(*s, "" | "." | "..")) {
                return Err(AddressError::Segment(segment.into()));
            }
        }
        debug_assert!(!inner.contains("//"));
        Ok(Self(text))
    }

    /// The address as text, with both slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder below the edition's root, without slashes at its ends: empty for the front
    /// page.
    pub fn folder(&self) -> &str {
        self.0.trim_matches('/')
    }
}

impl Default for Address {
    fn default() -> Self {
        Self::front()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The path under which the edition is hosted (Trunk's public URL): starts and ends with `/`.
///
/// The only place where addresses get their prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Takes `/`, `/paper/`, `paper`, or a whole URL, of which only the path counts.
    pub fn new(public_url: &str) -> Self {
        let behind_scheme = public_url.split_once(':').and_then(|(_, it)| it.strip_prefix("//"));
        let path = match behind_scheme {
            Some(rest) => rest.split_once('/').map_or("", |(_, path)| path),
            None => public_url,
        };
        match path.trim_matches('/') {
            "" | "." => Self("/".into()),
            inner => Self(format!("/{inner}/")),
        }
    }

    /// The edition as it is seen from elsewhere, in a feed for example: what is inside it gets
    /// a whole URL. Takes the URL of its root.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn whole(root_url: &str) -> Self {
        Self(format!("{}/", root_url.trim_end_matches('/')))
    }

    /// The prefix as text, with both slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The absolute path of something inside the edition: of an address (`/about/`), with or
    /// without a fragment, or of a file (`/pictures/quay.svg`). What does not start with one
    /// `/` (another site's URL, a fragment) comes back as it is.
    pub fn href(&self, target: &str) -> String {
        match target.strip_prefix('/') {
            Some(rest) if !rest.starts_with('/') => format!("{}{rest}", self.0),
            _ => target.into(),
        }
    }

    /// The way back: what a path on the host is inside the edition, or `None` when it lies
    /// outside.
    pub fn strip<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(self.0.strip_suffix('/')?).filter(|rest| rest.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_starts_and_ends_with_a_slash() {
        assert_eq!(Address::new("/a/b/").unwrap().folder(), "a/b");
        assert_eq!(Address::new("/").unwrap(), Address::front());
        assert_eq!(Address::new("a/"), Err(AddressError::NoLeadingSlash));
        assert_eq!(Address::new("/a"), Err(AddressError::NoTrailingSlash));
        assert_eq!(Address::new("/a/../b/"), Err(AddressError::Segment("..".into())));
        assert!(Address::new("/a".repeat(499) + "/").is_ok());
        assert_eq!(Address::new("/a".repeat(500) + "/"), Err(AddressError::Long));
        assert_eq!(Address::new("//"), Err(AddressError::Segment(String::new())));
        assert_eq!(Address::new("/a b/"), Err(AddressError::Character(' ')));
    }

    #[test]
    fn a_base_prefixes_only_what_lies_inside_the_edition() {
        let base = Base::new("/paper");
        assert_eq!(base.href("/about/"), "/paper/about/");
        assert_eq!(base.href("/a/#b"), "/paper/a/#b");
        assert_eq!(base.href("https://example.org/"), "https://example.org/");
        assert_eq!(base.href("//example.org/"), "//example.org/");
        assert_eq!(base.href("#note"), "#note");
        assert_eq!(Base::new("https://example.org/x/").as_str(), "/x/");
        assert_eq!(Base::new("https://example.org").as_str(), "/");
        let whole = Base::whole("https://example.org/x");
        assert_eq!(whole.href("/about/"), "https://example.org/x/about/");
    }

    #[test]
    fn a_base_is_taken_off_again() {
        let base = Base::new("/paper/");
        assert_eq!(base.strip("/paper/about/"), Some("/about/"));
        assert_eq!(base.strip("/paper/"), Some("/"));
        assert_eq!(base.strip("/papers/"), None);
        assert_eq!(base.strip("/other/"), None);
        assert_eq!(Base::new("/").strip("/about/"), Some("/about/"));
    }
}
