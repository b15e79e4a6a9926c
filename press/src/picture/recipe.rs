//! What is made of every picture.

use super::frame::{Focus, Ratio};
use crate::settings::PictureSettings;

/// Goes up whenever the same picture and settings come out otherwise: then all is developed
/// anew.
const EDITION: u32 = 2;

/// The widths of a small card's picture.
const SMALL_CARD: [u32; 2] = [320, 640];

/// The widths of a large card's picture.
const LARGE_CARD: [u32; 2] = [640, 1280];

/// How wide a picture for search engines and shared links is, at most.
const SEARCH: u32 = 1200;

/// How wide the stand-in is.
pub(super) const STAND_IN: u32 = 16;

/// What is made of every picture: widths, formats, quality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    settings: PictureSettings,
}

impl Recipe {
    /// Follows the newsroom's settings.
    pub fn new(settings: &PictureSettings) -> Self {
        Self { settings: settings.clone() }
    }

    /// From 1 to 100.
    pub(super) fn quality(&self) -> u8 {
        self.settings.quality
    }

    pub(super) fn avif(&self) -> bool {
        self.settings.avif
    }

    /// The name of what comes of a file's bytes, cut around a focus: the same bytes, focus and
    /// settings, the same name.
    pub(super) fn key(&self, bytes: &[u8], focus: Option<Focus>) -> String {
        let PictureSettings { widths, quality, avif } = &self.settings;
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{EDITION} {widths:?} {quality} {avif} {focus:?}\n").as_bytes());
        hasher.update(bytes);
        hasher.finalize().to_hex()[..16].into()
    }

    /// The widths that a picture of a width comes in, smallest first: never wider than it is.
    pub(super) fn widths(&self, width: u32) -> Vec<u32> {
        let most = self.settings.widths.last().copied().unwrap_or(width);
        let mut widths: Vec<u32> =
            self.settings.widths.iter().copied().filter(|step| *step < width).collect();
        if width <= most {
            widths.push(width);
        }
        widths
    }

    /// The width of the copy in the original's format; none when the original itself is small
    /// enough.
    pub(super) fn copy(&self, width: u32) -> Option<u32> {
        self.settings.widths.last().copied().filter(|most| width > *most)
    }

    /// The widths of a card's picture, from a picture of a size.
    pub(super) fn card(ratio: Ratio, width: u32, height: u32) -> Vec<u32> {
        let steps = if ratio == Ratio::Wide { LARGE_CARD } else { SMALL_CARD };
        let most = largest(ratio, width, height);
        let mut widths: Vec<u32> = steps.into_iter().filter(|step| *step <= most).collect();
        if widths.is_empty() {
            widths.push(most);
        }
        widths
    }

    /// The width of a crop for search, from a picture of a size.
    pub(super) fn search(ratio: Ratio, width: u32, height: u32) -> u32 {
        largest(ratio, width, height).min(SEARCH)
    }

    /// How much smaller a picture may be made before all else is made from it.
    pub(super) fn enough(&self, width: u32, height: u32) -> f64 {
        let widest = self.settings.widths.last().copied().unwrap_or(width).max(LARGE_CARD[1]);
        let for_widths = f64::from(widest) / f64::from(width);
        let for_crops = f64::from(SEARCH) / f64::from(width.min(height));
        for_widths.max(for_crops).min(1.0)
    }
}

/// The width of the largest part with a shape.
fn largest(ratio: Ratio, width: u32, height: u32) -> u32 {
    (ratio.part(width, height, None).width.floor() as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe() -> Recipe {
        Recipe::new(&PictureSettings { widths: vec![400, 800], quality: 80, avif: false })
    }

    #[test]
    fn nothing_is_made_larger_than_it_is() {
        assert_eq!(recipe().widths(2000), [400, 800]);
        assert_eq!(recipe().widths(800), [400, 800]);
        assert_eq!(recipe().widths(600), [400, 600]);
        assert_eq!(recipe().widths(100), [100]);
        assert_eq!((recipe().copy(2000), recipe().copy(800)), (Some(800), None));
        assert_eq!(Recipe::card(Ratio::Classic, 2000, 1000), [320, 640]);
        assert_eq!(Recipe::card(Ratio::Classic, 500, 500), [320]);
        assert_eq!(Recipe::card(Ratio::Wide, 100, 100), [100]);
        assert_eq!(Recipe::search(Ratio::Square, 2000, 1000), 1000);
        assert_eq!(Recipe::search(Ratio::Wide, 6000, 4000), 1200);
    }

    #[test]
    fn what_is_decoded_is_enough_for_all() {
        assert_eq!(recipe().enough(6000, 2000), 0.6);
        assert_eq!(recipe().enough(2560, 2560), 0.5);
        assert_eq!(recipe().enough(100, 100), 1.0);
    }

    #[test]
    fn settings_and_content_make_the_name() {
        let key = recipe().key(b"a", None);
        assert_eq!(key, recipe().key(b"a", None));
        assert_ne!(key, recipe().key(b"b", None));
        assert_ne!(key, recipe().key(b"a", Focus::read("top")));
        let other = PictureSettings { quality: 81, ..recipe().settings };
        assert_ne!(key, Recipe::new(&other).key(b"a", None));
    }
}
