//! How deep values stand in each other, found out before they are read: what reads them goes down
//! on the stack, and a stack that overflows ends the whole build.

use super::Malformed;
use std::ops::Range;

/// How deep values may stand in each other.
pub(super) const DEEPEST: usize = 24;

/// What is said where they stand deeper.
pub(super) const TOO_DEEP: &str = "more than 24 lists and tables stand in each other here";

fn too_deep(span: Range<usize>) -> Malformed {
    Malformed { message: TOO_DEEP.into(), span }
}

/// Looks at a text of JSON from its beginning to its end, or to that of its first value.
///
/// # Errors
/// Where it goes too deep.
pub(super) fn of_json(text: &str) -> Result<(), Malformed> {
    let mut depth = 0_usize;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at += length_of_string(&bytes[at..], false) - 1,
            b'[' | b'{' => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(too_deep(at..at + 1));
                }
            }
            b']' | b'}' if depth < 2 => return Ok(()),
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// Looks at a text of TOML. There the parts of a key stand in each other, too: `a.b.c = 1`.
///
/// # Errors
/// Where it goes too deep.
pub(super) fn of_toml(text: &str) -> Result<(), Malformed> {
    let bytes = text.as_bytes();
    // How deep each bracket stands that is open, and how many dots the key has that is read.
    let (mut open, mut depth, mut dots) = (Vec::new(), 0_usize, 0_usize);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let mut length = 1;
        match byte {
            b'#' => length = bytes[at..].iter().position(|it| *it == b'\n').unwrap_or(text.len()),
            b'"' | b'\'' => length = length_of_string(&bytes[at..], true),
            b'.' => dots += 1,
            b'[' | b'{' => {
                open.push(depth);
                depth += dots + 1;
                dots = 0;
            }
            b']' | b'}' => (depth, dots) = (open.pop().unwrap_or_default(), 0),
            b',' | b'\n' => dots = 0,
            _ => {}
        }
        if depth + dots > DEEPEST {
            return Err(too_deep(at..at + 1));
        }
        at += length;
    }
    Ok(())
}

/// The length of the string that a text begins with, its marks among them. One that does not end
/// goes as far as it could. TOML has those that end at the line's end, those of three marks, and
/// those without escapes.
fn length_of_string(text: &[u8], is_toml: bool) -> usize {
    let mark = text[0];
    let is_long = is_toml && text.get(1) == Some(&mark) && text.get(2) == Some(&mark);
    let end: &[u8] = if is_long { &text[..3] } else { &text[..1] };
    let mut at = end.len();
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' if mark == b'"' => at += 1,
            b'\n' if is_toml && !is_long => return at,
            _ if text[at..].starts_with(end) => return at + end.len(),
            _ => {}
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deep(n: usize, open: &str, close: &str) -> String {
        format!("{}1{}", open.repeat(n), close.repeat(n))
    }

    #[test]
    fn depth_is_counted_where_it_is_one() {
        for text in [
            deep(DEEPEST, "[", "]"),
            deep(DEEPEST, "{\"a\":", "}"),
            format!("[{}1]", "[1],".repeat(1_000)),
            format!("[\"{}\\\"[[\"]", "[".repeat(1_000)),
            // What is behind it is text.
            format!("{{}}{}", "[".repeat(1_000)),
        ] {
            assert_eq!(of_json(&text), Ok(()), "{text}");
        }
        for text in [deep(DEEPEST + 1, "[", "]"), deep(9_999, "{\"a\":", "}"), "[".repeat(99_999)] {
            assert!(of_json(&text).is_err(), "{text}");
        }
        let told = of_json(&deep(9_999, "[", "")).unwrap_err();
        assert_eq!(told.span, DEEPEST..DEEPEST + 1);
    }

    #[test]
    fn parts_of_keys_stand_in_each_other() {
        let dotted = |n: usize| ["a"; 1_000][..n].join(".");
        for text in [
            format!("{} = 1\n", dotted(DEEPEST)),
            format!("[{}]\n", dotted(DEEPEST)),
            format!("[{0}]\n{0} = 1\n", dotted(DEEPEST)),
            "a = [1.5, 2.5]\n\"a.b\".'c.d' = 1.5\n".repeat(1_000),
            format!("a = \"{}\" # {0}\n", ".".repeat(1_000)),
            format!("a = '''\n{}\n'''\nb = \"\"\"{0}\n\\\"\"\"\"\n", "[.".repeat(1_000)),
            format!("a = \"{}\nb = 1\n", "[".repeat(1_000)),
        ] {
            assert_eq!(of_toml(&text), Ok(()), "{text}");
        }
        for text in [
            format!("{} = 1\n", dotted(DEEPEST + 2)),
            format!("[[{}]]\n", dotted(DEEPEST + 2)),
            format!("a = {}", deep(DEEPEST + 1, "[", "]")),
            format!("a = {}", deep(20, "{a.a.a = ", "}")),
            format!("'a' . \"b\"{} = 1", " . c".repeat(DEEPEST)),
        ] {
            assert!(of_toml(&text).is_err(), "{text}");
        }
    }
}
