use super::RootUrl;
use newsprint::edition::{Image, Site};
use std::path::Path;

/// A picture as search engines and other sites get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedImage {
    /// Its whole URL.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// A file of the public folder that stands for the edition where a page has no picture of its
/// own.
const ICON: &str = "icon-512.png";

/// How wide and high that is.
const ICON_SIZE: u32 = 512;

impl SharedImage {
    /// A picture of a page.
    pub fn of(image: &Image, root: &RootUrl) -> Self {
        Self {
            url: root.target(&image.src),
            alt: image.alt.clone(),
            width: image.width,
            height: image.height,
        }
    }

    /// The edition's icon, where the project has one.
    pub fn icon(public: &Path, site: &Site, root: &RootUrl) -> Option<Self> {
        public.join(ICON).is_file().then(|| Self {
            url: root.file(&format!("/{ICON}")),
            alt: site.title.clone(),
            width: ICON_SIZE,
            height: ICON_SIZE,
        })
    }

    /// Whether social networks can show it: they know no SVG.
    pub fn fits_a_card(&self) -> bool {
        !Path::new(&self.url)
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
    }
}
