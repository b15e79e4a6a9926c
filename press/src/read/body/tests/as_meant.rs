//! Texts of other tools, and texts that Markdown's letter would misread: what comes out is what
//! their writers meant.

use super::{clean, found, link, paragraph, set, words};
use newsprint::edition::{Block, Inline, paragraphs};

/// All words of a text, a line for each paragraph.
fn text_of(text: &str) -> String {
    paragraphs(&set(text).blocks).join("\n")
}

fn strong(text: &str) -> Inline {
    Inline::Strong { content: vec![Inline::text(text)] }
}

fn emphasis(text: &str) -> Inline {
    Inline::Emphasis { content: vec![Inline::text(text)] }
}

#[test]
fn nothing_of_a_comment_is_published() {
    for comment in [
        "<!-- SECRET -->",
        "<!-- SECRET\n\nSECRET -->",
        "<!-- SECRET -- > SECRET -->",
        "<!--SECRET-->",
        "{{< comment >}}\nSECRET\n{{< /comment >}}",
        "{{< comment >}}SECRET *a*\n\nSECRET {{< youtube abc >}}{{</comment>}}",
        "{{% comment %}} SECRET {{% /comment %}}",
        "{{<comment \"SECRET\">}}SECRET{{</ comment >}}",
        "{{/* SECRET */}}",
        "{{- /* SECRET */ -}}",
        "{{/* SECRET\n\n(SECRET) */}}",
        "{% comment %}SECRET{% endcomment %}",
        "{%- comment -%}\n\nSECRET {% if x %}\n\n{%- endcomment -%}",
        "{% comment SECRET %}SECRET{% endcomment %}",
        "{% # SECRET %}",
        "{%- # SECRET -%}",
        "{# SECRET #}",
        "{#\nSECRET {{ x }}\n\nSECRET\n#}",
        "{#- SECRET -#}",
        "{#SECRET#}",
        "%% SECRET %%",
        "%%SECRET%%",
        "{/* SECRET */}",
        "{/*\nSECRET\n\n*SECRET*\n*/}",
        "{{!-- SECRET {{x}} --}}",
        "{{! SECRET }}",
        "{{-- SECRET --}}",
        "<%# SECRET %>",
        "<%-- SECRET\n\nSECRET --%>",
        "{::comment}\nSECRET\n\nSECRET\n{:/comment}",
        "<?php echo \"SECRET -> SECRET\"; ?>",
    ] {
        for text in [
            format!("a\n\n{comment}\n\nb"),
            format!("a\n\n{comment} b"),
            format!("a {comment}\n\nb"),
            format!("a\n\n- {comment}\n\nb"),
            format!("> a {comment}\n\nb"),
        ] {
            let out = text_of(&text);
            assert_eq!(out.replace("\n\n", "\n"), "a\nb", "{text}");
        }
    }
    for line in [
        "[//]: # (SECRET)",
        "[//]: # (SECRET (SECRET) more)",
        "[//]: # SECRET",
        "[//]: # \"SECRET\"",
        "[comment]: # (SECRET)",
        "[comment]: <> (SECRET\nSECRET)",
        "%%\nSECRET\n\nSECRET\n%%",
    ] {
        assert_eq!(text_of(&format!("a\n\n{line}\n\nb")), "a\nb", "{line}");
    }
}

