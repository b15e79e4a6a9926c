//! What a reader asks for.

use super::terms::{Normal, Part, otherwise, terms};

/// How many words of a question count: each is a file for each shard, and some are two.
const MOST: usize = 8;

/// What a reader asks for: the values of [`Query::NAMES`] in the address of the search page, a
/// line for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(pub String);

impl Query {
    /// The words, the last folder of the section's address, the first day (`2026-11-22`) and the
    /// last; each may be empty.
    pub const NAMES: [&str; 4] = ["q", "section", "from", "to"];

    /// The value of one of the names.
    pub fn value(&self, number: usize) -> &str {
        self.0.split('\n').nth(number).unwrap_or_default()
    }

    /// The words in their plainest form, each once.
    pub fn terms(&self, normal: &Normal) -> Vec<Term> {
        let mut found: Vec<Term> = Vec::new();
        let text = self.value(0);
        terms(text, normal, &mut |range, term, part| {
            let known = found.iter().any(|it| it.text == term);
            let mut one = Term { text: term.to_owned(), whole: is_pair(term), or: 0 };
            match part {
                Part::Last => {}
                Part::Piece => found.push(one),
                Part::Compound(pieces) => {
                    let at = found.len().saturating_sub(pieces);
                    if known || at >= MOST {
                        found.truncate(at);
                    } else {
                        one.or = pieces;
                        found.insert(at, one);
                    }
                }
                Part::Word if known || found.len() >= MOST => {}
                Part::Word => {
                    let other = otherwise(&text[range], term, normal);
                    one.or = other.is_some().into();
                    found.push(one);
                    found.extend(other.map(|(text, whole)| Term { text, whole, or: 0 }));
                }
            }
        });
        found
    }
}

fn is_pair(term: &str) -> bool {
    let mut letters = term.chars();
    letters.next().is_some_and(super::terms::is_unspaced) && letters.next().is_some()
}

/// A word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// In its plainest form.
    pub text: String,
    /// Whether nothing can follow: two characters of a script without spaces, or another spelling
    /// that might be a beginning of anything.
    whole: bool,
    /// How many of the terms behind it mean the same, all of them together.
    pub or: usize,
}

/// Endings of the languages that newspapers are most often written in: two words that differ by
/// no more than these are forms of one. It is not grammar, and need not be: who is found in
/// addition stands below.
const ENDINGS: [&str; 16] =
    ["", "s", "es", "e", "en", "n", "er", "em", "ern", "ed", "d", "ing", "x", "y", "ies", "i"];

impl Term {
    /// How well a term of the index fits, and nothing when it does not. `loosely` takes what
    /// was probably meant.
    pub fn fits(&self, term: &str, loosely: bool) -> Option<u32> {
        if self.text == term {
            return Some(8);
        }
        let asked = self.text.as_str();
        if self.whole || asked.len() < 3 {
            return None;
        }
        // One character of a script without spaces is three bytes, and the beginning of a pair.
        if term.starts_with(asked) {
            return Some(3);
        }
        let common = asked.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
        let common = asked.floor_char_boundary(common);
        if common >= 3 && is_ending(&asked[common..]) && is_ending(&term[common..]) {
            return Some(5);
        }
        // Slips of the fingers are seldom at the beginning of a word.
        (loosely && common >= 4 && common * 2 >= asked.len()).then_some(1)
    }
}

fn is_ending(rest: &str) -> bool {
    ENDINGS.contains(&rest)
}

#[cfg(test)]
mod tests {
    use super::super::terms::tests::normal;
    use super::*;

    fn asked(text: &str) -> Vec<Term> {
        Query(text.into()).terms(&normal)
    }

    fn fits(asked_for: &str, term: &str) -> Option<u32> {
        asked(asked_for)[0].fits(term, false)
    }

    #[test]
    fn a_question_is_its_words_each_once() {
        let words = |text: &str| asked(text).into_iter().map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(words("The  Ferry, the FERRY!"), ["the", "ferry"]);
        assert_eq!(words(" – "), [""; 0]);
        assert_eq!(words("O'Brien Mueller"), ["obrien", "o", "brien", "mueller", "muller"]);
        assert_eq!(words("東京タワー"), ["東京", "京タ", "タワ", "ワー"]);
        assert_eq!(words("a b c d e f g h i j").len(), MOST);
    }

    #[test]
    fn a_word_fits_itself_best_then_its_forms_then_what_begins_with_it() {
        let ranks = ["ferry", "ferries", "ferrying", "ferryman"].map(|it| fits("ferry", it));
        assert_eq!(ranks, [Some(8), Some(5), Some(3), Some(3)]);
        assert_eq!(fits("ships", "ship"), Some(5));
        assert_eq!(fits("opened", "opening"), Some(5));
        assert_eq!(fits("häuser", "haus"), Some(5));
        assert_eq!(fits("harbour", "harm"), None);
        assert_eq!(fits("eu", "europe"), None, "two letters are a word of their own");
        assert_eq!(fits("港", "港口"), Some(3));
        assert_eq!(fits("港口", "港口"), Some(8));
    }

    #[test]
    fn slips_of_the_fingers_are_forgiven_when_asked_to() {
        let near = |a: &str, b: &str| asked(a)[0].fits(b, true);
        assert_eq!(near("harbuor", "harbour"), Some(1));
        assert_eq!(near("lighthose", "lighthouse"), Some(1));
        assert_eq!(near("tide", "tidal"), None);
        assert_eq!(near("the", "thy"), None);
        assert_eq!(fits("harbuor", "harbour"), None);
    }
}
