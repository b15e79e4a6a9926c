//! What a comment must be before it is sent.

use super::error::Fault;
use super::model::{Capabilities, Submission};

/// Makes a submission fit to be sent: without the space around its parts, and the website
/// with its scheme.
///
/// # Errors
/// Every fault, at most one for each field, in the order of the fields.
pub(super) fn check(
    written: Submission,
    capabilities: Capabilities,
) -> Result<Submission, Vec<Fault>> {
    let parts = [&written.text, &written.name, &written.email, &written.website];
    let parts = parts.map(|part| seen(part));
    let [text, name, email, website] = [0, 1, 2, 3].map(|part| parts[part].as_str());
    let mut faults = Vec::new();
    // What a reader cannot see is no comment: zero-width characters alone count as none.
    if text.chars().all(|c| matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')) {
        faults.push(Fault::TextMissing);
    } else if length(text) < capabilities.min_length {
        faults.push(Fault::TextTooShort);
    } else if length(text) > capabilities.max_length {
        faults.push(Fault::TextTooLong);
    }
    if name.is_empty() && capabilities.name_required {
        faults.push(Fault::NameMissing);
    } else if length(name) > capabilities.max_name {
        faults.push(Fault::NameTooLong);
    }
    if email.is_empty() {
        if capabilities.email_required {
            faults.push(Fault::EmailMissing);
        }
    } else if !is_email(email) {
        faults.push(Fault::EmailInvalid);
    } else if email.len() > capabilities.max_email {
        faults.push(Fault::EmailTooLong);
    }
    let url = web_address(website);
    match &url {
        None if !website.is_empty() => faults.push(Fault::WebsiteInvalid),
        Some(url) if length(url) > capabilities.max_website => faults.push(Fault::WebsiteTooLong),
        _ => {}
    }
    if faults.is_empty() {
        Ok(Submission {
            text: text.into(),
            name: name.into(),
            email: email.into(),
            website: url.unwrap_or_default(),
            parent: written.parent,
        })
    } else {
        Err(faults)
    }
}

/// What of a text is sent: not the space around it, nor control characters, which nobody sees and
/// servers take out or not, so that what was sent would not be known again.
pub(super) fn seen(text: &str) -> String {
    let seen = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.chars().filter(seen).collect::<String>().trim().to_owned()
}

/// How many characters a text has (Unicode scalar values): bytes that begin one.
pub(super) fn length(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

/// Whether a text looks like an e-mail address: the HTML standard's rule, with letters of
/// every language (RFC 6531) and a dot in the domain, since a newsroom's readers write from
/// no local host.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |c: char| is_letter(c) || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    !local.is_empty() && local.chars().all(plain) && is_host(domain)
}

/// A text as an `http` or `https` URL; `https` where it names no scheme. `None` for anything
/// else: this ends up in a link, so no other scheme gets through.
fn web_address(text: &str) -> Option<String> {
    let written = |scheme: &str| {
        let parts = text.split_at_checked(scheme.len());
        parts.filter(|(start, _)| start.eq_ignore_ascii_case(scheme))
    };
    let written = written("https://").or_else(|| written("http://"));
    let (scheme, rest) = written.unwrap_or(("https://", text));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let bad = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
    let good = is_host(host) && port.parse::<u16>().is_ok() && !path.contains(bad);
    good.then(|| [scheme, rest].concat())
}

/// Whether a text looks like a host of the internet: labels with dots between them.
fn is_host(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c == '-' || c == '_' || is_letter(c))
    };
    let text = text.strip_suffix('.').unwrap_or(text);
    text.contains('.') && text.split('.').all(label)
}

