//! Formulas: which dollar signs are prices, and TeX into MathML.

mod cells;
mod macros;

pub(super) use macros::{Fault, Macros};

use super::MARKDOWN;
use super::laid::Laid;
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use newsprint::edition::MATHML;
use pulldown_cmark::{Event, Parser};
use roxmltree::{Document, Node};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// How often a text is read again while dollar signs turn out to be none of a formula.
const ROUNDS: usize = 12;

/// A text in which dollar signs that are prices are escaped, so that the parser reads formulas
/// alone. `None` when there is nothing to do.
pub(super) fn with_prices(text: &str) -> Option<Laid> {
    if !text.contains('$') {
        return None;
    }
    let mut prices = BTreeSet::new();
    for round in 0..ROUNDS {
        let laid = Laid::edited(text, prices.iter().map(|at: &usize| (*at..*at, "\\".to_owned())));
        let before = prices.len();
        for (event, range) in Parser::new_ext(&laid.text, MARKDOWN).into_offset_iter() {
            let (tex, is_display) = match &event {
                Event::InlineMath(tex) => (tex, false),
                Event::DisplayMath(tex) => (tex, true),
                _ => continue,
            };
            if is_formula(&laid.text, &range, tex, is_display) {
                continue;
            }
            let signs = laid.text[range.clone()].match_indices('$').map(|(at, _)| range.start + at);
            // In most texts what begins wrongly ends rightly; where not, both are escaped.
            let take = if is_display {
                2
            } else if round < ROUNDS / 2 {
                1
            } else {
                usize::MAX
            };
            prices.extend(signs.take(take).map(|at| laid.place(at)));
        }
        if prices.len() == before {
            return (before > 0).then_some(laid);
        }
    }
    // Whatever is left is prices.
    let all = text.match_indices('$').filter(|(at, _)| !text[..*at].ends_with('\\'));
    Some(Laid::edited(text, all.map(|(at, _)| (at..at, "\\".to_owned()))))
}

fn is_formula(text: &str, range: &Range<usize>, tex: &str, is_display: bool) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '$');
    if is_display {
        return !tex.trim().is_empty() && looks_like_one(tex);
    }
    // GitHub's `$`x`$`.
    if tex.len() > 2 && tex.starts_with('`') && tex.ends_with('`') {
        return true;
    }
    !joined(before) && !joined(after) && looks_like_one(tex)
}

/// Whether a text is a formula rather than words between two prices.
pub(super) fn looks_like_one(tex: &str) -> bool {
    let tex = tex.trim();
    if tex.is_empty() {
        return false;
    }
    let commands = tex.as_bytes().windows(2).any(|pair| {
        pair[0] == b'\\' && (pair[1].is_ascii_alphabetic() || b"{}|,;!\\".contains(&pair[1]))
    });
    if commands {
        return true;
    }
    let words = tex.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    let words = words.filter(|word| !is_function(word)).count();
    let is_script = tex.contains(['^', '_']) && !tex.contains("://");
    let is_price = tex.starts_with(|c: char| c.is_ascii_digit()) && words > 0;
    let has_operator = tex.contains([
        '=', '+', '<', '>', '|', '/', '*', '(', '[', '-', '!', '\'', '×', '÷', '≤', '≥', '∈', '→',
    ]);
    if is_script && words < 3 {
        return true;
    }
    if is_price {
        return false;
    }
    match has_operator {
        true => words < 2,
        false => words == 0 || words == 1 && tex.len() < 4,
    }
}

fn is_function(word: &str) -> bool {
    matches!(
        word,
        "sin"
            | "cos"
            | "tan"
            | "log"
            | "ln"
            | "exp"
            | "max"
            | "min"
            | "lim"
            | "det"
            | "mod"
            | "gcd"
            | "dx"
            | "dy"
            | "dt"
    )
}

static CONVERTER: LazyLock<Option<LatexToMathML>> =
    LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

/// How deep a formula nests, and how long it is: the converter goes down on the stack.
const DEEPEST: usize = 40;
const LONGEST: usize = 10_000;

/// Whether a formula is not too deep to be read.
fn is_flat(tex: &str) -> bool {
    let (mut depth, mut chain, mut deepest) = (0_usize, 0_usize, 0);
    let mut in_command = false;
    for (at, byte) in tex.bytes().enumerate() {
        let opens = byte == b'{'
            || byte == b'\\' && ["\\left", "\\begin"].iter().any(|it| tex[at..].starts_with(it));
        let closes = byte == b'}'
            || byte == b'\\' && ["\\right", "\\end"].iter().any(|it| tex[at..].starts_with(it));
        depth = if opens { depth + 1 } else { depth.saturating_sub(usize::from(closes)) };
        // Commands in a row take each other for their arguments: `\sqrt\sqrt x`.
        chain = match byte {
            b'\\' | b'^' | b'_' => chain + 1,
            b' ' => chain,
            _ if in_command && byte.is_ascii_alphabetic() => chain,
            _ => 0,
        };
        in_command = byte == b'\\' || in_command && byte.is_ascii_alphabetic();
        deepest = deepest.max(depth).max(chain);
    }
    tex.len() <= LONGEST && deepest <= DEEPEST
}

