//! The words of the interface.

use crate::project::{Project, story};
use crate::tree::texts;

#[test]
fn an_edition_speaks_its_own_language() {
    let project = Project::new([]);
    let words =
        include_str!("../../../words/en.toml").replace("\"No stories yet.\"", "\"Noch nichts.\"");
    project.write("words/de.toml", &words);
    project.write(
        "newsprint.toml",
        "title = \"Der Kai\"\nbase_url = \"https://kai.example\"\nlanguage = \"de\"\n",
    );
    let edition = project.build();
    let archive = edition.painted("/archive/");
    assert_eq!(texts(&archive, ".listing-empty"), ["Noch nichts."]);
    assert_eq!(archive.root_element().attr("lang"), Some("de"));
}

#[test]
fn a_language_without_words_is_told() {
    let settings = "title = \"Quai\"\nbase_url = \"https://quai.example\"\nlanguage = \"fr\"\n";
    let project = Project::new([("newsprint.toml", settings)]);
    let (result, lines) = project.outcome();
    assert!(result.is_ok());
    assert!(lines[0].contains("there are no words for the language “fr”"), "{lines:#?}");
}

#[test]
fn names_stand_between_the_commas_of_the_language() {
    let text = story("Quay", "2026-05-01", "authors = [\"A\", \"B\", \"C\"]");
    let project = Project::new([("content/s/quay.md", text.as_str())]);
    let words = include_str!("../../../words/en.toml")
        .replace("comma = \", \"", "comma = \"، \"")
        .replace("and = \"and\"", "and = \"و\"");
    project.write("words/ar.toml", &words);
    project.write(
        "newsprint.toml",
        "title = \"Quay\"\nbase_url = \"https://quay.example\"\nlanguage = \"ar\"\n",
    );
    let page = project.build().painted("/2026/05/01/quay/");
    assert_eq!(texts(&page, ".byline"), ["By A، B و C"]);
}
