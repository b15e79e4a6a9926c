//! `newsprint.toml` into [`Settings`], with a word for everything that is wrong with it.

use super::server_url::server_url;
use super::{Brand, Label, PERMALINK_TOKENS, Settings, comments, embeds, pictures, schema};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::data::{Codes, Fields, likely, parse_toml};
use crate::read::paths::join;
use crate::read::reporter::Reporter;
use crate::read::text_file::{self, Unread};
use jiff::tz::TimeZone;
use newsprint::edition::{Address, MenuLink};
use std::ops::Range;
use std::path::Path;

const CODES: Codes = Codes {
    unknown: "press::settings::unknown_field",
    kind: "press::settings::wrong_kind",
    too_much: "press::settings::too_much",
    most: 100_000,
};
pub(super) const VALUE: &str = "press::settings::wrong_value";

impl Settings {
    /// Reads `newsprint.toml`. What is wrong with it is in the diagnostics; the settings are
    /// usable even then, with the default in place of what could not be read.
    pub fn read(path: &Path) -> (Self, Diagnostics) {
        let name = path.display().to_string();
        let diagnostic = match text_file::read(path) {
            Ok(text) => return Self::parse(&name, &text),
            Err(Unread::Failed(error)) => Diagnostic::error(
                "press::settings::unreadable",
                name,
                format!("the settings cannot be read: {error}"),
            )
            .help("Write a file newsprint.toml with at least: title = \"The name\"."),
            Err(unread) => unread.diagnostic(name),
        };
        (Self::default(), std::iter::once(diagnostic).collect())
    }

    /// Reads the text of a settings file that is called `file` in the report.
    pub fn parse(file: &str, text: &str) -> (Self, Diagnostics) {
        let reporter = Reporter::new(file.into(), text);
        let (entries, errors) = parse_toml(text, 0);
        for error in errors {
            reporter
                .error("press::settings::malformed", error.span, error.message)
                .help("This file is TOML: name = \"value\", one a line.");
        }
        let mut fields = Fields::new(&reporter, CODES, entries);
        let settings = settings(&reporter, &mut fields);
        fields.finish(&schema::fields(""));
        (settings, reporter.finish())
    }
}

fn settings(reporter: &Reporter<'_>, fields: &mut Fields<'_>) -> Settings {
    let mut settings = Settings::default();
    match fields.text(&["title"]) {
        Some(title) => settings.title = title,
        None => reporter
            .error("press::settings::missing_title", 0..0, "the newspaper has no name")
            .help("Begin the file with: title = \"The name\"."),
    }
    if let Some((url, span)) = fields.text_at(&["base_url"]) {
        settings.base_url = server_url(&url);
        if settings.base_url.is_none() {
            reporter
                .error(VALUE, span, format!("“{url}” is no web address of a host"))
                .help("Write it whole, for example base_url = \"https://example.org\".");
        }
    }
    if let Some((language, span)) = fields.text_at(&["language"]) {
        if is_language(&language) {
            settings.language = language;
        } else {
            reporter
                .error(VALUE, span, format!("“{language}” is no language tag"))
                .help("Write a tag of BCP 47, for example \"en\", \"pt-BR\" or \"ar\".");
        }
    }
    if let Some((zone, span)) = fields.text_at(&["time_zone"]) {
        match TimeZone::get(&zone) {
            Ok(found) => settings.time_zone = found,
            Err(_) => reporter
                .error(VALUE, span, format!("“{zone}” is no time zone that is known"))
                .help("Write a name of the IANA database, for example \"Europe/Berlin\"."),
        }
    }
    if let Some((pattern, span)) = fields.text_at(&["permalink"]) {
        match permalink(&pattern) {
            Ok(pattern) => settings.permalink = pattern,
            Err(message) => reporter.error(VALUE, span, message).help(format!(
                "It starts with “/” and is made of these: :{}.",
                PERMALINK_TOKENS.join(", :")
            )),
        }
    }
    if let Some((size, span)) = fields.text_at(&["page_size"]) {
        match size.parse() {
            Ok(size) if (1..=1000).contains(&size) => settings.page_size = size,
            _ => reporter
                .error(VALUE, span, format!("“{size}” is no page size"))
                .help("Write a number from 1 to 1000."),
        }
    }
    if let Some(fields) = fields.table(&["brand"]) {
        settings.brand = brand(fields);
    }
    settings.sections = labels(reporter, fields, "sections");
    settings.topics = labels(reporter, fields, "topics");
    settings.authors = labels(reporter, fields, "authors");
    if let Some(mut fields) = fields.table(&["menu"]) {
        settings.menu = menu(reporter, &mut fields, "header");
        settings.footer_menu = menu(reporter, &mut fields, "footer");
        fields.finish(&schema::fields("menu"));
    }
    if let Some(fields) = fields.table(&["comments"]) {
        comments::read(reporter, fields, &mut settings);
    }
    if let Some(search) = fields.flag(&["search"]) {
        settings.search = search;
    }
    if let Some(fields) = fields.table(&["pictures"]) {
        settings.pictures = pictures::read(reporter, fields);
    }
    if let Some(fields) = fields.table(&["embeds"]) {
        settings.players = embeds::read(reporter, fields);
    }
    if let Some(mut fields) = fields.table(&["build"]) {
        settings.strict = fields.flag(&["strict"]).unwrap_or_default();
        settings.follow_links = inside(reporter, &mut fields, "follow_links", "the project");
        settings.assets = inside(reporter, &mut fields, "assets", "the content folder");
        fields.finish(&schema::fields("build"));
    }
    settings
}

