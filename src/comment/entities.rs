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

/// The letters of Latin-1 by their names, from U+00A0 on.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Other signs, each behind its name.
const OTHERS: &str = "amp& lt< gt> quot\" apos' hellip… ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ \
    rdquo” bdquo„ lsaquo‹ rsaquo› bull• euro€ trade™ rarr→ larr← minus−";

/// Servers name the signs of HTML itself, people those of their language; all others are numbers.
fn character(name: &str) -> Option<char> {
    if let Some(at) = LATIN.split(' ').position(|it| it == name) {
        return char::from_u32(0xA0 + at as u32);
    }
    let mut others = OTHERS.split(' ').filter_map(|other| other.strip_prefix(name));
    if let Some(sign) = others.find(|rest| !rest.starts_with(char::is_alphabetic)) {
        return sign.chars().next();
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
            ("&nbsp;&eacute;&yuml;&Eacute;&euro;", "\u{A0}éÿÉ€"),
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
