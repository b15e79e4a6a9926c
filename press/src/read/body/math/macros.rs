//! Commands that a text defines in its formulas: `\newcommand`, `\def`, `\DeclareMathOperator`.
//!
//! As with MathJax, what a formula defines holds for those behind it in the text. Commands are
//! replaced by what they stand for before the converter sees the formula.

use std::collections::BTreeMap;

/// How many commands one formula may have replaced: `\def\a{\a\a}` never ends.
const STEPS: usize = 2_000;

/// How long a formula may grow, in bytes.
const LONGEST: usize = 20_000;

/// How many commands the formulas of one text may have replaced, and define, and how long they may
/// be together when that is done: `$\a$` is short, and what it stands for may be long.
const STEPS_OF_ALL: usize = 50_000;
const MOST: usize = 1_000;
const LENGTH_OF_ALL: usize = 1_000_000;

/// Stands before the name of a command that is not to be replaced again.
const KEPT: char = '\u{1}';

/// What the converter does not know, in what it does: name, number of arguments, whether the
/// first of them stands in square brackets and may be left out, and what it stands for.
const KNOWN: [(&str, usize, bool, &str); 26] = [
    ("textcolor", 3, true, "#3"),
    ("colorbox", 3, true, "#3"),
    ("fcolorbox", 4, true, BOXED_FOURTH),
    ("boxed", 1, false, BOXED),
    ("fbox", 1, false, "\\boxed{\\text{#1}}"),
    ("bbox", 2, true, "#2"),
    ("href", 2, false, "#2"),
    ("class", 2, false, "#2"),
    ("style", 2, false, "#2"),
    ("cssId", 2, false, "#2"),
    ("require", 1, false, ""),
    ("color", 2, true, ""),
    ("definecolor", 3, false, ""),
    ("substack", 1, false, "\\begin{gathered}#1\\end{gathered}"),
    ("cancelto", 2, false, "\\cancel{#2}^{#1}"),
    ("smash", 2, true, "#2"),
    ("mathstrut", 0, false, ""),
    ("raisebox", 2, false, "\\text{#2}"),
    ("pmb", 1, false, "\\boldsymbol{#1}"),
    ("TeX", 0, false, "\\text{TeX}"),
    ("LaTeX", 0, false, "\\text{LaTeX}"),
    ("mbox", 1, false, "\\text{#1}"),
    ("hbox", 1, false, "\\text{#1}"),
    ("ensuremath", 1, false, "#1"),
    ("R", 0, false, "\\mathbb{R}"),
    ("N", 0, false, "\\mathbb{N}"),
];

/// A table of one cell, which has lines around it.
const BOXED: &str = "\\begin{array}{|c|}\\hline{\\displaystyle #1}\\\\\\hline\\end{array}";
const BOXED_FOURTH: &str = "\\begin{array}{|c|}\\hline{\\displaystyle #4}\\\\\\hline\\end{array}";

/// Commands of which a page shows nothing: what they hold is drawn without them.
const SHOWN_PLAIN: [&str; 11] = [
    "color",
    "textcolor",
    "colorbox",
    "fcolorbox",
    "pagecolor",
    "href",
    "class",
    "style",
    "cssId",
    "bbox",
    "definecolor",
];

/// The commands that stand for something.
#[derive(Clone, Debug)]
pub(in crate::read::body) struct Macros {
    known: BTreeMap<String, Macro>,
    /// What the formula defines that is being read.
    new: BTreeMap<String, Macro>,
    /// How many commands were replaced so far, and how long the formulas were.
    steps: usize,
    length: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Macro {
    arguments: usize,
    /// What the first argument is where it is left out.
    default: Option<String>,
    body: String,
}

/// A formula without commands of its own.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read::body) struct Expanded {
    pub(in crate::read::body) tex: String,
    /// The first command in it of which a page shows nothing.
    pub(in crate::read::body) plainer: Option<&'static str>,
}

/// Why commands cannot be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::body) enum Fault {
    /// They stand for each other without an end.
    Endless,
    /// A definition, or the arguments of a command, are not complete.
    Unfinished,
    /// The formulas of the text have more replaced, or defined, than those of any text.
    TooMuch,
}

impl Default for Macros {
    fn default() -> Self {
        let known = KNOWN.into_iter().map(|(name, arguments, is_optional, body)| {
            let default = is_optional.then(String::new);
            (name.to_owned(), Macro { arguments, default, body: body.to_owned() })
        });
        Self { known: known.collect(), new: BTreeMap::new(), steps: 0, length: 0 }
    }
}