/// Paths that are relative and lead nowhere but into the folder that they are relative to.
fn inside(
    reporter: &Reporter<'_>,
    fields: &mut Fields<'_>,
    name: &str,
    folder: &str,
) -> Vec<String> {
    let written = fields.texts(&[name]).into_iter();
    let paths = written.filter_map(|(path, span)| {
        let is_relative = !path.starts_with('/') && !path.contains(['\\', ':']);
        let joined = is_relative.then(|| join("", &path)).flatten().filter(|it| !it.is_empty());
        if joined.is_none() {
            reporter.error(VALUE, span, format!("“{path}” is no path in {folder}")).help(
                "Write it from there, with “/” between folders, for example \"charts/2026\".",
            );
        }
        joined
    });
    paths.collect()
}

fn brand(mut fields: Fields<'_>) -> Brand {
    let mut brand = Brand {
        logo: fields.text(&["logo"]).map(|path| format!("/{}", path.trim_start_matches('/'))),
        logo_alt: fields.text(&["logo_alt"]),
        motto: fields.text(&["motto"]),
        footer: fields.text(&["footer"]),
        ..Brand::default()
    };
    if let Some(mut colours) = fields.table(&["colours", "colors"]) {
        for name in colours.names() {
            if let Some(colour) = colours.text(&[&name]) {
                brand.colours.insert(name, colour);
            }
        }
    }
    fields.finish(&schema::fields("brand"));
    brand
}

fn labels(reporter: &Reporter<'_>, fields: &mut Fields<'_>, list: &str) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (mut fields, span) in fields.tables(&[list]) {
        let name = fields.text(&["name"]);
        let (slug, description) = (fields.text_at(&["slug"]), fields.text(&["description"]));
        let slug = slug.and_then(|(slug, span)| folder_name(reporter, slug, span));
        let organization = list == "authors" && fields.flag(&["organization"]).unwrap_or_default();
        fields.finish(&schema::fields(list));
        match name {
            None => reporter
                .error(VALUE, span, format!("an entry of [[{list}]] has no name"))
                .help("Add: name = \"…\"."),
            Some(name) if labels.iter().any(|label| label.name == name) => reporter
                .error(VALUE, span, format!("“{name}” stands twice in [[{list}]]"))
                .help("Take one of them out."),
            Some(name) => labels.push(Label { name, slug, description, organization }),
        }
    }
    labels
}

/// A slug that can be the last folder of an address.
fn folder_name(reporter: &Reporter<'_>, slug: String, span: Range<usize>) -> Option<String> {
    let is_folder = !slug.contains('/') && Address::new(format!("/{slug}/")).is_ok();
    if !is_folder {
        reporter
            .error(VALUE, span, format!("“{slug}” cannot be a folder of an address"))
            .help("Write it without spaces, “/”, “?”, “#” and “%”, for example \"sea-life\".");
    }
    is_folder.then_some(slug)
}

fn menu(reporter: &Reporter<'_>, fields: &mut Fields<'_>, list: &str) -> Vec<MenuLink> {
    let mut links = Vec::new();
    for (mut fields, span) in fields.tables(&[list]) {
        let (name, href) = (fields.text(&["name"]), fields.text(&["href", "url"]));
        fields.finish(&schema::fields(&format!("menu.{list}")));
        match (name, href) {
            (Some(name), Some(href)) => links.push(MenuLink { name, href }),
            _ => reporter
                .error(VALUE, span, format!("an entry of [[menu.{list}]] is not whole"))
                .help("It needs a name and an href: name = \"About\", href = \"/about/\"."),
        }
    }
    links
}

