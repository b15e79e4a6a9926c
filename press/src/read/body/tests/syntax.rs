//! What other Markdown and other tools have beyond CommonMark.

use super::{clean, found, set};
use newsprint::edition::{Block, Inline, ListItem, plain_text};

/// A short form of blocks, to compare.
fn told(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(short).collect()
}

fn short(block: &Block) -> String {
    match block {
        Block::Paragraph { content } => format!("p {}", line(content)),
        Block::Heading { level, anchor, content } => format!("h{level}#{anchor} {}", line(content)),
        Block::Code { language, text } => {
            format!("code {} {text}", language.as_deref().unwrap_or("-"))
        }
        Block::Quotation { content, attribution } => {
            let by = line(attribution);
            format!(
                "quote[{}]{}",
                told(content).join("; "),
                if by.is_empty() { by } else { format!(" by {by}") }
            )
        }
        Block::PullQuote { content, .. } => format!("pull {}", line(content)),
        Block::Note { note, content } => format!("{note:?}[{}]", told(content).join("; ")),
        Block::List { items, ordered, definitions, .. } => {
            let item = |item: &ListItem| {
                let term = if item.term { "dt " } else { "" };
                format!("{term}{}", told(&item.content).join("; "))
            };
            let items: Vec<_> = items.iter().map(item).collect();
            let kind = match (definitions, ordered) {
                (true, _) => "dl",
                (_, true) => "ol",
                _ => "ul",
            };
            format!("{kind}[{}]", items.join(" | "))
        }
        Block::Embed { provider, url, title, .. } => {
            format!("embed {provider} {url} {title}").trim().into()
        }
        Block::Image { image } => {
            format!(
                "img {} {:?} {:?}",
                image.src,
                image.alt,
                Some(plain_text(&image.caption)).filter(|it| !it.is_empty()).unwrap_or("-".into())
            )
        }
        Block::Table { .. } => "table".into(),
        Block::Separator => "hr".into(),
        other => format!("{other:?}"),
    }
}

fn line(content: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text { text } => text.clone(),
        Inline::Strong { content } => format!("<b>{}</b>", line(content)),
        Inline::Emphasis { content } => format!("<i>{}</i>", line(content)),
        Inline::Link { href, content } => format!("<a {href}>{}</a>", line(content)),
        Inline::Code { text } => format!("`{text}`"),
        Inline::Math { tex, display, .. } => {
            let sign = if *display { "$$" } else { "$" };
            format!("{sign}{tex}{sign}")
        }
        Inline::Break => "<br>".into(),
        // What other tools call a heading is tested elsewhere.
        Inline::Anchor { .. } => String::new(),
        Inline::Sub { content } => format!("<sub>{}</sub>", line(content)),
        Inline::Sup { content } => format!("<sup>{}</sup>", line(content)),
        other => format!("{other:?}"),
    };
    content.iter().map(one).collect()
}

/// Nothing is wrong with a text, and it becomes this.
fn becomes(text: &str, wanted: &[&str]) {
    assert_eq!(told(&clean(text)), wanted, "{text}");
}

/// A text becomes this, and each of these is told.
fn becomes_with(text: &str, wanted: &[&str], words: &[&str]) {
    assert_eq!(told(&set(text).blocks), wanted, "{text}");
    let reports = found(text);
    for word in words {
        assert!(
            reports.iter().any(|report| report.contains(word)),
            "{text}: {word} in {reports:?}"
        );
    }
    assert_eq!(reports.len(), words.len(), "{text}: {reports:?}");
}

