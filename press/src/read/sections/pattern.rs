//! Patterns by which rules say of which texts they hold, as Hugo and Jekyll write them.

/// Whether a path fits a pattern: `**` is anything, `*` anything within a folder, `?` one sign.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let Some(at) = pattern.find(['*', '?']) else { return pattern == path };
    let Some(rest) = path.strip_prefix(&pattern[..at]) else { return false };
    let pattern = &pattern[at..];
    if let Some(pattern) = pattern.strip_prefix('?') {
        let mut chars = rest.chars();
        return chars.next().is_some_and(|c| c != '/') && fits(pattern, chars.as_str());
    }
    let (pattern, is_deep) = match pattern.strip_prefix("**") {
        Some(pattern) => (pattern, true),
        None => (&pattern[1..], false),
    };
    let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    ends.any(|end| (is_deep || !rest[..end].contains('/')) && fits(pattern, &rest[end..]))
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
            ("/news/a?", "/news/ab", true),
            ("/news", "/news/a", false),
            ("**draft**", "/news/a-draft", true),
            ("", "", true),
        ] {
            assert_eq!(fits(pattern, path), holds, "{pattern} {path}");
        }
    }
}
