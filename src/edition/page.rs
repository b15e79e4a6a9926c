use super::{Address, Listing, ListingKind, SearchPage, Site, Story, Text, Word, direction};
use serde::Serialize;

/// The version of the data format that this build writes and reads.
///
/// It grows when an older app could no longer draw a newer page; a new optional field or a
/// new kind of block does not need it.
pub const FORMAT: u32 = 1;

/// What one address shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Page {
    /// One article.
    Story(Box<Story>),
    /// A page of teasers.
    Listing(Box<Listing>),
    /// A plain page.
    Text(Text),
    /// The page on which one searches.
    Search(SearchPage),
    /// What a host answers with where there is nothing.
    NotFound(NotFound),
}

/// The page for an address that holds nothing. It has no address of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct NotFound {}

/// A whole `page.json`: the page's fields with the format's version beside them.
#[derive(Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Document<'a> {
    /// [`FORMAT`].
    pub format: u32,
    /// The page.
    #[serde(flatten)]
    pub page: &'a Page,
}

/// What a page says of itself outside its body: in `<head>` and in the browser's frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document's title.
    pub title: String,
    /// A sentence for search results and previews; the title where there is no better one.
    pub description: String,
    /// The page's own address; `None` where it has none.
    pub address: Option<Address>,
    /// The page's language (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

impl Default for Page {
    /// Nothing is there.
    fn default() -> Self {
        Self::NotFound(NotFound {})
    }
}

impl Page {
    /// Where it lives; `None` for the page of an address that holds nothing.
    pub fn address(&self) -> Option<&Address> {
        match self {
            Self::Story(story) => Some(&story.address),
            Self::Listing(listing) => Some(&listing.address),
            Self::Text(text) => Some(&text.address),
            Self::Search(search) => Some(&search.address),
            Self::NotFound(_) => None,
        }
    }

    /// What the page says of itself outside its body.
    pub fn head(&self, site: &Site) -> Head {
        let (title, description, address, language) = match self {
            Self::Story(story) => (
                Some(story.headline.clone()),
                story.standfirst.clone(),
                Some(story.address.clone()),
                &story.language,
            ),
            Self::Listing(listing) => (
                listing_title(listing, site),
                listing.description.clone(),
                Some(listing.address.clone()),
                &site.language,
            ),
            Self::Text(text) => (
                Some(text.title.clone()),
                text.description.clone(),
                Some(text.address.clone()),
                &text.language,
            ),
            Self::Search(search) => {
                let title = site.words.get(Word::Search).to_owned();
                (Some(title), None, Some(search.address.clone()), &site.language)
            }
            Self::NotFound(_) => {
                (Some(site.words.get(Word::NotFoundTitle).into()), None, None, &site.language)
            }
        };
        let title = match title {
            Some(title) => format!("{title} – {}", site.title),
            None => site.title.clone(),
        };
        Head {
            description: description.unwrap_or_else(|| title.clone()),
            title,
            address,
            language: language.clone(),
            direction: direction(language),
        }
    }
}

/// The title of a listing in the browser's frame; `None` for the front page, which goes by
/// the edition's title alone.
fn listing_title(listing: &Listing, site: &Site) -> Option<String> {
    if listing.listing == ListingKind::Front {
        return None;
    }
    Some(match listing.number {
        Some(number) => format!(
            "{}, {}",
            listing.title,
            site.words.fill(Word::PageNumber, &[("number", &number.to_string())])
        ),
        None => listing.title.clone(),
    })
}
