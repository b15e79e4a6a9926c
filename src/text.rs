//! Texts in texts.

/// Whether a text holds another. The standard library's own search is made for long texts: a
/// kilobyte of code.
pub fn holds(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|it| it == part.as_bytes())
}

/// A text with another wherever a part of it stood.
pub fn replaced(text: &str, part: &str, by: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match rest.strip_prefix(part) {
            Some(behind) => {
                out.push_str(by);
                rest = behind;
            }
            None => {
                out.push(character);
                rest = rest.get(character.len_utf8()..).unwrap_or_default();
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_holds_what_stands_in_it(text in "[abé\n]{0,8}", part in "[abé\n]{0,3}") {
            prop_assert_eq!(holds(&text, &part), text.contains(&part));
        }

        #[test]
        fn a_part_is_replaced_wherever_it_stands(text in "[abé]{0,8}", part in "[abé]{1,3}") {
            prop_assert_eq!(replaced(&text, &part, "éx"), text.replace(&part, "éx"));
        }
    }
}
