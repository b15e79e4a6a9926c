//! The edition that stands, and what of it this build takes over.

use super::ledger::{Ledger, OldUnit, Unit};
use super::mark::{Eye, Mark};
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
}

impl Standing {
    /// Looks at every file that a ledger knows.
    pub(super) fn look(ledger: Ledger, folder: &Path) -> Self {
        let eye = Eye::new(folder);
        let fits = |place| ledger.mark(place).is_some_and(|it| eye.sees(ledger.path(place), it));
        let fits: Vec<bool> = (0..ledger.len()).into_par_iter().map(fits).collect();
        let ticks = |number| (0..number).map(|_| AtomicBool::new(false)).collect();
        Self { stays: ticks(ledger.len()), units_stay: ticks(ledger.units()), fits, ledger }
    }

    /// A file, when nobody has changed it.
    pub(super) fn file(&self, path: &str) -> Option<(usize, &Mark)> {
        let place = self.ledger.find(path).filter(|place| self.fits[*place])?;
        Some((place, self.ledger.mark(place)?))
    }

    /// A unit, when nobody has changed its files.
    pub(super) fn unit(&self, key: &str) -> Option<OldUnit<'_>> {
        let unit = self.ledger.unit(self.ledger.find_unit(key)?)?;
        let fits = |part: &u32| self.fits.get(*part as usize) == Some(&true);
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
            self.tick(*part as usize, true);
        }
        if let Some(tick) = self.units_stay.get(unit.place) {
            tick.store(true, Ordering::Relaxed);
        }
    }

    /// The files that stay.
    pub(super) fn staying(&self) -> impl Iterator<Item = (&str, &Mark)> {
        self.ticked(true)
    }

    /// The files that do not stay: they go, or others come in their place.
    pub(super) fn leaving(&self) -> impl Iterator<Item = &str> {
        self.ticked(false).map(|(path, _)| path)
    }

    fn ticked(&self, stays: bool) -> impl Iterator<Item = (&str, &Mark)> {
        let ticks = self.stays.iter().map(move |tick| tick.load(Ordering::Relaxed) == stays);
        self.ledger.files().zip(ticks).filter(|(_, chosen)| *chosen).map(|(file, _)| file)
    }

    /// The ledger of the files that stay and of new ones, and their units.
    pub(super) fn next(
        &self,
        new: &HashMap<String, Mark>,
        new_units: &HashMap<String, Unit>,
    ) -> Ledger {
        let mut next = Ledger::empty();
        // Where the files that stay have come to.
        let mut moved = vec![None; self.ledger.len()];
        let mut new: Vec<_> = new.iter().map(|(path, mark)| (path.as_str(), mark)).collect();
        new.sort_unstable_by_key(|(path, _)| *path);
        let mut new = new.into_iter().peekable();
        for (place, (path, mark)) in self.ledger.files().enumerate() {
            while let Some((path, mark)) = new.next_if(|(other, _)| *other <= path) {
                next.add(path, *mark);
            }
            if self.stays[place].load(Ordering::Relaxed) {
                moved[place] = u32::try_from(next.add(path, *mark)).ok();
            }
        }
        new.for_each(|(path, mark)| {
            next.add(path, *mark);
        });
        let mut units: Vec<_> = new_units.iter().collect();
        units.sort_unstable_by_key(|(key, _)| *key);
        let mut units = units.into_iter().peekable();
        let add = |next: &mut Ledger, (key, unit): (&String, &Unit)| {
            let place = |path: &String| next.find(path)?.try_into().ok();
            let parts: Option<Vec<u32>> = unit.files.iter().map(place).collect();
            parts.into_iter().for_each(|parts| next.add_unit(key, unit.print, &unit.uses, &parts));
        };
        for place in 0..self.units_stay.len() {
            let Some(old) = self.ledger.unit(place) else { continue };
            while let Some(unit) = units.next_if(|(other, _)| other.as_str() <= old.key) {
                add(&mut next, unit);
            }
            let parts = || old.parts.iter().map(|part| *moved.get(*part as usize)?).collect();
            let stays = self.units_stay[place].load(Ordering::Relaxed);
            let parts: Option<Vec<u32>> = stays.then(parts).flatten();
            parts.into_iter().for_each(|parts| next.add_unit(old.key, old.print, old.uses, &parts));
        }
        units.for_each(|unit| add(&mut next, unit));
        next
    }
}
