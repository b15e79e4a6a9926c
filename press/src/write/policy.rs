//! What a page may load and who may frame it: the Content-Security-Policy and its like.

use crate::settings::Player;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// What a page may load, as a Content-Security-Policy (<https://www.w3.org/TR/CSP3/>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    directives: String,
}

impl Policy {
    /// The policy of pages with these style sheets and this comment server: a URL, or a path on
    /// the edition's own host.
    ///
    /// - All is forbidden that is not named.
    /// - Scripts are the edition's own files. `'wasm-unsafe-eval'` lets them compile the app
    ///   and nothing else. There is no inline script; data blocks are none.
    /// - Style sheets are the edition's own files, or stand in a page and are known by their
    ///   hashes. A page keeps its policy while the app shows others in it, so all are named.
    /// - Pictures may be `data:` URLs: the tiny ones that stand in for what is loading.
    /// - Comments, and pictures of who wrote them, come from the comment server alone.
    /// - What searches runs in a worker, which is the edition's own file too.
    /// - What would make a script of a text takes what the app's one policy of Trusted Types has
    ///   made: the URL of what searches, and nothing else (`src/wake.js`).
    /// - Frames come from the hosts whose films may play in the page; without any there are none.
    /// - A form may be sent to the edition alone, and no page can change what its links are
    ///   relative to.
    pub fn new(styles: &[&str], comment_server: Option<&str>, players: &[Player]) -> Self {
        let hash = |style| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(style)));
        let hashes: String = styles.iter().map(hash).collect();
        let server = comment_server.and_then(origin).map(|origin| format!(" {origin}"));
        let server = server.unwrap_or_default();
        let frames: Vec<&str> = players.iter().map(|player| player.origin()).collect();
        let frames = (!frames.is_empty()).then(|| format!("frame-src {}", frames.join(" ")));
        let directives = [
            "default-src 'none'".into(),
            "script-src 'self' 'wasm-unsafe-eval'".into(),
            format!("style-src 'self'{hashes}"),
            format!("img-src 'self' data:{server}"),
            "font-src 'self'".into(),
            "media-src 'self'".into(),
            "manifest-src 'self'".into(),
            format!("connect-src 'self'{server}"),
            "worker-src 'self'".into(),
            "require-trusted-types-for 'script'".into(),
            "trusted-types newsprint".into(),
            "base-uri 'none'".into(),
            "form-action 'self'".to_owned(),
        ];
        let directives: Vec<String> = directives.into_iter().chain(frames).collect();
        Self { directives: directives.join("; ") }
    }

    /// As it may stand in a page, where a host sends no headers. A `<meta>` may not say who may
    /// frame the page (CSP 3, section 3.3).
    pub fn in_page(&self) -> &str {
        &self.directives
    }

    /// As a host sends it: nobody may frame the page either.
    pub fn in_header(&self) -> String {
        format!("{}; frame-ancestors 'none'", self.directives)
    }

    /// As a host sends it whose headers cannot change in the moment in which the pages do. A
    /// browser holds to this and to the page's own: hashes of other style sheets than the page's
    /// would leave it without any.
    pub fn in_standing_header(&self) -> String {
        let any_style = |directive| match directive {
            it if str::starts_with(it, "style-src ") => "style-src 'self' 'unsafe-inline'",
            other => other,
        };
        let directives: Vec<&str> = self.directives.split("; ").map(any_style).collect();
        format!("{}; frame-ancestors 'none'", directives.join("; "))
    }
}

/// What a drawing may do that is opened by its own address: draw itself. It is no page of the
/// edition's, whatever somebody may have put into it.
pub const OF_DRAWINGS: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                               font-src data:; base-uri 'none'; form-action 'none'; \
                               frame-ancestors 'none'; sandbox";

/// The origin of a URL; a path has none of its own.
fn origin(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    Some(&url[..end])
}

/// What pages may not ask the browser for, in themselves or in what they frame.
const PERMISSIONS: [&str; 14] = [
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
    "xr-spatial-tracking",
];

/// The header that says what a page may load.
pub const CONTENT_SECURITY_POLICY: &str = "Content-Security-Policy";

/// The headers that every file of an edition is sent with.
pub fn safe_headers(policy: &Policy) -> Vec<(&'static str, String)> {
    let permissions: Vec<String> = PERMISSIONS.iter().map(|name| format!("{name}=()")).collect();
    vec![
        (CONTENT_SECURITY_POLICY, policy.in_header()),
        // A page that opens this one, or is opened by it, gets no hold of it.
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ("Permissions-Policy", permissions.join(", ")),
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("X-Content-Type-Options", "nosniff".into()),
    ]
}

/// A file's hash for Subresource Integrity (<https://www.w3.org/TR/SRI/>).
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// The same in fewer characters, none of which can be compressed: for files that run nothing, in
/// every page.
pub fn short_integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unsafe_is_allowed() {
        let policy = Policy::new(&["body{color:#000}"], Some("https://comments.example/isso"), &[]);
        let text = policy.in_page();
        for word in ["unsafe-inline", "'unsafe-eval'", " *", "http:", "frame-ancestors"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        assert!(text.starts_with("default-src 'none'; "));
        assert!(text.contains("connect-src 'self' https://comments.example;"));
        assert!(text.contains("img-src 'self' data: https://comments.example;"));
        assert!(policy.in_header().ends_with("; frame-ancestors 'none'"));
        for server in [None, Some("/isso")] {
            assert!(Policy::new(&[], server, &[]).in_page().contains("connect-src 'self';"));
        }
        assert!(!text.contains("frame-src"), "{text}");
        let policy = Policy::new(&[], None, &Player::ALL);
        let frames = "; frame-src https://www.youtube-nocookie.com https://player.vimeo.com";
        assert!(policy.in_page().ends_with(frames), "{}", policy.in_page());
    }

    #[test]
    fn a_header_that_stands_for_many_builds_names_no_style_sheet() {
        let standing = |style| Policy::new(&[style], None, &[]).in_standing_header();
        assert_eq!(standing("a{}"), standing("b{}"));
        let policy = Policy::new(&["a{}"], None, &[]).in_header();
        let (before, after) = policy.split_once("style-src 'self' ").unwrap();
        let after = after.split_once(';').unwrap().1;
        assert_eq!(standing("a{}"), format!("{before}style-src 'self' 'unsafe-inline';{after}"));
    }

    #[test]
    fn hashes_are_those_that_browsers_compute() {
        // `printf 'body{color:#000}' | openssl dgst -sha256 -binary | base64`
        let policy = Policy::new(&["body{color:#000}", "a{}"], None, &[]);
        let hash = "+vposV7h/pETDdwoYAE8ZEuY6gy8+gFf4iYwZuorLEk=";
        assert!(policy.in_page().contains(&format!("style-src 'self' 'sha256-{hash}' 'sha256-")));
        // `printf 'a' | openssl dgst -sha384 -binary | base64`
        assert_eq!(
            integrity(b"a"),
            "sha384-VKWbnyKwuAiA2EJ+VIt8I6vYc0huHwNdzpzWl+hRdQM8qojm1XvDXvrgta/TFF8x"
        );
        // `printf 'a' | openssl dgst -sha256 -binary | base64`
        let short = "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";
        assert_eq!(short_integrity(b"a"), short);
    }
}
