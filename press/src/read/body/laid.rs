//! A text that is laid out anew before Markdown is read, and where each piece of it stood.

use std::ops::Range;

/// A text made of pieces of another.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A run of the new text.
#[derive(Debug)]
struct Piece {
    here: usize,
    there: usize,
    /// Whether it stands in the old text byte for byte; else all of it belongs to one place there.
    copied: bool,
}

impl Laid {
    /// Goes on with a piece of the old text.
    pub(super) fn copy(&mut self, old: &str, range: Range<usize>) {
        let here = self.text.len();
        let goes_on = self
            .pieces
            .last()
            .is_some_and(|last| last.copied && last.there + (here - last.here) == range.start);
        if !goes_on && !range.is_empty() {
            self.pieces.push(Piece { here, there: range.start, copied: true });
        }
        self.text.push_str(&old[range]);
    }

    /// Goes on with a text that did not stand there, in place of what stood at `there`.
    pub(super) fn make(&mut self, made: &str, there: usize) {
        if !made.is_empty() {
            self.pieces.push(Piece { here: self.text.len(), there, copied: false });
            self.text.push_str(made);
        }
    }

    /// Takes off all from a place of the new text on.
    pub(super) fn truncate(&mut self, here: usize) {
        self.text.truncate(here);
        self.pieces.retain(|piece| piece.here < here);
    }

    /// Puts a made text into what is there already, before the place `here` of the new text.
    pub(super) fn insert(&mut self, here: usize, made: &str) {
        let there = self.place(here);
        let at = self.pieces.partition_point(|piece| piece.here < here);
        let cut = at.checked_sub(1).map(|before| &self.pieces[before]);
        let rest = cut.filter(|piece| {
            self.pieces.get(at).is_none_or(|next| next.here > here) && piece.copied
        });
        let rest = rest.map(|_| Piece { here: here + made.len(), there, copied: true });
        for piece in &mut self.pieces[at..] {
            piece.here += made.len();
        }
        let new = std::iter::once(Piece { here, there, copied: false }).chain(rest);
        self.pieces.splice(at..at, new);
        self.text.insert_str(here, made);
    }

    /// A text with some of its ranges replaced; they stand in order and do not overlap.
    pub(super) fn edited(
        old: &str,
        edits: impl IntoIterator<Item = (Range<usize>, String)>,
    ) -> Self {
        let mut laid = Self::default();
        let mut at = 0;
        for (range, made) in edits {
            laid.copy(old, at..range.start);
            laid.make(&made, range.start);
            at = range.end;
        }
        laid.copy(old, at..old.len());
        laid
    }

    /// Where a place of the new text stood.
    pub(super) fn place(&self, here: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.here <= here);
        match at.checked_sub(1).map(|at| &self.pieces[at]) {
            Some(piece) if piece.copied => piece.there + (here - piece.here),
            Some(piece) => piece.there,
            None => 0,
        }
    }

    /// Where a range of the new text stood.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        let at = self.pieces.partition_point(|piece| piece.here < range.end);
        let end = match at.checked_sub(1).map(|at| &self.pieces[at]) {
            Some(piece) if piece.copied => piece.there + (range.end - piece.here),
            Some(piece) => piece.there,
            None => 0,
        };
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back() {
        let old = "one two three";
        let laid = Laid::edited(old, [(4..7, "TWENTY".into()), (8..8, "<".into())]);
        assert_eq!(laid.text, "one TWENTY <three");
        for word in ["one", "three"] {
            let here = laid.text.find(word).unwrap();
            assert_eq!(&old[laid.range(here..here + word.len())], word);
        }
        assert_eq!(laid.range(4..10), 4..4);
        assert_eq!(laid.range(0..laid.text.len()), 0..old.len());
        assert_eq!(Laid::default().range(0..0), 0..0);
    }

    #[test]
    fn what_is_put_in_moves_what_follows() {
        let old = "# a\nb";
        let mut laid = Laid::default();
        laid.copy(old, 0..5);
        laid.insert(3, " {#x}");
        assert_eq!(laid.text, "# a {#x}\nb");
        assert_eq!(laid.range(9..10), 4..5);
        assert_eq!(laid.range(2..3), 2..3);
        laid.truncate(8);
        assert_eq!(laid.text, "# a {#x}");
    }
}
