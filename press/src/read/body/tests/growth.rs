//! Twice as long a text may not take four times as long to read.
//!
//! Each text repeats something so often that work which grows with the square of its length
//! shows. What counts is the time in which a processor was busy with it, the shortest of some
//! runs, so that a busy machine changes nothing.

use super::set;
use newsprint::edition::Block;
use std::time::{Duration, Instant};

/// What a text is made of: some of it, so many times.
type Made = fn(usize) -> String;

/// The time in which a processor was busy with this thread.
fn busy() -> Duration {
    thread_local!(static BEGUN: Instant = Instant::now());
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.with(Instant::elapsed), Duration::from_nanos)
}

fn time(text: &str) -> Duration {
    let before = busy();
    drop(set(text));
    busy().saturating_sub(before)
}

fn numbered(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect()
}

const TEXTS: &[(&str, usize, Made)] = &[
    ("quotations in each other", 16_000, |n| ">".repeat(n) + " a"),
    ("lists in each other", 16_000, |n| "- ".repeat(n) + "a"),
    ("lists in each other, numbered", 16_000, |n| "1. ".repeat(n) + "a"),
    ("lists by indentation", 300, |n| numbered(n, |i| "  ".repeat(i) + "- a\n")),
    ("quotations and lists", 8_000, |n| "> - ".repeat(n) + "a"),
    ("quotations, spaced", 8_000, |n| "> ".repeat(n) + "a"),
    ("quotations, each line deeper", 300, |n| numbered(n, |i| ">".repeat(i) + "a\n")),
    ("headings alike", 4_000, |n| "# a\n\n".repeat(n)),
    ("headings that differ", 4_000, |n| numbered(n, |i| format!("## a{i}\n\n"))),
    ("divisions in each other", 8_000, |n| "<div>".repeat(n)),
    ("divisions in each other, by lines", 8_000, |n| "<div>\n\n".repeat(n)),
    ("anchors that are not there", 1_500, |n| {
        numbered(n, |i| format!("## head{i}\n\n[a](#heae{i})\n\n"))
    }),
    ("footnotes that nothing refers to", 5_000, |n| numbered(n, |i| format!("[^n{i}]: x\n\n"))),
    ("footnotes", 3_000, |n| numbered(n, |i| format!("a[^n{i}]\n\n[^n{i}]: x\n\n"))),
    ("footnotes that are not there", 5_000, |n| numbered(n, |i| format!("[^n{i}] "))),
    ("one footnote many times", 5_000, |n| "a[^a] ".repeat(n) + "\n\n[^a]: x\n"),
    ("bold tags on a line", 8_000, |n| "<b>x</b>".repeat(n)),
    ("e-mail addresses", 4_000, |n| "a@b.example ".repeat(n)),
    ("e-mail addresses, joined", 4_000, |n| "a@b.example.".repeat(n)),
    ("bare links", 4_000, |n| "https://a.example/b ".repeat(n)),
    ("bare links, joined", 4_000, |n| "https://a.example/b,".repeat(n)),
    ("www links", 4_000, |n| "www.a.example ".repeat(n)),
    ("mentions", 4_000, |n| "@name@host.example #tag ".repeat(n)),
    ("brackets that open", 16_000, |n| "[".repeat(n)),
    ("brackets that close", 16_000, |n| "]".repeat(n)),
    ("brackets in each other", 8_000, |n| "[".repeat(n) + "a" + &"](b)".repeat(n)),
    ("pictures that open", 8_000, |n| "![".repeat(n)),
    ("pictures in each other", 3_000, |n| "![".repeat(n) + "a" + &"](b)".repeat(n)),
    ("links that open", 8_000, |n| "[a](".repeat(n)),
    ("links that open with <", 8_000, |n| "[a](<b".repeat(n)),
    ("links", 3_000, |n| "[a](b.md) ".repeat(n)),
    ("links with titles", 3_000, |n| "[a](/b \"c\") ".repeat(n)),
    ("references", 3_000, |n| numbered(n, |i| format!("[a{i}]: /b\n")) + &"[a1] ".repeat(n)),
    ("references that are not there", 3_000, |n| numbered(n, |i| format!("[a{i}][b{i}] "))),
    ("stars", 16_000, |n| "*".repeat(n)),
    ("stars that open", 8_000, |n| "*a ".repeat(n)),
    ("stars that open and close", 8_000, |n| "*a **a ".repeat(n)),
    ("stars and words", 8_000, |n| "a*b".repeat(n)),
    ("strong words", 8_000, |n| "**a** ".repeat(n)),
    ("underscores", 16_000, |n| "_".repeat(n) + "a"),
    ("underscores in words", 8_000, |n| "_a_b".repeat(n)),
    ("stars and underscores", 8_000, |n| "*_a_ ".repeat(n)),
    ("tildes", 8_000, |n| "~~a ".repeat(n)),
    ("tildes, one", 8_000, |n| "~a ".repeat(n)),
    ("backticks", 16_000, |n| "`".repeat(n)),
    ("backticks, more and more", 250, |n| numbered(n, |i| "`".repeat(i) + "a ")),
    ("backticks, by lines", 8_000, |n| "`a\n".repeat(n)),
    ("fences", 3_000, |n| "```a\n".repeat(n)),
    ("fences that end", 3_000, |n| "```\na\n```\n".repeat(n)),
    ("fences in quotations", 3_000, |n| "> ```\n\n".repeat(n)),
    ("tags that open", 8_000, |n| "<a>".repeat(n)),
    ("tags that are cut off", 8_000, |n| "<a ".repeat(n)),
    ("tags that close", 8_000, |n| "</b>".repeat(n)),
    ("tags that are cut off, quoted", 8_000, |n| "<a b=\"".repeat(n)),
    ("links as tags", 4_000, |n| "<a href=\"/b\">c</a> ".repeat(n)),
    ("paragraphs as tags", 4_000, |n| "<p>a\n".repeat(n)),
    ("spans in each other", 8_000, |n| "a <span>".repeat(n)),
    ("bold tags in each other", 8_000, |n| "a <b>".repeat(n)),
    ("tables in each other", 2_000, |n| "<table><tr><td>".repeat(n)),
    ("misnested tags", 3_000, |n| "<b><p></b>".repeat(n)),
    ("misnested tags, links", 3_000, |n| "<a><b></a>".repeat(n)),
    ("comments that open", 8_000, |n| "<!--".repeat(n)),
    ("comments", 4_000, |n| "<!-- a -->".repeat(n)),
    ("comments in lines", 4_000, |n| "a <!-- b --> c\n".repeat(n)),
    ("comments that nearly end", 8_000, |n| "<!--".to_owned() + &"--!".repeat(n)),
    ("instructions", 8_000, |n| "<?".repeat(n)),
    ("declarations", 8_000, |n| "<!a".repeat(n)),
    ("CDATA", 8_000, |n| "<![CDATA[".repeat(n)),
    ("ampersands", 16_000, |n| "&".repeat(n)),
    ("entities", 8_000, |n| "&amp;".repeat(n)),
    ("backslashes", 16_000, |n| "\\".repeat(n)),
    ("escapes", 8_000, |n| "\\*".repeat(n)),
    ("bars", 8_000, |n| "|".repeat(n)),
    ("columns", 1_500, |n| "|a".repeat(n) + "\n" + &"|-".repeat(n) + "\n" + &"|a".repeat(n)),
    ("rows", 3_000, |n| "|a|b|\n|-|-|\n".to_owned() + &"|a|b|\n".repeat(n)),
    ("cells beyond the head", 2_000, |n| "|a|\n|-|\n".to_owned() + &"|a".repeat(n)),
    ("tables", 2_000, |n| "|a|\n|-|\n|b|\n\n".repeat(n)),
    ("dollars", 8_000, |n| "$".repeat(n)),
    ("dollars and words", 8_000, |n| "$a ".repeat(n)),
    ("formulas", 1_000, |n| "$a$ ".repeat(n)),
    ("formulas on lines", 500, |n| "$$\na\n$$\n\n".repeat(n)),
    ("formulas that open", 8_000, |n| "\\( ".repeat(n)),
    ("formulas in each other", 2_000, |n| format!("${}a{}$", "{".repeat(n), "}".repeat(n))),
    ("fractions", 2_000, |n| format!("${}$", "\\frac".repeat(n))),
    ("powers", 2_000, |n| format!("$a{}$", "^{b".repeat(n))),
    ("a long formula", 4_000, |n| format!("${}$", "a+".repeat(n))),
    ("commands", 500, |n| {
        let new = numbered(n, |i| format!("\\newcommand{{\\a{}}}{{b}}", letters(i)));
        format!("$${new} \\aa$$\n")
    }),
    ("commands used", 1_000, |n| format!("$$\\newcommand{{\\aa}}{{b}} {}$$\n", "\\aa ".repeat(n))),
    ("shortcodes that open", 4_000, |n| "{{< a ".repeat(n)),
    ("shortcodes", 2_000, |n| "{{< a >}}".repeat(n)),
    ("shortcodes with percent", 2_000, |n| "{{% a %}}".repeat(n)),
    ("shortcodes in each other", 1_000, |n| "{{< a >}}".repeat(n) + "b" + &"{{< /a >}}".repeat(n)),
    ("shortcodes that close", 2_000, |n| "{{< /a >}}".repeat(n)),
    ("shortcodes by lines", 1_000, |n| "{{< a >}}\nb\n{{< /a >}}\n\n".repeat(n)),
    ("shortcodes known", 1_000, |n| "{{< mark >}}b{{< /mark >}} ".repeat(n)),
    ("Liquid that opens", 4_000, |n| "{% ".repeat(n)),
    ("Liquid", 2_000, |n| "{% a %}".repeat(n)),
    ("Liquid in each other", 1_000, |n| "{% if a %}".repeat(n) + "b" + &"{% endif %}".repeat(n)),
    ("Liquid's values", 2_000, |n| "{{ a }}".repeat(n)),
    ("Liquid that opens and ends at the end", 16_000, |n| "{% ".repeat(n) + "%}"),
    ("Liquid's raw that never ends", 8_000, |n| "{% raw %}".repeat(n)),
    ("Liquid's raw and one end of something else", 8_000, |n| {
        "{% raw %}".repeat(n) + "{% endverbatim %}"
    }),
    ("Liquid's comments that never end", 8_000, |n| "{% comment %}".repeat(n)),
    ("raw shortcodes that never end", 8_000, |n| "{{< raw >}}".repeat(n)),
    ("highlighted code that never ends", 8_000, |n| "{{< highlight go >}}".repeat(n)),
    ("comments as shortcodes that never end", 8_000, |n| "{{< comment >}}".repeat(n)),
    ("comments in braces that never end", 8_000, |n| "{{/* ".repeat(n) + "*/"),
    ("comments of Tera that open", 8_000, |n| "{# ".repeat(n) + "#}"),
    ("remarks of Obsidian", 8_000, |n| "%% a ".repeat(n)),
    ("definitions that are remarks", 4_000, |n| "[//]: # (a\n".repeat(n)),
    ("code as tags", 8_000, |n| "<code>".repeat(n)),
    ("styles as tags", 8_000, |n| "<style>".repeat(n)),
    ("scripts as tags", 8_000, |n| "<script>a</script>".repeat(n)),
    ("cells as tags", 8_000, |n| format!("<table><tr>{}</table>", "<td>b".repeat(n))),
    ("styles that never end, by words", 8_000, |n| "a <style> ".repeat(n)),
    ("paragraphs that begin with a tag", 4_000, |n| "<p> a\n\n".repeat(n)),
    ("pairs of tags in each other", 4_000, |n| "<b>a".repeat(n) + &"</b>".repeat(n)),
    ("code spans that open, by paragraphs", 4_000, |n| "`a\n\n".repeat(n)),
    ("braces that open outputs", 8_000, |n| "{{ a | ".repeat(n) + "}}"),
    ("rows and columns", 150, |n| {
        "|a".repeat(n) + "\n" + &"|-".repeat(n) + "\n" + &("|b".repeat(n) + "\n").repeat(n)
    }),
    ("rows and columns as tags", 60, |n| {
        format!("<table>{}</table>", ("<tr>".to_owned() + &"<td>b".repeat(n)).repeat(n))
    }),
    ("cells over many columns", 2_000, |n| {
        format!("<table>{}</table>", "<tr><td colspan=1000>b".repeat(n))
    }),
    ("formulas that define", 500, |n| {
        numbered(n, |i| format!("$\\newcommand{{\\a{}}}{{b}}$\n\n", letters(i)))
    }),
    ("formulas that stand for long ones", 400, |n| {
        format!("$$\\def\\aa{{{}}}$$\n\n", "a+".repeat(2_000)) + &"$\\aa$ ".repeat(n)
    }),
    ("formulas that stand for two each", 40, |n| {
        numbered(n, |i| {
            let (this, last) = (letters(i + 1), letters(i));
            format!("$\\newcommand{{\\a{this}}}{{\\a{last}\\a{last}}} \\a{this}$\n\n")
        })
    }),
    ("columns of a formula", 1_000, |n| {
        format!("$$\\begin{{matrix}}{}\\end{{matrix}}$$", "a&".repeat(n))
    }),
    ("rows of a formula", 1_000, |n| {
        format!("$$\\begin{{matrix}}{}\\end{{matrix}}$$", "a\\\\".repeat(n))
    }),
    ("braces", 8_000, |n| "{".repeat(n)),
    ("braces, two", 8_000, |n| "{{".repeat(n)),
    ("containers in each other", 1_000, |n| "::: a\n".repeat(n)),
    ("containers", 1_000, |n| "::: note\na\n:::\n\n".repeat(n)),
    ("containers of many colons", 200, |n| numbered(n, |i| ":".repeat(3 + n - i) + " a\n")),
    ("colons", 16_000, |n| ":".repeat(n)),
    ("admonitions", 1_000, |n| "!!! note\n    a\n\n".repeat(n)),
    ("admonitions in each other", 200, |n| numbered(n, |i| "    ".repeat(i) + "!!! note\n\n")),
    ("marks", 8_000, |n| "==".repeat(n)),
    ("marked words", 4_000, |n| "==a== ".repeat(n)),
    ("marks that open", 8_000, |n| "==a ".repeat(n)),
    ("powers in words", 4_000, |n| "a^b^ H~2~O ".repeat(n)),
    ("carets", 8_000, |n| "^a ".repeat(n)),
    ("emojis", 4_000, |n| ":smile:".repeat(n)),
    ("emojis that are none", 8_000, |n| ":a".repeat(n)),
    ("attributes", 2_000, |n| "a\n{.a .b #c}\n\n".repeat(n)),
    ("attributes in a line", 4_000, |n| "*a*{.a .b}".repeat(n)),
    ("attributes, many", 4_000, |n| format!("# a {{{}}}\n", ".a ".repeat(n))),
    ("attributes that open", 4_000, |n| "{.a ".repeat(n)),
    ("definitions", 2_000, |n| "a\n: b\n\n".repeat(n)),
    ("definitions of one", 2_000, |n| "a\n".to_owned() + &": b\n".repeat(n)),
    ("abbreviations", 500, |n| {
        numbered(n, |i| format!("*[A{i}]: b\n")) + &numbered(n, |i| format!("A{i} "))
    }),
    ("tasks", 3_000, |n| "- [ ] a\n".repeat(n)),
    ("notes", 2_000, |n| "> [!NOTE]\n> a\n\n".repeat(n)),
    ("figures", 1_000, |n| "![a](quay.svg)\n\n".repeat(n)),
    ("figures that are not there", 1_000, |n| "![a](b.png)\n\n".repeat(n)),
    ("pictures on a line", 1_000, |n| "![a](quay.svg) ".repeat(n)),
    ("wiki links", 4_000, |n| "[[a]] ".repeat(n)),
    ("quotation marks", 8_000, |n| "\"a\" ".repeat(n)),
    ("dashes", 8_000, |n| "a -- b --- c ".repeat(n)),
    ("lines under words", 4_000, |n| "a\n===\n\n".repeat(n)),
    ("rules", 4_000, |n| "***\n\n".repeat(n)),
    ("a word", 200_000, |n| "a".repeat(n)),
    ("words", 40_000, |n| "ab ".repeat(n)),
    ("lines", 20_000, |n| "ab\n".repeat(n)),
    ("paragraphs", 8_000, |n| "ab\n\n".repeat(n)),
    ("spaces", 40_000, |n| "a".to_owned() + &" ".repeat(n) + "b"),
    ("lines of spaces", 2_000, |n| "    \n".repeat(n)),
    ("tabs", 16_000, |n| "\t".repeat(n) + "a"),
    ("empty lines", 16_000, |n| "\n".repeat(n)),
    ("code by indentation", 8_000, |n| "    a\n".repeat(n)),
    ("zero-width marks", 8_000, |n| "a\u{200b}".repeat(n)),
    ("combining marks", 16_000, |n| "a".to_owned() + &"\u{301}".repeat(n)),
    ("a table of contents each", 300, |n| "[toc]\n\n# a\n\n".repeat(n)),
    ("titles of Obsidian", 4_000, |n| "![[a.png]] ".repeat(n)),
    ("hash tags", 4_000, |n| "#a ".repeat(n)),
    ("MDX", 4_000, |n| "{a} <A/> ".repeat(n)),
    ("imports of MDX", 4_000, |n| "import a from 'b'\n\n".repeat(n)),
];

