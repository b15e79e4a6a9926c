//! A picture decoded: upright, eight bits, in the colours of the web.

use super::flaw::Flaw;
use super::frame::Part;
use super::negative::{self, Negative};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Pixels with or without transparency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pixels {
    Rgb(RgbImage),
    Rgba(RgbaImage),
}

/// A picture's pixels, and how large it was.
pub(super) struct Developed {
    pub(super) pixels: Pixels,
    /// The whole picture's size when upright; the pixels may be fewer.
    pub(super) full: (u32, u32),
}

impl Negative {
    /// Decodes the picture, or its first frame, no larger than `enough` asks for: the scale,
    /// at most 1, for the upright size. `None` for what press does not decode.
    pub(super) fn develop(
        &self,
        enough: impl FnOnce(u32, u32) -> f64,
    ) -> Result<Option<Developed>, Flaw> {
        let Some(mut decoder) = self.decoder()? else { return Ok(None) };
        let orientation = negative::orientation(&mut decoder);
        let profile = decoder.icc_profile().ok().flatten();
        let broken = |error| negative::flaw(&error);
        let decoded = DynamicImage::from_decoder(decoder).map_err(broken)?;
        let pixels = Pixels::of(decoded);
        let lying = pixels.size();
        let full = if turns(orientation) { (lying.1, lying.0) } else { lying };
        let scale = enough(full.0, full.1).min(1.0);
        let side = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
        // Made small before it is turned: only one copy of the large one is ever held.
        let pixels = if scale < 1.0 {
            let size = (side(lying.0), side(lying.1));
            let whole = whole(lying);
            let small = pixels.part(whole, size)?;
            drop(pixels);
            small
        } else {
            pixels
        };
        let mut pixels = pixels.turned(orientation);
        if let Some(profile) = profile {
            pixels.convert_to_srgb(&profile);
        }
        Ok(Some(Developed { pixels, full }))
    }
}

/// Whether width and height change places.
fn turns(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

fn whole((width, height): (u32, u32)) -> Part {
    Part { left: 0.0, top: 0.0, width: f64::from(width), height: f64::from(height) }
}

impl Pixels {
    fn of(decoded: DynamicImage) -> Self {
        if !decoded.color().has_alpha() {
            return Self::Rgb(decoded.into_rgb8());
        }
        let pixels = decoded.into_rgba8();
        if pixels.pixels().all(|pixel| pixel.0[3] == 255) {
            return Self::Rgb(DynamicImage::ImageRgba8(pixels).into_rgb8());
        }
        Self::Rgba(pixels)
    }

    pub(super) fn size(&self) -> (u32, u32) {
        match self {
            Self::Rgb(pixels) => pixels.dimensions(),
            Self::Rgba(pixels) => pixels.dimensions(),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Rgb(pixels) => pixels.as_raw(),
            Self::Rgba(pixels) => pixels.as_raw(),
        }
    }

    pub(super) fn has_alpha(&self) -> bool {
        matches!(self, Self::Rgba(_))
    }

    fn turned(self, orientation: Orientation) -> Self {
        let mut turned = match self {
            Self::Rgb(pixels) => DynamicImage::ImageRgb8(pixels),
            Self::Rgba(pixels) => DynamicImage::ImageRgba8(pixels),
        };
        turned.apply_orientation(orientation);
        match turned {
            DynamicImage::ImageRgba8(pixels) => Self::Rgba(pixels),
            other => Self::Rgb(other.into_rgb8()),
        }
    }

    /// A part of the picture in another size.
    pub(super) fn part(&self, part: Part, (width, height): (u32, u32)) -> Result<Self, Flaw> {
        let kind = if self.has_alpha() { PixelType::U8x4 } else { PixelType::U8x3 };
        let size = self.size();
        let broken = |error: &dyn std::fmt::Display| Flaw::Broken(error.to_string());
        let from =
            ImageRef::new(size.0, size.1, self.bytes(), kind).map_err(|error| broken(&error))?;
        let mut to = Image::new(width, height, kind);
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
            .crop(part.left, part.top, part.width, part.height);
        Resizer::new().resize(&from, &mut to, &options).map_err(|error| broken(&error))?;
        let bytes = to.into_vec();
        let lost = || Flaw::Broken("its size cannot be changed".into());
        if self.has_alpha() {
            RgbaImage::from_raw(width, height, bytes).map(Self::Rgba).ok_or_else(lost)
        } else {
            RgbImage::from_raw(width, height, bytes).map(Self::Rgb).ok_or_else(lost)
        }
    }

    /// The whole picture in another size.
    pub(super) fn sized(&self, size: (u32, u32)) -> Result<Self, Flaw> {
        if size == self.size() { Ok(self.clone()) } else { self.part(whole(self.size()), size) }
    }

    /// The colours of another profile as those of sRGB. One that cannot be read is passed
    /// over, as browsers do.
    fn convert_to_srgb(&mut self, profile: &[u8]) {
        let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
        if profile.color_space != DataColorSpace::Rgb {
            return;
        }
        let layout = if self.has_alpha() { Layout::Rgba } else { Layout::Rgb };
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else {
            return;
        };
        let mut converted = vec![0; self.bytes().len()];
        if transform.transform(self.bytes(), &mut converted).is_ok() {
            match self {
                Self::Rgb(pixels) => pixels.copy_from_slice(&converted),
                Self::Rgba(pixels) => pixels.copy_from_slice(&converted),
            }
        }
    }
}
