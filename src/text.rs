//! Texts in texts.

/// Whether a text holds another. The standard library's own search is made for long texts: a
/// kilobyte of code.
pub fn holds(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|it| it == part.as_bytes())
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
    }
}
