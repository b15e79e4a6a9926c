//! Patterns by which rules say of which texts they hold, as Hugo and Jekyll write them.

/// How long a pattern is that is compared with paths, in bytes. Others are as long as they are to
/// take time.
const LONGEST: usize = 500;

/// Whether a pattern is one that can be compared with paths.
pub(super) fn is_known(pattern: &str) -> bool {
    pattern.len() <= LONGEST && !pattern.contains(['{', '['])
}

/// Whether a path fits a pattern: `**` is anything, `*` anything within a folder, `?` one sign.
///
/// The pattern is gone through once, with all the places of the path to which what came so far may
/// reach: to try one after the other takes twice as long with each star.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let path: Vec<char> = path.chars().collect();
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    let mut rest = pattern;
    while let Some(sign) = rest.chars().next() {
        let is_deep = rest.starts_with("**");
        rest = &rest[if is_deep { 2 } else { sign.len_utf8() }..];
        let is_star = sign == '*';
        // From the end, for a sign goes on from where the last one has reached; a star from itself.
        let places: &mut dyn Iterator<Item = usize> =
            if is_star { &mut (0..path.len()) } else { &mut (0..path.len()).rev() };
        for at in places {
            let within = is_deep || path[at] != '/';
            let is_met = if is_star || sign == '?' { within } else { path[at] == sign };
            let before = reached[at] && is_met;
            reached[at + 1] = before || is_star && reached[at + 1];
        }
        reached[0] &= is_star;
        if !reached.contains(&true) {
            return false;
        }
    }
    reached[path.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_holds_for_what_it_says() {
        for (pattern, path, holds) in [
            ("/news/**", "/news/a/b", true),
            ("/news/*", "/news/a/b", false),
            ("/news/*", "/news/a", true),
            ("/news/*", "/news/", true),
            ("/news/a?", "/news/ab", true),
            ("/news/a?", "/news/a/", false),
            ("/news", "/news/a", false),
            ("/news/a", "/news", false),
            ("**draft**", "/news/a-draft", true),
            ("/*/ä?/**b", "/x/äö/y/b", true),
            ("*a", "/a", false),
            ("", "", true),
            ("", "/", false),
            ("*", "", true),
        ] {
            assert_eq!(fits(pattern, path), holds, "{pattern} {path}");
        }
    }

    #[test]
    fn many_stars_take_no_longer() {
        assert!(!fits(&("**a".repeat(100) + "b"), &"a".repeat(2_000)));
        assert!(fits(&"**a".repeat(100), &"a".repeat(2_000)));
        assert!(is_known("/news/**") && !is_known("/{a,b}") && !is_known(&"a".repeat(501)));
    }
}
