//! What a page says to search engines: JSON-LD in the terms of schema.org.
//!
//! The fields are those that Google names for articles and breadcrumbs:
//! <https://developers.google.com/search/docs/appearance/structured-data/article>.

use super::{RootUrl, SharedImage};
use newsprint::edition::{Address, Listing, ListingKind, NamedLink, Page, Site, Story};
use serde_json::{Value, json};
use std::collections::HashSet;

/// What all pages' structured data share.
#[derive(Clone, Debug)]
pub struct StructuredData {
    /// Where the edition is.
    pub root: RootUrl,
    /// The listings of authors that are no single person.
    pub organizations: HashSet<Address>,
    /// Stands for the newspaper where it has no logo.
    pub icon: Option<SharedImage>,
}

impl StructuredData {
    /// The JSON-LD of a page that these pictures stand for; `None` for one that has nothing to
    /// say.
    pub fn of(&self, page: &Page, site: &Site, pictures: &[SharedImage]) -> Option<Value> {
        let graph = match page {
            Page::Story(story) => {
                let mut path = vec![];
                path.extend(story.section.as_ref().map(|it| (it.name.as_str(), &it.address)));
                path.push((story.headline.as_str(), &story.address));
                vec![self.article(story, site, pictures), self.breadcrumbs(&path, site)]
            }
            Page::Listing(listing) if listing.listing == ListingKind::Front => {
                vec![self.website(site)]
            }
            Page::Listing(listing) => {
                vec![self.breadcrumbs(&[(&listing.title, &listing_root(listing))], site)]
            }
            Page::Text(text) => vec![self.breadcrumbs(&[(&text.title, &text.address)], site)],
            Page::Search(_) | Page::NotFound(_) => return None,
        };
        Some(json!({"@context": "https://schema.org", "@graph": graph}))
    }

    fn article(&self, story: &Story, site: &Site, pictures: &[SharedImage]) -> Value {
        let url = self.root.page(&story.address);
        let mut article = json!({
            "@type": "NewsArticle",
            "mainEntityOfPage": url,
            "headline": story.headline,
            "inLanguage": story.language,
            "datePublished": story.published,
            "dateModified": story.updated.as_ref().unwrap_or(&story.published),
            "isAccessibleForFree": true,
            "publisher": self.publisher(site),
        });
        article["author"] = match &story.authors[..] {
            [] => {
                json!([{"@type": "NewsMediaOrganization", "name": site.title, "url": self.home()}])
            }
            authors => authors.iter().map(|author| self.author(author)).collect(),
        };
        if let Some(standfirst) = &story.standfirst {
            article["description"] = json!(standfirst);
        }
        if !pictures.is_empty() {
            article["image"] = pictures.iter().map(|image| json!(image.url)).collect();
        }
        if let Some(section) = &story.section {
            article["articleSection"] = json!(section.name);
        }
        if !story.topics.is_empty() {
            article["keywords"] = story.topics.iter().map(|topic| json!(topic.name)).collect();
        }
        article
    }

    fn author(&self, author: &NamedLink) -> Value {
        let kind = match self.organizations.contains(&author.address) {
            true => "Organization",
            false => "Person",
        };
        json!({"@type": kind, "name": author.name, "url": self.root.page(&author.address)})
    }

    fn publisher(&self, site: &Site) -> Value {
        let mut publisher =
            json!({"@type": "NewsMediaOrganization", "name": site.title, "url": self.home()});
        let logo = site.brand.logo.as_ref().map(|logo| SharedImage::of(logo, &self.root));
        if let Some(logo) = logo.or_else(|| self.icon.clone()) {
            publisher["logo"] = json!({"@type": "ImageObject", "url": logo.url});
        }
        publisher
    }

    fn website(&self, site: &Site) -> Value {
        json!({
            "@type": "WebSite",
            "name": site.title,
            "url": self.home(),
            "inLanguage": site.language,
            "publisher": self.publisher(site),
        })
    }

    /// The way from the front page to a page.
    fn breadcrumbs(&self, path: &[(&str, &Address)], site: &Site) -> Value {
        let front = Address::front();
        let steps = std::iter::once((site.title.as_str(), &front)).chain(path.iter().copied());
        let items: Vec<Value> = (1..)
            .zip(steps)
            .map(|(position, (name, address))| {
                json!({
                    "@type": "ListItem",
                    "position": position,
                    "name": name,
                    "item": self.root.page(address),
                })
            })
            .collect();
        json!({"@type": "BreadcrumbList", "itemListElement": items})
    }

