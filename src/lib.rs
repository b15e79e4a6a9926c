//! Newsprint: a news front end in WebAssembly, hosted as plain files.
//!
//! The crate is compiled twice. Natively it is what `press` draws every page with; for
//! `wasm32` it is the app that wakes inside the painted page. [`edition`] is the data both
//! sides share, and the components are drawn from it and from nothing else.

#![forbid(unsafe_code)]
#![cfg_attr(any(test, fuzzing), allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod app;
pub mod browser;
pub mod comment;
pub mod component;
pub mod context;
pub mod edition;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
pub mod markup;
pub mod navigation;
pub mod page;
pub mod search;
mod text;
