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
/// Readers can vote, change and delete their own comments, and see what would be made of a
/// text; many threads can be counted at once.
pub(super) const ISSO: bool = cfg!(comments = "isso");
