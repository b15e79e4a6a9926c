//! HTML inside Markdown.

use super::{clean, found, link, paragraph, set, words};
use newsprint::edition::{Block, Inline, ListItem, TableCell, plain_text};

#[test]
fn tags_open_and_close_across_markdown() {
    assert_eq!(
        clean(
            "H<sub>2</sub>O, m<sup>2</sup>, <a href=\"/about/\">*us*</a>, <kbd>Ctrl</kbd><br>**<u>x</u>**"
        ),
        [paragraph(vec![
            Inline::text("H"),
            Inline::Sub { content: vec![Inline::text("2")] },
            Inline::text("O, m"),
            Inline::Sup { content: vec![Inline::text("2")] },
            Inline::text(", "),
            Inline::Link {
                href: "/about/".into(),
                content: vec![Inline::Emphasis { content: vec![Inline::text("us")] }]
            },
            Inline::text(", "),
            Inline::Code { text: "Ctrl".into() },
            Inline::Break,
            Inline::Strong { content: vec![Inline::Emphasis { content: vec![Inline::text("x")] }] },
        ])]
    );
}

#[test]
fn a_figure_keeps_its_caption() {
    let text = "<figure><img src=\"/pictures/c.svg\" alt=\"A c\" width=\"800\" loading=\"lazy\">\
                <figcaption>Under <b>it</b>.</figcaption></figure>";
    let [Block::Image { image }] = &clean(text)[..] else { panic!("an image") };
    assert_eq!(image.alt, "A c");
    assert_eq!(
        image.caption,
        [
            Inline::text("Under "),
            Inline::Strong { content: vec![Inline::text("it")] },
            Inline::text("."),
        ]
    );
    assert_eq!((image.width, image.height), (30, 20));

    let text = "<figure>\n\n![a](/pictures/c.svg)\n\n![b](/logo.svg)\n\n<figcaption>Both</figcaption>\n</figure>";
    let [Block::Gallery { images }, caption] = &clean(text)[..] else { panic!("a gallery") };
    assert_eq!((images.len(), caption), (2, &words("Both")));

    let text =
        "<figure><blockquote><p>Yes.</p></blockquote><figcaption>— Ada</figcaption></figure>";
    assert_eq!(
        clean(text),
        [Block::Quotation { content: vec![words("Yes.")], attribution: vec![Inline::text("Ada")] }]
    );
}

#[test]
fn an_empty_alternative_text_in_html_is_a_decision() {
    let [Block::Image { image }] = &clean("<img src=\"/pictures/c.svg\" alt=\"\">")[..] else {
        panic!("an image")
    };
    assert_eq!(image.alt, "");
}

#[test]
fn html_blocks_become_blocks() {
    assert_eq!(
        clean(
            "<ul>\n<li>a</li>\n<li>b\n</ul>\n\n<div class=\"x\">\n\n**c**\n\n</div>\n\n<hr>\n<!-- more -->\n<p>d<p>e"
        ),
        [
            Block::List {
                ordered: false,
                definitions: false,
                start: None,
                items: vec![
                    ListItem { done: None, term: false, content: vec![words("a")] },
                    ListItem { done: None, term: false, content: vec![words("b")] },
                ],
            },
            paragraph(vec![Inline::Strong { content: vec![Inline::text("c")] }]),
            Block::Separator,
            words("d"),
            words("e"),
        ]
    );
    assert_eq!(
        clean("<blockquote><p>Yes.</p><footer>— <cite>Ada</cite></footer></blockquote>"),
        [Block::Quotation {
            content: vec![words("Yes.")],
            attribution: vec![Inline::Emphasis { content: vec![Inline::text("Ada")] }],
        }]
    );
    assert_eq!(
        clean("<pre><code>\na &lt; b\n</code></pre>"),
        [Block::Code { language: None, text: "a < b".into() }].map(|block| match block {
            Block::Code { language, text } => Block::Code { language, text: format!("\n{text}") },
            other => other,
        })
    );
}

