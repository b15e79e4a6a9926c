//! What a file of the content folder is, by its name.
//!
//! What readers get is what is known to be for them: texts, and the media that pages show. What
//! else lies there may be an editor's copy of a text, a contract or a list of sources; it is
//! published when a page links to it, and else stays where it is. What a browser or a host would
//! run, or take for a page, is none of that.

use super::file_name::translated;

/// The endings of Markdown.
const MARKDOWN: [&str; 9] =
    ["md", "markdown", "mdown", "mkd", "mkdn", "mkdown", "mdwn", "mdtxt", "mdtext"];

/// The endings of what pages show, play and offer.
const MEDIA: &str = "jpg jpeg jpe jfif png apng gif webp avif svg ico mp3 m4a aac ogg oga opus flac \
                     wav weba mp4 m4v webm ogv mov vtt srt pdf epub woff woff2 ttf otf";

/// The endings of documents and data, which readers are given when a page links to them. Nothing
/// that a browser shows as a page (HTML, XML) or a host runs is among them.
const DOCUMENTS: &str = "txt org adoc asciidoc rst rest textile rtf doc docx odt ppt pptx odp xls xlsx ods csv tsv json jsonl ndjson geojson \
                         topojson ics vcf kmz parquet sqlite db zip gz tgz bz2 xz zst 7z tar bib tex \
                         ipynb ps eps ai psd indd dxf stl glb tif tiff bmp heic heif jxl raw dng mid \
                         midi aif aiff mobi azw3 cbz p7s sig asc log";

/// Names at the top of an edition by which hosts are set up.
const OF_HOSTS: [&str; 12] = [
    "_routes.json",
    "amplify.json",
    "edgeone.json",
    "firebase.json",
    "now.json",
    "package.json",
    "package-lock.json",
    "render.json",
    "serve.json",
    "staticwebapp.config.json",
    "vercel.json",
    "wrangler.json",
];

/// The endings of texts that other tools make pages of.
const FOREIGN: &str = "mdx org adoc asciidoc asc rst rest html htm xhtml txt text textile rmd qmd \
                       ipynb njk liquid pug haml slim erb hbs mustache jsx tsx astro vue svelte \
                       wiki creole pod norg typ tex";

/// What is added to a name by who keeps an older or unfinished copy.
const COPIES: [&str; 12] = [
    "bak", "backup", "orig", "old", "rej", "tmp", "temp", "swp", "save", "autosave", "draft",
    "conflict",
];

/// Folders whose names begin with `_` and whose texts are published (Jekyll).
const PUBLISHED: [&str; 2] = ["_posts", "_pages"];

/// The folder of drafts (Jekyll, Hexo).
const DRAFTS: &str = "_drafts";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A text.
    Text,
    /// What is said of a folder (Hugo, Zola).
    Section,
    /// A copy of a text that an editor or a tool has left.
    Copy,
    /// A text or a folder that other tools take for no page: its name begins with `_`.
    Part,
    /// What pages show.
    Media,
    /// What a host would be set up by.
    Host,
    /// A text that press does not read.
    Foreign,
    /// Anything else.
    Other,
}

/// What a file is by its path below the content folder.
pub(super) fn kind(path: &str) -> FileKind {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_lowercase();
    let is = |list: &str| list.split(' ').any(|it| it == ending);
    let is_text = MARKDOWN.contains(&ending.as_str());
    if is_text && translated(stem).0 == "_index" {
        return FileKind::Section;
    }
    let is_part = path
        .split('/')
        .any(|part| part.starts_with('_') && part != DRAFTS && !PUBLISHED.contains(&part));
    match () {
        () if OF_HOSTS.contains(&path.to_lowercase().as_str()) => FileKind::Host,
        () if is_text && is_copy(stem) => FileKind::Copy,
        () if is_text && is_part => FileKind::Part,
        () if is_text => FileKind::Text,
        () if is(MEDIA) && !is_part && !is_among_drafts(path) => FileKind::Media,
        () if is(FOREIGN) && !is_part && !is_copy(stem) => FileKind::Foreign,
        () => FileKind::Other,
    }
}

