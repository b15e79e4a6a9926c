use crate::markup::{Element, el};

/// What stands beside a name: a picture where the comment server itself has one, or a pattern
/// drawn here. It says nothing that the name does not say.
///
/// A picture on a third host would tell that host who reads what, and the edition's policy
/// does not let it load.
pub(super) fn draw(face: &str, endpoint: &str) -> Element {
    if is_of(face, endpoint) {
        return el("img")
            .class("face")
            .attr("src", face.to_owned())
            .attr("alt", "")
            .attr("width", "40")
            .attr("height", "40")
            .attr("loading", "lazy")
            .attr("referrerpolicy", "no-referrer");
    }
    let (path, colour) = pattern(face);
    el("svg")
        .class(["face face-", colour].concat())
        .attr("viewBox", "0 0 5 5")
        .attr("aria-hidden", "true")
        .child(el("path").attr("d", path))
}

/// Whether a URL is on the host of a server. One that is reached by a path of the edition's own
/// host does not say where it is.
fn is_of(url: &str, endpoint: &str) -> bool {
    let server = endpoint.split('/').nth(2);
    server.is_some() && url.split('/').nth(2) == server
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
    fn only_the_server_shows_pictures() {
        assert!(is_of("https://b.example/a.png", "https://b.example/blog"));
        assert!(!is_of("https://gravatar.example/a.png", "https://b.example"));
        assert!(!is_of("https://b.example.evil/a.png", "https://b.example"));
        assert!(!is_of("https://b.example/a.png", "/comments"));
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
