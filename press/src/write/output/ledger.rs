//! What stands in an edition, and what it was made from.
//!
//! A ledger has two layers, each in a file of its own: what it held when it was last written as
//! a whole, and what is otherwise since then. So one changed story among a hundred thousand
//! writes a few lines of it.

use super::inside::is_inside;
use super::mark::Mark;
use crate::columns::{self, Sum, pack, piece, unpack};
use crate::texts::Texts;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Goes up whenever the ledger's form changes: an older one is passed over, and all is made
/// anew.
const FORM: u32 = 3;

/// What of a ledger may be otherwise before it is written as a whole again: an eighth.
const FEW: usize = 8;

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

/// Every file of an edition, and every unit. A place counts through the first layer, and from
/// there through the second.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    first: Arc<Layer>,
    /// What is otherwise since, or all of a ledger that has no first layer yet.
    since: Layer,
    /// The places in the first layer of files and units that are no more, or are others now.
    gone: [Vec<usize>; 2],
}

/// Some files and units: a few long columns, which are read and written in a fraction of the
/// time that a map of a quarter of a million entries takes.
#[derive(Debug, Default)]
struct Layer {
    /// Names the layer when it has come from its file.
    sum: Sum,
    /// The files, sorted.
    paths: Texts,
    marks: Vec<u8>,
    /// The units' names, sorted.
    keys: Texts,
    prints: Vec<u8>,
    uses: Vec<u8>,
    /// Where what each unit used ends.
    uses_end: Vec<usize>,
    /// The units' files, by their places.
    parts: Vec<usize>,
    /// Where each unit's files end.
    parts_end: Vec<usize>,
}

impl Ledger {
    /// A ledger to which so few changes are made that this one is its first layer: without the
    /// files and units that do not stay.
    pub(super) fn after(
        &self,
        stays: impl Fn(usize) -> bool,
        unit_stays: impl Fn(usize) -> bool,
    ) -> Self {
        let gone = (0..self.first_len()).filter(|place| !stays(*place)).collect();
        let gone_units = (0..self.first_units()).filter(|place| !unit_stays(*place)).collect();
        Self { first: Arc::clone(&self.first), since: Layer::default(), gone: [gone, gone_units] }
    }

    /// Whether a ledger can be the first layer of another that differs in so many files.
    pub(super) fn is_first_for(&self, changes: usize) -> bool {
        changes < self.first_len() / FEW
    }

    /// Adds a file; they come sorted. Returns its place.
    pub(super) fn add(&mut self, path: &str, mark: Mark) -> usize {
        self.since.paths.push(path);
        self.since.marks.extend_from_slice(&mark.bytes());
        self.len() - 1
    }

    /// Adds a unit; they come sorted, after the files.
    pub(super) fn add_unit(&mut self, key: &str, print: Print, uses: &[u8], parts: &[usize]) {
        let it = &mut self.since;
        it.keys.push(key);
        it.prints.extend_from_slice(&print);
        it.uses.extend_from_slice(uses);
        it.uses_end.push(it.uses.len());
        it.parts.extend_from_slice(parts);
        it.parts_end.push(it.parts.len());
    }

    /// How many places files have.
    pub(super) fn len(&self) -> usize {
        self.first_len() + self.since.paths.len()
    }

    /// How many of them are in the first layer.
    pub(super) fn first_len(&self) -> usize {
        self.first.paths.len()
    }

    /// The layer that a place is in, and the place there.
    fn layer(&self, place: usize) -> (&Layer, usize) {
        match place.checked_sub(self.first_len()) {
            Some(place) => (&self.since, place),
            None => (&self.first, place),
        }
    }

    /// A file's path, by its place.
    pub(super) fn path(&self, place: usize) -> &str {
        let (layer, place) = self.layer(place);
        layer.paths.get(place)
    }

    /// A file's mark, by its place; none when it is no more.
    pub(super) fn mark(&self, place: usize) -> Option<Mark> {
        if self.gone[0].binary_search(&place).is_ok() {
            return None;
        }
        let (layer, place) = self.layer(place);
        layer.marks.as_chunks().0.get(place).map(Mark::of_bytes)
    }