/// Whether a text has the form of a BCP 47 tag.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// Checks a pattern and gives it its slashes.
fn permalink(pattern: &str) -> Result<String, String> {
    let mut tokens = pattern.split(':');
    tokens.next();
    let mut distinct = false;
    for token in tokens {
        let name: String = token.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if !PERMALINK_TOKENS.contains(&name.as_str()) {
            return Err(match likely(&name, PERMALINK_TOKENS) {
                Some(meant) => format!("“:{name}” is no part of an address; maybe “:{meant}”"),
                None => format!("“:{name}” is no part of an address"),
            });
        }
        distinct |= matches!(name.as_str(), "slug" | "filename" | "title");
    }
    if !distinct {
        return Err("all stories of a day would get the same address".into());
    }
    Ok(format!("/{}/", pattern.trim_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Settings, Vec<String>) {
        let (settings, found) = Settings::parse("newsprint.toml", text);
        (settings, found.sorted().into_iter().map(ToString::to_string).collect())
    }

    #[test]
    fn reads_what_a_newsroom_decides() {
        let (settings, found) = parse(
            "title = \"The Courier\"\nbase_url = \"https://courier.example/\"\nlanguage = \"de\"\n\
             time_zone = \"Europe/Berlin\"\npermalink = \"posts/:slug\"\npage_size = 6\n\
             [brand]\nlogo = \"logo.svg\"\nmotto = \"m\"\n[brand.colours]\naccent = \"#123\"\n\
             [[sections]]\nname = \"World\"\nslug = \"w\"\n[[menu.header]]\nname = \"About\"\n\
             href = \"/about/\"\n[comments]\nprovider = \"none\"\nprivacy = \"/privacy/\"\n",
        );
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(settings.base_url.as_deref(), Some("https://courier.example"));
        assert_eq!(settings.permalink, "/posts/:slug/");
        assert_eq!(settings.brand.logo.as_deref(), Some("/logo.svg"));
        assert_eq!(settings.brand.colours["accent"], "#123");
        assert_eq!(settings.sections[0].slug.as_deref(), Some("w"));
        assert_eq!(settings.menu[0].href, "/about/");
        assert_eq!(settings.comments.provider, newsprint::edition::Provider::None);
    }

    #[test]
    fn says_everything_that_is_wrong_with_line_and_text() {
        let (settings, found) = parse(
            "titel = \"x\"\nbase_url = \"example.org\"\ntime_zone = \"Europe/Atlantis\"\n\
             permalink = \"/:yeer/:slug/\"\npage_size = 0\nlanguage = \"english!\"\n\
             [brand]\nmotto = [1]\n[[menu.header]]\nname = \"a\"\n[comments]\nprovider = \"devise\"\n",
        );
        assert_eq!(settings.page_size, 20);
        let says = |place: &str, text: &str| {
            let hit = |line: &String| line.starts_with(place) && line.contains(text);
            assert!(found.iter().any(hit), "{place} {text} in {found:#?}");
        };
        says("newsprint.toml:1:1", "no name");
        says("newsprint.toml:1:1", "Did you mean “title”?");
        says("newsprint.toml:2:12", "“example.org” is no web address");
        says("newsprint.toml:3:13", "Europe/Atlantis");
        says("newsprint.toml:4:13", "maybe “:year”");
        says("newsprint.toml:5:13", "“0” is no page size");
        says("newsprint.toml:6:12", "english!");
        says("newsprint.toml:8:9", "“motto” must be a text, but here it is a list");
        says("newsprint.toml:9:", "not whole");
        says("newsprint.toml:12:12", "Did you mean “device”?");
        assert_eq!(found.len(), 10, "{found:#?}");
    }

    #[test]
    fn a_slug_must_be_a_folder() {
        for slug in ["a b", "a/b", "..", "50%"] {
            let text = format!("title = \"T\"\n[[topics]]\nname = \"N\"\nslug = \"{slug}\"\n");
            let (settings, found) = parse(&text);
            assert_eq!(settings.topics[0].slug, None);
            assert!(found[0].starts_with("newsprint.toml:4:8: error: "), "{found:#?}");
        }
    }

    #[test]
    fn a_file_that_is_no_toml_or_missing_is_an_error() {
        assert!(parse("title = \n").1[0].contains("newsprint.toml:1"));
        let (_, found) = Settings::read(Path::new("no-such-folder/newsprint.toml"));
        assert!(found.has_errors());
    }
}