impl Macros {
    /// Replaces the commands of a formula, and keeps what it defines.
    ///
    /// # Errors
    /// It would never end, or is not complete; then nothing of it is kept.
    pub(in crate::read::body) fn expand(&mut self, tex: &str) -> Result<Expanded, Fault> {
        self.new.clear();
        if tex.len() > LONGEST || self.length > LENGTH_OF_ALL {
            return Err(Fault::TooMuch);
        }
        let expanded = self.replaced(tex)?;
        self.length += expanded.tex.len();
        self.known.append(&mut self.new);
        Ok(expanded)
    }

    fn get(&self, name: &str) -> Option<&Macro> {
        self.new.get(name).or_else(|| self.known.get(name))
    }

    fn replaced(&mut self, tex: &str) -> Result<Expanded, Fault> {
        let mut rest = tex.replace(KEPT, "");
        let (mut out, mut plainer) = (String::new(), None);
        let mut steps = 0;
        while let Some(c) = rest.chars().next() {
            if c != '\\' {
                let end = rest.find('\\').unwrap_or(rest.len());
                push(&mut out, &rest[..end]);
                rest.drain(..end);
                continue;
            }
            let name = name_of(&rest).to_owned();
            rest.drain(..1 + name.len());
            if let Some(kept) = name.strip_prefix(KEPT) {
                push(&mut out, &format!("\\{kept}"));
                continue;
            }
            plainer = plainer.or_else(|| SHOWN_PLAIN.into_iter().find(|it| *it == name));
            if let Some(after) = self.define(&name, &rest) {
                rest = after?;
                continue;
            }
            let Some(found) = self.get(&name) else {
                push(&mut out, &format!("\\{name}"));
                continue;
            };
            let (body, after) = found.applied(&rest)?;
            let mut next = body;
            push(&mut next, after);
            rest = next;
            steps += 1;
            self.steps += 1;
            if steps > STEPS || rest.len() + out.len() > LONGEST {
                return Err(Fault::Endless);
            }
            if self.steps > STEPS_OF_ALL {
                return Err(Fault::TooMuch);
            }
        }
        Ok(Expanded { tex: out, plainer })
    }

    /// Takes a definition, and gives what stands behind it. `None` where a command defines nothing.
    fn define(&mut self, command: &str, rest: &str) -> Option<Result<String, Fault>> {
        let defined = match command {
            "newcommand" | "renewcommand" | "providecommand" => new_command(rest),
            "def" | "gdef" | "edef" | "xdef" => plain_definition(rest),
            "let" => same_as(rest),
            "DeclareMathOperator" => operator(rest),
            // What holds for how a definition is kept.
            "global" | "long" | "protected" => return Some(Ok(rest.trim_start().to_owned())),
            _ => return None,
        };
        let Some((name, defined, after)) = defined else { return Some(Err(Fault::Unfinished)) };
        let after = after.to_owned();
        // `\let` of a command that stands for something is that.
        let known = defined.body.strip_prefix('\\').and_then(|it| it.strip_prefix(KEPT));
        let known = known.and_then(|it| self.get(it).cloned());
        if command != "providecommand" || self.get(&name).is_none() {
            if self.known.len() + self.new.len() >= MOST {
                return Some(Err(Fault::TooMuch));
            }
            self.new.insert(name, known.unwrap_or(defined));
        }
        Some(Ok(after))
    }
}

impl Macro {
    /// What it stands for with the arguments that a text begins with, and what is behind them.
    fn applied<'t>(&self, rest: &'t str) -> Result<(String, &'t str), Fault> {
        let mut rest = rest;
        let mut arguments = Vec::new();
        if let Some(default) = &self.default {
            let given = bracketed(rest);
            rest = given.map_or(rest, |(_, after)| after);
            arguments.push(given.map_or(default.as_str(), |(argument, _)| argument));
        }
        while arguments.len() < self.arguments {
            let (argument, after) = argument(rest).ok_or(Fault::Unfinished)?;
            arguments.push(argument);
            rest = after;
        }
        let mut body = String::new();
        let mut parts = self.body.split('#');
        push(&mut body, parts.next().unwrap_or_default());
        for part in parts {
            let number = part.chars().next().and_then(|c| c.to_digit(10));
            let argument = number.and_then(|number| arguments.get(number.checked_sub(1)? as usize));
            match argument {
                Some(argument) => {
                    push(&mut body, argument);
                    push(&mut body, &part[1..]);
                }
                None => {
                    body.push('#');
                    body.push_str(part);
                }
            }
        }
        Ok((body, rest))
    }
}

