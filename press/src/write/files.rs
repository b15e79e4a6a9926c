use super::output::hash;
use super::{Output, WriteError};
use crate::diagnostic::Diagnostics;
use crate::picture::{Flaw, Remark, clean, is_cleaned};
use crate::read::{Asset, PictureFile};
use crate::register::{Published, Register};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Writes the files that are no pages: those of the content folder, and those that the pages'
/// pictures need. Pictures are published without where they were taken, drawings from what
/// is allowed in them. What the register knows, and the standing edition has, is not even opened.
///
/// # Errors
/// When a file cannot be written. What is wrong with a file itself is in the diagnostics.
pub fn put_files(
    output: &Output,
    register: &Register,
    assets: &[Asset],
    pictures: BTreeMap<String, PictureFile>,
) -> Result<Diagnostics, WriteError> {
    let put = |source: &Path, target: &str| put(output, register, source, target);
    let copied = assets.par_iter().map(|asset| put(&asset.source, &asset.target));
    let shown = pictures.par_iter().map(|(target, file)| match file {
        PictureFile::Developed(kept) => output.take(kept, target).map(|()| Diagnostics::new()),
        PictureFile::Original(source) => put(source, target),
    });
    let found: Vec<Diagnostics> = copied.chain(shown).collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Writes a file of the newsroom's, cleaned where it is a picture.
fn put(
    output: &Output,
    register: &Register,
    source: &Path,
    target: &str,
) -> Result<Diagnostics, WriteError> {
    let file = source.display().to_string().replace('\\', "/");
    let told = |remarks: &[Remark]| remarks.iter().map(|it| it.diagnostic(&file)).collect();
    let stamp = register.stamp(source);
    let known = register.known(source, stamp, |it| it.published.clone());
    if let Some(Published { hash, length, remarks }) = known
        && output.stays(target, length, Some(hash))
    {
        return Ok(told(&remarks));
    }
    let enter = |published| register.enter(source, stamp, |it| it.published = Some(published));
    if !is_cleaned(source) {
        if let Some((hash, length)) = output.copy(source, target)? {
            enter(Published { hash, length, remarks: Vec::new() });
        }
        return Ok(Diagnostics::new());
    }
    Ok(match clean(source) {
        Ok(cleaned) => {
            output.write(target, &cleaned.bytes)?;
            let found = told(&cleaned.remarks);
            let (hash, length) = (hash(&cleaned.bytes), cleaned.bytes.len() as u64);
            enter(Published { hash, length, remarks: cleaned.remarks });
            found
        }
        Err(flaw) => std::iter::once(Flaw::diagnostic(&flaw, &file)).collect(),
    })
}
