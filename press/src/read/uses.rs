//! What a text asked of the edition.
//!
//! A text that has not changed gives the same page only if its links still lead where they
//! led and its pictures are the ones they were. So each question is noted with a hash of its
//! answer, and asked again at the next build: that is far quicker than to read the text.

use super::links::Target;
use super::pictures::NoPicture;
use super::{Links, Manuscript};
use crate::settings::Player;
use newsprint::edition::Image;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// The questions of a text, with hashes of their answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uses(Vec<Use>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Use {
    kind: Kind,
    asked: String,
    answer: [u8; 8],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    Link,
    Picture,
}

impl Uses {
    /// Whether every question still has the answer that it had.
    pub fn still_hold(&self, manuscript: &Manuscript, links: &Links) -> bool {
        self.0.iter().all(|used| {
            let answer = match used.kind {
                Kind::Link => hash(&links.follow(&used.asked, manuscript)),
                Kind::Picture => hash(&links.picture(&used.asked, manuscript)),
            };
            answer == used.answer
        })
    }
}

/// Answers a text's questions and notes them.
pub(super) struct Desk<'a> {
    links: &'a Links,
    manuscript: &'a Manuscript,
    uses: RefCell<Vec<Use>>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(links: &'a Links, manuscript: &'a Manuscript) -> Self {
        Self { links, manuscript, uses: RefCell::default() }
    }

    pub(super) fn follow(&self, reference: &str) -> Target {
        let target = self.links.follow(reference, self.manuscript);
        self.note(Kind::Link, reference, hash(&target));
        target
    }

    pub(super) fn picture(&self, src: &str) -> Result<Image, NoPicture> {
        let picture = self.links.picture(src, self.manuscript);
        self.note(Kind::Picture, src, hash(&picture));
        picture
    }

    /// Whether a picture lies on another host.
    pub(super) fn is_remote(&self, src: &str) -> bool {
        self.links.is_remote(src)
    }

    /// Whether films of a host may play in the page. That is a setting, and with another one all
    /// pages are made anew: it is nothing to note.
    pub(super) fn plays(&self, player: Player) -> bool {
        self.links.plays(player)
    }

    fn note(&self, kind: Kind, asked: &str, answer: [u8; 8]) {
        self.uses.borrow_mut().push(Use { kind, asked: asked.into(), answer });
    }

    pub(super) fn finish(self) -> Uses {
        Uses(self.uses.into_inner())
    }
}

fn hash(answer: &impl std::fmt::Debug) -> [u8; 8] {
    let hash = blake3::hash(format!("{answer:?}").as_bytes());
    let mut short = [0; 8];
    short.copy_from_slice(&hash.as_bytes()[..8]);
    short
}
