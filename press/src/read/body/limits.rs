//! How much a text may hold. What is more than any story needs is an error that says so, before
//! anything is made of it.

use super::lines::marker;
use crate::read::reporter::Reporter;

/// How many quotations and list items may begin in each other on a line.
const DEEPEST: usize = 100;

/// Whether a text is one that can be read. `offset` is where it begins in the file.
pub(super) fn is_bearable(text: &str, offset: usize, reporter: &Reporter<'_>) -> bool {
    let mut start = offset;
    for line in text.split_inclusive('\n') {
        if line.len() > DEEPEST && depth(line) > DEEPEST {
            reporter
                .error(
                    "press::body::too_deep",
                    start..start + line.trim_end().len(),
                    "more than 100 quotations and lists begin in each other on this line",
                )
                .help("Take most of the marks off its beginning.");
            return false;
        }
        start += line.len();
    }
    true
}

/// How many quotations and list items begin on a line in each other.
fn depth(line: &str) -> usize {
    let mut rest = line.trim();
    // A rule is no list.
    if rest.bytes().all(|b| b == b' ' || b == rest.as_bytes()[0]) && !rest.starts_with('>') {
        return 0;
    }
    for depth in 0.. {
        rest = rest.trim_start();
        rest = match (rest.strip_prefix('>'), rest.starts_with("[^")) {
            (Some(inner), _) => inner,
            (None, true) => return depth,
            (None, false) => match marker(rest).and_then(|width| rest.get(width..)) {
                Some(inner) => inner,
                None => return depth,
            },
        };
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_in_each_other_is_counted() {
        for (line, count) in [
            ("", 0),
            ("a > b", 0),
            ("> a", 1),
            ("> - 1. a", 3),
            (">>> a", 3),
            ("- - - -", 0),
            ("***", 0),
            ("[^a]: b", 0),
            ("  * a", 1),
        ] {
            assert_eq!(depth(line), count, "{line}");
        }
        assert_eq!(depth(&"- ".repeat(3_000)), 0);
        assert_eq!(depth(&("- ".repeat(3_000) + "a")), 3_000);
    }
}
