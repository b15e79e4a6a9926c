//! What Hugo, Zola, Jekyll, Docusaurus and MathJax have beyond CommonMark, through the whole
//! press: nothing of it is left as it was written.

use crate::project::{DRAWING, Project};
use crate::tree::{Tree, texts};

/// A story with all of it.
const SYNTAX: &str = include_str!("syntax.md");

const STORY: &str = "/2026/01/05/syntax/";

fn edition() -> (Tree, Vec<String>) {
    let project = Project::new([
        ("content/s/syntax.md", SYNTAX),
        ("content/s/a.svg", DRAWING),
        ("content/s/2026-01-04-before.md", "---\ntitle: Before\n---\n"),
    ]);
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 2, "{lines:#?}");
    (Tree::of(&project.output()), lines)
}

#[test]
fn all_syntax_is_drawn() {
    let page = edition().0.painted(STORY);
    let all = |selector: &str| texts(&page, selector).concat();
    for (selector, wanted) in [
        ("h1", "Of x and y €"),
        (".standfirst", "With a standfirst"),
        (".body dl:first-of-type dt", "TideNeap"),
        (".body dl:first-of-type dd em", "twice"),
        (".body dl:first-of-type dd blockquote", "Small."),
        (".body dl + dl dt, .body dl + dl dd", "SpringLarge."),
        (".body p strong", "markedTake careMore"),
        (".story-image a, figure a", "the quay"),
        (".note p em", "this"),
        (".body h2#mine", "Of what"),
        (".body pre code.language-rust", "let a = 1;"),
        (".body th code", "{{ code }}"),
        (".body a[href='/2026/01/04/before/']", "Post"),
        (".body a[href='/archive/']", "file"),
        (".body a[href='#mine']", "Of what"),
    ] {
        assert_eq!(all(selector).trim(), wanted, "{selector}");
    }
    let captions = texts(&page, ".body figcaption");
    assert_eq!(captions, ["With stress Picture: C. D.", "Kept Picture: E. F."]);
    assert_eq!(all("math msub mi").chars().filter(|c| *c == 'h').count(), 2);
}

#[test]
fn nothing_is_left_as_it_was_written() {
    let (edition, lines) = edition();
    let page = edition.painted(STORY);
    let body = texts(&page, "h1, .standfirst, .body, figcaption").concat();
    for sign in [
        ":::",
        "!!!",
        "{:",
        "{.",
        "{#",
        "{%",
        "==",
        "[toc]",
        ":tada:",
        "$",
        "\\new",
        "&#",
        "zqleakq",
        "{{<",
        "credit=",
        "highlight",
        "\u{fffd}",
    ] {
        // What is to be shown as it is.
        let shown = body.replace("{{< youtube abc >}}", "").replace("{{ code }}", "");
        assert!(!shown.contains(sign), "{sign} in {shown}");
    }
    let told = |word: &str| assert!(lines.iter().any(|it| it.contains(word)), "{word} {lines:#?}");
    told("the link of a picture's credit");
    told("nothing folds here");
    for path in edition.exact_paths() {
        let text = String::from_utf8_lossy(edition.bytes(&path)).into_owned();
        let unfit = |c: char| (c.is_control() && !"\t\n\r".contains(c)) || c == '\u{fffd}';
        assert!(!text.contains(unfit), "{path}");
        for escape in ["\\u0000", "\\u0001", "&#0;", "&#1;", "&#x1;", "\\ufffd"] {
            assert!(!text.contains(escape), "{escape} in {path}");
        }
    }
}
