//! The size of a drawing in SVG.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The width and height in CSS pixels: those of the root element, else those of its
/// `viewBox`, by the rules of SVG 2 section 8.2 (a size in per cent is none).
pub(crate) fn size(text: &str) -> Option<(u32, u32)> {
    let mut reader = Reader::from_str(text);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => break element,
            Event::Eof => return None,
            _ => {}
        }
    };
    if root.local_name().as_ref() != b"svg" {
        return None;
    }
    let attribute = |name: &str| {
        let found = root.try_get_attribute(name).ok()??;
        Some(String::from_utf8_lossy(&found.value).into_owned())
    };
    let width = attribute("width").and_then(|text| length(&text));
    let height = attribute("height").and_then(|text| length(&text));
    let view = attribute("viewBox").and_then(|text| view_box(&text));
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(view)) => view,
        _ => return None,
    };
    let whole = |n: f64| (n.round() >= 1.0 && n < 1e6).then_some(n.round() as u32);
    Some((whole(width)?, whole(height)?))
}

/// A CSS length in pixels.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let split = text.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.len());
    let number: f64 = text[..split].trim().parse().ok()?;
    let pixels = match text[split..].to_ascii_lowercase().as_str() {
        "" | "px" => number,
        "pt" => number * 96.0 / 72.0,
        "pc" => number * 16.0,
        "in" => number * 96.0,
        "cm" => number * 96.0 / 2.54,
        "mm" => number * 96.0 / 25.4,
        "em" | "rem" => number * 16.0,
        _ => return None,
    };
    (pixels > 0.0).then_some(pixels)
}

fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers = text.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty());
    let numbers: Vec<f64> = numbers.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_size_of_a_drawing() {
        let table = [
            (r#"<?xml version="1.0"?><!-- x --><svg width="120" height="80px"/>"#, Some((120, 80))),
            (r#"<svg viewBox="0 0 1200 800"></svg>"#, Some((1200, 800))),
            (r#"<svg width="100%" height="100%" viewBox="0,0,12.4,8"/>"#, Some((12, 8))),
            (r#"<svg:svg xmlns:svg="s" width="600" viewBox="0 0 1200 800"/>"#, Some((600, 400))),
            (r#"<svg height="1in" viewBox="0 0 2 1"/>"#, Some((192, 96))),
            (r#"<svg width="5" xmlns="x">"#, None),
            (r#"<svg viewBox="0 0 0 0"/>"#, None),
            ("<html></html>", None),
            ("", None),
            ("<svg width='", None),
        ];
        for (text, size_of) in table {
            assert_eq!(size(text), size_of, "{text}");
        }
    }
}
