use super::model::Face;
use crate::markup::{Element, el};

/// What stands beside a name: a picture from where the server says, or a pattern drawn here.
/// It says nothing that the name does not say.
pub(super) fn draw(face: &Face) -> Element {
    match face {
        Face::Picture(url) => el("img")
            .class("face")
            .attr("src", url.clone())
            .attr("alt", "")
            .attr("width", "40")
            .attr("height", "40")
            .attr("loading", "lazy")
            .attr("referrerpolicy", "no-referrer"),
        Face::Pattern(text) => {
            let (path, colour) = pattern(text);
            el("svg")
                .class(["face face-", colour].concat())
                .attr("viewBox", "0 0 5 5")
                .attr("aria-hidden", "true")
                .child(el("path").attr("d", path))
        }
    }
}

/// Five rows of five squares, mirrored, and one of six colours.
fn pattern(text: &str) -> (String, &'static str) {
    let hash = hash(text);
    let mut path = String::new();
    for square in 0..25 {
        let (row, column) = (square / 5, square % 5);
        let mirrored: u32 = if column > 2 { 4 - column } else { column };
        if hash >> (row * 3 + mirrored) & 1 == 1 {
            let digit = |number: u32| char::from(b'0' + number as u8);
            path.push('M');
            path.push(digit(column));
            path.push(' ');
            path.push(digit(row));
            path.push_str("h1v1h-1z");
        }
    }
    (path, ["0", "1", "2", "3", "4", "5"][(hash >> 16) as usize % 6])
}

/// 32 bits FNV-1a, with the high bits folded in (RFC 9923).
fn hash(text: &str) -> u32 {
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_writer_has_a_pattern_that_stays() {
        assert_eq!(pattern("c247abea4e7f"), pattern("c247abea4e7f"));
        let all: std::collections::BTreeSet<_> =
            (0..200).map(|number: u32| pattern(&number.to_string())).collect();
        assert!(all.len() > 190, "{}", all.len());
    }

    #[test]
    fn a_pattern_is_mirrored() {
        let (path, _) = pattern("Ann");
        for row in 0..5 {
            for (one, other) in [(0, 4), (1, 3)] {
                let has = |column: u32| path.contains(&format!("M{column} {row}h"));
                assert_eq!(has(one), has(other), "{path}");
            }
        }
    }
}
