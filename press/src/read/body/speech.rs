//! The language and the direction of a part of the text, where they are not those around it.

use super::compositor::Compositor;
use super::tree::Id;
use crate::settings::is_language;
use html5ever::local_name;
use newsprint::edition::{Block, Inline, direction};

/// In which language a part of the text is, and in which direction its lines run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speech {
    pub(super) language: String,
    direction: String,
}

impl Speech {
    /// That of a text in a language.
    pub(super) fn of(language: &str) -> Self {
        Self { language: language.into(), direction: direction(language).into() }
    }

    /// What a part says of itself that differs from what stands around it.
    fn within(&self, around: &Self) -> (Option<String>, Option<String>) {
        let differs = |own: &str, other: &str| (own != other).then(|| own.to_owned());
        (differs(&self.language, &around.language), differs(&self.direction, &around.direction))
    }
}

/// A language tag as pages write it; `None` for what is none.
pub(super) fn language_tag(written: &str) -> Option<String> {
    let tag = written.trim().replace('_', "-");
    is_language(&tag).then_some(tag)
}

/// A direction as pages write it; `None` for what is none.
pub(super) fn direction_of(written: &str) -> Option<&'static str> {
    ["ltr", "rtl", "auto"].into_iter().find(|it| written.trim().eq_ignore_ascii_case(it))
}

impl Compositor<'_> {
    /// In which language what stands in a node is, by what it and those around it say. A language
    /// brings its direction along, unless the text says another.
    pub(super) fn speech(&self, id: Option<Id>) -> Speech {
        let (mut language, mut towards, mut node) = (None, None, id);
        while let Some(id) = node.filter(|_| language.is_none() || towards.is_none()) {
            let own = self.tree.attribute(id, &local_name!("lang")).and_then(language_tag);
            let its = self.tree.attribute(id, &local_name!("dir")).and_then(direction_of);
            let its = its.or_else(|| self.is_named(id, "bdi").then_some("auto"));
            towards = towards.or(its).or_else(|| Some(direction(own.as_deref()?)));
            language = language.or(own);
            node = self.tree.parent(id);
        }
        let whole = &self.manuscript.language;
        let language = language.unwrap_or_else(|| whole.clone());
        Speech { language, direction: towards.unwrap_or_else(|| direction(whole)).into() }
    }

    fn is_named(&self, id: Id, name: &str) -> bool {
        self.tree.name(id).is_some_and(|own| **own == *name)
    }

    /// Whether an element says in which language or direction it is.
    pub(super) fn says_language(&self, id: Id) -> bool {
        let names = [local_name!("lang"), local_name!("dir")];
        names.iter().any(|it| self.tree.attribute(id, it).is_some()) || self.is_named(id, "bdi")
    }

    /// The content of an element in a line, with the language that the element says it is in.
    pub(super) fn spoken(&self, id: Id, content: Vec<Inline>) -> Vec<Inline> {
        if !self.says_language(id) {
            return content;
        }
        let content = if self.is_named(id, "bdo") { self.overridden(id, content) } else { content };
        told(content, &self.speech(Some(id)), &self.speech(self.tree.parent(id)))
    }

    /// A line, with the language of the nearest element around it that names one, where the block
    /// that is being set does not.
    pub(super) fn line_spoken(&self, ids: &[Id], content: Vec<Inline>) -> Vec<Inline> {
        let Some(first) = ids.first() else { return content };
        told(content, &self.speech(self.tree.parent(*first)), &self.speaks)
    }

    /// What is in `bdo` runs in the direction that it says, letter by letter: so do these
    /// characters (Unicode Bidirectional Algorithm, section 2.2) in a page, a feed, and a title.
    fn overridden(&self, id: Id, mut content: Vec<Inline>) -> Vec<Inline> {
        let open = match self.tree.attribute(id, &local_name!("dir")).and_then(direction_of) {
            Some("rtl") => "\u{202E}",
            Some("ltr") => "\u{202D}",
            _ => return content,
        };
        content.insert(0, Inline::text(open));
        content.push(Inline::text("\u{202C}"));
        content
    }

    /// Sets a block's content in the language that the block says it is in.
    pub(super) fn speaking(
        &mut self,
        id: Id,
        out: &mut Vec<Block>,
        set: impl FnOnce(&mut Self, &mut Vec<Block>),
    ) {
        let own = self.speech(Some(id));
        if own == self.speaks {
            return set(self, out);
        }
        let around = std::mem::replace(&mut self.speaks, own);
        let mut inner = Vec::new();
        set(self, &mut inner);
        let own = std::mem::replace(&mut self.speaks, around);
        out.extend(inner.into_iter().map(|block| told_block(block, &own, &self.speaks)));
    }
}

/// Says of a part of a line in which language it is.
fn told(content: Vec<Inline>, own: &Speech, around: &Speech) -> Vec<Inline> {
    let (language, direction) = own.within(around);
    if content.is_empty() || (language.is_none() && direction.is_none()) {
        return content;
    }
    match <[Inline; 1]>::try_from(content) {
        // What is in another language as a whole says so once.
        Ok([Inline::Language { language: inner, direction: its, content }]) => {
            vec![Inline::Language {
                language: inner.or(language),
                direction: its.or(direction),
                content,
            }]
        }
        Ok(one) => vec![Inline::Language { language, direction, content: one.into() }],
        Err(content) => vec![Inline::Language { language, direction, content }],
    }
}

/// The same of a block. Code has no language of people.
fn told_block(block: Block, own: &Speech, around: &Speech) -> Block {
    let line = |content| told(content, own, around);
    match block {
        Block::Paragraph { content } => Block::Paragraph { content: line(content) },
        Block::Heading { level, anchor, content } => {
            Block::Heading { level, anchor, content: line(content) }
        }
        Block::PullQuote { content, attribution, repeated } => {
            let (content, attribution) = (line(content), line(attribution));
            Block::PullQuote { content, attribution, repeated }
        }
        Block::Code { .. } | Block::Separator | Block::Language { .. } => block,
        block => {
            let (language, direction) = own.within(around);
            Block::Language { language, direction, block: Box::new(block) }
        }
    }
}
