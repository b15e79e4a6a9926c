//! Every link inside the sample edition leads to something.

use crate::project::sample_edition;
use crate::tree::{Tree, attributes};
use percent_encoding::percent_decode_str;
use scraper::Html;
use std::path::Path;

/// The file behind a path on the host, in the edition or copied from `public/`.
fn file(edition: &Tree, path: &str, base: &str) -> Option<String> {
    let path = percent_decode_str(path.strip_prefix(base)?).decode_utf8().ok()?;
    let file = match path.ends_with('/') || path.is_empty() {
        true => format!("{path}index.html"),
        false => path.into_owned(),
    };
    // The app's own files are Trunk's to write.
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public").join(&file);
    (edition.has(&file) || public.is_file()).then_some(file)
}

fn check(base: &str) {
    let edition = sample_edition(base);
    let mut followed = 0;
    for (path, _, page) in edition.all_painted() {
        let mut targets = attributes(&page, "href");
        targets.extend(attributes(&page, "data-site"));
        let images = scraper::Selector::parse("img").unwrap();
        targets.extend(page.select(&images).filter_map(|image| image.attr("src")));
        for target in targets.into_iter().filter(|target| target.starts_with(['/', '#'])) {
            let (target, fragment) = target.split_once('#').unwrap_or((target, ""));
            let there = match target {
                "" => Some(path.to_owned()),
                _ => file(&edition, target, base),
            };
            let there = there.unwrap_or_else(|| panic!("“{target}” in {path} leads to nothing"));
            if !fragment.is_empty() {
                let page = Html::parse_document(edition.text(&there));
                let fragment = percent_decode_str(fragment).decode_utf8().unwrap();
                let found = attributes(&page, "id").contains(&&*fragment);
                assert!(found, "“{target}#{fragment}” in {path} leads to no such place");
            }
            followed += 1;
        }
    }
    assert!(followed > 500, "only {followed} links were found");
}

#[test]
fn at_the_top_of_a_host() {
    check("/");
}

#[test]
fn under_a_path() {
    check("/paper/");
}
