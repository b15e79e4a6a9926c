//! The path that an edition is hosted under.

use super::parse::VALUE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use newsprint::edition::{Address, Base};

/// What folders of the path are made of, besides letters and digits. It is written into the
/// set-up of every host, and each of them has signs of its own that begin something.
const SIGNS: &str = "-._~+@";

/// Takes the path of a public URL. What is wrong with it is said of the flag; the path is then
/// that of a host's top.
pub fn public_path(public_url: &str) -> (Base, Diagnostics) {
    let base = Base::new(public_url);
    let is_plain = |c: char| c == '/' || c.is_alphanumeric() || SIGNS.contains(c);
    if Address::new(base.as_str()).is_ok() && base.as_str().chars().all(is_plain) {
        return (base, Diagnostics::new());
    }
    let message = format!("an edition cannot be hosted under the path “{}”", base.as_str());
    let fault = Diagnostic::error(VALUE, "--public-url".to_owned(), message).help(
        "Its folders are made of letters, digits and - . _ ~ + @, written as they are and without \
         escapes: /paper/.",
    );
    (Base::new("/"), std::iter::once(fault).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_on_every_host() {
        for (url, path) in [
            ("", "/"),
            ("/", "/"),
            ("paper", "/paper/"),
            ("/a/größe_2/", "/a/größe_2/"),
            ("https://quay.example/paper/", "/paper/"),
        ] {
            let (base, found) = public_path(url);
            assert_eq!((base.as_str(), found.to_string().as_str()), (path, ""), "{url}");
        }
        for url in [
            "/{env.HOME}/",
            "/{$HOME}/",
            "/$uri/",
            "/a;b/",
            "/a'b/",
            "/a\"b/",
            "/a b/",
            "/a\nb/",
            "/a*/",
            "/:a/",
            "/../a/",
            "/a//b/",
            "/caf%C3%A9/",
            "/a\\b/",
            "/`id`/",
            "/$(id)/",
            "/a?b",
            "/a\u{202e}b/",
        ] {
            let (base, found) = public_path(url);
            assert_eq!((base.as_str(), found.errors()), ("/", 1), "{url}");
        }
    }
}
