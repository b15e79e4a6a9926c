//! What a reader asks for.

use super::terms::{Normal, terms};

/// How many words of a question count: each is a file for each shard.
const MOST: usize = 8;

/// What a reader asks for, as it stands in the address of the search page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words.
    pub text: String,
    /// The last folder of the section's address, or nothing.
    pub section: String,
    /// The first day, `2026-11-22`, or nothing.
    pub from: String,
    /// The last day.
    pub to: String,
}

impl Query {
    /// The words in their plainest form, each once.
    pub fn terms(&self, normal: &Normal) -> Vec<Term> {
        let mut found: Vec<Term> = Vec::new();
        terms(&self.text, normal, &mut |_, term, last| {
            let known = found.iter().any(|it| it.text == term);
            if !known && !last && found.len() < MOST {
                found.push(Term { text: term.to_owned(), whole: is_pair(term) });
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
    /// Whether nothing can follow: two characters of a script without spaces.
    whole: bool,
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
        (loosely && common >= 3 && is_near(asked, term)).then_some(1)
    }
}

fn is_ending(rest: &str) -> bool {
    ENDINGS.contains(&rest)
}

/// Whether a word can be made of another by one slip of the fingers, or by two in a long one.
fn is_near(a: &str, b: &str) -> bool {
    let slips = match a.len() {
        0..=3 => return false,
        4..=5 => 1,
        _ => 2,
    };
    if a.len().abs_diff(b.len()) > slips {
        return false;
    }
    // Levenshtein's distance, byte by byte.
    let b = b.as_bytes();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for j in 1..row.len() {
            let step = diagonal + usize::from(b[j - 1] != x);
            diagonal = row[j];
            row[j] = step.min(diagonal + 1).min(row[j - 1] + 1);
        }
    }
    row.last().is_some_and(|distance| *distance <= slips)
}

#[cfg(test)]
mod tests {
    use super::super::terms::tests::normal;
    use super::*;

    fn asked(text: &str) -> Vec<Term> {
        Query { text: text.into(), ..Query::default() }.terms(&normal)
    }

    fn fits(asked_for: &str, term: &str) -> Option<u32> {
        asked(asked_for)[0].fits(term, false)
    }

    #[test]
    fn a_question_is_its_words_each_once() {
        let words = |text: &str| asked(text).into_iter().map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(words("The  Ferry, the FERRY!"), ["the", "ferry"]);
        assert_eq!(words(" – "), [""; 0]);
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
