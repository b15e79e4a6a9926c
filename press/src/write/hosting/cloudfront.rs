//! S3 with CloudFront: S3 keeps the files, CloudFront sends the headers and finds the
//! `index.html` of an address.

use super::{ASK_ANEW, FOR_EVER, HEADERS, Hosting, REDIRECTS};
use crate::read::paths::encoded;
use crate::write::safe_headers;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// A response headers policy, as `aws cloudfront create-response-headers-policy
/// --response-headers-policy-config file://…` takes it.
pub(super) fn headers(hosting: &Hosting) -> String {
    let mut security = Map::new();
    let mut custom = Vec::new();
    for (name, value) in safe_headers(&hosting.policy) {
        match name {
            "Content-Security-Policy" => security.insert(
                "ContentSecurityPolicy".into(),
                json!({"Override": true, "ContentSecurityPolicy": value}),
            ),
            "Referrer-Policy" => security.insert(
                "ReferrerPolicy".into(),
                json!({"Override": true, "ReferrerPolicy": value}),
            ),
            "X-Content-Type-Options" => {
                security.insert("ContentTypeOptions".into(), json!({"Override": true}))
            }
            _ => {
                custom.push(json!({"Header": name, "Value": value, "Override": true}));
                None
            }
        };
    }
    let host = hosting.host().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    pretty(&json!({
        "Name": format!("newsprint-{host}"),
        "Comment": "What Newsprint's pages may load",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Quantity": custom.len(), "Items": custom},
    }))
}

/// A function for the event “viewer request”.
///
/// S3 knows files and no folders. Addresses that have moved are answered by their pages, which
/// lead on: a function may not have more than 10 KB.
///
/// Where it leads begins with one slash: a browser takes what follows two for another host's name
/// (<https://url.spec.whatwg.org/#relative-slash-state>), and a backslash for a slash.
pub(super) fn function(hosting: &Hosting) -> String {
    let base = encoded(hosting.base.as_str());
    format!(
        r#"// An address is a folder: S3 is asked for the index.html in it.
function handler(event) {{
  var request = event.request;
  var uri = request.uri;
  if (uri.endsWith('/')) {{
    request.uri = uri + 'index.html';
  }} else if (uri.lastIndexOf('.') < uri.lastIndexOf('/') && (uri + '/').startsWith('{base}')) {{
    var folder = uri.replace(/^[\/\\]+/, '/') + '/';
    return {{ statusCode: 301, statusDescription: 'Moved Permanently', headers: {{ location: {{ value: folder + asked(request.querystring) }} }} }};
  }}
  return request;
}}

// What stands behind the “?”, as it was asked.
function asked(query) {{
  var parts = [];
  for (var name in query) {{
    var values = query[name].multiValue || [query[name]];
    values.forEach(function (one) {{ parts.push(one.value ? name + '=' + one.value : name); }});
  }}
  return parts.length ? '?' + parts.join('&') : '';
}}
"#
    )
}

/// A shell script that copies the edition into a bucket, the hashed files first. It names each
/// of them: a pattern would also fit a story's address.
pub(super) fn upload(hosting: &Hosting) -> String {
    let prefix = hosting.base.as_str().trim_matches('/');
    let bucket = if prefix.is_empty() { "s3://$1".into() } else { format!("s3://$1/{prefix}") };
    let mut text = String::from(
        "#!/bin/sh\n# sh s3-upload.sh BUCKET [DISTRIBUTION], where dist/ is.\nset -eu\n\n\
         # What never changes, before the pages that name it.\n",
    );
    for path in &hosting.hashed {
        let media_type = match path.rsplit('.').next() {
            Some("wasm") => "application/wasm",
            Some("json") => "application/json",
            Some("css") => "text/css",
            _ => "text/javascript",
        };
        let _ = writeln!(
            text,
            "aws s3 cp 'dist{path}' \"{bucket}{path}\" --content-type {media_type} \
             --cache-control '{FOR_EVER}'"
        );
    }
    for folder in &hosting.lasting {
        let _ = writeln!(
            text,
            "aws s3 sync 'dist{folder}' \"{bucket}{folder}\" --cache-control '{FOR_EVER}'"
        );
    }
    let _ = write!(text, "\naws s3 sync dist/ \"{bucket}/\" --delete --cache-control '{ASK_ANEW}'");
    for path in hosting.hashed.iter().map(String::as_str).chain([HEADERS, REDIRECTS]) {
        let _ = write!(text, " \\\n  --exclude '{}'", path.trim_start_matches('/'));
    }
    for folder in &hosting.lasting {
        let _ = write!(text, " \\\n  --exclude '{}*'", folder.trim_start_matches('/'));
    }
    for folder in &hosting.lasting {
        // What no page shows any more goes when the pages are there.
        let _ = write!(
            text,
            "\naws s3 sync 'dist{folder}' \"{bucket}{folder}\" --delete --cache-control \
             '{FOR_EVER}'"
        );
    }
    let _ = write!(
        text,
        "\naws s3 cp dist/manifest.webmanifest \"{bucket}/\" \
         --content-type application/manifest+json --cache-control '{ASK_ANEW}'\n\
         if [ -n \"${{2:-}}\" ]; then\n  \
         aws cloudfront create-invalidation --distribution-id \"$2\" --paths '/*'\nfi\n"
    );
    text
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
