//! Finding pictures and knowing their size.
//!
//! A picture lies in the content folder, beside its story or anywhere else, or in the public
//! folder. Each file is opened once in a run, however many stories show it.

use super::fence::Fence;
use super::reporter::Reporter;
use super::{paths, svg, text_file};
use crate::diagnostic::Diagnostics;
use crate::picture::{self, Darkroom, Flaw, Focus, Print};
use crate::register::Register;
use newsprint::edition::Image;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// The picture files of an edition and what is known of them.
#[derive(Debug)]
pub(crate) struct Pictures {
    content: PathBuf,
    public: PathBuf,
    fence: Fence,
    darkroom: Darkroom,
    sizes: RwLock<HashMap<PathBuf, Probed>>,
    files: Mutex<BTreeMap<String, PictureFile>>,
    /// Files that stories will show, with the day on which the first of those is due.
    to_come: Mutex<BTreeMap<PathBuf, Box<str>>>,
}

/// A file that the edition gets because a page shows a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureFile {
    /// One that was developed, as it is.
    Developed(PathBuf),
    /// An original of the public folder, which must be cleaned.
    Original(PathBuf),
}

/// A file's width and height in CSS pixels, or why there are none.
type Probed = Result<(u32, u32), NoPicture>;

/// A picture that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) place: Place,
    /// The file itself.
    pub(crate) file: PathBuf,
    /// Width and height in CSS pixels.
    pub(crate) size: (u32, u32),
    /// Around what it is cut, where somebody has said.
    pub(crate) focus: Option<Focus>,
}

/// Where a file lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The path below the content folder.
    Content(String),
    /// The path below the public folder, which is its path in the edition.
    Public(String),
}

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoPicture {
    /// There is no such file.
    Missing,
    /// There is a file, but its size cannot be read.
    Unreadable,
    /// It has a flaw, which is told on its own file.
    Flawed,
}

impl Pictures {
    pub(crate) fn new(content: &Path, public: &Path, fence: Fence, darkroom: Darkroom) -> Self {
        Self {
            content: content.into(),
            public: public.into(),
            fence,
            darkroom,
            sizes: RwLock::default(),
            files: Mutex::default(),
            to_come: Mutex::default(),
        }
    }

    /// Looks for a picture as a file in `folder` (below the content folder) names it: beside
    /// that file, else from the top of the content folder, else in the public folder. Hugo's
    /// and Zola's users write all three.
    pub(crate) fn find(&self, src: &str, folder: &str) -> Result<Found, NoPicture> {
        let path = paths::decoded(src);
        let path = paths::composed(&path);
        let mut unreadable = false;
        let mut look = |place: Place| {
            let file = self.file(&place);
            let place = match place {
                // The public folder's files keep the names that they have.
                Place::Public(path) => Place::Public(self.name_on_disk(&file).unwrap_or(path)),
                place => place,
            };
            match self.size(&file) {
                Ok(size) => Some(Found { place, file, size, focus: None }),
                Err(problem) => {
                    unreadable |= problem == NoPicture::Unreadable;
                    None
                }
            }
        };
        let beside = (!path.starts_with('/')).then(|| paths::join(folder, &path)).flatten();
        let from_top = paths::join("", &path);
        beside
            .and_then(|path| look(Place::Content(path)))
            .or_else(|| look(Place::Content(from_top.clone()?)))
            .or_else(|| look(Place::Public(from_top.clone()?)))
            .ok_or(if unreadable { NoPicture::Unreadable } else { NoPicture::Missing })
    }

    fn file(&self, place: &Place) -> PathBuf {
        match place {
            Place::Content(path) => paths::on_disk(&self.content, path),
            Place::Public(path) => paths::on_disk(&self.public, path),
        }
    }

    /// Gives an image of a page all that its picture comes in, and the edition the files. A
    /// picture that leads a story comes in shapes, too.
    ///
    /// # Errors
    /// When the picture has a flaw, of which it is told elsewhere.
    pub(crate) fn show(
        &self,
        found: &Found,
        image: &mut Image,
        leads: bool,
    ) -> Result<Option<Arc<Print>>, NoPicture> {
        let print = self.darkroom.print(&found.file, found.focus).map_err(|_| NoPicture::Flawed)?;
        if let Some(print) = &print {
            let named = print.named(&found.file);
            named.show(image);
            for (target, name) in named.files(leads) {
                let kept = self.darkroom.kept(print, name);
                self.publish(target, PictureFile::Developed(kept));
            }
        }
        if let Place::Public(path) = &found.place {
            self.publish(format!("/{path}"), PictureFile::Original(found.file.clone()));
        }
        Ok(print)
    }