/// `{\name}[1][x]{body}` or `\name{body}`.
fn new_command(rest: &str) -> Option<(String, Macro, &str)> {
    let rest = rest.strip_prefix('*').unwrap_or(rest);
    let (name, rest) = defined_name(rest)?;
    let number = bracketed(rest);
    let arguments = number.map_or(Some(0), |(number, _)| number.trim().parse().ok())?;
    let rest = number.map_or(rest, |(_, rest)| rest);
    let first = bracketed(rest);
    let (body, rest) = argument(first.map_or(rest, |(_, rest)| rest))?;
    let default = first.map(|(text, _)| text.to_owned());
    (arguments <= 9).then(|| (name, Macro { arguments, default, body: body.to_owned() }, rest))
}

/// `\name#1#2{body}`
fn plain_definition(rest: &str) -> Option<(String, Macro, &str)> {
    let (name, rest) = defined_name(rest)?;
    let (form, _) = rest.split_once('{')?;
    let form = form.trim();
    let arguments = form.matches('#').count();
    let usual: String = (1..=arguments).map(|number| format!("#{number}")).collect();
    let (body, rest) = argument(&rest[rest.find('{')?..])?;
    (form == usual && arguments <= 9)
        .then(|| (name, Macro { arguments, default: None, body: body.to_owned() }, rest))
}

/// `\name=\other`
fn same_as(rest: &str) -> Option<(String, Macro, &str)> {
    let (name, rest) = defined_name(rest)?;
    let rest = rest.trim_start();
    let (other, rest) = argument(rest.strip_prefix('=').unwrap_or(rest))?;
    let body = match other.strip_prefix('\\') {
        Some(command) => format!("\\{KEPT}{command}"),
        None => other.to_owned(),
    };
    Some((name, Macro { arguments: 0, default: None, body }, rest))
}

/// `{\name}{text}`
fn operator(rest: &str) -> Option<(String, Macro, &str)> {
    let star = if rest.starts_with('*') { "*" } else { "" };
    let (name, rest) = defined_name(&rest[star.len()..])?;
    let (text, rest) = argument(rest)?;
    let body = format!("\\operatorname{star}{{{text}}}");
    Some((name, Macro { arguments: 0, default: None, body }, rest))
}

/// The name that is defined, in braces or not.
fn defined_name(rest: &str) -> Option<(String, &str)> {
    let (name, after) = argument(rest)?;
    let name = name.trim().strip_prefix('\\')?;
    (name_of(&format!("\\{name}")) == name).then(|| (name.to_owned(), after))
}

/// The name of the command that a text begins with, behind its `\`: letters, or one sign.
fn name_of(text: &str) -> &str {
    let name = &text[1..];
    let from = if name.starts_with(KEPT) { KEPT.len_utf8() } else { 0 };
    let letters = name[from..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let sign = name[from..].chars().next().map_or(0, char::len_utf8);
    &name[..from + if letters > 0 { letters } else { sign }]
}

/// The argument that a text begins with: a group without its braces, a command, or a sign.
fn argument(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    match text.chars().next()? {
        '{' => {
            let end = super::end_of_group(&text[1..])?;
            Some((&text[1..1 + end], &text[end + 2..]))
        }
        '\\' => Some(text.split_at(1 + name_of(text).len())),
        c => Some(text.split_at(c.len_utf8())),
    }
}

/// The argument in square brackets that a text begins with.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim_start().strip_prefix('[')?;
    let mut depth = 0_usize;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b']' if depth == 0 => return Some((&inside[..at], &inside[at + 1..])),
            _ => {}
        }
    }
    None
}

