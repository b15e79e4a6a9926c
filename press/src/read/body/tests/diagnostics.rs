//! What is said when something is wrong: file, line, column, and the text in question.

use super::{found, set, words};
use newsprint::edition::{Block, plain_text};

/// Reads a text and looks for a report at a place that holds some words.
fn says(text: &str, place: &str, severity: &str, code: &str, marked: &[&str]) {
    let found = found(text);
    let start = format!("content/posts/2025-12-19-harbour/index.md:{place}: {severity}: ");
    let hit = |report: &String| {
        report.starts_with(&start)
            && report.contains(&format!("[press::{code}]"))
            && marked.iter().all(|word| report.contains(word))
            && report.contains("help: ")
    };
    assert!(found.iter().any(hit), "{place} {code} {marked:?} in {found:#?}");
}

#[test]
fn links() {
    says(
        "x\n\nSee [it](/abuot/).",
        "3:5",
        "warning",
        "body::broken_link",
        &["“/abuot/”", "Did you mean “/about/”?"],
    );
    says(
        "[it](lighthose.md)",
        "1:1",
        "warning",
        "body::broken_link",
        &["lighthose.md", "lighthouse.md"],
    );
    says(
        "[a](/2025/11/lighthouse/)",
        "1:1",
        "warning",
        "body::broken_link",
        &["/2025/11/01/lighthouse/"],
    );
    says("## Quay\n\n[it](#kway)", "3:1", "warning", "body::missing_anchor", &["#kway"]);
    says(
        "## The quay\n\n[it](#the-qay)",
        "3:1",
        "warning",
        "body::missing_anchor",
        &["Did you mean “#the-quay”?"],
    );
    says("[it](javascript:alert)", "1:1", "warning", "body::forbidden_link", &["javascript:"]);
    says("<a href=\"JAVA&#9;SCRIPT:x\">y</a>", "1:1", "warning", "body::broken_link", &[]);
    says(
        "<a href=\"data:text/html,x\">y</a>",
        "1:1",
        "warning",
        "body::forbidden_link",
        &["data:"],
    );
}

#[test]
fn links_that_name_nothing() {
    let texts = [
        "a [b]()",
        "a [b](<>)",
        "a [b](#)",
        "a [b](?)",
        "a [b][1]\n\n[1]: <>",
        "a <a href=\"\">b</a>",
        "a <a href>b</a>",
        "a <a href=\" \">b</a>",
        "a <a href=\"#\">b</a>",
    ];
    for text in texts {
        says(text, "1:3", "warning", "body::broken_link", &["names nothing"]);
        assert_eq!(set(text).blocks, [words("a b")], "{text}");
    }
    assert_eq!(found("[up](#top) <a name=\"x\"></a><a>b</a>"), [""; 0]);
}

#[test]
fn pictures() {
    says("x\n\n![a](gone.jpg)", "3:1", "warning", "image::missing", &["“gone.jpg”"]);
    says("![](/logo.svg)", "1:1", "warning", "image::no_alt", &["/logo.svg", "alt=\"\""]);
    says("<p>x\n<img src=/logo.svg></p>", "2:1", "warning", "image::no_alt", &["/logo.svg"]);
    says(
        "![a](https://example.org/x.jpg)",
        "1:1",
        "warning",
        "image::remote",
        &["https://example.org/x.jpg"],
    );
    says("![a](data:image/png;base64,x)", "1:1", "warning", "image::remote", &["data:"]);
    says("![a](plan.pdf)", "1:1", "warning", "image::unreadable", &["plan.pdf"]);
}

#[test]
fn what_is_said_of_a_link_or_of_a_picture_between_words() {
    let (link, caption) = ("body::link_title", "body::caption_in_line");
    says("x\n[it](/about/ \"Who we are\")", "2:1", "warning", link, &["“Who we are”"]);
    says("a [it][1]\n\n[1]: /about/ 'Us'", "1:3", "warning", link, &["“Us”"]);
    says("a ![b](/logo.svg \"Below\") c", "1:3", "warning", caption, &["the caption", "“Below”"]);
    let code = "a {{< figure src=\"/logo.svg\" alt=\"b\" attr=\"Ada\" >}} c";
    says(code, "1:3", "warning", caption, &["the credit", "“Ada”"]);
    assert_eq!(found("a ![b](/logo.svg) [c](/about/)\n\n![b](/logo.svg \"Below\")"), [""; 0]);
}

