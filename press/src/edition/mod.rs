//! What was read becomes an edition: its order, its neighbours, its listings.
//!
//! Everything here is decided from front matter alone. A [`Plan`] holds indices into the
//! stories, oldest first; the text of a story is read when its page is written.

mod labels;
mod listing_plan;
mod listings;
mod plan;
mod prints;
mod rare_words;
mod related;
#[cfg(test)]
mod shelf;

pub use labels::{Label, Labels};
pub use listing_plan::ListingPlan;
pub use listings::numbered;
pub use plan::{FeedPlan, Plan};
pub use prints::Prints;
