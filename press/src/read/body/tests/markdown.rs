//! Markdown that is as it should be.

use super::{clean, link, paragraph, set, words};
use newsprint::edition::{
    Block, Footnote, GalleryImage, Image, Inline, ListItem, Note, TableCell, TableRow,
};

fn image(src: &str, alt: &str, caption: Option<&str>) -> Image {
    Image {
        src: src.into(),
        alt: alt.into(),
        caption: caption.map(Inline::text).into_iter().collect(),
        credit: None,
        width: 30,
        height: 20,
        sources: vec![],
        placeholder: None,
    }
}

fn heading(level: u8, anchor: &str, text: &str) -> Block {
    Block::Heading { level, anchor: anchor.into(), content: vec![Inline::text(text)] }
}

#[test]
fn paragraphs_and_what_stands_in_them() {
    assert_eq!(
        clean("One\ntwo  \nthree *four* **five** ~~six~~ `seven` &amp; \\*\n\n日本\n語"),
        [
            paragraph(vec![
                Inline::text("One two"),
                Inline::Break,
                Inline::text("three "),
                Inline::Emphasis { content: vec![Inline::text("four")] },
                Inline::text(" "),
                Inline::Strong { content: vec![Inline::text("five")] },
                Inline::text(" "),
                Inline::Strikethrough { content: vec![Inline::text("six")] },
                Inline::text(" "),
                Inline::Code { text: "seven".into() },
                Inline::text(" & *"),
            ]),
            words("日本語"),
        ]
    );
    assert_eq!(clean("مرحبا \"بالعالم\" -- 'x'"), [words("مرحبا \"بالعالم\" -- 'x'")]);
    assert_eq!(clean(""), []);
}

#[test]
fn headings_keep_to_their_levels_and_get_anchors() {
    assert_eq!(
        clean(
            "# One\n\n## One\n\n### Größe *und* 日本\n\n#### d\n\n##### e\n\n## Own {#my-own}\n\n[a](#one) [b](#My-Own)"
        ),
        [
            heading(2, "one", "One"),
            heading(2, "one-1", "One"),
            Block::Heading {
                level: 3,
                anchor: "größe-und-日本".into(),
                content: vec![
                    Inline::text("Größe "),
                    Inline::Emphasis { content: vec![Inline::text("und")] },
                    Inline::text(" 日本"),
                ],
            },
            heading(4, "d", "d"),
            heading(4, "e", "e"),
            heading(2, "my-own", "Own"),
            paragraph(vec![link("#one", "a"), Inline::text(" "), link("#my-own", "b")]),
        ]
    );
    // The story's own headline is not set twice.
    assert_eq!(clean("# Harbour\n\n## Next"), [heading(2, "next", "Next")]);
}

#[test]
fn lists_nest_and_hold_tasks() {
    let item = |content| ListItem { done: None, term: false, content };
    assert_eq!(
        clean("3. a\n   - b\n4. c\n\n\n* [ ] d\n* [x] e\n\n  f\n"),
        [
            Block::List {
                ordered: true,
                definitions: false,
                start: Some(3),
                items: vec![
                    item(vec![
                        words("a"),
                        Block::List {
                            ordered: false,
                            definitions: false,
                            start: None,
                            items: vec![item(vec![words("b")])]
                        },
                    ]),
                    item(vec![words("c")]),
                ],
            },
            Block::List {
                ordered: false,
                definitions: false,
                start: None,
                items: vec![
                    ListItem { done: Some(false), term: false, content: vec![words("d")] },
                    ListItem {
                        done: Some(true),
                        term: false,
                        content: vec![words("e"), words("f")]
                    },
                ],
            },
        ]
    );
}

#[test]
fn code_is_kept_to_the_letter() {
    assert_eq!(
        clean("```rust,ignore\n\nfn a() {}\n\n  // {{< x >}} *b*\n```\n\n    c\n"),
        [
            Block::Code {
                language: Some("rust".into()),
                text: "\nfn a() {}\n\n  // {{< x >}} *b*".into()
            },
            Block::Code { language: None, text: "c".into() },
        ]
    );
}

