//! A picture file as it comes, looked at before anything is decoded.

use super::flaw::{Flaw, Remark};
use super::{bounds, gif, jpeg};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader, Limits};
use std::io::Cursor;
use std::path::Path;

/// No side of a picture has more pixels.
const MAX_SIDE: u32 = 30_000;

/// No picture has more pixels: a photograph of 108 megapixels passes.
const MAX_PIXELS: u64 = 120_000_000;

/// No picture needs more bytes when it is decoded.
const MAX_DECODED: u64 = 512_000_000;

/// No file is longer.
const MAX_FILE: u64 = 150_000_000;

/// The kinds of pictures that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
    Gif,
    WebP,
    Avif,
}

/// A raster picture, still undecoded.
pub(super) struct Negative {
    pub(super) bytes: Vec<u8>,
    pub(super) format: Format,
    /// Whether it moves: then it is published as it is.
    pub(super) animated: bool,
    pub(super) remarks: Vec<Remark>,
}

impl Format {
    /// By the first bytes of a file.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => {
                Some(Self::Avif)
            }
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Avif => "AVIF",
        }
    }

    /// As a web server calls it.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }

    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png", "apng"],
            Self::Gif => &["gif"],
            Self::WebP => &["webp"],
            Self::Avif => &["avif"],
        }
    }

    fn decoder(self) -> Option<image::ImageFormat> {
        match self {
            Self::Jpeg => Some(image::ImageFormat::Jpeg),
            Self::Png => Some(image::ImageFormat::Png),
            Self::Gif => Some(image::ImageFormat::Gif),
            Self::WebP => Some(image::ImageFormat::WebP),
            Self::Avif => None,
        }
    }
}

/// Whether a file's name is that of a raster picture.
pub(super) fn is_raster_name(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    [Format::Jpeg, Format::Png, Format::Gif, Format::WebP, Format::Avif]
        .iter()
        .any(|format| format.extensions().contains(&extension.as_str()))
}

/// A file's bytes, where it is not too long to be a picture of a page.
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>, Flaw> {
    let unreadable = |error: std::io::Error| Flaw::Unreadable(error.to_string());
    let length = std::fs::metadata(file).map_err(unreadable)?.len();
    if length > MAX_FILE {
        return Err(Flaw::TooHeavy(length / 1_000_000));
    }
    std::fs::read(file).map_err(unreadable)
}

impl Negative {
    /// A picture that stands in another file.
    pub(super) fn inside(bytes: Vec<u8>, format: Format) -> Self {
        Self { bytes, format, animated: false, remarks: Vec::new() }
    }

    /// Looks at a file's bytes. Nothing is decoded yet, so a bomb has not gone off.
    pub(super) fn new(bytes: Vec<u8>, file: &Path) -> Result<Self, Flaw> {
        let format = Format::of(&bytes).ok_or(Flaw::Unknown)?;
        bounds::check(format, &bytes)?;
        let mut remarks = Vec::new();
        let extension = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if !format.extensions().contains(&extension.as_str()) {
            remarks.push(Remark::WrongExtension { is: format.name().into() });
        }
        if format == Format::Jpeg {
            let (segments, whole) = jpeg::segments(&bytes);
            if !whole {
                return Err(Flaw::CutOff);
            }
            if jpeg::channels(&segments) == Some(4) {
                remarks.push(Remark::Cmyk);
            }
        }
        let animated = match format {
            Format::Gif => {
                let (blocks, whole) = gif::blocks(&bytes);
                if !whole {
                    return Err(Flaw::CutOff);
                }
                blocks.iter().filter(|block| block.kind == gif::Kind::Picture).count() > 1
            }
            Format::WebP => chunk_before(&bytes[12..], b"ANIM", b"VP8 "),
            Format::Png => chunk_before(&bytes, b"acTL", b"IDAT"),
            Format::Avif => bytes.get(8..12) == Some(&b"avis"[..]),
            Format::Jpeg => false,
        };
        Ok(Self { bytes, format, animated, remarks })
    }

    /// How much memory is taken while a picture is developed that has so many bytes when decoded,
    /// about.
    pub(super) fn memory(&self, decoded: u64) -> u64 {
        // Once more while it is turned or its colours are converted, and the file once more while
        // it is read.
        let usual = decoded.saturating_mul(3) / 2 + self.bytes.len() as u64;
        let is_progressive = self.format == Format::Jpeg && jpeg::is_progressive(&self.bytes);
        // What comes in scans is kept as numbers of two bytes until the last of them.
        if is_progressive { usual.saturating_add(decoded.saturating_mul(2)) } else { usual }
    }

    /// A decoder that has read the header; its size has been found bearable. `None` for what
    /// press does not decode.
    pub(super) fn decoder(&self) -> Result<Option<impl ImageDecoder + '_>, Flaw> {
        let Some(format) = self.format.decoder() else { return Ok(None) };
        let mut reader = ImageReader::with_format(Cursor::new(&self.bytes[..]), format);
        let mut limits = Limits::default();
        limits.max_alloc = Some(MAX_DECODED);
        // The sides are judged below, where there are words for it.
        limits.max_image_width = None;
        limits.max_image_height = None;
        reader.limits(limits);
        let decoder = reader.into_decoder().map_err(|error| flaw(&error))?;
        let (width, height) = decoder.dimensions();
        if width.max(height) > MAX_SIDE
            || u64::from(width) * u64::from(height) > MAX_PIXELS
            || decoder.total_bytes() > MAX_DECODED
        {
            return Err(Flaw::TooLarge { width, height });
        }
        Ok(Some(decoder))
    }
}

/// What a decoder's error means.
pub(super) fn flaw(error: &image::ImageError) -> Flaw {
    match error {
        image::ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => {
            Flaw::CutOff
        }
        image::ImageError::Limits(_) => {
            Flaw::Broken("it needs more memory than a picture may".into())
        }
        error => Flaw::Broken(error.to_string()),
    }
}

/// How a picture must be turned to stand upright.
pub(super) fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    decoder.orientation().unwrap_or(Orientation::NoTransforms)
}

/// Whether a chunk's name stands before another's in the first kilobytes of a file.
fn chunk_before(bytes: &[u8], wanted: &[u8; 4], end: &[u8; 4]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let place = |name: &[u8; 4]| head.windows(4).position(|window| window == name);
    place(wanted).is_some_and(|at| place(end).is_none_or(|end| at < end))
}