#[test]
fn containers_are_notes() {
    for text in [
        ":::note\nSay *so*.\n:::",
        ":::note\n\nSay *so*.\n\n:::\n",
        "::: info\nSay *so*.\n:::",
        ":::tip\r\nSay *so*.\r\n:::\r\n",
        "!!! note\n    Say *so*.",
        "!!! tip \"\"\n\n    Say *so*.\n",
        "::: {.callout-note}\nSay *so*.\n:::",
        "```{note}\nSay *so*.\n```",
        "```ad-info\nSay *so*.\n```",
        "{{% notice tip %}}\nSay *so*.\n{{% /notice %}}",
        "{{< callout type=\"info\" >}}\nSay *so*.\n{{< /callout >}}",
        "{{< hint info >}}Say *so*.{{< /hint >}}",
        "{% note info %}\nSay *so*.\n{% endnote %}",
        "{% hint(type=\"tip\") %}\nSay *so*.\n{% end %}",
        "{{< alert text=\"Say *so*.\" />}}",
        ">>> [!note]\nSay *so*.\n>>>",
    ] {
        becomes(text, &["Information[p Say <i>so</i>.]"]);
    }
    for text in [
        ":::danger\nx\n:::",
        ":::caution\nx\n:::",
        "::: WARNING\nx\n:::",
        "!!! danger\n    x",
        "{{% notice warning %}}\nx\n{{% /notice %}}",
        "{{% notice style=\"warning\" %}}x{{% /notice %}}",
        "{% note danger %}\nx\n{% endnote %}",
    ] {
        becomes(text, &["Warning[p x]"]);
    }
    becomes(">>>\nLong.\n\nWords.\n>>>\nAfter", &["quote[p Long.; p Words.]", "p After"]);
    becomes(":::quote\nx\n:::", &["quote[p x]"]);
    becomes(":::correction\nx\n:::", &["Correction[p x]"]);
    becomes("{{< quote author=\"Ada L.\" >}}\nYes.\n{{< /quote >}}", &["quote[p Yes.] by Ada L."]);
}

#[test]
fn notes_keep_their_titles() {
    for text in [
        ":::note[Mind *it*]\nx\n:::",
        ":::note Mind *it*\nx\n:::",
        "::: note{title=\"Mind *it*\"}\nx\n:::",
        "!!! note \"Mind *it*\"\n    x",
        "!!! note inline end \"Mind *it*\"\n    x",
        "```{note} Mind *it*\n:class: a\nx\n```",
        "```ad-note\ntitle: Mind *it*\nx\n```",
        "{{< admonition tip \"Mind *it*\" >}}\nx\n{{< /admonition >}}",
        "{{< callout type=\"note\" title=\"Mind *it*\" >}}\nx\n{{< /callout >}}",
        "{% note info Mind *it* %}\nx\n{% endnote %}",
        "> [!NOTE] Mind *it*\n> x",
    ] {
        becomes(text, &["Information[p <b>Mind <i>it</i></b>; p x]"]);
    }
    becomes("!!! machine-room\n    x", &["Information[p <b>machine room</b>; p x]"]);
    becomes("!!! warning \"Only this\"", &["Warning[p Only this]"]);
}

#[test]
fn containers_hold_blocks_and_end_where_they_say() {
    becomes(
        "Before\n:::note\n- a\n- b\n\n```js\n:::\n```\n:::\nAfter",
        &["p Before", "Information[ul[p a | p b]; code js :::]", "p After"],
    );
    becomes(
        "::::note\na\n:::warning\nb\n:::\nc\n::::\nd",
        &["Information[p a; Warning[p b]; p c]", "p d"],
    );
    becomes(":::note\na\n:::\n:::tip\nb\n:::", &["Information[p a]", "Information[p b]"]);
    becomes("1. a\n\n   :::note\n   b\n   :::\n\n2. c", &["ol[p a; Information[p b] | p c]"]);
    becomes("- a\n\n    !!! note\n        b\n- c", &["ul[p a; Information[p b] | p c]"]);
    becomes(
        "!!! note\n    a\n\n        code\n\n    b\n\nc",
        &["Information[p a; code - code; p b]", "p c"],
    );
    becomes("!!! note\n    !!! warning\n        b", &["Information[Warning[p b]]"]);
    becomes(":::note\n[a]\n:::\n\n[a]: /about/", &["Information[p <a /about/>a</a>]"]);
    becomes(":::note\n:::\nx", &["p x"]);
    becomes(
        "{{< tabs >}}\n{{< tab \"One\" >}}\na\n{{< /tab >}}\n{{< tab name=\"Two\" >}}\nb\n{{< /tab >}}\n{{< /tabs >}}",
        &["p <b>One</b>", "p a", "p <b>Two</b>", "p b"],
    );
}

