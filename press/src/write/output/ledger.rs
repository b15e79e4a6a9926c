//! What stands in an edition, and what it was made from.

use super::mark::Mark;
use crate::texts::Texts;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Goes up whenever the ledger's form changes: an older one is passed over, and all is made
/// anew.
const FORM: u32 = 2;

/// A hash of all that a unit was made from.
pub type Print = [u8; 16];

/// A part of the edition that is made, or taken over, as a whole: a page's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Of all that the unit was made from.
    pub print: Print,
    /// What its text asked for, as its maker wrote it.
    pub uses: Vec<u8>,
    /// Its files.
    pub files: Vec<String>,
}

/// Every file of an edition, and every unit: a few long columns, which are read and written
/// in a fraction of the time that a map of a quarter of a million entries takes.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ledger {
    form: u32,
    /// The files, sorted.
    paths: Texts,
    marks: Vec<Mark>,
    /// The units' names, sorted.
    keys: Texts,
    prints: Vec<Print>,
    uses: Vec<u8>,
    /// Where what each unit used ends.
    uses_end: Vec<usize>,
    /// The units' files, by their places in `paths`.
    parts: Vec<u32>,
    /// Where each unit's files end.
    parts_end: Vec<usize>,
}

impl Ledger {
    /// A ledger of nothing yet.
    pub(super) fn empty() -> Self {
        Self { form: FORM, ..Self::default() }
    }

    /// Adds a file; they come sorted. Returns its place.
    pub(super) fn add(&mut self, path: &str, mark: Mark) -> usize {
        self.paths.push(path);
        self.marks.push(mark);
        self.marks.len() - 1
    }

    /// Adds a unit; they come sorted, after the files.
    pub(super) fn add_unit(&mut self, key: &str, print: Print, uses: &[u8], parts: &[u32]) {
        self.keys.push(key);
        self.prints.push(print);
        self.uses.extend_from_slice(uses);
        self.uses_end.push(self.uses.len());
        self.parts.extend_from_slice(parts);
        self.parts_end.push(self.parts.len());
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.paths.len()
    }

    /// A file's path, by its place.
    pub(super) fn path(&self, place: usize) -> &str {
        self.paths.get(place)
    }

    /// A file's mark, by its place.
    pub(super) fn mark(&self, place: usize) -> Option<&Mark> {
        self.marks.get(place)
    }

    /// The place of a file.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.paths.find(path)
    }

    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Mark)> {
        self.paths.iter().zip(&self.marks)
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.prints.len()
    }

    /// The place of a unit.
    pub(super) fn find_unit(&self, key: &str) -> Option<usize> {
        self.keys.find(key)
    }

    /// A unit, by its place.
    pub(super) fn unit(&self, place: usize) -> Option<OldUnit<'_>> {
        let cut = |ends: &[usize]| {
            let from = place.checked_sub(1).and_then(|before| ends.get(before)).copied();
            Some(from.unwrap_or_default()..*ends.get(place)?)
        };
        Some(OldUnit {
            place,
            key: self.keys.get(place),
            print: *self.prints.get(place)?,
            uses: self.uses.get(cut(&self.uses_end)?)?,
            parts: self.parts.get(cut(&self.parts_end)?)?,
        })
    }

    /// Reads a ledger; one that is not there, not whole or of another form is none.
    pub(super) fn read(file: &Path) -> Option<Self> {
        let bytes = std::fs::read(file).ok()?;
        let (sum, content) = bytes.split_at_checked(32)?;
        if blake3::hash(content).as_bytes() != sum {
            return None;
        }
        let ledger: Self = postcard::from_bytes(content).ok()?;
        let whole = ledger.form == FORM && ledger.marks.len() == ledger.paths.len();
        whole.then_some(ledger)
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

/// A unit of the standing edition.
#[derive(Clone, Copy, Debug)]
pub struct OldUnit<'a> {
    pub(super) place: usize,
    pub(super) key: &'a str,
    /// Of all that the unit was made from.
    pub print: Print,
    /// What its text asked for, as its maker wrote it.
    pub uses: &'a [u8],
    pub(super) parts: &'a [u32],
}
