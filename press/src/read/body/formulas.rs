//! Formulas of several lines, set as one: a line of a formula is no heading, list or quotation.

use super::layout::Layout;
use super::lines::{Line, indent};

/// Environments that stand without dollar signs around them.
const ENVIRONMENTS: [&str; 8] =
    ["equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign", "displaymath"];

/// A formula is not longer than this: what looks like the beginning of one may be none.
const LONGEST: usize = 200;

impl Layout<'_> {
    /// A formula that begins on this line with `$$`, `\[` or an environment.
    pub(super) fn formula(&mut self, content: &str, lines: &[Line]) -> Option<usize> {
        let trimmed = content.trim();
        let (open, close) = delimiters(trimmed)?;
        let mut tex = String::new();
        for (at, line) in lines.iter().take(LONGEST).enumerate() {
            let whole = self.content(line).trim();
            let line = if at == 0 { &whole[open.len()..] } else { whole };
            let Some(end) = line.find(&close) else {
                push_line(&mut tex, line);
                continue;
            };
            push_line(&mut tex, &line[..end]);
            let after = line[end + close.len()..].trim();
            let is_environment = open.is_empty();
            let tex = match is_environment {
                true => format!("{} {close}", tex.trim()),
                false => tex.trim().to_owned(),
            };
            if tex.is_empty() || tex.contains('$') {
                return None;
            }
            // What follows on the line belongs to the text, a full stop to the formula.
            let (tex, after) = match after {
                "." | "," | ";" => (format!("{tex}{after}"), ""),
                after => (tex, after),
            };
            if !after.is_empty() && at == 0 && !is_environment {
                return None;
            }
            let depth = indent(content);
            self.display(&tex, after, depth, lines[0].start);
            return Some(at + 1);
        }
        None
    }

    /// A formula between the marks of a shortcode or directive.
    pub(super) fn formula_of(&mut self, lines: &[Line], depth: usize, there: usize) {
        let mut tex = String::new();
        lines.iter().for_each(|line| push_line(&mut tex, self.content(line)));
        let tex = tex.trim();
        let tex = tex.strip_prefix("$$").and_then(|tex| tex.strip_suffix("$$")).unwrap_or(tex);
        if !tex.is_empty() {
            self.display(tex, "", depth, there);
        }
    }

    fn display(&mut self, tex: &str, after: &str, depth: usize, there: usize) {
        self.part(there);
        let around = self.prefix.len();
        self.prefix.push_str(&" ".repeat(depth));
        match is_balanced(tex) {
            true => self.make(&format!("$${tex}$$"), there),
            // The parser would not know it for one.
            false => {
                self.teller.warn(
                    "press::body::formula",
                    there..there,
                    format!("the formula “{tex}” cannot be read and is shown as it is written"),
                    "Look whether each brace that is opened is closed.",
                );
                self.make(&format!("`` {tex} ``"), there);
            }
        }
        self.part(there);
        if !after.is_empty() {
            self.make(after, there);
        }
        self.prefix.truncate(around);
    }
}

/// What a formula that begins a line begins and ends with.
fn delimiters(line: &str) -> Option<(&'static str, String)> {
    for (open, close) in [("$$", "$$"), ("\\\\[", "\\\\]"), ("\\[", "\\]")] {
        if line.starts_with(open) {
            return Some((open, close.into()));
        }
    }
    let name = line.strip_prefix("\\begin{")?.split('}').next()?;
    ENVIRONMENTS.contains(&name.trim_end_matches('*')).then(|| ("", format!("\\end{{{name}}}")))
}

fn is_balanced(tex: &str) -> bool {
    let mut depth = 0_i32;
    let mut escaped = false;
    for byte in tex.bytes() {
        match byte {
            b'{' if !escaped => depth += 1,
            b'}' if !escaped => depth -= 1,
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Adds a line without its comment.
fn push_line(tex: &mut String, line: &str) {
    let mut end = line.len();
    for (at, _) in line.match_indices('%') {
        let slashes = line[..at].len() - line[..at].trim_end_matches('\\').len();
        if slashes.is_multiple_of(2) {
            end = at;
            break;
        }
    }
    let line = line[..end].trim();
    if !line.is_empty() {
        tex.push_str(if tex.is_empty() { "" } else { " " });
        tex.push_str(line);
    }
}
