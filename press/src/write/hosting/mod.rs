//! What a host is told of an edition: headers, how long files may be kept, which addresses have
//! moved. Cloudflare Pages and Netlify read it from the edition itself (`_headers`,
//! `_redirects`); for other servers it is written beside the edition, for whoever sets them up.

mod caddy;
mod cloudfront;
mod nginx;
pub mod redirects;

use super::redirect::Redirect;
use super::{CONTENT_SECURITY_POLICY, OF_DRAWINGS, Policy, RootUrl, safe_headers};
use crate::read::paths::encoded;
use newsprint::edition::Base;
use std::fmt::Write as _;

/// Where Cloudflare Pages and Netlify look for headers.
pub const HEADERS: &str = "/_headers";

/// Where they look for redirects.
pub const REDIRECTS: &str = "/_redirects";

/// For files whose name is made from their content.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The same where a host sends it with the answer, too, that there is no such file, and asks
/// nobody: Cloudflare Pages and Netlify do so for a rule that fits a whole folder. A day is what
/// such an answer may be wrong for.
pub const A_DAY: &str = "public, max-age=86400";

/// For all other files: the host is asked whether they have changed.
pub const ASK_ANEW: &str = "public, max-age=0, must-revalidate";

/// For the app's own files, which never change either: no other site's page may load them. Pictures
/// and feeds are shown elsewhere, too, and pages are kept out of frames by the policy.
pub const OWN_ALONE: (&str, &str) = ("Cross-Origin-Resource-Policy", "same-origin");

/// What a host is told.
#[derive(Clone, Debug)]
pub struct Hosting {
    /// The path the edition is hosted under.
    pub base: Base,
    /// The edition's URL, where it is known.
    pub root: Option<RootUrl>,
    /// What pages may load.
    pub policy: Policy,
    /// The files that never change, by their path in the edition, sorted.
    pub hashed: Vec<String>,
    /// Folders of the edition in which no file ever changes, each with `/` at both ends.
    pub lasting: Vec<String>,
    /// What has moved, sorted.
    pub redirects: Vec<Redirect>,
    /// Whether compressed files lie beside the files.
    pub precompressed: bool,
}

impl Hosting {
    /// `_headers`: the rules of the newsroom's own file, if it has one, stand behind press's.
    ///
    /// Both hosts let browsers ask anew for what has no rule of its own, and join the values
    /// when two rules set one header; so only what never changes gets a `Cache-Control`.
    pub fn headers_file(&self, own: Option<&str>) -> String {
        let mut text = format!("{}*\n", self.base.as_str());
        for (name, value) in safe_headers(&self.policy) {
            let _ = writeln!(text, "  {name}: {value}");
        }
        // Joined with the pages' policy; browsers hold to both.
        let base = self.base.as_str();
        let _ = writeln!(text, "{base}*.svg\n  {CONTENT_SECURITY_POLICY}: {OF_DRAWINGS}");
        for path in self.hashed() {
            let (name, value) = OWN_ALONE;
            let _ = writeln!(text, "{path}\n  Cache-Control: {FOR_EVER}\n  {name}: {value}");
        }
        for folder in self.lasting() {
            let _ = writeln!(text, "{folder}*\n  Cache-Control: {A_DAY}");
        }
        text.push_str(own.unwrap_or_default());
        text
    }

    /// `_redirects`, with the rules of the newsroom's own file, if it has one. `None` when there
    /// are none.
    pub fn redirects_file(&self, own: Option<&str>) -> Option<String> {
        redirects::file(self, own)
    }

    /// What other servers are set up with: file names and texts.
    pub fn snippets(&self) -> Vec<(&'static str, String)> {
        let mut snippets = cloudfront::headers(self);
        snippets.extend([
            ("/nginx.conf", nginx::server(self)),
            ("/nginx-edition.conf", nginx::edition(self)),
            ("/Caddyfile", caddy::site(self)),
            ("/Caddyfile-edition", caddy::edition(self)),
            ("/cloudfront-function.js", cloudfront::function(self)),
            ("/cloudfront-setup.sh", cloudfront::setup(self)),
            ("/cloudfront-update.sh", cloudfront::update(self)),
            ("/s3-upload.sh", cloudfront::upload(self)),
        ]);
        snippets
    }

