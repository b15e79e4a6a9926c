//! Files that stand inside a drawing, as `data:` URLs.

use super::super::clean;
use super::super::negative::{Format, Negative};
use base64::Engine;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

/// As browsers read it: with or without what fills the end.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The first bytes of the kinds of fonts that browsers read.
const FONTS: [&[u8]; 6] = [b"wOF2", b"wOFF", b"OTTO", b"true", b"ttcf", &[0, 1, 0, 0]];

/// A picture of pixels, written anew: by its first bytes it is one, whatever it is called, and
/// where it was taken is not in it. `None` for all else; another drawing could act again.
pub(super) fn picture(url: &str) -> Option<String> {
    let (kind, bytes) = decoded(url)?;
    if !kind.starts_with("image/") || kind.starts_with("image/svg") {
        return None;
    }
    let format = Format::of(&bytes)?;
    let clean = clean::without_metadata(&Negative::inside(bytes, format)).ok()?;
    Some(format!("data:{};base64,{}", format.media_type(), STANDARD.encode(clean)))
}

/// Whether a URL is a font.
pub(super) fn is_font(url: &str) -> bool {
    decoded(url).is_some_and(|(kind, bytes)| {
        (kind.starts_with("font/") || kind.starts_with("application/"))
            && FONTS.iter().any(|start| bytes.starts_with(start))
    })
}

/// The media type in small letters, and the file. Only base64 is read.
fn decoded(url: &str) -> Option<(String, Vec<u8>)> {
    let url = url.trim();
    let scheme = url.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:"))?;
    let (head, content) = url[scheme.len()..].split_once(',')?;
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let kind = head.to_ascii_lowercase();
    let kind = kind.strip_suffix(";base64")?.split(';').next()?.to_owned();
    let content: Vec<u8> =
        percent_decode_str(content).filter(|byte| !byte.is_ascii_whitespace()).collect();
    Some((kind, LENIENT.decode(content).ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::super::studio;
    use super::*;

    fn url(kind: &str, bytes: &[u8]) -> String {
        format!("data:{kind};base64,{}", STANDARD.encode(bytes))
    }

    #[test]
    fn a_picture_is_one_by_its_bytes() {
        let png = studio::png(&studio::scene(3, 2));
        let written = Some(url("image/png", &png));
        assert_eq!(picture(&url("image/png", &png)), written);
        assert_eq!(picture(&url("image/jpeg", &png)), written, "the bytes count");
        let broken = url(" Image/PNG ", &png).replace('A', "A\n ").trim_end_matches('=').to_owned();
        assert_eq!(picture(&broken), written);
        for url in [
            url("image/svg+xml", b"<svg/>"),
            url("image/png", b"<svg/>"),
            url("text/html", &png),
            "data:image/png,%89PNG".into(),
            "data:image/png;base64,\u{e4}".into(),
            "data:".into(),
            "\u{e4}\u{e4}\u{e4}".into(),
        ] {
            assert_eq!(picture(&url), None, "{url}");
        }
    }

    #[test]
    fn where_a_picture_inside_was_taken_goes() {
        let photo = studio::located_jpeg(&studio::scene(30, 20), 1);
        let written = picture(&url("image/jpeg", &photo)).unwrap();
        let (_, bytes) = decoded(&written).unwrap();
        assert!(!bytes.windows(studio::PLACE.len()).any(|window| window == studio::PLACE));
    }

    #[test]
    fn a_font_is_one_by_its_bytes() {
        assert!(is_font(&url("font/woff2", b"wOF2....")));
        assert!(is_font(&url("application/x-font-ttf", b"\0\x01\0\0....")));
        assert!(!is_font(&url("font/woff2", b"<svg/>")));
        assert!(!is_font(&url("image/png", b"wOF2....")));
    }
}
