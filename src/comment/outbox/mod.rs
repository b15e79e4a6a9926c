//! Nothing that was sent is lost.

pub(super) mod entry;
mod step;