#[test]
fn what_folds_or_is_unknown_is_told_and_kept() {
    becomes_with("??? note \"T\"\n    x", &["Information[p <b>T</b>; p x]"], &["folds"]);
    becomes_with("::: details Mehr\nx\n:::", &["p <b>Mehr</b>", "p x"], &["folds"]);
    becomes_with(
        "{{< details summary=\"Mehr\" >}}\nx\n{{< /details >}}",
        &["p <b>Mehr</b>", "p x"],
        &["folds"],
    );
    becomes_with(":::carousel\nx\n:::", &["p x"], &["“:::carousel”"]);
    becomes_with(":::note\nx", &["Information[p x]"], &["never ends"]);
    becomes_with("x\n\n:::\n\ny", &["p x", "p y"], &["nothing that is open"]);
    becomes_with("{{< carousel >}}\nx\n{{< /carousel >}}", &["p x"], &["“carousel”"]);
    becomes_with("a {{< sparkle >}}b{{< /sparkle >}} c", &["p a b c"], &["“sparkle”"]);
    becomes_with("a {{< nothing x=\"1\" >}} b", &["p a b"], &["“nothing”"]);
    becomes_with("{% if a %}\nx\n{% endif %}", &["p x"], &["“if”"]);
    becomes_with("{% assign a = 1 %}\n\nx", &["p x"], &["“assign”"]);
    becomes_with("by {{ page.editor }}, x", &["p by , x"], &["page.editor"]);
}

#[test]
fn what_looks_like_a_container_and_is_none_stays() {
    for text in
        ["a ::: b", "!!! Achtung, baby", "???", "Was??? Ja!!!", ":: a", "std::fmt", "`:::note`"]
    {
        becomes(text, &[&format!("p {text}")]);
    }
    becomes("    :::note\n    x", &["code - :::note\nx"]);
    becomes(
        "```\n:::note\n{: .a}\n$$\n{% if x %}\n==a== :tada:\n```",
        &["code - :::note\n{: .a}\n$$\n{% if x %}\n==a== :tada:"],
    );
    becomes(
        "`{% if x %}` `{{< a >}}` `==a==` `:tada:` `$x$`",
        &["p `{% if x %}` `{{< a >}}` `==a==` `:tada:` `$x$`"],
    );
}

#[test]
fn attribute_lists_are_never_printed() {
    becomes("## A {#b}\n\n[x](#b)", &["h2#b A", "p <a #b>x</a>"]);
    becomes("## A {: #b}", &["h2#b A"]);
    becomes("## A\n{: #b}\n\nx", &["h2#b A", "p x"]);
    becomes("## A\n{#b}\nx", &["h2#b A", "p x"]);
    becomes("A\n---\n{: #b}", &["h2#b A"]);
    becomes("{: #b}\n## A", &["h2#b A"]);
    for text in [
        "Words\n{: .lead}",
        "Words\n{.lead}",
        "Words {: .lead}",
        "Words\n{: .lead #top}\n\n",
        "[Words]{.lead}",
        "{: .lead}\nWords",
    ] {
        let body = set(text);
        assert_eq!(told(&body.blocks), ["p Words"], "{text}");
        assert!(body.diagnostics.to_string().contains("braces"), "{text}");
    }
    for text in [
        "![a](/logo.svg){: width=\"300\" .center}",
        "![a](/logo.svg){width=50%}",
        "![a](/logo.svg)\n{: .center}",
        "![a](/logo.svg){: .x}{: .y}",
    ] {
        becomes_with(text, &["img /logo.svg \"a\" \"-\""], &["braces"]);
    }
    becomes_with("[a](/about/){:target=\"_blank\"} b", &["p <a /about/>a</a> b"], &["braces"]);
    becomes_with("`a`{:.language-js} *b*{.c}", &["p `a` <i>b</i>"], &["braces"]);
    becomes_with("- a\n{: .x}\n- b", &["ul[p a | p b]"], &["braces"]);
    becomes_with("x\n{: .a}\ny\n{: .b}\n", &["p x", "p y"], &["braces"]);
    for text in ["{a}", "f(x){y}", "{ x: 1 }", "a {.b} c", "{{ name }}", "`{: .a}`"] {
        assert_eq!(told(&set(text).blocks), [format!("p {text}")], "{text}");
    }
}

