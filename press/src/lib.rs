//! Press turns a newsroom's content into a Newsprint edition.
//!
//! [`read`] takes Markdown files to typed blocks, and says of everything it cannot take what
//! and where it is ([`diagnostic`]). What a newsroom decides once for all its stories is in
//! [`settings`]. [`picture`] develops pictures, [`edition`] orders the stories and lists them,
//! [`write`] makes files of them, and [`build`] is the whole way. [`check`] looks at what came
//! out.

#![forbid(unsafe_code)]
#![cfg_attr(any(test, fuzzing), allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod build;
pub mod check;
mod columns;
pub mod diagnostic;
pub mod edition;
mod eye;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
pub mod picture;
pub mod read;
pub mod register;
pub mod search;
pub mod serve;
pub mod settings;
mod texts;
pub mod write;
