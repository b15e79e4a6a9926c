//! Builds of whole editions: what goes in is a folder, what comes out is compared.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod blocks;
mod check;
mod command;
mod compressed;
mod dates;
mod disk_full;
mod errors;
mod escaping;
mod expected;
mod found;
mod growth;
mod hidden;
mod hostile;
mod hosting;
mod incremental;
mod killed;
mod limits;
mod links;
mod listings;
mod made_for;
mod markup;
mod options;
mod order;
mod other_tools;
mod pictures;
mod project;
mod same_bytes;
mod sample;
mod schema;
mod search;
mod sub_path;
mod syntax;
mod to_come;
mod tree;
mod words;