#[test]
fn what_only_looks_like_a_comment_is_published() {
    for (text, out) in [
        ("`<!-- a -->` b", "<!-- a --> b"),
        ("``{# a #}`` and `{% comment %}` b", "{# a #} and {% comment %} b"),
        ("```\n{# a #}\n<!-- b -->\n%% c %%\n```", "{# a #}\n<!-- b -->\n%% c %%"),
        ("~~~\n{{< comment >}}x{{< /comment >}}\n~~~", "{{< comment >}}x{{< /comment >}}"),
        ("    {# a #}\n    {/* b */}", "{# a #}\n{/* b */}"),
        ("- a\n\n  ```\n  {# b #}\n  ```", "a\n{# b #}"),
        ("## A {#b}\n\nc #} d", "A\nc #} d"),
        ("50%% of 100%% and %%d", "50%% of 100%% and %%d"),
        ("\\<!-- a -->", "<!-- a -->"),
        ("a { # } b #} c {#1 d", "a { # } b #} c {#1 d"),
        ("[//](/about/) [a](/about/)", "// a"),
        ("{% raw %}{# a #}{% endraw %}", "{% raw %}{# a #}{% endraw %}"),
    ] {
        let shown = text_of(text);
        assert!(shown.contains(out) || out.starts_with("{% raw"), "{text}: {shown}");
        assert!(!out.contains("{# a #}") || shown.contains("{# a #}"), "{text}: {shown}");
    }
}

#[test]
fn a_comment_that_never_ends_is_an_error() {
    for text in ["a\n\n<!-- SECRET\n\nSECRET", "a {{< comment >}} SECRET", "a {% comment %} SECRET"]
    {
        let body = set(text);
        assert_eq!(body.diagnostics.errors(), 1, "{text}");
        assert_eq!(paragraphs(&body.blocks), ["a"], "{text}");
    }
    assert!(found("a {{</* ask Ada about this */>}} b")[0].contains("left out"));
}

#[test]
fn escaped_shortcodes_are_shown_without_their_marks() {
    let table = [
        ("`x` {{/* youtube(id=\"abc\") */}}", "x {{ youtube(id=\"abc\") }}"),
        ("{%/* q() */%} a {%/* end */%}", "{% q() %} a {% end %}"),
        ("{{</* youtube abc */>}}", "{{< youtube abc >}}"),
        ("{{%/* figure src=\"a.jpg\" */%}}", "{{% figure src=\"a.jpg\" %}}"),
        ("{{</* /details */>}} {{</* toc */>}}", "{{< /details >}} {{< toc >}}"),
        ("{{</*/* youtube abc */*/>}}", "{{</* youtube abc */>}}"),
        ("```\n{{</* gist a b */>}}\n{{/* x(y=1) */}}\n```", "{{< gist a b >}}\n{{ x(y=1) }}"),
    ];
    for (text, shown) in table {
        assert_eq!(paragraphs(&clean(text)), [shown], "{text}");
    }
}

#[test]
fn controls_are_not_published() {
    assert_eq!(text_of("a\n\n\u{0}\n\nb"), "a\nb");
    assert_eq!(text_of("a\u{0}b `c\u{1b}d` [e\u{7}](/about/)"), "ab cd e");
    assert_eq!(text_of("one\u{b}two \u{93}x\u{94}"), "one two “x”");
    assert_eq!(text_of("## \u{1}A\n\n<p>b\u{0}c</p>\n\n```\nd\u{2}\n```"), "A\nbc\nd");
    let json = serde_json::to_string(&set("![a\u{0}](/logo.svg) {{< youtube a\u{0}b >}}").blocks);
    assert!(!json.unwrap().contains("\\u0000"));
}

