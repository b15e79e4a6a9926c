//! The edition that stands, and what of it this build takes over.

use super::ledger::{Ledger, OldUnit, Unit};
use super::mark::Mark;
use crate::eye::Eye;
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// The files and units of the standing edition, with a tick at each that stays.
#[derive(Debug, Default)]
pub(super) struct Standing {
    ledger: Ledger,
    /// Which files are as the ledger says.
    fits: Vec<bool>,
    stays: Vec<AtomicBool>,
    units_stay: Vec<AtomicBool>,
    /// Whether nothing of it is taken over unmade.
    is_suspect: bool,
}

/// By what it is seen that nobody has changed a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Its length and time. Who changes it can set both.
    Times,
    /// Its hash: every file is read, and every page is made anew.
    Hashes,
}

impl Standing {
    /// Looks at every file that a ledger knows.
    pub(super) fn look(ledger: Ledger, folder: &Path, look: Look) -> Self {
        let eye = Eye::new(folder);
        let fits = |place| {
            let path = ledger.path(place);
            ledger.mark(place).is_some_and(|mark| match look {
                Look::Times => mark.is_seen(path, &eye),
                Look::Hashes => mark.is_of(&folder.join(path)),
            })
        };
        let fits: Vec<bool> = (0..ledger.len()).into_par_iter().map(fits).collect();
        let ticks = |number| (0..number).map(|_| AtomicBool::new(false)).collect();
        let (stays, units_stay) = (ticks(ledger.len()), ticks(ledger.units()));
        Self { stays, units_stay, fits, ledger, is_suspect: look == Look::Hashes }
    }

    /// A file, when nobody has changed it.
    pub(super) fn file(&self, path: &str) -> Option<(usize, Mark)> {
        let place = self.ledger.find(path).filter(|place| self.fits[*place])?;
        Some((place, self.ledger.mark(place)?))
    }

    /// A unit, when nobody has changed its files.
    pub(super) fn unit(&self, key: &str) -> Option<OldUnit<'_>> {
        if self.is_suspect {
            return None;
        }
        let unit = self.ledger.unit(self.ledger.find_unit(key)?)?;
        let fits = |part: &usize| self.fits.get(*part) == Some(&true);
        unit.parts.iter().all(fits).then_some(unit)
    }

    /// Notes whether a file stays as it is.
    pub(super) fn tick(&self, place: usize, stays: bool) {
        if let Some(tick) = self.stays.get(place) {
            tick.store(stays, Ordering::Relaxed);
        }
    }

    /// Takes a unit over with its files.
    pub(super) fn keep(&self, unit: &OldUnit<'_>) {
        for part in unit.parts {
            self.tick(*part, true);
        }
        if let Some(tick) = self.units_stay.get(unit.place) {
            tick.store(true, Ordering::Relaxed);
        }
    }

    /// The files that stay.
    pub(super) fn staying(&self) -> impl Iterator<Item = (&str, Mark)> {
        self.ticked(true)
    }

    /// The files that do not stay: they go, or others come in their place.
    pub(super) fn leaving(&self) -> impl Iterator<Item = &str> {
        self.ticked(false).map(|(path, _)| path)
    }

    fn ticked(&self, stays: bool) -> impl Iterator<Item = (&str, Mark)> {
        let places = (0..self.stays.len()).filter(move |place| self.stays(*place) == stays);
        places.filter_map(|place| Some((self.ledger.path(place), self.ledger.mark(place)?)))
    }

    fn stays(&self, place: usize) -> bool {
        self.stays[place].load(Ordering::Relaxed)
    }

    fn unit_stays(&self, place: usize) -> bool {
        self.units_stay[place].load(Ordering::Relaxed)
    }

    /// The ledger of the files that stay and of new ones, and their units.
    pub(super) fn next(
        &self,
        new: &HashMap<String, Mark>,
        new_units: &HashMap<String, Unit>,
    ) -> Ledger {
        let old = &self.ledger;
        let (first, first_units) = (old.first_len(), old.first_units());
        let changes = new.len() + (old.len() - first) + self.leaving().count();
        let few = old.is_first_for(changes);
        let mut next = match few {
            true => old.after(|place| self.stays(place), |place| self.unit_stays(place)),
            false => Ledger::default(),
        };
        // Where the files that stay have come to.
        let mut moved: Vec<Option<usize>> = vec![None; old.len()];
        let old_file = |place: usize| {
            let mark = old.mark(place).filter(|_| self.stays(place))?;
            Some((old.path(place), mark, Some(place)))
        };
        let mut files: Vec<_> =
            new.iter().map(|(path, mark)| (path.as_str(), *mark, None)).collect();
        files.extend((first..old.len()).filter_map(old_file));
        files.sort_unstable_by_key(|(path, ..)| *path);
        if few {
            (0..first).filter(|place| self.stays(*place)).for_each(|it| moved[it] = Some(it));
        } else {
            let first: Vec<_> = (0..first).filter_map(old_file).collect();
            files = merged(first, files, |(path, ..)| *path);
        }
        for (path, mark, place) in files {
            let here = next.add(path, mark);
            place.into_iter().for_each(|place| moved[place] = Some(here));
        }
        let mut units = Vec::with_capacity(new_units.len());
        for (key, Unit { print, uses, files }) in new_units {
            let parts: Option<Vec<_>> = files.iter().map(|path| next.find(path)).collect();
            units.extend(parts.map(|parts| (key.as_str(), *print, uses.as_slice(), parts)));
        }
        let old_unit = |place: usize| {
            let OldUnit { key, print, uses, parts, .. } =
                old.unit(place).filter(|_| self.unit_stays(place))?;
            let parts: Option<Vec<_>> = parts.iter().map(|part| *moved.get(*part)?).collect();
            Some((key, print, uses, parts?))
        };
        units.extend((first_units..old.units()).filter_map(old_unit));
        units.sort_unstable_by_key(|(key, ..)| *key);
        if !few {
            let first: Vec<_> = (0..first_units).filter_map(old_unit).collect();
            units = merged(first, units, |(key, ..)| *key);
        }
        for (key, print, uses, parts) in units {
            next.add_unit(key, print, uses, &parts);
        }
        next
    }
}

/// Two sorted lists as one.
fn merged<T, K: Ord + ?Sized>(one: Vec<T>, other: Vec<T>, key: impl Fn(&T) -> &K) -> Vec<T> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut other = other.into_iter().peekable();
    for it in one {
        while let Some(before) = other.next_if(|before| key(before) <= key(&it)) {
            all.push(before);
        }
        all.push(it);
    }
    all.extend(other);
    all
}
