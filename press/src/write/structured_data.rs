//! What a page says to search engines: JSON-LD in the terms of schema.org.
//!
//! The fields are those that Google names for articles and breadcrumbs:
//! <https://developers.google.com/search/docs/appearance/structured-data/article>.

use super::{RootUrl, SharedImage};
use newsprint::edition::{Address, Listing, ListingKind, NamedLink, Page, Site, Story, Timestamp};
use serde::Serialize;
use std::collections::BTreeSet;

/// What all pages' structured data share.
#[derive(Clone, Debug)]
pub struct StructuredData {
    /// Where the edition is.
    pub root: RootUrl,
    /// The listings of authors that are no single person, sorted: it is hashed as it stands here
    /// whether pages have to be made anew.
    pub organizations: BTreeSet<Address>,
    /// Stands for the newspaper where it has no logo.
    pub icon: Option<SharedImage>,
}

/// What a page says.
#[derive(Serialize)]
pub struct Said<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

/// One of the things that a page is about.
#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'a> {
    Article(Box<Article<'a>>),
    Breadcrumbs(Breadcrumbs<'a>),
    Website(Website<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    article_section: Option<&'a str>,
    author: Vec<Party<'a>>,
    date_modified: &'a Timestamp,
    date_published: &'a Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    headline: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    image: Vec<&'a str>,
    in_language: &'a str,
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    main_entity_of_page: String,
    publisher: Party<'a>,
}

/// Somebody who writes or publishes.
#[derive(Serialize)]
struct Party<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<Logo>,
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Logo {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Website<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    in_language: &'a str,
    name: &'a str,
    publisher: Party<'a>,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: String,
    name: &'a str,
    position: usize,
}

impl StructuredData {
    /// The JSON-LD of a page that these pictures stand for; `None` for one that has nothing to
    /// say.
    pub fn of<'a>(
        &self,
        page: &'a Page,
        site: &'a Site,
        pictures: &'a [SharedImage],
    ) -> Option<Said<'a>> {
        let graph = match page {
            Page::Story(story) => {
                let section = story.section.as_ref();
                let section = section.map(|it| (it.name.as_str(), &it.address));
                let steps = section.into_iter().chain([(&*story.headline, &story.address)]);
                vec![self.article(story, site, pictures), self.breadcrumbs(steps, site)]
            }
            Page::Listing(listing) if listing.listing == ListingKind::Front => {
                vec![self.website(site)]
            }
            Page::Listing(listing) => {
                vec![self.breadcrumbs([(&*listing.title, &listing_root(listing))], site)]
            }
            Page::Text(text) => vec![self.breadcrumbs([(&*text.title, &text.address)], site)],
            Page::Search(_) | Page::NotFound(_) => return None,
        };
        Some(Said { context: "https://schema.org", graph })
    }

    fn article<'a>(
        &self,
        story: &'a Story,
        site: &'a Site,
        pictures: &'a [SharedImage],
    ) -> Thing<'a> {
        let authors = story.authors.iter().map(|author| self.author(author));
        let nobody = story.authors.is_empty().then(|| self.newspaper(site));
        Thing::Article(Box::new(Article {
            kind: "NewsArticle",
            article_section: story.section.as_ref().map(|section| section.name.as_str()),
            author: authors.chain(nobody).collect(),
            date_modified: story.updated.as_ref().unwrap_or(&story.published),
            date_published: &story.published,
            description: story.standfirst.as_deref(),
            headline: &story.headline,
            image: pictures.iter().map(|image| image.url.as_str()).collect(),
            in_language: &story.language,
            is_accessible_for_free: true,
            keywords: story.topics.iter().map(|topic| topic.name.as_str()).collect(),
            main_entity_of_page: self.root.page(&story.address),
            publisher: self.publisher(site),
        }))
    }

    fn author<'a>(&self, author: &'a NamedLink) -> Party<'a> {
        let kind = match self.organizations.contains(&author.address) {
            true => "Organization",
            false => "Person",
        };
        Party { kind, logo: None, name: &author.name, url: self.root.page(&author.address) }
    }

    fn newspaper<'a>(&self, site: &'a Site) -> Party<'a> {
        Party { kind: "NewsMediaOrganization", logo: None, name: &site.title, url: self.home() }
    }

    fn publisher<'a>(&self, site: &'a Site) -> Party<'a> {
        let logo = site.brand.logo.as_ref().map(|logo| SharedImage::of(logo, &self.root).url);
        let logo = logo.or_else(|| self.icon.as_ref().map(|icon| icon.url.clone()));
        let logo = logo.map(|url| Logo { kind: "ImageObject", url });
        Party { logo, ..self.newspaper(site) }
    }

    fn website<'a>(&self, site: &'a Site) -> Thing<'a> {
        Thing::Website(Website {
            kind: "WebSite",
            in_language: &site.language,
            name: &site.title,
            publisher: self.publisher(site),
            url: self.home(),
        })
    }

    /// The way from the front page to a page.
    fn breadcrumbs<'a, 'b>(
        &self,
        path: impl IntoIterator<Item = (&'a str, &'b Address)>,
        site: &'a Site,
    ) -> Thing<'a> {
        let front = Address::front();
        let step = |(position, (name, address)): (usize, (&'a str, &Address))| Step {
            kind: "ListItem",
            item: self.root.page(address),
            name,
            position,
        };
        let first = step((1, (&*site.title, &front)));
        let others = (2..).zip(path).map(step);
        Thing::Breadcrumbs(Breadcrumbs {
            kind: "BreadcrumbList",
            item_list_element: std::iter::once(first).chain(others).collect(),
        })
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
    use newsprint::edition::{Base, Brand, Image};
    use serde_json::{Value, json};

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
            organizations: BTreeSet::from([address("/author/desk/")]),
            icon: None,
        };
        let pictures = SharedImage::all(&page, &[], &data.root);
        serde_json::to_value(data.of(&page, &site, &pictures)).unwrap()
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
