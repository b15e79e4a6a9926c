//! What somebody may have meant.

/// The name that was likely meant, if any is near enough.
pub(crate) fn likely<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = fold(word);
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&plain, &fold(name)), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).clamp(1, 3))
        .min()
        .map(|(_, name)| name)
}

/// Whether two words are at most two typing slips apart, and not wholly different short ones.
pub(crate) fn near(word: &str, name: &str) -> bool {
    let distance = strsim::damerau_levenshtein(&fold(word), &fold(name));
    distance <= 2 && distance * 2 < name.chars().count()
}

/// Letter case and word separators are no part of a spelling.
fn fold(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["title", "date", "description", "updated"];
        assert_eq!(likely("titel", names), Some("title"));
        assert_eq!(likely("Descripton", names), Some("description"));
        assert_eq!(likely("colour", names), None);
        assert_eq!(likely("update", names), Some("updated"));
        assert!(near("dat", "date") && near("Titel", "title"));
        assert!(!near("x", "date") && !near("tags", "date"));
    }
}
