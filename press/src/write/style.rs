use super::short_integrity;
use crate::diagnostic::because;
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use lightningcss::traits::Parse;
use lightningcss::values::color::CssColor;
use newsprint::edition::Page;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The colours that a newsroom can set in `[brand.colours]`, each for the light and, with
/// `_dark` behind its name, for the dark theme. `style/tokens.css` says what they are for and
/// what they are otherwise.
pub const COLOURS: &[&str] =
    &["accent", "accent_dark", "ink", "ink_dark", "paper", "paper_dark", "rule", "rule_dark"];

/// The browsers that the style sheet is written for: those that can run the app, and some
/// that can only read.
const BROWSERS: Browsers = Browsers {
    android: None,
    chrome: Some(version(102)),
    edge: Some(version(102)),
    firefox: Some(version(115)),
    ie: None,
    ios_saf: Some(version(16)),
    opera: None,
    safari: Some(version(16)),
    samsung: Some(version(20)),
};

const fn version(major: u32) -> u32 {
    major << 16
}

/// A look that cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StyleError {
    /// What is not CSS.
    #[error("the style sheet cannot be read: {0}. Mend it and build again.")]
    Sheet(String),
    /// A colour nobody uses.
    #[error("newsprint.toml: [brand.colours] has no colour “{name}”; there are {known}.")]
    Name {
        /// As written.
        name: String,
        /// Those there are.
        known: String,
    },
    /// A colour that is none.
    #[error("newsprint.toml: “{colour}” for [brand.colours] {name} is not a CSS colour.")]
    Colour {
        /// Whose.
        name: String,
        /// As written.
        colour: String,
    },
}

/// The style sheets of an edition.
///
/// The part of a page that a reader sees first is painted with what its kind needs, in the page
/// itself; the rest comes as a file.
#[derive(Clone, Debug)]
pub struct Styles {
    story: Sheet,
    listing: Sheet,
}

/// The style sheet of pages of one kind.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What stands in the page.
    pub painted: String,
    /// What stands below is drawn with, what the app alone draws, and pages of the other kind.
    pub rest: String,
    /// The name of the file that holds it, with its hash.
    pub rest_file: String,
    /// Its hash for Subresource Integrity.
    pub rest_integrity: String,
}

impl Sheet {
    fn new(painted: &[&str], rest: &[&str]) -> Self {
        let rest = rest.concat();
        let rest_file = format!("style-{}.css", &blake3::hash(rest.as_bytes()).to_hex()[..16]);
        let rest_integrity = short_integrity(rest.as_bytes());
        Self { painted: painted.concat(), rest, rest_file, rest_integrity }
    }
}

impl Styles {
    /// Reads `style/` with all that its sheets import, makes it small, and adds the newsroom's
    /// own colours.
    ///
    /// # Errors
    /// Names the file, line and column of what is not CSS.
    pub fn read(folder: &Path, colours: &BTreeMap<String, String>) -> Result<Self, StyleError> {
        let brand = brand(colours)?;
        let sheet = |name: &str| bundle(&folder.join(name));
        let shared = sheet("shared.css")?;
        let story = sheet("story.css")?;
        let listing = sheet("listing.css")?;
        let below = sheet("below.css")?;
        let print = sheet("print.css")?;
        Ok(Self {
            story: Sheet::new(&[&brand, &shared, &story], &[&listing, &below, &print]),
            listing: Sheet::new(&[&brand, &shared, &listing], &[&story, &below, &print]),
        })
    }

    /// Those of a page.
    pub fn of(&self, page: &Page) -> &Sheet {
        match page {
            Page::Story(_) | Page::Text(_) | Page::NotFound(_) => &self.story,
            Page::Listing(_) | Page::Search(_) => &self.listing,
        }
    }

    /// All of them.
    pub fn all(&self) -> [&Sheet; 2] {
        [&self.story, &self.listing]
    }
}

/// A sheet with all that it imports, made small.
fn bundle(sheet: &Path) -> Result<String, StyleError> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut bundled = bundler.bundle(sheet).map_err(|error| {
        StyleError::Sheet(match error.loc {
            // The line is counted from 0, the column from 1.
            Some(at) => format!("{}:{}:{}: {}", at.filename, at.line + 1, at.column, error.kind),
            None => format!("{}: {}", sheet.display(), error.kind),
        })
    })?;
    let targets = Targets::from(BROWSERS);
    bundled.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| {
        StyleError::Sheet(because("a style cannot be read", &error.to_string()))
    })?;
    let printed = bundled
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| {
            StyleError::Sheet(because("a style cannot be written", &error.to_string()))
        })?;
    Ok(printed.code)
}

