//! What each kind of block is drawn as.

use crate::tree::texts;
use newsprint::app::render;
use newsprint::edition::{
    Base, Block, Footnote, GalleryImage, Image, Inline, ListItem, Note, Page, Site, TableCell,
    TableRow, Text,
};
use press::write::words;
use scraper::Html;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// A page of one block, in English, with the app below `/paper/`.
fn page(block: Block) -> String {
    let words = words(Path::new("nowhere"), "en").0;
    let frames = vec!["https://www.youtube-nocookie.com".into()];
    let site = Site { language: "en".into(), words, frames, ..Site::default() };
    let text = Text { language: "en".into(), body: vec![block], ..Text::default() };
    render(Arc::new(site), Base::new("/paper/"), Arc::new(Page::Text(text)), None)
}

/// What stands in the body of such a page.
fn drawn(block: &Block) -> String {
    let page = page(block.clone());
    let (_, body) = page.split_once("<div class=\"body\">").unwrap();
    let (body, _) = body.split_once("</div></article>").unwrap();
    body.to_owned()
}

fn words_of(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: words_of(text) }
}

fn image() -> Image {
    Image {
        src: "/a.svg".into(),
        alt: "A quay".into(),
        caption: vec![Inline::text("At dawn")],
        credit: Some("G. H.".into()),
        width: 30,
        height: 20,
        ..Image::default()
    }
}

const IMG: &str = "<img src=\"/paper/a.svg\" alt=\"A quay\" width=\"30\" height=\"20\" \
                   loading=\"lazy\" decoding=\"async\">";

fn figure() -> String {
    format!(
        "<figure class=\"figure\">{IMG}<figcaption><span class=\"caption\">At dawn</span> \
         <span class=\"credit\">Picture: G. H.</span></figcaption></figure>"
    )
}

/// A block of every kind, and what it is drawn as.
fn table() -> Vec<(Block, String)> {
    [words_and_pictures(), lists_and_tables(), what_stands_apart()].concat()
}

fn words_and_pictures() -> Vec<(Block, String)> {
    vec![
        (paragraph("a < b"), "<p>a &lt; b</p>".into()),
        (
            Block::Heading { level: 3, anchor: "tides".into(), content: words_of("Tides") },
            "<h3 id=\"tides\">Tides</h3>".into(),
        ),
        (Block::Image { image: image() }, figure()),
        (
            Block::Gallery { images: vec![GalleryImage(image()), GalleryImage(image())] },
            format!("<ul class=\"gallery gallery-2\"><li>{0}</li><li>{0}</li></ul>", figure()),
        ),
        (
            Block::Quotation { content: vec![paragraph("Yes.")], attribution: words_of("Ada") },
            "<figure class=\"quotation\"><blockquote><p>Yes.</p></blockquote>\
             <figcaption>Ada</figcaption></figure>"
                .into(),
        ),
        (
            Block::PullQuote { content: words_of("Yes."), attribution: Vec::new(), repeated: true },
            "<figure class=\"pull-quote\" aria-hidden=\"true\"><blockquote><p>Yes.</p></blockquote>\
             </figure>"
                .into(),
        ),
    ]
}

fn lists_and_tables() -> Vec<(Block, String)> {
    let item = |done, text| ListItem { done, term: false, content: vec![paragraph(text)] };
    let cell = |align: Option<&str>, text: &str| TableCell {
        align: align.map(Into::into),
        content: words_of(text),
        ..TableCell::default()
    };
    vec![
        (
            Block::List {
                ordered: true,
                definitions: false,
                start: Some(3),
                items: vec![item(None, "a"), item(Some(true), "b")],
            },
            "<ol start=\"3\"><li>a</li><li class=\"task\"><span class=\"task-box\" role=\"img\" \
             aria-label=\"Done\">☑</span>b</li></ol>"
                .into(),
        ),
        (
            Block::List {
                ordered: false,
                definitions: true,
                start: None,
                items: vec![
                    ListItem { term: true, ..item(None, "Neap") },
                    item(None, "A small tide."),
                    ListItem {
                        content: vec![paragraph("a"), paragraph("b")],
                        ..ListItem::default()
                    },
                ],
            },
            "<dl><dt>Neap</dt><dd>A small tide.</dd><dd><p>a</p><p>b</p></dd></dl>".into(),
        ),
        (
            Block::Code { language: Some("rust".into()), text: "a < b\n  c".into() },
            "<pre dir=\"ltr\" translate=\"no\"><code class=\"language-rust\">\
             a &lt; b\n  c</code></pre>"
                .into(),
        ),
        (
            Block::Table {
                caption: words_of("Heights"),
                head: vec![cell(None, "Time"), cell(Some("end"), "Metres")],
                rows: vec![TableRow(vec![
                    TableCell { header: true, ..cell(None, "02:10") },
                    cell(Some("end"), "1.1"),
                ])],
            },
            "<div class=\"table\"><table><caption>Heights</caption><thead><tr>\
             <th scope=\"col\">Time</th><th scope=\"col\" class=\"align-end\">Metres</th></tr>\
             </thead><tbody><tr><th scope=\"row\">02:10</th><td class=\"align-end\">1.1</td></tr></tbody>\
             </table></div>"
                .into(),
        ),
    ]
}

