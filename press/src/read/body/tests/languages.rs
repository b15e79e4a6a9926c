//! Parts of a text in another language or direction (WCAG 2.2, 3.1.2).

use super::{clean, found, paragraph};
use newsprint::edition::{Block, Inline, ListItem, plain_text};

fn spoken(language: Option<&str>, direction: Option<&str>, content: Vec<Inline>) -> Inline {
    let (language, direction) = (language.map(Into::into), direction.map(Into::into));
    Inline::Language { language, direction, content }
}

fn hebrew(text: &str) -> Inline {
    spoken(Some("he"), Some("rtl"), vec![Inline::text(text)])
}

fn french(text: &str) -> Inline {
    spoken(Some("fr"), None, vec![Inline::text(text)])
}

/// What a line becomes, alone in a paragraph.
fn line(html: &str) -> Vec<Inline> {
    match &clean(html)[..] {
        [Block::Paragraph { content }] => content.clone(),
        other => panic!("{html}: {other:?}"),
    }
}

#[test]
fn words_keep_their_language_whatever_element_says_it() {
    for name in ["span", "font", "time", "abbr", "ruby", "big", "nobr"] {
        let set = line(&format!("a <{name} lang=\"fr\">mot</{name}> b"));
        assert!(set.contains(&french("mot")), "{name}: {set:?}");
    }
    for name in ["em", "i", "cite", "dfn", "u", "var"] {
        let set = line(&format!("a <{name} lang=\"fr\">mot</{name}>"));
        assert_eq!(set[1], Inline::Emphasis { content: vec![french("mot")] }, "{name}");
    }
    let set = line("a <strong lang=fr>mot</strong> <sub lang=fr>mot</sub>");
    assert_eq!(set[1], Inline::Strong { content: vec![french("mot")] });
    assert_eq!(set[3], Inline::Sub { content: vec![french("mot")] });
    let set = line("<a href=\"/about/\" lang=\"fr\">mot</a> a");
    assert_eq!(set[0], Inline::Link { href: "/about/".into(), content: vec![french("mot")] });
}

#[test]
fn a_language_brings_its_direction_along() {
    assert_eq!(line("a <span lang=\"he\">ש</span>")[1], hebrew("ש"));
    assert_eq!(line("a <span lang=he dir=rtl>ש</span>")[1], hebrew("ש"));
    let left = spoken(Some("he"), None, vec![Inline::text("shalom")]);
    let set = line("a <i lang=he dir=LTR>shalom</i>");
    assert_eq!(set[1], Inline::Emphasis { content: vec![left] });
    let right = spoken(None, Some("rtl"), vec![Inline::text("x")]);
    assert_eq!(line("a <span dir=rtl>x</span>")[1], right);
    let isolated = spoken(None, Some("auto"), vec![Inline::text("x")]);
    assert_eq!(line("a <bdi>x</bdi> b")[1], isolated);
    assert_eq!(plain_text(&line("a <bdo dir=rtl>abc</bdo> b")), "a \u{202E}abc\u{202C} b");
}

#[test]
fn words_in_brackets_say_their_language_in_braces() {
    assert_eq!(line("a [ש]{lang=he dir=rtl} b")[1], hebrew("ש"));
    assert_eq!(line("a [*mot*]{lang=\"fr\"}")[1], {
        spoken(Some("fr"), None, vec![Inline::Emphasis { content: vec![Inline::text("mot")] }])
    });
    for told in ["a [b]{lang=\"not one\"}", "a *b*{lang=fr}", "a\n{: lang=fr}"] {
        let told_of = found(told);
        assert_eq!(told_of.len(), 1, "{told}: {told_of:?}");
    }
}

#[test]
fn what_stands_below_a_picture_says_its_language() {
    let html = "<figure lang=\"fr\"><img src=\"/logo.svg\" alt=\"\">\
                <figcaption lang=\"he\" dir=\"rtl\">ש</figcaption></figure>";
    let Block::Language { block, .. } = clean(html).remove(0) else { panic!("no language") };
    let Block::Image { image } = *block else { panic!("no picture") };
    assert_eq!(image.caption, [hebrew("ש")]);
}

