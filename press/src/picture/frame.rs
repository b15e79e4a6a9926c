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

    /// The largest part of a picture with this shape: around its focus, as far as the picture
    /// goes. Without one it is taken from the middle across, and from a third down: heads are at
    /// the top.
    pub(super) fn part(self, width: u32, height: u32, focus: Option<Focus>) -> Part {
        let (across, down) = self.sides();
        let (w, h) = (f64::from(width), f64::from(height));
        let ratio = f64::from(across) / f64::from(down);
        let around = |whole: f64, part: f64, at: u8| {
            (whole * f64::from(at) / 100.0 - part / 2.0).clamp(0.0, whole - part)
        };
        if w / h > ratio {
            let part = h * ratio;
            let left = focus.map_or((w - part) / 2.0, |focus| around(w, part, focus.across));
            Part { left, top: 0.0, width: part, height: h }
        } else {
            let part = w / ratio;
            let top = focus.map_or((h - part) / 3.0, |focus| around(h, part, focus.down));
            Part { left: 0.0, top, width: w, height: part }
        }
    }
}

/// The point of a picture that stays in sight when it is cut, in hundredths of its width from the
/// left and of its height from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Focus {
    across: u8,
    down: u8,
}

impl Focus {
    /// Reads it as style sheets write a position: `50% 20%`, `top`, `left 30%`. One number alone is
    /// that across.
    pub fn read(text: &str) -> Option<Self> {
        let words: Vec<_> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let lies = |word: &&str| matches!(word.to_lowercase().as_str(), "top" | "bottom");
        let stands = |word: &&str| matches!(word.to_lowercase().as_str(), "left" | "right");
        let (across, down) = match words[..] {
            [down] if lies(&down) => ("center", down),
            [across] => (across, "center"),
            [down, across] if lies(&down) || stands(&across) => (across, down),
            [across, down] => (across, down),
            _ => return None,
        };
        let fits = !lies(&across) && !stands(&down);
        fits.then_some(Self { across: hundredths(across)?, down: hundredths(down)? })
    }
}

/// A word or a share of the way from the left or the top, in hundredths.
fn hundredths(word: &str) -> Option<u8> {
    let number = match word.to_lowercase().as_str() {
        "left" | "top" => 0.0,
        "center" | "centre" => 50.0,
        "right" | "bottom" => 100.0,
        word => match word.strip_suffix('%') {
            Some(share) => share.parse::<f64>().ok()?,
            // Other tools write 0.2 for 20%.
            None => word.parse::<f64>().ok().map(|it| if it <= 1.0 { it * 100.0 } else { it })?,
        },
    };
    (0.0..=100.0).contains(&number).then(|| number.round() as u8)
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
        let part = Ratio::Square.part(300, 200, None);
        assert_eq!(part, Part { left: 50.0, top: 0.0, width: 200.0, height: 200.0 });
        let part = Ratio::Wide.part(1600, 1800, None);
        assert_eq!(part, Part { left: 0.0, top: 300.0, width: 1600.0, height: 900.0 });
        let part = Ratio::Classic.part(400, 300, None);
        assert_eq!(part, Part { left: 0.0, top: 0.0, width: 400.0, height: 300.0 });
        assert_eq!(Ratio::ALL.map(|ratio| ratio.height(1200)), [675, 900, 1200]);
        assert_eq!(Ratio::Wide.height(1), 1);
    }

    #[test]
    fn cuts_around_the_focus_and_never_past_the_edge() {
        let part = |ratio: Ratio, w, h, focus| {
            let Part { left, top, .. } = ratio.part(w, h, Focus::read(focus));
            (left, top)
        };
        // An upright portrait, 1,600 by 2,400: 900 of its height are seen.
        assert_eq!(part(Ratio::Wide, 1600, 2400, "50% 20%"), (0.0, 30.0));
        assert_eq!(part(Ratio::Wide, 1600, 2400, "top"), (0.0, 0.0));
        assert_eq!(part(Ratio::Wide, 1600, 2400, "50% 100%"), (0.0, 1500.0));
        // A panorama, 2,400 by 900: 1,200 of its width are seen.
        assert_eq!(part(Ratio::Classic, 2400, 900, "right"), (1200.0, 0.0));
        assert_eq!(part(Ratio::Classic, 2400, 900, "40% 0%"), (360.0, 0.0));
    }

    #[test]
    fn a_focus_is_read_as_style_sheets_write_it() {
        let read = |text: &str| Focus::read(text).map(|it| (it.across, it.down));
        assert_eq!(read("50% 20%"), Some((50, 20)));
        assert_eq!(read(" 33.4%,  7% "), Some((33, 7)));
        assert_eq!(read("0.5 0.2"), Some((50, 20)));
        assert_eq!(read("50 20"), Some((50, 20)));
        assert_eq!(read("Top"), Some((50, 0)));
        assert_eq!(read("bottom left"), Some((0, 100)));
        assert_eq!(read("right 10%"), Some((100, 10)));
        assert_eq!(read("center"), Some((50, 50)));
        assert_eq!(read("25%"), Some((25, 50)));
        for wrong in
            ["", "50% 120%", "-1% 0", "face", "1% 2% 3%", "10px 20px", "nan", "20% left top"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!((read("left right"), read("top bottom")), (None, None));
    }
}
