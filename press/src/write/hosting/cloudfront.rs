//! S3 with CloudFront: S3 keeps the files, CloudFront sends the headers and finds the
//! `index.html` of an address.

use super::Hosting;
use crate::read::paths::encoded;
use crate::write::safe_headers;
use serde_json::{Map, Value, json};

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
pub(super) fn function(hosting: &Hosting) -> String {
    let base = encoded(hosting.base.as_str());
    format!(
        r#"// An address is a folder: S3 is asked for the index.html in it.
function handler(event) {{
  var request = event.request;
  var uri = request.uri;
  if (uri.endsWith('/')) {{
    request.uri = uri + 'index.html';
  }} else if (uri.lastIndexOf('.') < uri.lastIndexOf('/') && uri.startsWith('{base}')) {{
    return {{ statusCode: 301, statusDescription: 'Moved Permanently', headers: {{ location: {{ value: uri + '/' }} }} }};
  }}
  return request;
}}
"#
    )
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
