//! S3 with CloudFront: S3 keeps the files, CloudFront sends the headers and finds the
//! `index.html` of an address.

use super::{ASK_ANEW, FOR_EVER, HEADERS, Hosting, OF_DRAWINGS, OWN_ALONE, REDIRECTS};
use crate::read::paths::encoded;
use crate::write::{CONTENT_SECURITY_POLICY, safe_headers};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What the AWS CLI answers is printed: where it may open a pager, a script waits for a key.
const NO_PAGER: &str = "export AWS_PAGER=\"\"";

/// Which of an edition's files are sent with the same headers.
#[derive(Clone, Copy)]
enum Kind {
    /// Pages, and all that is nothing else.
    Page,
    /// Drawings, which are documents of their own where somebody opens them.
    Drawing,
    /// The app's own files.
    App,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Page, Self::Drawing, Self::App];

    /// The name of its file, and of the variable of a script that has its policy's id.
    const fn name(self) -> &'static str {
        match self {
            Self::Page => "headers",
            Self::Drawing => "drawings",
            Self::App => "app",
        }
    }

    /// The paths of files of this kind, in every edition of the bucket, as patterns of a behaviour
    /// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>).
    /// They are those of every build: hashes are left out.
    fn patterns(self, hosting: &Hosting) -> BTreeSet<String> {
        match self {
            Self::Page => BTreeSet::new(),
            Self::Drawing => ["*.svg".into()].into(),
            Self::App => hosting.hashed.iter().filter_map(|path| of_every_build(path)).collect(),
        }
    }
}

/// `*/newsprint-*.js` for `/newsprint-0123.js`.
fn of_every_build(path: &str) -> Option<String> {
    let (name, rest) = path.rsplit('/').next()?.split_once('-')?;
    let (_, ending) = rest.rsplit_once('.')?;
    Some(format!("*/{name}-*.{ending}"))
}

/// The headers of pages, drawings and the app's own files: file names and texts.
pub(super) fn headers(hosting: &Hosting) -> Vec<(&'static str, String)> {
    vec![
        ("/cloudfront-headers.json", headers_policy(hosting, Kind::Page)),
        ("/cloudfront-drawings.json", headers_policy(hosting, Kind::Drawing)),
        ("/cloudfront-app.json", headers_policy(hosting, Kind::App)),
    ]
}

