//! `[comments]`: who keeps what readers write.

use super::server_url::{server_path, server_url};
use super::{Settings, schema};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::data::{Fields, likely};
use crate::read::reporter::Reporter;
use newsprint::edition::{Address, Provider};
use std::ops::Range;

const VALUE: &str = "press::settings::wrong_value";
const PROVIDERS: [(&str, Provider); 4] = [
    ("device", Provider::Device),
    ("isso", Provider::Isso),
    ("wordpress", Provider::WordPress),
    ("none", Provider::None),
];

/// Who keeps the comments, and how they are reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// Who keeps them.
    pub provider: Provider,
    /// Where the server is: a URL, or a path on the edition's own host, without a slash at its
    /// end.
    pub endpoint: Option<String>,
    /// Whether comments are held for the newsroom, where the server does not tell (Isso).
    pub moderated: bool,
    /// The e-mail address to which readers report a comment.
    pub report: Option<String>,
    /// The plain page about privacy, linked beside the form.
    pub privacy: Option<Address>,
}

impl Comments {
    /// What the settings call who keeps them.
    pub fn provider_name(&self) -> &'static str {
        let of = PROVIDERS.iter().find(|(_, provider)| *provider == self.provider);
        of.map_or("device", |(name, _)| name)
    }
}

/// What is wrong with a value, and what to do.
type Fault = (String, String);

impl Settings {
    /// Puts other comments in place of those of `newsprint.toml`, for a trial: who keeps them,
    /// and where. What is wrong is said of the flag.
    pub fn replace_comments(
        &mut self,
        provider: Option<&str>,
        endpoint: Option<&str>,
    ) -> Diagnostics {
        let mut found = Vec::new();
        let mut say = |flag: &str, (message, help): Fault| {
            found.push(Diagnostic::error(VALUE, flag.to_owned(), message).help(help));
        };
        if let Some(name) = provider {
            match self::provider(name) {
                Ok(provider) => self.comments.provider = provider,
                Err(fault) => say("--comments-provider", fault),
            }
        }
        if provider.is_some() || endpoint.is_some() {
            let url = endpoint.map(str::to_owned).or(self.comments.endpoint.take());
            match self::endpoint(self.comments.provider, url.as_deref()) {
                Ok(url) => self.comments.endpoint = url,
                Err(fault) => say("--comments-endpoint", fault),
            }
        }
        found.into_iter().collect()
    }
}

pub(super) fn read(reporter: &Reporter<'_>, mut fields: Fields<'_>, settings: &mut Settings) {
    let say = |span: Range<usize>, (message, help): Fault| {
        reporter.error(VALUE, span, message).help(help);
    };
    let comments = &mut settings.comments;
    let mut place = 0..0;
    if let Some((name, span)) = fields.text_at(&["provider"]) {
        place = span.clone();
        match provider(&name) {
            Ok(provider) => comments.provider = provider,
            Err(fault) => say(span, fault),
        }
    }
    let written = fields.text_at(&["endpoint"]);
    let url = written.as_ref().map(|(url, _)| url.as_str());
    match endpoint(comments.provider, url) {
        Ok(url) => comments.endpoint = url,
        Err(fault) => say(written.map_or(place, |(_, span)| span), fault),
    }
    if let (Some(url), Some(base)) = (&comments.endpoint, &settings.base_url)
        && url.starts_with("http://")
        && base.starts_with("https://")
        && !is_local(url)
    {
        reporter
            .warning(
                "press::settings::insecure_endpoint",
                0..0,
                format!("browsers do not let pages of {base} ask {url}"),
            )
            .help("Give the comment server an https:// address.");
    }
    comments.moderated = fields.flag(&["moderated"]).unwrap_or(false);
    if let Some((address, span)) = fields.text_at(&["report"]) {
        let address = address.strip_prefix("mailto:").unwrap_or(&address);
        if is_mail(address) {
            comments.report = Some(address.into());
        } else {
            let help = "Write it like \"newsroom@example.org\".";
            say(span, (format!("“{address}” is no e-mail address"), help.into()));
        }
    }
    if let Some((address, span)) = fields.text_at(&["privacy"]) {
        match Address::new(address) {
            Ok(address) => comments.privacy = Some(address),
            Err(error) => say(
                span,
                (
                    error.to_string(),
                    "Write the address of the page, for example \"/privacy/\".".into(),
                ),
            ),
        }
    }
    fields.finish(&schema::fields("comments"));
}

fn provider(name: &str) -> Result<Provider, Fault> {
    if let Some((_, provider)) = PROVIDERS.iter().find(|(known, _)| *known == name) {
        return Ok(*provider);
    }
    let help = match likely(name, PROVIDERS.map(|(name, _)| name)) {
        Some(name) => format!("Did you mean “{name}”?"),
        None => "Write \"device\" (in the reader's browser), \"isso\", \"wordpress\" or \"none\"."
            .into(),
    };
    Err((format!("“{name}” keeps no comments"), help))
}

