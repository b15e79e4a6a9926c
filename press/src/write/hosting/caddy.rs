use super::{ASK_ANEW, FOR_EVER, Hosting, OF_DRAWINGS, OWN_ALONE, target};
use crate::write::{CONTENT_SECURITY_POLICY, safe_headers};
use std::fmt::Write as _;

/// What is sent compressed.
const COMPRESSED: [&str; 7] = [
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/wasm",
    "application/xml",
    "image/svg+xml",
    "text/",
];

/// A site for Caddy, which gets its certificate by itself. It is set up once: what changes from
/// build to build is in the file that it imports.
pub(super) fn site(hosting: &Hosting) -> String {
    let (host, name, file) = (hosting.host(), hosting.host_name(), hosting.label());
    format!(
        "# A site of its own. In one that you have already, the last line is enough.\n\
         {host} {{\n\troot * /var/www/{name}\n\n\
         \t# Caddyfile-edition, copied there after each build.\n\
         \timport newsprint/{file}.caddy\n}}\n"
    )
}

/// What the site is told of the edition, as one `handle`: other editions, and what else is on
/// the host, stand beside it.
///
/// A `handle_errors` would be the whole site's. So the page for what is not there is the last
/// thing that is tried here.
pub(super) fn edition(hosting: &Hosting) -> String {
    let base = hosting.base.as_str();
    let mut text = String::from("# Written anew by each build: what is changed here is lost.\n");
    if base != "/" {
        let _ = writeln!(
            text,
            "redir {} {} 301\n",
            quoted(base.trim_end_matches('/')),
            quoted(&target(base))
        );
    }
    let _ = writeln!(
        text,
        "handle {} {{\n\tencode {{\n\t\tzstd\n\t\tgzip\n\t\tmatch {{",
        quoted(&format!("{base}*"))
    );
    for media_type in COMPRESSED {
        let _ = writeln!(text, "\t\t\theader Content-Type {media_type}*");
    }
    text.push_str("\t\t}\n\t}\n\n\theader {\n");
    let policy = hosting.policy.in_header();
    let headers = safe_headers(&hosting.policy).into_iter();
    for (header, value) in headers.filter(|(header, _)| *header != CONTENT_SECURITY_POLICY) {
        let _ = writeln!(text, "\t\t{header} {}", quoted(&value));
    }
    // Each file fits one of the two: the order of Caddy's directives is not that of the lines.
    let folders = hosting.lasting().map(|folder| format!("{folder}*"));
    let hashed: Vec<String> = hosting.hashed().chain(folders).map(|it| quoted(&it)).collect();
    let _ = writeln!(
        text,
        "\t}}\n\t@hashed path {0}\n\theader @hashed Cache-Control {1}\n\t\
         @others not path {0}\n\theader @others Cache-Control {2}",
        hashed.join(" "),
        quoted(FOR_EVER),
        quoted(ASK_ANEW)
    );
    let own: Vec<String> = hosting.hashed().map(|path| quoted(&path)).collect();
    let (name, value) = OWN_ALONE;
    let _ = writeln!(text, "\t@own path {}\n\theader @own {name} {value}", own.join(" "));
    let _ = writeln!(
        text,
        "\t@manifest path {}\n\theader @manifest Content-Type application/manifest+json",
        quoted(&format!("{base}manifest.webmanifest"))
    );
    // A drawing has two policies, and a browser holds to both.
    let _ = writeln!(
        text,
        "\t@drawings path {0}\n\theader @drawings {CONTENT_SECURITY_POLICY} {1}\n\t\
         @undrawn not path {0}\n\theader @undrawn {CONTENT_SECURITY_POLICY} {2}",
        quoted(&format!("{base}*.svg")),
        quoted(&format!("{policy}, {OF_DRAWINGS}")),
        quoted(&policy)
    );
    // Not a `redir` for each: a site of thousands would try them one after another.
    let mut moved = hosting.moved().peekable();
    if moved.peek().is_some() {
        text.push_str("\n\tmap {path} {newsprint_moved} {\n");
        for (from, to) in moved {
            let _ = writeln!(text, "\t\t{} {}", key(&from), quoted(&target(&to)));
        }
        text.push_str(
            "\t\tdefault \"\"\n\t}\n\t@moved not vars {newsprint_moved} \"\"\n\t\
             redir @moved {newsprint_moved} 301\n",
        );
    }
    let compressed = if hosting.precompressed { "\t\t\tprecompressed br gzip\n" } else { "" };
    let _ = write!(
        text,
        "\n\troute {{\n\t\tfile_server {{\n\t\t\tpass_thru\n{compressed}\t\t}}\n\
         \t\t# There is no such file. That is not kept, and always told in full.\n\
         \t\theader Cache-Control {}\n\
         \t\theader {CONTENT_SECURITY_POLICY} {}\n\
         \t\trequest_header -If-None-Match\n\
         \t\trequest_header -If-Modified-Since\n\
         \t\trequest_header -Range\n\
         \t\trewrite * {}\n\t\tfile_server {{\n\t\t\tstatus 404\n{compressed}\t\t}}\n\t}}\n}}\n",
        quoted(ASK_ANEW),
        quoted(&policy),
        quoted(&format!("{base}404.html"))
    );
    text
}

/// A word of a Caddyfile.
///
/// In quotation marks a backslash stands for itself but before another mark. Braces begin a
/// placeholder there too, `{$HOME}` even while the file is read; nothing that is written here has
/// one but a URL's path, where they may be escaped.
fn quoted(text: &str) -> String {
    let plain = text.replace('"', "\\\"").replace('{', "%7B").replace('}', "%7D");
    format!("\"{plain}\"")
}

/// A path as a key of a `map`, which is compared with the path of a request in plain characters.
/// Where it has a brace it is an expression, which is tried after all the others.
fn key(path: &str) -> String {
    if !path.contains(['{', '}']) {
        return quoted(path);
    }
    let mut expression = String::from("~^");
    for c in path.chars() {
        match c {
            '/' | '-' => expression.push(c),
            c if c.is_ascii_punctuation() => {
                let _ = write!(expression, "\\x{:02x}", u32::from(c));
            }
            c => expression.push(c),
        }
    }
    format!("\"{expression}$\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brace_begins_no_placeholder() {
        assert_eq!(key("/old/a.html"), "\"/old/a.html\"");
        assert_eq!(key("/{env.HOME}/é/"), "\"~^/\\x7benv\\x2eHOME\\x7d/é/$\"");
        assert_eq!(quoted(&target("/{$HOME}/$1/")), "\"/%7B%24HOME%7D/%241/\"");
    }
}