#[test]
fn what_a_figure_cannot_show() {
    let (around, caption) = ("body::link_around_picture", "body::link_in_caption");
    let code = "{{< figure src=\"/logo.svg\" alt=\"a\" title=\"T\" caption=\"C\" attr=\"Ada\" \
                link=\"https://a.example\" attrlink=\"https://b.example\" >}}";
    says(code, "1:1", "warning", around, &["“https://a.example”"]);
    says(code, "1:1", "warning", caption, &["credit", "“https://b.example”"]);
    let [Block::Image { image }] = &set(code).blocks[..] else { panic!("an image") };
    assert_eq!(plain_text(&image.caption), "T – C");
    assert_eq!(found("{{< figure src=\"/logo.svg\" alt=\"a\" link=\"/logo.svg\" >}}"), [""; 0]);

    for (before, after) in [("", ""), ("<p>", "</p>")] {
        let figure = |href: &str| {
            format!(
                "<figure>{before}<a href=\"{href}\"><img src=\"/logo.svg\" alt=\"a\"></a>{after}\
                 <figcaption>Below</figcaption></figure>"
            )
        };
        let text = figure("https://a.example");
        let place = format!("1:{}", 9 + before.len());
        says(&text, &place, "warning", around, &["“https://a.example”"]);
        for text in [text, figure("/pictures/c.svg")] {
            let [Block::Image { image }] = &set(&text).blocks[..] else { panic!("{text}") };
            assert_eq!(plain_text(&image.caption), "Below");
        }
        assert_eq!(found(&figure("/pictures/c.svg")), [""; 0]);
    }
}

#[test]
fn structure() {
    says("## a\n\n#### Far *down*", "3:1", "warning", "body::heading_jump", &["“Far down”", "###"]);
    says("### a", "1:1", "warning", "body::heading_jump", &["level 3"]);
    says("a[^x] b\\[^z]", "1:2", "warning", "body::footnote_undefined", &["“x”", "[^x]: "]);
    says("a\n\n[^y]: b", "3:1", "warning", "body::footnote_unused", &["“y”"]);
    says("a[^y]\n\n[^y]: b\n\n[^y]: c", "5:1", "warning", "body::footnote_twice", &["“y”"]);
    says("> [!CORECTION]\n> x", "1:1", "warning", "body::unknown_note", &["[!CORRECTION]"]);
    let unknown = "body::unknown_note";
    says("> [!TIPP]+ Mind\n> x", "1:1", "warning", unknown, &["“[!TIPP]+”", "[!TIP]"]);
    says("> [!bug] Mind\n> x", "1:1", "warning", unknown, &["“[!bug]”", "Known are"]);
    says("a {{< map x >}}", "1:3", "warning", "body::unknown_shortcode", &["“map”"]);
    says("a\n\n> [!PULL]\n> - x", "3:1", "warning", "body::pull_quote", &[]);
    assert_eq!(found("a[^x]").len() + found("b\\[^z]").len(), 1);
}

#[test]
fn html() {
    says("a\n<script>x</script>", "2:1", "warning", "html::dropped", &["<script>"]);
    says(
        "<p>x</p>\n<p onclick=\"a\">y</p>",
        "2:1",
        "warning",
        "html::dropped",
        &["“onclick” of <p>"],
    );
    says("a <widget>b</widget>", "1:3", "warning", "html::unwrapped", &["<widget>"]);
    says("a <b>b", "1:3", "warning", "html::unclosed", &["<b>"]);
    says("a </b>", "1:3", "warning", "html::stray_end", &["</b>"]);
    says("<div class=\"x", "1:1", "warning", "html::unfinished", &["<div class="]);
    says(
        "<details>\n<summary>a</summary>\nb\n</details>",
        "1:1",
        "warning",
        "html::changed",
        &["<details>"],
    );
    says(
        "<abbr title=\"World Trade Organization\">WTO</abbr>",
        "1:1",
        "warning",
        "html::changed",
        &["World Trade"],
    );
    let table = [
        ("<ol type=\"a\"><li>x</li></ol>", "html::dropped", "“type” of <ol>"),
        ("<ol reversed><li>x</li></ol>", "html::dropped", "“reversed” of <ol>"),
        ("<ol><li value=\"3\">x</li></ol>", "html::dropped", "“value” of <li>"),
        ("<p title=\"Far\">x</p>", "html::dropped", "“title” of <p>"),
        ("<a href=\"/about/\" title=\"Far\">x</a>", "html::dropped", "“title” of <a>"),
        ("<span lang=\"?\">x</span>", "html::dropped", "“lang” of <span>"),
        ("<ins>x</ins>", "html::unwrapped", "<ins> does not mark"),
        ("<small>x</small>", "html::unwrapped", "<small> is no small print"),
    ];
    for (text, code, what) in table {
        says(text, if text.contains("value") { "1:5" } else { "1:1" }, "warning", code, &[what]);
        assert_eq!(found(text).len(), 1, "{text}");
    }
    assert_eq!(found("<ol type=1 start=3 class=x><li>x</li></ol>"), [""; 0]);
    says("<video src=\"/a.mp4\"></video>", "1:1", "warning", "html::changed", &["<video"]);
}
