//! Whether reading takes four times as long when a text is twice as long.
//!
//! A text is some bytes, a piece that is repeated, and some bytes, with [`BETWEEN`] between them: no
//! text in UTF-8 holds that byte. What counts is the time in which a processor was busy with this
//! thread, the shortest of some runs, so that a busy machine changes nothing.

use std::time::{Duration, Instant};

/// Stands between the parts of a text.
const BETWEEN: u8 = 0xff;

/// What is read in less says nothing.
const SHORT: Duration = Duration::from_millis(60);

/// No text is made longer, in bytes.
const LONGEST: usize = 32 * 1024;

/// How often a text is read again when it seems to take too long.
const TRIES: usize = 4;

/// Twice as much that takes as many times as long: work in a square comes near four from below.
const SQUARE: f64 = 3.4;

/// The time in which a processor was busy with this thread. Where that is not told it is the time
/// that has passed.
fn busy() -> Duration {
    thread_local!(static BEGUN: Instant = Instant::now());
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.with(Instant::elapsed), Duration::from_nanos)
}

/// The shortest time of one run, or of so many.
fn time(runs: usize, text: &[u8], read: &dyn Fn(&[u8])) -> Duration {
    let times = (0..runs).map(|_| {
        let before = busy();
        read(text);
        busy().saturating_sub(before)
    });
    times.min().unwrap_or_default()
}

/// Panics where a text takes four times as long that is twice as long, and again when it is doubled
/// once more.
pub fn check(input: &[u8], read: &dyn Fn(&[u8])) {
    let mut parts = input.splitn(3, |byte| *byte == BETWEEN);
    let (Some(before), Some(piece), behind) = (parts.next(), parts.next(), parts.next()) else {
        return;
    };
    if piece.is_empty() {
        return;
    }
    let text = |times: usize| [before, &piece.repeat(times), behind.unwrap_or_default()].concat();
    let mut times = 1024_usize.div_ceil(piece.len());
    // As long as it must be for its time to say something.
    while time(1, &text(times), read) < SHORT {
        times *= 2;
        if times * piece.len() > LONGEST {
            return;
        }
    }
    let texts = [text(times), text(2 * times), text(4 * times)];
    let mut best = [Duration::MAX; 3];
    let grows = (0..TRIES).all(|_| {
        for (best, text) in best.iter_mut().zip(&texts) {
            *best = (*best).min(time(1, text, read));
        }
        let [once, twice, four] = best.map(|it| it.as_secs_f64());
        twice > once * SQUARE && four > twice * SQUARE
    });
    assert!(!grows, "{best:?} for {times} times, twice and four times as many of {piece:?}");
}