#[test]
fn contents_are_a_list_of_links() {
    let list = "ul[p <a #one>One</a>; ul[p <a #deep>Deep</a>] | p <a #two>Two</a>]";
    for sign in [
        "[toc]",
        "[TOC]",
        "[[toc]]",
        "[[_TOC_]]",
        "* TOC\n{:toc}",
        "1. x\n{: toc}",
        "{{< toc >}}",
        "{{% toc %}}",
        "{:toc}",
    ] {
        let text = format!("{sign}\n\n## One\n\n### Deep\n\n## Two");
        becomes(&text, &[list, "h2#one One", "h3#deep Deep", "h2#two Two"]);
    }
    becomes("[toc]\n\nx", &["p x"]);
    becomes("See [toc] here", &["p See [toc] here"]);
}

#[test]
fn what_is_no_text_is_left_out() {
    becomes_with("import Tabs from '@theme/Tabs';\n\nx", &["p x"], &["imported"]);
    let module = "import {\n  A,\n} from './a'\nexport const b = () => {\n  c()\n}\n\nx";
    becomes_with(module, &["p x"], &["imported"]);
    becomes("They\nimport 'tea' from \"China\"", &["p They import 'tea' from \"China\""]);
    becomes_with("HTML\n\n*[HTML]: Words", &["p HTML"], &["abbreviation"]);
    becomes("a {/* secret */}b", &["p a b"]);
    becomes("a\n\n{::comment}\nsecret\n\nmore\n{:/comment}\n\nb", &["p a", "p b"]);
    becomes("{::nomarkdown}\n<p>a</p>\n{:/}", &["p a"]);
    becomes("a {::nomarkdown}<b>b</b>{:/} c `{:/}`", &["p a <b>b</b> c `{:/}`"]);
    becomes("{::options toc_levels=\"1\" /}\n\na", &["p a"]);
    becomes(
        "=== \"One\"\n\n    a\n\n=== \"Two\"\n\n    b\n",
        &["p <b>One</b>", "p a", "p <b>Two</b>", "p b"],
    );
    becomes("```\nimport a from 'b';\n{/* c */}\n```", &["code - import a from 'b';\n{/* c */}"]);
}

#[test]
fn marks_and_emoji() {
    becomes("a ==b *c*== d", &["p a <b>b <i>c</i></b> d"]);
    becomes("==a== and ==b==!", &["p <b>a</b> and <b>b</b>!"]);
    becomes("中==文==字", &["p 中<b>文</b>字"]);
    for text in ["a == b == c", "if (a==b && c==d)", "a === b", "====", "== a =="] {
        let blocks = told(&clean(text));
        assert!(!blocks.concat().contains("<b>"), "{text}: {blocks:?}");
    }
    becomes("[x](https://a.example/?a==b==)", &["p <a https://a.example/?a==b==>x</a>"]);
    becomes(
        "Done :tada: at 10:30:45 `:tada:` :unknown_one:",
        &["p Done 🎉 at 10:30:45 `:tada:` :unknown_one:"],
    );
}

#[test]
fn definitions_are_told_from_terms() {
    becomes(
        "Ebb\n: The tide *falls*.\n: It goes.\n\nFlood\n\n: It rises.\n\n  Twice.\n\nAfter",
        &[
            "dl[dt p Ebb | p The tide <i>falls</i>. | p It goes. | dt p Flood | p It rises.; p Twice.]",
            "p After",
        ],
    );
    becomes(
        "<dl><dt>Ebb<dd>It <i>goes</i>.<div><dt>Flood</dt><dd><p>a<p>b</dd></div></dl>",
        &["dl[dt p Ebb | p It <i>goes</i>. | dt p Flood | p a; p b]"],
    );
    // What is no such list keeps its words.
    becomes("<dl><dt>Ebb</dt></dl>", &["p <b>Ebb</b>"]);
    becomes("<dl><dd>It goes.</dd></dl>", &["p It goes."]);
    becomes("<dl><dd>a</dd><dt>Ebb</dt></dl>", &["p a", "p <b>Ebb</b>"]);
    becomes("Time: 10\nat: 5", &["p Time: 10 at: 5"]);
}