/// The newsroom's colours as a rule, nothing without any.
fn brand(colours: &BTreeMap<String, String>) -> Result<String, StyleError> {
    let mut brand = String::new();
    for (name, colour) in colours {
        if !COLOURS.contains(&name.as_str()) {
            return Err(StyleError::Name { name: name.clone(), known: COLOURS.join(", ") });
        }
        if CssColor::parse_string(colour).is_err() {
            return Err(StyleError::Colour { name: name.clone(), colour: colour.clone() });
        }
        let _ = write!(brand, "--brand-{}:{colour};", name.replace('_', "-"));
    }
    Ok(if brand.is_empty() { brand } else { format!(":root{{{brand}}}") })
}

/// The paper as `style/tokens.css` has it, light and dark.
const PAPER: [&str; 2] = ["#fffdf8", "#15171a"];

/// The colours of the browser's frame, light and dark: those of the paper.
pub fn theme_colours(colours: &BTreeMap<String, String>) -> [String; 2] {
    let colour = |name, usual: &str| colours.get(name).map_or(usual, String::as_str).to_owned();
    [colour("paper", PAPER[0]), colour("paper_dark", PAPER[1])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_has_the_colour_of_the_paper() {
        let tokens = include_str!("../../../style/tokens.css");
        for (name, usual) in [("--brand-paper", PAPER[0]), ("--brand-paper-dark", PAPER[1])] {
            assert!(tokens.contains(&format!("var({name}, {usual})")), "{name}");
        }
    }

    #[test]
    fn every_colour_of_a_brand_is_used() {
        let tokens = include_str!("../../../style/tokens.css");
        for name in COLOURS {
            let token = format!("var(--brand-{}, ", name.replace('_', "-"));
            assert!(tokens.contains(&token), "{token}");
        }
    }

    #[test]
    fn a_brand_is_checked() {
        let rule = |name: &str, colour: &str| {
            brand(&BTreeMap::from([(name.to_owned(), colour.to_owned())]))
        };
        assert_eq!(rule("accent", "#123456").unwrap(), ":root{--brand-accent:#123456;}");
        assert_eq!(brand(&BTreeMap::new()).unwrap(), "");
        assert!(matches!(rule("acent", "#123"), Err(StyleError::Name { .. })));
        assert!(matches!(rule("accent", "</style>"), Err(StyleError::Colour { .. })));
    }

    #[test]
    fn what_is_wrong_with_a_sheet_is_named_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let sheet = folder.path().join("story.css");
        let error = || bundle(&sheet).unwrap_err().to_string();
        assert!(error().contains("story.css: "), "{}", error());
        std::fs::write(&sheet, "a { color: red }\n\nb } color: red").unwrap();
        assert!(error().contains("story.css:3:"), "{}", error());
    }

    #[test]
    fn a_page_has_its_own_part_and_a_file_the_rest() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../style"));
        let styles = Styles::read(folder, &BTreeMap::new()).unwrap();
        for (sheet, own, other) in [
            (&styles.story, ".headline", ".front-newest"),
            (&styles.listing, ".front-newest", ".headline"),
        ] {
            let Sheet { painted, rest, .. } = sheet;
            assert!(painted.contains("--paper:") && !rest.contains("--paper:#fffdf8"));
            assert!(painted.contains(own) && !rest.contains(&format!("{own}{{")), "{own}");
            assert!(rest.contains(other) && !painted.contains(&format!("{other}{{")), "{other}");
            for below in [".footer{", ".comment-form", ".crash", "@media print"] {
                assert!(rest.contains(below) && !painted.contains(below), "{below}");
            }
        }
        let files = fs_names(folder);
        for name in &files {
            let imported = ["shared", "story", "listing", "below"].iter().any(|sheet| {
                let text = std::fs::read_to_string(folder.join(format!("{sheet}.css"))).unwrap();
                text.contains(&format!("\"component/{name}\""))
            });
            assert!(imported, "no sheet imports {name}");
        }
    }

    fn fs_names(folder: &Path) -> Vec<String> {
        let files = std::fs::read_dir(folder.join("component")).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    }
}
