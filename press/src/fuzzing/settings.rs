//! `newsprint.toml`, as anybody may have written it.

use super::drawn;
use crate::settings::Settings;
use crate::write::hosting::Hosting;
use crate::write::{Policy, RootUrl, robots};
use newsprint::app::render;
use newsprint::edition::{Base, Brand, Site, Word, Words};
use std::sync::Arc;

/// What begins or ends something in the files that hosts are set up with.
const SIGNS: &str = "\n\r\t {};\"'\\$`#<>|&,";

/// Settings in which nothing is wrong set hosts up as any other do: no value of theirs begins or ends
/// anything there. They are read again as the same, and what pages show of them cannot act.
pub fn settings(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else { return };
    let (settings, found) = Settings::parse("newsprint.toml", text);
    let (_, again) = Settings::parse("newsprint.toml", text);
    assert_eq!(found.to_string(), again.to_string());
    drawn_of(&settings);
    if found.has_errors() {
        return;
    }
    read_again(&settings);
    let other = Settings {
        base_url: settings.base_url.as_ref().map(|_| "https://paper.example".into()),
        ..settings.clone()
    };
    let is_whole = |url: &&String| url.contains("://");
    let server = settings.comments.endpoint.as_ref().filter(is_whole);
    for ((name, own), (_, other)) in files(&settings, server.map(String::as_str))
        .iter()
        .zip(files(&other, server.map(|_| "https://c.example")))
    {
        for sign in SIGNS.chars() {
            let count = |text: &str| text.matches(sign).count();
            assert_eq!(count(own), count(&other), "{sign:?} in {name}: {own}");
        }
    }
}

/// Reads settings alone.
pub(super) fn read(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    drop(Settings::parse("newsprint.toml", &text));
}

/// What was taken for a server is one when it is written as it was taken.
fn read_again(settings: &Settings) {
    let quoted = |text: &str| toml::Value::String(text.into()).to_string();
    if let Some(url) = &settings.base_url {
        let (same, _) = Settings::parse("", &format!("title = \"T\"\nbase_url = {}", quoted(url)));
        assert_eq!(same.base_url.as_ref(), Some(url));
        let url = url::Url::parse(url).unwrap();
        assert!(url.has_host() && url.username().is_empty() && url.password().is_none(), "{url}");
    }
    // A WordPress at the top of the edition's own host has an empty one.
    if let Some(url) = settings.comments.endpoint.as_ref().filter(|url| !url.is_empty()) {
        let (name, url) = (settings.comments.provider_name(), url.as_str());
        let text =
            format!("title = \"T\"\n[comments]\nprovider = \"{name}\"\nendpoint = {}", quoted(url));
        let (same, _) = Settings::parse("", &text);
        assert_eq!(same.comments.endpoint.as_deref(), Some(url));
    }
    for path in settings.follow_links.iter().chain(&settings.assets) {
        assert!(!path.starts_with('/') && path.split('/').all(|name| name != ".."), "{path}");
    }
}

/// The files that hosts are set up with.
fn files(settings: &Settings, server: Option<&str>) -> Vec<(&'static str, String)> {
    let base = Base::new("/paper/");
    let root = settings.base_url.as_ref().map(|url| RootUrl::new(url, &base));
    let hosting = Hosting {
        policy: Policy::new(&[], server, &settings.players),
        hashed: vec!["/newsprint-1.js".into()],
        lasting: vec!["/picture/".into()],
        redirects: Vec::new(),
        precompressed: false,
        base,
        root,
    };
    let mut files = hosting.snippets();
    files.push(("_headers", hosting.headers_file(None)));
    files.push(("robots.txt", robots(None, hosting.root.as_ref(), true)));
    files
}

/// Draws a page with all that the settings say on it.
fn drawn_of(settings: &Settings) {
    let origins: Vec<&str> = settings.players.iter().map(|player| player.origin()).collect();
    let site = Site {
        title: settings.title.clone(),
        language: settings.language.clone(),
        brand: Brand {
            motto: settings.brand.motto.clone(),
            footer: settings.brand.footer.clone(),
            ..Brand::default()
        },
        menu: settings.menu.clone(),
        footer_menu: settings.footer_menu.clone(),
        words: Words::new(Word::ALL.iter().map(|word| word.name().to_owned()).collect()),
        ..Site::default()
    };
    let html = render(Arc::new(site), Base::new("/"), Arc::default(), None);
    drawn::check(&html, &origins);
}