#[test]
fn what_is_no_news_is_not_said() {
    assert_eq!(line("a <span lang=en>b</span> c"), [Inline::text("a b c")]);
    assert_eq!(line("a <span lang=en dir=ltr>b</span> c"), [Inline::text("a b c")]);
    assert_eq!(line("a <span class=x>b <span lang=fr>c</span></span> d")[1], french("c"));
    let inside = vec![Inline::text("a "), spoken(Some("en"), Some("ltr"), vec![Inline::text("b")])];
    let set = line("x <span lang=he>a <span lang=en>b</span></span>");
    assert_eq!(set[1], spoken(Some("he"), Some("rtl"), inside));
}

#[test]
fn a_span_may_hold_markdown_and_other_spans() {
    let set = line("<span lang=fr><span>un *mot*</span></span> a <span>b</span>");
    let mot = Inline::Emphasis { content: vec![Inline::text("mot")] };
    assert_eq!(set[0], spoken(Some("fr"), None, vec![Inline::text("un "), mot]));
    assert_eq!(set[1], Inline::text(" a b"));
}

#[test]
fn lines_of_every_block_keep_it() {
    assert_eq!(clean("<p lang=fr>mot</p>"), [paragraph(vec![french("mot")])]);
    let text = "<div lang=he dir=rtl>\n\nש\n\n</div>\n\nb";
    assert_eq!(clean(text), [paragraph(vec![hebrew("ש")]), paragraph(vec![Inline::text("b")])]);
    let text = "<h2 lang=fr>mot</h2>";
    let [Block::Heading { content, .. }] = &clean(text)[..] else { panic!("a heading") };
    assert_eq!(*content, [french("mot")]);
    let text = "<ul><li lang=fr>mot</li><li>b</li></ul>";
    let [Block::List { items, .. }] = &clean(text)[..] else { panic!("a list") };
    assert_eq!(
        items[0],
        ListItem { done: None, term: false, content: vec![paragraph(vec![french("mot")])] }
    );
    let text = "<table><tr><th lang=fr>mot</th><th>b</th></tr>\
                <tr lang=fr><td>c</td><td>d</td></tr></table>";
    let [Block::Table { head, rows, .. }] = &clean(text)[..] else { panic!("a table") };
    assert_eq!(head[0].content, [french("mot")]);
    assert_eq!(rows[0].0[1].content, [french("d")]);
}

#[test]
fn a_block_keeps_it_as_a_whole() {
    let text = "<blockquote lang=he>ש</blockquote>\n\n<ul dir=rtl><li>a</li></ul>";
    let [quotation, list] = &clean(text)[..] else { panic!("two blocks") };
    let Block::Language { language, direction, block } = quotation else { panic!("a language") };
    assert_eq!((language.as_deref(), direction.as_deref()), (Some("he"), Some("rtl")));
    // Nothing inside says it again.
    let content = vec![paragraph(vec![Inline::text("ש")])];
    assert_eq!(**block, Block::Quotation { content, attribution: vec![] });
    let Block::Language { language: None, direction, .. } = list else { panic!("a direction") };
    assert_eq!(direction.as_deref(), Some("rtl"));
}

#[test]
fn quotation_marks_are_those_of_the_words_around() {
    let set = line("a <q lang=fr>mot</q>, <span lang=fr>il dit <q>mot</q></span>");
    assert_eq!(plain_text(&set), "a “mot”, il dit «\u{a0}mot\u{a0}»");
}

#[test]
fn what_is_no_language_is_told() {
    for (text, word) in [
        ("<span lang=\"french!\">x</span>", "“lang” of <span>"),
        ("<p dir=up>x</p>", "“dir” of <p>"),
    ] {
        let told = found(text).concat();
        assert!(told.contains(word), "{text}: {told}");
    }
    let set = line("a <span lang=fr_CA>mot</span>");
    assert_eq!(set[1], spoken(Some("fr-CA"), None, vec![Inline::text("mot")]));
}

#[test]
fn a_pull_quote_that_repeats_the_text_is_known() {
    let text = "She said: “The sea is **near**.” He left.\n\n\
                > [!PULL]\n> The sea is near!\n\n> [!PULL]\n> It is far.";
    let pulls = clean(text).into_iter().filter_map(|block| match block {
        Block::PullQuote { repeated, .. } => Some(repeated),
        _ => None,
    });
    assert_eq!(pulls.collect::<Vec<_>>(), [true, false]);
}