#[test]
fn bare_addresses_are_whole_in_markdown_too() {
    for (text, href, label) in [
        ("See https://a.example/src/__init__.py here", "", "https://a.example/src/__init__.py"),
        ("See https://a.example/a|b", "", "https://a.example/a|b"),
        ("https://a.example/_x_/*y*/~~z~~/w and", "", "https://a.example/_x_/*y*/~~z~~/w"),
        ("*https://a.example/a_b_*", "", "https://a.example/a_b"),
        (
            "https://a.example/?a=1&amp;b=2",
            "https://a.example/?a=1&b=2",
            "https://a.example/?a=1&b=2",
        ),
        ("https://a.example/a\\_b\\_c", "https://a.example/a_b_c", "https://a.example/a_b_c"),
        ("__init__@a.example", "mailto:__init__@a.example", "__init__@a.example"),
        ("“https://a.example/x” was", "", "https://a.example/x"),
        ("**詳しくはhttps://a.example/x**を", "", "https://a.example/x"),
    ] {
        let body = set(text);
        let json = serde_json::to_string(&body.blocks).unwrap();
        let href = if href.is_empty() { label } else { href };
        let meant = serde_json::to_string(&link(href, label)).unwrap();
        assert!(json.contains(&meant), "{text}: {json}");
        assert_eq!(json.matches("\"link\"").count(), 1, "{text}");
    }
    let [Block::Table { rows, .. }] = &clean("|a|b|\n|-|-|\n|https://a.example/x\\|_y_z|c|")[..]
    else {
        panic!("a table")
    };
    assert_eq!(
        rows[0].0[0].content,
        [link("https://a.example/x|_y_z", "https://a.example/x|_y_z")]
    );
    // Elsewhere an address is what it was.
    assert_eq!(
        clean("[a](https://a.example/_b_) <https://a.example/_c_> `https://a.example/_d_`"),
        [paragraph(vec![
            link("https://a.example/_b_", "a"),
            Inline::text(" "),
            link("https://a.example/_c_", "https://a.example/_c_"),
            Inline::text(" "),
            Inline::Code { text: "https://a.example/_d_".into() },
        ])]
    );
    assert_eq!(
        clean("[a][b] <a href=\"https://a.example/_b_\">c</a>\n\n[b]: https://a.example/__d__"),
        [paragraph(vec![
            link("https://a.example/__d__", "a"),
            Inline::text(" "),
            link("https://a.example/_b_", "c"),
        ])]
    );
}

#[test]
fn an_address_with_spaces_is_one() {
    let [Block::Image { image }] = &clean("![shot](../../pictures/a b.svg)")[..] else {
        panic!("an image")
    };
    assert_eq!(image.src, "/pictures/a%20b.svg");
    let [Block::Image { image }] = &clean("![shot (2)](/pictures/a b.svg \"Below it\")")[..] else {
        panic!("an image")
    };
    assert_eq!(image.caption, [Inline::text("Below it")]);
    assert!(found("[report](Annual report (2).pdf)")[0].contains("“Annual report (2).pdf”"));
    for text in ["[a](see below) b", "a[1](and so on.)", "[x](a fig. 2)"] {
        assert_eq!(text_of(text), text);
        assert!(found(text)[0].contains("looks like a link"), "{text}");
    }
    assert_eq!(found("\\[a](b c) and `[a](b c)`"), [""; 0]);
    // One in another.
    assert_eq!(text_of("[a](b](c d.svg)"), "[a](b](c d.svg)");
}

#[test]
fn tags_that_are_only_named_are_shown() {
    for text in [
        "The <title> element and what follows.",
        "The <head> and <plaintext> and <xmp> and <textarea> and <noscript> elements are old.",
        "Use <script> here, and <style> too.",
        "The <p> element, <div> and <table> are blocks.",
        "A Vec<u8> and a HashMap<String, Vec<T>> and Box<dyn Fn>.",
        "Write <your-name> and <email> and <name of the place>.",
        "Include <stdio.h> first.",
        "Between <title> and </title> it stands.",
        "Put it in <b> and </b>, or in <script> and </script>.",
        "The <b> element, the <em>.",
        "Only </b> is left.",
        "<title> is the element.",
        "<script> is the element.",
        "<textarea> and <select> are fields.",
        "<T> is a type.",
        "<head> comes first.",
        "<div> is a block.",
        "<p> is for paragraphs.",
        "<pre> keeps lines.",
        "if a <b and c> d then",
        "1 < 2 and a<b and x <- y",
    ] {
        let body = set(&format!("{text}\n\nThe *rest*."));
        assert_eq!(paragraphs(&body.blocks), [text, "The rest."], "{text}");
        let is_tag = !text.starts_with("Include") && !text.starts_with("1 <");
        assert_eq!(body.diagnostics.is_empty(), !is_tag, "{text}: {}", body.diagnostics);
    }
    for (text, shown) in [
        ("<p>The <title> element and <T>.</p>\n\nb", "The <title> element and <T>.\nb"),
        ("- <title> a\n- b", "<title> a\nb"),
        ("> <script> is\n\nb", "<script> is\nb"),
        ("| <title> | b |\n|---|---|\n| <T> | c |", "<title>\nb\n<T>\nc"),
        ("## The <title> element\n\nb", "The <title> element\nb"),
        ("<noscript>Without *it* <b>all</b></noscript>\n\nb", "Without it all\nb"),
        ("<noscript>\n\n*Without*\n\n</noscript>\n\nb", "Without\nb"),
        ("a <noscript>c</noscript>\n\nb", "a c\nb"),
        ("<div class=\"x\n\nThe rest.", "<div class=\"x\nThe rest."),
    ] {
        assert_eq!(text_of(text), shown, "{text}");
    }
    assert_eq!(clean("a<br>b <wbr>c").len(), 1);
}

