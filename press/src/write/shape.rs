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
    let mut rest = html;
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            texts += 1;
            rest = &rest[rest.find('<').unwrap_or(rest.len())..];
            continue;
        };
        rest = if let Some(comment) = tag.strip_prefix("!--") {
            comments += 1;
            comment.find("-->").map_or("", |end| &comment[end + 3..])
        } else if tag.starts_with('!') {
            // `<!>`, with which Leptos keeps two texts apart, is parsed as an empty comment.
            comments += 1;
            tag.find('>').map_or("", |end| &tag[end + 1..])
        } else {
            elements += u32::from(!tag.starts_with('/'));
            &tag[end_of_tag(tag)..]
        };
    }
    format!("{elements}.{texts}.{comments}")
}

/// Where a tag ends, behind its `>`: one inside a quoted attribute does not count.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    for (index, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return index + 1,
            _ => {}
        }
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