/// A formula without commands of its own, as the pieces of its MathML in the data format; `None`
/// when it cannot be read.
pub(super) fn tree(tex: &str, is_display: bool) -> Option<Vec<String>> {
    if !is_flat(tex) {
        return None;
    }
    let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
    let tex = cells::shaped(&plain(tex));
    let converted = CONVERTER.as_ref()?.convert_with_local_state(&tex, display).ok()?;
    let document = Document::parse(&converted.mathml).ok()?;
    let mut pieces = Vec::new();
    for child in document.root_element().children() {
        push(child, &mut pieces);
    }
    (!pieces.is_empty()).then_some(pieces)
}

/// Chemistry in the TeX that it stands for: `H2O`, `SO4^2-`, `->`.
fn chemistry(formula: &str) -> String {
    let mut tex = String::new();
    let mut rest = formula.trim();
    let mut after_symbol = false;
    while let Some(c) = rest.chars().next() {
        let arrows = [
            ("<=>", " \\rightleftharpoons "),
            ("<->", " \\leftrightarrow "),
            ("->", " \\rightarrow "),
        ];
        if let Some((sign, arrow)) = arrows.iter().find(|(sign, _)| rest.starts_with(sign)) {
            tex.push_str(arrow);
            rest = &rest[sign.len()..];
            after_symbol = false;
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (taken, set) = match c {
            '0'..='9' if after_symbol => (digits, format!("_{{{}}}", &rest[..digits])),
            '^' => {
                let charge = rest[1..].trim_start_matches('{');
                let end = charge.find(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '-'));
                let end = end.unwrap_or(charge.len());
                let before = rest.len() - charge.len();
                let braced = usize::from(before > 1 && charge[end..].starts_with('}'));
                (before + end + braced, format!("^{{{}}}", &charge[..end]))
            }
            '+' | '-' if after_symbol && !rest[1..].starts_with(' ') => (1, format!("^{{{c}}}")),
            'A'..='Z' | 'a'..='z' => {
                let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                (letters, format!("\\mathrm{{{}}}", &rest[..letters]))
            }
            c => (c.len_utf8(), c.to_string()),
        };
        after_symbol = c.is_ascii_alphabetic() || matches!(c, ')' | ']');
        tex.push_str(&set);
        rest = &rest[taken..];
    }
    tex
}

/// TeX without what numbers, names or aligns a formula on a page of paper.
fn plain(tex: &str) -> String {
    let mut tex = tex.trim().trim_matches('`').to_owned();
    let mut tags = String::new();
    for (command, shows) in [("\\label{", false), ("\\tag*{", true), ("\\tag{", true)] {
        while let Some(start) = tex.find(command) {
            let inside = start + command.len();
            let Some(end) = tex[inside..].find('}').map(|end| inside + end) else { break };
            if shows {
                let tag = &tex[inside..end];
                tags = match command.contains('*') {
                    true => format!("\\qquad\\text{{{tag}}}"),
                    false => format!("\\qquad\\text{{({tag})}}"),
                };
            }
            tex.replace_range(start..=end, "");
        }
    }
    while let Some(start) = tex.find("\\ce{") {
        let inside = start + "\\ce{".len();
        let Some(end) = end_of_group(&tex[inside..]).map(|end| inside + end) else { break };
        let set = format!("{{{}}}", chemistry(&tex[inside..end]));
        tex.replace_range(start..=end, &set);
    }
    for command in ["\\nonumber", "\\notag", "\\displaystyle{}"] {
        tex = tex.replace(command, "");
    }
    for (name, other) in [
        ("equation", ""),
        ("subequations", ""),
        ("smallmatrix", "matrix"),
        ("displaymath", ""),
        ("align", "aligned"),
        ("split", "aligned"),
        ("eqnarray", "aligned"),
        ("flalign", "aligned"),
        ("gather", "gathered"),
        ("multline", "gathered"),
    ] {
        for star in ["*", ""] {
            for edge in ["begin", "end"] {
                let written = format!("\\{edge}{{{name}{star}}}");
                let set =
                    if other.is_empty() { String::new() } else { format!("\\{edge}{{{other}}}") };
                tex = tex.replace(&written, &set);
            }
        }
    }
    tex + &tags
}

