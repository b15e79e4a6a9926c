//! Remarks between two `%%`, as Obsidian's writers make them: they are for nobody but them.

use std::borrow::Cow;

/// A text without remarks: they become spaces, so that all else keeps its place.
pub(super) fn without_remarks(text: &str) -> Cow<'_, str> {
    if !text.contains("%%") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut in_remark = false;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            _ if in_remark => {}
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => {
                fence = None;
                out.push_str(line);
                continue;
            }
            _ => {}
        }
        let is_code = !in_remark && (line.starts_with("    ") || line.starts_with('\t'));
        match fence.is_some() || is_code {
            true => out.push_str(line),
            false => in_remark = cover(line, in_remark, &mut out),
        }
    }
    // One that never ends is none.
    if in_remark { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Covers what of a line is in a remark, and tells whether the next begins in one.
fn cover(line: &str, mut in_remark: bool, out: &mut String) -> bool {
    let mut in_code = false;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("%%") && !in_code {
            in_remark = !in_remark;
            out.push_str("  ");
            rest = &rest[2..];
            continue;
        }
        in_code ^= c == '`' && !in_remark;
        match in_remark && !matches!(c, '\n' | '\r') {
            true => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    in_remark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_is_covered_and_all_else_keeps_its_place() {
        for (text, expected) in [
            ("a %%b é%% c", "a          c"),
            ("a\n\n%%\nsecret\n%%\n\nb", "a\n\n  \n      \n  \n\nb"),
            ("`%%` and %%x%%", "`%%` and      "),
            ("```\n%% x\n```\n%%y%%\n", "```\n%% x\n```\n     \n"),
            ("    %% code\n", "    %% code\n"),
            ("100 %% of it", "100 %% of it"),
        ] {
            assert_eq!(without_remarks(text), expected);
            assert_eq!(without_remarks(text).len(), text.len());
        }
    }
}
