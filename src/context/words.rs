//! What an [`Element`] takes from the edition that it is drawn for: words and languages.

use super::Edition;
use crate::edition::{Word, direction};
use crate::markup::Element;

impl Element {
    /// Sets an attribute to a word of the interface.
    #[must_use]
    #[inline(never)]
    pub fn attr_word(self, name: &'static str, word: Word) -> Self {
        self.attr(name, Edition::current().word(word))
    }

    /// Adds a word of the interface.
    #[must_use]
    #[inline(never)]
    pub fn word(self, word: Word) -> Self {
        self.text(Edition::current().word(word))
    }

    /// The element in a language: says so where that is not the edition's.
    #[must_use]
    pub fn in_language(self, edition: &Edition, language: &str) -> Self {
        if language == edition.site.language {
            return self;
        }
        self.attr("lang", language.to_owned()).attr("dir", direction(language))
    }

    /// The element in the edition's own language, inside a text of some language.
    #[must_use]
    pub fn in_own_language(self, edition: &Edition, surrounding: &str) -> Self {
        if surrounding == edition.site.language {
            return self;
        }
        let own = edition.site.language.clone();
        let dir = direction(&own);
        self.attr("lang", own).attr("dir", dir)
    }
}
