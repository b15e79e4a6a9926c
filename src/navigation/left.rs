//! Where the reader was on the pages that they have left: who goes back or forward finds the
//! focus on the link by which, or beside which, they went, as with documents.

use crate::browser::navigation_api::current_key;
use crate::browser::typed::{self, Left};
use std::cell::RefCell;

/// Of how many pages it is kept.
const KEPT: usize = 50;

thread_local! {
    /// By the key of the entry in the history, the one that was left last at the end.
    static LEFT: RefCell<Vec<(String, Left)>> = const { RefCell::new(Vec::new()) };
}

/// Takes down which link has the focus on the page that is about to be left.
pub(super) fn note() {
    let Some(key) = current_key() else { return };
    let left = typed::left();
    LEFT.with_borrow_mut(|all| {
        all.retain(|(other, _)| *other != key);
        all.extend(left.map(|left| (key, left)));
        if all.len() > KEPT {
            all.remove(0);
        }
    });
}

/// Puts the focus back on the page of this entry, which is drawn again. `false` where no link had
/// it, or the link has gone.
pub(super) fn put_back(key: &str) -> bool {
    LEFT.with_borrow(|all| {
        all.iter().find(|(other, _)| other == key).is_some_and(|(_, left)| left.put_back())
    })
}
