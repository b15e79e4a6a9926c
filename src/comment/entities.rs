//! HTML's character references in short texts: names and messages.

/// Replaces the references that servers write, once: `&amp;lt;` is `&lt;`. What is no
/// reference, or one that servers do not write, stays as it is.
#[inline(never)]
pub(super) fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        // The longest reference that is looked for is `&#x10FFFF;`.
        let end = after.bytes().take(11).position(|byte| byte == b';');
        let named =
            end.and_then(|end| Some((character(after.get(..end)?)?, after.get(end + 1..)?)));
        let (character, behind) = named.unwrap_or(('&', after));
        out.push(character);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Servers name the signs of HTML itself, and write all others as numbers.
fn character(name: &str) -> Option<char> {
    const NAMED: [(&str, char); 6] =
        [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{A0}')];
    if let Some((_, character)) = NAMED.iter().find(|(it, _)| *it == name) {
        return Some(*character);
    }
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => digits.parse(),
    };
    char::from_u32(number.ok()?).filter(|it| *it >= ' ' || *it == '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_are_decoded_once() {
        for (text, decoded) in [
            ("A &amp; &lt;b&gt;", "A & <b>"),
            ("&amp;lt;", "&lt;"),
            ("O&#039;Neil &#8217;s &#x1F600;", "O'Neil ’s 😀"),
            ("a&b;c &unknown; &; && &#xD800; &#0; &", "a&b;c &unknown; &; && &#xD800; &#0; &"),
            ("&ééééééé;", "&ééééééé;"),
        ] {
            assert_eq!(decode(text), decoded);
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[&#xa;é0-9]{0,30}") {
            decode(&text);
        }

        #[test]
        fn what_a_server_escapes_comes_back(text in "\\PC{0,30}") {
            let escaped = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;");
            prop_assert_eq!(decode(&escaped), text);
        }
    }
}