#[test]
fn tables_in_html() {
    let cell = |text: &str| TableCell {
        content: if text.is_empty() { vec![] } else { vec![Inline::text(text)] },
        ..TableCell::default()
    };
    let named = |text: &str| TableCell { header: true, ..cell(text) };
    let text = "<table><caption>C</caption><tr><th>a</th><th>b</th></tr>\n<tr><td>1<td>2</table>";
    let [Block::Table { caption, head, rows }] = &clean(text)[..] else { panic!("a table") };
    assert_eq!(plain_text(caption), "C");
    assert_eq!(head, &[cell("a"), cell("b")]);
    assert_eq!(rows[0].0, [named("1"), cell("2")]);

    let body = set(
        "<table><tr><td rowspan=2>1</td><td colspan=2>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
    );
    let [Block::Table { rows, .. }] = &body.blocks[..] else { panic!("a table") };
    assert_eq!(rows[0].0, [cell("1"), cell("2"), cell("")]);
    assert_eq!(rows[1].0, [cell(""), cell("3"), cell("4")]);
    assert_eq!(body.diagnostics.warnings(), 1, "the same for the whole table, once");
}

#[test]
fn headings_of_rows_stay_headings() {
    // Whether each cell of each row is a heading, the head's row first.
    let headings = |text: &str| -> Vec<Vec<bool>> {
        assert_eq!(found(text), [""; 0], "{text}");
        let [Block::Table { head, rows, .. }] = &clean(text)[..] else { panic!("a table") };
        let of = |cells: &[TableCell]| cells.iter().map(|cell| cell.header).collect();
        std::iter::once(of(head)).chain(rows.iter().map(|row| of(&row.0))).collect()
    };
    let years = "<tr><th scope=\"row\">2024</th><td>1</td></tr>";
    assert_eq!(
        headings(&format!("<table>{years}{years}</table>")),
        [vec![], vec![true, false], vec![true, false]]
    );
    // An empty corner does not make a row of the head.
    assert_eq!(
        headings(&format!("<table><tr><td></td><th>a</th></tr>{years}</table>")),
        [vec![false, false], vec![true, false]]
    );
    // Under a head the first cell is one, if it says something.
    assert_eq!(
        headings("|a|b|\n|-|-|\n|1|2|\n||3|"),
        [vec![false, false], vec![true, false], vec![false, false]]
    );
    // Without one nobody has said so; a single column has nothing to be about.
    assert_eq!(headings("| | |\n|-|-|\n|1|2|"), [vec![false, false], vec![false, false]]);
    assert_eq!(headings("|a|\n|-|\n|1|"), [vec![false], vec![false]]);
}

#[test]
fn a_link_around_blocks_goes_around_their_lines() {
    assert_eq!(
        clean("<a href=\"/about/\"><div><p>One</p><p>Two</p></div></a>"),
        [paragraph(vec![link("/about/", "One")]), paragraph(vec![link("/about/", "Two")])]
    );
}

#[test]
fn frames_of_known_hosts_are_embeds() {
    assert_eq!(
        clean(
            "<iframe width=\"560\" src=\"https://www.youtube.com/embed/abc\" title=\"The crossing\" allowfullscreen></iframe>"
        ),
        [Block::Embed {
            provider: "YouTube".into(),
            url: "https://www.youtube.com/watch?v=abc".into(),
            title: "The crossing".into(),
            frame: None,
        }]
    );
}

