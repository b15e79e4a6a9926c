//! TOML, YAML and JSON as one tree of values that know where they stand in their file.
//!
//! Front matter and settings are read field by field from this tree, not into a struct: so
//! every wrong field is reported, not the first one, and each under its own place.

mod depth;
mod fields;
mod json;
mod repair;
mod spelling;
mod toml;
mod value;
mod yaml;

pub(crate) use fields::{Codes, Fields, said_twice, same};
pub(crate) use json::{length as length_of_json, parse as parse_json};
pub(crate) use spelling::{likely, near};
pub(crate) use toml::{parse as parse_toml, parse_whole as parse_whole_toml};
pub(crate) use value::{Entry, Kind, Value};
pub(crate) use yaml::parse as parse_yaml;

use std::ops::Range;

/// Why a text is not TOML, YAML or JSON.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// What the parser says, as a sentence without a full stop.
    pub(crate) message: String,
    /// Where.
    pub(crate) span: Range<usize>,
}
