//! What libraries say, for people.

/// What tells of a library or of its insides and says nothing to who wrote the file.
const INSIDES: &[&str] = &[
    "serde",
    "saphyr",
    "from_str",
    "winnow",
    "toml_edit",
    "quick-xml",
    "quick_xml",
    "zune",
    "image-rs",
    "ravif",
    "rav1e",
    "webp::",
    "vp8_",
    "lightning",
    "libwebp",
    "::",
    "panicked",
    "unwrap",
    "option<",
    "result<",
    "utf8error",
    "error {",
    "spanned",
    "deserializ",
    "ioerror",
];

/// A library's sentence, its first line; nothing where it speaks of itself.
pub(crate) fn plain(sentence: &str) -> Option<&str> {
    let line = sentence.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let lower = line.to_lowercase();
    let speaks_of_itself = INSIDES.iter().any(|inside| lower.contains(inside));
    (!line.is_empty() && !speaks_of_itself).then_some(line)
}

/// What happened, and why where a library has a sentence for it.
pub(crate) fn because(what: &str, sentence: &str) -> String {
    match plain(sentence) {
        Some(why) => format!("{what}: {why}"),
        None => what.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_library_is_named() {
        let what = "the picture cannot be decoded";
        assert_eq!(because(what, "CRC error\nmore"), "the picture cannot be decoded: CRC error");
        for insides in
            ["use from_str_multidoc", "DecodeErrors { zune }", "png::Error", "", "VP8_ENC_ERROR"]
        {
            assert_eq!(because(what, insides), what);
        }
    }
}
