//! What containers, directives and paired shortcodes mean, by their names.

/// What becomes of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A note or pull quote, by the word of its mark (`NOTE`).
    Note(&'static str),
    Quotation,
    /// Elsewhere it folds: here its title stands above what it holds.
    Folding,
    /// It groups, and has a title: a tab.
    Titled,
    /// It only groups or decorates.
    Plain,
    /// What it holds is set to the letter.
    Code,
    /// What it holds is for nobody.
    Hidden,
    Formula,
    /// What it holds is Markdown or HTML as it stands.
    Markup,
}

/// What a name means, where it is known.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let name = name.to_lowercase();
    let name = name.strip_prefix("callout-").or_else(|| name.strip_prefix("ad-")).unwrap_or(&name);
    Some(match name {
        "note" | "notes" | "info" | "information" | "tip" | "tips" | "hint" | "success"
        | "check" | "done" | "example" | "abstract" | "summary" | "tldr" | "question" | "help"
        | "faq" | "todo" | "seealso" | "notice" | "callout" | "admonition" | "box" | "infobox"
        | "message" | "panel" | "aside" | "tipbox" | "primary" | "secondary" | "default" => {
            Kind::Note("NOTE")
        }
        "warning" | "warn" | "caution" | "attention" | "danger" | "error" | "failure" | "fail"
        | "missing" | "bug" | "important" | "critical" | "alert" => Kind::Note("WARNING"),
        "correction" => Kind::Note("CORRECTION"),
        "editor" => Kind::Note("EDITOR"),
        "pullquote" | "pull" => Kind::Note("PULL"),
        "quote" | "cite" | "blockquote" | "epigraph" => Kind::Quotation,
        "details" | "detail" | "spoiler" | "collapse" | "collapsible" | "expand" | "dropdown"
        | "accordion" | "toggle" | "fold" | "collapsed" => Kind::Folding,
        "tab" | "tabitem" | "accordionitem" | "accordion-item" | "card" | "step" | "figure-box" => {
            Kind::Titled
        }
        "highlight" | "codeblock" | "code" | "prism" | "mermaid" | "chart" | "plantuml"
        | "goat" | "diagram" => Kind::Code,
        "comment" => Kind::Hidden,
        "katex" | "math" | "mathjax" | "latex" => Kind::Formula,
        "rawhtml" | "html" | "raw-html" | "unsafe" | "md" | "markdown" | "markdownify" | "raw"
        | "verbatim" => Kind::Markup,
        "tabs" | "tabgroup" | "tabpane" | "code-group" | "columns" | "column" | "row" | "col"
        | "center" | "left" | "right" | "lead" | "cards" | "steps" | "section" | "div" | "span"
        | "gallery" | "group" | "accordions" | "timeline" | "timelineitem" | "wide" | "block"
        | "text" | "content" => Kind::Plain,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_case() {
        assert_eq!(kind("Tip"), Some(Kind::Note("NOTE")));
        assert_eq!(kind("callout-warning"), Some(Kind::Note("WARNING")));
        assert_eq!(kind("ad-danger"), Some(Kind::Note("WARNING")));
        assert_eq!(kind("carousel"), None);
    }
}
