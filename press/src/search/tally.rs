//! The terms of a story.

use super::normal;
use newsprint::edition::{Story, paragraphs};
use newsprint::search::{Rank, terms};
use rustc_hash::FxHashMap;

/// From how many times on a term stands in a text again and again.
const OFTEN: u32 = 3;

/// The terms of a story, each with the best place where it stands.
pub(super) fn tally(story: &Story) -> Vec<(Box<str>, Rank)> {
    let mut found: FxHashMap<Box<str>, (Rank, u32)> = FxHashMap::default();
    found.reserve(512);
    let mut add = |text: &str, rank: Rank| {
        terms(text, &normal, &mut |_, term, _| match found.get_mut(term) {
            Some((best, count)) => {
                *best = rank.max(*best);
                *count += 1;
            }
            None => {
                found.insert(term.into(), (rank, 1));
            }
        });
    };
    add(&story.headline, Rank::Headline);
    add(story.standfirst.as_deref().unwrap_or_default(), Rank::Standfirst);
    let labels = story.section.iter().chain(&story.topics).chain(&story.authors);
    labels.for_each(|label| add(&label.name, Rank::Label));
    for paragraph in paragraphs(&story.body) {
        add(&paragraph, Rank::Text);
    }
    let rank = |(rank, count)| match rank {
        Rank::Text if count >= OFTEN => Rank::Often,
        rank => rank,
    };
    found.into_iter().map(|(term, place)| (term, rank(place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::edition::{Address, Block, Inline, NamedLink};
    use std::collections::HashMap;

    #[test]
    fn a_term_counts_where_it_stands_best() {
        let link = |name: &str| NamedLink { name: name.into(), address: Address::front() };
        let story = Story {
            headline: "The Ferry returns".into(),
            standfirst: Some("Quay and ferry.".into()),
            section: Some(link("Local")),
            topics: vec![link("Sea life")],
            authors: vec![link("Ana Öz")],
            body: vec![Block::Paragraph {
                content: vec![Inline::text("A ferry, a boat, the Straße: boat, boat, sea.")],
            }],
            ..Story::default()
        };
        let found: HashMap<_, _> = tally(&story).into_iter().collect();
        for (term, rank) in [
            ("ferry", Rank::Headline),
            ("quay", Rank::Standfirst),
            ("local", Rank::Label),
            ("sea", Rank::Label),
            ("oz", Rank::Label),
            ("boat", Rank::Often),
            ("strasse", Rank::Text),
        ] {
            assert_eq!(found.get(term), Some(&rank), "{term}");
        }
    }
}