#[test]
fn emphasis_beside_punctuation_is_what_it_is_meant_to_be() {
    let table = [
        ("**「重要」**です", vec![strong("「重要」"), Inline::text("です")]),
        (
            "これは**「重要」**です",
            vec![Inline::text("これは"), strong("「重要」"), Inline::text("です")],
        ),
        ("**注意：**请看", vec![strong("注意："), Inline::text("请看")]),
        ("**중요(重要)**는", vec![strong("중요(重要)"), Inline::text("는")]),
        ("*「強調」*の", vec![emphasis("「強調」"), Inline::text("の")]),
        ("**Note:**text", vec![strong("Note:"), Inline::text("text")]),
        ("**„Wort“**er", vec![strong("„Wort“"), Inline::text("er")]),
        (
            "~~「古い」~~です",
            vec![
                Inline::Strikethrough { content: vec![Inline::text("「古い」")] },
                Inline::text("です"),
            ],
        ),
        ("これは__重要__です", vec![Inline::text("これは"), strong("重要"), Inline::text("です")]),
        ("das**„Wort“** da", vec![Inline::text("das"), strong("„Wort“"), Inline::text(" da")]),
        ("a**\"b\"**c", vec![Inline::text("a"), strong("\"b\""), Inline::text("c")]),
        ("*“Dracula”*s", vec![emphasis("“Dracula”"), Inline::text("s")]),
        (
            "**[链接](/about/)**中文",
            vec![Inline::Strong { content: vec![link("/about/", "链接")] }, Inline::text("中文")],
        ),
    ];
    for (text, meant) in table {
        assert_eq!(clean(text), [paragraph(meant)], "{text}");
    }
    for text in [
        "2*(3+4)*5",
        "2 * 3 * 4",
        "f**k it",
        "5 ** 2",
        "C*, D* and *",
        "変数_名前_です",
        "two**",
        "a ** b ** c",
    ] {
        assert_eq!(clean(text), [words(text)], "{text}");
    }
    for text in ["**(a)**b", "x**(2)**y", "**Note: **text", "**Never closed", "a **b\\*\\* c"] {
        assert_eq!(text_of(text), text.replace('\\', ""));
        assert!(found(text)[0].contains("these signs are printed"), "{text}");
    }
    assert_eq!(clean("\\*\\*「a」\\*\\*です"), [words("**「a」**です")]);
}

