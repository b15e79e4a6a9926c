//! The edition's own host: whole URLs that lead to it lead inside.
//!
//! `http:` and `https:`, `//` without either, letters of any case, and the port that goes without
//! saying make no difference, nor whether a name of other letters is written in them or in ASCII
//! (`zeitung-köln.example`, `xn--zeitung-kln-zfb.example`). A host with `www.` before it is most often the same newspaper, and
//! may be another site: there a URL is the edition's where the edition has what it names.

use super::paths;
use newsprint::edition::Base;
use std::borrow::Cow;

/// The edition's host, and the path there under which everything is its own.
#[derive(Clone, Debug)]
pub(super) struct Host {
    /// In small letters, without a port that goes without saying; none when nobody has said.
    name: Option<String>,
    base: Base,
}

/// A URL on the edition's host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Own {
    /// What follows the host: a path, perhaps with query and fragment.
    pub(super) path: String,
    /// Whether it is the very host, and not one beside it.
    pub(super) sure: bool,
}

impl Host {
    pub(super) fn new(base_url: Option<&str>, base: &Base) -> Self {
        let parts = base_url.and_then(authority);
        Self { name: parts.map(|(scheme, name, _)| plain(scheme, name)), base: base.clone() }
    }

    /// What a whole URL names on this host. `None` for other hosts, and what is no whole URL.
    pub(super) fn own(&self, reference: &str) -> Option<Own> {
        let own = self.name.as_deref().filter(|name| !name.is_empty())?;
        let (scheme, name, rest) = authority(reference)?;
        let name = plain(scheme, name);
        let sure = name == own;
        let beside =
            || name.strip_prefix("www.") == Some(own) || own.strip_prefix("www.") == Some(&*name);
        if !sure && !beside() {
            return None;
        }
        let slash = if rest.starts_with('/') { "" } else { "/" };
        // `https://paper.example//x` is nobody's address.
        (!rest.starts_with("//")).then(|| Own { path: format!("{slash}{rest}"), sure })
    }

    /// What a path on the host is inside the edition.
    pub(super) fn below_base<'a>(&self, path: &'a str) -> Option<&'a str> {
        let is_front = !self.is_whole() && path == self.base.as_str().trim_end_matches('/');
        if is_front { Some("/") } else { self.base.strip(path) }
    }

    /// Whether the edition has its host for itself, as far as press is told.
    pub(super) fn is_whole(&self) -> bool {
        self.base.as_str() == "/"
    }

    /// A picture's place in the edition, where a whole URL names one on its host.
    pub(super) fn inside<'a>(&self, src: &'a str) -> Cow<'a, str> {
        let own = self.own(src);
        let inside = own.as_ref().and_then(|own| self.below_base(&own.path));
        inside.map_or(src.into(), |path| path.to_owned().into())
    }
}

/// A whole URL taken apart: whether it is `http:` by its scheme, the host with its port, and the
/// rest.
fn authority(reference: &str) -> Option<(&str, &str, &str)> {
    let scheme = paths::scheme(reference).unwrap_or_default();
    let is_web = matches!(scheme.to_ascii_lowercase().as_str(), "" | "http" | "https");
    let rest = reference.get(scheme.len()..)?.trim_start_matches(':').strip_prefix("//")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    (is_web && !name.is_empty()).then_some((scheme, name, rest))
}

/// A host's name as it is compared.
fn plain(scheme: &str, name: &str) -> String {
    let name = name.to_lowercase();
    let usual: &[&str] = match scheme.to_ascii_lowercase().as_str() {
        "http" => &[":80"],
        "https" => &[":443"],
        _ => &[":80", ":443"],
    };
    let bare = usual.iter().find_map(|port| name.strip_suffix(port)).unwrap_or(&name);
    let bare = bare.trim_end_matches('.');
    let (host, port) = bare.split_at(bare.find(':').unwrap_or(bare.len()));
    let host = percent_encoding::percent_decode_str(host).decode_utf8_lossy();
    match idna::domain_to_ascii(&host) {
        Ok(host) => format!("{host}{port}"),
        Err(_) => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(host: &Host, url: &str) -> Option<(String, bool)> {
        host.own(url).map(|own| (own.path, own.sure))
    }

    #[test]
    fn the_own_host_is_known_in_every_form() {
        let host = Host::new(Some("https://paper.example"), &Base::new("/"));
        for url in [
            "https://paper.example/a/?b#c",
            "http://paper.example/a/?b#c",
            "//paper.example/a/?b#c",
            "HTTPS://Paper.EXAMPLE/a/?b#c",
            "https://paper.example:443/a/?b#c",
            "http://paper.example:80/a/?b#c",
            "https://paper.example./a/?b#c",
        ] {
            assert_eq!(inside(&host, url), Some(("/a/?b#c".into(), true)), "{url}");
        }
        let beside = Some(("/a/".into(), false));
        assert_eq!(inside(&host, "https://www.paper.example/a/"), beside);
        let www = Host::new(Some("https://www.paper.example"), &Base::new("/"));
        assert_eq!(inside(&www, "http://paper.example/a/"), beside);
        assert_eq!(inside(&host, "https://paper.example"), Some(("/".into(), true)));
        assert_eq!(inside(&host, "https://paper.example?a"), Some(("/?a".into(), true)));
        let with_port = Host::new(Some("http://paper.example:8080"), &Base::new("/"));
        assert_eq!(inside(&with_port, "//PAPER.example:8080/"), Some(("/".into(), true)));
    }

    #[test]
    fn a_name_in_letters_is_that_in_ascii() {
        for base in ["https://zeitung-köln.example", "https://xn--zeitung-kln-zfb.example"] {
            let host = Host::new(Some(base), &Base::new("/"));
            for url in [
                "https://zeitung-köln.example/a/",
                "https://ZEITUNG-KÖLN.example:443/a/",
                "https://zeitung-ko\u{308}ln.example/a/",
                "https://xn--zeitung-kln-zfb.example/a/",
                "https://XN--zeitung-kln-zfb.example/a/",
                "https://zeitung-k%C3%B6ln.example/a/",
            ] {
                assert_eq!(inside(&host, url), Some(("/a/".into(), true)), "{base} {url}");
            }
            assert_eq!(inside(&host, "https://zeitung-koln.example/a/"), None);
        }
    }

    #[test]
    fn others_are_others() {
        let host = Host::new(Some("https://paper.example"), &Base::new("/"));
        for url in [
            "https://paper.example:8080/a/",
            "https://shop.paper.example/a/",
            "https://paper.example.org/",
            "https://paper.examples/",
            "https://me@paper.example/",
            "ftp://paper.example/",
            "mailto:a@paper.example",
            "https://paper.example//x",
            "https:paper.example/",
            "/paper.example/",
            "//",
            "",
        ] {
            assert_eq!(host.own(url), None, "{url}");
        }
        assert_eq!(Host::new(None, &Base::new("/")).own("https://paper.example/"), None);
    }

    #[test]
    fn a_picture_on_the_host_is_the_editions_below_its_path() {
        let host = Host::new(Some("https://paper.example"), &Base::new("/paper/"));
        assert_eq!(host.inside("//paper.example/paper/a.jpg"), "/a.jpg");
        assert_eq!(
            host.inside("https://paper.example/other/a.jpg"),
            "https://paper.example/other/a.jpg"
        );
        assert_eq!(host.inside("a.jpg"), "a.jpg");
    }
}