fn what_stands_apart() -> Vec<(Block, String)> {
    vec![
        (
            Block::Embed {
                provider: "X".into(),
                url: "https://x.com/nasa/status/12".into(),
                title: "@nasa".into(),
                frame: None,
            },
            "<div class=\"embed\"><p class=\"embed-provider\">From X</p>\
             <p class=\"embed-title\">@nasa</p><p class=\"embed-ways\"><a class=\"embed-link\" \
             href=\"https://x.com/nasa/status/12\" rel=\"noopener\">Open on X</a></p></div>"
                .into(),
        ),
        (
            Block::Language {
                language: Some("he".into()),
                direction: Some("rtl".into()),
                block: Box::new(Block::Separator),
            },
            "<hr lang=\"he\" dir=\"rtl\">".into(),
        ),
        (Block::Separator, "<hr>".into()),
        (
            Block::Note { note: Note::Correction, content: vec![paragraph("It was six.")] },
            "<div class=\"note note-correction\" role=\"note\"><p class=\"note-title\">Correction\
             </p><p>It was six.</p></div>"
                .into(),
        ),
        (
            Block::Footnotes {
                notes: vec![Footnote { number: 1, references: 1, content: vec![paragraph("N")] }],
            },
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\
             <h2 id=\"footnotes\">Footnotes</h2><ol><li id=\"fn-1\" tabindex=\"-1\"><p>N</p>\
             <p class=\"footnote-ways\"><a class=\"footnote-back\" href=\"#fnref-1\" \
             aria-label=\"Back to where footnote 1 is referred to\" role=\"doc-backlink\">↩\u{fe0e}</a></p></li></ol>\
             </section>"
                .into(),
        ),
        (
            Block::Unknown,
            "<div class=\"unknown\" role=\"note\"><p>This part of the story cannot be shown here. \
             <a href=\"\">Load the full page</a></p></div>"
                .into(),
        ),
    ]
}

/// Names a kind. One that is added here must be added to the table.
fn kind(block: &Block) -> &'static str {
    match block {
        Block::Paragraph { .. } => "paragraph",
        Block::Heading { .. } => "heading",
        Block::Image { .. } => "image",
        Block::Gallery { .. } => "gallery",
        Block::Quotation { .. } => "quotation",
        Block::PullQuote { .. } => "pull quote",
        Block::List { .. } => "list",
        Block::Code { .. } => "code",
        Block::Table { .. } => "table",
        Block::Embed { .. } => "embed",
        Block::Separator => "separator",
        Block::Note { .. } => "note",
        Block::Language { .. } => "language",
        Block::Footnotes { .. } => "footnotes",
        Block::Unknown => "unknown",
    }
}

#[test]
fn every_kind_of_block_is_drawn() {
    let table = table();
    for (block, expected) in &table {
        assert_eq!(drawn(block), *expected, "{}", kind(block));
    }
    let kinds: BTreeSet<_> = table.iter().map(|(block, _)| kind(block)).collect();
    assert_eq!(kinds.len(), 15);
}

#[test]
fn headings_have_three_levels_and_notes_four_names() {
    for (level, tag) in [(1, "h2"), (2, "h2"), (3, "h3"), (4, "h4"), (5, "h4")] {
        let heading = Block::Heading { level, anchor: "a".into(), content: words_of("A") };
        assert_eq!(drawn(&heading), format!("<{tag} id=\"a\">A</{tag}>"));
    }
    for (note, class, name) in [
        (Note::Correction, "correction", "Correction"),
        (Note::Editor, "editor", "Editor’s note"),
        (Note::Information, "information", "Note"),
        (Note::Warning, "warning", "Important"),
    ] {
        let page = page(Block::Note { note, content: Vec::new() });
        let names = texts(&Html::parse_document(&page), &format!(".note-{class} .note-title"));
        assert_eq!(names, [name]);
    }
}

#[test]
fn a_film_that_may_play_here_has_its_button_and_an_empty_frame() {
    let film = Block::Embed {
        provider: "YouTube".into(),
        url: "https://www.youtube.com/watch?v=a".into(),
        title: String::new(),
        frame: Some("https://www.youtube-nocookie.com/embed/a".into()),
    };
    let page = Html::parse_document(&page(film));
    assert_eq!(texts(&page, ".embed-ways :is(button, a)"), ["Play here", "Open on YouTube"]);
    assert_eq!(texts(&page, "iframe[title='From YouTube'][hidden]:not([src])"), [""]);
}

#[test]
fn every_kind_of_inline_is_drawn() {
    let x = || words_of("x");
    let content = vec![
        Inline::text("a & b "),
        Inline::Emphasis { content: x() },
        Inline::Strong { content: x() },
        Inline::Strikethrough { content: x() },
        Inline::Code { text: "<x>".into() },
        Inline::Link { href: "/about/".into(), content: x() },
        Inline::Sub { content: x() },
        Inline::Sup { content: x() },
        Inline::Break,
        Inline::FootnoteReference { number: 1, reference: 2 },
        Inline::Image { image: image() },
        Inline::Unknown,
    ];
    let expected = [
        "<p>a &amp; b <em>x</em><strong>x</strong><s>x</s><code>&lt;x&gt;</code>",
        "<a href=\"/paper/about/\">x</a><sub>x</sub><sup>x</sup><br>",
        "<sup class=\"footnote-reference\"><a id=\"fnref-1-2\" href=\"#fn-1\" \
         aria-label=\"Footnote 1\" role=\"doc-noteref\">1</a></sup>",
        &IMG.replace(">", " class=\"inline-image\">"),
        "<span class=\"unknown\">This part of the story cannot be shown here.</span></p>",
    ];
    assert_eq!(drawn(&Block::Paragraph { content }), expected.concat());
}
