//! What a page says to other sites that show a link to it: the Open Graph protocol
//! (<https://ogp.me>) and X's cards, which take from it what they do not say themselves.

use super::{RootUrl, SharedImage};
use newsprint::edition::{Head, Page, Site};

/// A `<meta>` element: the attribute that holds its name, the name, and the content.
pub type MetaTag = (&'static str, &'static str, String);

/// The tags of a page that has an address. `pictures` stand for it, `icon` where none of them
/// fits a card.
pub fn share_tags(
    page: &Page,
    head: &Head,
    site: &Site,
    root: &RootUrl,
    pictures: &[SharedImage],
    icon: Option<&SharedImage>,
) -> Vec<MetaTag> {
    let Some(address) = &head.address else { return Vec::new() };
    let mut tags = Tags(Vec::new());
    let (kind, title) = match page {
        Page::Story(story) => ("article", &story.headline),
        Page::Text(text) => ("website", &text.title),
        Page::Listing(listing) => ("website", &listing.title),
        Page::Search(_) | Page::NotFound(_) => ("website", &head.title),
    };
    tags.property("og:type", kind);
    tags.property("og:site_name", &site.title);
    tags.property("og:title", title);
    tags.property("og:description", &head.description);
    tags.property("og:url", &root.page(address));
    if let Some(locale) = locale(&head.language) {
        tags.property("og:locale", &locale);
    }
    if let Page::Story(story) = page {
        tags.property("article:published_time", story.published.as_str());
        if let Some(updated) = &story.updated {
            tags.property("article:modified_time", updated.as_str());
        }
        for author in &story.authors {
            tags.property("article:author", &root.page(&author.address));
        }
        if let Some(section) = &story.section {
            tags.property("article:section", &section.name);
        }
        for topic in &story.topics {
            tags.property("article:tag", &topic.name);
        }
    }
    let own = pictures.iter().find(|image| image.fits_a_card());
    let card = if own.is_some() { "summary_large_image" } else { "summary" };
    tags.0.push(("name", "twitter:card", card.into()));
    if let Some(image) = own.or(icon) {
        tags.property("og:image", &image.url);
        tags.property("og:image:width", &image.width.to_string());
        tags.property("og:image:height", &image.height.to_string());
        if !image.alt.is_empty() {
            tags.property("og:image:alt", &image.alt);
        }
    }
    tags.0
}

/// A language tag as Open Graph writes it, `pt_BR`; a language without a territory has none.
fn locale(language: &str) -> Option<String> {
    let (primary, rest) = language.split_once('-')?;
    let is_territory =
        |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    let territory = rest.split('-').find(is_territory)?;
    Some(format!("{}_{}", primary.to_ascii_lowercase(), territory.to_ascii_uppercase()))
}

struct Tags(Vec<MetaTag>);

impl Tags {
    fn property(&mut self, name: &'static str, content: &str) {
        self.0.push(("property", name, content.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::edition::{Base, Image, Story};

    fn tags(image: Option<&str>, icon: bool) -> Vec<String> {
        let site = Site { title: "The Quay".into(), language: "en".into(), ..Site::default() };
        let lead_image = image.map(|src| Image {
            src: src.into(),
            alt: "A ship.".into(),
            width: 1600,
            height: 900,
            ..Image::default()
        });
        let story = Story { headline: "A".into(), lead_image, ..Story::default() };
        let page = Page::Story(Box::new(story));
        let root = RootUrl::new("https://quay.example", &Base::new("/"));
        let pictures = SharedImage::all(&page, &[], &root);
        let icon = icon.then(|| SharedImage {
            url: "https://quay.example/icon-512.png".into(),
            alt: "The Quay".into(),
            width: 512,
            height: 512,
        });
        let tags = share_tags(&page, &page.head(&site), &site, &root, &pictures, icon.as_ref());
        tags.into_iter().map(|(_, name, content)| format!("{name} {content}")).collect()
    }

    #[test]
    fn a_photograph_fills_the_card() {
        let tags = tags(Some("/a.jpg"), true);
        for tag in [
            "og:type article",
            "og:title A",
            "twitter:card summary_large_image",
            "og:image https://quay.example/a.jpg",
            "og:image:width 1600",
            "og:image:alt A ship.",
        ] {
            assert!(tags.iter().any(|it| it == tag), "{tag} in {tags:#?}");
        }
    }

    #[test]
    fn a_picture_that_no_network_shows_leaves_its_place_to_the_icon() {
        for picture in ["/a.svg", "/a.AVIF"] {
            let with = tags(Some(picture), true);
            assert!(with.contains(&"og:image https://quay.example/icon-512.png".into()));
            assert!(with.contains(&"twitter:card summary".into()));
        }
        assert!(!tags(None, false).iter().any(|tag| tag.starts_with("og:image")));
    }

    #[test]
    fn a_locale_needs_a_territory() {
        assert_eq!(locale("pt-BR").as_deref(), Some("pt_BR"));
        assert_eq!(locale("zh-Hant-tw").as_deref(), Some("zh_TW"));
        assert_eq!(locale("en"), None);
        assert_eq!(locale("sr-Latn"), None);
    }
}
