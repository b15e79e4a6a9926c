//! Films and posts whose URL stands alone on a line, with other lines above or below it.

use super::compositor::Compositor;
use super::settle::settle;
use super::tree::Id;
use newsprint::edition::{Block, Inline};

/// A piece of a paragraph: a node, or a part of a text.
#[derive(Clone, Copy)]
enum Bit<'p> {
    Node(Id),
    Text(&'p str),
}

impl<'a> Compositor<'a> {
    /// Sets a paragraph in which a line holds nothing but such a URL: that line is a card, and
    /// what stands above and below it are paragraphs. False when there is no such line.
    pub(super) fn parted_by_cards(&mut self, ids: &[Id], out: &mut Vec<Block>) -> bool {
        // Most paragraphs hold no URL, and are not taken apart for that.
        let may_be = |id: &Id| match self.tree.text(*id) {
            Some(text) => text.contains("//"),
            None => self.is_link(*id),
        };
        if !ids.iter().any(may_be) || self.around.iter().any(|id| self.is_link(*id)) {
            return false;
        }
        let lines = self.lines_of(ids);
        let cards: Vec<_> = lines.iter().map(|line| self.card(line)).collect();
        if cards.iter().all(Option::is_none) {
            return false;
        }
        let mut between = Vec::new();
        for (line, card) in lines.into_iter().zip(cards) {
            match card {
                Some(card) => {
                    self.between_cards(&std::mem::take(&mut between), out);
                    out.push(card);
                }
                None => between.extend(line),
            }
        }
        self.between_cards(&between, out);
        true
    }

    /// The lines of a paragraph, each with the line break that ends it.
    fn lines_of(&self, ids: &[Id]) -> Vec<Vec<Bit<'a>>> {
        let tree = self.tree;
        let mut lines = vec![Vec::new()];
        for &id in ids {
            let bits: Vec<_> = match tree.text(id) {
                Some(text) => text.split_inclusive('\n').map(Bit::Text).collect(),
                None => vec![Bit::Node(id)],
            };
            for bit in bits {
                if let Some(line) = lines.last_mut() {
                    line.push(bit);
                }
                if self.ends_line(bit) {
                    lines.push(Vec::new());
                }
            }
        }
        lines
    }

    fn ends_line(&self, bit: Bit<'_>) -> bool {
        match bit {
            Bit::Node(id) => self.tree.name(id).is_some_and(|name| **name == *"br"),
            Bit::Text(text) => text.ends_with('\n'),
        }
    }

    /// The card of a line that holds nothing but a URL.
    fn card(&self, line: &[Bit<'_>]) -> Option<Block> {
        let mut solid = line.iter().filter(|bit| match bit {
            Bit::Node(_) => !self.ends_line(**bit),
            Bit::Text(text) => !text.trim().is_empty(),
        });
        let only = *solid.next().filter(|_| solid.next().is_none())?;
        match only {
            Bit::Node(id) => self.card_of_bare_link(id),
            Bit::Text(text) => self.card_of_url(text.trim()),
        }
    }

    /// Sets the lines above, between or below cards, as a paragraph of their own.
    fn between_cards(&mut self, bits: &[Bit<'_>], out: &mut Vec<Block>) {
        let nodes: Option<Vec<Id>> = bits
            .iter()
            .filter_map(|bit| match bit {
                Bit::Node(id) => Some(Some(*id)),
                Bit::Text(text) => (!text.trim().is_empty()).then_some(None),
            })
            .collect();
        if nodes.is_some_and(|nodes| self.standing_alone(&nodes, out)) {
            return;
        }
        let mut line = Vec::new();
        for bit in bits {
            match bit {
                Bit::Node(id) => line.extend(self.inlines(&[*id], false, 0)),
                Bit::Text(text) => self.text(text, false, &mut line),
            }
        }
        let content = self.wrapped_in_what_goes_around(settle(line));
        if content.iter().any(|inline| *inline != Inline::Break) {
            out.push(Block::Paragraph { content });
        }
    }
}
