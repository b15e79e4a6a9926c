use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use lightningcss::traits::Parse;
use lightningcss::values::color::CssColor;
use std::collections::BTreeMap;
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

/// The whole style sheet as one text: `main.css` with all it imports, made small, and the
/// newsroom's own colours. It is the same text on every page.
///
/// # Errors
/// Names the file, line and column of what is not CSS.
pub fn style(main: &Path, colours: &BTreeMap<String, String>) -> Result<String, StyleError> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(main).map_err(|error| {
        StyleError::Sheet(match error.loc {
            // The line is counted from 0, the column from 1.
            Some(at) => format!("{}:{}:{}: {}", at.filename, at.line + 1, at.column, error.kind),
            None => format!("{}: {}", main.display(), error.kind),
        })
    })?;
    let targets = Targets::from(BROWSERS);
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| StyleError::Sheet(error.to_string()))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| StyleError::Sheet(error.to_string()))?;
    for (name, colour) in colours {
        if !COLOURS.contains(&name.as_str()) {
            return Err(StyleError::Name { name: name.clone(), known: COLOURS.join(", ") });
        }
        if CssColor::parse_string(colour).is_err() {
            return Err(StyleError::Colour { name: name.clone(), colour: colour.clone() });
        }
    }
    let brand: String = colours
        .iter()
        .map(|(name, colour)| format!("--brand-{}:{colour};", name.replace('_', "-")))
        .collect();
    Ok(if brand.is_empty() { printed.code } else { format!(":root{{{brand}}}{}", printed.code) })
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
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(&main, "a { color: var(--brand-accent, red) }").unwrap();
        let brand = |name: &str, colour: &str| {
            style(&main, &BTreeMap::from([(name.to_owned(), colour.to_owned())]))
        };
        assert!(brand("accent", "#123456").unwrap().starts_with(":root{--brand-accent:#123456;}"));
        assert!(matches!(brand("acent", "#123"), Err(StyleError::Name { .. })));
        assert!(matches!(brand("accent", "</style>"), Err(StyleError::Colour { .. })));
    }

    #[test]
    fn what_is_wrong_with_a_sheet_is_named_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        let error = || style(&main, &BTreeMap::new()).unwrap_err().to_string();
        assert!(error().contains("main.css: "), "{}", error());
        std::fs::write(&main, "a { color: red }\n\nb } color: red").unwrap();
        assert!(error().contains("main.css:3:"), "{}", error());
    }
}
