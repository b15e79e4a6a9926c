//! White space in a line, as a browser would show it.
//!
//! A run of it becomes one space, and none at the ends of a paragraph and around a line
//! break. A line break of the file between two characters of Chinese or Japanese becomes
//! nothing: those scripts have no spaces. No-break spaces stay.

use newsprint::edition::Inline;

/// Settles a paragraph's content: white space, neighbouring texts, what holds nothing.
pub(super) fn settle(content: Vec<Inline>) -> Vec<Inline> {
    // Whatever precedes a paragraph swallows its first space.
    let mut content = squeeze(content, &mut Some(' '));
    trim_end(&mut content);
    content
}

fn squeeze(content: Vec<Inline>, last: &mut Option<char>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        let inline = match inline {
            Inline::Text { text } => {
                let text = squeeze_text(&text, last);
                if let Some(Inline::Text { text: before }) = out.last_mut() {
                    before.push_str(&text);
                    continue;
                }
                Inline::Text { text }
            }
            Inline::Code { text } => {
                *last = text.chars().last().or(*last);
                Inline::Code { text }
            }
            Inline::Break => {
                trim_end(&mut out);
                *last = Some(' ');
                Inline::Break
            }
            Inline::Emphasis { content } => Inline::Emphasis { content: squeeze(content, last) },
            Inline::Strong { content } => Inline::Strong { content: squeeze(content, last) },
            Inline::Strikethrough { content } => {
                Inline::Strikethrough { content: squeeze(content, last) }
            }
            Inline::Sub { content } => Inline::Sub { content: squeeze(content, last) },
            Inline::Sup { content } => Inline::Sup { content: squeeze(content, last) },
            Inline::Link { href, content } => {
                Inline::Link { href, content: squeeze(content, last) }
            }
            anchor @ Inline::Anchor { .. } => anchor,
            Inline::Language { language, direction, content } => {
                Inline::Language { language, direction, content: squeeze(content, last) }
            }
            other @ (Inline::Image { .. }
            | Inline::FootnoteReference { .. }
            | Inline::Math { .. }
            | Inline::Unknown) => {
                *last = None;
                other
            }
        };
        if !is_empty(&inline) {
            out.push(inline);
        }
    }
    out
}

fn squeeze_text(text: &str, last: &mut Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    let space_at = |at: usize| bytes.get(at).is_some_and(|byte| is_space((*byte).into()));
    // Up to `from` all is written, and up to `at` all can stay as it is.
    let (mut from, mut at) = (0, 0);
    while let Some(start) = (at..bytes.len()).find(|at| space_at(*at)) {
        if bytes[start] == b' '
            && start + 1 < bytes.len()
            && !space_at(start + 1)
            && (start > from || *last != Some(' '))
        {
            at = start + 1;
            continue;
        }
        let piece = &text[from..start];
        out.push_str(piece);
        *last = piece.chars().last().or(*last);
        let end = (start..bytes.len()).find(|at| !space_at(*at)).unwrap_or(bytes.len());
        let between_characters = text[start..end].contains('\n')
            && last.is_some_and(is_cjk)
            && text[end..].chars().next().is_some_and(is_cjk);
        if *last != Some(' ') && !between_characters {
            out.push(' ');
            *last = Some(' ');
        }
        (from, at) = (end, end);
    }
    let piece = &text[from..];
    out.push_str(piece);
    *last = piece.chars().last().or(*last);
    out
}

/// Takes the last space off, however deep it stands, and what is empty without it.
fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text { text } => text.truncate(text.trim_end_matches(is_space).len()),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Strikethrough { content }
            | Inline::Sub { content }
            | Inline::Sup { content }
            | Inline::Language { content, .. }
            | Inline::Link { content, .. } => trim_end(content),
            // A line break at the end of a paragraph breaks nothing.
            Inline::Break => {}
            _ => return,
        }
        if !is_empty(last) && !matches!(last, Inline::Break) {
            return;
        }
        content.pop();
    }
}

/// Whether an inline holds nothing that is shown.
pub(super) fn is_empty(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text } | Inline::Code { text } => text.is_empty(),
        Inline::Emphasis { content }
        | Inline::Strong { content }
        | Inline::Strikethrough { content }
        | Inline::Sub { content }
        | Inline::Sup { content }
        | Inline::Language { content, .. }
        | Inline::Link { content, .. } => content.is_empty(),
        _ => false,
    }
}

/// What HTML calls white space; a no-break space is none.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}

/// Characters of scripts that are written without spaces.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{30ff}' | '\u{3100}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_set_as_a_browser_would() {
        let line = vec![
            Inline::text(" \n The "),
            Inline::Emphasis { content: vec![Inline::text(" quay\n ")] },
            Inline::text("  opens\u{a0}\u{a0}now "),
            Inline::Break,
            Inline::text("\n later "),
            Inline::Strong { content: vec![Inline::text(" ")] },
            Inline::Break,
        ];
        assert_eq!(
            settle(line),
            [
                Inline::text("The "),
                Inline::Emphasis { content: vec![Inline::text("quay ")] },
                Inline::text("opens\u{a0}\u{a0}now"),
                Inline::Break,
                Inline::text("later"),
            ]
        );
    }

    #[test]
    fn lines_of_chinese_join_without_a_space() {
        assert_eq!(
            settle(vec![Inline::text("港口\n今天 开放\nnow")]),
            [Inline::text("港口今天 开放 now")]
        );
    }
}
