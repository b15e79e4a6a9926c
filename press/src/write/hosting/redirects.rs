//! `_redirects`: the newsroom's own rules and press's, in the order in which they all count.

use super::Hosting;
use crate::read::paths::encoded;
use std::fmt::Write as _;

/// Whether a rule that begins with this fits more than one address: it has a `*` or a
/// placeholder.
///
/// Cloudflare Pages reads 2,000 rules up to the first of these, and only 100 from it on, plain
/// ones too (`parseRedirects` in its wrangler).
pub fn is_pattern(from: &str) -> bool {
    let named = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    from.contains('*') || from.split(':').skip(1).any(named)
}

/// Where a rule leads from; none for an empty line or a comment.
pub fn from(line: &str) -> Option<&str> {
    line.split_whitespace().next().filter(|from| !from.starts_with('#'))
}

/// The file; `None` when there are no rules.
///
/// The first rule that fits counts. So press's stand behind the newsroom's own plain ones, and
/// before those from its first pattern on. An address that would be taken for a pattern has no
/// rule; its page leads on.
pub(super) fn file(hosting: &Hosting, own: Option<&str>) -> Option<String> {
    let (first, last) = at_first_pattern(own.unwrap_or_default());
    let mut text = first.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for (from, to) in hosting.moved().filter(|(from, _)| !is_pattern(from)) {
        let _ = writeln!(text, "{} {} 301", encoded(&from), target(&to));
    }
    text.push_str(last);
    (!text.is_empty()).then_some(text)
}

/// Where a rule leads: no placeholder of what another part of it has found.
fn target(path: &str) -> String {
    encoded(path).replace(':', "%3A").replace('*', "%2A")
}

/// Cuts rules where the first pattern begins, with the comment above it.
fn at_first_pattern(rules: &str) -> (&str, &str) {
    let mut at = 0;
    let mut behind_last_rule = 0;
    for line in rules.split_inclusive('\n') {
        at += line.len();
        match from(line) {
            Some(from) if is_pattern(from) => return rules.split_at(behind_last_rule),
            Some(_) => behind_last_rule = at,
            None => {}
        }
    }
    (rules, "")
}

#[cfg(test)]
mod tests {
    use super::super::tests::hosting;
    use super::*;

    #[test]
    fn plain_rules_stand_before_those_with_placeholders() {
        let own = "# Ours\n/a /b 302\n\n/c /d\n\n# All the rest\n# of it\n/e/* /f/:splat\n/g /h\n";
        assert_eq!(
            file(&hosting("/"), Some(own)).unwrap(),
            "# Ours\n/a /b 302\n\n/c /d\n/old/a.html /2026/%C3%A9/ 301\n/old/b/ /b/ 301\n\n\
             # All the rest\n# of it\n/e/* /f/:splat\n/g /h\n"
        );
        let plain = "/a /b 302";
        assert!(file(&hosting("/"), Some(plain)).unwrap().starts_with("/a /b 302\n/old/a.html "));
        let pattern = "/:year/a/ /b/";
        assert!(
            file(&hosting("/"), Some(pattern)).unwrap().ends_with("/old/b/ /b/ 301\n/:year/a/ /b/")
        );
    }

    #[test]
    fn an_address_that_would_fit_others_too_has_no_rule() {
        let mut hosting = hosting("/");
        for (redirect, from) in hosting.redirects.iter_mut().zip(["/old/a:b/", "/old/*/"]) {
            redirect.from = newsprint::edition::Address::new(from).unwrap();
        }
        assert_eq!(file(&hosting, None), None);
        assert_eq!(target("/a/:splat/*/"), "/a/%3Asplat/%2A/");
        assert!(!is_pattern("/12:30/") && is_pattern("/:year/") && is_pattern("/a/*"));
    }
}
