//! Pixels as files.

use super::flaw::Flaw;
use super::pixels::Pixels;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, SamplingFactor};
use ravif::{Img, RGB8, RGBA8};

fn broken(error: &dyn std::fmt::Display) -> Flaw {
    Flaw::Broken(error.to_string())
}

/// A WebP file. `drawn` is a picture that was stored without loss, as drawings and screenshots
/// are: it stays so where that is shorter.
pub(super) fn webp(pixels: &Pixels, quality: u8, drawn: bool) -> Result<Vec<u8>, Flaw> {
    let (width, height) = pixels.size();
    let encoder = match pixels {
        Pixels::Rgb(_) => webp::Encoder::from_rgb(pixels.bytes(), width, height),
        Pixels::Rgba(_) => webp::Encoder::from_rgba(pixels.bytes(), width, height),
    };
    let encoded = |lossless, quality: f32| {
        encoder
            .encode_simple(lossless, quality)
            .map(|file| file.to_vec())
            .map_err(|error| Flaw::Broken(format!("{error:?}")))
    };
    let lossy = encoded(false, f32::from(quality))?;
    if drawn {
        let lossless = encoded(true, 50.0)?;
        if lossless.len() <= lossy.len() {
            return Ok(lossless);
        }
    }
    Ok(lossy)
}

/// A JPEG file, progressive; PNG where there is transparency.
pub(super) fn plain(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Flaw> {
    let (width, height) = pixels.size();
    let mut file = Vec::new();
    if pixels.has_alpha() {
        PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::Adaptive)
            .write_image(pixels.bytes(), width, height, ExtendedColorType::Rgba8)
            .map_err(|error| broken(&error))?;
        return Ok(file);
    }
    let side = |side: u32| u16::try_from(side).map_err(|error| broken(&error));
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(pixels.bytes(), side(width)?, side(height)?, ColorType::Rgb)
        .map_err(|error| broken(&error))?;
    Ok(file)
}

/// An AVIF file.
pub(super) fn avif(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Flaw> {
    let (width, height) = pixels.size();
    let (width, height) = (width as usize, height as usize);
    // One thread: how a picture is cut into tiles, and so its bytes, must not depend on the
    // machine; several pictures are encoded side by side anyway. The number stands for about
    // the same look as in WebP and JPEG at this distance.
    let encoder = ravif::Encoder::new()
        .with_quality(f32::from(quality.saturating_sub(15).max(1)))
        .with_speed(6)
        .with_num_threads(Some(1));
    let encoded = match pixels {
        Pixels::Rgb(pixels) => {
            let all: Vec<_> =
                pixels.pixels().map(|pixel| RGB8::new(pixel[0], pixel[1], pixel[2])).collect();
            encoder.encode_rgb(Img::new(&all[..], width, height))
        }
        Pixels::Rgba(pixels) => {
            let all: Vec<_> = pixels
                .pixels()
                .map(|pixel| RGBA8::new(pixel[0], pixel[1], pixel[2], pixel[3]))
                .collect();
            encoder.encode_rgba(Img::new(&all[..], width, height))
        }
    };
    encoded.map(|file| file.avif_file).map_err(|error| broken(&error))
}
