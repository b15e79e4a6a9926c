//! What fuzzers call, and the tests that replay what they have kept (`tests/fuzz/`).
//!
//! Each function reads something that others have sent and panics where what came of it is not
//! what a reader may rely on. None of it is in the app.

#[path = "../tests/fuzz/shared/drawn.rs"]
pub(crate) mod drawn;
#[path = "../tests/fuzz/shared/growth.rs"]
mod growing;

pub use crate::comment::fuzzing::comment_answers;
pub use crate::navigation::fuzzing::page_data;

/// Comments and pages that are twice as long do not take four times as long to read. The first byte
/// says what is read.
pub fn growth(input: &[u8]) {
    let Some((reader, text)) = input.split_first() else { return };
    match reader {
        b'c' => growing::check(text, &crate::comment::fuzzing::draw_html),
        b'i' => growing::check(text, &|text| crate::comment::fuzzing::list("isso", text)),
        b'w' => growing::check(text, &|text| crate::comment::fuzzing::list("wordpress", text)),
        b'p' => growing::check(text, &|text| drop(crate::navigation::fuzzing::read(text))),
        _ => {}
    }
}

#[cfg(test)]
#[path = "../tests/fuzz/shared/corpus.rs"]
mod corpus;

#[cfg(test)]
mod tests {
    use super::corpus::replay;

    #[test]
    fn answers_of_comment_servers_that_were_kept() {
        replay("comment_answers", super::comment_answers);
    }

    #[test]
    fn data_of_pages_that_were_kept() {
        replay("page_data", super::page_data);
    }

    #[test]
    fn texts_that_grow_that_were_kept() {
        replay("growth", super::growth);
    }
}
