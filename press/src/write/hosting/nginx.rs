use super::{ASK_ANEW, FOR_EVER, Hosting, encoded};
use crate::write::safe_headers;
use std::fmt::Write as _;

/// A server for nginx, for the folder whose files stand inside `http { … }`.
///
/// The headers stand in one place: a `location` with an `add_header` of its own would lose
/// those of the server, so what depends on the path comes from a `map`.
pub(super) fn write(hosting: &Hosting) -> String {
    let mut text = String::from("map $uri $newsprint_cache {\n");
    let _ = writeln!(text, "    default {};", quoted(ASK_ANEW));
    for path in hosting.hashed() {
        let _ = writeln!(text, "    {} {};", quoted(&path), quoted(FOR_EVER));
    }
    for folder in hosting.lasting() {
        let _ = writeln!(text, "    {} {};", quoted(&format!("~^{folder}")), quoted(FOR_EVER));
    }
    text.push_str("}\n\nmap $uri $newsprint_moved {\n    default \"\";\n");
    for (from, to) in hosting.moved() {
        // A dollar sign would begin a variable.
        let to = encoded(&to).replace('$', "%24");
        let _ = writeln!(text, "    {} {};", quoted(&from), quoted(&to));
    }
    let base = hosting.base.as_str();
    let host = hosting.host();
    let name = host.split(':').next().unwrap_or(host);
    // Without its module, which is not nginx's own, a line about Brotli would be an error.
    let compressed = match hosting.precompressed {
        true => "    gzip_static on;\n    # With nginx's Brotli module:\n    # brotli_static on;\n",
        false => "",
    };
    let _ = write!(
        text,
        "}}\n\nserver {{\n    listen 80;\n    listen [::]:80;\n    server_name {name};\n    \
         root /var/www/{name};\n    error_page 404 {base}404.html;\n    absolute_redirect off;\n    \
         charset utf-8;\n\n    gzip on;\n    gzip_comp_level 6;\n    gzip_proxied any;\n    \
         gzip_vary on;\n    gzip_types application/json application/manifest+json application/wasm application/xml \
         text/javascript application/javascript text/css text/plain image/svg+xml text/xml;\n{compressed}\n    \
         if ($newsprint_moved) {{\n        return 301 $newsprint_moved;\n    }}\n    \
         location = {base}manifest.webmanifest {{\n        types {{ }}\n        \
         default_type application/manifest+json;\n    }}\n\n    \
         add_header Cache-Control $newsprint_cache always;\n"
    );
    for (header, value) in safe_headers(&hosting.policy) {
        let _ = writeln!(text, "    add_header {header} {} always;", quoted(&value));
    }
    text.push_str("}\n");
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