fn letters(n: usize) -> String {
    n.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect()
}

/// How often a text is read again when it seems to take too long.
const TRIES: usize = 4;

/// What is too short to say anything.
const SHORT: Duration = Duration::from_millis(60);

/// Reads each of a part of the texts, as long as it stands there and half of that.
fn grows_evenly(part: usize) {
    for (name, n, made) in TEXTS.iter().skip(part).step_by(PARTS) {
        let (once, twice) = (made(n / 2), made(*n));
        let longer = twice.len() as f64 / once.len() as f64;
        let mut best = (Duration::MAX, Duration::MAX);
        let grows = (0..TRIES).all(|_| {
            best = (best.0.min(time(&once)), best.1.min(time(&twice)));
            // In a square it would be `longer * longer`.
            best.1.as_secs_f64() > best.0.as_secs_f64() * longer * 1.6 && best.1 > SHORT
        });
        assert!(!grows, "{name}: {best:?} for {longer:.1} times the text");
    }
}

/// The texts are shared out among as many tests, which run side by side.
const PARTS: usize = 4;

#[test]
fn twice_the_text_takes_no_four_times_as_long() {
    grows_evenly(0);
}

#[test]
fn twice_the_text_takes_no_four_times_as_long_second_part() {
    grows_evenly(1);
}