#[test]
fn tables_keep_their_alignment() {
    let cell = |align: Option<&str>, text: &str| TableCell {
        align: align.map(Into::into),
        content: if text.is_empty() { vec![] } else { vec![Inline::text(text)] },
        ..TableCell::default()
    };
    let named = |align: Option<&str>, text: &str| TableCell { header: true, ..cell(align, text) };
    assert_eq!(
        clean("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|\n|4|\n"),
        [Block::Table {
            caption: vec![],
            head: vec![cell(Some("start"), "a"), cell(Some("center"), "b"), cell(Some("end"), "c")],
            rows: vec![
                TableRow(vec![
                    named(Some("start"), "1"),
                    cell(Some("center"), "2"),
                    cell(Some("end"), "3")
                ]),
                TableRow(vec![
                    named(Some("start"), "4"),
                    cell(Some("center"), ""),
                    cell(Some("end"), "")
                ]),
            ],
        }]
    );
}

#[test]
fn a_picture_alone_is_a_figure_and_several_are_a_gallery() {
    assert_eq!(
        clean("![A *quay*](quay.svg \"At noon\")"),
        [Block::Image { image: image("/2025/12/19/harbour/quay.svg", "A quay", Some("At noon")) }]
    );
    assert_eq!(
        clean("![a](</pictures/a b.svg>)\n![b](../../pictures/c.svg)"),
        [Block::Gallery {
            images: vec![
                GalleryImage(image("/pictures/a%20b.svg", "a", None)),
                GalleryImage(image("/pictures/c.svg", "b", None)),
            ]
        }]
    );
    assert_eq!(
        clean("The sign ![logo](/logo.svg) is new."),
        [paragraph(vec![
            Inline::text("The sign "),
            Inline::Image { image: image("/logo.svg", "logo", None) },
            Inline::text(" is new."),
        ])]
    );
    // A link to the picture's own file adds nothing.
    assert_eq!(
        clean("[![a](/logo.svg)](/pictures/c.svg)"),
        [Block::Image { image: image("/logo.svg", "a", None) }]
    );
}

#[test]
fn quotations_say_whose_words_they_are() {
    let name = |text: &str| vec![Inline::text(text)];
    for text in ["> Yes.\n>\n> — Ada *L.*", "> Yes.\n> — Ada *L.*", "> Yes.  \n> -- Ada *L.*"] {
        let [Block::Quotation { content, attribution }] = &clean(text)[..] else {
            panic!("{text}")
        };
        assert_eq!(content, &[words("Yes.")], "{text}");
        assert_eq!(attribution[0], Inline::text("Ada "), "{text}");
    }
    assert_eq!(
        clean("> [!PULL]\n> The sea\n> is near.\n>\n> — Ada"),
        [Block::PullQuote {
            content: name("The sea is near."),
            attribution: name("Ada"),
            repeated: false
        }]
    );
    assert_eq!(
        clean("> — Only a name"),
        [Block::Quotation { content: vec![words("— Only a name")], attribution: vec![] }]
    );
}

#[test]
fn alerts_are_notes() {
    let table = [
        ("NOTE", Note::Information),
        ("tip", Note::Information),
        ("IMPORTANT", Note::Warning),
        ("WARNING", Note::Warning),
        ("CAUTION", Note::Warning),
        ("CORRECTION", Note::Correction),
        ("Editor", Note::Editor),
    ];
    for (word, note) in table {
        assert_eq!(
            clean(&format!("> [!{word}]\n> It was *six*.\n>\n> - a")),
            [Block::Note {
                note,
                content: vec![
                    paragraph(vec![
                        Inline::text("It was "),
                        Inline::Emphasis { content: vec![Inline::text("six")] },
                        Inline::text("."),
                    ]),
                    Block::List {
                        ordered: false,
                        definitions: false,
                        start: None,
                        items: vec![ListItem {
                            done: None,
                            term: false,
                            content: vec![words("a")]
                        }],
                    },
                ],
            }],
            "{word}"
        );
    }
}

