//! The URL of a server, as the settings name one: taken apart and put together anew, so that
//! what is written into a host's set-up, a policy or a feed is a host's name and nothing else.

use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// What no URL of a server holds. Most of it begins something of its own in a file that the URL
/// is written into, or is left out by a browser in silence.
const FOREIGN: &str = "\\?#\"'<>`{}|^;$";

/// The URL in the one form that it has: small letters, a name in ASCII, no port that goes without
/// saying, no slash at its end. A path stays. None for what is no URL of a server.
pub(super) fn server_url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok().filter(|_| is_plain(text))?;
    // Browsers would pass over slashes that are missing, or are too many.
    let is_whole = text.split_once("://").is_some_and(|(scheme, rest)| {
        scheme.eq_ignore_ascii_case(url.scheme()) && !rest.starts_with('/')
    });
    let is_web = matches!(url.scheme(), "http" | "https");
    let is_open = url.username().is_empty() && url.password().is_none();
    let is_host = match url.host()? {
        Host::Domain(name) => is_name(name),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    };
    let path = url.path().trim_end_matches('/');
    (is_web && is_whole && is_open && is_host)
        .then(|| format!("{}{path}", url.origin().ascii_serialization()))
}

/// A path on the edition's own host under which a server answers, without a slash at its end.
pub(super) fn server_path(text: &str) -> Option<String> {
    let is_path = text.starts_with('/') && !text.starts_with("//") && is_plain(text);
    let url = is_path.then(|| Url::parse("http://host").ok()?.join(text).ok())??;
    Some(url.path().trim_end_matches('/').to_owned()).filter(|path| !path.is_empty())
}

fn is_plain(text: &str) -> bool {
    let foreign = |c: char| c.is_control() || c.is_whitespace() || FOREIGN.contains(c);
    !text.contains(foreign) && !percent_decode_str(text).decode_utf8_lossy().contains(foreign)
}

/// Whether a name that has been brought into ASCII is one of letters, digits and `-`, which is
/// what names of hosts are made of (RFC 1123, section 2.1); and `_`, which some have.
fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    name.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_one_form() {
        for (written, form) in [
            ("https://Quay.example/", "https://quay.example"),
            ("HTTPS://quay.example:443", "https://quay.example"),
            ("http://127.0.0.1:8099/isso/", "http://127.0.0.1:8099/isso"),
            ("http://[::1]:8099", "http://[::1]:8099"),
            ("https://zeitung-köln.example", "https://xn--zeitung-kln-zfb.example"),
            ("https://my_paper.example/a b".trim_end_matches(" b"), "https://my_paper.example/a"),
        ] {
            assert_eq!(server_url(written).as_deref(), Some(form), "{written}");
        }
    }

    #[test]
    fn what_is_no_server_is_none() {
        for written in [
            "",
            "quay.example",
            "//quay.example",
            "https://",
            "https:///x",
            "https:quay.example",
            "https:/quay.example",
            "ftp://quay.example",
            "javascript://quay.example/%0aalert(1)",
            "https://*",
            "https://*.quay.example",
            "https://a@quay.example",
            "https://a:b@quay.example",
            "https://quay.example:0x50",
            "https://quay.example:99999",
            "https://quay..example",
            "https://quay.example.",
            "https://quay example",
            "https://quay.example\nx",
            "https://quay.\texample",
            "https://quay.example\r\nServer: x",
            "https://quay.example;}server{listen 81;",
            "https://quay.example;}server{listen",
            "https://quay.example;script-src'unsafe-inline'",
            "https://quay.example,b.example",
            "https://quay.example=",
            "https://{env.HOME}",
            "https://{$HOME}",
            "https://$host",
            "https://$(id)",
            "https://quay.example/`id`",
            "https://quay.example/%0a",
            "https://quay.example/%22",
            "https://quay.example/{x}",
            "https://quay.example\\x",
            "https://quay.example?x",
            "https://quay.example#x",
            "https://quay\u{202e}.example",
            "https://quay.example\u{0}",
        ] {
            assert_eq!(server_url(written), None, "{written}");
        }
    }

    #[test]
    fn a_path_stays_on_the_host() {
        assert_eq!(server_path("/comments/").as_deref(), Some("/comments"));
        assert_eq!(server_path("/a/../comments").as_deref(), Some("/comments"));
        for written in [
            "",
            "/",
            "//quay.example",
            "/\\quay.example",
            "/a b",
            "/a;b",
            "/a\nb",
            "a",
            "/a?b",
            "/..",
        ] {
            assert_eq!(server_path(written), None, "{written}");
        }
    }
}
