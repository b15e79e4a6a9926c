//! What stood in the edition before this one: a text of it must not go because of a fault.

use crate::edition::Plan;
use crate::read::Reading;
use crate::write::{WriteError, write_whole};
use newsprint::edition::Address;
use std::path::{Path, PathBuf};

/// The folder of the project in which it is kept for each edition what it was made of.
const FOLDER: &str = ".newsprint/standing";

/// The last edition in a folder.
pub(super) struct Last<'a> {
    edition: &'a Path,
    /// Names the texts that it was made of, each with its address.
    list: PathBuf,
}

/// A text of the last edition that would be in this one but for a fault.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Vanishing {
    /// Its path below the content folder.
    pub(super) path: String,
    /// Where readers have it.
    pub(super) address: String,
}

impl<'a> Last<'a> {
    /// The edition that readers have in a folder.
    pub(super) fn of(project: &Path, edition: &'a Path) -> Self {
        let whole = std::path::absolute(edition).unwrap_or_else(|_| edition.into());
        let whole = std::fs::canonicalize(edition).unwrap_or(whole);
        let name = blake3::hash(whole.as_os_str().as_encoded_bytes()).to_hex();
        Self { edition, list: project.join(FOLDER).join(&name[..16]) }
    }

    /// The first text that would vanish by a fault, if one would.
    pub(super) fn vanishing(&self, reading: &Reading, plan: &Plan<'_>) -> Option<Vanishing> {
        if reading.faulty.is_empty() {
            return None;
        }
        let list = std::fs::read_to_string(&self.list).unwrap_or_default();
        let stood = list.lines().filter_map(|line| {
            let (address, path) = line.split_once('\t')?;
            let is_lost = reading.faulty.iter().any(|faulty| {
                path.strip_prefix(faulty.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            (is_lost && self.has(address))
                .then(|| Vanishing { path: path.into(), address: address.into() })
        });
        stood.min_by(|a, b| a.path.cmp(&b.path)).or_else(|| self.by_address(reading, plan))
    }

    /// A text that nobody has kept the path of, as after a move: by the address that it would
    /// have, where no other text has it.
    fn by_address(&self, reading: &Reading, plan: &Plan<'_>) -> Option<Vanishing> {
        let is_another = |address: &Address| {
            plan.all().any(|it| it.address == *address || it.aliases.contains(address))
        };
        let unfit = reading.unfit.iter();
        let address = |it: &Address| *it != Address::front() && self.has(it.as_str());
        unfit
            .filter(|it| address(&it.address) && !is_another(&it.address))
            .min_by_key(|it| &it.path)
            .map(|it| Vanishing { path: it.path.clone(), address: it.address.to_string() })
    }

    /// Whether readers have a text at an address.
    fn has(&self, address: &str) -> bool {
        self.edition.join(address.trim_matches('/')).join("page.json").is_file()
    }

    /// Keeps what the edition that stands now was made of.
    pub(super) fn keep(&self, list: &str) -> Result<(), WriteError> {
        match std::fs::read(&self.list) {
            Ok(kept) if kept == list.as_bytes() => Ok(()),
            _ => write_whole(&self.list, list),
        }
    }
}

/// The texts that an edition is made of, each with its address.
pub(super) fn list(plan: &Plan<'_>) -> String {
    plan.all().map(|it| format!("{}\t{}\n", it.address, it.path)).collect()
}