/// Whether a file is something that readers can be given: a document, data, or what pages show.
pub(super) fn is_document(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|it| DOCUMENTS.split(' ').chain(MEDIA.split(' ')).any(|known| known == it))
}

/// Whether a path has the ending of Markdown.
pub(super) fn is_markdown(path: &str) -> bool {
    without_ending(path).is_some()
}

/// A path without the ending of Markdown, where it has one.
pub(super) fn without_ending(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    MARKDOWN.iter().any(|it| ending.eq_ignore_ascii_case(it)).then_some(stem)
}

/// Whether a file lies in a folder of drafts.
pub(super) fn is_among_drafts(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|folder| folder == DRAFTS)
}

/// Whether a name is that of a copy: `quay.orig`, `#quay`, `quay.sync-conflict-20261130`,
/// `quay_BACKUP_123`.
fn is_copy(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    let last = lower.rsplit(['.', '~']).next().unwrap_or_default();
    let of_merge = ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"].iter().any(|mark| {
        let number = stem.rsplit_once(mark).map(|(_, number)| number);
        number.is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
    });
    stem.starts_with(['#', '~', '$'])
        || stem.ends_with(['~', '#'])
        || (last.len() < lower.len() && COPIES.contains(&last))
        || lower.contains(".sync-conflict-")
        || lower.contains("conflicted copy")
        || of_merge
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_readers_is_known_by_its_name() {
        let of = |kind: FileKind, paths: &[&str]| {
            paths.iter().for_each(|path| assert_eq!(super::kind(path), kind, "{path}"));
        };
        of(
            FileKind::Text,
            &["a.md", "s/A.MARKDOWN", "a.mkd", "a.mdown", "_posts/a.md", "_drafts/a.md", "v1.2.md"],
        );
        of(FileKind::Section, &["_index.md", "s/_index.fr.md"]);
        of(
            FileKind::Copy,
            &[
                "a.bak.md",
                "a.orig.mkd",
                "#a.md",
                "~$a.md",
                "a~.md",
                "a.sync-conflict-20261130-1200.md",
                "a (Ann's conflicted copy 2026-11-30).md",
                "a_LOCAL_4711.md",
                "a.draft.md",
            ],
        );
        of(FileKind::Part, &["_a.md", "_private/a.md", "s/_notes/b/a.md"]);
        of(FileKind::Media, &["a.JPG", "s/b/a.pdf", "_posts/a.svg", "a.mp3"]);
        of(FileKind::Host, &["_routes.json", "Vercel.json"]);
        of(FileKind::Foreign, &["a.mdx", "a.org", "s/a.html", "a.txt"]);
        of(
            FileKind::Other,
            &[
                "a.md.orig",
                "#a.md#",
                "a.md~",
                "a.md.swp",
                "a.md,v",
                "a.psd",
                "a.docx",
                "a",
                "_private/a.jpg",
                "_drafts/a.jpg",
                "a.jpg.bak",
                "a.zip",
                "data/vercel.json",
            ],
        );
        for path in ["a.zip", "s/A.CSV", "_private/a.jpg", "a.txt", "a.json", "a.pdf"] {
            assert!(is_document(path), "{path}");
        }
        for path in [
            "a",
            "a.js",
            "a.mjs",
            "a.wasm",
            "a.html",
            "a.xhtml",
            "a.xml",
            "a.xsl",
            "a.css",
            "a.php",
            "a.htaccess",
            "web.config",
            "a.asp",
            "a.cgi",
            "a.shtml",
            "a.hta",
            "a.mht",
            "a.kml",
            "a.svgz",
            "a.swf",
            "a.jar",
            "a.exe",
            "a.psd.php",
            "_worker.ts",
            "a.toml",
            "a.yml",
        ] {
            assert!(!is_document(path), "{path}");
        }
    }
}
