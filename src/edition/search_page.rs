use super::Address;
use serde::Serialize;

/// The page on which one searches. What it finds comes from the index beside it
/// (`docs/search.md`), never from the page itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SearchPage {
    /// Where it lives.
    pub address: Address,
}

/// Where the search page lives.
pub const SEARCH: &str = "/search/";
