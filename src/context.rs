//! What every component may ask for: the edition's frame data and the prefix of its addresses.

use crate::edition::{Base, Site, Word, direction};
use crate::markup::Element;
use leptos::prelude::*;
use std::sync::Arc;

/// What the app provides to all that it draws.
///
/// Leptos' own way to ask for it says which type is missing and where: a kilobyte of code for what
/// `app` sees to.
#[expect(clippy::panic, reason = "it is provided before anything is drawn")]
pub fn provided<T: Clone + 'static>() -> T {
    match use_context() {
        Some(context) => context,
        None => panic!("drawn outside of the app"),
    }
}

/// The edition as the components see it, carried in Leptos' context.
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

    /// Says that an element is in a language, where that is not the edition's.
    pub fn in_language(&self, element: Element, language: &str) -> Element {
        if language == self.site.language {
            return element;
        }
        element.attr("lang", language.to_owned()).attr("dir", direction(language))
    }

    /// Says that an element inside a text of some language is in the edition's own.
    pub fn in_own_language(&self, element: Element, surrounding: &str) -> Element {
        if surrounding == self.site.language {
            return element;
        }
        let own = self.site.language.clone();
        let dir = direction(&own);
        element.attr("lang", own).attr("dir", dir)
    }
}
