//! `[pictures]`: what is made of every picture.

use super::PictureSettings;
use super::parse::VALUE;
use super::schema;
use crate::read::data::Fields;
use crate::read::reporter::Reporter;

/// No picture is made in more widths: each is a file for each picture.
const MOST_WIDTHS: usize = 8;

pub(super) fn read(reporter: &Reporter<'_>, mut fields: Fields<'_>) -> PictureSettings {
    let mut settings = PictureSettings::default();
    let widths = fields.texts(&["widths"]);
    if let (Some((_, first)), Some((_, last))) = (widths.first(), widths.last()) {
        let all = first.start..last.end;
        let numbers = widths.iter().map(|(text, _)| text.parse().ok());
        let numbers: Option<Vec<u32>> =
            numbers.map(|width| width.filter(|width| (16..=4096).contains(width))).collect();
        match numbers {
            Some(mut numbers) if numbers.len() <= MOST_WIDTHS => {
                numbers.sort_unstable();
                numbers.dedup();
                settings.widths = numbers;
            }
            _ => reporter.error(VALUE, all, "these are no widths of pictures").help(format!(
                "Write at most {MOST_WIDTHS} numbers from 16 to 4096, for example widths = [480, \
                 800, 1200]."
            )),
        }
    }
    if let Some((quality, span)) = fields.text_at(&["quality"]) {
        match quality.parse() {
            Ok(quality) if (1..=100).contains(&quality) => settings.quality = quality,
            _ => reporter
                .error(VALUE, span, format!("“{quality}” is no quality"))
                .help("Write a number from 1 to 100; 80 is usual."),
        }
    }
    settings.avif = fields.flag(&["avif"]).unwrap_or(false);
    fields.finish(&schema::fields("pictures"));
    settings
}

#[cfg(test)]
mod tests {
    use crate::settings::{PictureSettings, Settings};

    fn parse(text: &str) -> (PictureSettings, Vec<String>) {
        let (settings, found) =
            Settings::parse("newsprint.toml", &format!("title = \"T\"\n[pictures]\n{text}\n"));
        (settings.pictures, found.sorted().into_iter().map(ToString::to_string).collect())
    }

    #[test]
    fn reads_what_is_made_of_pictures() {
        let text = "widths = [1200, 400, 800, 800]\nquality = 70\navif = true";
        let (settings, found) = parse(text);
        assert_eq!(found, [""; 0]);
        assert_eq!(
            settings,
            PictureSettings { widths: vec![400, 800, 1200], quality: 70, avif: true }
        );
    }

    #[test]
    fn says_what_cannot_be_made() {
        for (text, place) in [
            ("widths = [0]", "3:"),
            ("widths = [480, 90000]", "3:"),
            ("widths = [\"wide\"]", "3:"),
            ("widths = [100, 101, 102, 103, 104, 105, 106, 107, 108]", "3:"),
            ("quality = 0", "3:11"),
            ("quality = 101", "3:11"),
            ("qualty = 80", "3:1"),
        ] {
            let (settings, found) = parse(text);
            assert_eq!(settings, PictureSettings::default());
            assert!(found[0].starts_with(&format!("newsprint.toml:{place}")), "{text}: {found:?}");
        }
    }
}
