use super::provided;
use crate::edition::{Base, Site, Word};
use std::sync::Arc;

/// The edition as the components see it: its frame data and the prefix of its addresses.
#[derive(Clone)]
pub struct Edition {
    /// Title, menus, words: what all pages share.
    pub site: Arc<Site>,
    /// The path the edition is hosted under.
    pub base: Base,
}

impl Edition {
    /// The edition of the running app.
    pub fn current() -> Self {
        provided()
    }

    /// A word of the interface.
    pub fn word(&self, word: Word) -> String {
        self.site.words.get(word).into()
    }

    /// A sentence of the interface with its blanks filled in.
    pub fn sentence(&self, word: Word, values: &[(&str, &str)]) -> String {
        self.site.words.fill(word, values)
    }

    /// The path on the host of an address or file of the edition; other URLs as they are.
    pub fn href(&self, target: &str) -> String {
        self.base.href(target)
    }
}