#[test]
fn formulas_are_drawn() {
    becomes("The $E = mc^2$ of $x$.", &["p The $E = mc^2$ of $x$."]);
    for text in [
        "$$a = b$$",
        "$$\na = b\n$$",
        "$$\na\n= b\n$$",
        "\\[a = b\\]",
        "\\[\na = b\n\\]",
        "\\\\[ a = b \\\\]",
        "```math\na = b\n```",
        "{{< katex display >}}\na = b\n{{< /katex >}}",
        "{{< math >}}$$a = b$$ {{< /math >}}",
    ] {
        let blocks = told(&clean(text));
        assert_eq!(blocks.len(), 1, "{text}");
        assert_eq!(blocks[0].replace('\n', " "), "p $$a = b$$", "{text}");
    }
    becomes("a\n$$\nx\n$$\nb", &["p a", "p $$x$$", "p b"]);
    becomes("\\(x_1 * y_2 * z\\) and \\\\(b\\\\)", &["p $x_1 * y_2 * z$ and $b$"]);
    becomes("a $`x^2`$ b {{< katex >}}y{{< /katex >}}", &["p a $x^2$ b $y$"]);
    becomes(
        "\\begin{align}\na &= b \\\\\n&= c\n\\end{align}",
        &["p $$\\begin{align} a &= b \\\\ &= c \\end{align}$$"],
    );
    becomes("## The $n$th\n\n[x](#the-n-th)", &["h2#the-n-th The $n$th", "p <a #the-n-th>x</a>"]);
    becomes_with("a $\\nonsense{x}$ b", &["p a `\\nonsense{x}` b"], &["\\nonsense"]);
    becomes_with("$$\n\\frac{a\n$$", &["p `\\frac{a`"], &["\\frac{a"]);
    becomes_with("a $\\frac{a$ b", &["p a $\\frac{a$ b"], &["\\frac{a"]);
    let Block::Paragraph { content } = &clean("$\\frac{a}{2}$")[0] else { panic!() };
    let Inline::Math { tree, .. } = &content[0] else { panic!() };
    assert_eq!(tree.join(" "), "<mfrac <mi =a > <mn =2 > >");
}

#[test]
fn money_is_no_formula() {
    for text in [
        "It costs $5 and $10.",
        "From US$5m to US$10m",
        "$20,000 to A$30,000",
        "$5/month or 10$ a year",
        "between $5 *or* 10$",
        "$HOME/bin:$PATH",
        "Ke$ha and A$AP Rocky",
        "$5-$10 ($7–$12)",
        "It rose $5 (or 3 per cent)$",
        "$1.5bn, up from $1.2bn",
        "a $ b $ c",
        "costs \\$5 and \\$6",
        "$$$",
        "€5 or $5",
    ] {
        let plain: String = clean(text)
            .iter()
            .map(|block| match block {
                Block::Paragraph { content } => plain_text(content),
                other => panic!("{other:?}"),
            })
            .collect();
        let blocks = told(&clean(text));
        assert!(!format!("{:?}", clean(text)).contains("Math"), "{text}: {blocks:?}");
        assert_eq!(plain, text.replace(['*', '\\'], ""), "{text}");
    }
    becomes("Paid $5 *now* or 10$ later: $x^2$", &["p Paid $5 <i>now</i> or 10$ later: $x^2$"]);
}

#[test]
fn code_of_shortcodes_is_code() {
    for text in [
        "{{< highlight go >}}\na := `b`\n{{< /highlight >}}",
        "{{< highlight go \"linenos=table\" >}}\na := `b`\n{{< /highlight >}}",
        "{% highlight go linenos %}\na := `b`\n{% endhighlight %}",
        "{% codeblock lang:go %}\na := `b`\n{% endcodeblock %}",
        "{%- highlight go -%}\na := `b`\n{%- endhighlight -%}",
    ] {
        becomes(text, &["code go a := `b`"]);
    }
    becomes(
        "{% highlight html %}\n<p>*a*</p>\n\n```\n{{ b.c }}\n```\n{% endhighlight %}",
        &["code html <p>*a*</p>\n\n```\n{{ b.c }}\n```"],
    );
    becomes("x {{< highlight go \"hl_inline=true\" >}}a*b*{{< /highlight >}} y", &["p x `a*b*` y"]);
    becomes("{{< mermaid >}}\na --> b\n{{< /mermaid >}}", &["code mermaid a --> b"]);
}

