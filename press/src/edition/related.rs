//! Which stories stand beside a story as related.

use super::Labels;
use super::rare_words::RareWords;
use crate::read::Filed;
use std::cmp::Reverse;

/// How many are shown.
const SHOWN: usize = 3;

/// What a score takes at most, in bits.
const SCORE_BITS: u32 = 8;

/// How far a topic, a section or a rare word is looked along on either side of the story. It bounds both the work and
/// the number of stories that a new one can change.
const REACH: usize = 8;

/// The related stories of the story at `index`, nearest first, as indices. `times` are those of
/// the stories, in nanoseconds: beside each other, since they are looked at millions of times.
///
/// A shared topic counts most, then the section and each rare word of headline and standfirst, then
/// nearness in time: in days, not in stories
/// between them, so that a story on another matter changes nothing here. The direct neighbours
/// stand below every story anyway and are left out.
pub(super) fn related(
    stories: &[Filed],
    times: &[i128],
    index: usize,
    (topics, sections, rare_words): (&Labels, &Labels, &RareWords),
) -> Vec<usize> {
    let story = &stories[index];
    // Each as one number, the score below the story: they are sorted by the million.
    let mut found: Vec<u64> = Vec::with_capacity(4 * REACH * (story.topics.len() + 1));
    let mut along = |list: &[usize], score: u64| {
        let here = list.partition_point(|&other| other < index);
        let around = &list[here.saturating_sub(REACH)..list.len().min(here + REACH + 1)];
        let others = around.iter().filter(|other| other.abs_diff(index) > 1);
        found.extend(others.map(|&other| ((other as u64) << SCORE_BITS) | score));
    };
    for topic in story.topics.iter().filter_map(|name| topics.get(name)) {
        along(&topic.stories, 2);
    }
    if let Some(section) = story.section.as_ref().and_then(|name| sections.get(name)) {
        along(&section.stories, 1);
    }
    for list in rare_words.lists(index) {
        along(list, 1);
    }
    found.sort_unstable();
    let mut nearest: Vec<_> = Vec::with_capacity(SHOWN + 1);
    for same in found.chunk_by(|one, next| one >> SCORE_BITS == next >> SCORE_BITS) {
        let other = usize::try_from(same[0] >> SCORE_BITS).unwrap_or_default();
        let score: u64 = same.iter().map(|it| it & ((1 << SCORE_BITS) - 1)).sum();
        let it = (Reverse(score), times[index].abs_diff(times[other]), Reverse(other));
        let place = nearest.partition_point(|nearer| *nearer < it);
        if place < SHOWN {
            nearest.insert(place, it);
            nearest.truncate(SHOWN);
        }
    }
    nearest.into_iter().map(|(_, _, other)| other.0).collect()
}

#[cfg(test)]
mod tests {
    use super::super::shelf::manuscripts;
    use super::*;
    use std::collections::BTreeMap;

    /// What is related to each story, by name; the stories are given oldest first.
    fn all(files: &[(&str, &str, &str)]) -> BTreeMap<String, Vec<String>> {
        let mut stories = manuscripts(files);
        stories.sort_by_key(|story| story.published.as_ref().unwrap().instant);
        let mut topics = Labels::new("topic", &[]);
        let mut sections = Labels::new("section", &[]);
        for (index, story) in stories.iter().enumerate() {
            story.topics.iter().for_each(|topic| topics.add(topic, index));
            story.section.iter().for_each(|section| sections.add(section, index));
        }
        let name = |index: usize| stories[index].headline.to_lowercase();
        let times: Vec<i128> = stories
            .iter()
            .map(|it| it.published.as_ref().unwrap().instant.as_nanosecond())
            .collect();
        let rare_words = RareWords::of(&stories);
        let lists = (&topics, &sections, &rare_words);
        let of = |index| related(&stories, &times, index, lists).into_iter().map(name);
        (0..stories.len()).map(|index| (name(index), of(index).collect())).collect()
    }

    #[test]
    fn topics_count_most_then_the_section_then_time() {
        let found = all(&[
            ("both", "2026-01-01", "tags: [x, y]"),
            ("section", "2026-01-02", "section: S"),
            ("near", "2026-02-01", "tags: [x]"),
            ("other", "2026-02-02", "tags: [z]"),
            ("before", "2026-02-03", "tags: [x, y]"),
            ("here", "2026-02-04", "tags: [x, y]\nsection: S"),
            ("after", "2026-02-05", "tags: [x, y]"),
            ("far", "2026-06-01", "tags: [x]"),
        ]);
        // Before and after stand below the story anyway; the section alone is a fourth.
        assert_eq!(found["here"], ["both", "near", "far"]);
        assert_eq!(found["other"], [""; 0]);
    }

