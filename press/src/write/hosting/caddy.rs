use super::{ASK_ANEW, FOR_EVER, Hosting, encoded};
use crate::write::safe_headers;
use std::fmt::Write as _;

/// A site for Caddy. It gets its certificate by itself.
pub(super) fn write(hosting: &Hosting) -> String {
    let base = hosting.base.as_str();
    let host = hosting.host();
    let name = host.split(':').next().unwrap_or(host);
    let mut text = format!(
        "{host} {{\n\troot * /var/www/{name}\n\tencode zstd gzip\n\n\theader {{\n\t\t\
         Cache-Control {}\n",
        quoted(ASK_ANEW)
    );
    for (header, value) in safe_headers(&hosting.policy) {
        let _ = writeln!(text, "\t\t{header} {}", quoted(&value));
    }
    text.push_str("\t}\n");
    let hashed: Vec<String> = hosting.hashed().collect();
    if !hashed.is_empty() {
        let _ = writeln!(
            text,
            "\t@hashed path {}\n\theader @hashed Cache-Control {}",
            hashed.join(" "),
            quoted(FOR_EVER)
        );
    }
    let _ = writeln!(
        text,
        "\t@manifest path {base}manifest.webmanifest\n\t\
         header @manifest Content-Type application/manifest+json"
    );
    text.push('\n');
    for (from, to) in hosting.moved() {
        let _ = writeln!(text, "\tredir {} {} 301", quoted(&from), quoted(&encoded(&to)));
    }
    let _ = write!(
        text,
        "\n\tfile_server\n\thandle_errors 404 {{\n\t\trewrite * {base}404.html\n\t\t\
         file_server\n\t}}\n}}\n"
    );
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