/// Adds a piece, so that it does not become a part of the name before it.
fn push(out: &mut String, piece: &str) {
    let letters = out.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let ends_in_name = letters > 0 && out[..out.len() - letters].ends_with(['\\', KEPT]);
    if ends_in_name && piece.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.push(' ');
    }
    out.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(tex: &str) -> String {
        Macros::default().expand(tex).unwrap_or_else(|fault| panic!("{tex}: {fault:?}")).tex
    }

    #[test]
    fn definitions_of_all_kinds_are_read() {
        for (tex, wanted) in [
            (r"\newcommand{\E}{\mathbb{E}}\E[X]", r"\mathbb{E}[X]"),
            (r"\newcommand\E{\mathbb E}\E x", r"\mathbb E x"),
            (r"\newcommand{\norm}[1]{\|#1\|}\norm{x}+\norm y", r"\|x\|+\|y\|"),
            (r"\newcommand{\p}[2][2]{\|#2\|_#1}\p{x}\p[1]{y}", r"\|x\|_2\|y\|_1"),
            (r"\def\v#1{\mathbf#1}\v a\v{b}", r"\mathbf a\mathbf b"),
            (r"\DeclareMathOperator{\tr}{tr}\tr A", r"\operatorname{tr} A"),
            (r"\DeclareMathOperator*{\argmax}{arg\,max}\argmax_x", r"\operatorname*{arg\,max}_x"),
            (r"\let\eps\varepsilon \eps", r" \varepsilon"),
            (r"\let\old=\vec\renewcommand{\vec}[1]{\old{#1}}\vec{a}", r"\vec{a}"),
            (r"\renewcommand{\R}{\mathbf{R}}\R", r"\mathbf{R}"),
            (r"\providecommand{\R}{x}\R", r"\mathbb{R}"),
            (r"\global\long\def\a{b}\a", "b"),
            (r"\newcommand{\a}{\b}\newcommand{\b}{c}\a", "c"),
            (r"\R^n", r"\mathbb{R}^n"),
            (r"\frac12 \\ \, \{x\}", r"\frac12 \\ \, \{x\}"),
            (r"\textcolor[rgb]{1,0,0}{x}\textcolor{red}{y}", "xy"),
            ("", ""),
        ] {
            assert_eq!(expanded(tex), wanted, "{tex}");
        }
    }

    #[test]
    fn what_is_defined_holds_for_what_follows() {
        let mut macros = Macros::default();
        assert_eq!(macros.expand(r"\newcommand{\E}{e}").unwrap().tex, "");
        assert_eq!(macros.expand(r"\E").unwrap().tex, "e");
        // Nothing of a formula that cannot be read is kept.
        assert_eq!(macros.expand(r"\def\E{f}\def\a{\a\a}\a"), Err(Fault::Endless));
        assert_eq!(macros.expand(r"\E").unwrap().tex, "e");
    }

    #[test]
    fn what_has_no_end_is_told() {
        for tex in [
            r"\def\a{\a}\a",
            r"\def\a{\b}\def\b{\a}\a",
            r"\def\a{\a\a}\a",
            r"\newcommand{\a}[1]{\a{#1#1}}\a{x}",
            r"\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c\c\c}\d\d\d",
        ] {
            assert_eq!(Macros::default().expand(tex), Err(Fault::Endless), "{tex}");
        }
        for tex in [
            r"\newcommand",
            r"\newcommand{\a}",
            r"\def\a#1.#2{x}",
            r"\def\a",
            r"\boxed",
            r"\newcommand{a}{b}",
        ] {
            assert_eq!(Macros::default().expand(tex), Err(Fault::Unfinished), "{tex}");
        }
    }

    #[test]
    fn formulas_of_a_text_have_so_much_replaced_together() {
        let mut macros = Macros::default();
        let long = format!(r"\newcommand{{\a}}{{{}}}", "x".repeat(9_000));
        macros.expand(&long).unwrap();
        let whole = (0..1_000).take_while(|_| macros.expand(r"\a").is_ok()).count();
        assert!((100..200).contains(&whole), "{whole}");
        assert_eq!(macros.expand(r"\a"), Err(Fault::TooMuch));
        let mut macros = Macros::default();
        macros.expand(r"\def\a{b}").unwrap();
        let whole = (0..99_999).take_while(|_| macros.expand(r"\a").is_ok()).count();
        assert!((40_000..60_000).contains(&whole), "{whole}");
        // What uses none of them is read all the same.
        assert_eq!(macros.expand("x^2").unwrap().tex, "x^2");
        let letters = |n: usize| {
            let letter = |digit: char| char::from(b'a' + digit as u8 - b'0');
            n.to_string().chars().map(letter).collect::<String>()
        };
        let mut macros = Macros::default();
        let define = |n: usize| macros.expand(&format!(r"\def\q{}{{x}}", letters(n)));
        let defined = (0..2_000).map(define).take_while(Result::is_ok).count();
        assert!((900..=1_000).contains(&defined), "{defined}");
        assert_eq!(macros.expand(&"x".repeat(99_999)), Err(Fault::TooMuch));
    }

    #[test]
    fn what_a_page_shows_nothing_of_is_named() {
        let plainer = |tex| Macros::default().expand(tex).unwrap().plainer;
        assert_eq!(plainer(r"\color{red}{x}"), Some("color"));
        assert_eq!(plainer(r"\newcommand{\hot}[1]{\textcolor{red}{#1}}\hot x"), Some("textcolor"));
        assert_eq!(plainer(r"\boxed{x}"), None);
    }
}