#[test]
fn what_runs_or_decorates_is_dropped_with_a_word() {
    let table = [
        ("a\n\n<script>\nalert(1)\n\n</script>\n\nb", "<script>"),
        ("a <script>alert(1)</script>\n\nb", "<script>"),
        ("a\n\n<style>p { color: red }</style>\n\nb", "<style>"),
        ("a\n\n<iframe src=\"https://evil.example/\">x</iframe>\n\nb", "evil.example"),
        ("<p onclick=\"x()\">a</p>\n\nb", "onclick"),
        ("<span style=\"color:red\">a</span>\n\nb", ""),
        ("<p style=\"color:red\">a</p>\n\nb", "style"),
        ("a\n\n<svg><title>x</title><text>y</text></svg>\n\nb", "<svg>"),
        ("a\n\n<select><option>x</option></select>\n\nb", "<select>"),
        ("<form action=x>a<input name=y></form>\n\nb", "<input>"),
        ("<blink>a</blink>\n\nb", "<blink>"),
        ("a\n\n<plaintext>\n\nb", "<plaintext>"),
        ("a\n\n<math><mi>x</mi></math>\n\nb", "<math>"),
        ("a\n\n<template><p>x</p></template>\n\nb", "<template>"),
    ];
    for (text, what) in table {
        let body = set(text);
        assert_eq!(body.blocks, [words("a"), words("b")], "{text}");
        let report = body.diagnostics.to_string();
        assert!(report.contains(what), "{text}: {report}");
        assert_eq!(body.diagnostics.is_empty(), what.is_empty(), "{text}: {report}");
    }
}

#[test]
fn tags_do_not_break_markdown_open() {
    // An end tag in a paragraph closes nothing outside it.
    assert_eq!(set("- a</ul></li>\n- b").blocks.len(), 1);
    // What a paragraph leaves open ends with it.
    let body = set("<b>a\n\nb");
    assert_eq!(body.blocks.len(), 2);
    assert_eq!(body.blocks[1], words("b"));
    assert!(body.diagnostics.to_string().contains("<b> is opened here and never closed"));
    // So does what a list item leaves open.
    let body = set("- <div>a\n\nb");
    assert_eq!(body.blocks[1], words("b"));
}

#[test]
fn what_a_block_leaves_open_ends_with_it() {
    let strong = |text: &str| Inline::Strong { content: vec![Inline::text(text)] };
    let first = || paragraph(vec![Inline::text("An "), strong("open bold")]);
    for (text, tag) in [
        ("<p>An <b>open bold</p>\n\nThe rest.", "<b>"),
        ("<div>An <strong>open bold</div>\n\nThe rest.", "<strong>"),
        ("<p>An <b>open bold</p>\n<p>The rest.</p>", "<b>"),
    ] {
        let body = set(text);
        assert_eq!(body.blocks, [first(), words("The rest.")], "{text}");
        let report = body.diagnostics.to_string();
        assert!(report.contains(&format!("{tag} is opened here and never closed")), "{report}");
        assert_eq!(body.diagnostics.warnings(), 1, "{report}");
    }
    let body = set("- <div>An <b>open bold\n\nThe rest.");
    assert_eq!(body.blocks[1], words("The rest."));
    // Tags that overlap are set as a browser sets them.
    assert_eq!(
        clean("<p><b>a<i>b</b>c</i></p>"),
        [paragraph(vec![
            Inline::Strong {
                content: vec![
                    Inline::text("a"),
                    Inline::Emphasis { content: vec![Inline::text("b")] }
                ]
            },
            Inline::Emphasis { content: vec![Inline::text("c")] },
        ])]
    );
}

#[test]
fn ruby_keeps_its_reading() {
    assert_eq!(clean("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"), [words("漢(kan)")]);
}

#[test]
fn every_report_points_at_its_tag() {
    let report = found("one\n\ntwo <font>x</font> <blink>y</blink>\n");
    assert_eq!(report.len(), 1);
    assert!(report[0].contains("index.md:3:20"), "{report:?}");
}

#[test]
fn spacing_is_no_paragraph() {
    assert_eq!(clean("a\n\n<p>&nbsp;</p>\n\n&nbsp;\n\n<br>\n\nb"), [words("a"), words("b")]);
}
