use crate::diagnostic::{Diagnostic, Diagnostics, plain};
use crate::read::text_file::{self, Unread};
use newsprint::edition::{Word, Words};
use std::collections::BTreeMap;
use std::path::Path;

const ENGLISH: &str = include_str!("../../../words/en.toml");

/// The words of the interface in a language, from `words/LANGUAGE.toml` in a folder.
///
/// A word that the file lacks is a warning and comes in English; so does every word when
/// there is no file for the language.
pub fn words(folder: &Path, language: &str) -> (Words, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let english = parse("words/en.toml", ENGLISH, &mut diagnostics);
    let primary = language.split('-').next().unwrap_or(language);
    let found = [language, primary].into_iter().find_map(|tag| {
        let name = format!("words/{tag}.toml");
        match text_file::read(&folder.join(format!("{tag}.toml"))) {
            Err(Unread::Failed(_)) => None,
            read => Some((name, read)),
        }
    });
    let (name, texts) = match found {
        Some((name, Ok(text))) => {
            let texts = parse(&name, &text, &mut diagnostics);
            (name, texts)
        }
        Some((name, Err(unread))) => {
            diagnostics.push(unread.diagnostic(name));
            return (collect(&english, &english), diagnostics);
        }
        None if primary == "en" => return (collect(&english, &english), diagnostics),
        None => {
            diagnostics.push(
                Diagnostic::warning(
                    "press::words::missing_language",
                    "newsprint.toml",
                    format!("there are no words for the language “{language}”"),
                )
                .help(format!(
                    "Copy words/en.toml to words/{primary}.toml and translate it; until then the \
                     interface speaks English."
                )),
            );
            return (collect(&english, &english), diagnostics);
        }
    };
    for word in Word::ALL.iter().filter(|word| !texts.contains_key(word.name())) {
        diagnostics.push(
            Diagnostic::warning(
                "press::words::missing_word",
                name.clone(),
                format!("the word “{}” is missing", word.name()),
            )
            .help(
                "Take it from words/en.toml and translate it; until then it is shown in English.",
            ),
        );
    }
    for key in texts.keys().filter(|key| !Word::ALL.iter().any(|word| word.name() == *key)) {
        diagnostics.push(
            Diagnostic::warning(
                "press::words::unknown_word",
                name.clone(),
                format!("“{key}” is no word of the interface"),
            )
            .help("Compare its spelling with words/en.toml, or take it out."),
        );
    }
    (collect(&texts, &english), diagnostics)
}

fn parse(name: &str, text: &str, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    toml::from_str(text).unwrap_or_else(|error: toml::de::Error| {
        let message = plain(error.message()).unwrap_or("this cannot be read as TOML");
        let diagnostic = Diagnostic::error("press::words::malformed", name, message);
        let diagnostic = match error.span() {
            Some(span) => diagnostic.at(text, span),
            None => diagnostic,
        };
        diagnostics.push(diagnostic.help("Each line is a name, “=”, and a text in quotes."));
        BTreeMap::new()
    })
}

fn collect(texts: &BTreeMap<String, String>, english: &BTreeMap<String, String>) -> Words {
    let text = |word: &Word| texts.get(word.name()).or_else(|| english.get(word.name())).cloned();
    Words::new(Word::ALL.iter().map(|word| text(word).unwrap_or_default()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_word_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("en.toml"), ENGLISH).unwrap();
        let (words, diagnostics) = words(folder.path(), "en-GB");
        assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
        assert!(Word::ALL.iter().all(|&word| !words.get(word).is_empty()));
    }

    #[test]
    fn a_number_that_may_be_one_stands_before_no_plural() {
        let english = parse("words/en.toml", ENGLISH, &mut Diagnostics::new());
        let numbers = ["{count} ", "{minutes} ", "{seconds} "];
        let plural = |text: &str| {
            let behind = numbers.iter().filter_map(|it| text.split_once(it));
            behind.into_iter().any(|(_, rest)| {
                let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                word.ends_with('s')
            })
        };
        let found = english.iter().filter(|(_, text)| plural(text)).map(|(name, _)| name.as_str());
        // Two have a form for one, and two always speak of ten.
        let known = ["count_on_card", "found_many", "hop_timeout", "search_timeout"];
        assert_eq!(found.collect::<Vec<_>>(), known);
    }

    #[test]
    fn every_translation_that_comes_along_is_whole() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../words");
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let (_, diagnostics) = words(&folder, &language);
            assert!(diagnostics.is_empty(), "{language}: {diagnostics}");
        }
    }

    #[test]
    fn a_translation_falls_back_to_english_word_by_word() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("de.toml"), "by = \"Von\"\nbuy = \"\"\n").unwrap();
        let (words, diagnostics) = words(folder.path(), "de");
        assert_eq!(words.get(Word::By), "Von");
        assert_eq!(words.get(Word::Comments), "Comments");
        let messages: Vec<_> = diagnostics.iter().map(|d| d.message().to_owned()).collect();
        assert!(messages.contains(&"“buy” is no word of the interface".to_owned()));
        assert!(messages.contains(&"the word “comments” is missing".to_owned()));
    }
}
