//! The fields that a story cannot do without.

use crate::read::data::near;
use crate::read::front_matter::FrontMatter;
use crate::read::reporter::Reporter;

/// Says which required fields are missing, and what was likely meant to be one.
pub(super) fn missing(matter: &FrontMatter, title: bool, date: bool, reporter: &Reporter<'_>) {
    let wanted = [
        (
            "title",
            title,
            "press::front_matter::missing_title",
            "there is no title",
            "Add a title to the front matter, or begin the text with a heading: # …",
        ),
        (
            "date",
            date,
            "press::front_matter::missing_date",
            "the story has no date",
            "Add a date to the front matter, like 2025-12-19, or put it into the file's name. If \
             this is a plain page, put the file into content/pages or say that its kind is “text”.",
        ),
    ];
    for (field, is_missing, code, message, help) in wanted {
        let mut meant = false;
        for (name, span) in matter.misspelled.iter().filter(|(name, _)| near(name, field)) {
            meant = true;
            let report = if is_missing {
                let message = format!("{message}, but a field “{name}”");
                reporter.error(code, span.clone(), message)
            } else {
                let message = format!("“{name}” is no field that is known here");
                reporter.slip("press::front_matter::unknown_field", span.clone(), message)
            };
            report.help(format!("Did you mean “{field}”?"));
        }
        if is_missing && !meant {
            reporter.error(code, 0..0, message).help(help);
        }
    }
}
