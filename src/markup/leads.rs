//! Where links may lead.

/// Whether a link may lead there: to the web, to somebody's mail or telephone, or to a place seen
/// from here. All links of the app and of press are asked this, whoever has written them.
///
/// A scheme is read as browsers read it (URL standard, section 4.4): spaces and control characters
/// around it, tabs and line ends in it, and the size of its letters count for nothing.
pub fn leads(href: &str) -> bool {
    let mut scheme = String::new();
    for c in href.chars().filter(|c| *c > ' ') {
        match c {
            ':' => return matches!(&*scheme, "http" | "https" | "mailto" | "tel"),
            '/' | '?' | '#' => return true,
            c => scheme.push(c.to_ascii_lowercase()),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_to_the_web_mail_and_telephones() {
        for href in [
            "",
            "#a",
            "?a=b:c",
            "/a:b/",
            "a/b:c",
            "about",
            "//a.example/",
            "https://a.example/",
            "HTTP://a.example",
            "mailto:a@b.example",
            "TEL:+49",
            "\u{1} https:x",
        ] {
            assert!(leads(href), "{href}");
        }
        for href in [
            "javascript:x",
            "JavaScript:x",
            " javascript:x",
            "\u{1}javascript:x",
            "java\tscript:x",
            "java\nscript\r:x",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://a.example/x",
            "file:///etc/passwd",
            "view-source:x",
            "about:blank",
            "ms-word:x",
            "intent:x",
            ":x",
            "javascript&colon;://x",
            "feed:javascript:x",
            "filesystem:x",
            "jar:x",
            "ws://x",
        ] {
            assert!(!leads(href), "{href}");
        }
    }
}
