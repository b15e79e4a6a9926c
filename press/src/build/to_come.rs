//! Stories that are due later are read today: on their day nobody may be there to mend them.

use crate::diagnostic::Diagnostics;
use crate::edition::Plan;
use crate::read::{Filed, Manuscript};
use rayon::prelude::*;

/// The stories that come into the edition by themselves, of all that are kept back: a draft has
/// no day.
pub(super) fn stories<'p>(kept_back: &'p Plan<'_>) -> impl Iterator<Item = &'p Filed> + Clone {
    kept_back.all().filter(|it| it.due.is_some())
}

/// What will be wrong with their texts when they are due.
pub(super) fn texts(
    kept_back: &Plan<'_>,
    read: impl Fn(&Manuscript) -> Diagnostics + Sync,
) -> Diagnostics {
    let stories: Vec<_> = stories(kept_back).collect();
    let found: Vec<_> =
        stories.par_iter().filter_map(|it| Some(read(it).until_due(it.due.as_deref()?))).collect();
    found.into_iter().flatten().collect()
}
