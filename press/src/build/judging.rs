//! What is wrong, told before anything is made, and whether that stops the build.

use super::last::{Last, Vanishing};
use super::planning::{Desk, Planned};
use super::room::Room;
use super::{BuildError, to_come};
use crate::diagnostic::{Diagnostics, Severity};
use crate::read::{Manuscript, Reading};
use crate::settings::{check_colours, check_targets, check_url};
use crate::write::StyleError;
use rayon::prelude::*;

/// Judges an edition as it is planned.
pub(super) struct Judge<'a> {
    pub(super) room: &'a Room<'a>,
    pub(super) desk: &'a Desk<'a>,
    pub(super) reading: &'a Reading,
    pub(super) planned: &'a Planned<'a>,
}

impl Judge<'_> {
    /// Tells what is wrong with the settings, and with texts that are not in this edition.
    ///
    /// # Errors
    /// When the settings have an error, or all of the content cannot be read.
    pub(super) fn settings(
        &self,
        mut found: Diagnostics,
        styles: Option<&StyleError>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), BuildError> {
        let Self { room, planned, .. } = self;
        found.extend(check_targets(&room.settings, &room.settings_file, &planned.links));
        found.extend(check_url(&room.settings, &room.settings_file));
        diagnostics.extend(to_come::texts(&planned.later, |it| self.text(it)));
        let unfit: Vec<_> = self.reading.unfit.par_iter().map(|it| self.text(it)).collect();
        diagnostics.extend(unfit.into_iter().flatten());
        if let Some(error) = styles {
            found.extend(check_colours(error, &room.settings_file));
        }
        let public = room.public.display().to_string();
        let mut errors = found.iter().filter(|it| it.severity() == Severity::Error);
        let what = match errors.any(|it| it.file().starts_with(&public)) {
            true => "the settings and the public folder",
            false => "the settings",
        };
        let fatal = found.errors();
        diagnostics.extend(found);
        if fatal == 0 && !self.reading.faulty.contains("") {
            return Ok(());
        }
        self.texts(diagnostics);
        Err(BuildError::Faults(match fatal {
            0 => "the content cannot be read".into(),
            1 => format!("1 error in {what}"),
            more => format!("{more} errors in {what}"),
        }))
    }

    /// Sees that no text of the last edition vanishes by a fault.
    ///
    /// # Errors
    /// When one would.
    pub(super) fn vanishing(
        &self,
        last: &Last<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), BuildError> {
        let vanishing = last.vanishing(self.reading, &self.planned.plan);
        let Some(Vanishing { path, address }) = vanishing else { return Ok(()) };
        self.texts(diagnostics);
        let path = self.room.options.content.join(path).display().to_string();
        Err(BuildError::Vanishing { path, address })
    }

    /// Tells all that is wrong with the texts at once, when nothing will be written.
    fn texts(&self, diagnostics: &mut Diagnostics) {
        let texts: Vec<_> = self.planned.plan.all().collect();
        let found: Vec<_> = texts.into_par_iter().map(|it| self.text(it)).collect();
        diagnostics.extend(found.into_iter().flatten());
    }

    fn text(&self, manuscript: &Manuscript) -> Diagnostics {
        self.desk.body(manuscript, &self.planned.links).diagnostics
    }
}
