//! YAML that other tools read, though YAML itself would have it indented.

/// A text in which a quoted value that goes on at the beginning of a line stands on one line, as
/// YAML folds it; every other byte is where it was. `None` when there is no such value.
pub(super) fn on_one_line(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    let mut changed = false;
    while at < text.len() {
        let line_end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        let quoted = value_start(&text[at..line_end]).map(|start| at + start);
        let end = quoted.and_then(|start| Some((start, start + closing(&text[start..])?)));
        at = line_end + 1;
        if let Some((start, end)) = end.filter(|(_, end)| *end > line_end) {
            for byte in &mut bytes[start..end] {
                if matches!(byte, b'\n' | b'\r') {
                    *byte = b' ';
                    changed = true;
                }
            }
            at = end + text[end..].find('\n').map_or(text.len() - end, |length| length + 1);
        }
    }
    String::from_utf8(bytes).ok().filter(|_| changed)
}

/// Where a quoted value begins in a line: behind `name: ` or `- `.
fn value_start(line: &str) -> Option<usize> {
    let mut rest = line;
    loop {
        rest = rest.trim_start();
        match rest.strip_prefix("- ") {
            Some(item) => rest = item,
            None => break,
        }
    }
    if !rest.starts_with(['"', '\'']) {
        rest = rest.split_once(": ")?.1.trim_start();
    }
    rest.starts_with(['"', '\'']).then(|| line.len() - rest.len())
}

/// Where the quotation ends that a text begins with, behind its last mark.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mark = *bytes.first()?;
    let mut at = 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if mark == b'"' => at += 2,
            byte if byte != mark => at += 1,
            _ if mark == b'\'' && bytes.get(at + 1) == Some(&mark) => at += 2,
            _ => return Some(at + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_ends_of_lines_inside_quotations_change() {
        let table = [
            ("a: \"b\nc\"\nd: e\n", Some("a: \"b c\"\nd: e\n")),
            ("a: 'it''s\r\nc'\n", Some("a: 'it''s  c'\n")),
            ("- \"b \\\"\nc\"\n- d\n", Some("- \"b \\\" c\"\n- d\n")),
            ("a: \"b\nc\"", Some("a: \"b c\"")),
            ("a: \"b\"\nc: 'd'\n", None),
            ("a: \"b\nc\n", None),
            ("a: b\n", None),
        ];
        for (text, meant) in table {
            assert_eq!(on_one_line(text).as_deref(), meant, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_byte_stays_where_it_is(text in "([-a:\\\\\"' ]|é|\n|\r\n|: \"){0,30}") {
            if let Some(repaired) = on_one_line(&text) {
                prop_assert_eq!(repaired.len(), text.len());
            }
        }
    }
}
