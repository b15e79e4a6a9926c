//! What the app hands to all that it draws, through Leptos' context: the [`Edition`] around every
//! page, and the [`Screen`] that the reader looks at.

mod edition;
mod hooks;
mod screen;
mod words;

pub use edition::Edition;
pub use hooks::Hooks;
pub use screen::Screen;

use leptos::prelude::use_context;

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
