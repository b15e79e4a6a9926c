//! Where a picture is cut.

use serde::{Deserialize, Serialize};

/// The shapes that cards and search engines ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ratio {
    /// 16:9.
    Wide,
    /// 4:3.
    Classic,
    /// 1:1.
    Square,
}

impl Ratio {
    /// Every shape, widest first.
    pub const ALL: [Self; 3] = [Self::Wide, Self::Classic, Self::Square];

    /// As it is called in a file's name: `16x9`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wide => "16x9",
            Self::Classic => "4x3",
            Self::Square => "1x1",
        }
    }

    fn sides(self) -> (u32, u32) {
        match self {
            Self::Wide => (16, 9),
            Self::Classic => (4, 3),
            Self::Square => (1, 1),
        }
    }

    /// The height that belongs to a width.
    pub fn height(self, width: u32) -> u32 {
        let (across, down) = self.sides();
        ((width * down + across / 2) / across).max(1)
    }

    /// The largest part of a picture with this shape. It is taken from the middle across, and
    /// from a third down: heads are at the top.
    pub(super) fn part(self, width: u32, height: u32) -> Part {
        let (across, down) = self.sides();
        let (w, h) = (f64::from(width), f64::from(height));
        let ratio = f64::from(across) / f64::from(down);
        if w / h > ratio {
            let part = h * ratio;
            Part { left: (w - part) / 2.0, top: 0.0, width: part, height: h }
        } else {
            let part = w / ratio;
            Part { left: 0.0, top: (h - part) / 3.0, width: w, height: part }
        }
    }
}

/// A part of a picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_the_largest_part_and_leaves_heads_on() {
        let part = Ratio::Square.part(300, 200);
        assert_eq!(part, Part { left: 50.0, top: 0.0, width: 200.0, height: 200.0 });
        let part = Ratio::Wide.part(1600, 1800);
        assert_eq!(part, Part { left: 0.0, top: 300.0, width: 1600.0, height: 900.0 });
        let part = Ratio::Classic.part(400, 300);
        assert_eq!(part, Part { left: 0.0, top: 0.0, width: 400.0, height: 300.0 });
        assert_eq!(Ratio::ALL.map(|ratio| ratio.height(1200)), [675, 900, 1200]);
        assert_eq!(Ratio::Wide.height(1), 1);
    }
}
