//! Which places for comments this app is made for, which `build.rs` takes from the settings:
//! what the others need is left out of it. Natively all are there.
//!
//! What is asked here is known to the compiler: whatever only runs when it is so is no code
//! where it is not.

/// The newsroom takes none.
pub(super) const NOWHERE: bool = cfg!(comments = "none");
/// Comments stay in the reader's browser.
pub(super) const DEVICE: bool = cfg!(comments = "device");
/// Others than this reader see a comment and can be asked about it.
pub(super) const SHARED: bool = cfg!(any(comments = "isso", comments = "wordpress"));
/// Readers can change and delete their own comments.
pub(super) const CHANGES: bool = cfg!(any(comments = "device", comments = "isso"));
/// Readers can vote, and change and delete what they have sent to a server.
pub(super) const ACTS: bool = cfg!(comments = "isso");
/// The place shows what it would make of a text.
pub(super) const PREVIEWS: bool = cfg!(comments = "isso");
/// The comments of many threads can be counted at once.
pub(super) const COUNTS: bool = cfg!(comments = "isso");
/// What comes twice is taken twice.
pub(super) const TAKES_TWICE: bool = cfg!(comments = "isso");
/// An answer to a comment that has gone is taken as if that were there.
pub(super) const TAKES_ORPHANS: bool = cfg!(comments = "wordpress");
/// A comment can only be known again by what was made of its text.
pub(super) const MENDS: bool = cfg!(comments = "wordpress");
