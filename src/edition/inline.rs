use serde::Serialize;

/// A run of text inside a block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain characters, shown literally.
    Text {
        /// The characters.
        text: String,
    },
    /// Stress.
    Emphasis {
        /// What is stressed.
        content: Vec<Inline>,
    },
    /// Importance.
    Strong {
        /// What is important.
        content: Vec<Inline>,
    },
    /// No longer valid.
    Strikethrough {
        /// What is struck.
        content: Vec<Inline>,
    },
    /// A piece of code.
    Code {
        /// The characters.
        text: String,
    },
    /// A link: an address of this edition (with or without a fragment), a fragment of this
    /// page, or an `http`, `https`, `mailto` or `tel` URL.
    Link {
        /// Where it leads.
        href: String,
        /// What is read.
        content: Vec<Inline>,
    },
    /// Below the line, as in H₂O.
    Sub {
        /// What is lowered.
        content: Vec<Inline>,
    },
    /// Above the line, as in m².
    Sup {
        /// What is raised.
        content: Vec<Inline>,
    },
    /// Words in another language than those around them, or that run in another direction.
    Language {
        /// The language (BCP 47), where it is another.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// `ltr`, `rtl`, or `auto` for that of its first letter, where it is another.
        #[serde(skip_serializing_if = "Option::is_none")]
        direction: Option<String>,
        /// The words.
        content: Vec<Inline>,
    },
    /// A hard line break.
    Break,
    /// The number that refers to a footnote of the same page.
    FootnoteReference {
        /// Counted from 1 in the order of first reference.
        number: u32,
        /// Which reference to that note this is, counted from 1: it makes the anchor unique.
        reference: u32,
    },
    /// A small picture inside a line of text.
    Image {
        /// The picture; a caption has no place here.
        image: super::Image,
    },
    /// A formula.
    Math {
        /// The formula as it was written, in TeX.
        tex: String,
        /// The formula in MathML Core, piece by piece: `<mi` opens an element, `@name=value` is an
        /// attribute of the one that is open, `=x` a text in it, and `>` closes it. The names are
        /// those of [`MATHML`](super::MATHML).
        tree: Vec<String>,
        /// Whether it stands on a line of its own.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        display: bool,
    },
    /// A place that links lead to and that holds nothing: an older or other name of a heading,
    /// or one that the writer has put between words.
    Anchor {
        /// The `id`, unique on the page.
        id: String,
    },
    /// A kind that this build does not know.
    #[default]
    #[serde(skip)]
    Unknown,
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

/// The words of a run of inlines without their form: for a description, a search index, an
/// anchor.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text: words }
            | Inline::Code { text: words }
            | Inline::Math { tex: words, .. } => out.push_str(words),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Strikethrough { content }
            | Inline::Link { content, .. }
            | Inline::Language { content, .. }
            | Inline::Sub { content }
            | Inline::Sup { content } => push_plain(content, out),
            Inline::Break => out.push(' '),
            Inline::Image { image } => out.push_str(&image.alt),
            Inline::FootnoteReference { .. } | Inline::Anchor { .. } | Inline::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_drops_form_and_keeps_words() {
        let line = [
            Inline::text("Read "),
            Inline::Strong {
                content: vec![Inline::Emphasis { content: vec![Inline::text("this")] }],
            },
            Inline::Break,
            Inline::Code { text: "now".into() },
            Inline::FootnoteReference { number: 1, reference: 1 },
        ];
        assert_eq!(plain_text(&line), "Read this now");
    }
}