    /// The files that never change, as paths on the host.
    fn hashed(&self) -> impl Iterator<Item = String> {
        self.hashed.iter().map(|path| self.base.href(path))
    }

    /// The folders in which nothing ever changes, as paths on the host.
    fn lasting(&self) -> impl Iterator<Item = String> {
        self.lasting.iter().map(|folder| self.base.href(folder))
    }

    /// What has moved and where to, as paths on the host in plain characters.
    fn moved(&self) -> impl Iterator<Item = (String, String)> {
        self.redirects.iter().map(|redirect| {
            (self.base.href(redirect.asked()), self.base.href(redirect.to.as_str()))
        })
    }

    /// The host, or one to be replaced.
    fn host(&self) -> &str {
        self.root.as_ref().map_or("paper.example", RootUrl::host)
    }

    /// The same without a port.
    fn host_name(&self) -> &str {
        self.host().split(':').next().unwrap_or_default()
    }

    /// A name for what a server is told of this edition, unlike that of any other: its host, and
    /// the path it lies under.
    fn label(&self) -> String {
        let path = self.base.as_str().trim_end_matches('/');
        let path = path.replace(|c: char| !c.is_alphanumeric(), "-");
        format!("{}{path}", self.host_name())
    }
}

/// Where a redirect leads. A dollar sign would begin a variable of nginx', and of Caddy's stand for
/// what an expression has found; nginx has no way to take that from it.
fn target(path: &str) -> String {
    encoded(path).replace('$', "%24")
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::edition::Address;

    pub(super) fn hosting(base: &str) -> Hosting {
        let base = Base::new(base);
        let redirect = |from: &str, to: &str| Redirect {
            from: Address::new(from).unwrap(),
            to: Address::new(to).unwrap(),
            title: "T".into(),
            language: "en".into(),
        };
        Hosting {
            root: Some(RootUrl::new("https://quay.example", &base)),
            base,
            policy: Policy::new(&["a{}"], None, &[]),
            hashed: vec!["/newsprint-1.js".into(), "/site-1.json".into()],
            lasting: vec!["/picture/".into()],
            redirects: vec![redirect("/old/a.html/", "/2026/é/"), redirect("/old/b/", "/b/")],
            precompressed: false,
        }
    }

    #[test]
    fn hosts_read_headers_and_redirects() {
        let hosting = hosting("/paper/");
        let headers = hosting.headers_file(Some("/x\n  X-Own: 1\n"));
        assert!(headers.starts_with("/paper/*\n  Content-Security-Policy: default-src 'none'; "));
        assert!(headers.contains(&format!("/paper/site-1.json\n  Cache-Control: {FOR_EVER}\n")));
        assert!(headers.ends_with("/x\n  X-Own: 1\n"));
        assert!(headers.contains(&format!("/paper/picture/*\n  Cache-Control: {A_DAY}\n")));
        assert_eq!(headers.matches("Cache-Control").count(), 3);
        let drawings = "\n/paper/*.svg\n  Content-Security-Policy: default-src 'none'; ";
        assert!(headers.contains(drawings) && headers.contains("; sandbox\n"), "{headers}");
        let redirects = hosting.redirects_file(Some("/mine /there 302")).unwrap();
        assert_eq!(
            redirects,
            "/mine /there 302\n/paper/old/a.html /paper/2026/%C3%A9/ 301\n\
             /paper/old/b/ /paper/b/ 301\n"
        );
        assert_eq!(Hosting { redirects: vec![], ..hosting }.redirects_file(None), None);
    }

    #[test]
    fn servers_are_told_of_compressed_files() {
        let hosting = Hosting { precompressed: true, ..hosting("/") };
        assert!(nginx::edition(&hosting).contains("\n    gzip_static on;\n"));
        assert!(caddy::edition(&hosting).contains("\t\tprecompressed br gzip\n"));
    }

    #[test]
    fn other_servers_are_set_up_with_the_same() {
        for (name, text) in hosting("/").snippets() {
            insta::assert_snapshot!(name.trim_start_matches('/').replace('.', "_"), text);
        }
    }
}
