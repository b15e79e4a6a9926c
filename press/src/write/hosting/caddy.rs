use super::{ASK_ANEW, FOR_EVER, Hosting, encoded};
use crate::write::safe_headers;
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

/// A site for Caddy. It gets its certificate by itself.
pub(super) fn write(hosting: &Hosting) -> String {
    let base = hosting.base.as_str();
    let host = hosting.host();
    let name = host.split(':').next().unwrap_or(host);
    let mut text = format!(
        "{host} {{\n\troot * /var/www/{name}\n\tencode {{\n\t\tzstd\n\t\tgzip\n\t\tmatch {{\n"
    );
    for media_type in COMPRESSED {
        let _ = writeln!(text, "\t\t\theader Content-Type {media_type}*");
    }
    text.push_str("\t\t}\n\t}\n\n\theader {\n");
    for (header, value) in safe_headers(&hosting.policy) {
        let _ = writeln!(text, "\t\t{header} {}", quoted(&value));
    }
    // Each file fits one of the two: the order of Caddy's directives is not that of the lines.
    let folders = hosting.lasting().map(|folder| format!("{folder}*"));
    let hashed: Vec<String> = hosting.hashed().chain(folders).collect();
    let _ = writeln!(
        text,
        "\t}}\n\t@hashed path {0}\n\theader @hashed Cache-Control {1}\n\t\
         @others not path {0}\n\theader @others Cache-Control {2}",
        hashed.join(" "),
        quoted(FOR_EVER),
        quoted(ASK_ANEW)
    );
    let _ = writeln!(
        text,
        "\t@manifest path {base}manifest.webmanifest\n\t\
         header @manifest Content-Type application/manifest+json"
    );
    text.push('\n');
    for (from, to) in hosting.moved() {
        let _ = writeln!(text, "\tredir {} {} 301", quoted(&from), quoted(&encoded(&to)));
    }
    text.push_str(match hosting.precompressed {
        true => "\n\tfile_server {\n\t\tprecompressed br gzip\n\t}",
        false => "\n\tfile_server",
    });
    let _ = write!(
        text,
        "\n\thandle_errors {{\n\t\t\
         @missing expression `{{err.status_code}} == 404`\n\t\t\
         rewrite @missing {base}404.html\n\t\tencode zstd gzip\n\t\tfile_server\n\t}}\n}}\n"
    );
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
