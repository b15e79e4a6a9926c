//! Rows and cells of a formula, as the converter needs them.
//!
//! A command that changes what follows (`\displaystyle`) ends with its cell in TeX; the converter
//! takes the marks of cells and rows behind it for a part of what it changes. And it knows rows in
//! environments alone, where MathJax draws those of a whole formula, too.

/// Commands that change all that follows in their group.
const SWITCHES: [&str; 12] = [
    "displaystyle",
    "textstyle",
    "scriptstyle",
    "scriptscriptstyle",
    "color",
    "bf",
    "rm",
    "it",
    "sf",
    "tt",
    "cal",
    "boldmath",
];

/// A piece of TeX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    /// A command without its `\`: letters or one sign.
    Command(&'t str),
    Sign(char),
}

/// A formula whose cells hold what changes them, and whose rows stand in an environment.
pub(super) fn shaped(tex: &str) -> String {
    let tex = held(tex);
    let (mut rows, mut cells, mut depth) = (false, false, 0_usize);
    each(&tex, |token, _| match token {
        Token::Sign('{') | Token::Command("begin") => depth += 1,
        Token::Sign('}') | Token::Command("end") => depth = depth.saturating_sub(1),
        Token::Sign('&') if depth == 0 => cells = true,
        Token::Command("\\" | "cr" | "newline") if depth == 0 => rows = true,
        _ => {}
    });
    match (cells, rows) {
        (true, _) => format!("\\begin{{aligned}}{tex}\\end{{aligned}}"),
        (false, true) => format!("\\begin{{gathered}}{tex}\\end{{gathered}}"),
        _ => tex,
    }
}

/// Puts braces around what such a command changes.
fn held(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    // For each group or environment that is open: how many braces have been put there.
    let mut open = vec![0_usize];
    let mut at = 0;
    each(tex, |token, end| {
        let ends_cell = matches!(token, Token::Sign('&') | Token::Command("\\" | "cr" | "newline"));
        let ends_group = matches!(token, Token::Sign('}') | Token::Command("end" | "right"));
        if ends_cell && let Some(made) = open.last_mut() {
            out.push_str(&"}".repeat(std::mem::take(made)));
        }
        if ends_group && open.len() > 1 {
            out.push_str(&"}".repeat(open.pop().unwrap_or_default()));
        }
        if matches!(token, Token::Command(name) if SWITCHES.contains(&name)) {
            out.push('{');
            if let Some(made) = open.last_mut() {
                *made += 1;
            }
        }
        out.push_str(&tex[at..end]);
        at = end;
        if matches!(token, Token::Sign('{') | Token::Command("begin" | "left")) {
            open.push(0);
        }
    });
    out.push_str(&"}".repeat(open.into_iter().sum()));
    out
}

/// Hands each token over, and where it ends.
fn each(tex: &str, mut hear: impl FnMut(Token<'_>, usize)) {
    let mut at = 0;
    while let Some(c) = tex[at..].chars().next() {
        if c != '\\' {
            at += c.len_utf8();
            hear(Token::Sign(c), at);
            continue;
        }
        let rest = &tex[at + 1..];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let sign = rest.chars().next().map_or(0, char::len_utf8);
        let length = if letters > 0 { letters } else { sign };
        at += 1 + length;
        hear(Token::Command(&rest[..length]), at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_ends_with_its_cell() {
        for (tex, wanted) in [
            (
                r"\begin{array}{c}\displaystyle a & b \\ \bf c \\ d\end{array}",
                r"\begin{array}{c}{\displaystyle a }& b \\ {\bf c }\\ d\end{array}",
            ),
            (r"{\rm d}x", r"{{\rm d}}x"),
            (r"\left(\displaystyle x\right) y", r"\left({\displaystyle x}\right) y"),
            (r"\displaystyle\sum_{i} \& \{x\}", r"{\displaystyle\sum_{i} \& \{x\}}"),
            (r"a + b", r"a + b"),
        ] {
            assert_eq!(held(tex), wanted);
        }
    }

    #[test]
    fn rows_stand_in_an_environment() {
        for (tex, wanted) in [
            (r"a \\ b", r"\begin{gathered}a \\ b\end{gathered}"),
            (r"a &= b \\ c", r"\begin{aligned}a &= b \\ c\end{aligned}"),
            (
                r"\substack{a \\ b} \& \begin{matrix}a & b\end{matrix}",
                r"\substack{a \\ b} \& \begin{matrix}a & b\end{matrix}",
            ),
        ] {
            assert_eq!(shaped(tex), wanted);
        }
    }
}
