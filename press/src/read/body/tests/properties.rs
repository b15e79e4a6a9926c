//! What holds for any text.

use super::super::sound::{check, keeps_its_length};
use super::set;
use newsprint::edition::{Block, FromJson, Value};
use proptest::prelude::*;

/// Pieces that writers put together, and that parsers trip over.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "###### ",
    "> ",
    ">> ",
    "- ",
    "1. ",
    "- [ ] ",
    "    ",
    "\n",
    "\n\n",
    "***",
    "---\n",
    "|a|b|\n",
    "|-|:-:|\n",
    "*",
    "**",
    "~~",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "![",
    "](c.svg)",
    "![x](/pictures/c.svg)",
    "[^1]",
    "[^1]: ",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<ul><li>",
    "</ul>",
    "<a href=\"/about/\">",
    "</a>",
    "<script>",
    "</script>",
    "<iframe src=\"https://youtu.be/x\">",
    "</iframe>",
    "<!--",
    "-->",
    "<figure>",
    "</figure>",
    "<figcaption>",
    "<blockquote>",
    "</blockquote>",
    "<svg>",
    "<select>",
    "<template>",
    "<h2>",
    "<br/>",
    "<img src=c.svg alt>",
    "<style>",
    "<textarea>",
    "<plaintext>",
    "<frameset>",
    "</body>",
    "<",
    "&lt;",
    "&",
    "\\",
    "{{< youtube x >}}",
    "{{< ref \"lighthouse.md\" >}}",
    "{{< figure src=\"c.svg\" >}}",
    "{% end %}",
    "https://youtu.be/x",
    "www.a.org",
    "a@b.org",
    "> [!PULL]\n",
    "— X",
    "words ",
    "字",
    "العربية ",
    "e\u{301}",
    "\u{e000}",
    "\u{0}",
    "\r\n",
    "\t",
    "{#x}",
    ":::note\n",
    "::: \n",
    "!!! tip \"x\"\n    ",
    "??? a\n    ",
    ">>>\n",
    "```{note}\n",
    "{: .a #b}",
    "{:toc}",
    "[toc]\n\n",
    "==",
    ":tada:",
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "x^2",
    ": ",
    "{% raw %}",
    "{% endraw %}",
    "{% if x %}",
    "{{ \"/a\" | url }}",
    "{{< note >}}",
    "{{< /note >}}",
    "{% highlight js %}",
    "{% endhighlight %}",
    "{{< comment >}}",
    "{{< /comment >}}",
    "{{< katex >}}",
    "{{< /katex >}}",
    "**「",
    "」**",
    "__",
    "~~",
    "{# ",
    " #}",
    "{/* ",
    " */}",
    "{{/* ",
    " */}}",
    "{{< comment >}}",
    "{{< /comment >}}",
    "%%",
    "<title>",
    "<T>",
    "<a id=\"y\"></a>",
    "{#y}",
    "[x](#y)",
    "](a b.svg)",
    "https://a.org/_x_",
    "|a|b|\n|-|-|\n",
    "|1|2|3|\n",
    "\u{1}",
    "\u{93}",
];

/// One of them, or anything else.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,5}",
    ]
    .boxed()
}

fn holds(text: &str) {
    let body = set(text);
    check(&body.blocks);
    keeps_its_length(text);
    let json = serde_json::to_string(&body.blocks).unwrap();
    let back = Vec::<Block>::from_json(Value::parse(&json).unwrap()).unwrap();
    assert_eq!(back, body.blocks);
    assert!(body.reading_minutes >= 1);
    for diagnostic in &body.diagnostics {
        assert!(diagnostic.line_and_column().is_some() && diagnostic.help_text().is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_becomes_sound_blocks(text in "(.|\n){0,200}") {
        holds(&text);
    }

    #[test]
    fn anything_like_markdown_becomes_sound_blocks(pieces in proptest::collection::vec(piece(), 0..40)) {
        holds(&pieces.concat());
    }
}

#[test]
fn depth_has_an_end() {
    for piece in [
        "> ",
        "- ",
        "*a ",
        "<div>",
        "<b>",
        "<blockquote>",
        "<ul><li>",
        "[",
        "<a href=/about/>",
        "<table><tr><td>",
        "<div lang=he><blockquote lang=fr>",
        "<span lang=he><i lang=fr>",
    ] {
        holds(&format!("{}x", piece.repeat(3000)));
    }
    for piece in ["\\sqrt", "{", "^{", "\\frac{", "\\left(", "\\text{$", "\\begin{matrix}"] {
        holds(&format!("a ${}x$ b", piece.repeat(3000)));
        holds(&format!("$$\n{}x{}\n$$", piece.repeat(1000), "}".repeat(1000)));
    }
    for piece in [":::note\n", "!!! a\n    ", "{{< note >}}\n", "{% if x %}", ">>>\n", "$5 or 6$ "]
    {
        holds(&piece.repeat(2000));
    }
    let nested: String = (0..200).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
    holds(&nested);
}