#[test]
fn comments_are_for_nobody() {
    for text in [
        "a\n\n{{< comment >}}\nsecret\n\nmore secret\n{{< /comment >}}\n\nb",
        "a\n\n{% comment %}\nsecret\n{% endcomment %}\n\nb",
        "a\n\n{% comment %} secret {% endcomment %}\n\nb",
    ] {
        becomes(text, &["p a", "p b"]);
    }
    becomes("a {% comment %}secret{% endcomment %}b", &["p a b"]);
}

#[test]
fn liquid_stands_for_addresses() {
    for text in [
        "[a]({{ \"/about/\" | relative_url }})",
        "[a]({{ '/about/' | url }})",
        "[a]({{ site.baseurl }}/about/)",
        "[a]({{ site.url }}{{ site.baseurl }}/about/)",
        "[a]({% link about.md %})",
        "[a]({{ site.baseurl }}{% link about.md %})",
        "<a href=\"{{ '/about/' | relative_url }}\">a</a>",
        "{{< button href=\"/about/\" >}}a{{< /button >}}",
        "{% post_link about a %}",
    ] {
        becomes(text, &["p <a /about/>a</a>"]);
    }
    becomes("[a]({% post_url 2025-12-19-harbour %})", &["p <a /2025/12/19/harbour/>a</a>"]);
    becomes("![a]({{ \"/logo.svg\" | relative_url }})", &["img /logo.svg \"a\" \"-\""]);
    becomes("<img src=\"{{ site.baseurl }}/logo.svg\" alt=\"a\">", &["img /logo.svg \"a\" \"-\""]);
    becomes(
        "{% include figure.html src=\"/logo.svg\" alt=\"a b\" caption=\"c\" %}",
        &["img /logo.svg \"a b\" \"c\""],
    );
    becomes(
        "{% asset_img quay.svg A quay %}",
        &["img /2025/12/19/harbour/quay.svg \"A quay\" \"-\""],
    );
    becomes("{% img left /logo.svg 300 200 \"A logo\" %}", &["img /logo.svg \"A logo\" \"-\""]);
    becomes("{% image \"/logo.svg\", \"A logo\" %}", &["img /logo.svg \"A logo\" \"-\""]);
    becomes(
        "{% include youtube.html id=\"abc\" %}",
        &["embed YouTube https://www.youtube.com/watch?v=abc"],
    );
    becomes("{% youtube abc %}", &["embed YouTube https://www.youtube.com/watch?v=abc"]);
    becomes("{{ page.title }}", &["p Harbour"]);
}

#[test]
fn what_is_raw_stays() {
    becomes("a {% raw %}{{ b.c }} {% if d %}{% endraw %} e", &["p a {{ b.c }} {% if d %} e"]);
    becomes("{% raw %}\n```liquid\n{{ a.b }}\n```\n{% endraw %}", &["code liquid {{ a.b }}"]);
    becomes("```\n{% raw %}{{ a.b }}{% endraw %}\n```", &["code - {{ a.b }}"]);
    becomes_with("Write {{ name }} there", &["p Write {{ name }} there"], &["{{ name }}"]);
    becomes_with("{{ a }} {{ b }}", &["p {{ a }} {{ b }}"], &["{{ a }}", "{{ b }}"]);
    becomes(
        "Write \\{{ name }} there, or `{{ name }}`",
        &["p Write {{ name }} there, or `{{ name }}`"],
    );
    becomes_with("By {{ .Title }}", &["p By {{ .Title }}"], &["{{ .Title }}"]);
}