/// Where the group ends that has been opened before a text.
fn end_of_group(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Adds a node's pieces: `<mi`, `@mathvariant=normal`, `=x`, `>`.
fn push(node: Node<'_, '_>, pieces: &mut Vec<String>) {
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        pieces.push(format!("={text}"));
    }
    if !node.is_element() {
        return;
    }
    let name = node.tag_name().name();
    if node.attribute("class").is_some_and(|class| class.starts_with("menclose-")) {
        // It stands for the stroke, where there is a style for it.
        return;
    }
    // What the standard's core has no element for groups what it holds.
    let name = if MATHML.contains(&name) { name } else { "mrow" };
    pieces.push(format!("<{name}"));
    for attribute in node.attributes() {
        match attribute.name() {
            "style" => {
                pieces.extend(class(attribute.value()).map(|class| format!("@class={class}")))
            }
            "class" => {}
            "notation" => {
                let strokes = attribute.value().split(' ').filter_map(stroke);
                let strokes: Vec<_> = strokes.collect();
                if !strokes.is_empty() {
                    pieces.push(format!("@class={}", strokes.join(" ")));
                }
            }
            name if MATHML.contains(&name) => {
                pieces.push(format!("@{name}={}", attribute.value()));
            }
            _ => {}
        }
    }
    for child in node.children() {
        push(child, pieces);
    }
    pieces.push(">".into());
}

/// The class of a stroke through a part of a formula.
fn stroke(notation: &str) -> Option<&'static str> {
    match notation {
        "updiagonalstrike" => Some("math-struck-up"),
        "downdiagonalstrike" => Some("math-struck-down"),
        "horizontalstrike" => Some("math-struck"),
        _ => None,
    }
}

/// A page has no styles of its own: the few that the converter writes are classes.
fn class(style: &str) -> Option<String> {
    let mut classes = Vec::new();
    for (sign, class) in [
        ("text-align: right", "math-end"),
        ("text-align: left", "math-start"),
        ("padding-left:1em", "math-apart"),
        ("border-right", "math-line-right"),
        ("border-left", "math-line-left"),
        ("border-top", "math-line-top"),
        ("border-bottom", "math-line-bottom"),
    ] {
        if style.contains(sign) {
            classes.push(class);
        }
    }
    (!classes.is_empty()).then(|| classes.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(tex: &str) -> String {
        let tex = Macros::default().expand(tex).unwrap().tex;
        let pieces = tree(&tex, true).unwrap_or_else(|| panic!("{tex}"));
        pieces.iter().filter_map(|piece| piece.strip_prefix('=')).collect()
    }

    /// What is drawn, without its form.
    #[test]
    fn formulas_of_all_fields_are_read() {
        for (tex, wanted) in [
            (r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}", "∫0∞e−x2dx=π2"),
            (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(abcd)"),
            (r"\begin{align*} a &= b \\ &= c \end{align*}", "a=b=c"),
            (r"\begin{equation} a = b \label{eq:x} \end{equation}", "a=b"),
            (
                r"f = \begin{cases} 1 & \text{if } x > 0 \\ 0 \end{cases}",
                "f={1if\u{a0}x>00\u{2063}",
            ),
            (r"\textcolor{red}{x} + \boxed{y}", "x+y"),
            (r"a = b \tag{1}", "a=b(1)"),
            (r"\ce{2 H2O -> 2 H2 + O2}", "2H2O→2H2+O2"),
            (r"\ce{SO4^2-} + \ce{Na+}", "SO42−+Na+"),
            (r"\R^n \to \mathbb{R}", "ℝn→ℝ"),
            (r"\xrightarrow{f} \overset{!}{=}", "→f=!"),
            (r"50\%", "50%"),
        ] {
            assert_eq!(text_of(tex), wanted, "{tex}");
        }
        assert_eq!(tree(r"\nonsense{x}", true), None);
        assert_eq!(tree(r"\frac{a", false), None);
    }

    #[test]
    fn only_known_names_are_written() {
        let tex = r"\begin{array}{c|c} a & \cancel{b} \\ \hline c & \color{red}{d} \end{array}";
        let pieces = tree(tex, true).unwrap();
        for piece in &pieces {
            let name = piece.strip_prefix('<').or_else(|| piece.strip_prefix('@'));
            let name = name.and_then(|name| name.split('=').next());
            assert!(name.is_none_or(|name| MATHML.contains(&name)), "{piece}");
        }
        assert!(pieces.contains(&"@class=math-line-right".to_owned()), "{pieces:?}");
        assert!(pieces.contains(&"@class=math-struck-up".to_owned()), "{pieces:?}");
    }
}
