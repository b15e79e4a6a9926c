use super::{ASK_ANEW, FOR_EVER, Hosting, OF_DRAWINGS, OWN_ALONE, target};
use crate::write::{CONTENT_SECURITY_POLICY, safe_headers};
use std::fmt::Write as _;

/// A server for nginx, for the folder whose files stand inside `http { … }`. It is set up once:
/// what changes from build to build is in the file that it includes.
pub(super) fn server(hosting: &Hosting) -> String {
    let (name, file) = (hosting.host_name(), hosting.label());
    format!(
        "# A server of its own. On one that you have already, the last line is enough.\n\
         server {{\n    listen 80;\n    listen [::]:80;\n    server_name {name};\n    \
         root /var/www/{name};\n    absolute_redirect off;\n\n    \
         # nginx-edition.conf, copied there after each build.\n    \
         include newsprint/{file}.conf;\n}}\n"
    )
}

/// What the server is told of the edition, as one `location`: other editions, and what else is
/// on the host, stand beside it.
///
/// - Nothing is a `map`. Its keys may not be long, which whoever includes this file would have
///   to know, and its variable may not be that of another edition. A `location` is found in a
///   tree.
/// - A `location` with an `add_header` of its own would lose those around it. So those within
///   only `set` what differs. nginx runs what stands outside of a `location` anew for the page
///   that it shows where there is nothing: such an answer is not kept.
pub(super) fn edition(hosting: &Hosting) -> String {
    let base = hosting.base.as_str();
    let mut text = format!(
        "# Written anew by each build: what is changed here is lost.\n\
         set $newsprint_anew {};\nset $newsprint_ever \"\";\nset $newsprint_own \"\";\n\
         set $newsprint_drawing \"\";\n\n",
        quoted(ASK_ANEW)
    );
    if base != "/" {
        let folder = base.trim_end_matches('/');
        let _ = writeln!(
            text,
            "location = {} {{\n    absolute_redirect off;\n    return 301 {};\n}}\n",
            quoted(folder),
            quoted(&format!("{}$is_args$args", target(base)))
        );
    }
    // Without its module, which is not nginx's own, a line about Brotli would be an error.
    let compressed = match hosting.precompressed {
        true => "    gzip_static on;\n    # With nginx's Brotli module:\n    # brotli_static on;\n",
        false => "",
    };
    let _ = write!(
        text,
        "location {} {{\n    error_page 403 404 =404 {};\n    absolute_redirect off;\n    \
         charset utf-8;\n\n    gzip on;\n    gzip_comp_level 6;\n    gzip_proxied any;\n    \
         gzip_vary on;\n    gzip_types application/json application/manifest+json application/wasm application/xml \
         text/javascript application/javascript text/css text/plain image/svg+xml text/xml;\n{compressed}\n    \
         add_header Cache-Control $newsprint_anew always;\n    \
         add_header Cache-Control $newsprint_ever;\n    \
         add_header {} $newsprint_own;\n    \
         add_header {CONTENT_SECURITY_POLICY} $newsprint_drawing always;\n",
        quoted(base),
        quoted(&format!("{base}404.html")),
        OWN_ALONE.0,
    );
    for (header, value) in safe_headers(&hosting.policy) {
        let _ = writeln!(text, "    add_header {header} {} always;", quoted(&value));
    }
    let _ = write!(
        text,
        "    # Lines with add_header of your own, where there is such a file.\n    \
         include newsprint/{}.headers*;\n\n    \
         location = {} {{\n        types {{ }}\n        \
         default_type application/manifest+json;\n    }}\n    \
         location ~* \\.svg$ {{ set $newsprint_drawing {}; }}\n",
        hosting.label(),
        quoted(&format!("{base}manifest.webmanifest")),
        quoted(OF_DRAWINGS)
    );
    let own = format!(" set $newsprint_own {};", OWN_ALONE.1);
    let hashed = hosting.hashed().map(|path| (exactly(&path), own.as_str()));
    let folders = hosting.lasting().map(|folder| (format!("^~ {}", quoted(&folder)), ""));
    for (place, own) in hashed.chain(folders) {
        let _ = writeln!(
            text,
            "    location {place} {{ set $newsprint_anew \"\"; set $newsprint_ever {};{own} }}",
            quoted(FOR_EVER)
        );
    }
    // nginx sorts them by inserting each among those before it: thousands that come in another
    // order than its own keep it busy for seconds.
    let mut moved: Vec<_> = hosting.moved().collect();
    moved.sort_by_cached_key(|(from, _)| in_order(from));
    for (from, to) in moved {
        let to = quoted(&target(&to));
        let _ = writeln!(text, "    location {} {{ return 301 {to}; }}", exactly(&from));
    }
    text.push_str("}\n");
    text
}

/// A place of this path and no other. nginx keeps the length of a name in a byte, and says nothing
/// when it is greater; an expression may be of any length, but each is tried after the other.
fn exactly(path: &str) -> String {
    if path.len() <= usize::from(u8::MAX) {
        return format!("= {}", quoted(path));
    }
    let special = |c: char| c.is_ascii_punctuation();
    let escaped: String =
        path.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect();
    format!("~ {}", quoted(&format!("^{escaped}$")))
}

/// What nginx sorts locations by: a slash comes before all other characters.
fn in_order(path: &str) -> Vec<u8> {
    path.bytes().map(|byte| if byte == b'/' { 0 } else { byte }).collect()
}

/// A word of nginx's set-up.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_a_name_is_an_expression() {
        assert_eq!(exactly("/old/a.html"), "= \"/old/a.html\"");
        let long = format!("/{}/a.html", "é".repeat(127));
        let expected = format!(r#"~ "^\\/{}\\/a\\.html$""#, "é".repeat(127));
        assert_eq!(exactly(&long), expected);
    }

    #[test]
    fn the_order_is_that_of_nginx() {
        let mut paths = ["/a-b/", "/a/c/", "/a.html", "/a/", "/ab/"];
        paths.sort_by_cached_key(|path| in_order(path));
        assert_eq!(paths, ["/a/", "/a/c/", "/a-b/", "/a.html", "/ab/"]);
    }
}