#[test]
fn twice_the_text_takes_no_four_times_as_long_third_part() {
    grows_evenly(2);
}

#[test]
fn twice_the_text_takes_no_four_times_as_long_fourth_part() {
    grows_evenly(3);
}

/// What took minutes, at the size at which it did.
#[test]
fn what_is_deeper_than_any_text_is_told() {
    for text in [">".repeat(16_000) + " a", "- ".repeat(16_000) + "a", "1. ".repeat(9_000) + "a"] {
        let told = super::found(&text);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].contains("more than 100 quotations and lists"), "{told:#?}");
    }
    let told = super::found(&"<div>".repeat(16_000));
    assert!(told.iter().any(|it| it.contains("more than 100 tags are open")), "{told:#?}");
}

#[test]
fn cells_that_span_others_come_to_an_end() {
    let cells = "<td colspan=100 rowspan=100>a".repeat(1_000);
    let body = set(&format!("<table><tr>{cells}{}</table>", "<tr><td>b".repeat(200)));
    let told: Vec<_> = body.diagnostics.sorted().iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|it| it.contains("span more than 100,000 others")), "{told:#?}");
    let cells = |block: &Block| match block {
        Block::Table { rows, .. } => rows.iter().map(|row| row.0.len()).sum(),
        _ => 0,
    };
    let all: usize = body.blocks.iter().map(cells).sum();
    assert!(all < 105_000, "{all}");
}

#[test]
fn no_more_than_a_hundred_of_a_kind_are_told() {
    let told = super::found(&numbered(10_000, |i| format!("[^n{i}]: x\n\n")));
    // How many more there are is said where they are told by kind.
    assert_eq!(told.len(), 100);
}