#[test]
fn shortcodes_of_tools_and_themes_are_drawn() {
    becomes("{{< gist jdoe 1234 >}}", &["embed GitHub https://gist.github.com/jdoe/1234"]);
    becomes("{% gist jdoe/1234 %}", &["embed GitHub https://gist.github.com/jdoe/1234"]);
    becomes(
        "{{< spotify type=\"track\" id=\"abc\" >}}",
        &["embed Spotify https://open.spotify.com/track/abc"],
    );
    becomes(
        "{{< bluesky link=\"https://bsky.app/profile/a.example/post/3k\" >}}",
        &["embed Bluesky https://bsky.app/profile/a.example/post/3k @a.example"],
    );
    becomes("{{< img src=\"/logo.svg\" alt=\"a\" >}}", &["img /logo.svg \"a\" \"-\""]);
    becomes("a {{< kbd >}}Ctrl{{< /kbd >}} {{< icon \"sun\" >}}b", &["p a `Ctrl` b"]);
    becomes("{{< rawhtml >}}\n<p>a <b>b</b></p>\n{{< /rawhtml >}}", &["p a <b>b</b>"]);
    becomes("{{< param \"title\" >}}", &["p Harbour"]);
    becomes_with(
        "{{< video src=\"/plan.mp4\" >}}",
        &["p plan.mp4"],
        &["“video”", "leads to nothing"],
    );
    becomes("{{< button \"/about/\" \"Us\" >}}", &["p <a /about/>Us</a>"]);
    becomes(
        "::youtube[A film]{#abc}",
        &["embed YouTube https://www.youtube.com/watch?v=abc A film"],
    );
}

#[test]
fn reports_name_the_place_in_the_file() {
    let report = found("One\n\n:::note\nSee [x](/nowhere/).\n:::\n");
    assert!(report[0].contains("index.md:4:5"), "{report:?}");
    let report = found("==a== $x$ and [x](/nowhere/)");
    assert!(report[0].contains("index.md:1:15"), "{report:?}");
}

#[test]
fn commands_of_formulas_are_defined_for_all_that_follows() {
    becomes(
        "$$\\newcommand{\\E}[1]{\\mathbb{E}[#1]}$$\n\nThe $\\E{x}$.\n\n![A](/logo.svg \"Of $\\E{y}$\")",
        &["p The $\\E{x}$.", "img /logo.svg \"A\" \"Of \\\\E{y}\""],
    );
    becomes_with("$\\def\\a{\\a}\\a$", &["p `\\def\\a{\\a}\\a`"], &["without an end"]);
    becomes_with("$\\newcommand{\\a}$", &["p `\\newcommand{\\a}`"], &["not complete"]);
    becomes_with("$\\color{red}{x}$", &["p $\\color{red}{x}$"], &["without its “\\color”"]);
    becomes("$\\boxed{x} \\cancel{y}$", &["p $\\boxed{x} \\cancel{y}$"]);
}

#[test]
fn attributes_say_what_is_said_of_a_picture() {
    for text in [
        "![A](/logo.svg){credit=\"B. C.\" caption='On *x*'}",
        "![A](/logo.svg \"On *x*\"){credit=\"B. C.\"}",
        "![A](/logo.svg \"On *x*\")\n{: credit=\"B. C.\"}",
        "![A](/logo.svg 'On *x*') {credit=\"B. C.\"}",
        "![A][a]{credit=\"B. C.\"}\n\n[a]: /logo.svg 'On *x*'",
    ] {
        let blocks = clean(text);
        let [Block::Image { image }] = &blocks[..] else { panic!("{text}: {blocks:?}") };
        assert_eq!(image.credit.as_deref(), Some("B. C."), "{text}");
        assert_eq!(line(&image.caption), "On <i>x</i>", "{text}");
    }
    becomes_with(
        "![A](/logo.svg){.wide credit=x}",
        &["img /logo.svg \"A\" \"-\""],
        &["change nothing here"],
    );
    becomes_with("*a*{credit=x}", &["p <i>a</i>"], &["change nothing here"]);
}

#[test]
fn signs_of_other_tools_are_told() {
    becomes_with(
        "See [[Wiki Link]] and x^2^.\n\nA `[[b]]` \\[[c]].",
        &["p See [[Wiki Link]] and x^2^.", "p A `[[b]]` [[c]]."],
        &["a link of a wiki"],
    );
}