#[test]
fn quoted_arguments_of_shortcodes_are_read() {
    let image = |text: &str| match &set(text).blocks[..] {
        [Block::Image { image }] => image.clone(),
        other => panic!("{text}: {other:?}"),
    };
    let written = "{{< figure src=\"/logo.svg\" alt=\"She said \\\"yes\\\" twice\" \
                   caption=\"See [the map](https://x.example) and *this*\" >}}";
    let figure = image(written);
    assert_eq!(figure.alt, "She said \"yes\" twice");
    assert_eq!(
        figure.caption,
        [
            Inline::text("See "),
            link("https://x.example", "the map"),
            Inline::text(" and "),
            emphasis("this"),
        ]
    );
    for (arguments, alt) in [
        ("alt=`raw \"a\" \\ b`", "raw \"a\" \\ b"),
        ("alt='it is'", "it is"),
        ("alt=\"a >}} b\"", "a >}} b"),
        ("alt=\"two\nlines\"", "two lines"),
        ("alt = \"Tom &amp; Jerry\"", "Tom & Jerry"),
        ("alt=“typed”", "typed"),
        ("alt=\"a back\\\\slash\"", "a back\\slash"),
        ("alt=\"\\\"\"", "\""),
    ] {
        let text = format!("{{{{< figure src=\"/logo.svg\" {arguments} >}}}}");
        assert_eq!(image(&text).alt.replace('\n', " "), alt, "{text}");
    }
    let credited = image("{{< figure src=\"/logo.svg\" alt=\"a\" attr=\"*Ada* &#8211; AP\" >}}");
    assert_eq!(credited.credit.as_deref(), Some("Ada – AP"));
    let titled = image("![a](/logo.svg \"The *quay*, see [about](/about/) &amp; 2 * 3\")");
    assert_eq!(
        titled.caption,
        [
            Inline::text("The "),
            emphasis("quay"),
            Inline::text(", see "),
            link("/about/", "about"),
            Inline::text(" & 2 * 3"),
        ]
    );
    assert_eq!(image("![a](/logo.svg \"1. First\")").caption, [Inline::text("1. First")]);
    let broken = "{{< figure src=\"/logo.svg\" alt=\"a\" caption=\"[b](/gone/)\" >}}";
    assert_eq!(image(broken).caption, [Inline::text("b")]);
    assert!(found(broken)[0].contains("index.md:1:1") && found(broken)[0].contains("/gone/"));
}

#[test]
fn an_anchor_that_was_given_is_the_writers() {
    let anchor = |text: &str| Inline::Anchor { id: text.into() };
    let heading = |anchor: &str, content: Vec<Inline>| Block::Heading {
        level: 2,
        anchor: anchor.into(),
        content,
    };
    let plain = |anchor: &str, text: &str| heading(anchor, vec![Inline::text(text)]);
    let to = |href: &str| paragraph(vec![link(href, "x")]);
    assert_eq!(
        clean("## Foo\n\n## Foo\n\n## Mine {#foo-1}\n\n[x](#foo-1)"),
        [plain("foo", "Foo"), plain("foo-2", "Foo"), plain("foo-1", "Mine"), to("#foo-1")]
    );
    assert_eq!(
        clean("## Foo\n\n<h2 id=\"foo\">Mine</h2>\n\n[x](#foo)"),
        [plain("foo-1", "Foo"), plain("foo", "Mine"), to("#foo")]
    );
    assert_eq!(
        clean("## Foo\n\n<a id=\"foo\"></a>\n\nText\n\n[x](#foo)"),
        [plain("foo-1", "Foo"), paragraph(vec![anchor("foo"), Inline::text("Text")]), to("#foo"),]
    );
    assert_eq!(
        clean("A <a name=\"b\"></a>word <span id=\"c\">d</span> [x](#b) [y](#c)"),
        [paragraph(vec![
            Inline::text("A "),
            anchor("b"),
            Inline::text("word "),
            anchor("c"),
            Inline::text("d "),
            link("#b", "x"),
            Inline::text(" "),
            link("#c", "y"),
        ])]
    );
    assert_eq!(
        clean("<p id=\"e\">f</p>\n\n<p id=\"g\">h</p>\n\n[x](#e)"),
        [paragraph(vec![anchor("e"), Inline::text("f")]), words("h"), to("#e")]
    );
    let twice = "## A {#x}\n\n## B {#x}\n\n[x](#x)";
    assert_eq!(set(twice).blocks, [plain("x", "A"), plain("x-1", "B"), to("#x")]);
    assert!(found(twice)[0].contains("“#x” stands on this page twice"));
}

