//! Listings, page by page.

use newsprint::edition::Address;
use std::ops::Range;

/// A page of a listing: which of its stories it shows, and its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingPage {
    /// Counted from the oldest; `None` for the newest page, at the listing's own address.
    pub number: Option<usize>,
    /// Where it lives.
    pub address: Address,
    /// Which of the listing's stories, counted from the oldest.
    pub stories: Range<usize>,
    /// The page with older stories.
    pub older: Option<Address>,
    /// The page with newer stories.
    pub newer: Option<Address>,
}

/// Cuts a listing into pages, numbered from the oldest.
///
/// Full pages of `size` stories never change again. The newest page, at the listing's own
/// address, holds what is left and never fewer than `size` (where there are so many): between
/// `size` and `2 * size - 1`.
pub fn numbered(root: &Address, total: usize, size: usize) -> Vec<ListingPage> {
    let size = size.max(1);
    let full = (total / size).saturating_sub(1);
    let address = |number: usize| {
        if number > full {
            root.clone()
        } else {
            Address::new(format!("{root}page/{number}/")).unwrap_or_else(|_| root.clone())
        }
    };
    (1..=full + 1)
        .map(|number| ListingPage {
            number: (number <= full).then_some(number),
            address: address(number),
            stories: (number - 1) * size..if number > full { total } else { number * size },
            older: (number > 1).then(|| address(number - 1)),
            newer: (number <= full).then(|| address(number + 1)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pages(total: usize, size: usize) -> Vec<ListingPage> {
        numbered(&Address::new("/archive/").unwrap(), total, size)
    }

    #[test]
    fn the_newest_page_is_never_thin() {
        let lengths = |total| pages(total, 10).iter().map(|p| p.stories.len()).collect::<Vec<_>>();
        assert_eq!(lengths(0), [0]);
        assert_eq!(lengths(7), [7]);
        assert_eq!(lengths(19), [19]);
        assert_eq!(lengths(20), [10, 10]);
        assert_eq!(lengths(29), [10, 19]);
        assert_eq!(lengths(30), [10, 10, 10]);
    }

    #[test]
    fn pages_are_numbered_from_the_oldest() {
        let pages = pages(30, 10);
        let addresses: Vec<_> = pages.iter().map(|page| page.address.as_str()).collect();
        assert_eq!(addresses, ["/archive/page/1/", "/archive/page/2/", "/archive/"]);
        assert_eq!(pages[0].stories, 0..10);
        assert_eq!(pages[2].number, None);
        assert_eq!(pages[2].older.as_ref().unwrap().as_str(), "/archive/page/2/");
        assert_eq!(pages[1].newer.as_ref().unwrap().as_str(), "/archive/");
        assert_eq!(pages[0].older, None);
    }

    proptest! {
        #[test]
        fn every_story_stands_on_one_page(total in 0usize..500, size in 1usize..40) {
            let pages = pages(total, size);
            let mut next = 0;
            for page in &pages {
                prop_assert_eq!(page.stories.start, next);
                next = page.stories.end;
            }
            prop_assert_eq!(next, total);
        }

        #[test]
        fn one_more_story_leaves_full_pages_alone(total in 0usize..500, size in 1usize..40) {
            let (before, after) = (pages(total, size), pages(total + 1, size));
            let changed = before
                .iter()
                .filter(|page| !after.contains(page))
                .count();
            // The newest page, and when it is split the page before it, whose newer
            // neighbour is a new one.
            prop_assert!(changed <= 2);
        }
    }
}
