//! What stands in an edition, and what it was made from.

use super::mark::Mark;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Goes up whenever the ledger's form changes: an older one is passed over, and all is made
/// anew.
const FORM: u32 = 1;

/// A hash of all that a unit was made from.
pub type Print = [u8; 16];

/// A part of the edition that is made, or taken over, as a whole: a page's files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Of all that the unit was made from.
    pub print: Print,
    /// What its text asked for, as its maker wrote it.
    pub uses: Vec<u8>,
    /// Its files.
    pub files: Vec<String>,
}

/// Every file of an edition, and every unit.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ledger {
    form: u32,
    pub(super) files: HashMap<String, Mark>,
    pub(super) units: HashMap<String, Unit>,
}

impl Ledger {
    pub(super) fn new(files: &BTreeMap<String, Mark>, units: HashMap<String, Unit>) -> Self {
        let files = files.iter().map(|(path, mark)| (path.clone(), *mark)).collect();
        Self { form: FORM, files, units }
    }

    /// Reads a ledger; one that is not there, not whole or of another form is none.
    pub(super) fn read(file: &Path) -> Option<Self> {
        let bytes = std::fs::read(file).ok()?;
        let (sum, content) = bytes.split_at_checked(32)?;
        if blake3::hash(content).as_bytes() != sum {
            return None;
        }
        let ledger: Self = postcard::from_bytes(content).ok()?;
        (ledger.form == FORM).then_some(ledger)
    }

    /// The ledger as it is kept: its hash, then its content.
    pub(super) fn bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0; 32];
        bytes = postcard::to_extend(self, bytes).map_err(std::io::Error::other)?;
        let sum = blake3::hash(&bytes[32..]);
        bytes[..32].copy_from_slice(sum.as_bytes());
        Ok(bytes)
    }
}