/// Checks where a server is, and takes off what the app adds by itself.
fn endpoint(provider: Provider, written: Option<&str>) -> Result<Option<String>, Fault> {
    let (name, example) = match provider {
        Provider::Isso => ("Isso", "https://comments.example.org"),
        Provider::WordPress => ("WordPress", "https://blog.example.org"),
        Provider::Device | Provider::None => return Ok(None),
    };
    let help = format!(
        "Write where {name} answers: endpoint = \"{example}\", or a path like \"/comments\" that \
         your host passes on to it."
    );
    let Some(written) = written else {
        return Err((format!("it is not said where {name} is"), help));
    };
    let Some(url) = server_url(written).or_else(|| server_path(written)) else {
        return Err((format!("“{written}” is no web address of a server"), help));
    };
    let mut url = url.as_str();
    if provider == Provider::WordPress {
        for end in ["/wp/v2", "/wp-json"] {
            url = url.strip_suffix(end).unwrap_or(url).trim_end_matches('/');
        }
    }
    Ok(Some(url.into()))
}

/// Whether a URL leads to the machine that it is opened on, which browsers trust without TLS.
fn is_local(url: &str) -> bool {
    let host = url.trim_start_matches("http://").split(['/', ':']).next().unwrap_or_default();
    host == "localhost" || host.starts_with("127.") || host.ends_with(".localhost")
}

fn is_mail(address: &str) -> bool {
    address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !address.contains(|c: char| c.is_whitespace() || "?&#%\"<>,;".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(comments: &str) -> (Comments, Vec<String>) {
        let text =
            format!("title = \"T\"\nbase_url = \"https://t.example\"\n[comments]\n{comments}");
        let (settings, found) = Settings::parse("newsprint.toml", &text);
        (settings.comments, found.sorted().into_iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_server_has_an_endpoint_without_its_last_slash() {
        for (written, endpoint) in [
            (
                "provider = \"isso\"\nendpoint = \"https://c.example/isso/\"",
                "https://c.example/isso",
            ),
            ("provider = \"isso\"\nendpoint = \"/isso/\"", "/isso"),
            ("provider = \"isso\"\nendpoint = \"http://127.0.0.1:8099\"", "http://127.0.0.1:8099"),
            (
                "provider = \"wordpress\"\nendpoint = \"https://b.example/wp-json/wp/v2/\"",
                "https://b.example",
            ),
            ("provider = \"wordpress\"\nendpoint = \"https://b.example/\"", "https://b.example"),
        ] {
            let (comments, found) = parse(written);
            assert_eq!(comments.endpoint.as_deref(), Some(endpoint));
            assert!(found.is_empty(), "{found:#?}");
        }
        assert_eq!(parse("endpoint = \"https://c.example\"").0.endpoint, None);
    }

    #[test]
    fn what_is_wrong_is_said_where_it_stands() {
        for (written, place, says) in [
            ("provider = \"isso\"", "4:12", "where Isso is"),
            ("provider = \"wordpress\"", "4:12", "where WordPress is"),
            ("provider = \"iso\"", "4:12", "Did you mean “isso”?"),
            ("provider = \"wordpres\"", "4:12", "Did you mean “wordpress”?"),
            ("provider = \"isso\"\nendpoint = \"comments.example\"", "5:12", "no web address"),
            ("provider = \"isso\"\nendpoint = \"//comments.example\"", "5:12", "no web address"),
            ("provider = \"isso\"\nendpoint = \"https:///x\"", "5:12", "no web address"),
            ("provider = \"isso\"\nendpoint = \"https://a.example/?x\"", "5:12", "no web address"),
            ("provider = \"isso\"\nendpoint = \"http://a.example\"", "1:1", "do not let pages"),
            ("report = \"the newsroom\"", "4:10", "no e-mail address"),
            ("endpiont = \"\"", "4:1", "Did you mean “endpoint”?"),
        ] {
            let (_, found) = parse(written);
            let hit = |line: &String| {
                line.starts_with(&format!("newsprint.toml:{place}:")) && line.contains(says)
            };
            assert!(found.iter().any(hit), "{written}: {found:#?}");
        }
    }

    #[test]
    fn a_trial_puts_another_server_in_place() {
        let text = "title = \"T\"\n[comments]\nprivacy = \"/privacy/\"\nreport = \"a@b.example\"\n";
        let mut settings = Settings::parse("newsprint.toml", text).0;
        let found = settings.replace_comments(Some("isso"), Some("http://127.0.0.1:8099/"));
        assert!(!found.has_errors());
        assert_eq!(settings.comments.provider, Provider::Isso);
        assert_eq!(settings.comments.endpoint.as_deref(), Some("http://127.0.0.1:8099"));
        assert_eq!(settings.comments.report.as_deref(), Some("a@b.example"));
        assert!(!settings.replace_comments(None, None).has_errors());
        assert_eq!(settings.comments.provider, Provider::Isso);
        assert!(settings.replace_comments(Some("disqus"), None).has_errors());
        settings.comments.endpoint = None;
        assert!(settings.replace_comments(Some("wordpress"), None).has_errors());
    }
}
