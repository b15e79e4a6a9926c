use crate::edition::{Address, Story, Teaser};
use crate::markup::Element;

/// What stands in a page, or is done for it, and comes from rooms above the page: the app fills it
/// in.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Draws the conversation below a story; nothing where the newsroom takes no comments.
    pub conversation: fn(&Story) -> Option<Element>,
    /// Draws the place on a card for the number of comments, where there is one.
    pub count: fn(&Teaser) -> Option<Element>,
    /// Fills those places, on a listing that is being drawn.
    pub fill_counts: fn(),
    /// Fetches pages ahead whose cards are on screen; the cards are named by a CSS selector.
    pub fetch_ahead: fn(&str, &[Address]),
}