/// Any letter, digit, sign on a letter or emoji: whatever is beyond ASCII and can be seen.
/// (Telling letters from signs would cost Unicode's tables.)
fn is_letter(c: char) -> bool {
    let unseen = c.is_whitespace() || c.is_control() || matches!(c, '\u{2000}'..='\u{206F}');
    c.is_ascii_alphanumeric() || !c.is_ascii() && !unseen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::device::Device;
    use proptest::prelude::*;

    fn capabilities(required: bool) -> Capabilities {
        Capabilities {
            min_length: 2,
            max_length: 10,
            max_name: 5,
            max_email: 10,
            max_website: 20,
            name_required: required,
            email_required: required,
            ..Device::capabilities()
        }
    }

    fn written(text: &str, name: &str, email: &str, website: &str) -> Submission {
        let [text, name, email, website] = [text, name, email, website].map(str::to_owned);
        Submission { parent: None, text, name, email, website }
    }

    #[test]
    fn faults_come_in_the_order_of_the_fields() {
        assert_eq!(
            check(written("", "", "", ""), capabilities(true)),
            Err(vec![Fault::TextMissing, Fault::NameMissing, Fault::EmailMissing])
        );
        assert_eq!(
            check(written("12345678901", "", "@", "a b"), capabilities(false)),
            Err(vec![Fault::TextTooLong, Fault::EmailInvalid, Fault::WebsiteInvalid])
        );
    }

    #[test]
    fn each_field_has_its_limits() {
        assert_eq!(
            check(
                written("x", "Adelia", "abc@example.org", "example.org/a/b/c"),
                capabilities(false)
            ),
            Err(vec![
                Fault::TextTooShort,
                Fault::NameTooLong,
                Fault::EmailTooLong,
                Fault::WebsiteTooLong
            ])
        );
    }

    #[test]
    fn what_is_fit_is_trimmed_and_nothing_else() {
        assert_eq!(
            check(written(" <b>&\n\n x ", " A ", " a@b.org ", " b.org "), capabilities(true)),
            Ok(written("<b>&\n\n x", "A", "a@b.org", "https://b.org"))
        );
        assert_eq!(
            check(written("\u{1C}a\u{0}\tb\r\n", "\u{1F}A\u{7F}", "", ""), capabilities(false)),
            Ok(written("a\tb", "A", "", ""))
        );
    }

    #[test]
    fn length_is_counted_in_characters() {
        let wide = "é😀".repeat(5);
        assert!(check(written(&wide, "", "", ""), capabilities(false)).is_ok());
        let wider = format!("{wide}é");
        assert!(check(written(&wider, "", "", ""), capabilities(false)).is_err());
    }

    #[test]
    fn what_cannot_be_seen_is_no_comment() {
        for text in ["", " \n\t", "\u{200B}\u{FEFF}", "\u{00A0}"] {
            assert_eq!(
                check(written(text, "", "", ""), capabilities(false)),
                Err(vec![Fault::TextMissing])
            );
        }
    }

    #[test]
    fn email_addresses() {
        for good in [
            "ada@example.org",
            "a.b+c_d@sub.example.co.uk",
            "o'neil@example.ie",
            "ñandú@correo.es",
            "用户@例子.广告",
            "x@xn--fsq.com",
        ] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "nowhere",
            "ada at example",
            "@example.org",
            "ada@",
            "ada@example",
            "ada@.org",
            "ada@example..org",
            "ada@-example.org",
            "ada@exa mple.org",
            "a da@example.org",
            "ada@example.org, bob@example.org",
            "<ada@example.org>",
            "ada@[127.0.0.1]",
            "ada@b@example.org",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn web_addresses() {
        for (text, url) in [
            ("https://example.org/", "https://example.org/"),
            ("HTTP://Example.org", "HTTP://Example.org"),
            ("example.org", "https://example.org"),
            ("example.org:8080/a?b=c#d", "https://example.org:8080/a?b=c#d"),
            ("münchen.de/straße", "https://münchen.de/straße"),
            ("https://example.org./", "https://example.org./"),
        ] {
            assert_eq!(web_address(text).as_deref(), Some(url), "{text}");
        }
        for bad in [
            "not a web address",
            "nothing",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "mailto:ada@example.org",
            "ftp://example.org",
            "//example.org",
            "https://",
            "https:///example.org",
            "https:example.org",
            "https://user:pass@example.org",
            "https://user@example.org",
            "https://example.org:99999",
            "https://example.org/a b",
            "https://example.org/\"onclick=",
            "https://exa\u{202E}mple.org",
            "https://exämple",
            "жжжжжж://a.b",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn only_the_web_is_linked(text in "\\PC{0,30}") {
            if let Some(url) = web_address(&text) {
                let url = url.to_lowercase();
                prop_assert!(url.starts_with("https://") || url.starts_with("http://"));
            }
        }

        #[test]
        fn nothing_panics(parts in prop::array::uniform4("\\PC{0,20}")) {
            let [text, name, email, website] = &parts;
            let _ = check(written(text, name, email, website), capabilities(true));
        }
    }
}