#[test]
fn a_note_may_have_a_title_and_a_fold() {
    let note = |note, content| [Block::Note { note, content }];
    let title = |text: &str| paragraph(vec![Inline::Strong { content: vec![Inline::text(text)] }]);
    let below = || vec![title("Mind the tide"), words("It is high.")];
    for text in [
        "> [!WARNING] Mind the tide\n> It is high.",
        "> [!warning]- Mind the tide\n>\n> It is high.",
        "> [!Caution]+   Mind the tide  \n> It is high.",
    ] {
        assert_eq!(clean(text), note(Note::Warning, below()), "{text}");
    }
    assert_eq!(clean("> [!EDITOR] Mind the tide\n> It is high."), note(Note::Editor, below()));
    for text in ["> [!TIP]+\n> It is high.", "> [!TIP] It is high.", "> [!INFO]-\n>\n> It is high."]
    {
        assert_eq!(clean(text), note(Note::Information, vec![words("It is high.")]), "{text}");
    }
    let [Block::Note { content, .. }] = &clean("> [!TIP] *One*\n> two\n> ![a](/logo.svg)")[..]
    else {
        panic!("a note")
    };
    let first = Inline::Emphasis { content: vec![Inline::text("One")] };
    assert_eq!(content[0], paragraph(vec![Inline::Strong { content: vec![first] }]));
    assert_eq!(
        clean("> [!PULL] The sea is near."),
        [Block::PullQuote {
            content: vec![Inline::text("The sea is near.")],
            attribution: vec![],
            repeated: false
        }]
    );
    for text in ["> [!]", "> [!TIP]x", "> [TIP] x", "[!TIP] x"] {
        assert!(!matches!(clean(text)[..], [Block::Note { .. }]), "{text}");
    }
}

#[test]
fn footnotes_are_numbered_by_their_first_reference() {
    let refer = |number, reference| Inline::FootnoteReference { number, reference };
    assert_eq!(
        clean(
            "A[^b] b[^a] c[^b].\n\n[^a]: First[^c].\n\n[^b]: Second.\n\n    More.\n\n[^c]: Third."
        ),
        [
            paragraph(vec![
                Inline::text("A"),
                refer(1, 1),
                Inline::text(" b"),
                refer(2, 1),
                Inline::text(" c"),
                refer(1, 2),
                Inline::text("."),
            ]),
            Block::Footnotes {
                notes: vec![
                    Footnote {
                        number: 1,
                        references: 2,
                        content: vec![words("Second."), words("More.")]
                    },
                    Footnote {
                        number: 2,
                        references: 1,
                        content: vec![paragraph(vec![
                            Inline::text("First"),
                            refer(3, 1),
                            Inline::text("."),
                        ])],
                    },
                    Footnote { number: 3, references: 1, content: vec![words("Third.")] },
                ],
            },
        ]
    );
}