    /// The place of a file.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        let since = || Some(self.since.paths.find(path)? + self.first_len());
        let first = || self.first.paths.find(path);
        since().or_else(|| first().filter(|place| self.gone[0].binary_search(place).is_err()))
    }

    /// The files: those of each layer sorted.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, Mark)> {
        (0..self.len()).filter_map(|place| Some((self.path(place), self.mark(place)?)))
    }

    /// How many places units have.
    pub(super) fn units(&self) -> usize {
        self.first_units() + self.since.keys.len()
    }

    /// How many of them are in the first layer.
    pub(super) fn first_units(&self) -> usize {
        self.first.keys.len()
    }

    /// The place of a unit.
    pub(super) fn find_unit(&self, key: &str) -> Option<usize> {
        let since = || Some(self.since.keys.find(key)? + self.first_units());
        let first = || self.first.keys.find(key);
        since().or_else(|| first().filter(|place| self.gone[1].binary_search(place).is_err()))
    }

    /// A unit, by its place; none when it is no more.
    pub(super) fn unit(&self, place: usize) -> Option<OldUnit<'_>> {
        if self.gone[1].binary_search(&place).is_ok() {
            return None;
        }
        let (layer, at) = match place.checked_sub(self.first_units()) {
            Some(at) => (&self.since, at),
            None => (&*self.first, place),
        };
        Some(OldUnit {
            place,
            key: layer.keys.get(at),
            print: *layer.prints.as_chunks().0.get(at)?,
            uses: piece(&layer.uses, &layer.uses_end, at)?,
            parts: piece(&layer.parts, &layer.parts_end, at)?,
        })
    }

    /// Reads a ledger; one that is not there, not whole or of another form is none.
    pub(super) fn read(file: &Path) -> Option<Self> {
        let (head, columns) = columns::read(file)?;
        let first = Arc::new(Layer::of(head, columns).filter(|it| it.1.is_none())?.0);
        let alone = || Self { first: Arc::clone(&first), ..Self::default() };
        // What has changed since an older first layer says nothing of this one.
        Some(alone().read_since(&since(file)).unwrap_or_else(alone))
    }

    /// Reads another ledger with the first layer of this one.
    pub(super) fn read_since(&self, file: &Path) -> Option<Self> {
        let (head, columns) = columns::read(file)?;
        let (since, gone) = Layer::of(head, columns)?;
        let (first, gone) = gone?;
        (first == self.first.sum).then(|| Self { first: Arc::clone(&self.first), since, gone })
    }

    /// The name of the file that a ledger is kept in, of those that one at `file` is kept in.
    pub(super) fn file(&self, file: &Path) -> PathBuf {
        if self.first_len() == 0 { file.into() } else { since(file) }
    }

    /// Writes the ledger, or what of it is otherwise than in its first layer.
    pub(super) fn write(&self, file: &Path) -> io::Result<()> {
        let mut head = FORM.to_le_bytes().to_vec();
        if self.first_len() > 0 {
            head.extend_from_slice(&self.first.sum);
        }
        let [gone, gone_units] = self.gone.each_ref().map(|it| pack(it.iter().copied()));
        let it = &self.since;
        let [uses_end, parts, parts_end] =
            [&it.uses_end, &it.parts, &it.parts_end].map(|it| pack(it.iter().copied()));
        let (path_ends, key_ends) = (it.paths.ends(), it.keys.ends());
        columns::write(
            file,
            &[
                &head,
                &gone,
                &gone_units,
                it.paths.text(),
                &path_ends,
                &it.marks,
                it.keys.text(),
                &key_ends,
                &it.prints,
                &it.uses,
                &uses_end,
                &parts,
                &parts_end,
            ],
        )
    }
}

/// The first layer's name, and its files and units that are no more.
type Beside = (Sum, [Vec<usize>; 2]);

impl Layer {
    /// The layer of a file's columns, and what it stands beside when it is a second one.
    fn of(sum: Sum, columns: [Vec<u8>; 13]) -> Option<(Self, Option<Beside>)> {
        let [
            head,
            gone,
            gone_units,
            paths,
            path_ends,
            marks,
            keys,
            key_ends,
            prints,
            uses,
            more @ ..,
        ] = columns;
        let [uses_end, parts, parts_end] = more.each_ref().map(|it| unpack(it));
        let layer = Self {
            sum,
            paths: Texts::of([paths, path_ends])?,
            marks,
            keys: Texts::of([keys, key_ends])?,
            prints,
            uses,
            uses_end: uses_end?,
            parts: parts?,
            parts_end: parts_end?,
        };
        // A path that leads elsewhere is not press's: the file is not, then.
        if !(0..layer.paths.len()).all(|place| is_inside(layer.paths.get(place))) {
            return None;
        }
        let beside = head.strip_prefix(&FORM.to_le_bytes())?;
        if beside.is_empty() {
            return Some((layer, None));
        }
        let gone = [unpack(&gone)?, unpack(&gone_units)?];
        Some((layer, Some((beside.try_into().ok()?, gone))))
    }
}

/// The file beside that of the first layer.
pub(super) fn since(file: &Path) -> PathBuf {
    file.with_extension("since")
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
    pub(super) parts: &'a [usize],
}
