//! Where pictures are developed.

use super::encode;
use super::flaw::{Flaw, Remark};
use super::frame::{Focus, Ratio};
use super::gate::Gate;
use super::negative::{self, Format, Negative};
use super::pixels::{Developed, Pixels};
use super::print::{Print, PrintFile, Purpose};
use super::recipe::{Recipe, STAND_IN};
use super::store::Store;
use super::{clean, drawing};
use crate::register::{Printed, Register};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::ImageDecoder;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Develops pictures, each once: in a run by its file, between runs by its content. A file that
/// the register knows is not opened for that.
#[derive(Debug)]
pub struct Darkroom {
    recipe: Recipe,
    store: Store,
    gate: Gate,
    register: Register,
    known: Mutex<HashMap<Cut, Arc<OnceLock<Looked>>>>,
}

/// A file, and around what it is cut.
type Cut = (PathBuf, Option<Focus>);

/// What is known of a file.
#[derive(Clone, Debug)]
struct Looked {
    print: Result<Option<Arc<Print>>, Flaw>,
    remarks: Vec<Remark>,
}

impl Darkroom {
    /// Keeps what it develops in a folder, which need not exist.
    pub fn new(folder: &Path, recipe: Recipe, register: Register) -> Self {
        let store = match register.is_trusted() {
            true => Store::new(folder),
            false => Store::of_strangers(folder),
        };
        Self { recipe, store, gate: Gate::default(), register, known: Mutex::default() }
    }

    /// What is known of the files.
    pub(crate) fn register(&self) -> &Register {
        &self.register
    }

    /// What a picture comes in besides its original, cut around its focus. Nothing for drawings and
    /// for what press does not decode.
    ///
    /// # Errors
    /// The flaw for which the picture cannot be shown; [`told`](Self::told) tells of it, too.
    pub fn print(&self, file: &Path, focus: Option<Focus>) -> Result<Option<Arc<Print>>, Flaw> {
        self.look(file, focus).print
    }

    /// Where a developed file is kept.
    pub(crate) fn kept(&self, print: &Print, name: &str) -> PathBuf {
        self.store.file(&print.key, name)
    }

