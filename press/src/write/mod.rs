//! An edition becomes files: for each address a folder with `index.html` and `page.json`.
//!
//! Trunk's page is the [`Shell`] that every page is poured into; [`Output`] writes and
//! counts. The same [`newsprint::app::render`] that draws here hydrates in the browser.

mod output;
mod pour;
mod shape;
mod shell;
mod site;
mod style;
mod words;

pub use output::{Output, Tally, WriteError};
pub use pour::{Pour, root_url};
pub use shape::shape;
pub use shell::{Shell, ShellError};
pub use site::site;
pub use style::{COLOURS, StyleError, style, theme_colours};
pub use words::words;