    /// Notes a picture that a story will show when it is due. The edition gets nothing of it.
    pub(crate) fn will_show(&self, found: &Found, day: &str) {
        let mut to_come = self.to_come.lock().unwrap_or_else(PoisonError::into_inner);
        let first = to_come.entry(found.file.clone()).or_insert_with(|| day.into());
        if day < &**first {
            *first = day.into();
        }
    }

    fn publish(&self, target: String, file: PictureFile) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(target, file);
    }

    /// The files that the edition gets because its pages show pictures, by their path in it.
    pub(crate) fn files(&self) -> BTreeMap<String, PictureFile> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is wrong with the pictures that pages show: told on the picture's own file, once.
    /// Those of stories to come are developed for that, which the day of the story then saves.
    pub(crate) fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        let shown_now = self.darkroom.told();
        for (file, (flaw, remarks)) in &shown_now {
            let file = shown(file);
            diagnostics.extend(flaw.as_ref().map(|flaw| flaw.diagnostic(&file)));
            diagnostics.extend(remarks.iter().map(|remark| remark.diagnostic(&file)));
        }
        let to_come = self.to_come.lock().unwrap_or_else(PoisonError::into_inner).clone();
        to_come.par_iter().for_each(|(file, _)| drop(self.darkroom.print(file, None)));
        for (file, (flaw, _)) in self.darkroom.told() {
            if let (Some(day), Some(flaw)) = (to_come.get(&file), flaw)
                && !shown_now.contains_key(&file)
            {
                diagnostics.push(flaw.diagnostic(&shown(&file)).until_due(day));
            }
        }
        diagnostics
    }

    /// Whether what was developed could not be kept.
    pub(crate) fn cannot_keep(&self) -> bool {
        self.darkroom
            .told()
            .values()
            .any(|(flaw, _)| flaw.as_ref().is_some_and(Flaw::stops_the_build))
    }

    /// What is known of the files.
    pub(crate) fn register(&self) -> &Register {
        self.darkroom.register()
    }

    /// The path in the edition of a file of the public folder, if there is one: by the name that
    /// it has on the disk, under which it is copied.
    pub(crate) fn public_file(&self, path: &str) -> Option<String> {
        let file = paths::on_disk(&self.public, &paths::join("", path)?);
        let is_there = file.is_file() && self.fence.holds(&file).is_ok();
        let name = is_there.then(|| self.name_on_disk(&file)).flatten()?;
        Some(format!("/{name}"))
    }

    /// Whether there is a file of the public folder at a path of the edition.
    pub(crate) fn has_public(&self, path: &str) -> bool {
        self.public_file(path).is_some()
    }

    fn name_on_disk(&self, file: &Path) -> Option<String> {
        let path = file.strip_prefix(&self.public).ok()?.to_str()?;
        Some(path.replace('\\', "/"))
    }

    fn size(&self, file: &Path) -> Probed {
        if let Some(known) = self.sizes.read().unwrap_or_else(PoisonError::into_inner).get(file) {
            return known.clone();
        }
        // Of a link that leads elsewhere it is told where the folder is looked through.
        let size = match self.fence.holds(file) {
            Ok(()) => self.probe(file),
            Err(_) => Err(NoPicture::Missing),
        };
        let mut sizes = self.sizes.write().unwrap_or_else(PoisonError::into_inner);
        sizes.insert(file.into(), size.clone());
        size
    }

    /// A size that is known, or that the file says.
    fn probe(&self, file: &Path) -> Probed {
        let register = self.register();
        let stamp = register.stamp(file);
        if let Some(size) = register.known(file, stamp, |it| it.size) {
            return Ok(size);
        }
        let size = probe(file)?;
        register.enter(file, stamp, |it| it.size = Some(size));
        Ok(size)
    }
}

/// A picture's path as the editor knows it.
pub(crate) fn shown(file: &Path) -> String {
    file.display().to_string().replace('\\', "/")
}