    /// Stories of which each has a word of its own and one that all have, and these; their
    /// front matter is a standfirst.
    fn among_others(count: usize, files: &[(&str, &str, &str)]) -> BTreeMap<String, Vec<String>> {
        let others: Vec<_> = (0..count)
            .map(|n| {
                let name = format!("other {}", "xyz".repeat(n + 1));
                (name, format!("2026-02-{:02}T{:02}:00:00", n % 28 + 1, n / 28))
            })
            .collect();
        let others = others.iter().map(|(name, date)| (name.as_str(), date.as_str(), ""));
        let every: Vec<_> = others.chain(files.iter().copied()).collect();
        all(&every)
    }

    #[test]
    fn a_word_that_few_stories_have_relates_them_in_any_language() {
        let found = among_others(
            60,
            &[
                ("die fähre", "2026-01-01", "description: Other words"),
                ("港の朝", "2026-01-02", ""),
                ("storm", "2026-01-03", "description: A tempest at the Lighthouse!"),
                ("newest", "2026-03-01", "description: Nach der FÄHRE der Lighthouse"),
                ("harbour", "2026-03-02", "description: lighthouse\nsection: S"),
                ("last", "2026-03-03", "description: 新しい港の夜\nsection: S"),
            ],
        );
        assert_eq!(found["die fähre"], ["newest"]);
        assert_eq!(found["港の朝"], ["last"]);
        // Of the same weight the nearest in time comes first; its neighbours stand below it anyway.
        assert_eq!(found["storm"], ["newest", "harbour"]);
        assert_eq!(found["harbour"], ["storm"]);
        // What many say relates nobody.
        assert_eq!(found["other xyz"], [""; 0]);
    }

    #[test]
    fn words_count_with_the_section_and_after_a_topic() {
        let found = among_others(
            60,
            &[
                ("one", "2026-01-01", "description: ferry quay\nsection: S"),
                ("two", "2026-01-02", "description: ferry\ntags: [x]"),
                ("three", "2026-01-03", "section: S"),
                ("four", "2026-03-01", ""),
                ("here", "2026-03-02", "description: ferry quay\nsection: S\ntags: [x]"),
            ],
        );
        assert_eq!(found["here"], ["two", "one", "three"]);
    }

    #[test]
    fn among_a_few_stories_no_word_is_rare() {
        let files = |count| {
            let named = [("ferry", "2026-01-01", ""), ("a ferry", "2026-03-01", "")];
            among_others(count, &named)["ferry"].clone()
        };
        assert_eq!(files(20), [""; 0]);
        assert_eq!(files(40), ["a ferry"]);
    }

    #[test]
    fn at_the_same_distance_the_newer_comes_first() {
        let found = all(&[
            ("a", "2026-01-01", "tags: [x]"),
            ("b", "2026-01-02", ""),
            ("c", "2026-01-03", "tags: [x]"),
            ("d", "2026-01-04", ""),
            ("e", "2026-01-05", "tags: [x]"),
        ]);
        assert_eq!(found["c"], ["e", "a"]);
    }

    #[test]
    fn a_story_on_another_matter_changes_nothing() {
        let days: Vec<_> = (1..=28).map(|day| (format!("s{day}"), day)).collect();
        let tags = ["tags: [x]", "tags: [y]", "tags: [x, y]\nsection: S"];
        let edition = |more: &[(&str, &str, &str)]| {
            let dates: Vec<_> = days.iter().map(|(_, day)| format!("2026-01-{day:02}")).collect();
            let stories = days.iter().zip(&dates);
            let mut files: Vec<_> = stories
                .map(|((name, day), date)| (name.as_str(), date.as_str(), tags[day % 3]))
                .collect();
            files.extend(more);
            all(&files)
        };
        let before = edition(&[]);
        let after = edition(&[("new", "2026-01-14T12:00:00", "tags: [z]")]);
        let changed: Vec<_> = before.keys().filter(|name| before[*name] != after[*name]).collect();
        // Its neighbours are each other's neighbours no more.
        assert!(changed.iter().all(|name| ["s14", "s15"].contains(&name.as_str())), "{changed:?}");
    }
}
