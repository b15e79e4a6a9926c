//! An edition becomes files: for each address a folder with `index.html` and `page.json`.
//!
//! Trunk's page is the [`Shell`] that every page is poured into; [`Output`] writes and
//! counts. The same [`newsprint::app::render`] that draws here hydrates in the browser.

mod compress;
pub mod feed;
mod files;
pub mod hosting;
mod imports;
mod made_for;
mod manifest;
mod output;
mod policy;
mod pour;
mod redirect;
mod robots;
mod root_url;
mod shape;
mod share_tags;
mod shared_image;
mod shell;
mod site;
pub mod sitemap;
mod structured_data;
mod style;
mod whole;
mod words;

pub use compress::put_compressed;
pub use files::put_files;
pub use imports::shorten;
pub use made_for::made_for;
pub use manifest::{MANIFEST, manifest};
pub use output::{Look, note_edition};
pub use output::{OldUnit, Output, OutputError, Print, Tally, Unit, WriteError};
pub(crate) use output::{is_name, length_and_time};
pub use policy::{
    CONTENT_SECURITY_POLICY, OF_DRAWINGS, Policy, integrity, safe_headers, short_integrity,
};
pub use pour::{Pour, Unseen};
pub use redirect::{Redirect, asked};
pub use robots::{ROBOTS, robots};
pub use root_url::RootUrl;
pub use shape::shape;
pub use share_tags::{MetaTag, share_tags};
pub use shared_image::SharedImage;
pub use shell::{AppFiles, Shell, ShellError};
pub use site::site;
pub use structured_data::StructuredData;
pub use style::{COLOURS, Sheet, StyleError, Styles, theme_colours};
pub use whole::{copy_whole, write_whole};
pub use words::words;