fn probe(file: &Path) -> Probed {
    if !file.is_file() {
        return Err(NoPicture::Missing);
    }
    let svg = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    let size =
        if svg { text_of(file).and_then(|text| svg::size(&text)) } else { picture::size(file) };
    size.filter(|(width, height)| *width > 0 && *height > 0).ok_or(NoPicture::Unreadable)
}

/// A drawing's text, when it is not too long to be one.
fn text_of(file: &Path) -> Option<String> {
    const MAX_LENGTH: u64 = 20_000_000;
    text_file::read_within(file, MAX_LENGTH).ok()
}

impl NoPicture {
    /// Says that a picture is not there.
    pub(super) fn report(self, src: &str, span: Range<usize>, reporter: &Reporter<'_>) {
        match self {
            Self::Flawed => {}
            Self::Missing => reporter
                .slip("press::image::missing", span, format!("there is no picture “{src}”"))
                .help(
                    "It is looked for beside the story, from the top of the content folder, and \
                     in the public folder.",
                ),
            Self::Unreadable => reporter
                .slip(
                    "press::image::unreadable",
                    span,
                    format!("the size of the picture “{src}” cannot be read"),
                )
                .help(
                    "Known are JPEG, PNG, WebP, AVIF, GIF, and SVG with a width and height or a \
                     viewBox.",
                ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Recipe;
    use crate::settings::PictureSettings;

    fn pictures(content: &Path, public: &Path) -> Pictures {
        let register = Register::read(&content.join("register"), [0; 32]);
        let recipe = Recipe::new(&PictureSettings::default());
        let darkroom = Darkroom::new(&content.join("developed"), recipe, register);
        Pictures::new(content, public, Fence::new(content, public, &[]), darkroom)
    }

    #[test]
    fn a_photograph_taken_upright_is_higher_than_wide() {
        let folder = tempfile::tempdir().unwrap();
        // A JPEG of 4 by 2 pixels, cut off after its header, with an orientation between.
        let jpeg = |orientation: u8| {
            let mut bytes =
                b"\xff\xd8\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"
                    .to_vec();
            bytes.extend([orientation, 0, 0, 0, 0, 0, 0]);
            bytes.extend(b"\xff\xc0\0\x0b\x08\0\x02\0\x04\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\0\xff\xd9");
            bytes
        };
        for (name, orientation) in [("a.jpg", 1), ("b.jpg", 6)] {
            std::fs::write(folder.path().join(name), jpeg(orientation)).unwrap();
        }
        let pictures = pictures(folder.path(), folder.path());
        assert_eq!(pictures.find("a.jpg", "").unwrap().size, (4, 2));
        assert_eq!(pictures.find("b.jpg", "").unwrap().size, (2, 4));
    }

    #[test]
    fn finds_pictures_beside_a_story_and_from_the_top() {
        let folder = tempfile::tempdir().unwrap();
        let (content, public) = (folder.path().join("content"), folder.path().join("public"));
        let drawing = r#"<svg viewBox="0 0 30 20"/>"#;
        for file in ["content/posts/a/my quay.svg", "content/pictures/q.svg", "public/logo.svg"] {
            let file = folder.path().join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, drawing).unwrap();
        }
        std::fs::write(content.join("broken.jpg"), "no picture").unwrap();
        let pictures = pictures(&content, &public);
        let place = |src: &str| pictures.find(src, "posts/a").map(|found| found.place);
        assert_eq!(place("my%20quay.svg"), Ok(Place::Content("posts/a/my quay.svg".into())));
        assert_eq!(place("./my quay.svg?x=1"), Ok(Place::Content("posts/a/my quay.svg".into())));
        assert_eq!(place("/pictures/q.svg"), Ok(Place::Content("pictures/q.svg".into())));
        assert_eq!(place("../../pictures/q.svg"), Ok(Place::Content("pictures/q.svg".into())));
        assert_eq!(place("pictures/q.svg"), Ok(Place::Content("pictures/q.svg".into())));
        assert_eq!(place("/logo.svg"), Ok(Place::Public("logo.svg".into())));
        assert_eq!(place("../../../secret.svg"), Err(NoPicture::Missing));
        assert_eq!(place("/broken.jpg"), Err(NoPicture::Unreadable));
        assert_eq!(pictures.find("/logo.svg", "").unwrap().size, (30, 20));
    }
}
