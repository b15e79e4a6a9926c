//! Telling of what is laid out anew, each kind once a file.

use crate::read::reporter::Reporter;
use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

pub(super) struct Teller<'a> {
    reporter: &'a Reporter<'a>,
    /// Where the text begins in the file.
    offset: usize,
    told: RefCell<HashSet<String>>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(reporter: &'a Reporter<'a>, offset: usize) -> Self {
        Self { reporter, offset, told: RefCell::default() }
    }

    /// Warns of something in a range of the text, unless the same has been said before.
    pub(super) fn warn(
        &self,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
        help: &str,
    ) {
        let message = message.into();
        if self.told.borrow_mut().insert(message.clone()) {
            let range = range.start + self.offset..range.end + self.offset;
            self.reporter.warning(code, range, message).help(help);
        }
    }
}
