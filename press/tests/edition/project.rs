//! A newsroom in a folder that goes when the test ends.

use crate::tree::Tree;
use image::{DynamicImage, ImageFormat, RgbImage};
use press::build::{BuildError, BuildOptions, Stage, Summary, Watcher, build};
use press::diagnostic::Diagnostics;
use std::fs::File;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// What Trunk makes of index.html, as far as press looks at it.
pub const SHELL: &str = r#"<!doctype html>
<html lang="en" dir="ltr"><head>
<meta charset="utf-8">
<meta name="newsprint" content="head">
<meta name="newsprint-app" data-js="newsprint-1.js" data-wasm="newsprint-1_bg.wasm" data-search="search-1.js" data-search-wasm="search-1_bg.wasm">
<script src="/wake-1.js" type="module"></script>
</head>
<body>
<meta name="newsprint" content="body">
</body></html>
"#;

const SETTINGS: &str = r#"title = "The Quay"
base_url = "https://quay.example"
page_size = 2

[[sections]]
name = "World"
description = "Beyond the harbour wall."

[[sections]]
name = "Sport"
"#;

/// Any picture.
pub const DRAWING: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>"#;

/// A photograph made of numbers, in the format that a name's ending says.
pub fn photograph(name: &str, width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, ((x ^ y) & 31) as u8 + 90])
    });
    let mut file = Cursor::new(Vec::new());
    let format = ImageFormat::from_path(name).unwrap();
    DynamicImage::ImageRgb8(picture).write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// The files below a folder, if it is there.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.filter(|it| it.file_type().is_file()).map(|it| it.path().to_owned()).collect()
}

/// Gives a file another time.
pub fn set_time(file: &Path, time: SystemTime) {
    File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
}

pub struct Project {
    folder: TempDir,
}

impl Project {
    /// A newsroom with settings, a style and the app's page, and these files.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("newsprint.toml", SETTINGS);
        for sheet in ["story", "listing", "below", "print"] {
            project.write(&format!("style/{sheet}.css"), "");
        }
        project.write("style/shared.css", "body { color: black }");
        project.write("app/index.html", SHELL);
        std::fs::create_dir_all(project.path().join("content")).unwrap();
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn output(&self) -> PathBuf {
        self.path().join("out")
    }

    pub fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub fn write_bytes(&self, path: &str, text: &[u8]) {
        let file = self.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    /// Lets the files be an hour old: press does not trust the time of one that was written a
    /// moment ago.
    pub fn settle(&self) {
        let past = SystemTime::now() - Duration::from_secs(3600);
        for folder in ["content", "public"] {
            files(&self.path().join(folder)).iter().for_each(|file| set_time(file, past));
        }
    }

    /// A build at noon of 1 June 2026.
    pub fn options(&self) -> BuildOptions {
        BuildOptions {
            project: self.path().into(),
            content: self.path().join("content"),
            shell: self.path().join("app/index.html"),
            output: self.output(),
            public_url: "/".into(),
            now: "2026-06-01T12:00:00Z".parse().unwrap(),
            drafts: false,
            future: false,
            strict: false,
            keep: None,
            hosting: None,
            comments_provider: None,
            comments_endpoint: None,
            serving: None,
            precompress: false,
            verify: false,
            standing: None,
        }
    }

    /// The edition, built afresh, when nothing is wrong with it.
    pub fn build(&self) -> Tree {
        self.build_with(|_| ())
    }

    pub fn build_with(&self, change: impl FnOnce(&mut BuildOptions)) -> Tree {
        let mut options = self.options();
        change(&mut options);
        let _ = std::fs::remove_dir_all(&options.output);
        clean_build(&options);
        Tree::of(&options.output)
    }

    /// The outcome of a build over what was built before, and all that press says: a line for
    /// each diagnostic, with paths as the newsroom knows them.
    pub fn outcome(&self) -> (Result<Summary, BuildError>, Vec<String>) {
        self.outcome_with(|_| ())
    }

    pub fn outcome_with(
        &self,
        change: impl FnOnce(&mut BuildOptions),
    ) -> (Result<Summary, BuildError>, Vec<String>) {
        let mut options = self.options();
        change(&mut options);
        let (result, diagnostics) = run(&options);
        let folder = format!("{}/", self.path().display());
        let lines = diagnostics.sorted().into_iter().map(|it| it.to_string().replace(&folder, ""));
        (result, lines.collect())
    }
}

/// The repository's own edition, with whatever it holds at the time.
pub fn sample(output: &Path, public_url: &str) -> BuildOptions {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let shell = output.join("app/index.html");
    std::fs::create_dir_all(output.join("app")).unwrap();
    std::fs::write(&shell, SHELL).unwrap();
    std::fs::write(output.join("app/wake-1.js"), "wake()").unwrap();
    BuildOptions {
        content: project.join("content"),
        project,
        shell,
        output: output.join("out"),
        public_url: public_url.into(),
        now: "2030-01-01T00:00:00Z".parse().unwrap(),
        drafts: false,
        future: false,
        strict: false,
        keep: None,
        hosting: None,
        comments_provider: None,
        comments_endpoint: None,
        serving: None,
        precompress: false,
        verify: false,
        standing: None,
    }
}

/// The sample edition under a path.
pub fn sample_edition(public_url: &str) -> Tree {
    let folder = tempfile::tempdir().unwrap();
    let options = sample(folder.path(), public_url);
    clean_build(&options);
    Tree::of(&options.output)
}

/// Builds an edition with which nothing may be wrong.
pub fn clean_build(options: &BuildOptions) -> Summary {
    let (result, diagnostics) = run(options);
    assert_eq!(diagnostics.to_string(), "");
    result.unwrap()
}

fn run(options: &BuildOptions) -> (Result<Summary, BuildError>, Diagnostics) {
    build(options, &Unwatched)
}

struct Unwatched;

impl Watcher for Unwatched {
    fn begin(&self, _: Stage, _: usize) {}
    fn advance(&self) {}
}

/// A story with this headline and date, and more front matter.
pub fn story(headline: &str, date: &str, more: &str) -> String {
    format!("+++\ntitle = \"{headline}\"\ndate = {date}\n{more}\n+++\n\nText of {headline}.\n")
}
