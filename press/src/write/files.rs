use super::{Output, WriteError};
use crate::diagnostic::Diagnostics;
use crate::picture::{Flaw, Remark, clean, is_cleaned};
use crate::read::{Asset, PictureFile};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Writes the files that are no pages: those of the content folder, and those that the pages'
/// pictures need. Pictures are published without where they were taken, drawings without what
/// could act.
///
/// # Errors
/// When a file cannot be written. What is wrong with a file itself is in the diagnostics.
pub fn put_files(
    output: &Output,
    assets: &[Asset],
    pictures: BTreeMap<String, PictureFile>,
) -> Result<Diagnostics, WriteError> {
    let copied = assets.par_iter().map(|asset| put(output, &asset.source, &asset.target));
    let shown = pictures.par_iter().map(|(target, file)| match file {
        PictureFile::Developed(kept) => output.copy(kept, target).map(|()| Diagnostics::new()),
        PictureFile::Original(source) => put(output, source, target),
    });
    let found: Vec<Diagnostics> = copied.chain(shown).collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Writes a file of the newsroom's, cleaned where it is a picture.
fn put(output: &Output, source: &Path, target: &str) -> Result<Diagnostics, WriteError> {
    if !is_cleaned(source) {
        output.copy(source, target)?;
        return Ok(Diagnostics::new());
    }
    let file = source.display().to_string().replace('\\', "/");
    Ok(match clean(source) {
        Ok(cleaned) => {
            output.write(target, cleaned.bytes)?;
            cleaned.remarks.iter().map(|remark: &Remark| remark.diagnostic(&file)).collect()
        }
        Err(flaw) => std::iter::once(Flaw::diagnostic(&flaw, &file)).collect(),
    })
}