    /// What is wrong with the files that were asked for, by file.
    pub fn told(&self) -> BTreeMap<PathBuf, (Option<Flaw>, Vec<Remark>)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .iter()
            .filter_map(|((file, _), looked)| Some((file.clone(), looked.get()?)))
            .map(|(file, looked)| (file, (looked.print.clone().err(), looked.remarks.clone())))
            .filter(|(_, (flaw, remarks))| flaw.is_some() || !remarks.is_empty())
            .collect()
    }

    /// Looks at a file once; who asks for the same meanwhile waits. No work is handed to other
    /// threads in here: one of them could be waiting.
    fn look(&self, file: &Path, focus: Option<Focus>) -> Looked {
        let cell = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry((file.into(), focus)).or_default())
        };
        // The register knows of a file what comes of it when nobody names a focus.
        let anew = || match focus {
            None => self.look_anew(file),
            focus => self.opened(file, focus),
        };
        cell.get_or_init(anew).clone()
    }

    fn look_anew(&self, file: &Path) -> Looked {
        let stamp = self.register.stamp(file);
        let known = self.register.known(file, stamp, |it| it.printed.clone());
        if let Some(Printed { key, remarks }) = known {
            // A print that is not in the store any more is made again.
            match key.map(|key| self.store.get(&key)) {
                None => return Looked { print: Ok(None), remarks },
                Some(Some(print)) => return Looked { print: Ok(Some(Arc::new(print))), remarks },
                Some(None) => {}
            }
        }
        let looked = self.opened(file, None);
        if let Ok(print) = &looked.print {
            let key = print.as_ref().map(|print| print.key.clone());
            let remarks = looked.remarks.clone();
            self.register.enter(file, stamp, |it| it.printed = Some(Printed { key, remarks }));
        }
        looked
    }

    fn opened(&self, file: &Path, focus: Option<Focus>) -> Looked {
        if drawing::is_drawing(file) {
            return match clean::clean(file) {
                Ok(cleaned) => Looked { print: Ok(None), remarks: cleaned.remarks },
                Err(flaw) => Looked { print: Err(flaw), remarks: Vec::new() },
            };
        }
        match self.printed(file, focus) {
            Ok((print, remarks)) => Looked { print: Ok(print.map(Arc::new)), remarks },
            Err(flaw) => Looked { print: Err(flaw), remarks: Vec::new() },
        }
    }

    /// A raster picture's print, from the store where it is there.
    fn printed(
        &self,
        file: &Path,
        focus: Option<Focus>,
    ) -> Result<(Option<Print>, Vec<Remark>), Flaw> {
        let bytes = negative::bytes(file)?;
        let key = self.recipe.key(&bytes, focus);
        let negative = Negative::new(bytes, file)?;
        let remarks = negative.remarks.clone();
        if let Some(print) = self.store.get(&key) {
            return Ok((Some(print), remarks));
        }
        if negative.format == Format::Avif {
            clean::without_place(&negative)?;
            return Ok((None, remarks));
        }
        let Some(needed) = negative.decoder()?.map(|decoder| decoder.total_bytes()) else {
            return Ok((None, remarks));
        };
        let _place = self.gate.enter(negative.memory(needed));
        let Some(developed) = negative.develop(|w, h| self.recipe.enough(w, h))? else {
            return Ok((None, remarks));
        };
        let (print, contents) = self.develop(key, focus, &negative, &developed)?;
        self.store.put(&print, &contents)?;
        Ok((Some(print), remarks))
    }

    /// Makes every file of a print.
    fn develop(
        &self,
        key: String,
        focus: Option<Focus>,
        negative: &Negative,
        developed: &Developed,
    ) -> Result<(Print, Contents), Flaw> {
        let Developed { pixels, full: (width, height) } = developed;
        let (width, height) = (*width, *height);
        let quality = self.recipe.quality();
        let drawn = matches!(negative.format, Format::Png | Format::Gif);
        let mut making = Making { files: Vec::new(), contents: Vec::new() };
        let scaled = |to: u32| (to, scaled_height(width, height, to));
        if !negative.animated {
            let widths = self.recipe.widths(width);
            let sized = |to: u32| pixels.sized(scaled(to));
            if self.recipe.avif() {
                for &to in &widths {
                    let file = encode::avif(&sized(to)?, quality)?;
                    making.add(Purpose::Width, &to.to_string(), scaled(to), "image/avif", file);
                }
            }
            for &to in &widths {
                let file = encode::webp(&sized(to)?, quality, drawn)?;
                making.add(Purpose::Width, &to.to_string(), scaled(to), "image/webp", file);
            }
            if let Some(to) = self.recipe.copy(width) {
                let file = encode::plain(&sized(to)?, quality)?;
                making.add(Purpose::Copy, &to.to_string(), scaled(to), plain_type(pixels), file);
            }
        }
        // Cards and crops are cut from what was decoded, which may be smaller than the whole.
        let (w, h) = pixels.size();
        let cut =
            |ratio: Ratio, to: u32| pixels.part(ratio.part(w, h, focus), (to, ratio.height(to)));
        for ratio in [Ratio::Wide, Ratio::Classic] {
            for to in Recipe::card(ratio, w, h) {
                let name = format!("{}-{to}", ratio.name());
                let file = encode::webp(&cut(ratio, to)?, quality, drawn)?;
                let size = (to, ratio.height(to));
                making.add(Purpose::Card(ratio), &name, size, "image/webp", file);
            }
        }
        for ratio in Ratio::ALL {
            let to = Recipe::search(ratio, w, h);
            let name = format!("{}-{to}", ratio.name());
            let file = encode::plain(&cut(ratio, to)?, quality)?;
            let size = (to, ratio.height(to));
            making.add(Purpose::Search(ratio), &name, size, plain_type(pixels), file);
        }
        let print =
            Print { key, size: (width, height), files: making.files, stand_in: stand_in(pixels)? };
        Ok((print, making.contents))
    }
}

/// The contents of a print's files, by name.
type Contents = Vec<(String, Vec<u8>)>;

/// A print's files while they are made.
struct Making {
    files: Vec<PrintFile>,
    contents: Contents,
}

impl Making {
    fn add(
        &mut self,
        purpose: Purpose,
        name: &str,
        (width, height): (u32, u32),
        media_type: &str,
        content: Vec<u8>,
    ) {
        let extension = match media_type {
            "image/jpeg" => "jpg",
            other => other.trim_start_matches("image/"),
        };
        let name = format!("{name}.{extension}");
        self.files.push(PrintFile {
            name: name.clone(),
            width,
            height,
            media_type: media_type.into(),
            purpose,
        });
        self.contents.push((name, content));
    }
}

fn scaled_height(width: u32, height: u32, to: u32) -> u32 {
    let scaled = f64::from(height) * f64::from(to) / f64::from(width);
    (scaled.round() as u32).max(1)
}

fn plain_type(pixels: &Pixels) -> &'static str {
    if pixels.has_alpha() { "image/png" } else { "image/jpeg" }
}

/// The picture in a few pixels, as a `data:` URL of some two hundred letters. None where one
/// could see through the picture.
fn stand_in(pixels: &Pixels) -> Result<Option<String>, Flaw> {
    if pixels.has_alpha() {
        return Ok(None);
    }
    let (width, height) = pixels.size();
    let across = STAND_IN.min(width);
    // Never wider than the picture, behind which it lies: nothing of it is seen beside that.
    let down = f64::from(height) * f64::from(across) / f64::from(width);
    let down = (down.ceil() as u32).clamp(1, 2 * STAND_IN);
    let tiny = pixels.sized((across, down))?;
    let file = encode::webp(&tiny, 30, false)?;
    Ok(Some(format!("data:image/webp;base64,{}", STANDARD.encode(&file))))
}

#[cfg(test)]
mod tests;
