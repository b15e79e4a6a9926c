use memchr::{memchr, memchr2, memmem};

/// How many elements, texts and comments a piece of drawn HTML has: `412.230.88`.
///
/// The page carries this count, and `wake.js` counts again before the app takes hold of the
/// nodes: an extension that adds a node, a translator that wraps text, or HTML that the
/// browser's parser had to repair is seen by it.
///
/// It reads what Leptos draws, in which every `<` of a text is escaped and every attribute
/// with a `<` or `>` is quoted.
pub fn shape(html: &str) -> String {
    let (mut elements, mut texts, mut comments) = (0u32, 0u32, 0u32);
    let mut rest = html.as_bytes();
    while let Some(first) = rest.first() {
        if *first != b'<' {
            texts += 1;
            rest = &rest[memchr(b'<', rest).unwrap_or(rest.len())..];
            continue;
        }
        let end = match rest.get(1) {
            Some(b'!') => {
                comments += 1;
                end_of_comment(rest)
            }
            next => {
                elements += u32::from(next != Some(&b'/'));
                end_of_tag(rest)
            }
        };
        rest = &rest[end..];
    }
    format!("{elements}.{texts}.{comments}")
}

/// Where a comment ends. `<!>`, with which Leptos keeps two texts apart, is parsed as an empty
/// one.
fn end_of_comment(comment: &[u8]) -> usize {
    let close: &[u8] = if comment.starts_with(b"<!--") { b"-->" } else { b">" };
    memmem::find(comment, close).map_or(comment.len(), |at| at + close.len())
}

/// Where a tag ends, behind its `>`: one inside a quoted attribute does not count.
fn end_of_tag(tag: &[u8]) -> usize {
    let mut at = 0;
    while let Some(next) = memchr2(b'"', b'>', &tag[at..]) {
        at += next + 1;
        if tag[at - 1] == b'>' {
            return at;
        }
        at += memchr(b'"', &tag[at..]).map_or(tag.len() - at, |quote| quote + 1);
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn counts_what_a_browser_would_find() {
        assert_eq!(shape(""), "0.0.0");
        assert_eq!(shape("<p>a<!>b</p>"), "1.2.1");
        assert_eq!(shape(r#"<a title="a > b"><img src="x" alt="<b>"></a>"#), "2.0.0");
        assert_eq!(shape("<p>1 &lt; 2</p><!-- > --> "), "1.2.1");
    }
}
