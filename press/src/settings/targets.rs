//! Where the settings lead: the menus, the page about privacy, the logo.

use super::Settings;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::Links;
use crate::read::reporter::Reporter;
use crate::read::text_file;
use crate::write::StyleError;
use std::ops::Range;
use std::path::Path;

/// Says of every link of the settings that leads to nothing, and of a logo that is not there,
/// where they stand in the file. They would be wrong on every page.
pub fn check_targets(settings: &Settings, file: &Path, links: &Links) -> Diagnostics {
    let text = text_file::read(file).unwrap_or_default();
    let reporter = Reporter::new(file.display().to_string(), &text);
    let menus = settings.menu.iter().chain(&settings.footer_menu).map(|link| link.href.as_str());
    let privacy = settings.comments.privacy.iter().map(|address| address.as_str());
    // Of a page that an error keeps out it is told there.
    let leads_nowhere =
        |href: &&str| links.from_anywhere(href).is_none() && !links.is_left_out(href);
    for href in menus.chain(privacy).filter(leads_nowhere) {
        reporter
            .error(
                "press::settings::broken_link",
                place(&text, href),
                format!("the link “{href}” leads to nothing in this edition"),
            )
            .help(match links.likely_address(href) {
                Some(meant) => format!("Did you mean “{meant}”?"),
                None => "Write an address like “/about/”, or a whole https:// URL.".into(),
            });
    }
    let logo = settings.brand.logo.iter().filter(|logo| links.picture_size(logo).is_none());
    for logo in logo {
        reporter
            .error(
                "press::settings::missing_logo",
                place(&text, logo.trim_start_matches('/')),
                format!("there is no picture “{logo}”, or its size cannot be read"),
            )
            .help("Put the file into the public folder; an SVG needs a width and height or a viewBox.");
    }
    reporter.finish()
}

/// Says that nobody can be told where the edition is when the settings do not say it, or say the
/// path too, which is each build's to say.
pub fn check_url(settings: &Settings, file: &Path) -> Diagnostics {
    if let Some((url, path)) = settings.base_url.as_ref().and_then(|url| {
        let host = url.find("://")? + 3;
        Some((url, &url[host + url[host..].find('/')?..]))
    }) {
        let text = text_file::read(file).unwrap_or_default();
        let message = format!("“{url}” has a path, “{path}”, and base_url is the host alone");
        return [Diagnostic::error("press::settings::wrong_value", file.display().to_string(), message)
            .at(&text, place(&text, url))
            .help(format!(
                "Take the path out, and build with --public-url {path}/ (make build PUBLIC_URL={path}/)."
            ))]
        .into_iter()
        .collect();
    }
    let advice = Diagnostic::warning(
        "press::settings::no_base_url",
        file.display().to_string(),
        "without a base_url the edition has no feeds and no sitemaps, and its pages name no \
         canonical address and show no card where they are shared",
    )
    .help("Say where the edition will be: base_url = \"https://example.org\".");
    settings.base_url.is_none().then_some(advice).into_iter().collect()
}

/// A colour that cannot be had, with its place in the settings.
pub fn check_colours(error: &StyleError, file: &Path) -> Option<Diagnostic> {
    let (wrong, message, help) = match error {
        StyleError::Sheet(_) => return None,
        StyleError::Name { name, known } => {
            (name, format!("there is no colour “{name}”"), format!("There are {known}."))
        }
        StyleError::Colour { name, colour } => (
            colour,
            format!("“{colour}” for {name} is no colour"),
            "Write a colour of CSS, for example \"#0b5566\".".to_owned(),
        ),
    };
    let text = text_file::read(file).unwrap_or_default();
    let fault =
        Diagnostic::error("press::settings::wrong_value", file.display().to_string(), message);
    Some(fault.at(&text, place(&text, wrong)).help(help))
}

/// Where a value stands in the file; its beginning when it is written otherwise there.
fn place(text: &str, value: &str) -> Range<usize> {
    text.find(value).map_or(0..0, |at| at..at + value.len())
}