#[test]
fn links_inside_the_edition_find_their_page() {
    let light = "/2025/11/01/lighthouse/";
    for (written, meant) in [
        ("/about/", "/about/"),
        ("/about", "/about/"),
        ("/about/index.html#x", "/about/#x"),
        ("https://courier.example/about/?a=b", "/about/?a=b"),
        ("https://courier.example", "/"),
        ("../lighthouse.md", light),
        ("/posts/lighthouse.md#far", "/2025/11/01/lighthouse/#far"),
        ("@/posts/lighthouse.md", light),
        ("lighthouse.md", light),
        ("{{< ref \"lighthouse.md\" >}}", light),
        ("{{< relref \"/posts/lighthouse\" >}}", light),
        ("/posts/lighthouse/", light),
        ("/old/light.html", light),
        ("../../../11/01/lighthouse/", "/2025/11/01/lighthouse/"),
        ("/topic/sea/", "/topic/sea/"),
        ("plan.pdf", "/2025/12/19/harbour/plan.pdf"),
        ("/pictures/a%20b.svg", "/pictures/a%20b.svg"),
        ("/logo.svg", "/logo.svg"),
        ("//example.org/x", "https://example.org/x"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("tel:+1", "tel:+1"),
    ] {
        assert_eq!(
            clean(&format!("See [x]({written}).")),
            [paragraph(vec![Inline::text("See "), link(meant, "x"), Inline::text("."),])],
            "{written}"
        );
    }
}

#[test]
fn addresses_in_the_text_are_links() {
    assert_eq!(
        clean(
            "See https://example.org/a_b_c, www.example.org and a.b@example.org. Not example.org."
        ),
        [paragraph(vec![
            Inline::text("See "),
            link("https://example.org/a_b_c", "https://example.org/a_b_c"),
            Inline::text(", "),
            link("http://www.example.org", "www.example.org"),
            Inline::text(" and "),
            link("mailto:a.b@example.org", "a.b@example.org"),
            Inline::text(". Not example.org."),
        ])]
    );
}

#[test]
fn a_url_alone_in_its_paragraph_is_an_embed() {
    let film = |title: &str| Block::Embed {
        provider: "YouTube".into(),
        url: "https://www.youtube.com/watch?v=a_b_c".into(),
        title: title.into(),
        frame: None,
    };
    for text in [
        "https://youtu.be/a_b_c",
        "<https://www.youtube.com/watch?v=a_b_c>",
        "{{< youtube a_b_c >}}",
        "{{<youtube id=\"a_b_c\">}}",
        "{{ youtube(id=\"a_b_c\") }}",
    ] {
        assert_eq!(clean(text), [film("")], "{text}");
    }
    assert_eq!(clean("[The crossing](https://youtu.be/a_b_c)"), [film("The crossing")]);
    let Block::Paragraph { .. } = &clean("Look: https://youtu.be/a_b_c")[0] else { panic!() };
    let Block::Paragraph { .. } = &clean("[The channel](https://x.com/nasa)")[0] else { panic!() };
}

#[test]
fn a_url_alone_on_its_line_is_an_embed_among_paragraphs() {
    let film = |id: &str| Block::Embed {
        provider: "YouTube".into(),
        url: format!("https://www.youtube.com/watch?v={id}"),
        title: String::new(),
        frame: None,
    };
    assert_eq!(clean("Look:\nhttps://youtu.be/a_b"), [words("Look:"), film("a_b")]);
    assert_eq!(clean("https://youtu.be/a\nhttps://youtu.be/b"), [film("a"), film("b")]);
    assert_eq!(
        clean("*One*\ntwo  \n<https://youtu.be/a>  \nthree\\\nfour\n https://youtu.be/b \n"),
        [
            paragraph(vec![
                Inline::Emphasis { content: vec![Inline::text("One")] },
                Inline::text(" two"),
            ]),
            film("a"),
            paragraph(vec![Inline::text("three"), Inline::Break, Inline::text("four")]),
            film("b"),
        ]
    );
    assert_eq!(
        clean("![a](/logo.svg \"Under it\")\nhttps://youtu.be/a"),
        [Block::Image { image: image("/logo.svg", "a", Some("Under it")) }, film("a")]
    );
    assert_eq!(
        clean("> Look:\n> https://youtu.be/a"),
        [Block::Quotation { content: vec![words("Look:"), film("a")], attribution: vec![] }]
    );
    assert_eq!(clean("<p>Look:<br>https://youtu.be/a</p>"), [words("Look:"), film("a")]);
    // Other lines, other hosts and links with words of their own stay as they are.
    for text in [
        "Look:\nhttps://youtu.be/a and more",
        "Look:\nhttps://example.org/a",
        "Look:\n[the crossing](https://youtu.be/a)",
        "Look:\n[![a](/logo.svg)](https://youtu.be/a)",
        "Look: https://youtu.be/a\nhttps://youtu.be/b or\n`https://youtu.be/c`",
    ] {
        let [Block::Paragraph { .. }] = &clean(text)[..] else { panic!("{text}") };
    }
}

#[test]
fn hugos_figure_is_a_picture() {
    let mut expected = image("/pictures/c.svg", "A *c*", Some("Under it"));
    expected.credit = Some("Ada".into());
    assert_eq!(
        clean(
            "{{< figure src=\"/pictures/c.svg\" alt=\"A *c*\"\n  caption=\"Under it\" attr=\"Ada\" >}}"
        ),
        [Block::Image { image: expected }]
    );
}

#[test]
fn a_separator_is_a_change_of_scene() {
    assert_eq!(clean("a\n\n***\n\nb"), [words("a"), Block::Separator, words("b")]);
}

#[test]
fn a_story_of_the_usual_length_is_set_in_no_time() {
    let text = format!("## Head\n\n{}\n\n> Quote\n\n- a\n- b\n\n", "word *and* word ".repeat(25))
        .repeat(9);
    set(&text);
    let start = std::time::Instant::now();
    for _ in 0..20 {
        set(&text);
    }
    // Far above what an optimised build on an idle machine needs: only a change of kind shall
    // fail here.
    assert!(start.elapsed().as_millis() < 20 * 250, "{:?}", start.elapsed());
}
