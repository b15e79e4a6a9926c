use crate::context::Edition;
use crate::edition::{Timestamp, Word};
use crate::markup::{Element, el};

/// When it was published and changed, in the newsroom's zone, and how long one reads.
///
/// For screen readers: each of these ends like a sentence, where the eye sees a gap.
pub fn dateline(published: &Timestamp, updated: Option<&Timestamp>, minutes: u32) -> Element {
    let edition = Edition::current();
    let words = &edition.site.words;
    let part = |class: &'static str| el("span").class(class);
    let stop = || part("visually-hidden").text(". ");
    let moment = |label: Word, moment: &Timestamp| {
        let time =
            el("time").attr("datetime", moment.as_str().to_owned()).text(words.date_time(moment));
        let label = [words.get(label), " "].concat();
        part("dateline-moment").text(label).child(time).child(stop())
    };
    let reading = words.fill(Word::ReadingTime, &[("minutes", &minutes.to_string())]);
    el("p")
        .class("dateline")
        .child(moment(Word::Published, published))
        .child(updated.map(|updated| moment(Word::Updated, updated)))
        .child(part("dateline-reading").text(reading))
}
