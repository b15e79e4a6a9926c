//! What came of a picture.

use super::frame::Ratio;
use newsprint::edition::{Image, Source};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The folder of an edition that holds what was developed. Every file in it carries the hash
/// of its content and settings in its path, so it may be cached for ever.
pub const FOLDER: &str = "/picture/";

/// What came of a picture: files for every use, all told by one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// A hash of the picture's content and the settings.
    pub(super) key: String,
    /// The upright size of the original in pixels.
    pub(super) size: (u32, u32),
    pub(super) files: Vec<PrintFile>,
    /// A `data:` URL.
    pub(super) stand_in: Option<String>,
}

/// One developed file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PrintFile {
    /// `800.webp`.
    pub(super) name: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) media_type: String,
    pub(super) purpose: Purpose,
}

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// One of the widths of the whole picture.
    Width,
    /// The whole picture in the original's format, in place of a huge original.
    Copy,
    /// For a card: 4:3 small, 16:9 large.
    Card(Ratio),
    /// For search engines and shared links.
    Search(Ratio),
}

/// A picture cut to a shape, for search engines and shared links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crop {
    /// A path inside the edition.
    pub src: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// `image/jpeg`, or `image/png` for a picture with transparency.
    pub media_type: String,
}

/// A print under the name that it has in the edition.
#[derive(Clone, Debug)]
pub(crate) struct Named<'p> {
    print: &'p Print,
    /// Made of the original file's name.
    stem: String,
}

impl Print {
    /// The print of a picture file with this name.
    pub(crate) fn named(&self, file: &Path) -> Named<'_> {
        let stem = crate::read::slug(&file.file_stem().unwrap_or_default().to_string_lossy());
        let stem: String = stem.chars().filter(char::is_ascii).take(40).collect();
        let stem = stem.trim_matches('-');
        Named { print: self, stem: if stem.is_empty() { "picture".into() } else { stem.into() } }
    }
}

impl Named<'_> {
    fn src(&self, file: &PrintFile) -> String {
        format!("{FOLDER}{}/{}-{}", self.print.key, self.stem, file.name)
    }

    fn of(&self, purpose: Purpose) -> impl Iterator<Item = &PrintFile> {
        self.print.files.iter().filter(move |file| file.purpose == purpose)
    }

    fn sources(&self, purpose: Purpose) -> Vec<Source> {
        self.of(purpose)
            .map(|file| Source {
                src: self.src(file),
                width: file.width,
                media_type: file.media_type.clone(),
            })
            .collect()
    }

    /// Adds to a picture on a page all that the browser can choose from. A picture that moves
    /// stays as it is.
    pub(crate) fn show(&self, image: &mut Image) {
        image.sources = self.sources(Purpose::Width);
        image.placeholder.clone_from(&self.print.stand_in);
        if let Some(copy) = self.of(Purpose::Copy).next() {
            image.src = self.src(copy);
            (image.width, image.height) = (copy.width, copy.height);
        }
    }

    /// The picture of a card, cut to its shape; the whole where nothing was cut.
    pub(crate) fn card(&self, image: &Image, ratio: Ratio) -> Image {
        let sources = self.sources(Purpose::Card(ratio));
        let mut card = Image { placeholder: None, ..image.clone() };
        if let Some(last) = sources.last() {
            card.src.clone_from(&last.src);
            (card.width, card.height) = (last.width, ratio.height(last.width));
        }
        card.sources = sources;
        card
    }

    /// The crops for search engines and shared links, widest shape first.
    pub(crate) fn crops(&self) -> Vec<Crop> {
        let crops = Ratio::ALL.into_iter().flat_map(|ratio| self.of(Purpose::Search(ratio)));
        crops
            .map(|file| Crop {
                src: self.src(file),
                width: file.width,
                height: file.height,
                media_type: file.media_type.clone(),
            })
            .collect()
    }

    /// The files that a page with the picture needs, as their paths in the edition and their
    /// names in the store. Cards and crops are for the pictures above stories.
    pub(crate) fn files(&self, leads: bool) -> Vec<(String, &str)> {
        let wanted = self
            .print
            .files
            .iter()
            .filter(|file| leads || matches!(file.purpose, Purpose::Width | Purpose::Copy));
        wanted.map(|file| (self.src(file), file.name.as_str())).collect()
    }
}