    fn home(&self) -> String {
        self.root.page(&Address::front())
    }
}

/// The address of a listing's newest page.
pub(super) fn listing_root(listing: &Listing) -> Address {
    let address = listing.address.as_str();
    listing
        .number
        .and_then(|number| address.strip_suffix(&format!("page/{number}/")))
        .and_then(|root| Address::new(root).ok())
        .unwrap_or_else(|| listing.address.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::edition::{Base, Brand, Image, Timestamp};

    fn address(text: &str) -> Address {
        Address::new(text).unwrap()
    }

    fn link(name: &str, text: &str) -> NamedLink {
        NamedLink { name: name.into(), address: address(text) }
    }

    fn of(page: Page) -> Value {
        let logo = Image { src: "/logo.svg".into(), width: 300, height: 60, ..Image::default() };
        let site = Site {
            title: "The Quay".into(),
            language: "en".into(),
            brand: Brand { logo: Some(logo), ..Brand::default() },
            ..Site::default()
        };
        let data = StructuredData {
            root: RootUrl::new("https://quay.example", &Base::new("/paper/")),
            organizations: HashSet::from([address("/author/desk/")]),
            icon: None,
        };
        let pictures = SharedImage::all(&page, &[], &data.root);
        data.of(&page, &site, &pictures).unwrap_or_default()
    }

    #[test]
    fn a_story_says_who_wrote_it_when_and_where_it_stands() {
        let story = Story {
            address: address("/2026/a/"),
            headline: "A".into(),
            standfirst: Some("S".into()),
            section: Some(link("World", "/section/world/")),
            topics: vec![link("Sea", "/topic/sea/")],
            authors: vec![link("Ana", "/author/ana/"), link("Desk", "/author/desk/")],
            published: Timestamp::new("2026-05-01T10:00:00+01:00"),
            updated: Some(Timestamp::new("2026-05-02T11:00:00+01:00")),
            language: "en".into(),
            lead_image: Some(Image { src: "/a%20b.jpg".into(), ..Image::default() }),
            ..Story::default()
        };
        let data = of(Page::Story(Box::new(story)));
        let article = &data["@graph"][0];
        assert_eq!(article["datePublished"], "2026-05-01T10:00:00+01:00");
        assert_eq!(article["dateModified"], "2026-05-02T11:00:00+01:00");
        assert_eq!(article["image"], json!(["https://quay.example/paper/a%20b.jpg"]));
        assert_eq!(article["author"][0]["@type"], "Person");
        assert_eq!(article["author"][1]["@type"], "Organization");
        assert_eq!(article["author"][0]["url"], "https://quay.example/paper/author/ana/");
        assert_eq!(article["publisher"]["logo"]["url"], "https://quay.example/paper/logo.svg");
        let steps = data["@graph"][1]["itemListElement"].as_array().unwrap();
        let names: Vec<_> = steps.iter().map(|step| step["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["The Quay", "World", "A"]);
        assert_eq!(steps[2]["position"], 3);
        assert_eq!(steps[2]["item"], "https://quay.example/paper/2026/a/");
    }

    #[test]
    fn a_story_without_authors_is_the_newspapers() {
        let data = of(Page::Story(Box::default()));
        assert_eq!(data["@graph"][0]["author"][0]["name"], "The Quay");
        assert_eq!(data["@graph"][0].get("image"), None);
    }

    #[test]
    fn an_older_page_of_a_listing_leads_to_the_listing() {
        let listing = Listing {
            listing: ListingKind::Topic,
            address: address("/topic/sea/page/2/"),
            title: "Sea".into(),
            number: Some(2),
            ..Listing::default()
        };
        let data = of(Page::Listing(Box::new(listing)));
        assert_eq!(
            data["@graph"][0]["itemListElement"][1]["item"],
            "https://quay.example/paper/topic/sea/"
        );
    }

    #[test]
    fn the_front_page_is_the_website_and_nothing_says_nothing() {
        assert_eq!(of(Page::Listing(Box::default()))["@graph"][0]["@type"], "WebSite");
        assert_eq!(of(Page::default()), Value::Null);
    }
}
