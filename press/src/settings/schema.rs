//! The JSON Schema of `newsprint.toml`, by which editors complete and check the file. The
//! parser takes the names of fields from it, so that the two cannot part ways.

use serde_json::Value;
use std::sync::LazyLock;

const SCHEMA: &str = include_str!("../../../newsprint.schema.json");

static PARSED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(SCHEMA).unwrap_or_default());

/// The names of the fields of a table, as it is headed in the file: `""` for the top,
/// `"brand"`, `"menu.header"`.
pub(super) fn fields(table: &str) -> Vec<&'static str> {
    let names = properties(table).and_then(Value::as_object);
    names.into_iter().flat_map(|it| it.keys()).map(String::as_str).collect()
}

fn properties(table: &str) -> Option<&'static Value> {
    let mut place = &*PARSED;
    for name in table.split('.').filter(|name| !name.is_empty()) {
        place = place.get("properties")?.get(name)?;
        place = place.get("items").unwrap_or(place);
        if let Some(definition) = place.get("$ref").and_then(Value::as_str) {
            place = PARSED.pointer(definition.trim_start_matches('#'))?;
        }
    }
    place.get("properties")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use std::path::Path;

    /// Every table of the file.
    const TABLES: [&str; 12] = [
        "",
        "brand",
        "brand.colours",
        "sections",
        "topics",
        "authors",
        "menu.header",
        "menu.footer",
        "pictures",
        "build",
        "embeds",
        "comments",
    ];

    /// Every field that holds a value: its table, its name, and what the schema says of it.
    fn values() -> Vec<(&'static str, &'static str, &'static Value)> {
        let of = |table| {
            let properties = properties(table).unwrap().as_object().unwrap();
            properties.iter().map(move |(name, field)| (table, name.as_str(), field))
        };
        let is_table = |table: &str, name: &str| {
            let path = format!("{table}.{name}");
            let path = path.trim_start_matches('.');
            TABLES.iter().any(|it| {
                it.strip_prefix(path).is_some_and(|it| it.is_empty() || it.starts_with('.'))
            })
        };
        let all = TABLES.into_iter().flat_map(of);
        all.filter(|(table, name, _)| !is_table(table, name)).collect()
    }

    /// Settings with one field of one table.
    fn settings(table: &str, name: &str, value: &Value) -> String {
        let title = if (table, name) == ("", "title") { "" } else { "title = \"T\"" };
        let heading = match table {
            "" => String::new(),
            list if LISTS.contains(&list) => format!("[[{list}]]"),
            one => format!("[{one}]"),
        };
        let mut lines = vec![title.to_owned(), heading];
        let whole = [("name", "\"N\""), ("href", "\"/\"")];
        let needed = whole.into_iter().filter(|(it, _)| *it != name && fields(table).contains(it));
        lines.extend(needed.map(|(name, value)| format!("{name} = {value}")));
        // Only a comment server has an address.
        lines.extend((name == "endpoint").then(|| "provider = \"isso\"".to_owned()));
        // JSON's texts, numbers and lists are TOML's.
        lines.push(format!("{name} = {value}"));
        lines.join("\n")
    }

    const LISTS: [&str; 5] = ["sections", "topics", "authors", "menu.header", "menu.footer"];

    fn validator() -> jsonschema::Validator {
        jsonschema::validator_for(&PARSED).unwrap()
    }

    fn json(text: &str) -> Value {
        serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
    }

    #[test]
    fn what_the_schema_names_is_read_as_it_says() {
        let validator = validator();
        assert!(values().len() > 30, "{}", values().len());
        for (table, name, field) in values() {
            let examples = field["examples"].as_array();
            let examples = examples.unwrap_or_else(|| panic!("{table} {name} has no examples"));
            let wrong = [json_of_no_kind(field)];
            for (value, fits) in examples.iter().map(|it| (it, true)).chain([(&wrong[0], false)]) {
                let text = settings(table, name, value);
                let (_, found) = Settings::parse("newsprint.toml", &text);
                let said: Vec<_> = found.sorted().into_iter().map(ToString::to_string).collect();
                assert_eq!(said.is_empty(), fits, "{text}\n{said:#?}");
                let faults: Vec<_> =
                    validator.iter_errors(&json(&text)).map(|it| it.to_string()).collect();
                assert_eq!(faults.is_empty(), fits, "{text}\n{faults:#?}");
            }
        }
    }

    /// A value that a field cannot hold.
    fn json_of_no_kind(field: &Value) -> Value {
        match field["type"].as_str() {
            Some("array") => serde_json::json!(["/:no width, and no path"]),
            _ => serde_json::json!([[]]),
        }
    }

    #[test]
    fn a_host_with_a_path_is_wrong_to_both() {
        for (url, fits) in [("https://a.example/", true), ("https://a.example/paper", false)] {
            let text = settings("", "base_url", &Value::from(url));
            assert_eq!(validator().is_valid(&json(&text)), fits, "{url}");
            let (settings, _) = Settings::parse("newsprint.toml", &text);
            let found = crate::settings::check_url(&settings, Path::new("newsprint.toml"));
            assert_eq!(found.errors() == 0, fits, "{url}");
        }
    }

    #[test]
    fn a_default_is_what_press_takes() {
        let (settings, _) = Settings::parse("newsprint.toml", "title = \"T\"");
        let default = |table, name| properties(table).unwrap()[name]["default"].clone();
        assert_eq!(default("", "language"), settings.language);
        assert_eq!(default("", "time_zone"), settings.time_zone.iana_name().unwrap());
        assert_eq!(default("", "permalink"), settings.permalink);
        assert_eq!(default("", "page_size"), settings.page_size);
        assert_eq!(default("pictures", "widths"), serde_json::json!(settings.pictures.widths));
        assert_eq!(default("pictures", "quality"), settings.pictures.quality);
        assert_eq!(default("pictures", "avif"), settings.pictures.avif);
        assert_eq!(default("embeds", "play"), serde_json::json!([]));
        assert_eq!(settings.players, []);
        assert_eq!(default("comments", "provider"), serde_json::json!(settings.comments.provider));
    }

    #[test]
    fn a_field_that_the_schema_lacks_is_unknown() {
        for table in TABLES {
            let text = settings(table, "zzz", &Value::from("z"));
            assert!(!validator().is_valid(&json(&text)), "{text}");
            let (_, found) = Settings::parse("newsprint.toml", &text);
            // A colour that nobody knows is said with the style sheet.
            assert_eq!(found.warnings(), usize::from(table != "brand.colours"), "{text}");
        }
        assert_eq!(fields("brand.colours"), crate::write::COLOURS);
    }

    #[test]
    fn the_sample_keeps_to_the_schema_and_the_words_tell_of_every_field() {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let read = |path: &str| std::fs::read_to_string(project.join(path)).unwrap();
        let sample = read("newsprint.toml");
        assert!(sample.starts_with("#:schema ./newsprint.schema.json\n"));
        let sample = json(&sample);
        let faults: Vec<_> = validator().iter_errors(&sample).map(|it| it.to_string()).collect();
        assert_eq!(faults, [""; 0]);
        let words = read("docs/settings.md");
        for (table, name, _) in values() {
            let field = name.trim_end_matches("_dark");
            assert!(words.contains(&format!("`{field}`")), "{table} {name}");
        }
    }
}