/// A response headers policy, as `aws cloudfront create-response-headers-policy
/// --response-headers-policy-config file://…` takes it. CloudFront has it everywhere only after
/// minutes, so nothing in it changes with the pages.
fn headers_policy(hosting: &Hosting, kind: Kind) -> String {
    let content_security_policy = match kind {
        // A browser holds to both.
        Kind::Drawing => format!("{}, {OF_DRAWINGS}", hosting.policy.in_standing_header()),
        Kind::Page | Kind::App => hosting.policy.in_standing_header(),
    };
    let mut security = Map::new();
    let mut custom = Vec::new();
    let header =
        |name: &str, value: &str| json!({"Header": name, "Value": value, "Override": true});
    for (name, value) in safe_headers(&hosting.policy) {
        match name {
            CONTENT_SECURITY_POLICY => security.insert(
                "ContentSecurityPolicy".into(),
                json!({"Override": true, "ContentSecurityPolicy": content_security_policy}),
            ),
            "Referrer-Policy" => security.insert(
                "ReferrerPolicy".into(),
                json!({"Override": true, "ReferrerPolicy": value}),
            ),
            "X-Content-Type-Options" => {
                security.insert("ContentTypeOptions".into(), json!({"Override": true}))
            }
            _ => {
                custom.push(header(name, &value));
                None
            }
        };
    }
    let (suffix, comment) = match kind {
        Kind::Page => ("", "What Newsprint's pages may load"),
        Kind::Drawing => ("-drawings", "What drawings may do that are opened by themselves"),
        Kind::App => ("-app", "The files of Newsprint's app, which other sites may not load"),
    };
    if matches!(kind, Kind::App) {
        let (name, value) = OWN_ALONE;
        custom.push(header(name, value));
    }
    pretty(&json!({
        "Name": format!("{}{suffix}", name(hosting)),
        "Comment": comment,
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
    let base = script_text(&encoded(hosting.base.as_str()));
    format!(
        r#"// An address is a folder: S3 is asked for the index.html in it.
function handler(event) {{
  var request = event.request;
  var uri = request.uri;
  if (uri.endsWith('/')) {{
    request.uri = uri + 'index.html';
  }} else if (uri.lastIndexOf('.') < uri.lastIndexOf('/') && (uri + '/').startsWith({base})) {{
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

/// A text in a script.
fn script_text(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// A word of a shell script in which nothing stands for something else.
fn shell_word(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The same as a part of a word in quotation marks, beside a variable.
fn within_marks(text: &str) -> String {
    let special = |c: &char| "\\$\"`".contains(*c);
    text.chars().flat_map(|c| special(&c).then_some('\\').into_iter().chain([c])).collect()
}

/// What the headers and the function are called, among those of an account.
fn name(hosting: &Hosting) -> String {
    let label = hosting.label().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    format!("newsprint-{label}").chars().take(64).collect()
}

/// A shell script that makes all that there has to be, once: a bucket that CloudFront alone can
/// read, and CloudFront before it.
pub(super) fn setup(hosting: &Hosting) -> String {
    let name = name(hosting);
    let others: Vec<Value> = Kind::ALL
        .into_iter()
        .flat_map(|kind| {
            let patterns = kind.patterns(hosting).into_iter();
            patterns.map(move |pattern| behaviour(kind, Some(&pattern)))
        })
        .collect();
    let distribution = json!({
        "CallerReference": "$bucket",
        "Comment": name,
        "Enabled": true,
        "HttpVersion": "http2and3",
        "Origins": {"Quantity": 1, "Items": [{
            "Id": "bucket",
            "DomainName": "$bucket.s3.$region.amazonaws.com",
            "OriginAccessControlId": "$access",
            "S3OriginConfig": {"OriginAccessIdentity": ""},
        }]},
        "DefaultCacheBehavior": behaviour(Kind::Page, None),
        "CacheBehaviors": {"Quantity": others.len(), "Items": others},
        "CustomErrorResponses": {"Quantity": 2, "Items": [missing(hosting, 403), missing(hosting, 404)]},
    });
    let reading = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "cloudfront.amazonaws.com"},
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::$bucket/*",
            "Condition": {"StringEquals": {"AWS:SourceArn": "$arn"}},
        }],
    });
    format!(
        r#"#!/bin/sh
# sh cloudfront-setup.sh BUCKET REGION, once. What it has made before it stopped, it does not make again by itself.
set -eu
{NO_PAGER}
bucket=$1
region=$2
here=$(dirname "$0")

# A bucket that nobody can read yet. The first of all regions may not be named.
if [ "$region" = us-east-1 ]; then
  aws s3api create-bucket --bucket "$bucket" --region "$region"
else
  aws s3api create-bucket --bucket "$bucket" --region "$region" --create-bucket-configuration "LocationConstraint=$region"
fi
aws s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true

# What CloudFront reads it with, what it sends with each answer, and how it finds a page.
access=$(aws cloudfront create-origin-access-control --origin-access-control-config "Name=$bucket,OriginAccessControlOriginType=s3,SigningBehavior=always,SigningProtocol=sigv4" --query OriginAccessControl.Id --output text)
headers=$(aws cloudfront create-response-headers-policy --response-headers-policy-config "file://$here/cloudfront-headers.json" --query ResponseHeadersPolicy.Id --output text)
drawings=$(aws cloudfront create-response-headers-policy --response-headers-policy-config "file://$here/cloudfront-drawings.json" --query ResponseHeadersPolicy.Id --output text)
app=$(aws cloudfront create-response-headers-policy --response-headers-policy-config "file://$here/cloudfront-app.json" --query ResponseHeadersPolicy.Id --output text)
version=$(aws cloudfront create-function --name {name} --function-config Comment={name},Runtime=cloudfront-js-2.0 --function-code "fileb://$here/cloudfront-function.js" --query ETag --output text)
function=$(aws cloudfront publish-function --name {name} --if-match "$version" --query FunctionSummary.FunctionMetadata.FunctionARN --output text)

# CloudFront before the bucket.
made=$(aws cloudfront create-distribution --query 'Distribution.[Id,ARN,DomainName]' --output text --distribution-config "$(cat <<END
{distribution:#}
END
)")
distribution=$(echo "$made" | cut -f 1)
arn=$(echo "$made" | cut -f 2)

aws s3api put-bucket-policy --bucket "$bucket" --policy "$(cat <<END
{reading:#}
END
)"

echo "The distribution is $distribution, at https://$(echo "$made" | cut -f 3)/ in a few minutes."
"#
    )
}

/// How CloudFront answers for the paths that a pattern fits, or for all that none fits. It keeps them
/// by the managed policy “CachingOptimized”.
fn behaviour(kind: Kind, pattern: Option<&str>) -> Value {
    let mut behaviour = json!({
        "TargetOriginId": "bucket",
        "ViewerProtocolPolicy": "redirect-to-https",
        "Compress": true,
        "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "ResponseHeadersPolicyId": format!("${}", kind.name()),
        "FunctionAssociations": {"Quantity": 1, "Items": [
            {"EventType": "viewer-request", "FunctionARN": "$function"},
        ]},
    });
    if let Some(pattern) = pattern {
        behaviour["PathPattern"] = pattern.into();
    }
    behaviour
}

/// What CloudFront answers where the bucket has nothing: S3 says 403 to whom it does not tell
/// what there is.
fn missing(hosting: &Hosting, code: u16) -> Value {
    json!({
        "ErrorCode": code,
        "ResponseCode": "404",
        "ResponsePagePath": encoded(&hosting.base.href("/404.html")),
        "ErrorCachingMinTTL": 10,
    })
}

/// What asks a distribution for the headers policy of the behaviour of a pattern
/// (<https://jmespath.org/specification.html>).
fn query_of(pattern: &str) -> String {
    format!(
        "DistributionConfig.CacheBehaviors.Items[?PathPattern=='{pattern}'].ResponseHeadersPolicyId | [0]"
    )
}

/// A shell script for when the comment server, the players or the path have changed.
pub(super) fn update(hosting: &Hosting) -> String {
    let name = name(hosting);
    let mut others = String::new();
    for kind in Kind::ALL {
        let Some(pattern) = kind.patterns(hosting).into_iter().next() else { continue };
        let (kind, of) = (kind.name(), shell_word(&query_of(&pattern)));
        let _ = writeln!(
            others,
            "{kind}=$(aws cloudfront get-distribution-config --id \"$1\" --query {of} --output text)\n\
             if [ \"${kind}\" = None ]; then\n  \
               echo \"The distribution has no behaviour for {pattern}, so cloudfront-{kind}.json is used nowhere: \
               add one, as cloudfront-setup.sh has it.\" >&2\n\
             else\n  replaced \"${kind}\" {kind}\nfi"
        );
    }
    format!(
        r#"#!/bin/sh
# sh cloudfront-update.sh DISTRIBUTION
set -eu
{NO_PAGER}
here=$(dirname "$0")

# replaced ID NAME: puts cloudfront-NAME.json in the place of the policy with that id.
replaced() {{
  version=$(aws cloudfront get-response-headers-policy --id "$1" --query ETag --output text)
  aws cloudfront update-response-headers-policy --id "$1" --if-match "$version" --response-headers-policy-config "file://$here/cloudfront-$2.json"
}}

headers=$(aws cloudfront get-distribution-config --id "$1" --query DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId --output text)
replaced "$headers" headers
{others}
version=$(aws cloudfront describe-function --name {name} --query ETag --output text)
version=$(aws cloudfront update-function --name {name} --if-match "$version" --function-config Comment={name},Runtime=cloudfront-js-2.0 --function-code "fileb://$here/cloudfront-function.js" --query ETag --output text)
aws cloudfront publish-function --name {name} --if-match "$version"
"#
    )
}

/// A shell script that copies the edition into the bucket, the hashed files first. It names each
/// of them: a pattern would also fit a story's address.
///
/// What the bucket has and `dist/` has not is taken away, but for the folders that are named: other
/// editions lie there.
pub(super) fn upload(hosting: &Hosting) -> String {
    let prefix = hosting.base.as_str().trim_matches('/');
    let bucket = match prefix {
        "" => "s3://$bucket".into(),
        prefix => format!("s3://$bucket/{}", within_marks(prefix)),
    };
    let mut text = format!(
        r#"#!/bin/sh
# sh s3-upload.sh BUCKET [DISTRIBUTION [FOLDER...]], where dist/ is. Each FOLDER, below this edition
# in the bucket, is that of another edition and stays as it is. For no distribution say ''.
set -eu
{NO_PAGER}
bucket=$1
distribution=${{2:-}}
shift
[ $# -eq 0 ] || shift

folders=$#
for folder; do
  folder=${{folder#/}}
  folder=${{folder%/}}
  [ -n "$folder" ] || {{ echo "A folder has no name: nothing was copied." >&2; exit 2; }}
  [ ! -e "dist/$folder" ] || {{ echo "dist/$folder is in the way of the edition in that folder: nothing was copied. Give the page another address." >&2; exit 1; }}
  set -- "$@" --exclude "$folder/*"
done
shift "$folders"

# What never changes, before the pages that name it.
"#
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
            "aws s3 cp {} \"{bucket}{}\" --content-type {media_type} --cache-control '{FOR_EVER}'",
            shell_word(&format!("dist{path}")),
            within_marks(path)
        );
    }
    // An edition without stories has no such folder, and what cannot be copied ends the script.
    let sync = |more: &str| {
        let lines = hosting.lasting.iter().map(|folder| {
            format!(
                "if [ -d 'dist{folder}' ]; then\n  aws s3 sync 'dist{folder}' \"{bucket}{folder}\"{more} \
                 --cache-control '{FOR_EVER}'\nfi\n"
            )
        });
        lines.collect::<String>()
    };
    text.push_str(&sync(""));
    let _ = write!(
        text,
        "\naws s3 sync dist/ \"{bucket}/\" --delete --cache-control '{ASK_ANEW}' \"$@\""
    );
    for path in hosting.hashed.iter().map(String::as_str).chain([HEADERS, REDIRECTS]) {
        let _ = write!(text, " \\\n  --exclude {}", shell_word(path.trim_start_matches('/')));
    }
    for folder in &hosting.lasting {
        let _ = write!(text, " \\\n  --exclude '{}*'", folder.trim_start_matches('/'));
    }
    text.push_str("\naws s3 cp dist/manifest.webmanifest \"");
    let _ = writeln!(
        text,
        "{bucket}/manifest.webmanifest\" --content-type application/manifest+json --cache-control \
         '{ASK_ANEW}'"
    );
    if !hosting.lasting.is_empty() {
        text.push_str("\n# What no page shows any more, when the pages are there.\n");
        text.push_str(&sync(" --delete"));
    }
    let _ = write!(
        text,
        "\nif [ -n \"$distribution\" ]; then\n  \
         aws cloudfront create-invalidation --distribution-id \"$distribution\" --paths {}\nfi\n",
        shell_word(&format!("{}*", encoded(hosting.base.as_str())))
    );
    text
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
