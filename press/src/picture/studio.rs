//! Pictures to try things with, made of numbers.

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Words that stand for a place: nine letters.
pub(super) const PLACE: &[u8] = b"Lighthous";
pub(super) const ARTIST: &[u8] = b"Picture desk";

/// A landscape: sky, sun and sea; no two quarters alike.
pub(super) fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let sun = (u - 0.25).hypot(v - 0.3) < 0.12;
        let wave = ((u * 40.0).sin() + (v * 90.0).cos()) * 9.0;
        let tone = |from: f64, to: f64| (from + (to - from) * v + wave).clamp(0.0, 255.0) as u8;
        match (sun, v < 0.55) {
            (true, _) => Rgb([250, 220, 120]),
            (_, true) => Rgb([tone(90.0, 220.0), tone(140.0, 210.0), tone(200.0, 190.0)]),
            _ => Rgb([tone(20.0, 30.0), tone(60.0, 90.0), tone(90.0, 120.0)]),
        }
    })
}

pub(super) fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    let (width, height) = picture.dimensions();
    jpeg_encoder::Encoder::new(&mut file, 90)
        .encode(picture, width as u16, height as u16, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    file
}

pub(super) fn png(picture: &RgbImage) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture.clone()).write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A GIF of so many frames, two pixels each.
pub(super) fn gif(frames: u8) -> Vec<u8> {
    let mut file = b"GIF89a\x02\0\x01\0\x80\0\0\x20\x40\x60\xf0\xe0\xd0".to_vec();
    for frame in 0..frames {
        file.extend(b"\x21\xf9\x04\x04\x0a\0\0\0");
        file.extend(b"\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02");
        // Clear, two pixels, end: codes of three bits.
        file.extend(if frame % 2 == 0 { [0x44, 0x0a] } else { [0x0c, 0x0a] });
        file.push(0);
    }
    file.push(0x3b);
    file
}

/// Exif data with an orientation, an artist, and a place.
fn exif(orientation: u16) -> Vec<u8> {
    let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
    let degrees = |degrees| Rational { num: degrees, denom: 1 };
    let fields = [
        field(Tag::Orientation, Value::Short(vec![orientation])),
        field(Tag::Artist, Value::Ascii(vec![ARTIST.to_vec()])),
        field(Tag::GPSLatitudeRef, Value::Ascii(vec![b"N".to_vec()])),
        field(Tag::GPSLatitude, Value::Rational(vec![degrees(54), degrees(10), degrees(52)])),
        field(Tag::GPSAreaInformation, Value::Undefined(PLACE.to_vec(), 0)),
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, true).unwrap();
    out.into_inner()
}

const XMP: &[u8] =
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/' exif:GPSLatitude='54,10N'>Lighthous</x:xmpmeta>";

pub(super) fn located_jpeg(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    let plain = jpeg(picture);
    let mut file = plain[..2].to_vec();
    let mut segment = |name: &[u8], content: &[u8]| {
        file.extend([0xff, 0xe1]);
        file.extend(((name.len() + content.len() + 2) as u16).to_be_bytes());
        file.extend(name);
        file.extend(content);
    };
    segment(b"Exif\0\0", &exif(orientation));
    segment(b"http://ns.adobe.com/xap/1.0/\0", XMP);
    file.extend(&plain[2..]);
    file
}

pub(super) fn located_png(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    let plain = png(picture);
    // Behind the header, which has 13 bytes.
    let mut file = plain[..33].to_vec();
    let mut chunk = |name: &[u8], content: &[u8]| {
        file.extend((content.len() as u32).to_be_bytes());
        let from = file.len();
        file.extend(name);
        file.extend(content);
        let sum = crc32fast::hash(&file[from..]);
        file.extend(sum.to_be_bytes());
    };
    chunk(b"eXIf", &exif(orientation));
    chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", XMP].concat());
    file.extend(&plain[33..]);
    file
}

pub(super) fn located_webp(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let plain = webp::Encoder::from_rgb(picture, width, height).encode(80.0);
    let mut file = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x0c\0\0\0".to_vec();
    file.extend(&(width - 1).to_le_bytes()[..3]);
    file.extend(&(height - 1).to_le_bytes()[..3]);
    file.extend(&plain[12..]);
    for (name, content) in [(b"EXIF", &exif(orientation)[..]), (b"XMP ", XMP)] {
        file.extend(name);
        file.extend((content.len() as u32).to_le_bytes());
        file.extend(content);
        file.extend(std::iter::repeat_n(0, content.len() % 2));
    }
    let length = file.len() as u32 - 8;
    file[4..8].copy_from_slice(&length.to_le_bytes());
    file
}
