//! What fuzzers call, and the tests that replay what they have kept (`tests/fuzz/`).
//!
//! Each function reads something that others have written and panics where what came of it is not
//! what a newsroom may rely on. None of it is in press.

#[path = "../../tests/fuzz/shared/drawn.rs"]
pub(crate) mod drawn;
#[path = "../../tests/fuzz/shared/growth.rs"]
mod growing;
pub(crate) mod records;
mod settings;

#[cfg(test)]
#[path = "../../tests/fuzz/shared/corpus.rs"]
mod corpus;

pub use crate::picture::fuzzing::drawing;
pub use crate::read::fuzzing::{front_matter, markdown};
pub use records::ledger;
pub use settings::settings;

/// Texts that are twice as long do not take four times as long to read. The first byte says what is
/// read.
pub fn growth(input: &[u8]) {
    let Some((reader, text)) = input.split_first() else { return };
    match reader {
        b'm' => growing::check(text, &crate::read::fuzzing::read_body),
        b'f' => growing::check(text, &crate::read::fuzzing::read_front_matter),
        b'd' => growing::check(text, &crate::picture::fuzzing::read),
        b's' => growing::check(text, &settings::read),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::corpus::replay;

    #[test]
    fn texts_that_were_kept() {
        replay("markdown", super::markdown);
    }

    #[test]
    fn drawings_that_were_kept() {
        replay("drawing", super::drawing);
    }

    #[test]
    fn front_matter_that_was_kept() {
        replay("front_matter", super::front_matter);
    }

    #[test]
    fn settings_that_were_kept() {
        replay("settings", super::settings);
    }

    #[test]
    fn records_that_were_kept() {
        replay("ledger", super::ledger);
    }

    #[test]
    fn texts_that_grow_that_were_kept() {
        replay("growth", super::growth);
    }
}