#[test]
fn links_by_other_tools_rules_arrive() {
    let table = [
        ("What's next?", "whats-next", &["what-s-next"][..]),
        ("v1.2.3", "v1-2-3", &["v123"]),
        ("Q & A", "q-a", &["q--a"]),
        ("1. Über uns", "1-über-uns", &["1-uber-uns"]),
        ("2. The end", "2-the-end", &["the-end"]),
    ];
    for (words, own, others) in table {
        for other in others {
            let blocks = clean(&format!("## {words}\n\n[x](#{other})"));
            let Block::Heading { anchor, content, .. } = &blocks[0] else { panic!("{words}") };
            assert_eq!(anchor, own);
            let known = Inline::Anchor { id: (*other).into() };
            assert!(content.contains(&known), "{content:?}");
            assert_eq!(blocks[1], paragraph(vec![link(&format!("#{own}"), "x")]));
        }
    }
    // What another heading is called is not taken from it.
    let blocks = clean("## A & B\n\n## A  B {#a--b}\n\n[x](#a--b)");
    assert_eq!(blocks[2], paragraph(vec![link("#a--b", "x")]));
    assert!(!format!("{:?}", blocks[0]).contains("a--b"));
}

#[test]
fn labels_of_footnotes_are_one_in_any_spelling() {
    for (reference, definition) in [
        ("Note", "note"),
        ("É", "é"),
        ("Cafe\u{301}", "café"),
        ("STRASSE", "straße"),
        ("my note", "My  note"),
        ("a", "A"),
    ] {
        let text =
            format!("Text[^{reference}].\n\n[^{definition}]: Words.\n\nAgain[^{definition}].");
        let blocks = clean(&text);
        let Some(Block::Footnotes { notes }) = blocks.last() else { panic!("{text}") };
        assert_eq!((notes.len(), notes[0].references), (1, 2), "{text}");
    }
    let twice = found("a[^n]\n\n[^n]: b\n\n[^N]: c");
    assert!(twice[0].contains("defined twice"), "{twice:?}");
    let nested = clean("- a[^x]\n\n  [^x]: b[^y]\n\n> [^y]: c");
    let Some(Block::Footnotes { notes }) = nested.last() else { panic!("{nested:?}") };
    assert_eq!(notes.len(), 2);
}

#[test]
fn cells_beyond_the_head_are_set_and_told() {
    let text = "| a | b |\n|---|---|\n| 1 | 2 | *lost* | |\n| 3 | 4 |";
    let body = set(text);
    let [Block::Table { head, rows, .. }] = &body.blocks[..] else { panic!("a table") };
    assert_eq!(rows[0].0[2].content, [emphasis("lost")]);
    assert_eq!((head.len(), rows[1].0.len()), (4, 2));
    assert!(
        found(text)[0].contains("3:10") && found(text)[0].contains("more cells"),
        "{:?}",
        found(text)
    );
    assert_eq!(found("| a |\n|---|\n| 1 | |\n| a \\| b |\n"), [""; 0]);
}

#[test]
fn a_picture_that_leads_to_a_film_names_its_card() {
    for text in [
        "[![The crossing](/logo.svg)](https://youtu.be/abc)",
        "<a href=\"https://youtu.be/abc\"><img src=\"/logo.svg\" alt=\"The crossing\"></a>",
    ] {
        let body = set(text);
        let [Block::Embed { title, .. }] = &body.blocks[..] else { panic!("{:?}", body.blocks) };
        assert_eq!(title, "The crossing");
        assert!(found(text)[0].contains("the film’s card stands there"));
    }
    let two = "[![a](/logo.svg)](https://youtu.be/abc) [![b](/logo.svg)](https://youtu.be/def)";
    assert_eq!(set(two).blocks.len(), 2);
}
