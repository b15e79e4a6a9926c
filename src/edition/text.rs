use super::{Address, Block};
use serde::Serialize;

/// A plain page: about, contact, privacy, imprint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Text {
    /// Where it lives.
    pub address: Address,
    /// Its heading.
    pub title: String,
    /// A sentence about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The language it is written in (BCP 47).
    pub language: String,
    /// The body.
    pub body: Vec<Block>,
}
