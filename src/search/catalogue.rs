//! The catalogue: every shard of the index. It is the one file that is asked for anew.

use crate::edition::{Fields, FromJson};
use serde::Serialize;
use serde_json::Value;

/// Where the catalogue lies.
pub const CATALOGUE: &str = "/search/index.json";

/// Every shard of the index, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Catalogue {
    /// The form of the index.
    pub format: u32,
    /// The shards.
    pub shards: Vec<Shard>,
}

/// A run of stories with an index of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shard {
    /// The name of its head.
    pub head: String,
    /// The day of its oldest story, `2026-11-22`.
    pub from: String,
    /// The day of its newest story.
    pub to: String,
}

impl FromJson for Catalogue {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        Self { format: fields.get("format"), shards: fields.list("shards") }
    }
}

impl FromJson for Shard {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        Self { head: fields.get("head"), from: fields.get("from"), to: fields.get("to") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let shard = |head: &str| Shard {
            head: head.into(),
            from: "2025-01-01".into(),
            to: "2026-11-22".into(),
        };
        let catalogue = Catalogue { format: 1, shards: vec![shard("a"), shard("b")] };
        let json = serde_json::to_value(&catalogue).unwrap();
        assert_eq!(Catalogue::from_json(json), Some(catalogue));
    }
}
