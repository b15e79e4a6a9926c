//! A file for each piece of a page, named as one sees it.
//!
//! A component is a function that returns an [`Element`](crate::markup::Element); what changes
//! while one looks at it hangs on Leptos' signals.

mod announcer;
pub mod block;
mod byline;
mod dateline;
mod fold;
mod footer;
mod inline;
mod masthead;
mod math;
mod menu;
mod neighbours;
mod pagination;
pub mod picture;
mod related;
mod section_label;
mod skip_link;
mod teaser_card;
mod topics;

pub use announcer::announcer;
pub use byline::byline;
pub use dateline::dateline;
pub use fold::{Attributes, Fold, folded};
pub use footer::footer;
pub use masthead::masthead;
pub use neighbours::neighbours;
pub use pagination::pagination;
pub use related::related;
pub use section_label::section_label;
pub use skip_link::skip_link;
pub use teaser_card::{TeaserLevel, teaser_card, teaser_card_with, teaser_list};
pub use topics::topics;
