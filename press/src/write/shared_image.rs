use super::RootUrl;
use crate::picture::Crop;
use newsprint::edition::{Image, Page, Site};
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
    /// The pictures that stand for a page: the crops of a story's lead picture, on a listing of
    /// its lead's, widest shape first, where there are some; else the picture itself.
    pub fn all(page: &Page, crops: &[Crop], root: &RootUrl) -> Vec<Self> {
        let image = match page {
            Page::Story(story) => story.lead_image.as_ref(),
            Page::Listing(listing) => listing.lead.as_ref().and_then(|lead| lead.image.as_ref()),
            Page::Text(_) | Page::Search(_) | Page::NotFound(_) => None,
        };
        let Some(image) = image else { return Vec::new() };
        if crops.is_empty() {
            return vec![Self::of(image, root)];
        }
        let cut = |crop: &Crop| Self {
            url: root.target(&crop.src),
            alt: image.alt.clone(),
            width: crop.width,
            height: crop.height,
        };
        crops.iter().map(cut).collect()
    }

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

    /// Whether social networks can show it: they know no SVG and no AVIF.
    pub fn fits_a_card(&self) -> bool {
        let extension = Path::new(&self.url).extension().unwrap_or_default();
        !["svg", "avif"].iter().any(|unknown| extension.eq_ignore_ascii_case(unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::edition::{Base, Story};

    #[test]
    fn crops_stand_for_a_story_before_its_picture_does() {
        let lead_image = Some(Image {
            src: "/a.jpg".into(),
            alt: "A ship.".into(),
            width: 300,
            height: 200,
            ..Image::default()
        });
        let page = Page::Story(Box::new(Story { lead_image, ..Story::default() }));
        let root = RootUrl::new("https://quay.example", &Base::new("/"));
        let crop = |src: &str, width, height| Crop {
            src: src.into(),
            width,
            height,
            media_type: "image/jpeg".into(),
        };
        let crops = [crop("/wide.jpg", 1600, 900), crop("/square.jpg", 1200, 1200)];
        let urls = |crops: &[Crop]| {
            let all = SharedImage::all(&page, crops, &root);
            assert!(all.iter().all(|image| image.alt == "A ship."));
            all.into_iter().map(|image| image.url).collect::<Vec<_>>()
        };
        assert_eq!(urls(&[]), ["https://quay.example/a.jpg"]);
        assert_eq!(
            urls(&crops),
            ["https://quay.example/wide.jpg", "https://quay.example/square.jpg"]
        );
        assert!(SharedImage::all(&Page::default(), &crops, &root).is_empty());
    }
}
