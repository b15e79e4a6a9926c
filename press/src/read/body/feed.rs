//! Feeding html5ever's tree builder, piece by piece.

use super::cover::Cover;
use super::tree::{Growing, Id, Tree};
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use std::borrow::Cow;
use std::ops::Range;

/// Takes start tags, end tags and text, and keeps where they come from.
pub(super) struct Feed<'c> {
    builder: TreeBuilder<Id, Growing>,
    /// What is covered in the text: here it comes back.
    cover: &'c Cover,
}

impl<'c> Feed<'c> {
    pub(super) fn new(cover: &'c Cover) -> Self {
        let sink = Growing::new();
        let context = QualName::new(None, ns!(html), local_name!("div"));
        let context = create_element(&sink, context, Vec::new());
        let options = TreeBuilderOpts::default();
        Self { builder: TreeBuilder::new_for_fragment(sink, context, None, options), cover }
    }

    /// A text as it was written.
    pub(super) fn restored<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.cover.restored(text)
    }

    pub(super) fn start(
        &self,
        name: LocalName,
        attributes: Vec<(LocalName, &str)>,
        span: Range<usize>,
    ) {
        let attribute = |(name, value): (LocalName, &str)| Attribute {
            name: QualName::new(None, ns!(), name),
            value: StrTendril::from(&*self.restored(value)),
        };
        let attrs = attributes.into_iter().map(attribute).collect();
        self.tag(TagKind::StartTag, name, attrs, span);
    }

    pub(super) fn end(&self, name: LocalName, span: Range<usize>) {
        self.tag(TagKind::EndTag, name, Vec::new(), span);
    }

    pub(super) fn tag(
        &self,
        kind: TagKind,
        name: LocalName,
        attrs: Vec<Attribute>,
        span: Range<usize>,
    ) {
        let tag = Tag { kind, name, self_closing: false, attrs, had_duplicate_attributes: false };
        self.token(Token::TagToken(tag), span);
    }

    pub(super) fn text(&self, text: &str, span: Range<usize>) {
        let text = &*self.restored(text);
        if !text.is_empty() {
            self.token(Token::CharacterTokens(StrTendril::from(text)), span);
        }
    }

    fn token(&self, token: Token, span: Range<usize>) {
        let mark = self.builder.sink.mark(span);
        // What the builder asks of a tokenizer is the business of `html`, which lets no
        // element through that would ask.
        let _ = self.builder.process_token(token, mark);
    }

    pub(super) fn finish(self) -> Tree {
        let mark = self.builder.sink.mark(0..0);
        let _ = self.builder.process_token(Token::EOFToken, mark);
        self.builder.end();
        self.builder.sink.finish()
    }
}
